"""Words in several roles over several lines: wrapped, set back, cut only where no line is left."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich.cells import cell_len

from tui.text.look import Look
from tui.text.wrap import wrap
from tui.widgets.paint import Line, Part

INDENT = 2  # cells by which the second line of a row stands in where it has no column
_LEAST = 4  # cells of a column of words, however wide the others are


def flow(look: Look, lead: Line, words: Sequence[Part], width: int, most: int) -> list[Line]:
    """``words`` behind ``lead``, on at most ``most`` lines of ``width`` cells.

    All lines but the first begin under the first word. Both are cleaned already.
    """
    column = _cells(lead)
    room = max(2, width - column)
    text = "".join(part for part, _ in words)
    spans = wrap(text, room)
    lines = [_piece(words, start, end) for start, end in spans[:most]]
    if len(spans) > most:
        start = spans[most - 1][0]
        cut = look.clip(text[start:], room)
        kept = start + len(cut) - len(look.marks.ellipsis)
        shown = _piece(words, start, kept)
        lines[-1] = (*shown, (look.marks.ellipsis, shown[-1][1] if shown else ""))
    blank: Line = ((" " * column, ""),) if column else ()
    return [(*(blank if number else lead), *line) for number, line in enumerate(lines)]


def hang(look: Look, words: Sequence[Part], width: int, most: int) -> list[Line]:
    """``words`` on at most ``most`` lines, all but the first set in by ``INDENT`` cells."""
    text = "".join(part for part, _ in words)
    first = wrap(text, width)[0][1]
    if most == 1 or first == len(text):
        return flow(look, (), words, width, 1)
    rest = flow(look, ((" " * INDENT, ""),), _piece(words, first, len(text)), width, most - 1)
    return [_piece(words, 0, first), *rest]


def beside(look: Look, lead: Line, words: Part, tail: Part, width: int, most: int) -> list[Line]:
    """``words`` in the column between ``lead`` and ``tail``, which stands at the end of a line."""
    room = max(_LEAST, width - cell_len(tail[0]))
    first, *others = flow(look, lead, (words,), room, most)
    blank = " " * max(0, room - _cells(first))
    return [(*first, (blank, ""), tail), *others]


def widest(look: Look, texts: Iterable[str | None], most: int) -> int:
    """How many cells a column of those texts has: what the longest needs, at most ``most``."""
    return min(most, max((cell_len(look.clean(text)) for text in texts if text), default=0))


def _cells(line: Line) -> int:
    return sum(cell_len(text) for text, _ in line)


def _piece(words: Sequence[Part], start: int, end: int) -> Line:
    """The parts of what stands from one character to another, without the blanks at its end."""
    parts: list[Part] = []
    position = 0
    for text, role in words:
        own = text[max(0, start - position) : max(0, end - position)]
        if own:
            parts.append((own, role))
        position += len(text)
    while parts:
        last, role = parts.pop()
        if kept := last.rstrip():
            parts.append((kept, role))
            break
    return tuple(parts)
