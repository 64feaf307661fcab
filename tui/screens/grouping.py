"""A line at the bottom that asks how to group the rows; a letter answers it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.screen import ModalScreen

from tui.keys import GROUPING
from tui.look import Look
from tui.widgets.arranging import Group
from tui.widgets.bars import KeyBar


class GroupMenu(ModalScreen["Group | str | None"]):
    """Dismissed with a group, with "none" for no groups, "top" for the first row, or None."""

    BINDINGS: ClassVar[list[BindingType]] = [*GROUPING]

    def __init__(self, groups: Sequence[Group], look: Look) -> None:
        super().__init__()
        self._groups = {group.letter: group for group in groups}
        self._look = look

    def compose(self) -> ComposeResult:
        yield KeyBar("menu")

    def on_mount(self) -> None:
        pairs = [(letter, f"by {group.name}") for letter, group in self._groups.items()]
        always = [("n", "no groups"), ("g", "first row"), ("Esc", "back")]
        self.query_one(KeyBar).show_keys(pairs, always)

    def on_key(self, event: events.Key) -> None:
        group = self._groups.get(event.key)
        if group is not None:
            event.stop()
            self.dismiss(group)

    def action_no_groups(self) -> None:
        self.dismiss("none")

    def action_first_row(self) -> None:
        self.dismiss("top")

    def action_leave(self) -> None:
        self.dismiss(None)
