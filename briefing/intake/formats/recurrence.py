"""The days of a repeated iCalendar event (RFC 5545, 3.3.10) within a window of days.

Rules come from outside and may never end or never match. Every day of the window is asked whether
the rule holds on it, so that the cost is that of the days, whatever the rule says.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

from msgspec import Struct

_LONGEST = 366 * 30  # days from a first event that are counted through for COUNT
_DAYS = {"MO": 0, "TU": 1, "WE": 2, "TH": 3, "FR": 4, "SA": 5, "SU": 6}
_BY_DAY = re.compile(r"(?P<nth>[+-]?[1-5])?(?P<day>MO|TU|WE|TH|FR|SA|SU)")
_READ = frozenset({"FREQ", "INTERVAL", "COUNT", "UNTIL", "WKST", "BYDAY", "BYMONTHDAY", "BYMONTH"})


class Rule(Struct, frozen=True):
    """A recurrence rule. ``by_day`` holds weekdays (Monday is 0) with which one of its month
    (-1 is the last), 0 for each."""

    every: str
    interval: int
    count: int | None
    until: date | None
    by_day: tuple[tuple[int, int], ...]
    by_month_day: tuple[int, ...]
    by_month: tuple[int, ...]
    week_starts: int


def days_of(part: Any, first: date, since: date, until: date) -> Iterator[date]:
    """The days on which an event begins from ``since`` to ``until``, both included, in order.

    ``part`` is its VEVENT, ``first`` the day of its DTSTART, which always counts. Without a rule
    that can be read, the first day is the only one; EXDATE takes days away, RDATE adds some.
    """
    gone = _listed(part, "EXDATE")
    found = {first, *_listed(part, "RDATE")}
    rule = _rule(part.get("RRULE"))
    if rule is not None:
        found.update(_repeated(rule, first, since, until))
    yield from sorted(day for day in found if since <= day <= until and day not in gone)


def _repeated(rule: Rule, first: date, since: date, until: date) -> Iterator[date]:
    last = min(until, rule.until or until)
    # What COUNT ends is counted from the first day on; any other rule only within the window.
    start = first if rule.count is not None else max(first, since)
    if rule.count is not None and (last - first).days > _LONGEST:
        return
    counted = 0
    for ordinal in range(start.toordinal(), last.toordinal() + 1):
        day = date.fromordinal(ordinal)
        if day != first and not _holds(rule, first, day):
            continue
        counted += 1
        if rule.count is not None and counted > rule.count:
            return
        yield day


def _holds(rule: Rule, first: date, day: date) -> bool:
    if rule.by_month and day.month not in rule.by_month:
        return False
    if rule.by_month_day and not _is_month_day(rule, day):
        return False
    if rule.by_day and not any(_is_weekday(day, *wanted) for wanted in rule.by_day):
        return False
    named = bool(rule.by_day or rule.by_month_day)
    match rule.every:
        case "DAILY":
            return (day - first).days % rule.interval == 0
        case "WEEKLY":
            weeks = (_week(day, rule) - _week(first, rule)).days // 7
            return weeks % rule.interval == 0 and (named or day.weekday() == first.weekday())
        case "MONTHLY":
            months = 12 * (day.year - first.year) + day.month - first.month
            return months % rule.interval == 0 and (named or day.day == first.day)
    same_month = bool(rule.by_month) or day.month == first.month
    same = same_month and (named or day.day == first.day)
    return (day.year - first.year) % rule.interval == 0 and same


def _week(day: date, rule: Rule) -> date:
    return day - timedelta(days=(day.weekday() - rule.week_starts) % 7)


def _is_month_day(rule: Rule, day: date) -> bool:
    following = (day.replace(day=28) + timedelta(days=4)).replace(day=1)
    back = (day - following).days  # -1 on the last day of the month
    return day.day in rule.by_month_day or back in rule.by_month_day


def _is_weekday(day: date, weekday: int, nth: int) -> bool:
    if day.weekday() != weekday:
        return False
    if nth > 0:
        return (day.day - 1) // 7 + 1 == nth
    following = (day.replace(day=28) + timedelta(days=4)).replace(day=1)
    return nth == 0 or (day - following).days // 7 == nth


def _rule(raw: Any) -> Rule | None:
    """The rule of a property; None for none, for what is finer than days, and for parts (such as
    BYSETPOS) without which it would hold on other days."""
    if raw is None or isinstance(raw, list):
        return None
    try:
        parts = {
            str(name).upper(): [str(v) for v in _values(values)] for name, values in raw.items()
        }
        every = parts.get("FREQ", [""])[0].upper()
        if not set(parts) <= _READ or every not in {"DAILY", "WEEKLY", "MONTHLY", "YEARLY"}:
            return None
        count = parts.get("COUNT")
        rule = Rule(
            every=every,
            interval=max(1, int(parts.get("INTERVAL", ["1"])[0])),
            count=int(count[0]) if count else None,
            until=_until(raw),
            by_day=tuple(_by_day(value) for value in parts.get("BYDAY", [])),
            by_month_day=tuple(int(value) for value in parts.get("BYMONTHDAY", [])),
            by_month=tuple(int(value) for value in parts.get("BYMONTH", [])),
            week_starts=_DAYS.get(parts.get("WKST", ["MO"])[0], 0),
        )
    except (AttributeError, ValueError, TypeError, IndexError):
        return None
    numbered = any(nth for _, nth in rule.by_day)
    return None if numbered and (every not in {"MONTHLY", "YEARLY"} or _is_of_year(rule)) else rule


def _is_of_year(rule: Rule) -> bool:
    """ "20MO" of a year counts its weeks; within named months it is one of theirs."""
    return rule.every == "YEARLY" and not rule.by_month


def _values(values: Any) -> list[Any]:
    return list(values) if isinstance(values, list | tuple) else [values]


def _by_day(value: str) -> tuple[int, int]:
    match = _BY_DAY.fullmatch(value.upper())
    if match is None:
        raise ValueError(value)
    return _DAYS[match["day"]], int(match["nth"] or 0)


def _until(raw: Any) -> date | None:
    values = _values(raw.get("UNTIL")) if raw.get("UNTIL") is not None else []
    return _day(values[0]) if values else None


def _day(value: Any) -> date | None:
    if isinstance(value, datetime):
        return value.date()
    return value if isinstance(value, date) else None


def _listed(part: Any, name: str) -> set[date]:
    """The days of EXDATE or RDATE, which may stand several times with several values each."""
    found: set[date] = set()
    for listed in _values(part.get(name)) if part.get(name) is not None else []:
        for each in getattr(listed, "dts", []):
            day = _day(getattr(each, "dt", None))
            if day is not None:
                found.add(day)
    return found
