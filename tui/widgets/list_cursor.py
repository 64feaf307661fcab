"""Which row of a list is selected, and which one is the first in sight."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar

from tui.widgets.arrangement import Arrangement, Divider, Fold, is_stop

T = TypeVar("T")


class ListCursor(Generic[T]):
    """A place among the items of an arrangement, on a row or a fold where there is one.

    ``index`` is the item selected, ``top`` the first in sight; ``height`` gives how many are in
    sight at once. Scrolls by half a page, so that most moves repaint two rows.
    """

    def __init__(self, arrangement: Arrangement[T], height: Callable[[], int]) -> None:
        self._arrangement = arrangement
        self._height = height
        self.index = 0
        self.top = 0
        self._top_chosen = 0

    @property
    def selected(self) -> T | None:
        """The row selected, or None when there is none."""
        return self._row_at(self.index)

    @property
    def is_on_fold(self) -> bool:
        """Whether it is on a line that stands for rows."""
        items = self._arrangement.items
        return self.index < len(items) and isinstance(items[self.index], Fold)

    @property
    def position(self) -> tuple[int, int]:
        """The row selected, counted from 1, and how many there are, dividers apart."""
        items = self._arrangement.items
        if not items:
            return (0, 0)
        ordinal = self._arrangement.ordinal
        return (ordinal(self.index), ordinal(len(items) - 1))

    @property
    def neighbours(self) -> list[T]:
        """The rows just below and above."""
        around = (self._row_at(self.index + 1), self._row_at(self.index - 1))
        return [row for row in around if row is not None]

    def restart(self) -> None:
        """To the very first item, whatever there is."""
        self.index = self.top = self._top_chosen = 0

    def put(self, index: int, above: int | None = None) -> None:
        """Select the row at or nearest to that item, with ``above`` items in sight over it."""
        self.index = self._settle(index, 1)
        if above is not None:
            self.top = self.index - above
        self._follow()

    def go(self, index: int, direction: int) -> None:
        """Select the row nearest to that item, the ones in that direction first."""
        self.index = self._settle(index, 1 if direction > 0 else -1)
        self._follow()

    def step(self, rows: int) -> None:
        """Go so many rows on, or back."""
        if self._arrangement.items:
            ordinal = self._arrangement.ordinal(self.index)
            self.go(self._arrangement.index_of(ordinal + rows), rows)

    def resized(self) -> None:
        """Another number of items is in sight: show the same place, as far as it fits."""
        chosen = self._top_chosen
        self.top = chosen
        self._follow()
        self._top_chosen = chosen  # for when there is more room again

    def _follow(self) -> None:
        """Scroll so that the row selected is in sight, with the divider right above it."""
        height, items = self._height(), self._arrangement.items
        if self.index < self.top:
            self.top = min(self.index, max(self.index - height // 2, 0))
        elif self.index >= self.top + height:
            self.top = max(self.index - height + 1, self.index - height // 2)
        self.top = max(0, min(self.top, len(items) - height))
        if self.top and self.top == self.index and isinstance(items[self.top - 1], Divider):
            self.top -= 1
        self._top_chosen = self.top

    def _row_at(self, index: int) -> T | None:
        items = self._arrangement.items
        if not 0 <= index < len(items):
            return None
        item = items[index]
        return None if isinstance(item, Divider) else item

    def _settle(self, index: int, direction: int) -> int:
        """The nearest row or fold to ``index``, looking in that direction first."""
        items = self._arrangement.items
        last = len(items) - 1
        index = max(0, min(index, last))
        for step in (direction, -direction):
            probe = index
            while 0 <= probe <= last:
                if is_stop(items[probe]):
                    return probe
                probe += step
        return 0
