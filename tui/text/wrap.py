"""Breaks text into lines of a width in cells, keeping the offset of every line."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import lru_cache

from rich.cells import cell_len, get_character_cell_size

from tui.text.gate import halves_a_flag

_WORD = re.compile(r"\S+\s*")


def wrap(text: str, width: int) -> list[tuple[int, int]]:
    """Lines of ``text`` as ``[start, end)`` offsets, each at most ``width`` cells wide.

    Breaks after blanks (which stay at the end of the line and may overhang it), and inside words
    only when a word is wider than a line. At least one line, which may be empty.
    """
    return list(_wrapped(text, max(2, width)))


@lru_cache(256)
def _wrapped(text: str, width: int) -> tuple[tuple[int, int], ...]:
    """Kept for some screens of rows: as the cursor goes on, the same words are wrapped again."""
    lines: list[tuple[int, int]] = []
    cells = len if text.isascii() else cell_len
    start = end = used = 0
    for first, last in _pieces(text, width, cells):
        piece = text[first:last]
        if end > start and used + cells(piece.rstrip()) > width:
            lines.append((start, end))
            start, used = first, 0
        end = last
        used += cells(piece)
    lines.append((start, max(end, start)))
    return tuple(lines)


def _pieces(text: str, width: int, cells: Callable[[str], int]) -> Iterator[tuple[int, int]]:
    """Words with the blanks after them; those that are too wide in parts of ``width`` cells."""
    position = 0
    for match in _WORD.finditer(text):
        first, last = position, match.end()
        position = last
        if cells(text[first:last].rstrip()) <= width:
            yield first, last
            continue
        used = 0
        for index in range(first, last):
            size = get_character_cell_size(text[index])
            if used + size > width and not text[index].isspace():
                cut = index - halves_a_flag(text, index)
                yield first, cut
                first, used = cut, cell_len(text[cut:index])
            used += size
        yield first, last
    if position < len(text) and position == 0:
        yield 0, len(text)
