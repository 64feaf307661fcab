"""Partial updates that paint the cells that are to change, and no others.

Textual's own paint every line of every widget between the first and the last dirty cell of the
screen, those that another hides among them, and write a part of a line from its widget's left edge
on: with every line of a list its border, in a colour of its own, and back to the colours of the
line. Nor do lines go out again that the terminal shows already: Textual lays a new screen out, and
paints all of it, several times until every widget has its size.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, MutableMapping, Sequence
from itertools import groupby
from operator import itemgetter
from typing import Any, TypeAlias

from rich.color import ColorSystem
from rich.console import COLOR_SYSTEMS, Console, ConsoleOptions, RenderResult
from rich.segment import Segment
from textual._compositor import ChopsUpdate, Compositor
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

from tui.terminal.lean_output import lean_segments

Span: TypeAlias = tuple[int, int, int]
"""A line and the cells ``[first, last)`` of it, counted from 0."""

Piece: TypeAlias = tuple[int, int, Strip]
"""A line, its first cell that is painted, and what stands from there on."""


class CroppedUpdate(ChopsUpdate):
    """Writes each piece at its place, on a terminal of ``width`` cells.

    ``shown`` are lines that the terminal shows, by their numbers; they are kept up to date. A whole
    line that is there already is left out.
    """

    def __init__(
        self, pieces: Iterable[Piece], shown: MutableMapping[int, Strip], width: int
    ) -> None:
        self.pieces = sorted(pieces, key=itemgetter(0, 1))
        self._shown = shown
        self._width = width

    def render_segments(self, console: Console) -> str:
        colours = COLOR_SYSTEMS.get(console.color_system or "", ColorSystem.TRUECOLOR)
        return lean_segments(self._to_write(), colours)

    def _to_write(self) -> Iterator[tuple[str, Iterable[Segment]]]:
        """What moves the terminal's cursor to each piece to be written, and its segments."""
        at = (-1, -1)
        for y, pieces in groupby(self.pieces, key=itemgetter(0)):
            line = list(pieces)
            if self._is_there(y, line):
                continue
            for _, x, strip in line:
                # Where the terminal's cursor does not stand already.
                yield ("" if at == (y, x) else f"\x1b[{y + 1};{x + 1}H"), strip
                at = (y, x + strip.cell_length)

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """The lines of a whole screen, for a picture of it in a file."""
        for _, line in groupby(self.pieces, key=itemgetter(0)):
            for _, _, strip in line:
                yield from strip
            yield Segment.line()

    def _is_there(self, y: int, line: Sequence[Piece]) -> bool:
        """Whether the terminal shows that line as it is to be, which from now on it does."""
        if sum(strip.cell_length for _, _, strip in line) < self._width:
            self._shown.pop(y, None)
            return False
        whole = line[0][2] if len(line) == 1 else Strip.join([strip for _, _, strip in line])
        if self._shown.get(y) == whole:
            return True
        self._shown[y] = whole
        return False


class CroppingCompositor(Compositor):
    """Textual's compositor, with updates that hold no more than what is dirty.

    It takes it that nobody else writes to the terminal, until it is told to ``forget``.
    """

    def __init__(self) -> None:
        super().__init__()
        self._shown: dict[int, Strip] = {}

    def forget(self) -> None:
        """Paint all lines the next time that they are asked for: the terminal may show others."""
        self._shown.clear()

    def render_full_update(self, simplify: bool = False) -> Any:
        # Textual promises a class whose one use is that it is drawn, as this is. What is simplified
        # is for an image, not for the terminal.
        return super().render_full_update(simplify) if simplify else self.whole_update()

    def whole_update(self) -> CroppedUpdate:
        """All lines, but for those that the terminal shows already."""
        self._dirty_regions.clear()
        chops = self._render_chops(self.size.region, lambda _: True)
        lines = ((y, 0, Strip.join(chop.values())) for y, chop in enumerate(chops))
        return CroppedUpdate(lines, self._shown, self.size.width)

    def render_partial_update(self) -> ChopsUpdate | None:
        dirty = [region.intersection(self.size.region) for region in self._dirty_regions]
        self._dirty_regions.clear()
        spans = list(self._regions_to_spans(filter(None, dirty)))
        if not spans:
            return None
        pieces = painted(in_sight(spans, self.visible_widgets))
        return CroppedUpdate(pieces, self._shown, self.size.width)


def in_sight(
    spans: Iterable[Span], widgets: Mapping[Widget, tuple[Region, Region]]
) -> Iterator[tuple[Widget, Region, Sequence[Span]]]:
    """Each widget that shows in the spans, with its region and what of the spans it shows.

    ``widgets`` are given from the front to the back, each with its region and its clip.
    """
    left: dict[int, list[tuple[int, int]]] = {}
    for y, first, last in spans:
        left.setdefault(y, []).append((first, last))
    for widget, (region, clip) in widgets.items():
        if not left:
            return
        seen = region.intersection(clip)
        own: list[Span] = []
        for y in [y for y in left if seen.y <= y < seen.bottom]:
            covered, rest = _parted(left.pop(y), seen.x, seen.right)
            own += ((y, first, last) for first, last in covered)
            if rest:
                left[y] = rest
        if own:
            yield widget, region, sorted(own)


def _parted(
    cells: Sequence[tuple[int, int]], x: int, right: int
) -> tuple[list[tuple[int, int]], list[tuple[int, int]]]:
    """The parts of the stretches of cells from ``x`` to ``right``, and those outside."""
    inside, outside = [], []
    for first, last in cells:
        start, end = max(first, x), min(last, right)
        if start >= end:
            outside.append((first, last))
            continue
        inside.append((start, end))
        outside += [part for part in ((first, start), (end, last)) if part[0] < part[1]]
    return inside, outside


def painted(
    parts: Iterable[tuple[Widget, Region, Sequence[Span]]],
) -> Iterator[Piece]:
    """The spans of each widget with what it paints there."""
    for widget, region, spans in parts:
        left, top, _, _ = region
        render = getattr(widget, "render_spans", None)
        own = render([(y - top, a - left, b - left) for y, a, b in spans]) if render else None
        if own is None:
            yield from _by_stretches(widget, region, spans)
            continue
        for (y, first, _), strip in zip(spans, own, strict=True):
            yield y, first, strip


def _by_stretches(widget: Widget, region: Region, spans: Sequence[Span]) -> Iterator[Piece]:
    """The same of any widget; lines in a row are painted at once."""
    for stretch in _stretches(spans):
        y, last = stretch[0][0], stretch[-1][0] + 1
        x, right = min(first for _, first, _ in stretch), max(end for _, _, end in stretch)
        lines = widget.render_lines(Region(x - region.x, y - region.y, right - x, last - y))
        for line, start, end in stretch:
            yield line, start, lines[line - y].crop(start - x, end - x)


def _stretches(spans: Sequence[Span]) -> Iterator[Sequence[Span]]:
    """The spans, which are in order, by lines that follow one another without a gap."""
    start = 0
    for index, (y, _, _) in enumerate(spans, 1):
        if index == len(spans) or spans[index][0] > y + 1:
            yield spans[start:index]
            start = index
