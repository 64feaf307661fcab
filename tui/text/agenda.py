"""The days ahead with what falls on them: pure, from a briefing and a number of days."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from briefing.digest.briefing import Briefing
from briefing.rows import DeadlineRow, DeadlinesThatAreTalks
from tui.kinds import dated_kinds, kind_of_row, load, rows_of
from tui.text.days import long_days
from tui.text.row_words import RowDays

if TYPE_CHECKING:
    from briefing.digest.outcomes import Outcomes

WEEK, MONTH = 7, 31  # days


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with the rows that stand under it."""

    label: str
    rows: tuple[Any, ...]


def days_of_row(row: object) -> RowDays:
    """The days on which a row of a dated kind falls."""
    days: RowDays = load(kind_of_row(row).days)(row)
    return days


def sections(
    briefing: Briefing, days: int, empty_days: bool, outcomes: Outcomes | None = None
) -> list[Section]:
    """What needs attention, then each of ``days`` days from the briefing's own, then what is vague.

    A row of several days stands on the first of them that is shown. ``empty_days`` keeps days on
    which nothing falls. What talks and deadlines both report stands among the talks only.
    ``outcomes`` say what became of what has passed: what they found no news of needs attention.
    """
    day = briefing.as_of.day
    end = _plus(day, days - 1)
    meetings = DeadlinesThatAreTalks(briefing.talks)
    dated = _dated_rows(briefing)
    once = [
        (row, when) for row, when in dated if not (isinstance(row, DeadlineRow) and row in meetings)
    ]
    waiting = tuple(
        row for row, when in once if when.attention == "Passed" and _is_without_news(row, outcomes)
    )
    moved = tuple(row for row, when in dated if when.attention == "Moved")
    vague = tuple(row for row, when in once if not when.exact and _reaches(when, day, end))
    result = [Section("Passed: no news found", waiting)] if waiting else []
    result += [Section("Moved", moved)] if moved else []
    for offset in range(days):
        today = _plus(day, offset)
        shown = tuple(row for row, when in once if when.exact and _stands_on(when, today, day))
        if shown or empty_days:
            result.append(Section(long_days(today) + (", today" if today == day else ""), shown))
    return [*result, Section("Some time then", vague)] if vague else result


def _is_without_news(row: object, outcomes: Outcomes | None) -> bool:
    aftermath = outcomes.of(row) if outcomes is not None else None
    return aftermath is not None and aftermath.answer is None


def marked_days(briefing: Briefing) -> frozenset[date]:
    """Every day on which something falls, in so far as the day is known."""
    marked: set[date] = set()
    for _, when in _dated_rows(briefing):
        if when.exact and when.first and when.last:
            lasting = min((when.last - when.first).days, MONTH)
            marked.update(_plus(when.first, number) for number in range(lasting + 1))
    return frozenset(marked)


def _dated_rows(briefing: Briefing) -> list[tuple[Any, RowDays]]:
    return [(row, days_of_row(row)) for kind in dated_kinds() for row in rows_of(briefing, kind)]


def _plus(day: date, days: int) -> date:
    return day + timedelta(days=min(days, (date.max - day).days))


def _stands_on(when: RowDays, today: date, first_shown: date) -> bool:
    if when.first is None or when.last is None:
        return False
    return max(when.first, first_shown) == today if when.last >= first_shown else False


def _reaches(when: RowDays, first: date, last: date) -> bool:
    if when.first is None or when.last is None:
        return False
    return when.first <= last and when.last >= first
