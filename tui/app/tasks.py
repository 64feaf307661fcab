"""Long work beside the interface, and what it and everything else has to say on the status line."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from threading import Event

from textual.app import App

from briefing.errors import BriefError
from tui.context.session import Session
from tui.screens.base import BriefScreen

_SAID_SECONDS = 8.0  # how long a message stands; errors stand until the next message
_KEPT_MESSAGES = 200

Status = tuple[str, str]
"""What is said, and the role in which it is shown."""


class Cancelled(Exception):  # noqa: N818  (no error: the user's wish)
    """The user has cancelled the work under way."""


class WorkingApp(App[None]):
    """Works in threads, says how far it is, and stops when asked to."""

    def __init__(self, session: Session, *, ansi_color: bool | None) -> None:
        self.session = session
        self.messages: list[Status] = []
        self.work: Status | None = None
        self._last_said: Status = ("", "")
        self._cancel_asked = Event()
        self._passed_on: set[str] = set()
        self._leaving = False
        super().__init__(ansi_color=ansi_color)

    def reload(self, analyse: bool = False) -> None:
        """Read the briefing anew; then, if asked to, analyse what has not been analysed yet."""
        raise NotImplementedError

    # Long work

    def in_background(self, work: Callable[[], None], group: str) -> None:
        """Run ``work`` in a thread, after what is left of its group; errors become messages."""

        def guarded() -> None:
            try:
                work()
            except (BriefError, OSError) as error:
                tell(error)
            except Exception:
                # The screens that it would tell are gone, and the status would be 1 for any reason.
                if not self._leaving:
                    raise

        def tell(error: Exception) -> None:
            if not self._leaving:
                self.call_from_thread(self.say, str(error), "warn")

        self.run_worker(guarded, thread=True, exclusive=True, group=group)

    def action_analyse(self) -> None:
        """Analyse what is new, with progress in the status line."""
        if self.work is not None:
            self.say("Analysis is under way; ctrl+x cancels it")
            return
        self._cancel_asked.clear()
        self._working("Starting the analysis", "")

        def progress(done: int, total: int | None, what: str) -> None:
            if self._cancel_asked.is_set():
                raise Cancelled
            of = f" of {total:,}" if total else ""
            self.call_from_thread(self._working, f"Analysed {done:,}{of}: {what}", "")

        def analyse() -> None:
            try:
                done = self.session.desk.refresh(progress)
                said = f"Analysed {done:,} article{'' if done == 1 else 's'}" if done else ""
                self.call_from_thread(self._worked, said or "All articles are analysed")
            except Cancelled:
                self.call_from_thread(self._worked, "Analysis cancelled; what was done is kept")
            except BriefError:
                self.call_from_thread(self._worked, "")
                if not self._leaving:
                    raise

        self.in_background(analyse, "analysis")

    def _working(self, text: str, role: str) -> None:
        self.work = (text, role)
        self._show_status()

    def _worked(self, said: str) -> None:
        self.work = None
        if said:
            self.say(said)
        self._show_status()
        self.refresh_bindings()
        self.reload()

    def action_cancel_work(self) -> None:
        if self.work is None:
            self.say("Nothing is under way")
            return
        self._cancel_asked.set()
        self._working("Cancelling after the article at hand", "")

    async def action_quit(self) -> None:
        self.leave(0)

    def leave(self, status: int) -> None:
        """End the work under way, which would hold up the terminal, and then the app."""
        self._leaving = True
        self._cancel_asked.set()
        if self.work is not None:
            self.session.desk.analyser.stop()
        self.exit(return_code=status)

    # Saying things

    @property
    def status(self) -> Status:
        """What the status line says: the work under way, else the last message."""
        if self.work is not None:
            return (f"{self.work[0]}  (ctrl+x cancels)", self.work[1])
        return self._last_said

    def say(self, text: str, role: str = "") -> None:
        """Put a message on the status line and keep it for the list of messages."""
        self._last_said = (text, role)
        self.messages = [*self.messages, (text, role)][-_KEPT_MESSAGES:]
        self._show_status()
        if role != "warn":
            said = self._last_said
            self.set_timer(_SAID_SECONDS, lambda: self._unsay(said))

    def pass_on(self, notices: Iterable[str]) -> None:
        """Say what the library has to tell of itself, each notice once."""
        for notice in notices:
            if notice not in self._passed_on:
                self._passed_on.add(notice)
                self.say(notice, "warn")

    def _unsay(self, said: Status) -> None:
        if self._last_said is said:
            self._last_said = ("", "")
            self._show_status()

    def _show_status(self) -> None:
        if isinstance(self.screen, BriefScreen) and self.screen.is_mounted:
            self.screen.show_status()
