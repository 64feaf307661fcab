"""The days ahead with what falls on them: pure, from a briefing and a number of days."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TypeAlias

from briefing.digest.briefing import Briefing
from briefing.rows import DeadlineRow, DeadlinesThatAreTalks, TalkRow
from tui.text.days import long_days

Dated: TypeAlias = "TalkRow | DeadlineRow"

WEEK, MONTH = 7, 31
_EXACT = ("day", "time")


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with the rows that stand under it."""

    label: str
    rows: tuple[Dated, ...]


def first_day(row: Dated) -> date | None:
    """The first day of a talk or a deadline."""
    return row.start if isinstance(row, TalkRow) else row.when


def last_day(row: Dated) -> date | None:
    """The last day of a talk or a deadline."""
    return row.end


def sections(briefing: Briefing, days: int, empty_days: bool) -> list[Section]:
    """What needs attention, then each of ``days`` days from the briefing's own, then what is vague.

    A row of several days stands on the first of them that is shown. ``empty_days`` keeps days on
    which nothing falls. What talks and deadlines both tell of stands among the talks only.
    """
    day = briefing.as_of.day
    end = _plus(day, days - 1)
    meetings = DeadlinesThatAreTalks(briefing.talks)
    rows: list[Dated] = [*briefing.talks, *(r for r in briefing.deadlines if r not in meetings)]
    late = [r for r in rows if _overdue(r)]
    moved = [r for r in briefing.deadlines if r.moved_from and not _overdue(r)]
    exact = [r for r in rows if isinstance(r, TalkRow) or r.precision in _EXACT]
    vague = [r for r in rows if r not in exact and _reaches(r, day, end)]
    made = [Section("Overdue", tuple(late))] if late else []
    made += [Section("Moved", tuple(moved))] if moved else []
    for offset in range(days):
        today = _plus(day, offset)
        found = tuple(r for r in exact if _stands_on(r, today, day))
        if found or empty_days:
            made.append(Section(long_days(today) + (", today" if today == day else ""), found))
    return [*made, Section("Some time then", tuple(vague))] if vague else made


def marked_days(briefing: Briefing) -> frozenset[date]:
    """Every day on which something falls, in so far as the day is known."""
    found: set[date] = set()
    rows: list[Dated] = [*briefing.talks, *briefing.deadlines]
    for row in rows:
        first, last = first_day(row), last_day(row)
        if isinstance(row, DeadlineRow) and row.precision not in _EXACT:
            continue
        if first and last:
            found.update(_plus(first, n) for n in range(min((last - first).days, MONTH) + 1))
    return frozenset(found)


def _plus(day: date, days: int) -> date:
    return day + timedelta(days=min(days, (date.max - day).days))


def _overdue(row: Dated) -> bool:
    return isinstance(row, DeadlineRow) and row.kind == "due" and row.timing == "passed"


def _stands_on(row: Dated, today: date, first_shown: date) -> bool:
    first, last = first_day(row), last_day(row)
    if first is None or last is None:
        return False
    return max(first, first_shown) == today if last >= first_shown else False


def _reaches(row: Dated, first: date, last: date) -> bool:
    start, end = first_day(row), last_day(row)
    return start is not None and end is not None and start <= last and end >= first
