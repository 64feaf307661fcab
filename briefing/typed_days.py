"""Days as people type them: ``2026-11-30``, ``yesterday``, ``-7d``, ``monday``, ``last week``.

What is typed means a first and a last day, the same for most. Whoever asks takes the end that
suits: "since last week" is from its first day on, "as of last week" is as of its last.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable
from datetime import date, timedelta
from typing import TypeAlias

from briefing.errors import UsageError
from briefing.timing import MONTHS, WEEKDAYS

Days: TypeAlias = tuple[date, date]
"""First and last day."""

EXAMPLES = "2026-11-30, 2026-11, today, yesterday, monday, -7d, 2 weeks ago, last week"
"""What can be typed, for help and for refusals."""

_WEEKDAYS = [name.casefold() for name in WEEKDAYS]
_MONTHS = [name.casefold() for name in MONTHS]
_NEAR = {"today": 0, "yesterday": -1, "tomorrow": 1}
_UNITS = {"d": "day", "w": "week", "m": "month", "y": "year"}
_LENGTHS = "day|week|month|year"
_ALIKE = 0.75  # of two words (difflib.get_close_matches): one slip in a weekday, no more
_SHORTEST = 3  # letters of a weekday or a month: "mon", "nov"

_ISO = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?$")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})$")
_ISO_WEEK = re.compile(r"(\d{4})-?w(\d{1,2})$")
_OFFSET = re.compile(r"([+-])\s?(\d{1,4})\s?([dwmy])$")
_AGO = re.compile(rf"(?:(\d{{1,4}})|an?)\s+({_LENGTHS})s?\s+ago$")
_AHEAD = re.compile(rf"in\s+(?:(\d{{1,4}})|an?)\s+({_LENGTHS})s?$")
_PERIOD = re.compile(rf"(last|this|next)\s+({_LENGTHS})$")
_WEEKDAY = re.compile(r"(?:(last|this|next)\s+)?([a-z]{3,9})$")
_DAY_FIRST = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?\s+([a-z]{3,9})\.?,?(?:\s+(\d{4}))?$")
_MONTH_FIRST = re.compile(r"([a-z]{3,9})\.?\s+(\d{1,2})(?:st|nd|rd|th)?(?:,?\s+(\d{4}))?$")
_MONTH = re.compile(r"([a-z]{3,9})\s+(\d{4})$")


def days_meant(text: str, today: date) -> Days:
    """The first and the last day of what somebody has typed on that day.

    A weekday, a day of a month or a month without a year is the last one that has begun. Raises
    ``UsageError`` for what is no day, and for one that no calendar has.
    """
    typed = " ".join(text.casefold().split())
    try:
        for pattern, read in _READERS:
            match = pattern.match(typed)
            if match and (days := read(match, today)) is not None:
                return days
    except (ValueError, OverflowError) as error:
        raise UsageError(text, "is no day of the calendar") from error
    raise UsageError(text, "is no day that can be read", f"Write {EXAMPLES}{_nearest(typed)}")


def _nearest(typed: str) -> str:
    import difflib

    names = [*_NEAR, *_WEEKDAYS, "last week", "this week", "last month", "this month", "last year"]
    near = difflib.get_close_matches(typed, names, n=1, cutoff=_ALIKE)
    return f". Did you mean {near[0]!r}?" if near else ""


def _iso(match: re.Match[str], today: date) -> Days:  # noqa: ARG001  (as all readers)
    year, month, day = (int(part) if part else None for part in match.groups())
    assert year is not None  # noqa: S101  the pattern has it
    if month is None:
        return date(year, 1, 1), date(year, 12, 31)
    if day is None:
        return _month(year, month)
    return _one(date(year, month, day))


def _compact(match: re.Match[str], today: date) -> Days:  # noqa: ARG001  (as all readers)
    return _one(date(*map(int, match.groups())))


def _iso_week(match: re.Match[str], today: date) -> Days:  # noqa: ARG001  (as all readers)
    first = date.fromisocalendar(int(match[1]), int(match[2]), 1)
    return first, first + timedelta(days=6)


def _offset(match: re.Match[str], today: date) -> Days:
    number = int(match[2]) * (1 if match[1] == "+" else -1)
    return _one(_moved(today, number, _UNITS[match[3]]))


def _ago(match: re.Match[str], today: date) -> Days:
    return _one(_moved(today, -int(match[1] or 1), match[2]))


def _ahead(match: re.Match[str], today: date) -> Days:
    return _one(_moved(today, int(match[1] or 1), match[2]))


def _period(match: re.Match[str], today: date) -> Days:
    by = {"last": -1, "this": 0, "next": 1}[match[1]]
    inside = _moved(today.replace(day=1) if match[2] == "month" else today, by, match[2])
    match match[2]:
        case "week":
            first = inside - timedelta(days=inside.weekday())
            return first, first + timedelta(days=6)
        case "month":
            return _month(inside.year, inside.month)
        case "year":
            return date(inside.year, 1, 1), date(inside.year, 12, 31)
    return _one(inside)


def _word(match: re.Match[str], today: date) -> Days | None:
    which, word = match.groups()
    if word in _NEAR and not which:
        return _one(today + timedelta(days=_NEAR[word]))
    if (weekday := _named(word, _WEEKDAYS)) is not None:
        back = (today.weekday() - weekday) % 7
        if which == "next":
            return _one(today + timedelta(days=7 - back))
        return _one(today - timedelta(days=back or (7 if which == "last" else 0)))
    if (month := _named(word, _MONTHS)) is not None and not which:
        return _month(today.year - (month + 1 > today.month), month + 1)
    return None


def _day_first(match: re.Match[str], today: date) -> Days | None:
    return _dated(match[2], int(match[1]), match[3], today)


def _month_first(match: re.Match[str], today: date) -> Days | None:
    return _dated(match[1], int(match[2]), match[3], today)


def _dated(name: str, day: int, year: str | None, today: date) -> Days | None:
    month = _named(name, _MONTHS)
    if month is None:
        return None
    if year:
        return _one(date(int(year), month + 1, day))
    # 29 February is in a leap year: the last one that there has been.
    for earlier in range(9):
        try:
            found = date(today.year - earlier, month + 1, day)
        except ValueError:
            continue
        if found <= today:
            return _one(found)
    raise ValueError("no such day")


def _month_of_year(match: re.Match[str], today: date) -> Days | None:  # noqa: ARG001  (as all readers)
    month = _named(match[1], _MONTHS)
    return None if month is None else _month(int(match[2]), month + 1)


def _named(word: str, names: list[str]) -> int | None:
    """The number of the one name that begins so."""
    fitting = [n for n, name in enumerate(names) if name.startswith(word)]
    return fitting[0] if len(word) >= _SHORTEST and len(fitting) == 1 else None


def _moved(day: date, number: int, unit: str) -> date:
    """That many days, weeks, months or years on; the last day of a month that is too short."""
    if unit in ("day", "week"):
        return day + timedelta(days=number * (7 if unit == "week" else 1))
    months = day.year * 12 + day.month - 1 + number * (12 if unit == "year" else 1)
    year, month = divmod(months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _month(year: int, month: int) -> Days:
    return date(year, month, 1), date(year, month, monthrange(year, month)[1])


def _one(day: date) -> Days:
    return day, day


_READERS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str], date], Days | None]], ...] = (
    (_COMPACT, _compact),
    (_ISO, _iso),
    (_ISO_WEEK, _iso_week),
    (_OFFSET, _offset),
    (_AGO, _ago),
    (_AHEAD, _ahead),
    (_PERIOD, _period),
    (_WEEKDAY, _word),
    (_DAY_FIRST, _day_first),
    (_MONTH_FIRST, _month_first),
    (_MONTH, _month_of_year),
)
