"""The pages of a round: those that complete teasers, and those that are asked for again."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from briefing.errors import IntakeError
from briefing.feed import Feed
from briefing.intake.feeds import page_queue, rechecks
from briefing.intake.feeds.ingest import complete, completed
from briefing.intake.feeds.results import Result
from briefing.intake.feeds.round_context import FetchOptions, RoundContext, source_of
from briefing.intake.items import Item
from briefing.intake.net.responses import FetchError
from briefing.model import Article
from briefing.ports import Library, Stored

if TYPE_CHECKING:
    from briefing.intake.net.responses import Fetched


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


class PageRound:
    """Fetches the pages of some feeds' articles, and some of them again, as the options say."""

    def __init__(self, context: RoundContext, options: FetchOptions) -> None:
        self._context = context
        self._options = options
        self._recheck_days = options.recheck_days
        self._pages: dict[str, _Pages] = {}

    @property
    def waiting(self) -> int:
        """How many pages have to wait for the next round."""
        return sum(len(each.queue.waiting) for each in self._pages.values())

    async def run(self, feeds: Iterable[Feed], results: Iterable[Result]) -> None:
        """Fetch, read and store the pages of those feeds; ``results`` are what feeds brought."""
        readers = self._context.readers
        if self._recheck_days is not None:
            await readers.stored(self._adopt)
        fresh = [(result.feed.url, article.id) for result in results for article in result.articles]
        for feed in feeds:
            own = [article_id for url, article_id in fresh if url == feed.url]
            await readers.in_thread(partial(self._look_for_pages, feed, own))
        async with asyncio.TaskGroup() as group:
            for each in self._pages.values():
                for article in each.queue.now:
                    group.create_task(self._page(each, article))
                for due in each.again.now:
                    group.create_task(self._page_again(each, due))

    def remember(self) -> None:
        """Remember for the next round which pages came, which wait, and which are gone."""
        library = self._context.library
        for url, each in self._pages.items():
            now, days = self._context.clock(), self._recheck_days
            page_queue.remember(library, url, each.came, each.queue.waiting, now)
            if days is not None:
                rechecks.remember(library, url, each.remembered, each.again.gone, days, now)

    def _adopt(self) -> None:
        rechecks.adopt(self._context.library, self._context.sources, self._context.clock())

    def _look_for_pages(self, feed: Feed, fresh: Iterable[str]) -> None:
        own, library, now = feed.full_text, self._context.library, self._context.clock()
        mode = self._options.full_text or (self._options.usual_full_text if own == "auto" else own)
        queue = page_queue.queue_of(library, feed.url, mode, fresh, now)
        again = rechecks.due(library, feed.url, mode, self._recheck_days, now)
        self._pages[feed.url] = _Pages(feed, queue, again)

    async def _page(self, of: _Pages, article: Article) -> None:
        context, url = self._context, article.url or ""
        try:
            fetched = await context.fetcher.get(url)
            page = await context.readers.page(fetched)
        except IntakeError as error:
            error.thing = url
            of.came[article.id] = False
            result = Result(of.feed, error=error, page=url)
        else:

            def store() -> Article | None:
                source, now = source_of(fetched, "page"), context.clock()
                full = complete(context.library, article, page, now, source, context.sources)
                if full is not None:
                    of.remembered[full.id] = rechecks.first_page(full, page, fetched, now)
                return full

            full = await context.readers.stored(store)
            if full is not None or completed(article, page) is None:
                of.came[article.id] = full is not None or not article.teaser
            result = Result(of.feed, (full,) if full else (), page=url)
        context.tell(result)

    async def _page_again(self, of: _Pages, due: rechecks.PageRecheck) -> None:
        context = self._context
        url, changed, failure = due.article.url or "", None, None
        page = rechecks.checked(due.page, context.clock())
        try:
            fetched = await context.fetcher.get(url, due.page.etag, due.page.last_modified)
            if fetched.status != 304:
                read = await context.readers.page(fetched)
                changed = await self._reread(of, due, fetched, read)
            else:
                changed = await self._noted(rechecks.note_there, due)
        except IntakeError as error:
            error.thing = url
            failure, page = error, rechecks.failed(due.page, context.clock())
            if isinstance(error, FetchError) and error.status in rechecks.GONE:
                changed = await self._noted(rechecks.note_gone, due)
        of.remembered.setdefault(due.article.id, page)
        articles = (changed,) if changed else ()
        stored = Stored(changed=tuple(article.id for article in articles))
        context.tell(Result(of.feed, articles, stored, failure, page=url, recheck=True))

    async def _noted(
        self,
        note: Callable[[Library, rechecks.PageRecheck, datetime], Article | None],
        due: rechecks.PageRecheck,
    ) -> Article | None:
        context = self._context
        return await context.readers.stored(lambda: note(context.library, due, context.clock()))

    async def _reread(
        self, of: _Pages, due: rechecks.PageRecheck, fetched: Fetched, page: Item
    ) -> Article | None:
        context = self._context

        def store() -> Article | None:
            checked = rechecks.take_in_again(
                context.library, due, page, fetched, context.clock(), context.sources
            )
            of.remembered[due.article.id], changed = checked
            return changed

        return await context.readers.stored(store)
