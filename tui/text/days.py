"""How days are written, whatever the locale: in columns, at length, short near a day at hand."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime, timedelta

from briefing.article_refs import ArticleRef
from briefing.model import EXACT, Precision
from briefing.rows import DeadlineRow
from briefing.timing import MONTHS, WEEKDAYS, countdown

"""The precisions of a day that can be pointed at in a calendar."""

_ISO = r"\b(\d{4}-\d\d-\d\d)(?: to (\d{4}-\d\d-\d\d))?\b"


def weekday(day: date) -> str:
    """``Thu``, whatever the locale."""
    return WEEKDAYS[day.weekday()][:3]


def month(day: date) -> str:
    """``Jan``, whatever the locale."""
    return MONTHS[day.month - 1][:3]


def aligned_day(day: date | None) -> str:
    """``13 Jan``, right-aligned to six cells; blank when unknown."""
    return f"{day.day:>2} {month(day)}" if day else " " * 6


def day_cell(start: date | None, end: date | None, near: date) -> str:
    """A day or days in the one form that panes have: ``Thu 14 Mar``, ``9-10 Jan``, ``no day``.

    Days have the month always, the year where it is not that of ``near``: ``1 Mar 2025``. Numbers
    of days stand one below the other. Whole months are called so: ``Apr 2016``, ``2012``.
    """
    first, last = start or end, end or start
    if first is None or last is None:
        return "no day"
    if months := _whole_months(first, last, month, "-"):
        return months
    year = "" if first.year == last.year == near.year else f" {last.year}"
    if first == last:
        name = "" if year else f"{weekday(last)} "
        return f"{name}{last.day:>2} {month(last)}{year}"
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}-{last.day} {month(last)}{year}"
    before = "" if first.year == last.year else f" {first.year}"
    return f"{first.day} {month(first)}{before}-{last.day} {month(last)}{year}"


def days_meant(first: date, last: date, precision: Precision) -> tuple[date, date]:
    """All days that are meant where one stands for them: the week, month, quarter or year it is in.

    "By the end of the week" is known as its last day. Days that differ are given as such.
    """
    if first != last:
        return first, last
    match precision:
        case "week":
            monday = first - timedelta(days=first.weekday())
            return monday, monday + timedelta(days=min(6, (date.max - monday).days))
        case "month":
            return _months(first, first.month, first.month)
        case "quarter":
            begins = first.month - (first.month - 1) % 3
            return _months(first, begins, begins + 2)
        case "year":
            return _months(first, 1, len(MONTHS))
    return first, last


def _months(day: date, first: int, last: int) -> tuple[date, date]:
    # Not by ``calendar``, which loads what knows all locales.
    if last == len(MONTHS):
        return day.replace(month=first, day=1), day.replace(month=last, day=31)
    return day.replace(month=first, day=1), date(day.year, last + 1, 1) - timedelta(days=1)


def vague_cell(start: date, end: date, precision: Precision, near: date) -> str:
    """Days as in ``day_cell``, no more exactly than they are given: ``wk 14 Mar``, ``Q2 2025``."""
    first, last = days_meant(start, end, precision)
    if precision == "week" and first.weekday() == 0:
        return f"wk {first.day:>2} {month(first)}"
    if precision == "quarter":
        return f"Q{(first.month + 2) // 3} {first.year}"
    if precision == "year":
        return str(first.year)
    if precision == "month" and (first.year, first.month) == (last.year, last.month):
        return f"{month(first)} {first.year}"
    if precision not in EXACT and first != last and last.year != near.year:
        return f"{month(first)}-{month(last)} {last.year}"
    return day_cell(first, last, near)


def day_words(start: date | None, end: date | None, near: date) -> str:
    """A day or days as in ``day_cell``, within a sentence: ``Thu 3 Feb``."""
    return " ".join(day_cell(start, end, near).split())


def _whole_months(first: date, last: date, name: Callable[[date], str], dash: str) -> str:
    """``Apr 2016``, ``Sep-Dec 2016``, ``2012`` for days that are whole months or years; else ""."""
    if first.day != 1 or (last != date.max and (last + timedelta(days=1)).day != 1):
        return ""
    if (first.month, last.month) == (1, len(MONTHS)):
        return f"{first.year}" if first.year == last.year else f"{first.year}{dash}{last.year}"
    if first.year != last.year:
        return f"{name(first)} {first.year}{dash}{name(last)} {last.year}"
    begins = "" if first.month == last.month else f"{name(first)}{dash}"
    return f"{begins}{name(last)} {last.year}"


def long_days(start: date | None, end: date | None = None) -> str:
    """``Thu 13 January 2022`` or ``Sun 9 to Mon 10 January 2022``; "day not given" when unknown.

    Whole months are called so: ``April 2016``, ``September to December 2016``, ``2012``.
    """
    first, last = start or end, end or start
    if first is None or last is None:
        return "day not given"
    if months := _whole_months(first, last, lambda day: MONTHS[day.month - 1], " to "):
        return months
    tail = f"{last.day} {MONTHS[last.month - 1]} {last.year}"
    if first == last:
        return f"{weekday(last)} {tail}"
    lead = f"{weekday(first)} {first.day}"
    if first.month != last.month or first.year != last.year:
        lead += f" {MONTHS[first.month - 1]}"
    if first.year != last.year:
        lead += f" {first.year}"
    return f"{lead} to {weekday(last)} {tail}"


def readable_days(value: str) -> str:
    """An ISO day, or two with "to" between them, in words; anything else as it is."""
    try:
        return " to ".join(long_days(date.fromisoformat(part)) for part in value.split(" to "))
    except ValueError:
        return value


def month_of(day: date | None) -> str:
    """``January 2022``; "Day not given" when unknown."""
    return f"{MONTHS[day.month - 1]} {day.year}" if day else "Day not given"


def day_of(day: date | None) -> str:
    """``Thu 13 Jan`` in ten cells; "undated" when unknown."""
    return f"{weekday(day)} {aligned_day(day)}" if day else "undated"


def published_on(ref: ArticleRef) -> str:
    """``Thu 13 Jan`` in ten cells; ``by  13 Jan`` where the day of publication is but a guess."""
    if ref.day is None or ref.date_note is None:
        return day_of(ref.day)
    return f"by  {aligned_day(ref.day)}"


def short_day(day: date, near: date) -> str:
    """``Thu 13 Jan``; with the year where it is not that of ``near``."""
    year = "" if day.year == near.year else f" {day.year}"
    return f"{weekday(day)} {day.day} {month(day)}{year}"


def moment(at: datetime, near: date) -> str:
    """``12 Jan 10:00``; with the year where it is not that of ``near``."""
    year = "" if at.year == near.year else f" {at.year}"
    return f"{at.day} {month(at)}{year} {at:%H:%M}"


def days(start: date | None, end: date | None, near: date) -> str:
    """One day or a range of days, short: ``Sun 9 Jan - Mon 10 Jan``; empty when unknown."""
    if start is None or end is None:
        return ""
    if months := _whole_months(start, end, lambda day: MONTHS[day.month - 1], " to "):
        return months
    last = short_day(end, near)
    return last if start == end else f"{short_day(start, near)} - {last}"


def with_days(text: str, near: date) -> str:
    """The text with each ISO day, or two with "to" between them, in words."""

    def worded(match: re.Match[str]) -> str:
        try:
            first, last = (date.fromisoformat(match[n] or match[1]) for n in (1, 2))
        except ValueError:
            return match[0]
        return days(first, last, near)

    return re.sub(_ISO, worded, text)


def when_due(row: DeadlineRow, near: date) -> str:
    """The days of a deadline, no more precisely than its articles give them: ``April``, ``2026``.

    With the countdown where there is a day to count to: ``Fri 14 Jan  in 3 days``.
    """
    first, last = days_meant(row.when, row.end, row.precision)
    year = "" if first.year == near.year else f" {first.year}"
    match row.precision:
        case "week" if first.weekday() == 0:
            when = f"week of {short_day(first, near)}"
        case "month" if (first.year, first.month) == (row.end.year, row.end.month):
            when = f"{MONTHS[first.month - 1]}{year}"
        case "quarter":
            when = f"Q{(first.month + 2) // 3} {first.year}"
        case "year":
            when = str(first.year)
        case _:
            when = days(first, last, near)
    exact = row.precision in EXACT or row.timing == "passed"
    return f"{when}  {countdown(row.when, row.end, near)}" if exact else when


def duration(minutes: int) -> str:
    """``4 h``, ``1 h 30 min``."""
    hours, rest = divmod(minutes, 60)
    return " ".join(p for p in (f"{hours} h" if hours else "", f"{rest} min" if rest else "") if p)
