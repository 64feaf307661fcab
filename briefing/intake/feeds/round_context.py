"""What everything in one round of fetching works with."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

from msgspec import Struct

from briefing.feed import Feed, FullText
from briefing.intake.feeds.readers import Readers
from briefing.intake.feeds.results import Result
from briefing.ports import Library
from briefing.sources import Reader, Source, Sources

if TYPE_CHECKING:
    from briefing.intake.net.fetch import Fetcher
    from briefing.intake.net.responses import Fetched


class FetchOptions(Struct, frozen=True):
    """How a round fetches.

    ``full_text`` overrides what feeds say about fetching the pages of their articles, and
    ``usual_full_text`` is for those that say "auto". ``allowed_hosts`` may have private addresses.
    Of the feeds in ``pages_of`` only those pages are fetched that earlier rounds have left. Pages
    that gave articles of the last ``recheck_days`` their text are asked for again at their times;
    None: none are.
    """

    full_text: FullText | None = None
    usual_full_text: FullText = "auto"
    allowed_hosts: tuple[str, ...] = ()
    pages_of: tuple[Feed, ...] = ()
    recheck_days: int | None = None


class RoundContext(Struct, frozen=True, eq=False):
    """The edges of a round; ``tell`` notes a result, in the event loop's thread."""

    library: Library
    fetcher: Fetcher
    clock: Callable[[], datetime]
    sources: Sources
    readers: Readers
    tell: Callable[[Result], None]


def source_of(fetched: Fetched, reader: Reader) -> Source:
    """The bytes of an answer, as they are kept of what was read from them."""
    return Source(fetched.body, reader, fetched.content_type, fetched.url)
