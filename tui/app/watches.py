"""What is watched for: looking out for it in the briefing at hand, and setting watches."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefing.digest.briefing import Briefing
from briefing.watches.hits import WatchHits
from tui.app.screen_stack import brief_screens
from tui.app.services import Services

if TYPE_CHECKING:
    from briefing.watches.watch import Watch


class WatchTasks:
    """Looks out in threads, and shows on all screens what came in sight."""

    def __init__(self, services: Services) -> None:
        self._app = services.app
        self._session = services.session
        self._tasks = services.tasks
        self._messages = services.messages

    def look_out(self) -> None:
        """Look anew, in a thread, for what is watched for in the briefing at hand."""
        briefing = self._session.briefing
        if briefing is not None:
            self._tasks.in_background(lambda: self.look_out_in(briefing), "watch hits")

    def look_out_in(self, briefing: Briefing) -> None:
        """Look for what is watched for in that briefing; called in a worker thread only."""
        seen = self._session.load_watch_hits(briefing)
        self._app.call_from_thread(self._show, briefing, seen)

    def _show(self, briefing: Briefing, seen: WatchHits) -> None:
        if briefing is not self._session.briefing or seen == self._session.watch_hits:
            return
        self._session.watch_hits = seen
        for screen in brief_screens(self._app):
            screen.watch_hits_changed()

    def hand_over(self) -> None:
        """Hand what is new to the commands of watches; called in a worker thread only."""
        from tui.exports.handover import hand_over_news

        session = self._session
        for _, handed in hand_over_news(session.desk, session.fixed_watches.values(), session.days):
            for error in handed.errors:
                self._tasks.from_thread(self._messages.say, str(error), "warn")

    def toggle(self, watch: Watch) -> None:
        """Watch for that, or no longer if it is watched for already; says which."""

        def work() -> None:
            watches = self._session.watches
            if any(own.name == watch.name for own in watches.own()):
                watches.remove(watch.name)
                said = f"No longer watched for: {watch.name}"
            else:
                watches.put(watch)
                said = f"Watched for: {watch.name} (W shows all watches)"
            self._app.call_from_thread(self._messages.say, said)
            self._app.call_from_thread(self.look_out)

        self._tasks.in_background(work, "watching")
