"""A screen of text to scroll through: help, messages, a link."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import ClassVar

from textual.binding import BindingType
from textual.widget import Widget

from tui.keys import TEXT
from tui.screens.base import BriefScreen
from tui.widgets.text_view import Block, TextView


class ScrolledText(TextView, can_focus=True):
    """Text with the keys to scroll it."""

    BINDINGS: ClassVar[list[BindingType]] = [*TEXT]


class TextScreen(BriefScreen):
    """Shows ``blocks`` in ``view``, and nothing else."""

    def __init__(self, view: ScrolledText) -> None:
        super().__init__()
        self.view = view

    def blocks(self) -> Sequence[Block]:
        """What is shown, in cleaned text."""
        raise NotImplementedError

    def body(self) -> Iterable[Widget]:
        yield self.view

    def ready(self) -> None:
        super().ready()
        self.set_focus(self.view)
        self.view.show(self.blocks())

    def look_changed(self) -> None:
        super().look_changed()
        self.view.show(self.blocks(), self.view.top)
