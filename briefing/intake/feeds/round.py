"""A round of fetching: feeds to the library, many hosts at a time. The edges act here.

What a feed brings is stored as soon as it is read, so that an interrupted round loses nothing
that came in, and analysis can start while other feeds still load.
"""

from __future__ import annotations

import asyncio
import dataclasses
import random
import threading
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from msgspec.structs import replace

from briefing.errors import IntakeError
from briefing.feed import Feed, FullText
from briefing.intake.feeds import aggregators, page_queue, rechecks, schedule, subscriptions
from briefing.intake.feeds.ingest import complete, completed, mark_recent_copies, take_in
from briefing.intake.feeds.results import Report, Result, RoundResult
from briefing.intake.items import Item
from briefing.intake.net.responses import FetchError
from briefing.intake.sandbox.client import Parser
from briefing.model import Article
from briefing.ports import Library, Stored
from briefing.sources import NO_SOURCES, Reader, Source, Sources

if TYPE_CHECKING:
    from briefing.intake.net.fetch import Fetcher
    from briefing.intake.net.responses import Fetched

T = TypeVar("T")

# Processes: one reads while the answer of the other is stored; a round waits for the net.
_PARSERS = 2


@dataclass(slots=True)
class _Pages:
    """The pages of one feed in a round, and for articles whether theirs brought what was wanted.

    Those ``again`` are asked for again; ``remembered`` is what to remember of such pages.
    """

    feed: Feed
    queue: page_queue.PageQueue
    again: rechecks.Rechecks
    came: dict[str, bool] = field(default_factory=dict)
    remembered: dict[str, rechecks.Page] = field(default_factory=dict)


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
        sources: Sources = NO_SOURCES,
        recheck_days: int | None = None,
    ) -> None:
        self._library = library
        self._fetcher = fetcher
        self._clock = clock
        self._report = report
        self._full_text = full_text
        self._usual_full_text = usual_full_text
        self._dice = dice
        self._sources = sources
        self._recheck_days = recheck_days
        self._parsers = [Parser() for _ in range(_PARSERS)]
        self._free = asyncio.Queue[Parser]()
        self._threads = ThreadPoolExecutor(_PARSERS + 1, thread_name_prefix="intake")
        self._storing = threading.Lock()
        self._results: list[Result] = []
        self._quiet: list[Feed] = []
        self._pages: dict[str, _Pages] = {}

    async def run(self, feeds: Iterable[Feed], pages_of: Iterable[Feed] = ()) -> RoundResult:
        """Fetch, read and store the feeds, then the pages of their teasers.

        Of the feeds in ``pages_of`` only pages are fetched that an earlier round has left.
        """
        for parser in self._parsers:
            self._free.put_nowait(parser)
        try:
            # Loading the parsers takes about as long as the first answer.
            self._threads.submit(self._parsers[0].warm_up)
            async with asyncio.TaskGroup() as group:
                for feed in feeds:
                    group.create_task(self._feed(feed))
            if self._recheck_days is not None:
                await self._in_thread(self._adopt_pages)
            by_url = {r.feed.url: r for r in self._results}
            answered = [r.feed for r in by_url.values() if r.error is None]
            for feed in (*answered, *(f for f in pages_of if f.url not in by_url)):
                await self._in_thread(partial(self._look_for_pages, feed))
            async with asyncio.TaskGroup() as group:
                for each in self._pages.values():
                    for article in each.queue.now:
                        group.create_task(self._page(each, article))
                    for due in each.again.now:
                        group.create_task(self._page_again(each, due))
            await asyncio.to_thread(self._mark_copies)
        finally:
            await asyncio.shield(asyncio.to_thread(self._finish))
        waiting = sum(len(each.queue.waiting) for each in self._pages.values())
        return RoundResult(tuple(self._results), waiting)

    def _mark_copies(self) -> None:
        fresh = [a for result in self._results for a in result.articles]
        mark_recent_copies(self._library, fresh, self._clock())

    def _finish(self) -> None:
        # What threads have begun they complete: it is in memory and not yet in the library.
        self._threads.shutdown(wait=True, cancel_futures=True)
        for parser in self._parsers:
            parser.close()
        subscriptions.remember_times(self._library, self._quiet)
        for url, each in self._pages.items():
            now, days = self._clock(), self._recheck_days
            page_queue.remember(self._library, url, each.came, each.queue.waiting, now)
            if days is not None:
                lost = each.again.gone
                rechecks.remember(self._library, url, each.remembered, lost, days, now)

    async def _feed(self, feed: Feed) -> None:
        try:
            result = await self._fetch(feed)
        except IntakeError as error:
            failure = error
            result = await self._in_thread(lambda: self._failed(feed, failure))
        self._tell(result)

    async def _fetch(self, feed: Feed) -> Result:
        if feed.credentials is not None:
            return await self._from_aggregator(feed)
        fetched = await self._fetcher.get(feed.url, feed.etag, feed.last_modified)
        return await self._take_in(feed, fetched)

    async def _from_aggregator(self, feed: Feed) -> Result:
        """All pages of an aggregator, each stored before the next is asked for."""
        mark = await self._in_thread(lambda: aggregators.mark_of(self._library, feed.url))
        result = Result(feed)
        try:
            async for page in aggregators.pages(self._fetcher, feed, mark, self._clock()):
                new = len(result.stored.added)
                came = await self._take_in(feed, page.fetched, page.mark, new)
                articles = (*result.articles, *came.articles)
                result = Result(came.feed, articles, result.stored + came.stored)
        except IntakeError as error:
            failure = error
            failed = await self._in_thread(lambda: self._failed(feed, failure))
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
            return await self._in_thread(lambda: self._not_modified(feed, asked))
        parsed = await self._parsed(
            lambda parser: parser.feed(fetched.body, fetched.content_type, fetched.url)
        )

        def store() -> Result:
            with self._storing:
                source = _source(fetched, "feed")
                ingested = take_in(self._library, feed, parsed, now, source, self._sources)
                new = before + len(ingested.stored.added)

                def read(feed: Feed) -> Feed:
                    return schedule.after_document(asked(feed), fetched, parsed, new)

                current = subscriptions.change(self._library, feed.url, read)
                if current is not None and mark is not None:
                    aggregators.remember_mark(self._library, feed.url, mark)
            return Result(current or read(feed), ingested.articles, ingested.stored)

        return await self._in_thread(store)

    def _not_modified(self, feed: Feed, after_answer: Callable[[Feed], Feed]) -> Result:
        after = after_answer(feed)
        if replace(feed, last_fetch=after.last_fetch, next_fetch=after.next_fetch) == after:
            self._quiet.append(after)
            return Result(after)
        with self._storing:
            return Result(subscriptions.change(self._library, feed.url, after_answer) or after)

    def _failed(self, feed: Feed, error: IntakeError) -> Result:
        error.thing = feed.title or feed.url
        now, jitter = self._clock(), self._dice()

        def failed(feed: Feed) -> Feed:
            return schedule.after_failure(feed, error, now, jitter)

        with self._storing:
            current = subscriptions.change(self._library, feed.url, failed)
        return Result(current or failed(feed), error=error)

    def _look_for_pages(self, feed: Feed) -> None:
        own = feed.full_text
        mode = self._full_text or (self._usual_full_text if own == "auto" else own)
        fresh = [a.id for r in self._results if r.feed.url == feed.url for a in r.articles]
        now = self._clock()
        plan = page_queue.queue_of(self._library, feed.url, mode, fresh, now)
        again = rechecks.due(self._library, feed.url, mode, self._recheck_days, now)
        self._pages[feed.url] = _Pages(feed, plan, again)

    async def _page(self, of: _Pages, article: Article) -> None:
        url = article.url or ""
        try:
            fetched = await self._fetcher.get(url)
            page = await self._read(fetched)
        except IntakeError as error:
            error.thing = url
            of.came[article.id] = False
            result = Result(of.feed, error=error, page=url)
        else:

            def store() -> Article | None:
                with self._storing:
                    source, now = _source(fetched, "page"), self._clock()
                    full = complete(self._library, article, page, now, source, self._sources)
                if full is not None:
                    of.remembered[full.id] = rechecks.first_page(full, page, fetched, now)
                return full

            full = await self._in_thread(store)
            if full is not None or completed(article, page) is None:
                of.came[article.id] = full is not None or not article.teaser
            result = Result(of.feed, (full,) if full else (), page=url)
        self._tell(result)

    def _adopt_pages(self) -> None:
        with self._storing:
            rechecks.adopt(self._library, self._sources, self._clock())

    async def _page_again(self, of: _Pages, due: rechecks.PageRecheck) -> None:
        url, changed, failure = due.article.url or "", None, None
        page = rechecks.checked(due.page, self._clock())
        try:
            fetched = await self._fetcher.get(url, due.page.etag, due.page.last_modified)
            if fetched.status != 304:
                changed = await self._reread(of, due, fetched, await self._read(fetched))
            else:
                changed = await self._noted(rechecks.note_there, due)
        except IntakeError as error:
            error.thing = url
            failure, page = error, rechecks.failed(due.page, self._clock())
            if isinstance(error, FetchError) and error.status in rechecks.GONE:
                changed = await self._noted(rechecks.note_gone, due)
        of.remembered.setdefault(due.article.id, page)
        articles = (changed,) if changed else ()
        stored = Stored(changed=tuple(article.id for article in articles))
        self._tell(Result(of.feed, articles, stored, failure, page=url, recheck=True))

    async def _noted(
        self,
        note: Callable[[Library, rechecks.PageRecheck, datetime], Article | None],
        due: rechecks.PageRecheck,
    ) -> Article | None:
        def store() -> Article | None:
            with self._storing:
                return note(self._library, due, self._clock())

        return await self._in_thread(store)

    async def _reread(
        self, of: _Pages, due: rechecks.PageRecheck, fetched: Fetched, page: Item
    ) -> Article | None:
        def store() -> Article | None:
            with self._storing:
                now = self._clock()
                checked = rechecks.take_in_again(
                    self._library, due, page, fetched, now, self._sources
                )
                of.remembered[due.article.id], changed = checked
                return changed

        return await self._in_thread(store)

    def _tell(self, result: Result) -> None:
        self._results.append(result)
        self._report(result)

    async def _read(self, fetched: Fetched) -> Item:
        return await self._parsed(
            lambda parser: parser.page(fetched.body, fetched.content_type, fetched.url)
        )

    async def _parsed(self, read: Callable[[Parser], T]) -> T:
        parser = await self._free.get()
        try:
            return await self._in_thread(lambda: read(parser))
        finally:
            self._free.put_nowait(parser)

    async def _in_thread(self, work: Callable[[], T]) -> T:
        loop = asyncio.get_running_loop()
        return await asyncio.shield(loop.run_in_executor(self._threads, work))


def _source(fetched: Fetched, reader: Reader) -> Source:
    return Source(fetched.body, reader, fetched.content_type, fetched.url)


async def collect(
    library: Library,
    feeds: Iterable[Feed],
    clock: Callable[[], datetime],
    report: Report,
    *,
    full_text: FullText | None = None,
    usual_full_text: FullText = "auto",
    allowed: Iterable[str] = (),
    pages_of: Iterable[Feed] = (),
    sources: Sources = NO_SOURCES,
    recheck_days: int | None = None,
) -> RoundResult:
    """Fetch feeds into the library, and what earlier rounds have left of the pages of those and of
    ``pages_of``. Cancelling it keeps what came in.

    ``full_text`` overrides what the feeds say about fetching the pages of their articles, and
    ``usual_full_text`` is for those that say "auto". ``allowed`` names hosts whose private
    addresses may be connected to. ``sources`` keeps the bytes of what brings news. Pages that gave
    articles of the last ``recheck_days`` their text are asked for again at their times; None: none
    are. A feed that fails is an error in its result and stops no other. Raises ``StoreError`` when
    nothing can be stored.
    """
    from briefing.intake.net.fetch import Fetcher

    async with Fetcher(allowed) as fetcher:
        try:
            one = Round(
                library,
                fetcher,
                clock,
                report,
                full_text,
                usual_full_text,
                sources=sources,
                recheck_days=recheck_days,
            )
            return await one.run(feeds, pages_of)
        except BaseExceptionGroup as group:
            raise _first(group) from None


def _first(group: BaseExceptionGroup[BaseException]) -> BaseException:
    error: BaseException = group
    while isinstance(error, BaseExceptionGroup):
        error = error.exceptions[0]
    return error
