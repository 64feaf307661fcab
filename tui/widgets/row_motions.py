"""How the cursor of a list goes on, by keys or mouse, and what of the list that paints anew."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from textual.geometry import Region
from textual.widget import Widget

from tui.widgets.arrangement import Arrangement
from tui.widgets.list_cursor import ListCursor
from tui.widgets.row_layout import RowLayout

_WHEEL = 3  # rows that a notch of the wheel goes on, as in most terminals


class RowMotions:
    """Moves the cursor of ``widget``'s rows, and calls ``moved`` when it stands on another row."""

    def __init__(
        self,
        widget: Widget,
        arrangement: Arrangement[Any],
        cursor: ListCursor[Any],
        layout: RowLayout,
        moved: Callable[[], None],
    ) -> None:
        self._widget = widget
        self._arrangement = arrangement
        self._cursor = cursor
        self._layout = layout
        self._moved = moved

    @property
    def lines_in_sight(self) -> int:
        """How many lines the rows have, at least one."""
        return max(1, self._widget.size.height)

    def step(self, rows: int) -> None:
        """So many rows on, or back."""
        self._move(lambda: self._cursor.step(rows))

    def go_to(self, number: int) -> None:
        """To the row of that number, or to the fold that hides it."""
        self._go(self._arrangement.index_of_row(number), 1)

    def pages(self, number: int) -> None:
        """So many pages on, a line of the last one kept."""
        self._move(lambda: self._cursor.scroll(self.lines_in_sight - 1, number))

    def half_pages(self, number: int) -> None:
        """So many half pages on."""
        self._move(lambda: self._cursor.scroll(self.lines_in_sight // 2, number))

    def top(self) -> None:
        """To the first row."""
        self._go(0, 1)

    def bottom(self) -> None:
        """To the last row."""
        self._go(len(self._arrangement.items) - 1, -1)

    def wheel(self, direction: int) -> None:
        """On by a notch of the wheel."""
        self._go(self._cursor.index + direction * _WHEEL, 1)

    def click(self, y: int) -> bool:
        """To the row at that line; whether the cursor stood on it already."""
        index, _ = self._layout.at(self._cursor.top, y)
        was_here = index == self._cursor.index
        if index < len(self._arrangement.items):
            self._go(index, 1)
        return was_here

    def repaint_row(self) -> None:
        """Paint the row of the cursor anew."""
        self._repaint(self._cursor.index)

    def _go(self, index: int, direction: int) -> None:
        self._move(lambda: self._cursor.go(index, direction))

    def _move(self, move: Callable[[], None]) -> None:
        """Move the cursor, and paint no more than that changes."""
        was, top = self._cursor.index, self._cursor.top
        move()
        if self._cursor.top != top:
            self._layout.forget_if_many()
            self._widget.refresh(self._widget.size.region)  # not its border
        elif self._cursor.index != was:
            self._repaint(was, self._cursor.index)
        if self._cursor.index != was:
            self._moved()

    def _repaint(self, *indices: int) -> None:
        (width, sight), top = self._widget.size, self._cursor.top
        regions = []
        for index in indices:
            if top <= index < min(top + sight, len(self._arrangement.items)):
                first = self._layout.offset(top, index)
                if first < sight:
                    regions.append(Region(0, first, width, self._layout.height(index)))
        if regions:
            self._widget.refresh(*regions)
