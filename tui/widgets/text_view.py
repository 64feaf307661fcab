"""Paragraphs with marked words and a margin, wrapped to the width at hand and scrolled by line."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from itertools import pairwise, zip_longest
from typing import ClassVar

from msgspec import Struct
from textual import events
from textual.geometry import Offset, Region
from textual.strip import Strip

from tui.context.ports import look_of
from tui.text.wrap import wrap
from tui.widgets.paint import Line, Painted, changed_cells, strip

_LEAST_HANGING = 24  # cells of lines that are set back: four or five words
MAX_MEASURE = 88  # cells: longer lines of prose are hard to follow


class Mark(Struct, frozen=True):
    """Characters ``[start, end)`` of a block to show in a role, with a sign in the margin."""

    start: int
    end: int
    role: str
    sign: str = ""


class Block(Struct, frozen=True):
    """A paragraph of cleaned text; ``offset`` is where it begins in its article, if it does.

    ``one_line`` cuts it instead of wrapping it; ``rule`` draws a line in its place. All lines but
    the first are set back by ``hang`` cells where there is room; as many characters begin it.
    """

    text: str = ""
    marks: tuple[Mark, ...] = ()
    role: str = ""
    offset: int | None = None
    rule: bool = False
    one_line: bool = False
    hang: int = 0

    def wrapped(self, width: int) -> list[tuple[int, int]]:
        """Its lines in so many cells, as offsets; those to be set back are shorter by that."""
        if not self.hang or width - self.hang < _LEAST_HANGING:
            return wrap(self.text, width)
        (_, end), *rest = wrap(self.text[self.hang :], width - self.hang)
        lines = ((start + self.hang, last + self.hang) for start, last in rest)
        return [(0, end + self.hang), *lines]

    def indent(self, width: int) -> int:
        """By how much lines after the first are set back there."""
        return self.hang if width - self.hang >= _LEAST_HANGING else 0


class TextView(Painted):
    """Shows blocks; ``MARGIN`` cells on the left are for the signs of marks.

    Lines are at most ``MEASURE`` cells wide.
    """

    MARGIN: ClassVar[int] = 2
    MEASURE: ClassVar[int] = MAX_MEASURE

    def __init__(self, widget_id: str | None = None) -> None:
        super().__init__(id=widget_id)
        self.blocks: Sequence[Block] = ()
        self.top = 0
        self._lines: list[Line] = []
        self._starts: list[int] = []
        self._wrapped_for = 0
        self._place = (0, 0)

    def show(self, blocks: Sequence[Block], top: int = 0) -> None:
        """Show other blocks from line ``top``; only the cells that differ are painted anew."""
        before, was = self._lines, self.top
        width, height = self.size
        self.blocks = blocks
        self._wrap(width)
        self.top = max(0, min(top, len(self._lines) - max(1, height)))
        self.remember_place()
        changed: list[Region] = []
        old_lines, new_lines = before[was : was + height], self._lines[self.top : self.top + height]
        for y, (old, new) in enumerate(zip_longest(old_lines, new_lines, fillvalue=())):
            if old != new:
                stretches = changed_cells(old, new)
                changed += (Region(x, y, min(end, width) - x, 1) for x, end in stretches)
        if changed:
            self.refresh(*changed)

    def line_of(self, block: int, offset: int = 0) -> int:
        """The line that holds a character of a block, counted from the top of the text."""
        first = self._starts[block]
        ranges = self.blocks[block].wrapped(self._measure_in(self.size.width))
        within = sum(1 for start, _ in ranges[1:] if start <= offset)
        return first + within

    def reveal(self, first: int, last: int | None = None) -> None:
        """Scroll, if need be, so that lines ``first`` to ``last`` stand in sight."""
        height = self.size.height
        end = first if last is None else last
        if first < self.top or end >= self.top + height:
            self.scroll_to_line(first - max(1, height // 4))

    def scroll_to_line(self, line: int) -> None:
        """Make ``line`` the first in sight, as far as the text reaches."""
        top = max(0, min(line, self.last_top))
        if top != self.top:
            self.top = top
            self.refresh()
        self.remember_place()

    def remember_place(self) -> None:
        """Keep which characters stand at the top, so that a new width shows them there again."""
        width = self.size.width
        if not self._starts or self._wrapped_for != width:
            return
        if not self.top:
            self._place = (0, 0)
            return
        block = bisect_right(self._starts, self.top) - 1
        ranges = self.blocks[block].wrapped(self._measure_in(width))
        line = min(self.top - self._starts[block], len(ranges) - 1)
        self._place = (block, ranges[line][0])

    def restore_place(self) -> None:
        """Scroll to where the text was before it had another size."""
        block, offset = self._place
        top = self.line_of(block, offset) if block < len(self._starts) else 0
        self.top = min(top, self.last_top)

    @property
    def cursor_line(self) -> int:
        """The line where the terminal's cursor stands: the first in sight."""
        return self.top

    @property
    def last_top(self) -> int:
        """The furthest that the text can be scrolled, in lines."""
        return max(0, len(self._lines) - max(1, self.size.height))

    @property
    def lines(self) -> Sequence[Line]:
        """The wrapped lines."""
        return self._lines

    def _measure_in(self, width: int) -> int:
        return max(8, min(width - self.MARGIN - 1, self.MEASURE))

    def _wrap(self, width: int) -> None:
        self._lines = []
        self._starts = []
        self._wrapped_for = width
        measure = self._measure_in(width)
        for block in self.blocks:
            self._starts.append(len(self._lines))
            self._lines += self.block_lines(block, measure)

    def block_lines(self, block: Block, width: int) -> Iterable[Line]:
        """The lines of one block, margin included."""
        if block.rule:
            yield ((" " * self.MARGIN, ""), (look_of(self).marks.rule * width, "dim"))
            return
        if block.one_line:
            yield ((" " * self.MARGIN, ""), (look_of(self).clip(block.text, width), block.role))
            return
        for start, end in block.wrapped(width):
            marks = [m for m in block.marks if m.start < end and start < m.end]
            margin = self.margin([m for m in marks if m.sign], start)[: self.MARGIN]
            margin = margin.ljust(self.MARGIN + (block.indent(width) if start else 0))
            yield ((margin, "accent" if margin.strip() else ""), *_parts(block, start, end, marks))

    def margin(self, marks: Sequence[Mark], line_start: int) -> str:
        """What stands before the line of a block that starts there and holds those marks."""
        del line_start  # a bar on every line; subclasses tell a mark's first line from the rest
        return marks[0].sign if marks else ""

    def on_resize(self) -> None:
        width = self.size.width
        if self._wrapped_for != width:
            self._wrap(width)
        self.restore_place()
        self.refresh()

    def render_line(self, y: int) -> Strip:
        index = self.top + y
        if self.has_focus and index == self.cursor_line:
            self.app.cursor_position = self.content_region.offset + Offset(0, y)
        parts = self._lines[index] if index < len(self._lines) else ()
        return strip(self, parts, self.line_width)

    def action_scroll_lines(self, lines: int) -> None:
        self.scroll_to_line(self.top + lines)

    def action_scroll_pages(self, pages: int) -> None:
        self.scroll_to_line(self.top + pages * max(1, self.size.height - 2))

    def action_scroll_half(self, pages: int) -> None:
        self.scroll_to_line(self.top + pages * max(1, self.size.height // 2))

    def action_go_to(self, number: int) -> None:
        self.scroll_to_line(number - 1)

    def action_scroll_top(self) -> None:
        self.scroll_to_line(0)

    def action_scroll_bottom(self) -> None:
        self.scroll_to_line(self.last_top)

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        event.stop()
        self.action_scroll_lines(3)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        event.stop()
        self.action_scroll_lines(-3)


def _parts(block: Block, start: int, end: int, marks: Sequence[Mark]) -> Line:
    """The characters from ``start`` to ``end`` cut wherever a mark begins or ends."""
    text = block.text[start:end].rstrip()
    end = start + len(text)
    cuts = {start, end}
    for mark in marks:
        cuts |= {max(start, min(mark.start, end)), max(start, min(mark.end, end))}
    parts = []
    for a, b in pairwise(sorted(cuts)):
        roles = [block.role, *(m.role for m in marks if m.start <= a and b <= m.end)]
        parts.append((block.text[a:b], " ".join(dict.fromkeys(r for r in roles if r))))
    return tuple(parts)
