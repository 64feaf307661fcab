"""How days lie to the day of a briefing: ahead, today, passed; and how far."""

from __future__ import annotations

from datetime import date
from typing import Literal, TypeAlias

Timing: TypeAlias = Literal["passed", "today", "under way", "ahead", "undated"]

MONTHS = tuple(
    "January February March April May June July August September October November December".split()
)
WEEKDAYS = tuple("Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split())
"""English names, whatever the locale: ``calendar`` gives those of the user's language."""

FAR_AHEAD = 90
"""Days: what lies further ahead is folded under one line. A quarter, as the design has it."""


def iso(moment: date | None) -> str | None:
    """A day or a moment as ISO 8601 has it, for documents and JSON; None for an unknown one."""
    return moment.isoformat() if moment else None


def iso_days(start: date | None, end: date | None) -> str:
    """An ISO day, two with "to" between them, or "" where neither is known."""
    first, last = start or end, end or start
    if first is None or last is None:
        return ""
    return first.isoformat() if first == last else f"{first.isoformat()} to {last.isoformat()}"


def is_far_ahead(first: date, day: date) -> bool:
    """Whether what begins on that first day lies so far ahead of ``day`` that it is folded."""
    return (first - day).days > FAR_AHEAD


def timing(start: date | None, end: date | None, day: date) -> Timing:
    """Where the days from ``start`` to ``end`` stand against ``day``."""
    first, last = start or end, end or start
    if first is None or last is None:
        return "undated"
    if last < day:
        return "passed"
    if first > day:
        return "ahead"
    return "today" if first == last else "under way"


def countdown(start: date | None, end: date | None, day: date) -> str:
    """How far off that is, in words: "today", "in 3 days", "2 days ago", "until Fri 14"; or ""."""
    first, last = start or end, end or start
    if first is None or last is None:
        return ""
    if first > day:
        ahead = (first - day).days
        return "tomorrow" if ahead == 1 else f"in {ahead} days"
    if last < day:
        ago = (day - last).days
        return "yesterday" if ago == 1 else f"{ago} days ago"
    return "today" if last == day else f"until {last:%a} {last.day}"
