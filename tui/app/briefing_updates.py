"""The briefing at hand: read in threads, shown on all screens, read anew when the library grows."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, TypeAlias

from briefing.annotations.reader_state import ReaderMarks
from briefing.digest.briefing import Briefing
from briefing.digest.first_screen import FirstScreen
from briefing.errors import BriefError
from briefing.ports import Counts, Pause
from tui.app.idleness import Idleness
from tui.app.screen_stack import brief_screens
from tui.app.services import Services
from tui.app.tasks import Superseded
from tui.app.tidying import Tidying
from tui.app.watches import WatchTasks

if TYPE_CHECKING:
    from briefing.digest.changes import OutletEdits
    from briefing.digest.outcomes import Outcomes
    from briefing.digest.stories import Story

KeepFront: TypeAlias = "Callable[[Briefing, Counts, date | None, int, Gather], None]"
"""Is given a briefing with its counts, the day asked for and the days covered, and its stories."""
Gather: TypeAlias = "Callable[[], Sequence[Story]]"
"""Gathers the stories of a briefing, which takes a while."""


class BriefingUpdates:
    """Reads what the session is about; ``keep_front`` gets what was read, for the next visit.

    ``keep_picture`` is called after that, and waits for nothing. ``keep_report`` is called while
    nobody types, once articles have come in, and is given what ends it. ``samples_due`` is whether
    an empty library is to be given the samples before it is read.
    """

    def __init__(
        self,
        services: Services,
        watches: WatchTasks,
        tidying: Tidying,
        idleness: Idleness,
        keep_front: KeepFront | None = None,
        keep_picture: Callable[[], None] | None = None,
        keep_report: Callable[[Pause], None] | None = None,
    ) -> None:
        self._app = services.app
        self._session = services.session
        self._tasks = services.tasks
        self._messages = services.messages
        self._clock = services.clock
        self._watches = watches
        self._tidying = tidying
        self._idleness = idleness
        self._keep_front = keep_front
        self._keep_picture = keep_picture
        self._keep_report = keep_report
        self._analyse = False
        self._reloads = 0
        self._loads_under_way = 0
        self._is_looking = False
        self._revision: object = None
        self._reported: object = None
        self.samples_due = False

    def begin_with(self, front: FirstScreen | Callable[[], FirstScreen | None] | None) -> None:
        """Show the front, if there is one, and what the library holds after that."""
        if front is None:
            self.reload(analyse=True)
        elif isinstance(front, FirstScreen):
            self._session.front = front.briefing
            self._session.front_page = front.page
            self._session.front_newest = front.newest
            self._accept(front.briefing, front.counts, self._session.kept)
            self._app.call_after_refresh(self.reload, analyse=True)
        else:
            wait = front
            self._tasks.in_background(
                lambda: self._app.call_from_thread(self.begin_with, wait()), "briefing"
            )

    def reload(self, analyse: bool = False) -> None:
        """Read the briefing anew; then, if asked to, analyse what has not been analysed yet."""
        from_thread = self._app.call_from_thread
        shows_stories = any(screen.SHOWS_STORIES for screen in brief_screens(self._app)[-1:])
        self._analyse = self._analyse or analyse
        self._reloads += 1
        self._loads_under_way += 1

        def load() -> None:
            try:
                briefing, counts, kept = self._load(shows_stories)
            except (BriefError, OSError) as error:
                self._tasks.from_thread(self._set_trouble, str(error))
                return
            finally:
                self._loads_under_way -= 1
            self._tasks.check_wanted()
            from_thread(self._accept_read, briefing, counts, kept)
            self._watches.look_out_in(briefing)
            from_thread(self._pass_on_notices)
            if self._analyse and counts.analysed < counts.articles:
                from_thread(self._tasks.analyse)
            self._analyse = False
            from_thread(self._look_back, briefing, counts)

        self._tasks.in_background(load, "briefing")

    def _load(self, with_stories: bool) -> tuple[Briefing, Counts, ReaderMarks]:
        """What the library holds of the day asked for, and what the reader has marked of it."""
        session = self._session
        if self.samples_due:
            session.desk.samples.welcome()
            self.samples_due = False
        session.load_visit(self._clock())
        self._revision = session.desk.revision()
        if self._reported is None:
            self._reported = session.desk.articles_revision()
        briefing, counts = session.load_briefing()
        kept = session.load_kept(briefing)
        if with_stories and session.has_page:
            # So that the old cards stand under their own day until the new ones are there.
            session.load_page(briefing, self._tasks.check_wanted)
        return briefing, counts, kept

    def _set_trouble(self, trouble: str) -> None:
        """Say on all screens that the library cannot be read, and why, or ("") that it can."""
        before = self._session.trouble
        self._session.trouble = trouble
        self._messages.stand(trouble)
        if trouble == before:
            return
        if not trouble:
            self._messages.say("The library can be read again")
        for screen in brief_screens(self._app):
            screen.show_header()
            if not trouble:
                screen.briefing_changed()

    def _pass_on_notices(self) -> None:
        self._messages.pass_on(self._notices())

    def _notices(self) -> tuple[str, ...]:
        """What the library has to say of itself."""
        return (*self._session.salvaged, *self._session.desk.notices)

    def _look_back(self, briefing: Briefing, counts: Counts) -> None:
        """While nobody types: what became of what has passed, and the days beside this one."""
        session, from_thread = self._session, self._app.call_from_thread
        begun_after = self._reloads

        def check() -> None:
            self._tasks.check_wanted()
            if self._reloads != begun_after:
                raise Superseded

        def look() -> None:
            # First, so that also a short visit leaves the next one its first screen.
            if self._keep_front is not None and not session.known:
                self._keep_front(
                    briefing,
                    counts,
                    session.asked,
                    session.days,
                    lambda: session.load_stories(briefing),
                )
            check()
            if self._keep_picture is not None:
                self._keep_picture()
            outcomes = session.load_outcomes(briefing, lambda: self._idleness.wait(check))
            edits = session.load_edits(briefing)
            from_thread(self._show_history, briefing, outcomes, edits)
            self._idleness.undisturbed(partial(session.load_days_beside, briefing), check)
            self._leave_report(check)

        self._tasks.in_background(look, "history")

    def _leave_report(self, check: Pause) -> None:
        """Have the report renewed for ``brief print``, if articles have come in since it was."""
        revision = self._session.desk.articles_revision()
        if self._keep_report is not None and self._reported != revision:
            self._idleness.undisturbed(self._keep_report, check)
            self._reported = revision

    def poll(self) -> None:
        """Read the briefing anew if something was stored since it was read, or it could not be."""
        if self._is_looking or self._loads_under_way:
            return  # which may take a while: others may hold the lock that a repair needs
        self._is_looking = True

        def look() -> None:
            session = self._session
            try:
                if session.trouble or session.desk.revision() != self._revision:
                    self._tasks.from_thread(self.reload)
                if self._notices():
                    self._tasks.from_thread(self._pass_on_notices)
            except (BriefError, OSError) as error:
                self._tasks.from_thread(self._set_trouble, str(error))
            finally:
                self._is_looking = False

        self._tasks.in_background(look, "poll")

    def _accept(self, briefing: Briefing, counts: Counts, kept: ReaderMarks) -> None:
        session = self._session
        same = briefing is session.briefing and counts == session.counts
        of_newest = session.newest is not None
        session.accept(briefing, counts, kept)
        if not session.shows_front:
            session.front = session.front_page = session.front_newest = None
        self._tidying.keep()
        for screen in brief_screens(self._app):
            if not same or screen.SHOWS_MORE:
                screen.briefing_changed()
            else:
                screen.kept_changed()
            if of_newest:
                screen.show_status()  # which said so
        self._app.screen.refresh_bindings()

    def _accept_read(self, briefing: Briefing, counts: Counts, kept: ReaderMarks) -> None:
        """Show what was read of the library, which therefore can be read."""
        self._accept(briefing, counts, kept)
        self._set_trouble("")

    def _show_history(
        self, briefing: Briefing, outcomes: Outcomes | None, edits: OutletEdits | None
    ) -> None:
        """Show what became of what has passed, and which rows rest on words that have changed."""
        session = self._session
        changed = edits != session.edits or outcomes is not session.outcomes
        if briefing is session.briefing and changed:
            session.edits, session.outcomes = edits, outcomes
            for screen in brief_screens(self._app):
                screen.watch_hits_changed()
