"""The terminal interface: shows the desk, keeps it up to date; its parts do everything else."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from contextlib import ExitStack
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from textual import events
from textual.actions import ActionParseResult
from textual.app import App
from textual.binding import Binding, BindingType
from textual.command import CommandPalette, Provider
from textual.dom import DOMNode
from textual.driver import Driver
from textual.screen import Screen
from textual.theme import Theme
from textual.timer import Timer
from textual.worker import WorkerFailed

from briefing.clock import Clock, system_clock
from briefing.desk import Desk
from briefing.digest.briefing import DEFAULT_DAYS
from briefing.digest.first_screen import FirstScreen
from briefing.ports import Pause
from tui.app.annotations import Annotations
from tui.app.briefing_updates import BriefingUpdates, KeepFront
from tui.app.counts import TypedCount
from tui.app.export_tasks import ExportTasks
from tui.app.feed_tasks import FeedTasks
from tui.app.file_tasks import FileTasks
from tui.app.first_steps import FirstSteps
from tui.app.idleness import IDLE_SECONDS, Idleness
from tui.app.messages import Messages
from tui.app.routes import Routes
from tui.app.screen_stack import brief_screens, show_header
from tui.app.services import Services
from tui.app.settings import SettingsInForce
from tui.app.steering import Steering
from tui.app.stylesheet import SteadyStylesheet
from tui.app.tasks import Tasks
from tui.app.tidying import QUIET_SECONDS, Tidying
from tui.app.watches import WatchTasks
from tui.context.session import OutcomeLookup, Session
from tui.keys import APP, COUNT, FIRST_STEPS, NO_KEY, key_name
from tui.screens.base import BriefScreen
from tui.settings.config import Config
from tui.terminal.capabilities import Face
from tui.terminal.early_screen import EarlyScreen
from tui.terminal.job_control import obey
from tui.terminal.lean_output import lean_driver
from tui.terminal.timers import sure
from tui.text.look import Look
from tui.widgets.notice import WELCOME, WELCOME_IN_SHORT, Notice
from tui.widgets.prompt import Prompt

if TYPE_CHECKING:
    from tui.context.ports import AppContext
    from tui.screens.menu import Menu

_SOON = 0.1  # seconds within which an answer seems to come at once (Nielsen, 1993)
_TURN_SECONDS = 0.0005  # for which a thread may keep a key waiting: a tenth of Python's usual
WHILE_READING = frozenset("quit suspend_process command_palette digit cancel_work redraw".split())
"""The app's actions that there are also on a screen on which nothing can be done but read."""
POLL_SECONDS = 0.5  # how soon what another process stores is seen


def _key_commands() -> type[Provider]:
    from tui.app.palette import KeyCommands

    return KeyCommands


class BriefApp(App[None]):
    """Shows what ``desk`` knows. ``as_of`` None leaves the day to the desk; ``known`` leaves out
    what came in after it.

    ``front`` is shown until the desk's own briefing is there, and may be a function that waits for
    it; ``keep_front`` is given each briefing with its counts, the day asked for and the days
    covered, for the next visit; ``keep_picture`` is called after it, and ``keep_report`` once
    articles have come in; ``look_up_outcomes`` is that of the ``Session``. ``early_screen`` may
    hold the terminal, with a picture of that front. ``config`` are the settings, read from
    ``config_file``. Raises ``UsageError`` for keys of bindings that do not exist. ``samples_due``
    is whether an empty library is still to be given the samples, ``trouble`` what has kept it from
    that so far. ``fault`` is what nobody expected and what has ended it, if anything has.
    """

    TITLE = "brief"
    CSS_PATH = Path(__file__).parent / "brief.tcss"
    COMMANDS: ClassVar[set[type[Provider] | Callable[[], type[Provider]]]] = {_key_commands}
    BINDINGS: ClassVar[list[BindingType]] = [*COUNT, *APP, *FIRST_STEPS]
    _theme_in_force: Theme | None = None

    def __init__(
        self,
        desk: Desk,
        *,
        as_of: date | None = None,
        days: int = DEFAULT_DAYS,
        known: bool = False,
        first_launch: bool = False,
        samples_due: bool = False,
        trouble: str = "",
        face: Face = Face(),  # noqa: B008  (frozen)
        config: Config = Config(),  # noqa: B008  (frozen)
        config_file: Path | None = None,
        poll_seconds: float = POLL_SECONDS,
        idle_seconds: float = IDLE_SECONDS,
        clock: Clock = system_clock,
        front: FirstScreen | Callable[[], FirstScreen | None] | None = None,
        keep_front: KeepFront | None = None,
        keep_picture: Callable[[], None] | None = None,
        keep_report: Callable[[Pause], None] | None = None,
        look_up_outcomes: OutcomeLookup | None = None,
        early_screen: EarlyScreen | None = None,
    ) -> None:
        self._early_screen = early_screen  # first: Textual asks for the driver below
        # Textual decides here, once, how to drop colours: before it knows of any theme but its own.
        super().__init__(ansi_color=True if face.theme == "ansi" else None)
        self._front = front
        self._first_launch = first_launch
        self._poll_seconds = poll_seconds
        self.fault: BaseException | None = None
        self.clock = clock
        self.session = Session(desk, as_of, days, config.watches, known, look_up_outcomes)
        self.session.trouble = trouble
        self.counts = TypedCount(self)
        self.steering = Steering(self)
        self.messages = Messages(self)
        self.tasks = Tasks(self, desk, self.messages, self.reload)
        services = Services(self, self.session, self.tasks, self.messages, clock, self.reload)
        self.annotations = Annotations(services)
        self.watches = WatchTasks(services)
        self.feeds = FeedTasks(services, config.feeds, self.watches.hand_over)
        self.first_steps = FirstSteps(self, self.feeds, FileTasks(services))
        self.tidying = Tidying()
        self.idleness = Idleness(idle_seconds)
        self.updates = BriefingUpdates(
            services,
            self.watches,
            self.tidying,
            self.idleness,
            keep_front,
            keep_picture,
            keep_report,
        )
        self.updates.samples_due = samples_due
        self.routes = Routes(self)
        self.exports = ExportTasks(services, self.routes)
        self.settings = SettingsInForce(
            services, self.feeds, config=config, file=config_file, face=face
        )
        self._variables: dict[str, dict[str, str]] = {}
        self.stylesheet = SteadyStylesheet(variables=self.get_css_variables())

    def run(self, *args: Any, **options: Any) -> Any:
        # Before Textual starts its threads: each start waits for a turn.
        sys.setswitchinterval(_TURN_SECONDS)
        return super().run(*args, **options)

    def get_css_variables(self) -> dict[str, str]:
        """Those of the theme put on, worked out once; none while there is no theme of ours yet."""
        by_theme: dict[str, dict[str, str]] | None = getattr(self, "_variables", None)
        if by_theme is None:
            return {}
        if self.theme not in by_theme:
            by_theme[self.theme] = super().get_css_variables()
        return by_theme[self.theme]

    @property
    def current_theme(self) -> Theme:
        """That of the name in force, which Textual asks for some hundred times a paint."""
        found = self._theme_in_force
        if found is None or found.name != self.theme:
            found = self._theme_in_force = super().current_theme
        return found

    def get_default_screen(self) -> Screen[None]:
        notice = Notice(WELCOME, WELCOME_IN_SHORT) if self._first_launch else Notice(())
        if self.settings.config.tui.start == "stories":
            from tui.screens.stories import StoriesScreen

            return StoriesScreen(notice, is_start=True)
        from tui.screens.desk import DeskScreen

        return DeskScreen(notice)

    @property
    def look(self) -> Look:
        """How text is written on this terminal."""
        return self.settings.look

    @property
    def typed_count(self) -> int:
        """The number typed before a motion, 0 for none."""
        return self.counts.number

    def on_mount(self) -> None:
        self.set_class(self.look.ascii, "-ascii")
        if not self.is_headless:
            obey(self, lambda number: self.tasks.leave(128 + number), self.action_redraw)
        self.messages.stand(self.session.trouble)
        front, self._front = self._front, None
        if self._early_screen is not None and self._early_screen.is_handed_over:
            self._keep_still()
        self.updates.begin_with(front)
        self.set_interval(self._poll_seconds, self.updates.poll)
        self.set_interval(QUIET_SECONDS, self.tidying.consider)
        self.feeds.fetch_at_times()
        self.settings.say_clashes()

    def _keep_still(self) -> None:
        """Leave the picture on the terminal until all that is on it can be drawn at once."""
        still = ExitStack()
        still.enter_context(self.batch_update())
        self.call_after_refresh(self.call_after_refresh, still.close)

    def set_timer(self, *args: Any, **options: Any) -> Timer:
        return sure(super().set_timer(*args, **options))

    def reload(self, analyse: bool = False) -> None:
        """Read the briefing anew; then, if asked to, analyse what has not been analysed yet."""
        self.updates.reload(analyse)

    # The day

    def action_step_day(self, days: int) -> None:
        session = self.session
        try:
            session.asked = (session.asked or session.day) + timedelta(days=days)
        except OverflowError:
            self.messages.say("The calendar ends here")
            return
        self.reload()
        self.set_timer(_SOON, self._say_what_is_read)

    def _say_what_is_read(self) -> None:
        if self.session.awaited is not None:
            show_header(self)

    def action_known(self) -> None:
        """Leave out what came in after the day of the briefing, or show that again."""
        session = self.session
        session.known = not session.known
        only = "Only what had come in by the day shown"
        self.messages.say(only if session.known else "All articles, whenever they came in")
        self.reload()

    def action_today(self) -> None:
        self.session.asked = None
        self.reload()

    def get_driver_class(self) -> type[Driver]:
        return lean_driver(super().get_driver_class(), self._early_screen)

    # Keys

    async def on_event(self, event: events.Event) -> None:
        if isinstance(event, events.Key):
            self.tidying.key()
            self.idleness.key()
            if event.is_forwarded:
                self.steering.came_back(event)
            elif self.steering.goes_on(event):
                if await self._check_bindings(event.key, priority=True):
                    return
                event._set_forwarded()
        elif isinstance(event, events.Resize):
            self._forget_terminal()  # which may have broken its lines anew
        await super().on_event(event)

    def on_key(self, event: events.Key) -> None:
        """Give keys typed ahead, while what they are for was not there yet, to that line or menu.

        Over a slow connection keys come in bursts; the q of ``/quota`` is not to leave brief, nor
        the t of ``gt`` to go to today. A menu keeps to itself the keys that it gets in time.
        """
        from tui.screens.menu import Menu

        waiting: Menu | Prompt | None = self.screen if isinstance(self.screen, Menu) else None
        if event.is_printable and isinstance(self.focused, Prompt):
            waiting = waiting or self.focused
        if waiting is None:
            self.counts.key(event.key)
            return
        event.stop()
        event.prevent_default()
        waiting.post_message(events.Key(event.key, event.character))

    async def run_action(
        self,
        action: str | ActionParseResult,
        default_namespace: DOMNode | None = None,
        namespaces: Mapping[str, DOMNode] | None = None,
    ) -> bool:
        counted = self.counts.repeated(action)
        if digits := self.counts.pane_digits(action):
            from tui.screens.desk import DeskScreen

            if isinstance(self.screen, DeskScreen):
                self.screen.back_by_panes(digits)
                default_namespace = self.focused
        done = await super().run_action(counted or action, default_namespace, namespaces)
        if done:
            self.steering.done(action, default_namespace)
        if done and counted is not None:
            self.counts.drop()
        return done

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action == "drop_count":
            return bool(self.counts.number)
        screen = self.screen_stack[-1] if self.screen_stack else None
        if action == "first_step":
            offers = isinstance(screen, BriefScreen) and screen.OFFERS_FIRST_STEPS
            return offers and not self.session.has_own_articles
        if isinstance(screen, BriefScreen) and screen.ONLY_READ and action not in WHILE_READING:
            return False
        return super().check_action(action, parameters)

    def action_digit(self) -> None:
        self.counts.add_digit()

    def action_drop_count(self) -> None:
        self.counts.drop()

    def get_key_display(self, binding: Binding) -> str:
        return key_name(binding.key)

    def keys_here(self) -> list[tuple[str, str, str]]:
        """Keys that work on the present screen: how they are shown, what they do, their id."""
        rows: dict[str, tuple[list[str], str]] = {}
        for active in self.screen.active_bindings.values():
            binding = active.binding
            if binding.id and active.enabled and binding.key != NO_KEY:
                keys, _ = rows.setdefault(binding.id, ([], binding.tooltip))
                keys.append(self.get_key_display(binding))
        return [(" ".join(keys), what, key_id) for key_id, (keys, what) in rows.items()]

    # Screens and work

    def action_show(self, name: str) -> None:
        self.routes.show(name)

    async def action_search(self) -> None:
        shown = self.routes.show("search")
        if shown is not None:
            await shown  # so that what is typed ahead finds its line

    def action_redraw(self) -> None:
        """Draw all of the screen anew, whatever others have written there."""
        self._forget_terminal()
        self.refresh(layout=True)

    def _forget_terminal(self) -> None:
        for screen in brief_screens(self):
            screen.forget_terminal()

    def action_command_palette(self) -> None:
        if not isinstance(self.screen, CommandPalette):
            self.push_screen(CommandPalette(placeholder="Words of a command"))

    def action_help(self) -> None:
        from tui.screens.help import HelpScreen

        screen = self.screen
        if isinstance(screen, BriefScreen) and not isinstance(screen, HelpScreen):
            self.routes.show_help(
                self.keys_here(), screen.crumb, with_weights=screen.EXPLAINS_WEIGHTS
            )

    def action_first_step(self, name: str) -> None:
        steps = self.first_steps
        step = {
            "starter": steps.follow_starters,
            "opml": steps.import_feeds,
            "files": steps.add_files,
        }[name]
        step()

    def action_fetch(self) -> None:
        self.feeds.fetch(None)

    def action_analyse(self) -> None:
        self.tasks.analyse()

    def action_cancel_work(self) -> None:
        self.tasks.cancel()

    async def action_quit(self) -> None:
        self.tasks.leave(0)

    # Faults

    def _handle_exception(self, error: Exception) -> None:
        """End with the terminal as it was; ``fault`` is for whoever started the panes to tell."""
        if self.fault is None:
            self.fault = error.error if isinstance(error, WorkerFailed) else error
        super()._handle_exception(error)
        self._exit_renderables.clear()

    def _fatal_error(self) -> None:
        # Textual would print pages of source with the values in it, which may be anybody's words.
        self._close_messages_no_wait()


if TYPE_CHECKING:

    def _as_context(app: BriefApp) -> AppContext:
        return app  # checked here, because everything below sees the app as that
