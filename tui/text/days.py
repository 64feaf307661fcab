"""How days read in reports and files, whatever the locale: no year where it goes without saying."""

from __future__ import annotations

import re
from datetime import date

from briefing.rows import DeadlineRow, countdown

_WEEKDAYS = "Mon Tue Wed Thu Fri Sat Sun".split()
_MONTHS = (
    "January February March April May June July August September October November December"
).split()
_ISO = re.compile(r"\b(\d{4}-\d\d-\d\d)(?: to (\d{4}-\d\d-\d\d))?\b")


def long_day(day: date) -> str:
    """``Thu 13 January 2022``."""
    return f"{_WEEKDAYS[day.weekday()]} {day.day} {_MONTHS[day.month - 1]} {day.year}"


def short_day(day: date, near: date) -> str:
    """``Thu 13 Jan``; with the year where it is not that of ``near``."""
    year = "" if day.year == near.year else f" {day.year}"
    return f"{_WEEKDAYS[day.weekday()]} {day.day} {_MONTHS[day.month - 1][:3]}{year}"


def days(start: date | None, end: date | None, near: date) -> str:
    """One day or a range of days, short: ``Sun 9 Jan - Mon 10 Jan``; empty when unknown."""
    if start is None or end is None:
        return ""
    last = short_day(end, near)
    return last if start == end else f"{short_day(start, near)} - {last}"


def with_days(text: str, near: date) -> str:
    """The text with each ISO day, or two with "to" between them, in words."""

    def worded(found: re.Match[str]) -> str:
        try:
            first, last = (date.fromisoformat(found[n] or found[1]) for n in (1, 2))
        except ValueError:
            return found[0]
        return days(first, last, near)

    return _ISO.sub(worded, text)


def when_due(row: DeadlineRow, near: date) -> str:
    """The days of a deadline, no more precisely than its articles give them: ``April``, ``2026``.

    With the countdown where there is a day to count to: ``Fri 14 Jan  in 3 days``.
    """
    first, year = row.when, "" if row.when.year == near.year else f" {row.when.year}"
    match row.precision:
        case "week":
            told = f"week of {short_day(first, near)}"
        case "month" if (first.year, first.month) == (row.end.year, row.end.month):
            told = f"{_MONTHS[first.month - 1]}{year}"
        case "quarter":
            told = f"Q{(first.month + 2) // 3} {first.year}"
        case "year":
            told = str(first.year)
        case _:
            told = days(row.when, row.end, near)
    exact = row.precision in ("day", "time") or row.timing == "passed"
    return f"{told}  {countdown(row.when, row.end, near)}" if exact else told


def duration(minutes: int) -> str:
    """``4 h``, ``1 h 30 min``."""
    hours, rest = divmod(minutes, 60)
    return " ".join(p for p in (f"{hours} h" if hours else "", f"{rest} min" if rest else "") if p)
