"""Blocks of text in two columns beside each other, where a terminal is wide enough for that."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace
from rich.cells import cell_len

from tui.widgets.text_view import Block, Mark

GAP = 4  # cells between the columns


def beside_each_other(blocks: Sequence[Block], width: int) -> list[Block]:
    """The blocks in two columns of ``width`` cells, parted at the blank block nearest the middle.

    One below the other, as they are, if there is no blank one.
    """
    lines = [line for block in blocks for line in _lines(block, width)]
    blank = [number for number, line in enumerate(lines) if not line.text]
    if not blank:
        return list(blocks)
    middle = min(blank, key=lambda number: abs(2 * number - len(lines)))
    left, right = lines[:middle], lines[middle + 1 :]
    height = max(len(left), len(right))
    filled = [[*column, *[Block()] * (height - len(column))] for column in (left, right)]
    return [_joined(one, other, width + GAP) for one, other in zip(*filled, strict=True)]


def _lines(block: Block, width: int) -> list[Block]:
    """The block as lines of at most ``width`` cells, each a block with the marks that it has."""
    lines = []
    for number, (start, end) in enumerate(block.wrapped(width)):
        indent = block.indent(width) if number else 0
        text = " " * indent + block.text[start:end]
        own = (Mark(0, len(text), block.role),) if block.role else ()
        shift = indent - start
        marks = (_within(mark, start, end, shift) for mark in block.marks)
        lines.append(Block(text, (*own, *(mark for mark in marks if mark.start < mark.end))))
    return lines


def _within(mark: Mark, start: int, end: int, shift: int) -> Mark:
    """The part of a mark that is among those characters, in a line that is set so far off."""
    first, last = max(mark.start, start), min(mark.end, end)
    return replace(mark, start=first + shift, end=last + shift)


def _joined(left: Block, right: Block, column: int) -> Block:
    """A line with the other behind it, which begins after ``column`` cells."""
    text = left.text + " " * (column - cell_len(left.text))
    shifted = (
        replace(mark, start=mark.start + len(text), end=mark.end + len(text))
        for mark in right.marks
    )
    return Block(text + right.text, (*left.marks, *shifted), one_line=True)
