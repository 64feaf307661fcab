"""A time line drawn in characters: days across, a lane for each story or party, a tick for each
talk, deadline and day of statements; what was moved is drawn with its old place.

Pure: what stands on it is handed in.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import accumulate

from tui.text.cells import pieces
from tui.text.days import month
from tui.text.gate import clip, fit, marks
from tui.text.signs import Sign, role_of, sign

_NAMES = 28  # cells of the names of lanes, at most; a third of the width where that is less
_LEAST_NAMES = 8  # cells of them, at least: what is narrower looks torn off
_SIX_WEEKS = 42  # days
_WIDEST = 5  # cells of a day
_LINKS = ("─", "-")
_HEADER = 2  # lines above the lanes: months, and days of the month


@dataclass(frozen=True, slots=True)
class Tick:
    """Something on a day (or up to ``last``); ``old`` is the day that it was moved from."""

    sign: Sign
    first: date
    last: date
    item: object = None
    old: date | None = None


@dataclass(frozen=True, slots=True)
class Lane:
    """A line of the chart: what it is called, and what falls on which day."""

    name: str
    ticks: Sequence[Tick]


@dataclass(frozen=True, slots=True)
class Scale:
    """Which days stand where: ``cells`` a day from ``first`` on, behind ``margin`` cells."""

    first: date
    days: int
    cells: int
    margin: int

    def column(self, day: date) -> int | None:
        """The cell of a day, the middle one of its; None for one that is not shown."""
        number = (day - self.first).days
        if not 0 <= number < self.days:
            return None
        return self.margin + number * self.cells + self.cells // 2


def scale_for(day: date, width: int, before: int = 14, longest: int = _NAMES) -> Scale:
    """The days around ``day`` that ``width`` cells show, up to ``before`` of them before it.

    ``longest`` is how many cells the longest name of a lane has: names have what days leave over.
    """
    margin = min(_NAMES, width // 3) + 1
    room = max(1, width - margin)
    # Six weeks are what is looked at; beyond, the days get wider instead.
    cells = max(1, min(_WIDEST, room // _SIX_WEEKS))
    spare = max(0, room - cells * _SIX_WEEKS)
    margin += max(min(longest + 1 - margin, spare), _LEAST_NAMES + 1 - margin)
    room = max(1, width - margin)
    days = max(1, room // cells)
    back = min(before, days // 2, day.toordinal() - 1)
    days = min(days, (date.max - day).days + back + 1)
    return Scale(day - timedelta(days=back), days, cells, margin)


def draw(
    scale: Scale,
    lanes: Sequence[Lane],
    today: date,
    chosen: object = None,
    ascii_only: bool = False,
) -> list[list[tuple[str, str]]]:
    """The chart as rows of (text, role): months, days, then a row a lane."""
    rows = [_months(scale), _days(scale, today)]
    return [*rows, *(_lane(scale, lane, today, chosen, ascii_only) for lane in lanes)]


def signs_of(lanes: Sequence[Lane]) -> set[Sign]:
    """The signs that are drawn for lanes in which all days are in sight."""
    signs: set[Sign] = {tick.sign for lane in lanes for tick in lane.ticks}
    if any(tick.old for lane in lanes for tick in lane.ticks):
        signs.add("moved from")
    if any(_has_several(lane) for lane in lanes):
        signs.add("several")
    return signs


def _has_several(lane: Lane) -> bool:
    """Whether a day of a lane has more than one talk or deadline."""
    weighty = sorted((t for t in lane.ticks if t.sign != "words"), key=lambda tick: tick.first)
    reached = accumulate((tick.last for tick in weighty), max)
    return any(later.first <= last for last, later in zip(reached, weighty[1:], strict=False))


def is_in_sight(lane: Lane, scale: Scale) -> bool:
    """Whether something of a lane falls on a day of the scale."""
    last = scale.first + timedelta(days=scale.days - 1)
    ends = ((tick.old or tick.first, tick.first, tick.last) for tick in lane.ticks)
    return any(min(days) <= last and max(days) >= scale.first for days in ends)


def lanes_that_fit(lanes: Sequence[Lane], height: int) -> int:
    """How many lanes have room in so many lines."""
    return max(0, min(len(lanes), height - _HEADER))


def _months(scale: Scale) -> list[tuple[str, str]]:
    """The months above their first days in sight, the first with room for it with its year."""
    cells = [" "] * (scale.margin + scale.days * scale.cells)
    days = [scale.first + timedelta(days=number) for number in range(scale.days)]
    begins = [n for n, day in enumerate(days) if not n or day.day == 1]
    with_year = False
    for number, following in zip(begins, [*begins[1:], scale.days], strict=True):
        day, room = days[number], (following - number) * scale.cells
        names = (month(day),) if with_year else (f"{month(day)} {day.year}", month(day))
        name = next((name for name in names if len(name) < room), "")
        with_year = with_year or len(name) > len(month(day))
        at = scale.margin + number * scale.cells
        cells[at : at + len(name)] = name
    return [("".join(cells), "dim")]


def _days(scale: Scale, today: date) -> list[tuple[str, str]]:
    """The days of the month: every one where there is room, else Mondays; today always."""
    cells = [" "] * (scale.margin + scale.days * scale.cells)
    roles = ["dim"] * len(cells)
    days = [scale.first + timedelta(days=number) for number in range(scale.days)]
    # Today first: where two labels would touch, it is the other that is left out.
    for day in sorted(days, key=lambda day: day != today):
        at = scale.margin + (day - scale.first).days * scale.cells
        label = str(day.day)
        shown = day == today or scale.cells > 2 or day.weekday() == 0
        if shown and at + len(label) <= len(cells) and _is_free(cells, at, label):
            cells[at : at + len(label)] = label
            if day == today:
                roles[at : at + len(label)] = ["tab"] * len(label)
    return pieces(cells, roles)


def _is_free(cells: Sequence[str], at: int, label: str) -> bool:
    return all(cell == " " for cell in cells[max(0, at - 1) : at + len(label) + 1])


@dataclass(slots=True)
class _Drawn:
    """A lane while it is drawn; ``taken`` has what stands in a cell."""

    characters: list[str]
    roles: list[str]
    taken: dict[int, list[Tick]] = field(default_factory=dict)


def _lane(
    scale: Scale, lane: Lane, today: date, chosen: object, ascii_only: bool
) -> list[tuple[str, str]]:
    width = scale.days * scale.cells
    drawn = _Drawn([" "] * (scale.margin + width), [""] * (scale.margin + width))
    if (now := scale.column(today)) is not None:
        drawn.characters[now], drawn.roles[now] = ("|" if ascii_only else "┊"), "dim"
    for tick in lane.ticks:
        _link(scale, tick, drawn, ascii_only)
    end = scale.first + timedelta(days=scale.days - 1)
    for tick in lane.ticks:
        first = max(tick.first, scale.first)
        for number in range((min(tick.last, end) - first).days + 1):
            column = scale.column(first + timedelta(days=number))
            if column is not None:
                drawn.taken.setdefault(column, []).append(tick)
    for column, ticks in drawn.taken.items():
        name = _sign(ticks)
        drawn.characters[column] = sign(name, ascii_only)
        is_chosen = chosen is not None and any(tick.item is chosen for tick in ticks)
        drawn.roles[column] = "cursor" if is_chosen else role_of(name)
    label = fit(clip(lane.name, scale.margin - 1, marks(ascii_only).ellipsis), scale.margin)
    is_here = chosen is not None and any(tick.item is chosen for tick in lane.ticks)
    return [(label, "strong" if is_here else ""), *pieces(
        drawn.characters[scale.margin :], drawn.roles[scale.margin :]
    )]  # fmt: skip


def _link(scale: Scale, tick: Tick, drawn: _Drawn, ascii_only: bool) -> None:
    """Draw what was moved: a sign on the old day, and a line from there to the new one."""
    if tick.old is None:
        return
    ends = sorted((tick.old, tick.first))
    for number in range((ends[1] - ends[0]).days * scale.cells + 1):
        first = scale.column(ends[0])
        start = first if first is not None else scale.margin
        column = start + number
        last = scale.column(ends[1])
        if column < scale.margin + scale.days * scale.cells and (last is None or column <= last):
            drawn.characters[column], drawn.roles[column] = _LINKS[ascii_only], "dim"
    if (at := scale.column(tick.old)) is not None:
        drawn.characters[at] = sign("moved from", ascii_only)
        drawn.roles[at] = role_of("moved from")


def _sign(ticks: Sequence[Tick]) -> Sign:
    """Of what falls on a day: words count only where there is nothing else."""
    weighty = [tick for tick in ticks if tick.sign != "words"]
    if len({id(tick.item) for tick in weighty}) > 1:
        return "several"
    return weighty[0].sign if weighty else "words"
