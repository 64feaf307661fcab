"""Days as headings and list entries write them: "Monday (3/9)", "13-17 October", "3 Oct 2022"."""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import lru_cache

from msgspec import Struct

from briefing.timing import MONTHS, WEEKDAYS

MONTH = (
    r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?\.?|July?\.?|"
    r"Aug(?:ust|\.)?|Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
)
WEEKDAY = (
    r"(?:Mon(?:day|\.)?|Tue(?:s(?:day)?|\.)?|Wed(?:nesday|s|\.)?|Thu(?:r(?:s(?:day)?)?|"
    r"\.)?|Fri(?:day|\.)?|Sat(?:urday|\.)?|Sun(?:day|\.)?)"
)
_D = r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?"
_TO = r"\s*(?:-|–|—|to|and|&|/)\s*"
_YEAR = r"(?:19|20)\d\d"
_DAY = re.compile(
    rf"(?<![\w/.-])(?:(?P<weekday>{WEEKDAY})\b(?:{_TO}{WEEKDAY}\b)?,?\s*(?:the\s+)?)?(?:"
    rf"(?P<y1>{_YEAR})-(?P<m1>0[1-9]|1[0-2])-(?P<d1>0[1-9]|[12]\d|3[01])"
    rf"|(?P<d2>{_D})\s+(?P<m2>{MONTH})(?:,?\s*(?P<y2a>{_YEAR})"
    rf")?{_TO}(?:{WEEKDAY},?\s+)?(?P<d2b>{_D})\s+(?P<m2b>{MONTH})(?:,?\s+(?P<y2>{_YEAR}))?"
    rf"|(?P<d3>{_D})(?:{_TO}(?:{WEEKDAY}\s+)?(?P<d3b>{_D}))?\s*(?:of\s+)?(?P<m3>{MONTH})"
    rf"(?:,?\s+(?P<y3>{_YEAR}))?"
    rf"|(?P<m4>{MONTH})\s+(?P<d4>{_D})(?:{_TO}(?:(?P<m4b>{MONTH})\s+)?(?P<d4b>{_D}))?(?!:?\d)"
    rf"(?:,?\s+(?P<y4>{_YEAR}))?"
    rf"|\(?(?P<n5>\d{{1,2}})/(?P<n5b>\d{{1,2}})(?:/(?P<y5>{_YEAR}|\d\d))?\)?"
    rf"|(?P<d6>\d{{1,2}})\.(?P<m6>\d{{1,2}})\.(?P<y6>{_YEAR})?"
    r")(?![\w%])",
    re.IGNORECASE,
)
_WEEKDAY_ALONE = re.compile(rf"(?P<weekday>{WEEKDAY})\b", re.IGNORECASE)
_NEAR = 45  # days back to which a year that is not written may point


class DayMark(Struct, frozen=True):
    """The days ``first`` to ``last`` that characters ``[start, end)`` write."""

    start: int
    end: int
    first: date
    last: date


def days_in(text: str, day: date) -> list[DayMark]:
    """The days that a text writes with their month, in order. ``day`` decides a missing year."""
    return [mark for match in _DAY.finditer(text) if (mark := _mark(match, day)) is not None]


def day_at(text: str, day: date, at: int = 0) -> DayMark | None:
    """The day that begins at a character of a text."""
    match = _DAY.match(text, at)
    return _mark(match, day) if match else None


def weekday_at(text: str, day: date, at: int = 0) -> DayMark | None:
    """A weekday that stands alone: that of the week of ``day``, on a weekend of the next."""
    match = _WEEKDAY_ALONE.match(text, at)
    if match is None:
        return None
    monday = day - timedelta(days=day.weekday()) + timedelta(days=7 * (day.weekday() > 4))
    named = monday + timedelta(days=_weekday(match["weekday"]))
    return DayMark(match.start(), match.end(), named, named)


def _mark(match: re.Match[str], day: date) -> DayMark | None:
    g = match.groupdict()
    weekday = _weekday(g["weekday"]) if g["weekday"] else None
    pair = _first_and_last(g, day, weekday)
    if pair is None or (weekday is not None and pair[0].weekday() != weekday and not _years(g)):
        return None
    return DayMark(match.start(), match.end(), *pair)


def _years(g: dict[str, str | None]) -> bool:
    return any(g[name] for name in ("y1", "y2", "y3", "y4", "y5", "y6"))


def _first_and_last(
    groups: dict[str, str | None], day: date, weekday: int | None
) -> tuple[date, date] | None:
    for number in "12346":
        if groups[f"d{number}"]:
            written = _Written(
                groups[f"y{number}"],
                groups[f"m{number}"],
                groups[f"d{number}"],
                groups.get(f"m{number}b"),
                groups.get(f"d{number}b"),
            )
            return _pair(written, day, weekday)
    if weekday is None and not groups["y5"]:
        return None  # "3/9" alone may be a fraction
    # Month first or day first: the weekday tells, else what a calendar allows.
    orders = _orders(groups)
    choices = [_pair(_Written(groups["y5"], m, d), day, weekday) for m, d in orders]
    valid = [c for c in choices if c is not None]
    agreeing = [c for c in valid if weekday is None or c[0].weekday() == weekday]
    near = sorted(agreeing or valid, key=lambda c: abs((c[0] - day).days))
    return near[0] if near else None


def _orders(g: dict[str, str | None]) -> list[tuple[str, str]]:
    one, other = g["n5"] or "", g["n5b"] or ""
    return [(one, other), (other, one)]


class _Written(Struct, frozen=True):
    """A day or two as they are written: year, month, number, and those of the last day."""

    year: str | None
    month: str | None
    number: str | None
    last_month: str | None = None
    last_number: str | None = None


def _pair(written: _Written, day: date, weekday: int | None) -> tuple[date, date] | None:
    """The first and the last day that are meant; ``weekday`` is that of the first, if given."""
    year, month, last_month = written.year, written.month, written.last_month
    start = _date(year, month, written.number, day, weekday)
    if start is None:
        return None
    if not written.last_number:
        return start, start
    end = _date(str(start.year), last_month or month, written.last_number, day, None)
    if end is not None and end < start and last_month:
        if year:
            start = _date(str(start.year - 1), month, written.number, day, None) or start
        else:
            end = _date(str(start.year + 1), last_month, written.last_number, day, None)
    return (start, end) if end is not None and end >= start else (start, start)


def _date(
    year: str | None, month: str | None, number: str | None, day: date, weekday: int | None
) -> date | None:
    month_number = int(month) if month and month.isdigit() else _month(month or "")
    day_number = int(re.sub(r"\D", "", number or "0"))
    if not 1 <= month_number <= 12:
        return None
    if year:
        full = int(year) + (2000 if len(year) == 2 else 0)
        return _valid(full, month_number, day_number)
    choices = [
        c for y in (-1, 0, 1) if (c := _valid(day.year + y, month_number, day_number)) is not None
    ]
    if weekday is not None:
        choices = [c for c in choices if c.weekday() == weekday] or choices
    ahead = [c for c in choices if c >= day - timedelta(days=_NEAR)]
    return min(ahead or choices, key=lambda c: abs((c - day).days), default=None)


def _valid(year: int, month: int, number: int) -> date | None:
    try:
        return date(year, month, number)
    except ValueError:
        return None


@lru_cache(maxsize=256)
def _month(name: str) -> int:
    start = name.capitalize()[:3]
    return next((n for n, month in enumerate(MONTHS, 1) if month.startswith(start)), 0)


@lru_cache(maxsize=64)
def _weekday(name: str) -> int:
    start = name.capitalize()[:3]
    return next(n for n, weekday in enumerate(WEEKDAYS) if weekday.startswith(start))
