"""Rows that have days: talks and deadlines, and which of them comes first."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TypeAlias

from briefing.rows import DeadlineRow, TalkRow, is_off

DatedRow: TypeAlias = "TalkRow | DeadlineRow"


def soonest(rows: Iterable[DatedRow], day: date) -> DatedRow | None:
    """What comes next: the row of the nearest day, of one day the first; nothing off or over.

    What is under way on ``day`` counts as of that day; what has passed, or has no day, never comes.
    """
    ahead = (
        row
        for row in rows
        if row.timing in ("today", "under way", "ahead") and has_day(row) and not is_over(row)
    )
    return min(ahead, key=lambda row: max(first_day(row), day), default=None)


def is_over(row: DatedRow) -> bool:
    """Whether it is not to come although its day may be: called off, put off, or held already."""
    return is_off(row) or (isinstance(row, TalkRow) and row.status == "held")


def has_day(row: DatedRow) -> bool:
    """Whether the day of a talk or deadline is given."""
    return isinstance(row, DeadlineRow) or row.start is not None


def first_day(row: DatedRow) -> date:
    """The first day of a talk or deadline that has one. Raises ValueError for others."""
    day = row.start if isinstance(row, TalkRow) else row.when
    if day is None:
        raise ValueError("no day is given")
    return day
