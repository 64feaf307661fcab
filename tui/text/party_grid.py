"""A table drawn in characters: parties down, rounds of talks across, in each cell latest words.

Pure: all text is handed in, cleaned. Where not all rounds or parties have room, those around the
chosen cell do, and how many there are beside is said.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from rich.cells import cell_len

from tui.text.gate import Marks, clip, fit
from tui.text.wrap import wrap

Part = tuple[str, str]

_NAMES = 22  # cells of the names of parties, at most; a fifth of the width where that is less
_LEAST_NAMES = 10  # cells: less cuts most names of parties
_LEAST_CELL = 20  # cells of a round, at least: four or five words a line
_GAP = 2  # cells between columns
_HEADER = 2  # lines above the parties: where and when, and how it stands


@dataclass(frozen=True, slots=True)
class Heading:
    """What stands above a column: where and when, and how it stands."""

    title: str
    status: str
    when: str = ""


@dataclass(frozen=True, slots=True)
class CellWords:
    """What stands in a cell: ``lead`` before the words, "" for none; ``changed`` is marked."""

    lead: str
    words: str
    changed: bool = False


@dataclass(frozen=True, slots=True)
class PartyLine:
    """A party with its cells by the number of the round."""

    name: str
    cells: Mapping[int, CellWords] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Grid:
    """A table; ``here`` is the round that the screen is of, ``legend`` says what signs mean."""

    headings: Sequence[Heading]
    parties: Sequence[PartyLine]
    here: int
    legend: str = ""

    def lines_wanted(self, width: int, marks: Marks) -> int:
        """How many lines all of it takes, a blank one between parties."""
        layout = _layout(self, width, self.here)
        wanted = [_lines_wanted(party, layout, marks) for party in self.parties]
        legend = 2 if self.legend else 0
        return _HEADER + sum(wanted) + max(0, len(wanted) - 1) + legend


@dataclass(frozen=True, slots=True)
class _Layout:
    """The columns that are shown, and how wide they are."""

    names: int
    cell: int
    columns: range


def fits(width: int) -> bool:
    """Whether so many cells have room for a round beside the names."""
    return width >= _LEAST_NAMES + _GAP + _LEAST_CELL


def draw(
    grid: Grid, chosen: tuple[int, int] | None, width: int, height: int, marks: Marks
) -> list[tuple[Part, ...]]:
    """The table in at most ``height`` lines of ``width`` cells; ``chosen`` are the numbers of a
    party and a round.
    """
    layout = _layout(grid, width, chosen[1] if chosen else grid.here)
    lines = _header(grid, layout, marks)
    legend = _legend(grid, width, height, marks)
    room = height - len(lines) - len(legend)
    shares = _shares(grid, layout, chosen[0] if chosen else 0, room, marks)
    spare = room - sum(shares.values()) - (len(shares) < len(grid.parties))
    spaced = spare >= len(shares) - 1
    for number, share in shares.items():
        if spaced and len(lines) > _HEADER:
            lines.append(((" " * width, ""),))
        here = chosen[1] if chosen is not None and chosen[0] == number else None
        lines += _party(grid.parties[number], layout, share, here, marks)
    left = len(grid.parties) - len(shares)
    if left and len(lines) + len(legend) < height:
        lines.append(((fit(f"and {left:,} more", width, marks.ellipsis), "dim"),))
    return [*lines, *legend][:height]


def _legend(grid: Grid, width: int, height: int, marks: Marks) -> list[tuple[Part, ...]]:
    """The legend after a blank line, where each party has a line without it."""
    if not grid.legend or height < _HEADER + len(grid.parties) + 2:
        return []
    return [((" " * width, ""),), ((fit(grid.legend, width, marks.ellipsis), "dim"),)]


def _layout(grid: Grid, width: int, around: int) -> _Layout:
    longest = max((cell_len(party.name) for party in grid.parties), default=0)
    names = min(max(longest, _LEAST_NAMES), max(_LEAST_NAMES, min(_NAMES, width // 5)))
    room = width - names
    count = max(1, min(len(grid.headings), room // (_LEAST_CELL + _GAP)))
    first = max(0, min(around - count // 2, len(grid.headings) - count))
    return _Layout(names, max(1, room // count - _GAP), range(first, first + count))


def _header(grid: Grid, layout: _Layout, marks: Marks) -> list[tuple[Part, ...]]:
    columns = layout.columns
    before, after = columns.start, len(grid.headings) - columns.stop
    beside = (f"{before} before" if before else "", f"{after} after" if after else "")
    titles: list[Part] = [(fit(beside[0], layout.names, marks.ellipsis), "dim")]
    statuses: list[Part] = [(fit(beside[1], layout.names, marks.ellipsis), "dim")]
    for number in columns:
        heading, is_here = grid.headings[number], number == grid.here
        sign = f"{marks.arrow} " if is_here else "  "
        when = f", {heading.when}" if heading.when else ""
        room = max(1, layout.cell - 1 - len(when))  # of long names no day is lost
        title = fit(f"{clip(heading.title, room, marks.ellipsis)}{when}", layout.cell)
        titles += [(sign, "strong"), (title, "strong" if is_here else "")]
        statuses += [("  ", ""), (fit(heading.status, layout.cell, marks.ellipsis), "dim")]
    return [tuple(titles), tuple(statuses)]


def _shares(grid: Grid, layout: _Layout, around: int, height: int, marks: Marks) -> dict[int, int]:
    """How many lines each party shown has: as many as all may have, none more than it needs."""
    count = len(grid.parties)
    shown = range(count)
    if count > height:
        height = max(1, height - 1)  # the last line says how many there are beside
        first = max(0, min(around - height // 2, count - height))
        shown = range(first, first + height)
    wanted = {n: _lines_wanted(grid.parties[n], layout, marks) for n in shown}
    shares = dict.fromkeys(shown, 1)
    left = height - len(shares)
    while left > 0:
        short = [n for n in shown if shares[n] < wanted[n]]
        if not short:
            break
        for number in short[:left]:
            shares[number] += 1
        left -= len(short)
    return shares


def _lines_wanted(party: PartyLine, layout: _Layout, marks: Marks) -> int:
    cells = (party.cells[n] for n in layout.columns if n in party.cells)
    return max((len(_lines(cell, layout.cell, marks)) for cell in cells), default=1)


def _text(cell: CellWords, marks: Marks) -> str:
    sign = f"{marks.reversed} " if cell.changed else ""
    return f"{sign}{cell.lead}{cell.words}"


def _lines(cell: CellWords, width: int, marks: Marks) -> list[str]:
    text = _text(cell, marks)
    return [text[start:end].rstrip() for start, end in wrap(text, width)]


def _party(
    party: PartyLine, layout: _Layout, height: int, chosen: int | None, marks: Marks
) -> list[tuple[Part, ...]]:
    columns = {
        number: _cut(_lines(cell, layout.cell, marks), layout.cell, height, marks)
        for number in layout.columns
        if (cell := party.cells.get(number))
    }
    lines: list[tuple[Part, ...]] = []
    for line in range(height):
        name = fit("" if line else party.name, layout.names, marks.ellipsis)
        parts: list[Part] = [(name, "strong")]
        for number in layout.columns:
            own = columns.get(number, [])
            text = fit(own[line] if line < len(own) else "", layout.cell, marks.ellipsis)
            role = "cursor" if number == chosen and line < max(1, len(own)) else ""
            parts.append(("  ", ""))
            parts += _marked(text, party.cells.get(number), line, role, marks)
        lines.append(tuple(parts))
    return lines


def _marked(text: str, cell: CellWords | None, line: int, role: str, marks: Marks) -> list[Part]:
    """The text, on the first line with its sign and what leads to the words told from these."""
    if cell is None or line:
        return [(text, role)]
    sign = f"{marks.reversed} " if cell.changed else ""
    ends = len(sign), min(len(sign) + len(cell.lead), len(text))
    parts = [
        (text[: ends[0]], f"warn {role}".strip()),
        (text[ends[0] : ends[1]], f"dim {role}".strip()),
        (text[ends[1] :], role),
    ]
    return [part for part in parts if part[0]]


def _cut(lines: Sequence[str], width: int, height: int, marks: Marks) -> list[str]:
    """At most ``height`` of the lines, the last one cut where more would follow."""
    if len(lines) <= height:
        return list(lines)
    rest = " ".join(lines[height - 1 :])
    return [*lines[: height - 1], clip(rest, width, marks.ellipsis)]
