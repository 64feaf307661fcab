"""Fetching feeds beside the interface: in a thread, with its progress, cancelled on request.

What comes in is stored and analysed while other feeds still load.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Collection, Coroutine, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, Any, TypeVar, cast

from msgspec import Struct
from textual.timer import Timer

from briefing.errors import BriefError
from briefing.feed import Feed, FullText
from tui.app.services import Services
from tui.app.tasks import Cancelled, Tasks
from tui.settings.config import FeedsConfig
from tui.text.look import count

if TYPE_CHECKING:
    from briefing.intake.feeds.opml import Imported
    from briefing.intake.feeds.results import Result
    from briefing.jobs.fetch import FetchCounts

T = TypeVar("T")

_LOOK_SECONDS = 0.1  # between two looks at whether the user has cancelled
_NO_FEEDS = "No feeds to fetch (f is where to add some); all articles are analysed"
_WAITING = "All feeds are paused or wait after a failure; f shows them, r there asks at once"


class _RoundProgress(Struct):
    """How far a round over ``feeds`` has come, for the status line."""

    feeds: int
    counts: FetchCounts
    latest: str = ""
    analysis: str = ""

    def add(self, result: Result) -> None:
        self.counts.add(result)
        feed = result.feed.title or result.feed.url
        self.latest = feed if result.page is None else f"the page {result.page}"

    def line(self) -> str:
        so_far = f"Fetched {self.counts.feeds:,} of {count(self.feeds, 'feed')}"
        parts = (f"{so_far}, {self.counts.new:,} new", self.analysis or self.latest)
        return "; ".join(part for part in parts if part)


class FeedTasks:
    """Fetches the feeds as ``config`` allows, one round at a time.

    ``after_round`` is called in the thread of a round once what it has brought is analysed.
    """

    def __init__(
        self, services: Services, config: FeedsConfig, after_round: Callable[[], None]
    ) -> None:
        self._app = services.app
        self._session = services.session
        self._desk = services.session.desk
        self._tasks = services.tasks
        self._messages = services.messages
        self._clock = services.clock
        self.config = config
        self._after_round = after_round
        self.refresher: Timer | None = None

    def fetch(self, urls: Collection[str] | None) -> None:
        """Fetch the feeds of those addresses, or all (None); with no feeds at all, only analyse.

        The address of ``rechecks.ADDED`` stands for the pages that were added by theirs.
        """
        if not self._begin("Looking at the feeds"):
            return

        def work() -> None:
            now, feeds = self._clock(), self._desk.feeds
            wanted = feeds.to_fetch(now, urls)
            added = feeds.added_pages(self._recheck_days, now)
            pages_of = (
                (*feeds.with_pages(), *added)
                if urls is None
                else tuple(feed for feed in added if feed.url in urls)
            )
            if wanted or any(feed in added for feed in pages_of):
                said = self._round(wanted, pages_of)
                self._app.call_from_thread(self._tasks.end, said)
            else:
                there = bool(self._desk.feeds.all())
                self._app.call_from_thread(self._nothing_to_fetch, _WAITING if there else _NO_FEEDS)

        self._run(work)

    @property
    def _recheck_days(self) -> int | None:
        return self._session.days if self.config.recheck else None

    def use(self, config: FeedsConfig) -> None:
        """Fetch as these settings want it from now on."""
        self.config = config
        self.fetch_at_times()

    def fetch_at_times(self) -> None:
        """Fetch what is due now and then, as often as the settings say, from now on."""
        if self.refresher is not None:
            self.refresher.stop()
            self.refresher = None
        if self.config.refresh_minutes:
            every = 60 * self.config.refresh_minutes
            self.refresher = self._app.set_interval(every, self.fetch_due)

    def fetch_due(self) -> None:
        """Fetch the feeds whose time has come, unless other work is under way."""
        if self._tasks.work is not None:
            return

        def look() -> None:
            now, feeds = self._clock(), self._desk.feeds
            due = feeds.to_fetch(now, automatic=True)
            due += feeds.added_pages(self._recheck_days, now)
            if due:
                self._tasks.from_thread(self.fetch, [feed.url for feed in due])

        self._tasks.in_background(look, "feeds due")

    def add(self, address: str) -> None:
        """Subscribe to the feed at an address or of a site, and fetch it."""
        if not self._begin(f"Looking for a feed at {address}"):
            return

        def work() -> None:
            from briefing.intake.lookup import find_feed

            feed = self._until_cancelled(find_feed(address, self.config.allow_hosts))
            new = self._desk.feeds.subscribe(feed, self._clock())
            self._app.call_from_thread(self._added, feed, new)

        self._run(work)

    def follow(self, read: Callable[[], Imported]) -> None:
        """Subscribe to the feeds that ``read`` gives, and fetch those that are new.

        It is called in a thread, and may raise ``IntakeError``.
        """
        if not self._begin("Subscribing"):
            return

        def work() -> None:
            imported = read()
            now, book = self._clock(), self._desk.feeds
            new = [feed.url for feed in imported.feeds if book.subscribe(feed, now)]
            for problem in imported.problems:
                self._tasks.from_thread(self._messages.say, problem, "warn")
            self._tasks.from_thread(self._followed, new)

        self._run(work)

    def _followed(self, new: Sequence[str]) -> None:
        self._tasks.end(f"Subscribed to {count(len(new), 'feed')}")
        if new:
            self.fetch(new)

    def _begin(self, progress: str) -> bool:
        return self._tasks.begin("Fetching", progress, "Cancelling; what came in is kept")

    def _run(self, work: Callable[[], None]) -> None:
        def ended() -> None:
            try:
                work()
            except Cancelled:
                self._tasks.from_thread(self._tasks.end, "Cancelled; what came in is kept")
            except BriefError:
                self._tasks.from_thread(self._tasks.end, "")
                if not self._tasks.leaving:
                    raise

        self._tasks.in_background(ended, "fetch")

    # The round, in its thread

    def _round(self, feeds: Sequence[Feed], pages_of: tuple[Feed, ...]) -> str:
        """Fetch those feeds, and say how far it is; what to say of all of it."""
        from briefing.intake.feeds.round_context import FetchOptions
        from briefing.jobs.fetch import FetchCounts, FetchHooks
        from tui.text.fetching import fetched_line, rechecked_line, waiting_pages

        progress = _RoundProgress(len(feeds), FetchCounts())

        def report(result: Result) -> None:
            progress.add(result)
            if result.page is None and result.error is not None:
                self._tasks.from_thread(self._messages.say, str(result.error), "warn")
            self._tasks.from_thread(self._tasks.progress, progress.line())

        def analysed(done: int, total: int | None, what: str) -> None:
            self._tasks.check_cancelled()
            of = f" of {total:,}" if total else ""
            progress.analysis = f"analysed {done:,}{of}: {what}"
            self._tasks.from_thread(self._tasks.progress, progress.line())

        def abort() -> None:
            if self._tasks.leaving:
                self._desk.stop_analysis()

        outcome = self._desk.fetch(
            feeds,
            FetchOptions(
                usual_full_text=cast("FullText", self.config.full_text),
                allowed_hosts=self.config.allow_hosts,
                pages_of=pages_of,
                recheck_days=self._recheck_days,
            ),
            FetchHooks(report, analysed, self._retire_samples, abort, self._until_cancelled),
        )
        self._after_round()
        said = [fetched_line(progress.counts)]
        if progress.counts.rechecked:
            said.append(rechecked_line(progress.counts))
        if outcome.waiting:
            said.append(waiting_pages(outcome.waiting))
        if failed := progress.counts.failed:
            said.append(f"{failed:,} failed (! lists why)")
        return "; ".join(said)

    def _retire_samples(self) -> None:
        if said := self._desk.samples.retire():
            self._tasks.from_thread(self._messages.say, said)

    # What became of it, in the interface

    def _nothing_to_fetch(self, said: str) -> None:
        self._tasks.drop()
        self._tasks.analyse(otherwise=said)

    def _added(self, feed: Feed, new: bool) -> None:
        name = feed.title or feed.url
        self._tasks.end(f"Subscribed to {name}" if new else f"Already subscribed to {name}")
        if new:
            self.fetch((feed.url,))

    def _until_cancelled(self, work: Coroutine[Any, Any, T]) -> T:
        """Run ``work`` in an event loop of this thread. Raises ``Cancelled`` once it is asked."""
        return asyncio.run(_watched(self._tasks, work))


async def _watched(tasks: Tasks, work: Coroutine[Any, Any, T]) -> T:
    running = asyncio.ensure_future(work)
    while not running.done():
        try:
            tasks.check_cancelled()
        except Cancelled:
            running.cancel()
            with suppress(asyncio.CancelledError):
                await running
            raise
        await asyncio.wait([running], timeout=_LOOK_SECONDS)
    return running.result()
