"""A round of fetching: feeds to the library, many hosts at a time. The edges act here.

What a feed brings is stored as soon as it is read, so that an interrupted round loses nothing
that came in, and analysis can start while other feeds still load.
"""

from __future__ import annotations

import asyncio
import random
import threading
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, TypeVar

from msgspec.structs import replace

from briefing.errors import BriefError, IntakeError
from briefing.intake.feeds import schedule, subscriptions
from briefing.intake.feeds.ingest import complete, mark_recent_copies, take_in
from briefing.intake.sandbox.client import Parser
from briefing.model import Article, Feed, FullText, Stored
from briefing.ports import Library

if TYPE_CHECKING:
    from briefing.intake.net.fetch import Fetcher

T = TypeVar("T")

MOST_PAGES = 30
"""Pages fetched for the new articles of one feed in one round, the newest articles first."""

_PARSERS = 2


@dataclass(frozen=True, slots=True)
class Result:
    """What became of one feed, or of one page of it.

    ``feed`` is the subscription as it is now. ``articles`` are new, changed or completed ones,
    stored already. ``error`` says why there are none; ``page`` is the address when this is about
    the full text of an article.
    """

    feed: Feed
    articles: tuple[Article, ...] = ()
    stored: Stored = field(default_factory=Stored)
    error: BriefError | None = None
    page: str | None = None


Report = Callable[[Result], None]


class Round:
    """One round over some feeds. ``report`` is told of every result in the event loop's thread."""

    def __init__(
        self,
        library: Library,
        fetcher: Fetcher,
        clock: Callable[[], datetime],
        report: Report,
        full_text: FullText | None = None,
        usual_full_text: FullText = "auto",
        dice: Callable[[], float] = random.random,
    ) -> None:
        self._library = library
        self._fetcher = fetcher
        self._clock = clock
        self._report = report
        self._full_text = full_text
        self._usual_full_text = usual_full_text
        self._dice = dice
        self._parsers = [Parser() for _ in range(_PARSERS)]
        self._free = asyncio.Queue[Parser]()
        self._threads = ThreadPoolExecutor(_PARSERS + 1, thread_name_prefix="intake")
        self._storing = threading.Lock()
        self._results: list[Result] = []
        self._quiet: list[Feed] = []

    async def run(self, feeds: Iterable[Feed]) -> tuple[Result, ...]:
        """Fetch, read and store the feeds, then the pages of their teasers; all results."""
        for parser in self._parsers:
            self._free.put_nowait(parser)
        try:
            # Loading the parsers takes about as long as the first answer.
            self._threads.submit(self._parsers[0].warm_up)
            async with asyncio.TaskGroup() as group:
                for feed in feeds:
                    group.create_task(self._feed(feed))
            async with asyncio.TaskGroup() as group:
                for result in list(self._results):
                    for article in self._wanting_pages(result):
                        group.create_task(self._page(result.feed, article))
            await asyncio.to_thread(self._mark_copies)
        finally:
            await asyncio.shield(asyncio.to_thread(self._finish))
        return tuple(self._results)

    def _mark_copies(self) -> None:
        fresh = [a for result in self._results for a in result.articles]
        mark_recent_copies(self._library, fresh, self._clock())

    def _finish(self) -> None:
        # What threads have begun they complete: it is in memory and not yet in the library.
        self._threads.shutdown(wait=True, cancel_futures=True)
        for parser in self._parsers:
            parser.close()
        subscriptions.remember_times(self._library, self._quiet)

    async def _feed(self, feed: Feed) -> None:
        try:
            result = await self._fetch(feed)
        except IntakeError as error:
            failure = error
            result = await self._in_thread(lambda: self._failed(feed, failure))
        self._results.append(result)
        self._report(result)

    async def _fetch(self, feed: Feed) -> Result:
        fetched = await self._fetcher.get(feed.url, feed.etag, feed.last_modified)
        now = self._clock()
        asked = schedule.after_answer(feed, fetched, now, self._dice())
        if fetched.status == 304:
            return await self._in_thread(lambda: self._not_modified(feed, asked))
        parsed = await self._parsed(
            lambda parser: parser.feed(fetched.body, fetched.content_type, fetched.url)
        )

        def store() -> Result:
            with self._storing:
                taken = take_in(self._library, asked, parsed, now)
                current = schedule.after_document(asked, fetched, parsed, len(taken.stored.added))
                self._keep(feed, current)
            return Result(current, taken.articles, taken.stored)

        return await self._in_thread(store)

    def _not_modified(self, feed: Feed, asked: Feed) -> Result:
        if replace(feed, last_fetch=asked.last_fetch, next_fetch=asked.next_fetch) == asked:
            self._quiet.append(asked)
        else:
            with self._storing:
                self._keep(feed, asked)
        return Result(asked)

    def _failed(self, feed: Feed, error: IntakeError) -> Result:
        error.thing = feed.title or feed.url
        failed = schedule.after_failure(feed, error, self._clock(), self._dice())
        with self._storing:
            self._keep(feed, failed)
        return Result(failed, error=error)

    def _keep(self, feed: Feed, current: Feed) -> None:
        """Store the feed's new state, unless the user has removed it meanwhile."""
        if all(known.url != feed.url for known in self._library.feeds()):
            return
        if current.url != feed.url:
            subscriptions.move(self._library, feed, current)
        else:
            subscriptions.save(self._library, current)

    def _wanting_pages(self, result: Result) -> Sequence[Article]:
        own = result.feed.full_text
        mode = self._full_text or (self._usual_full_text if own == "auto" else own)
        if mode == "never":
            return ()
        wanting = [a for a in result.articles if a.url and (a.teaser or mode == "always")]
        return sorted(wanting, key=_moment, reverse=True)[:MOST_PAGES]

    async def _page(self, feed: Feed, article: Article) -> None:
        url = article.url or ""
        try:
            fetched = await self._fetcher.get(url)
            page = await self._parsed(
                lambda parser: parser.page(fetched.body, fetched.content_type, fetched.url)
            )
        except IntakeError as error:
            error.thing = url
            result = Result(feed, error=error, page=url)
        else:

            def store() -> Article | None:
                with self._storing:
                    return complete(self._library, article, page)

            full = await self._in_thread(store)
            result = Result(feed, (full,) if full else (), page=url)
        self._results.append(result)
        self._report(result)

    async def _parsed(self, read: Callable[[Parser], T]) -> T:
        parser = await self._free.get()
        try:
            return await self._in_thread(lambda: read(parser))
        finally:
            self._free.put_nowait(parser)

    async def _in_thread(self, work: Callable[[], T]) -> T:
        loop = asyncio.get_running_loop()
        return await asyncio.shield(loop.run_in_executor(self._threads, work))


def _moment(article: Article) -> float:
    return article.published.timestamp() if article.published else 0.0


async def collect(
    library: Library,
    feeds: Iterable[Feed],
    clock: Callable[[], datetime],
    report: Report,
    *,
    full_text: FullText | None = None,
    usual_full_text: FullText = "auto",
    allowed: Iterable[str] = (),
) -> tuple[Result, ...]:
    """Fetch feeds into the library. Cancelling it keeps what came in.

    ``full_text`` overrides what the feeds say about fetching the pages of their articles, and
    ``usual_full_text`` is for those that say "auto". ``allowed`` names hosts whose private
    addresses may be connected to. A feed that fails is an error in its result and stops no other.
    Raises ``StoreError`` when nothing can be stored.
    """
    from briefing.intake.net.fetch import Fetcher

    async with Fetcher(allowed) as fetcher:
        try:
            return await Round(library, fetcher, clock, report, full_text, usual_full_text).run(
                feeds
            )
        except BaseExceptionGroup as group:
            raise _first(group) from None


def _first(group: BaseExceptionGroup[BaseException]) -> BaseException:
    error: BaseException = group
    while isinstance(error, BaseExceptionGroup):
        error = error.exceptions[0]
    return error
