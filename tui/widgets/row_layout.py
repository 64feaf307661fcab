"""On how many lines each row of a list is shown: worked out for what is seen, never for all rows.

Where lines are left over, rows take as many as they have words for; where rows are more than
lines, each takes at most as many as its list gives every row. What a key costs therefore depends
on the height of the screen alone.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeAlias

from tui.widgets.paint import Line

_NARROW = 70  # cells in which no sentence fits beside a name
_HANDFUL = 6  # lines of which two a row show at least three rows
_EACH = 8  # lines in sight for each that a row may take
_KEPT = 200  # items with their lines: some screens
_MOST = 3  # lines of a row, however tall the list

Paint: TypeAlias = Callable[[int, int], Sequence[Line]]
"""Gives the lines of the item of that index, at most so many of them and at least one."""


class RowLayout:
    """The lines of the items in sight.

    ``count`` gives how many items there are, ``sight`` how many lines are in sight at once,
    ``least`` how many lines every row may take however many rows there are.
    """

    def __init__(
        self,
        paint: Paint,
        count: Callable[[], int],
        sight: Callable[[], int],
        least: Callable[[], int] = lambda: 1,
    ) -> None:
        self._paint = paint
        self._count = count
        self._sight = sight
        self._least = least
        self._lines: dict[int, Sequence[Line]] = {}
        self._shares: tuple[int, ...] | None = None

    def forget(self) -> None:
        """The items, their words or the room for them are others from now on."""
        self._lines.clear()
        self._shares = None

    def forget_if_many(self) -> None:
        """Rows of a long list are gone on through: keep those of a few screens at most."""
        if len(self._lines) > _KEPT:
            self._lines.clear()

    def lines(self, index: int) -> Sequence[Line]:
        """The item of that index, painted on as many lines as it takes."""
        painted = self._lines.get(index)
        if painted is None:
            painted = self._lines[index] = self._paint(index, self._share(index))
        return painted

    def height(self, index: int) -> int:
        """How many lines that item takes."""
        return len(self.lines(index))

    def offset(self, first: int, index: int) -> int:
        """How many lines the items from ``first`` up to that one take, itself left out."""
        return sum(map(self.height, range(first, index)))

    def at(self, first: int, line: int) -> tuple[int, int]:
        """The item that is so many lines below the top of ``first``, and which of its lines.

        An index beyond all items where there is none.
        """
        index, count, painted = first, self._count(), self._lines
        while index < count:  # for every line that is painted, so without a call for each item
            height = len(painted.get(index) or self.lines(index))
            if height > line:
                break
            line -= height
            index += 1
        return index, line

    def reach(self, index: int, lines: int, step: int) -> int:
        """How many items from that one on (itself first), in direction ``step``, fit in ``lines``.

        Counts no further than the items go.
        """
        reached, count, painted = 0, self._count(), self._lines
        while 0 <= index < count:
            lines -= len(painted.get(index) or self.lines(index))
            if lines < 0:
                break
            reached += 1
            index += step
        return reached

    def _share(self, index: int) -> int:
        """How many lines the item may take."""
        count, sight = self._count(), max(1, self._sight())
        least = min(self._least(), sight)
        if count > sight:
            return least
        if self._shares is None:
            # Painted in full: what turns out to fit needs no second time.
            whole = {each: self._paint(each, sight) for each in range(count)}
            self._shares = shared([len(lines) for lines in whole.values()], sight, least)
            allowed = zip(whole.items(), self._shares, strict=True)
            self._lines.update(each for each, most in allowed if len(each[1]) <= most)
        return self._shares[index]


def lines_a_row(width: int, sight: int) -> int:
    """How many lines rows of words may take where not all of them are in sight at once.

    One in a list of ten lines that is 80 cells wide, two where it is as narrow as half of 120 or
    has some twenty lines, three in more: so that at least three rows are seen at once, and
    each has about a hundred cells for its words where that can be.
    """
    narrow = 2 if width < _NARROW and sight >= _HANDFUL else 1
    return max(narrow, min(_MOST, sight // _EACH))


def shared(needs: Sequence[int], lines: int, least: int) -> tuple[int, ...]:
    """How many of ``lines`` each row gets that needs so many: alike, as far as they go.

    What is left when all have got the same goes to the first that need more. No row gets less than
    ``least``, though not all are in sight then.
    """
    most = max(needs, default=0)
    each = next(n for n in range(most, -1, -1) if n <= least or _total(needs, n) <= lines)
    each = max(each, least)
    left = max(0, lines - _total(needs, each))
    shares = []
    for need in needs:
        more = left > 0 and need > each
        shares.append(each + more)
        left -= more
    return tuple(shares)


def _total(needs: Sequence[int], most: int) -> int:
    return sum(min(need, most) for need in needs)
