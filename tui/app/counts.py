"""Counts: a number typed before a motion repeats it, as in ``5j``, ``3n``, ``2]``, ``12G``.

A motion is an action whose one argument says how far, so that a count multiplies it: the cursor
moves once, by that much, and the screen is painted once. To the first or last row with a count is
to the row of that number, as in vim.
"""

from __future__ import annotations

from textual.actions import ActionParseResult, parse
from textual.app import App

from tui.app.screen_stack import show_status

MAX_DIGITS = 4  # a longer number counts more rows than a list shows
_DIGITS = frozenset("0123456789")
_MOTIONS = frozenset(
    (
        "move page half scroll_lines scroll_pages scroll_half "
        "evidence finding round article step_day"
    ).split()
)
_ENDS = frozenset(("top", "bottom", "scroll_top", "scroll_bottom"))
_OWN = frozenset(("digit", "drop_count"))


class TypedCount:
    """Takes digits for a count, shown by the status line until a key uses or drops it."""

    def __init__(self, app: App[None]) -> None:
        self._app = app
        self._digit = ""
        self._run = ""
        self._in_run = False
        self._added = 0
        self.number = 0

    def key(self, key: str) -> None:
        """Called before the bindings are looked at, with every key that no line takes as text."""
        if key in _DIGITS:
            self._digit = key
            if not self._in_run:
                self._run, self._added = "", 0
            self._run += key
        elif not self._in_run:
            self._run = ""
        self._in_run = key in _DIGITS
        if self.number and not self._keeps_count(key):
            self.drop()

    def _keeps_count(self, key: str) -> bool:
        active = self._app.screen.active_bindings.get(key)
        if active is None:
            return False
        _, name, _ = parse(active.binding.action)
        return name in _MOTIONS or name in _ENDS or name in _OWN

    def add_digit(self) -> None:
        """Put the digit pressed last behind those typed before it."""
        self._added += 1
        digits = f"{self.number or ''}{self._digit}"
        if len(digits) <= MAX_DIGITS:
            self.number = int(digits)
            show_status(self._app)

    def drop(self) -> None:
        """Forget the number typed."""
        self.number = 0
        show_status(self._app)

    def repeated(self, action: str | ActionParseResult) -> ActionParseResult | None:
        """The action as often as was typed; None if nothing was, or it is no motion.

        To the first or last row, digits in a row are one number also where some of them went to
        panes: as ``12G`` on the desk.
        """
        if self.pane_digits(action):
            return repeated(action, int(self._run[:MAX_DIGITS]))
        return repeated(action, self.number) if self.number else None

    def pane_digits(self, action: str | ActionParseResult) -> int:
        """How many digits of the number for that action went to panes before it was one."""
        _, name, _ = parse(action) if isinstance(action, str) else action
        if name not in _ENDS or len(self._run) < 2 or not int(self._run[:MAX_DIGITS]):
            return 0
        return len(self._run) - self._added


def repeated(action: str | ActionParseResult, count: int) -> ActionParseResult | None:
    """The action ``count`` times over, or at row ``count``; None if it is no motion."""
    target, name, parameters = parse(action) if isinstance(action, str) else action
    if name in _ENDS:
        return target, "go_to", (count,)
    if name in _MOTIONS and parameters and isinstance(parameters[0], int):
        return target, name, (parameters[0] * count,)
    return None
