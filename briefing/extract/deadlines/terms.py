"""Lengths of time as days: when a term ends, how long a delay is."""

from __future__ import annotations

import calendar
import re
from datetime import date, timedelta

_PERIOD = re.compile(r"P(?:T(?P<hours>\d{1,3})H|(?P<n>\d{1,3})(?P<unit>[DWMY]))")


def length_in_days(value: str | None) -> int | None:
    """The days of a TIMEX3 length of hours, days or weeks; months have no fixed number of them."""
    match = _PERIOD.fullmatch(value or "")
    if match is None or match["unit"] in {"M", "Y"}:
        return None
    if match["hours"]:
        return max(1, round(int(match["hours"]) / 24))
    return int(match["n"]) * (7 if match["unit"] == "W" else 1)


def term_end(day: date, value: str | None) -> date | None:
    """The day on which a term of a TIMEX3 length ("P30D", "PT48H") that starts on ``day`` ends.

    None for lengths that are vague or lead out of the calendar.
    """
    match = _PERIOD.fullmatch(value or "")
    if match is None:
        return None
    try:
        if match["hours"]:
            return day + timedelta(days=max(1, round(int(match["hours"]) / 24)))
        number = int(match["n"])
        if match["unit"] in {"D", "W"}:
            return day + timedelta(days=number * (7 if match["unit"] == "W" else 1))
        return _months_on(day, number * (12 if match["unit"] == "Y" else 1))
    except (OverflowError, ValueError):
        return None


def _months_on(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last))
