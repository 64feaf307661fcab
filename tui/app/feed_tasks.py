"""Fetching feeds beside the interface: in a thread, told in the status line, cancelled on request.

What comes in is stored and analysed while other feeds still load.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Collection, Coroutine, Sequence
from contextlib import suppress
from dataclasses import dataclass
from threading import Event
from typing import TYPE_CHECKING, Any, TypeVar, cast

from textual.timer import Timer

from briefing.clock import Clock
from briefing.errors import BriefError
from briefing.model import Feed, FullText
from tui.app.tasks import Cancelled, WorkingApp
from tui.context.session import Session
from tui.settings.config import FeedsConfig
from tui.text.look import count

if TYPE_CHECKING:
    from briefing.intake.feeds.round import Result

T = TypeVar("T")

_LOOK_SECONDS = 0.1  # between two looks at whether the user has cancelled
_WAITING = "All feeds are paused or wait after a failure; f shows them, r there asks at once"


@dataclass
class _Tally:
    """How far a round of fetching has come, for the status line."""

    feeds: int
    asked: int = 0
    failed: int = 0
    new: int = 0
    latest: str = ""
    analysis: str = ""
    retired: bool = False

    def line(self) -> str:
        told = f"Fetched {self.asked:,} of {count(self.feeds, 'feed')}, {self.new:,} new"
        return "; ".join(part for part in (told, self.analysis or self.latest) if part)

    def sum_up(self) -> str:
        told = f"{count(self.asked, 'feed')}: {count(self.new, 'new article')}"
        return f"{told}; {self.failed:,} failed (! lists why)" if self.failed else told


class FetchingApp(WorkingApp):
    """Fetches what ``feeds`` allows. ``clock`` gives the present moment with its zone."""

    def __init__(
        self, session: Session, *, feeds: FeedsConfig, clock: Clock, ansi_color: bool | None
    ) -> None:
        self.feeds_config = feeds
        self.clock = clock
        self._fetching = False
        self._refresher: Timer | None = None
        super().__init__(session, ansi_color=ansi_color)

    def action_fetch(self) -> None:
        """Fetch all feeds that are not paused nor waiting, and analyse what is new."""
        self.fetch(None)

    def fetch(self, urls: Collection[str] | None) -> None:
        """Fetch the feeds of those addresses, or all (None); with no feeds at all, only analyse."""
        if not self._begin("Looking at the feeds"):
            return

        def work() -> None:
            known, wanted = self._wanted(urls)
            if wanted:
                tally = self._round(wanted)
                self.call_from_thread(self._fetched, tally.sum_up())
            else:
                self.call_from_thread(self._nothing_to_fetch, _WAITING if known else "")

        self._run(work)

    def refresh_feeds(self) -> None:
        """Fetch what is due now and then, as often as the settings say, from now on."""
        if self._refresher is not None:
            self._refresher.stop()
            self._refresher = None
        if self.feeds_config.refresh_minutes:
            every = 60 * self.feeds_config.refresh_minutes
            self._refresher = self.set_interval(every, self.fetch_due)

    def fetch_due(self) -> None:
        """Fetch the feeds whose time has come, unless other work is under way."""
        if self._fetching or self.work is not None:
            return

        def look() -> None:
            _, due = self._wanted(None, automatic=True)
            if due:
                self._from_thread(self.fetch, [feed.url for feed in due])

        self.in_background(look, "feeds due")

    def add_feed(self, address: str) -> None:
        """Subscribe to the feed at an address or of a site, and fetch it."""
        if not self._begin(f"Looking for a feed at {address}"):
            return

        def work() -> None:
            from briefing.intake.feeds.subscriptions import subscribe
            from briefing.intake.lookup import find_feed

            allowed = self.feeds_config.allow_hosts
            feed = _run_until(self._cancel_asked, find_feed(address, allowed))
            new = subscribe(self.session.desk.library, feed, self.clock())
            self.call_from_thread(self._added, feed, new)

        self._run(work)

    def _begin(self, said: str) -> bool:
        """Whether the one line of work is free; if so, it is taken."""
        if self._fetching:
            self.say("Fetching is under way; ctrl+x cancels it")
        elif self.work is not None:
            self.say("Analysis is under way; ctrl+x cancels it")
        else:
            self._cancel_asked.clear()
            self._fetching = True
            self._working(said, "")
            return True
        return False

    def _run(self, work: Callable[[], None]) -> None:
        def ended() -> None:
            try:
                work()
            except Cancelled:
                self._from_thread(self._fetched, "Cancelled; what came in is kept")
            except BriefError:
                self._from_thread(self._fetched, "")
                if not self._leaving:
                    raise

        self.in_background(ended, "fetch")

    def _from_thread(self, callback: Callable[..., None], *arguments: Any) -> None:
        if not self._leaving:
            self.call_from_thread(callback, *arguments)

    # The round, in its thread

    def _wanted(
        self, urls: Collection[str] | None, automatic: bool = False
    ) -> tuple[bool, list[Feed]]:
        """Whether there are any feeds, and which of them to fetch now."""
        from briefing.intake.feeds.schedule import is_wanted
        from briefing.intake.feeds.subscriptions import subscriptions

        known = subscriptions(self.session.desk.library)
        now = self.clock()
        if urls is None:
            return bool(known), [
                feed for feed in known if is_wanted(feed, now, automatic=automatic)
            ]
        return bool(known), [feed for feed in known if feed.url in urls]

    def _round(self, wanted: Sequence[Feed]) -> _Tally:
        from briefing.intake.feeds.round import collect
        from briefing.jobs.background import BackgroundTask

        desk = self.session.desk
        tally = _Tally(len(wanted))

        def analysed(done: int, total: int | None, what: str) -> None:
            if self._cancel_asked.is_set():
                raise Cancelled
            of = f" of {total:,}" if total else ""
            tally.analysis = f"analysed {done:,}{of}: {what}"
            self._from_thread(self._come_so_far, tally.line())

        def abort() -> None:
            if self._leaving:
                desk.analyser.stop()

        with BackgroundTask(desk.refresh, analysed, abort) as analysis:

            def report(result: Result) -> None:
                self._take(result, tally)
                if result.articles:
                    analysis.more()

            work = collect(
                desk.library,
                wanted,
                self.clock,
                report,
                usual_full_text=cast("FullText", self.feeds_config.full_text),
                allowed=self.feeds_config.allow_hosts,
            )
            _run_until(self._cancel_asked, work)
            # Once more, for what an interrupted run has left unanalysed.
            analysis.more()
        return tally

    def _take(self, result: Result, tally: _Tally) -> None:
        """Count and tell what became of a feed, or of a page of it."""
        from tui.cli.articles import take_samples_out

        if result.page is not None:
            tally.latest = f"the page {result.page}"
        else:
            tally.asked += 1
            tally.new += len(result.stored.added)
            tally.failed += result.error is not None
            tally.latest = result.feed.title or result.feed.url
            if result.error is not None:
                self._from_thread(self.say, str(result.error), "warn")
        if result.stored.added and not tally.retired:
            tally.retired = True
            if said := take_samples_out(self.session.desk):
                self._from_thread(self.say, said)
        self._from_thread(self._come_so_far, tally.line())

    # What became of it, in the interface

    def _come_so_far(self, line: str) -> None:
        if self._fetching and not self._cancel_asked.is_set():
            self._working(line, "")

    def _fetched(self, said: str) -> None:
        self._fetching = False
        self._worked(said)

    def _nothing_to_fetch(self, said: str) -> None:
        self._fetching = False
        self.work = None
        if said:
            self.say(said)
        self.action_analyse()

    def _added(self, feed: Feed, new: bool) -> None:
        name = feed.title or feed.url
        self._fetched(f"Subscribed to {name}" if new else f"Already subscribed to {name}")
        if new:
            self.fetch((feed.url,))

    def action_cancel_work(self) -> None:
        super().action_cancel_work()
        if self._fetching:
            self._working("Cancelling; what came in is kept", "")


def _run_until(cancelled: Event, work: Coroutine[Any, Any, T]) -> T:
    """Run ``work`` in an event loop of this thread. Raises ``Cancelled`` once that is asked for."""
    return asyncio.run(_watched(cancelled, work))


async def _watched(cancelled: Event, work: Coroutine[Any, Any, T]) -> T:
    task = asyncio.ensure_future(work)
    while not task.done():
        if cancelled.is_set():
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task
            raise Cancelled
        await asyncio.wait([task], timeout=_LOOK_SECONDS)
    return task.result()
