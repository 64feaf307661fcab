"""What the status line says and has said: messages pass, errors after a longer while."""

from __future__ import annotations

from collections.abc import Iterable

from textual.app import App

from tui.app.screen_stack import show_status
from tui.context.ports import Status

SAID_SECONDS = 8.0  # how long a message stands: two readings of a line at 80 columns
ERROR_SECONDS = 30.0  # how long an error does; ``!`` lists it from then on
_KEPT_MESSAGES = 200  # the last ones; more than anybody scrolls back through


class Messages:
    """The last message, and those before it, in the app of a visit."""

    def __init__(self, app: App[None]) -> None:
        self._app = app
        self._passed_on: set[str] = set()
        self.last: Status = ("", "")
        self.kept: list[Status] = []

    def say(self, text: str, role: str = "") -> None:
        """Put a message on the status line and keep it for the list of messages."""
        self.last = said = (text, role)
        self.kept = [*self.kept, said][-_KEPT_MESSAGES:]
        show_status(self._app)
        seconds = ERROR_SECONDS if role == "warn" else SAID_SECONDS
        self._app.set_timer(seconds, lambda: self._unsay(said))

    def pass_on(self, notices: Iterable[str]) -> None:
        """Say what the library has to say of itself, each notice once."""
        for notice in notices:
            if notice not in self._passed_on:
                self._passed_on.add(notice)
                self.say(notice, "warn")

    def _unsay(self, said: Status) -> None:
        if self.last is said:
            self.last = ("", "")
            show_status(self._app)
