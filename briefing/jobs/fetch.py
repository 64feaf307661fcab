"""One round of fetching with the analysis of what it brings beside it, for every face alike."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine, Iterable
from dataclasses import dataclass
from typing import Any, TypeAlias

from msgspec import Struct

from briefing.clock import Clock
from briefing.feed import Feed
from briefing.intake.feeds.results import Report, Result, RoundResult
from briefing.intake.feeds.round import collect
from briefing.intake.feeds.round_context import FetchOptions
from briefing.jobs.background import BackgroundTask
from briefing.ports import Library, Progress
from briefing.sources import NO_SOURCES, Sources

Runner: TypeAlias = Callable[[Coroutine[Any, Any, RoundResult]], RoundResult]
"""Runs the round to its end, or until the user has it stopped."""


class FetchHooks(Struct, frozen=True):
    """What a face hears of a round, and what it can do to it.

    ``report`` is given each result, ``progress`` how far the analysis is; ``first_news`` is called
    once, when the first new articles are stored; ``abort`` is to end the analysis when the round
    ends early; ``run`` runs the round.
    """

    report: Report
    progress: Progress
    first_news: Callable[[], object]
    abort: Callable[[], object]
    run: Runner = asyncio.run


@dataclass
class FetchCounts:
    """What a round has brought so far: ``pages`` were asked for, ``completed`` gave a full text.

    ``rechecked`` were asked for again, and ``reworded`` gave other words than before.
    """

    feeds: int = 0
    failed: int = 0
    new: int = 0
    pages: int = 0
    completed: int = 0
    rechecked: int = 0
    reworded: int = 0

    def add(self, result: Result) -> None:
        """Count one more result."""
        if result.recheck:
            self.rechecked += 1
            self.reworded += bool(result.articles)
        elif result.page is not None:
            self.pages += 1
            self.completed += bool(result.articles)
        else:
            self.feeds += 1
            self.failed += result.error is not None
            self.new += len(result.stored.added)


def fetch_round(
    library: Library,
    feeds: Iterable[Feed],
    clock: Clock,
    options: FetchOptions,
    hooks: FetchHooks,
    *,
    refresh: Callable[[Progress], object],
    sources: Sources = NO_SOURCES,
) -> RoundResult:
    """Fetch those feeds, and have ``refresh`` analyse what comes in while others still load.

    What came in is kept when the round ends early.
    """
    heard_of_news = False
    with BackgroundTask(refresh, hooks.progress, hooks.abort) as analysis:

        def take(result: Result) -> None:
            nonlocal heard_of_news
            if result.stored.added and not heard_of_news:
                heard_of_news = True
                hooks.first_news()
            if result.articles:
                analysis.more()
            hooks.report(result)

        round_result = hooks.run(collect(library, feeds, clock, take, options, sources))
        # Once more, for what an interrupted run has left unanalysed.
        analysis.more()
    return round_result
