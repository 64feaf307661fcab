"""Long work beside the interface: in threads, with its progress on the status line, cancelled."""

from __future__ import annotations

from collections.abc import Callable
from threading import Event
from typing import Any

from msgspec import Struct
from msgspec.structs import replace
from textual._context import NoActiveAppError
from textual.app import App
from textual.css.query import QueryError
from textual.dom import DOMError, DOMNode
from textual.worker import get_current_worker

from briefing.desk import Desk
from briefing.errors import BriefError
from tui.app.messages import Messages
from tui.app.screen_stack import show_status
from tui.context.ports import Status
from tui.text.look import count

_OFF_SCREEN = (NoActiveAppError, DOMError, QueryError)
"""What Textual raises where a screen or a widget is asked that is there no longer."""


class Cancelled(Exception):  # noqa: N818  (no error: the user's wish)
    """The user has cancelled the work under way."""


class Superseded(Exception):  # noqa: N818  (no error: nobody needs it any more)
    """What a thread works for is not wanted any more."""


class Work(Struct, frozen=True):
    """The work under way: what it is, how far it is, and what is said once it is cancelled."""

    name: str
    progress: str
    cancelling: str


class Tasks:
    """Works in threads of ``app``, one long work at a time; ``reload`` is called after each."""

    def __init__(
        self, app: App[None], desk: Desk, messages: Messages, reload: Callable[[], None]
    ) -> None:
        self._app = app
        self._desk = desk
        self._messages = messages
        self._reload = reload
        self._cancel_asked = Event()
        self.work: Work | None = None
        self.leaving = False

    @property
    def status(self) -> Status:
        """What the status line says: the work under way, else the last message."""
        if self.work is not None:
            return (f"{self.work.progress}  (ctrl+x cancels)", "")
        return self._messages.last

    @property
    def alerts(self) -> list[str]:
        """What it says besides, in lines of their own, because something is wrong."""
        text, role = self._messages.last
        unseen = [text] if self.work is not None and role == "warn" else []
        return [*self._messages.standing, *unseen]

    # Threads

    def in_background(
        self, work: Callable[[], None], group: str, of: DOMNode | None = None
    ) -> None:
        """Run ``work`` in a thread, after what is left of its group; errors become messages.

        ``of`` is what wants it done: once that is off the screen, it need not be found there.
        """

        def guarded() -> None:
            try:
                work()
            except Superseded:
                pass
            except (BriefError, OSError) as error:
                self.from_thread(self._messages.say, str(error), "warn")
            except _OFF_SCREEN:
                if not self.leaving and not self._is_gone(of):
                    raise
            except Exception:
                # The screens that it would show are gone, and the status would be 1 for any reason.
                if not self.leaving:
                    raise

        self._app.run_worker(guarded, thread=True, exclusive=True, group=group)

    def check_wanted(self) -> None:
        """Raise ``Superseded`` in a thread whose group has other work by now, or when all ends."""
        if self.leaving or get_current_worker().is_cancelled:
            raise Superseded

    def _is_gone(self, node: DOMNode | None) -> bool:
        try:
            return node is not None and node.screen not in self._app.screen_stack
        except _OFF_SCREEN:
            return True

    def from_thread(self, callback: Callable[..., None], *arguments: Any) -> None:
        """Call that in the thread of the interface, unless that is ending."""
        if not self.leaving:
            self._app.call_from_thread(callback, *arguments)

    # Long work

    def begin(self, name: str, progress: str, cancelling: str) -> bool:
        """Whether no other long work is under way, which is said; if so, this one is."""
        if self.work is not None:
            self._messages.say(f"{self.work.name} is under way; ctrl+x cancels it")
            return False
        self._cancel_asked.clear()
        self.work = Work(name, progress, cancelling)
        show_status(self._app)
        return True

    def progress(self, text: str) -> None:
        """Say how far the work under way is; once it is cancelled, that stays what is said."""
        if self.work is not None and not self._cancel_asked.is_set():
            self.work = replace(self.work, progress=text)
            show_status(self._app)

    def check_cancelled(self) -> None:
        """Raise ``Cancelled`` if the user has cancelled the work under way."""
        if self._cancel_asked.is_set():
            raise Cancelled

    def end(self, said: str) -> None:
        """The work under way has come to its end: say that, and read the briefing anew."""
        self.drop()
        if said:
            self._messages.say(said)
        show_status(self._app)
        self._app.refresh_bindings()
        self._reload()

    def drop(self) -> None:
        """There was nothing to do after all."""
        self.work = None

    def cancel(self) -> None:
        """Have the work under way stop as soon as it can."""
        if self.work is None:
            self._messages.say("Nothing is under way")
            return
        self._cancel_asked.set()
        self.work = replace(self.work, progress=self.work.cancelling)
        show_status(self._app)

    def analyse(self, otherwise: str = "All articles are analysed") -> None:
        """Analyse what is new, with progress in the status line; ``otherwise`` is said of none."""
        if not self.begin(
            "Analysis", "Starting the analysis", "Cancelling after the article at hand"
        ):
            return

        def progress(done: int, total: int | None, what: str) -> None:
            self.check_cancelled()
            of = f" of {total:,}" if total else ""
            self._app.call_from_thread(self.progress, f"Analysed {done:,}{of}: {what}")

        def analyse() -> None:
            try:
                done = self._desk.refresh(progress)
                said = f"Analysed {count(done, 'article')}" if done else ""
                self._app.call_from_thread(self.end, said or otherwise)
            except Cancelled:
                self._app.call_from_thread(self.end, "Analysis cancelled; what was done is kept")
            except BriefError:
                self._app.call_from_thread(self.end, "")
                if not self.leaving:
                    raise

        self.in_background(analyse, "analysis")

    def leave(self, status: int) -> None:
        """End the work under way, which would hold up the terminal, and then the app."""
        self.leaving = True
        self._cancel_asked.set()
        if self.work is not None:
            self._desk.stop_analysis()
        self._app.exit(return_code=status)
