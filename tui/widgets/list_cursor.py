"""Which row of a list is selected, and which one is the first in sight."""

from __future__ import annotations

from typing import Generic, Protocol, TypeVar

from tui.widgets.arrangement import Arrangement, Divider, Fold, is_stop

T = TypeVar("T")


class Heights(Protocol):
    """How many lines items take."""

    def height(self, index: int) -> int:
        """How many lines that item takes."""

    def reach(self, index: int, lines: int, step: int) -> int:
        """How many items from that one on, in direction ``step``, fit in so many lines."""


class Sight(Protocol):
    """Called for how many lines are in sight at once."""

    def __call__(self) -> int: ...


class ListCursor(Generic[T]):
    """A place among the items of an arrangement, on a row or a fold where there is one.

    ``index`` is the item selected, ``top`` the first in sight; ``sight`` gives how many lines are
    in sight at once, ``heights`` how many each item takes; ``was_moved`` tells whether anybody has
    gone on from where it began. Scrolls by half a page, so that most moves repaint two rows.
    """

    def __init__(self, arrangement: Arrangement[T], sight: Sight, heights: Heights) -> None:
        self._arrangement = arrangement
        self._sight = sight
        self._heights = heights
        self.index = 0
        self.top = 0
        self.was_moved = False
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
        """The row selected, counted from 1, and how many there are; on a fold the last it hides."""
        items = self._arrangement.items
        if not items:
            return (0, 0)
        number = self._arrangement.number
        return (number(self.index), number(len(items) - 1))

    def around(self, reach: int) -> list[T]:
        """The rows that stand up to so many items below and above, the nearest first."""
        steps = (way * n for n in range(1, reach + 1) for way in (1, -1))
        around = (self._row_at(self.index + step) for step in steps)
        return [row for row in around if row is not None]

    def restart(self) -> None:
        """To the very first item, whatever there is."""
        self.index = self.top = self._top_chosen = 0
        self.was_moved = False

    def put(self, index: int, above: int | None = None) -> None:
        """Select the row at or nearest to that item, with ``above`` lines in sight over it."""
        self.index = self._settle(index, 1)
        if above is not None:
            self.top = self._before(self.index, above)
        self._follow()

    def go(self, index: int, direction: int) -> None:
        """Select the row nearest to that item, the ones in that direction first."""
        self.was_moved = True
        self.index = self._settle(index, 1 if direction > 0 else -1)
        self._follow()

    def step(self, rows: int) -> None:
        """Go so many rows on, or back."""
        if self._arrangement.items:
            ordinal = self._arrangement.ordinal(self.index)
            self.go(self._arrangement.index_of(ordinal + rows), rows)

    def scroll(self, lines: int, times: int) -> None:
        """Go on by as many rows as fit in so many lines, so many times; back if ``times`` < 0.

        Only the first time is measured, so that a thousand pages cost no more than one.
        """
        direction = 1 if times > 0 else -1
        rows = self._heights.reach(self.index, max(1, lines), direction)
        self.go(self.index + max(1, rows) * times, times)

    def resized(self) -> None:
        """Another number of lines is in sight: show the same place, as far as it fits."""
        chosen = self._top_chosen
        self.top = chosen
        self._follow()
        self._top_chosen = chosen  # for when there is more room again

    def _follow(self) -> None:
        """Scroll so that the row selected is in sight, with the divider right above it."""
        sight, items = max(1, self._sight()), self._arrangement.items
        if not items:
            self.top = self._top_chosen = 0
            return
        if self.index < self.top or not self._fits_from(self.top, sight):
            own = self._heights.height(self.index)
            self.top = self._before(self.index, min(max(0, sight - own), sight // 2))
        last = len(items) - self._heights.reach(len(items) - 1, sight, -1)
        self.top = max(0, min(self.top, last, self.index))
        above = self.top - 1
        is_under = above >= 0 and self.top == self.index and isinstance(items[above], Divider)
        if is_under and self._fits_from(above, sight):
            self.top = above
        self._top_chosen = self.top

    def _before(self, index: int, lines: int) -> int:
        """The first of the items that take so many lines above that one."""
        return index - self._heights.reach(index - 1, lines, -1) if lines > 0 else index

    def _fits_from(self, top: int, sight: int) -> bool:
        """Whether of so many lines in sight the row selected has its own, if that item is first."""
        return self.index - top < self._heights.reach(top, sight, 1)

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
