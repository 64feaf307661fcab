"""The terminal interface: opens the desk, keeps it up to date and runs long work beside it."""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import ClassVar, TypeAlias

from textual import events
from textual.binding import Binding, BindingType
from textual.command import CommandPalette, Provider
from textual.screen import Screen

from briefing.annotations.reader_state import Kept
from briefing.clock import Clock, system_clock
from briefing.desk import Desk
from briefing.digest.briefing import DEFAULT_DAYS, Briefing
from briefing.digest.first_screen import FirstScreen
from briefing.model import Counts
from briefing.watches.hits import WatchHits
from briefing.watches.store import check_free, load_watches, put_watch, remove_watch
from briefing.watches.watch import Watch
from tui.app.annotations import MarkingApp
from tui.app.palette import KeyCommands
from tui.app.settings import ConfiguredApp
from tui.context.session import Session
from tui.keys import APP, NO_KEY, key_name
from tui.screens.base import BriefScreen
from tui.screens.desk import DeskScreen
from tui.screens.menu import Menu
from tui.settings.config import Config
from tui.terminal.capabilities import Face
from tui.terminal.job_control import obey
from tui.widgets.notice import WELCOME, WELCOME_IN_SHORT, Notice
from tui.widgets.prompt import Prompt

KeepFront: TypeAlias = Callable[[Briefing, Counts, date | None, int], None]

_TURN_SECONDS = 0.0005  # for which a thread may keep a key waiting: a tenth of Python's usual
POLL_SECONDS = 1.0  # how soon what another process stores is seen


class BriefApp(ConfiguredApp, MarkingApp):
    """Shows what ``desk`` knows. ``as_of`` None leaves the day to the desk; ``known`` leaves out
    what came in after it.

    ``front`` is shown until the desk's own briefing is there, and may be a function that waits for
    it; ``keep_front`` is given each briefing with its counts, the day asked for and the days
    covered, for the next visit. ``config`` are the settings, read
    from ``config_file``.
    """

    TITLE = "brief"
    CSS_PATH = Path(__file__).parent / "brief.tcss"
    COMMANDS: ClassVar[set[type[Provider] | Callable[[], type[Provider]]]] = {KeyCommands}
    BINDINGS: ClassVar[list[BindingType]] = [*APP]

    def __init__(
        self,
        desk: Desk,
        *,
        as_of: date | None = None,
        days: int = DEFAULT_DAYS,
        known: bool = False,
        first_launch: bool = False,
        face: Face = Face(),  # noqa: B008  (frozen)
        config: Config = Config(),  # noqa: B008  (frozen)
        config_file: Path | None = None,
        poll_seconds: float = POLL_SECONDS,
        clock: Clock = system_clock,
        front: FirstScreen | Callable[[], FirstScreen | None] | None = None,
        keep_front: KeepFront | None = None,
    ) -> None:
        self._front = front
        self._keep_front = keep_front
        self._first_launch = first_launch
        self._poll_seconds = poll_seconds
        self._revision: object = None
        super().__init__(
            Session(desk, as_of, days, config.watches, known),
            config=config,
            config_file=config_file,
            face=face,
            clock=clock,
        )

    def get_default_screen(self) -> Screen[None]:
        notice = Notice(WELCOME, WELCOME_IN_SHORT) if self._first_launch else Notice(())
        return DeskScreen(notice, self.config.tui.panes)

    def on_mount(self) -> None:
        self.set_class(self.look.ascii, "-ascii")
        sys.setswitchinterval(_TURN_SECONDS)
        if not self.is_headless:
            obey(self, self._told_to_go)
        self._begin_with(self._front)
        self.set_interval(self._poll_seconds, self._poll)
        self.refresh_feeds()
        self.tell_of_keys()

    def _begin_with(self, front: FirstScreen | Callable[[], FirstScreen | None] | None) -> None:
        """Show the front, if there is one, and what the library holds after that."""
        if front is None:
            self.reload(analyse=True)
        elif isinstance(front, FirstScreen):
            self.session.front = front.briefing
            self._accept(front.briefing, front.counts, self.session.kept)
            self.call_after_refresh(self.reload, analyse=True)
        else:
            wait = front
            self.in_background(lambda: self.call_from_thread(self._begin_with, wait()), "briefing")

    def _told_to_go(self, number: int) -> None:
        """Leave in good order when told to go, or when the terminal is gone."""
        self.leave(128 + number)

    # The briefing

    def reload(self, analyse: bool = False) -> None:
        """Read the briefing anew; then, if asked to, analyse what has not been analysed yet."""
        session = self.session

        def load() -> None:
            session.load_visit(self.clock())
            self._revision = session.desk.library.revision()
            briefing, counts = session.load_briefing()
            kept = session.load_kept(briefing)
            self.call_from_thread(self._accept, briefing, counts, kept)
            self._look_out(briefing)
            self.call_from_thread(self.pass_on, session.desk.notices)
            if analyse and counts.analysed < counts.articles:
                self.call_from_thread(self.action_analyse)
            if self._keep_front is not None and not session.known:
                self._keep_front(briefing, counts, session.asked, session.days)

        self.in_background(load, "briefing")

    def _accept(self, briefing: Briefing, counts: Counts, kept: Kept) -> None:
        session = self.session
        same = briefing is session.briefing and counts == session.counts
        session.accept(briefing, counts, kept)
        # What was loaded stays: keep the collector from walking through it between two keys.
        gc.freeze()
        for screen in self.brief_screens:
            if not same or screen.SHOWS_MORE:
                screen.briefing_changed()
            else:
                screen.kept_changed()
        self.screen.refresh_bindings()

    # Watches

    def look_out(self) -> None:
        """Look anew, in a thread, for what is watched for in the briefing at hand."""
        briefing = self.session.briefing
        if briefing is not None:
            self.in_background(lambda: self._look_out(briefing), "sightings")

    def _look_out(self, briefing: Briefing) -> None:
        found = self.session.load_sightings(briefing)
        self.call_from_thread(self._sighted, briefing, found)

    def _sighted(self, briefing: Briefing, found: WatchHits) -> None:
        if briefing is not self.session.briefing or found == self.session.watch_hits:
            return
        self.session.watch_hits = found
        for screen in self.brief_screens:
            screen.sightings_changed()

    def toggle_watch(self, watch: Watch) -> None:
        """Watch for that, or no longer if it is watched for already; says which."""
        library = self.session.desk.library

        def work() -> None:
            if any(known.name == watch.name for known in load_watches(library)):
                remove_watch(library, watch.name)
                said = f"No longer watched for: {watch.name}"
            else:
                check_free(self.config.watches, watch.name)
                put_watch(library, watch)
                said = f"Watched for: {watch.name} (W shows all watches)"
            self.call_from_thread(self.say, said)
            self.call_from_thread(self.look_out)

        self.in_background(work, "watching")

    def _poll(self) -> None:
        def look() -> None:
            revision = self.session.desk.library.revision()
            if revision != self._revision:
                self.call_from_thread(self.reload)

        self.in_background(look, "poll")

    # Taking things along

    def copy_text(self, text: str, name: str) -> None:
        """Copy, and say what was copied and where it went."""

        def work() -> None:
            from tui.terminal.clipboard import copy

            where = copy(text, self._osc52)
            self.call_from_thread(self.say, f"{name}: {where}")

        self.in_background(work, "clipboard")

    def export(self, briefing: Briefing, form: str, view: str) -> None:
        """Write a briefing, or a part of one, to files, and say which."""

        def work() -> None:
            from tui.exports.write import export

            made = export(self.session.desk, briefing, form, Path.cwd(), view, self.clock())
            names = str(made[0]) if len(made) == 1 else f"{len(made)} files in {made[0].parent}"
            self.call_from_thread(self.say, f"Written: {names}")

        self.in_background(work, "export")

    def _osc52(self, text: str) -> None:
        self.call_from_thread(self.copy_to_clipboard, text)

    # The day

    def action_step_day(self, days: int) -> None:
        session = self.session
        try:
            session.asked = session.day + timedelta(days=days)
        except OverflowError:
            self.say("The calendar ends here")
            return
        self.reload()

    def action_known(self) -> None:
        """Leave out what came in after the day of the briefing, or show that again."""
        session = self.session
        session.known = not session.known
        only = "Only what had come in by the day shown"
        self.say(only if session.known else "All articles, whenever they came in")
        self.reload()

    def action_today(self) -> None:
        self.session.asked = None
        self.reload()

    # Keys and screens

    def on_key(self, event: events.Key) -> None:
        """Give keys typed ahead, while what they are for was not there yet, to that line or menu.

        Over a slow connection keys come in bursts; the q of ``/quota`` is not to leave brief, nor
        the t of ``gt`` to go to today. A menu keeps to itself the keys that it gets in time.
        """
        if isinstance(self.screen, Menu):
            event.stop()
            event.prevent_default()
            self.screen.post_message(events.Key(event.key, event.character))
            return
        if event.is_printable and isinstance(self.focused, Prompt):
            event.stop()
            event.prevent_default()
            self.focused.post_message(events.Key(event.key, event.character))

    def get_key_display(self, binding: Binding) -> str:
        return key_name(binding.key)

    def action_articles(self) -> None:
        from tui.screens.articles import ArticlesScreen

        if not isinstance(self.screen, ArticlesScreen):
            self.push_screen(ArticlesScreen())

    def action_calendar(self) -> None:
        from tui.screens.calendar import CalendarScreen

        if not isinstance(self.screen, CalendarScreen):
            self.push_screen(CalendarScreen())

    def action_news(self) -> None:
        from tui.screens.news import NewsScreen

        if not isinstance(self.screen, NewsScreen):
            self.push_screen(NewsScreen(self.session.last_visit))

    def action_watches(self) -> None:
        from tui.screens.watches import WatchesScreen

        if not isinstance(self.screen, WatchesScreen):
            self.push_screen(WatchesScreen())

    def action_marked(self) -> None:
        from tui.screens.marked import MarkedScreen

        if not isinstance(self.screen, MarkedScreen):
            self.push_screen(MarkedScreen())

    def action_corrections(self) -> None:
        from tui.screens.corrections import CorrectionsScreen

        if not isinstance(self.screen, CorrectionsScreen):
            self.push_screen(CorrectionsScreen())

    def action_feeds(self) -> None:
        from tui.screens.feeds import FeedsScreen

        if not isinstance(self.screen, FeedsScreen):
            self.push_screen(FeedsScreen())

    def action_settings(self) -> None:
        from tui.screens.settings import SettingsScreen

        if not isinstance(self.screen, SettingsScreen):
            self.push_screen(SettingsScreen())

    def action_command_palette(self) -> None:
        if not isinstance(self.screen, CommandPalette):
            self.push_screen(CommandPalette(placeholder="Words of a command"))

    async def action_search(self) -> None:
        from tui.screens.search import SearchScreen

        await self.push_screen(SearchScreen())  # so that what is typed ahead finds its line

    def action_help(self) -> None:
        from tui.screens.help import HelpScreen

        screen = self.screen
        if isinstance(screen, BriefScreen) and not isinstance(screen, HelpScreen):
            self.push_screen(HelpScreen(self.keys_here(), screen.crumb))

    def action_messages(self) -> None:
        from tui.screens.messages import MessagesScreen

        if not isinstance(self.screen, MessagesScreen):
            self.push_screen(MessagesScreen())

    def keys_here(self) -> list[tuple[str, str, str]]:
        """Keys that work on the present screen: how they are shown, what they do, their id."""
        rows: dict[str, tuple[list[str], str]] = {}
        for active in self.screen.active_bindings.values():
            binding = active.binding
            if binding.id and active.enabled and binding.key != NO_KEY:
                keys, _ = rows.setdefault(binding.id, ([], binding.tooltip))
                keys.append(self.get_key_display(binding))
        return [(" ".join(keys), what, key_id) for key_id, (keys, what) in rows.items()]
