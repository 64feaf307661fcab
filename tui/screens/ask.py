"""A line at the bottom that asks for words: Enter gives them, Esc gives none."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.screen import ModalScreen

from tui.widgets.bars import Bar
from tui.widgets.paint import COMPONENTS
from tui.widgets.prompt import Prompt


class Ask(ModalScreen["str | None"]):
    """``question`` over a line to type in, with ``text`` in it. Dismissed with the words, or None;
    with no words only if they ``may_be_empty``.

    ``hint`` stands in the line while it is empty.
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = COMPONENTS

    def __init__(
        self, question: str, hint: str, text: str = "", *, may_be_empty: bool = False
    ) -> None:
        super().__init__()
        self._question = question
        self._hint = hint
        self._text = text
        self._may_be_empty = may_be_empty

    def compose(self) -> ComposeResult:
        yield Bar("question")
        yield Prompt(self._hint)

    def on_mount(self) -> None:
        self.query_one(Bar).show(
            [(f" {self._question}", "strong"), ("  Enter takes it, Esc goes back", "dim")]
        )
        prompt = self.query_one(Prompt)
        prompt.insert_text_at_cursor(self._text)
        self.set_focus(prompt)

    @on(Prompt.Kept)
    def _kept(self) -> None:
        words = self.query_one(Prompt).value.strip()
        self.dismiss(words if words or self._may_be_empty else None)

    @on(Prompt.Dropped)
    def _dropped(self) -> None:
        self.dismiss(None)
