"""What the status line says and has said: messages pass, errors after a longer while.

Beside these there are words that stand: trouble until it is over, and what the library has to say
of itself until somebody has read the list of messages.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from textual.app import App

from tui.app.screen_stack import show_status
from tui.context.ports import Status

SAID_SECONDS = 8.0  # how long a message stands: two readings of a line at 80 columns
ERROR_SECONDS = 30.0  # how long an error does; ``!`` lists it from then on
_KEPT_MESSAGES = 200  # the last ones; more than anybody scrolls back through
_HINT = "(! closes this)"


class Messages:
    """The last message, and those before it, in the app of a visit."""

    def __init__(self, app: App[None]) -> None:
        self._app = app
        self._passed_on: set[str] = set()
        self._notices: list[str] = []
        self.trouble = ""
        self.last: Status = ("", "")
        self.kept: list[Status] = []

    @property
    def standing(self) -> Sequence[str]:
        """What stands on the status line until it is over, or read."""
        notices = [f"{notice} {_HINT}" for notice in self._notices]
        return [*([self.trouble] if self.trouble else []), *notices]

    def say(self, text: str, role: str = "") -> None:
        """Put a message on the status line and keep it for the list of messages."""
        self.last = said = (text, role)
        self._keep(said)
        show_status(self._app)
        seconds = ERROR_SECONDS if role == "warn" else SAID_SECONDS
        self._app.set_timer(seconds, lambda: self._unsay(said))

    def stand(self, trouble: str) -> None:
        """Have that trouble on the status line until it is over ("")."""
        if trouble != self.trouble:
            self.trouble = trouble
            if trouble:
                self._keep((trouble, "warn"))
            show_status(self._app)

    def pass_on(self, notices: Iterable[str]) -> None:
        """Say what the library has to say of itself, each notice once, until it is read."""
        new = [notice for notice in notices if notice not in self._passed_on]
        self._passed_on.update(new)
        self._notices += new
        for notice in new:
            self._keep((notice, "warn"))
        if new:
            show_status(self._app)

    def read(self) -> None:
        """Somebody has the list of messages before them."""
        if self._notices:
            self._notices.clear()
            show_status(self._app)

    def _keep(self, said: Status) -> None:
        if said not in self.kept[-1:]:
            self.kept = [*self.kept, said][-_KEPT_MESSAGES:]

    def _unsay(self, said: Status) -> None:
        if self.last is said:
            self.last = ("", "")
            show_status(self._app)
