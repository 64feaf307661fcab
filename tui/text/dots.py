"""A grid of dots in cells of text: two across and four down in each, as braille has them.

In a terminal a cell is about twice as high as wide, so dots stand as far apart across as down.
"""

from __future__ import annotations

ACROSS, DOWN = 2, 4
"""Dots in a cell."""

_BRAILLE = 0x2800  # U+2800: no dot; each bit of what is added is one (Unicode 16.0, chapter 21.1)
# The bit of each dot of a cell, by its row and column (Unicode, "Braille Patterns").
_BITS = ((0x01, 0x08), (0x02, 0x10), (0x04, 0x20), (0x40, 0x80))
_ASCII = "."


class DotGrid:
    """Dots in ``width`` by ``height`` cells; (0, 0) is the dot at the top on the left."""

    def __init__(self, width: int, height: int) -> None:
        self.width = width
        self.height = height
        self._cells = [bytearray(width) for _ in range(height)]

    def dot(self, x: int, y: int) -> None:
        """Set a dot; one outside the grid is none."""
        column, row = x // ACROSS, y // DOWN
        if 0 <= column < self.width and 0 <= row < self.height:
            self._cells[row][column] |= _BITS[y % DOWN][x % ACROSS]

    def line(self, start: tuple[float, float], end: tuple[float, float]) -> None:
        """Set the dots from one place to another, as far as they are inside."""
        inside = self._clipped(start, end)
        if inside is None:
            return
        (x, y), (across, down) = inside
        steps = max(1, round(max(abs(across), abs(down))))
        for step in range(steps + 1):
            self.dot(int(x + across * step / steps), int(y + down * step / steps))

    def _clipped(
        self, start: tuple[float, float], end: tuple[float, float]
    ) -> tuple[tuple[float, float], tuple[float, float]] | None:
        """Where the part of a line that is inside begins, and how far it goes; None for none.

        Method: Liang and Barsky, "A new concept and method for line clipping", 1984.
        """
        across, down = end[0] - start[0], end[1] - start[1]
        first, last = 0.0, 1.0
        for step, low, at in (
            (across, self.width * ACROSS, start[0]),
            (down, self.height * DOWN, start[1]),
        ):
            if step == 0:
                if not 0 <= at < low:
                    return None
                continue
            near, far = sorted((-at / step, (low - at) / step))
            first, last = max(first, near), min(last, far)
        if first > last:
            return None
        begin = (start[0] + first * across, start[1] + first * down)
        return begin, ((last - first) * across, (last - first) * down)

    def row(self, number: int, ascii_only: bool) -> str:
        """The characters of a row of cells; a blank where no dot is set."""
        cells = self._cells[number]
        if ascii_only:
            return "".join(_ASCII if bits else " " for bits in cells)
        return "".join(chr(_BRAILLE + bits) if bits else " " for bits in cells)
