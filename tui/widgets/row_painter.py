"""The lines of a list of rows: its rows with their signs, dividers, folds, or why it is empty."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Generic, Protocol, TypeVar

from textual.geometry import Offset
from textual.strip import Strip

from tui.context.ports import look_of, session_of
from tui.widgets.arrangement import Arrangement, Divider, Fold
from tui.widgets.list_cursor import ListCursor
from tui.widgets.paint import Line, Painted, fold_line, lines_of_text, rule_line, strip
from tui.widgets.row_layout import RowLayout
from tui.widgets.row_signs import GUTTER

T = TypeVar("T")
Shown = TypeVar("Shown", contravariant=True)
_RIGHT = 1  # cells that rows leave blank at their end, as texts do: no word touches a border
NONE_LEFT = ("Esc shows all rows again; S searches the whole library.",)


class RowFace(Protocol[Shown]):
    """How a kind of row looks."""

    def paint_lines(self, item: Shown, width: int, most: int) -> Sequence[Line]:
        """The row on as many lines as it needs, at most ``most``."""

    def signs(self, item: Shown, here: bool) -> Line:
        """What stands before a row; ``here``: the cursor is on it."""


class RowPainter(Generic[T]):
    """Paints the items of an arrangement on ``widget``; what a row looks like is up to ``face``.

    ``width`` gives the cells that rows have. ``empty`` is said where there are no rows, and
    ``elsewhere`` where a filter has left none: where else it would let some through.
    """

    def __init__(
        self,
        widget: Painted,
        face: RowFace[T],
        arrangement: Arrangement[T],
        width: Callable[[], int],
    ) -> None:
        self._widget = widget
        self._face = face
        self._arrangement = arrangement
        self._width = width
        self.empty: tuple[str, ...] = ()
        self.elsewhere = ""
        # Those of the row that was begun last: of its other lines they are as wide.
        self._signs: Line = ()
        self._signs_of: tuple[int, bool] | None = None

    def line(self, y: int, layout: RowLayout, place: ListCursor[T]) -> Strip:
        """The line at that height of the widget."""
        widget, items = self._widget, self._arrangement.items
        width = widget.line_width
        if not items:
            lines = self.empty_lines(width)
            return strip(widget, lines[y] if y < len(lines) else (), width)
        index, line = layout.at(place.top, y)
        if index >= len(items):
            return strip(widget, (), width)
        item = items[index]
        here = index == place.index
        over = ("cursor" if widget.has_focus else "here") if here else ""
        if here and widget.has_focus and not line:  # where a braille display or a magnifier looks
            widget.app.cursor_position = widget.content_region.offset + Offset(0, y)
        if isinstance(item, Fold):
            return strip(widget, fold_line(look_of(widget), item.label, width, here), width, over)
        painted = layout.lines(index)[line]
        if isinstance(item, Divider):
            return strip(widget, painted, width)
        if not line or self._signs_of != (index, here):
            self._signs_of, self._signs = (index, here), self._face.signs(item, here)
        signs = _below(self._signs) if line else self._signs
        return strip(widget, (*signs, *painted), width, over)

    def lines_of(self, index: int, most: int, width: int = 0) -> Sequence[Line]:
        """The lines of an item without its signs, in the width of the rows or the one given."""
        item, width = self._arrangement.items[index], width or self._width()
        if isinstance(item, Divider):
            return [rule_line(look_of(self._widget), item.label, width)]
        room = width - _RIGHT - sum(len(text) for text, _ in self._face.signs(item, here=False))
        return self._face.paint_lines(item, max(1, room), most)

    def needed_lines(self, most: int, width: int = 0) -> int:
        """How many lines show every item uncut, counted no further than ``most``."""
        items = self._arrangement.items
        needed = 0 if items else len(self.empty_lines(max(1, width or self._width())))
        for index in range(min(most, len(items))):
            needed += len(self.lines_of(index, most, width))
            if needed >= most:
                break
        return min(needed, most)

    def empty_lines(self, width: int) -> list[Line]:
        """Why there are no rows: what the list says of it, or that none has the filter's words."""
        lines = self.empty
        if self._arrangement.needle and self._arrangement.rows:
            rows = "No row so far" if session_of(self._widget).newest else "No row"
            lines = (f"{rows} has these words.", self.elsewhere, *NONE_LEFT)
            lines = tuple(line for line in lines if line)
        return lines_of_text(lines, width, GUTTER)


def _below(signs: Line) -> Line:
    """What stands before the second line of a row: of the signs only the cursor's mark."""
    first, *others = signs
    return ((f"{first[0][0]} ", first[1]), *((" " * len(text), "") for text, _ in others))
