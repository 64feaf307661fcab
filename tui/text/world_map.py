"""A map drawn in characters: outlines of land in dots, marks with their names over them.

Pure: what is marked is handed in. Degrees are those of WGS 84; the projection is equirectangular,
with as many degrees across as make a shape look right in the middle of what is shown.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate, pairwise
from typing import TypeAlias

from rich.cells import cell_len

from tui.text.cells import pieces
from tui.text.dots import ACROSS, DOWN, DotGrid

Point: TypeAlias = tuple[float, float]
"""Latitude and longitude in degrees."""

_TABLE = "data/outlines.tsv"
_NARROWEST = 12.0  # degrees from top to bottom, so that a single mark has known shores around it
_MARGIN = 1.3  # times the span of the marks, so that none stands at the edge
_POLE = 84.0  # degrees of latitude that are shown at most: nothing is drawn beyond
_OF_THE_GLOBE = 0.82  # of the way from pole to pole, which around 15 N ends at 54 S, at Cape Horn
_MIDDLE = (15.0, 10.0)  # 10 E has the Bering Strait at both edges
_FLATTEST = 0.2  # of the cosine of the latitude in the middle, from which shapes are left as wide


@dataclass(frozen=True, slots=True)
class Mark:
    """Something at a place: its name, and the sign for it in one cell."""

    name: str
    at: Point
    sign: str
    role: str = "accent"


@dataclass(frozen=True, slots=True)
class View:
    """The part of the world that is shown in ``width`` by ``height`` cells around ``middle``.

    ``scale`` is degrees of latitude a dot, ``stretch`` how many of longitude there are to one.
    """

    middle: Point
    scale: float
    stretch: float
    width: int
    height: int

    def dot(self, at: Point) -> tuple[float, float]:
        """The dot of a place, across and down from the top on the left."""
        east = _turned(at[1] - self.middle[1])
        x = self.width * ACROSS / 2 + east / (self.scale * self.stretch)
        y = self.height * DOWN / 2 - (at[0] - self.middle[0]) / self.scale
        return x, y

    def cell(self, at: Point) -> tuple[int, int] | None:
        """The column and row of the cell of a place; None for one that is not shown."""
        x, y = self.dot(at)
        column, row = math.floor(x / ACROSS), math.floor(y / DOWN)
        return (column, row) if 0 <= column < self.width and 0 <= row < self.height else None


def fitted(places: Sequence[Point], width: int, height: int) -> View:
    """The view in which all those places stand, as near as it can be; of none, the world."""
    if not places:
        return whole_world(width, height)
    west, span = _widest_gap([longitude for _, longitude in places])
    south, north = min(p[0] for p in places), max(p[0] for p in places)
    middle = ((south + north) / 2, _turned(west + span / 2))
    stretch = 1 / max(_FLATTEST, math.cos(math.radians(middle[0])))
    tall = max(_NARROWEST, (north - south) * _MARGIN)
    wide = max(_NARROWEST, span * _MARGIN) / stretch
    scale = max(tall / (height * DOWN), wide / (width * ACROSS))
    # Beyond the whole turn the same land would be drawn twice.
    return View(middle, scale, min(stretch, 360 / (scale * width * ACROSS)), width, height)


def whole_world(width: int, height: int) -> View:
    """The view of all land: from pole to Cape Horn, and cut in two where there is none to cut."""
    scale = max(360 / (width * ACROSS), 2 * _POLE / (height * DOWN) * _OF_THE_GLOBE)
    return View(_MIDDLE, scale, 1.0, width, height)


def draw(
    view: View, marks: Sequence[Mark], chosen: int | None = None, ascii_only: bool = False
) -> list[list[tuple[str, str]]]:
    """The map as rows of (text, role): land, then signs, then names where they have room.

    ``marks`` stand in the order of their weight: of two in one cell the first is drawn, and the
    first gets its name first. ``chosen`` is the number of one that goes before all others.
    """
    land = _land(view)
    characters = [list(land.row(row, ascii_only)) for row in range(view.height)]
    roles = [["dim"] * view.width for _ in range(view.height)]
    signs = sign_cells(view, marks, chosen)
    for number, (column, row) in signs.items():
        characters[row][column] = marks[number].sign
        roles[row][column] = "cursor" if number == chosen else marks[number].role
    for number, (column, row) in name_cells(view, marks, signs).items():
        _write(marks[number].name, characters[row], roles[row], column, number == chosen)
    return [pieces(*row) for row in zip(characters, roles, strict=True)]


def sign_cells(
    view: View, marks: Sequence[Mark], chosen: int | None = None
) -> dict[int, tuple[int, int]]:
    """Column and row of the sign of each mark that is drawn, by its number."""
    order = sorted(range(len(marks)), key=lambda number: number != chosen)
    drawn: dict[tuple[int, int], int] = {}
    for number in order:
        if cell := view.cell(marks[number].at):
            drawn.setdefault(cell, number)
    return {number: cell for cell, number in drawn.items()}


def name_cells(
    view: View, marks: Sequence[Mark], signs: dict[int, tuple[int, int]]
) -> dict[int, tuple[int, int]]:
    """Column and row at which the names begin that have room beside their signs.

    No name stands over another, over a sign or outside the view.
    """
    full = set(signs.values())
    placed: dict[int, tuple[int, int]] = {}
    for number, (column, row) in signs.items():
        length = cell_len(marks[number].name)
        beside = ((column + 2, row), (column - length - 1, row))
        around = ((column - length // 2, row - 1), (column - length // 2, row + 1))
        for first, line in (*beside, *around):
            cells = {(first + n, line) for n in range(-1, length + 1)}
            inside = first >= 0 and first + length <= view.width and 0 <= line < view.height
            if length and inside and not (cells - {(column, row)}) & full:
                placed[number] = (first, line)
                full |= cells
                break
    return placed


def _write(
    name: str, characters: list[str], roles: list[str], column: int, is_chosen: bool
) -> None:
    around = (column - 1, column + cell_len(name))  # so that no shore looks like a letter
    for blank in around:
        if 0 <= blank < len(characters) and roles[blank] == "dim":
            characters[blank] = " "
    for character in name:
        cells = cell_len(character)
        for n in range(cells):
            characters[column + n] = "" if n else character
            roles[column + n] = "strong" if is_chosen else ""
        column += cells


def _land(view: View) -> DotGrid:
    """The outlines of the land in dots."""
    grid = DotGrid(view.width, view.height)
    # A line that leaves the view at one side and comes in at the other is none.
    widest = 180 / (view.scale * view.stretch)
    for ring in outlines():
        for (x, y), (x2, y2) in pairwise(map(view.dot, ring)):
            if abs(x2 - x) < widest:
                grid.line((x, y), (x2, y2))
    return grid


@lru_cache(maxsize=1)
def outlines() -> tuple[tuple[Point, ...], ...]:
    """The rings of the land (``bench/outlines.py`` makes the table), the largest first."""
    from importlib.resources import files

    lines = (files("tui.text") / _TABLE).read_text("utf-8").splitlines()
    return tuple(tuple(_ring(line)) for line in lines if not line.startswith("#"))


def _ring(line: str) -> Iterator[Point]:
    east, north = zip(*(map(int, step.split(",")) for step in line.split()), strict=True)
    points = zip(accumulate(east), accumulate(north), strict=True)
    return ((y / 100, x / 100) for x, y in points)


def _turned(degrees: float) -> float:
    """The same longitude from -180 to 180."""
    return (degrees + 180) % 360 - 180


def _widest_gap(longitudes: Iterable[float]) -> tuple[float, float]:
    """Where the shortest stretch with all of them begins, going east, and how far it goes."""
    ordered = sorted({longitude % 360 for longitude in longitudes})
    gaps = [(b - a, b) for a, b in pairwise([*ordered, ordered[0] + 360])]
    gap, begins = max(gaps)
    return begins % 360, 360 - gap
