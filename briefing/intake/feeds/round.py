"""A round of fetching: feeds to the library, many hosts at a time. The edges act here.

What a feed brings is stored as soon as it is read, so that an interrupted round loses nothing
that came in, and analysis can start while other feeds still load.
"""

from __future__ import annotations

import asyncio
import dataclasses
import random
from collections.abc import Callable, Iterable
from datetime import datetime
from typing import TYPE_CHECKING

from msgspec.structs import replace

from briefing.errors import IntakeError
from briefing.feed import Feed
from briefing.intake.feeds import aggregators, schedule, subscriptions
from briefing.intake.feeds.ingest import mark_recent_copies, take_in
from briefing.intake.feeds.page_round import PageRound
from briefing.intake.feeds.readers import Readers
from briefing.intake.feeds.results import Report, Result, RoundResult
from briefing.intake.feeds.round_context import FetchOptions, RoundContext, source_of
from briefing.ports import Library
from briefing.sources import NO_SOURCES, Sources

if TYPE_CHECKING:
    from briefing.intake.net.fetch import Fetcher
    from briefing.intake.net.responses import Fetched


class Round:
    """One round over some feeds. ``report`` is told of every result in the event loop's thread."""

    def __init__(
        self,
        library: Library,
        fetcher: Fetcher,
        clock: Callable[[], datetime],
        report: Report,
        options: FetchOptions,
        sources: Sources,
    ) -> None:
        self._library = library
        self._fetcher = fetcher
        self._clock = clock
        self._report = report
        self._sources = sources
        self._options = options
        self._dice = random.random
        self._readers = Readers()
        context = RoundContext(library, fetcher, clock, sources, self._readers, self._tell)
        self._pages = PageRound(context, options)
        self._results: list[Result] = []
        self._quiet: list[Feed] = []

    async def run(self, feeds: Iterable[Feed]) -> RoundResult:
        """Fetch, read and store the feeds, then the pages of their teasers."""
        try:
            self._readers.start()
            async with asyncio.TaskGroup() as group:
                for feed in feeds:
                    group.create_task(self._feed(feed))
            by_url = {r.feed.url: r for r in self._results}
            answered = [r.feed for r in by_url.values() if r.error is None]
            others = [feed for feed in self._options.pages_of if feed.url not in by_url]
            await self._pages.run([*answered, *others], tuple(self._results))
            await asyncio.to_thread(self._mark_copies)
        finally:
            await asyncio.shield(asyncio.to_thread(self._finish))
        return RoundResult(tuple(self._results), self._pages.waiting)

    def _mark_copies(self) -> None:
        fresh = [a for result in self._results for a in result.articles]
        mark_recent_copies(self._library, fresh, self._clock())

    def _finish(self) -> None:
        self._readers.close()
        subscriptions.remember_times(self._library, self._quiet)
        self._pages.remember()

    async def _feed(self, feed: Feed) -> None:
        try:
            result = await self._fetch(feed)
        except IntakeError as error:
            result = await self._failed(feed, error)
        self._tell(result)

    async def _fetch(self, feed: Feed) -> Result:
        if feed.credentials is not None:
            return await self._from_aggregator(feed)
        fetched = await self._fetcher.get(feed.url, feed.etag, feed.last_modified)
        return await self._take_in(feed, fetched)

    async def _from_aggregator(self, feed: Feed) -> Result:
        """All pages of an aggregator, each stored before the next is asked for."""
        mark = await self._readers.in_thread(lambda: aggregators.mark_of(self._library, feed.url))
        result = Result(feed)
        try:
            async for page in aggregators.pages(self._fetcher, feed, mark, self._clock()):
                new = len(result.stored.added)
                came = await self._take_in(feed, page.fetched, page.mark, new)
                articles = (*result.articles, *came.articles)
                result = Result(came.feed, articles, result.stored + came.stored)
        except IntakeError as error:
            failed = await self._failed(feed, error)
            return dataclasses.replace(failed, articles=result.articles, stored=result.stored)
        return result

    async def _take_in(
        self, feed: Feed, fetched: Fetched, mark: aggregators.Mark | None = None, before: int = 0
    ) -> Result:
        """Read and store an answer; ``before`` are the new articles of its earlier pages."""
        now, jitter = self._clock(), self._dice()

        def asked(feed: Feed) -> Feed:
            return schedule.after_answer(feed, fetched, now, jitter)

        if fetched.status == 304:
            return await self._not_modified(feed, asked)
        parsed = await self._readers.feed(fetched)

        def store() -> Result:
            source = source_of(fetched, "feed")
            ingested = take_in(self._library, feed, parsed, now, source, self._sources)
            new = before + len(ingested.stored.added)

            def read(feed: Feed) -> Feed:
                return schedule.after_document(asked(feed), fetched, parsed, new)

            current = subscriptions.change(self._library, feed.url, read)
            if current is not None and mark is not None:
                aggregators.remember_mark(self._library, feed.url, mark)
            return Result(current or read(feed), ingested.articles, ingested.stored)

        return await self._readers.stored(store)

    async def _not_modified(self, feed: Feed, after_answer: Callable[[Feed], Feed]) -> Result:
        after = after_answer(feed)
        if replace(feed, last_fetch=after.last_fetch, next_fetch=after.next_fetch) == after:
            self._quiet.append(after)
            return Result(after)
        changed = await self._changed(feed, after_answer)
        return Result(changed or after)

    async def _failed(self, feed: Feed, error: IntakeError) -> Result:
        error.thing = feed.title or feed.url
        now, jitter = self._clock(), self._dice()

        def failed(feed: Feed) -> Feed:
            return schedule.after_failure(feed, error, now, jitter)

        current = await self._changed(feed, failed)
        return Result(current or failed(feed), error=error)

    async def _changed(self, feed: Feed, change: Callable[[Feed], Feed]) -> Feed | None:
        """The subscription as it is after that change; None if it is there no more."""
        return await self._readers.stored(
            lambda: subscriptions.change(self._library, feed.url, change)
        )

    def _tell(self, result: Result) -> None:
        self._results.append(result)
        self._report(result)


async def collect(
    library: Library,
    feeds: Iterable[Feed],
    clock: Callable[[], datetime],
    report: Report,
    options: FetchOptions = FetchOptions(),  # noqa: B008  (frozen)
    sources: Sources = NO_SOURCES,
) -> RoundResult:
    """Fetch feeds into the library, and what earlier rounds have left of their pages.

    ``sources`` keeps the bytes of what brings news. A feed that fails is an error in its result and
    stops no other. Cancelling it keeps what came in. Raises ``StoreError`` when nothing can be
    stored.
    """
    from briefing.intake.net.fetch import Fetcher

    async with Fetcher(options.allowed_hosts) as fetcher:
        try:
            return await Round(library, fetcher, clock, report, options, sources).run(feeds)
        except BaseExceptionGroup as group:
            raise _first(group) from None


def _first(group: BaseExceptionGroup[BaseException]) -> BaseException:
    error: BaseException = group
    while isinstance(error, BaseExceptionGroup):
        error = error.exceptions[0]
    return error
