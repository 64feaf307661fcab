"""A line to type in: what is typed is reported at every key, Enter keeps it, Esc drops it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import ClassVar

from textual import events
from textual.binding import BindingType
from textual.message import Message
from textual.widgets import Input

from tui.keys import PROMPT
from tui.text.gate import clean


class Prompt(Input):
    """An input line without blinking, in which nothing but plain characters can get.

    ``typed`` is called with what stands in the line whenever that has changed: at once and not by
    message, so that the letter and what follows from it are painted in one frame.
    """

    BINDINGS: ClassVar[list[BindingType]] = [*PROMPT]

    class Kept(Message):
        """Enter was pressed."""

    class Dropped(Message):
        """Esc was pressed."""

    class Stepped(Message):
        """An arrow key was pressed: rows down (1) or up (-1)."""

        def __init__(self, rows: int) -> None:
            super().__init__()
            self.rows = rows

    def __init__(self, hint: str, typed: Callable[[str], None] | None = None) -> None:
        super().__init__(id="prompt", placeholder=hint, compact=True, select_on_focus=False)
        self.cursor_blink = False
        self._typed = typed

    def insert(self, text: str, index: int) -> None:
        super().insert(clean(text), index)

    async def on_key(self, event: events.Key) -> None:
        """Do what the line's own keys are bound to at once, in the order in which they come.

        A key bubbles up to the app before its binding is run; of keys that come in one burst, the
        letters after it would be in the line before that.
        """
        bound = self.screen.active_bindings.get(event.key)
        if bound is None or bound.node is not self or not bound.enabled or event.is_printable:
            return
        event.stop()
        event.prevent_default()
        await self.run_action(bound.binding.action)

    async def on_input_changed(self, event: Input.Changed) -> None:
        event.stop()
        if self._typed is not None:
            with self.app.batch_update():
                self._typed(self.value)
                # A turn of the loop, in which widgets tell the screen that they have changed.
                await asyncio.sleep(0)
            # The screen may have been idle while it was not to paint, and hears of nothing after.
            self.screen.check_idle()

    def action_keep(self) -> None:
        self.post_message(self.Kept())

    def action_drop(self) -> None:
        self.post_message(self.Dropped())

    def action_step(self, rows: int) -> None:
        self.post_message(self.Stepped(rows))
