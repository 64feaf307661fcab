"""A line at the bottom that offers a few choices; a letter takes one, any other key none."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.screen import ModalScreen

from tui.widgets.bars import KeyBar
from tui.widgets.paint import COMPONENTS


class Menu(ModalScreen["str | None"]):
    """``choices`` are pairs of letter and label. Dismissed with the letter, or with None."""

    CSS_PATH = "bottom_lines.tcss"
    COMPONENT_CLASSES: ClassVar[set[str]] = COMPONENTS

    def __init__(self, question: str, choices: Sequence[tuple[str, str]]) -> None:
        super().__init__()
        self._question = question
        self._choices = tuple(choices)
        self._answered = False

    def compose(self) -> ComposeResult:
        yield KeyBar("menu")

    def on_mount(self) -> None:
        pairs = [(self._question, ""), *self._choices]
        self.query_one(KeyBar).show_keys(pairs, [("Esc", "back")])

    def on_key(self, event: events.Key) -> None:
        event.stop()
        event.prevent_default()
        if self._answered:  # one key takes a choice or none; what came after it was typed too soon
            return
        self._answered = True
        letters = [letter for letter, _ in self._choices]
        self.dismiss(event.character if event.character in letters else None)
