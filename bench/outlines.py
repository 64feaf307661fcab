"""Writes the outlines of the land, which the map is drawn from, anew: tui/text/data/outlines.tsv.

    npm pack world-atlas && tar -xzf world-atlas-*.tgz
    python -m bench.outlines package

They are Natural Earth's land at 1:50 million (public domain), as the npm package world-atlas has
it in TopoJSON. What a terminal cannot show is left out: islands smaller than ``_SMALLEST``, and
points nearer than ``_TOLERANCE`` to the line without them (Douglas and Peucker, "Algorithms for the
reduction of the number of points required to represent a digitized line", 1973).
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Sequence
from itertools import accumulate, pairwise
from pathlib import Path
from typing import Any, TypeAlias

TABLE = Path(__file__).parent.parent / "tui" / "text" / "data" / "outlines.tsv"

_TOLERANCE = 0.08  # degrees: a dot at 200 columns across Europe is a tenth
_SMALLEST = 0.05  # square degrees of an island that is drawn
_SOUTHERNMOST = -60.0  # what lies wholly beyond is Antarctica, where nobody meets

Point: TypeAlias = tuple[float, float]


def rings(topology: dict[str, Any]) -> Iterator[list[Point]]:
    """The rings of all land, as (longitude, latitude) in degrees."""
    scale, origin = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = [_absolute(arc, scale, origin) for arc in topology["arcs"]]
    for geometry in topology["objects"]["land"]["geometries"]:
        for polygon in geometry["arcs"]:
            for ring in polygon:
                points: list[Point] = []
                for number in ring:
                    # TopoJSON: ~n is arc n from its end to its start.
                    arc = arcs[number] if number >= 0 else arcs[~number][::-1]
                    points += arc[1:] if points else arc
                yield points


def _absolute(arc: Sequence[Sequence[int]], scale: Sequence[float], origin: Point) -> list[Point]:
    columns = (accumulate(column) for column in zip(*arc, strict=True))
    across, up = (
        [value * scale[axis] + origin[axis] for value in column]
        for axis, column in enumerate(columns)
    )
    return list(zip(across, up, strict=True))


def simplified(points: Sequence[Point], tolerance: float) -> list[Point]:
    """The line without the points that lie nearer than ``tolerance`` to it."""
    kept = {0, len(points) - 1}
    spans = [(0, len(points) - 1)]
    while spans:
        first, last = spans.pop()
        between = range(first + 1, last)
        far = max(between, key=lambda n: _apart(points[n], points[first], points[last]), default=0)
        if far and _apart(points[far], points[first], points[last]) > tolerance:
            kept.add(far)
            spans += [(first, far), (far, last)]
    return [points[n] for n in sorted(kept)]


def _apart(point: Point, start: Point, end: Point) -> float:
    """How far a point lies from the line between two others."""
    along, up = end[0] - start[0], end[1] - start[1]
    length = along * along + up * up
    share = 0.0
    if length:
        share = ((point[0] - start[0]) * along + (point[1] - start[1]) * up) / length
        share = max(0.0, min(1.0, share))
    across, over = point[0] - start[0] - share * along, point[1] - start[1] - share * up
    return float((across * across + over * over) ** 0.5)


def area(ring: Sequence[Point]) -> float:
    """Square degrees inside a ring."""
    return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in pairwise([*ring, ring[0]]))) / 2


def lines(topology: dict[str, Any]) -> Iterator[str]:
    """A line a ring, the largest first; points in hundredths of degrees from the one before."""
    kept = [r for r in rings(topology) if max(y for _, y in r) > _SOUTHERNMOST]
    for ring in sorted(kept, key=area, reverse=True):
        if area(ring) >= _SMALLEST:
            points = [(round(x * 100), round(y * 100)) for x, y in simplified(ring, _TOLERANCE)]
            steps = [(b[0] - a[0], b[1] - a[1]) for a, b in pairwise([(0, 0), *points])]
            yield " ".join(f"{x},{y}" for x, y in steps)


def main() -> None:
    """Read the package's folder, write the table."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("package", type=Path)
    topology = json.loads((asked.parse_args().package / "land-50m.json").read_text("utf-8"))
    head = "# Outlines of land: Natural Earth, 1:50m, public domain; made by bench/outlines.py\n"
    TABLE.parent.mkdir(exist_ok=True)
    TABLE.write_text(head + "".join(f"{line}\n" for line in lines(topology)), "utf-8")


if __name__ == "__main__":
    main()
