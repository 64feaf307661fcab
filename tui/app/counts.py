"""Counts: a number typed before a motion repeats it, as in ``5j``, ``3n``, ``2]``, ``12G``.

A motion is an action whose one argument says how far, so that a count multiplies it: the cursor
moves once, by that much, and the screen is painted once. To the first or last row with a count is
to the row of that number, as in vim.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from textual import events
from textual.actions import ActionParseResult, parse
from textual.binding import BindingType
from textual.dom import DOMNode

from tui.app.feed_tasks import FetchingApp
from tui.keys import COUNT

MAX_DIGITS = 4
_DIGITS = frozenset("0123456789")
_MOTIONS = frozenset(
    "move page half scroll_lines scroll_pages scroll_half evidence finding round step_day".split()
)
_ENDS = frozenset(("top", "bottom", "scroll_top", "scroll_bottom"))
_OWN = frozenset(("digit", "drop_count"))


class CountingApp(FetchingApp):
    """Takes digits for a count, shown by the status line until a key uses or drops it."""

    BINDINGS: ClassVar[list[BindingType]] = [*COUNT]

    pending_count = 0
    _digit = ""

    def on_key(self, event: events.Key) -> None:
        """Called before the bindings are looked at, with every key that no line takes as text."""
        if event.key in _DIGITS:
            self._digit = event.key
        if self.pending_count and not self._keeps_count(event.key):
            self.action_drop_count()

    def _keeps_count(self, key: str) -> bool:
        active = self.screen.active_bindings.get(key)
        if active is None:
            return False
        _, name, _ = parse(active.binding.action)
        return name in _MOTIONS or name in _ENDS or name in _OWN

    async def run_action(
        self,
        action: str | ActionParseResult,
        default_namespace: DOMNode | None = None,
        namespaces: Mapping[str, DOMNode] | None = None,
    ) -> bool:
        if self.pending_count:
            counted = repeated(action, self.pending_count)
            done = await super().run_action(counted or action, default_namespace, namespaces)
            if done and counted is not None:
                self.action_drop_count()
            return done
        return await super().run_action(action, default_namespace, namespaces)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action == "drop_count":
            return bool(self.pending_count)
        return super().check_action(action, parameters)

    def action_digit(self) -> None:
        made = f"{self.pending_count or ''}{self._digit}"
        if len(made) <= MAX_DIGITS:
            self.pending_count = int(made)
            self._show_status()

    def action_drop_count(self) -> None:
        self.pending_count = 0
        self._show_status()


def repeated(action: str | ActionParseResult, count: int) -> ActionParseResult | None:
    """The action ``count`` times over, or at row ``count``; None if it is no motion."""
    target, name, parameters = parse(action) if isinstance(action, str) else action
    if name in _ENDS:
        return target, "go_to", (count,)
    if name in _MOTIONS and parameters and isinstance(parameters[0], int):
        return target, name, (parameters[0] * count,)
    return None
