"""A line at the bottom that asks for words: Enter gives them, Esc gives none."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar, TypeAlias

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.screen import ModalScreen

from tui.context.ports import look_of
from tui.keys import ASK
from tui.widgets.bars import Bar
from tui.widgets.paint import COMPONENTS
from tui.widgets.prompt import Prompt

Completing: TypeAlias = Callable[[str], Sequence[str]]
"""What the words in the line may go on to be, what fits best first."""


class Ask(ModalScreen["str | None"]):
    """``question`` over a line to type in, with ``text`` in it. Dismissed with the words, or None;
    with no words only if they ``may_be_empty``.

    ``hint`` stands in the line while it is empty. What ``completing`` gives for the words in it
    takes their place one after the other by a key.
    """

    BINDINGS: ClassVar[list[BindingType]] = [*ASK]

    CSS_PATH = "bottom_lines.tcss"
    COMPONENT_CLASSES: ClassVar[set[str]] = COMPONENTS

    def __init__(
        self,
        question: str,
        hint: str,
        text: str = "",
        *,
        may_be_empty: bool = False,
        completing: Completing | None = None,
    ) -> None:
        super().__init__()
        self._question = question
        self._hint = hint
        self._text = text
        self._may_be_empty = may_be_empty
        self._completing = completing
        self._fitting: Sequence[str] = ()
        self._next = 0

    def compose(self) -> ComposeResult:
        yield Bar("question")
        yield Prompt(self._hint, self._typed)

    def on_mount(self) -> None:
        prompt = self.query_one(Prompt)
        prompt.insert_text_at_cursor(self._text)
        self._typed(prompt.value)
        self.set_focus(prompt)

    def _typed(self, words: str) -> None:
        """Look for what those words may go on to be, unless they are what was taken last."""
        if self._completing is None or words not in self._fitting:
            self._fitting = self._completing(words) if self._completing is not None else ()
            self._next = 0
        self._show()

    def _show(self) -> None:
        keys = "  Enter takes it, Esc goes back"
        if self._fitting:
            best = self._fitting[self._next % len(self._fitting)]
            keys += f", Tab: {look_of(self).clean(best)}"
        self.query_one(Bar).show([(f" {self._question}", "strong"), (keys, "dim")])

    def action_complete(self) -> None:
        """Put the next of what fits into the line."""
        if self._fitting:
            best = self._fitting[self._next % len(self._fitting)]
            self._next += 1
            prompt = self.query_one(Prompt)
            prompt.value = look_of(self).clean(best)
            prompt.cursor_position = len(prompt.value)
            self._show()

    @on(Prompt.Kept)
    def _kept(self) -> None:
        words = self.query_one(Prompt).value.strip()
        self.dismiss(words if words or self._may_be_empty else None)

    @on(Prompt.Dropped)
    def _dropped(self) -> None:
        self.dismiss(None)
