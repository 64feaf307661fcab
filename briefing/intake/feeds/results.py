"""What becomes of the feeds and pages that a round of fetching asks for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from briefing.errors import BriefError
from briefing.feed import Feed
from briefing.model import Article
from briefing.ports import Stored


@dataclass(frozen=True, slots=True)
class Result:
    """What became of one feed, or of one page of it.

    ``feed`` is the subscription as it is now. ``articles`` are new, changed or completed ones,
    stored already. ``error`` says why there are none; ``page`` is the address when this is about
    the full text of an article. ``recheck``: the article had it, and the page was asked for again.
    """

    feed: Feed
    articles: tuple[Article, ...] = ()
    stored: Stored = field(default_factory=Stored)
    error: BriefError | None = None
    page: str | None = None
    recheck: bool = False


Report = Callable[[Result], None]


@dataclass(frozen=True, slots=True)
class RoundResult:
    """What a round brought: all results, and how many pages have to wait for the next round."""

    results: tuple[Result, ...] = ()
    waiting: int = 0
