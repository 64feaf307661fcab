"""Calendar arithmetic: days, weeks, months and longer periods with their TIMEX3 values.

Source of the notation: TimeML 1.2.1, TIMEX3 (ISO 8601 with SP/SU/FA/WI, Qn, Hn, -WE, TMO ...).
Every function may raise ``ValueError`` or ``OverflowError`` for days that no calendar has.
"""

from __future__ import annotations

import calendar
from datetime import date, timedelta

from msgspec import Struct

from briefing.model import Precision


class Period(Struct, frozen=True):
    """A stretch of the calendar: its TIMEX3 value and its first and last day, both included."""

    value: str
    first: date
    last: date
    precision: Precision


def full_year(day: date | None, digits: str) -> int:
    """The year of four figures, or of two ("'12"): at most ten years after ``day``."""
    digits = digits.lstrip("'’‘")
    number = int(digits)
    if len(digits) > 2:
        return number
    base = day.year if day else 2000
    year = base - base % 100 + number
    if year > base + 10:
        return year - 100
    return year + 100 if year < base - 89 else year


def day_period(day: date) -> Period:
    """One day."""
    return Period(day.isoformat(), day, day, "day")


def week_period(day: date) -> Period:
    """The ISO week, Monday to Sunday, that holds ``day``."""
    year, week, weekday = day.isocalendar()
    first = day - timedelta(days=weekday - 1)
    return Period(f"{year:04d}-W{week:02d}", first, first + timedelta(days=6), "week")


def weekend_period(day: date) -> Period:
    """Saturday and Sunday of the ISO week that holds ``day``."""
    week = week_period(day)
    return Period(f"{week.value}-WE", week.last - timedelta(days=1), week.last, "week")


def month_period(year: int, month: int) -> Period:
    """A calendar month; months beyond 1 to 12 run over into the years around."""
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    last = calendar.monthrange(year, month)[1]
    return Period(f"{year:04d}-{month:02d}", date(year, month, 1), date(year, month, last), "month")


def quarter_period(year: int, quarter: int) -> Period:
    """A quarter of the calendar year; quarters beyond 1 to 4 run over into the years around."""
    year, quarter = year + (quarter - 1) // 4, (quarter - 1) % 4 + 1
    first, last = month_period(year, 3 * quarter - 2), month_period(year, 3 * quarter)
    return Period(f"{year:04d}-Q{quarter}", first.first, last.last, "quarter")


def half_period(year: int, half: int) -> Period:
    """The first or second half of a calendar year."""
    first, last = month_period(year, 6 * half - 5), month_period(year, 6 * half)
    return Period(f"{year:04d}-H{half}", first.first, last.last, "year")


def year_period(year: int) -> Period:
    """A calendar year."""
    return Period(f"{year:04d}", date(year, 1, 1), date(year, 12, 31), "year")


def decade_period(year: int) -> Period:
    """The ten years that share the first three digits of ``year``."""
    start = year - year % 10
    return Period(f"{start // 10:03d}", date(start, 1, 1), date(start + 9, 12, 31), "vague")


def century_period(number: int) -> Period:
    """The nth century as writers mean it: the 19th is 1800 to 1899."""
    start = max(100 * (number - 1), 1)
    end = 100 * number - 1
    return Period(f"{number - 1:02d}", date(start, 1, 1), date(end, 12, 31), "vague")


_SEASON_MONTHS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}


def season_period(year: int, season: str) -> Period:
    """A season of the northern half by whole months; winter begins in December of ``year``."""
    start = _SEASON_MONTHS[season]
    first, last = month_period(year, start), month_period(year, start + 2)
    return Period(f"{year:04d}-{season}", first.first, last.last, "season")


def containing(day: date, unit: str) -> Period:
    """The day, week, weekend, month, quarter, year, decade or century that holds ``day``."""
    match unit:
        case "day" | "night":
            return day_period(day)
        case "week":
            return week_period(day)
        case "weekend":
            return weekend_period(day)
        case "month":
            return month_period(day.year, day.month)
        case "quarter":
            return quarter_period(day.year, (day.month + 2) // 3)
        case "year":
            return year_period(day.year)
        case "decade":
            return decade_period(day.year)
        case "century":
            return century_period(day.year // 100 + 1)
    raise ValueError(f"no calendar unit {unit!r}")


def shift(day: date, count: int, unit: str) -> date:
    """``day`` moved by whole units; in a shorter month the last day stands in for a missing one."""
    match unit:
        case "day" | "night":
            return day + timedelta(days=count)
        case "week" | "weekend":
            return day + timedelta(weeks=count)
        case "fortnight":
            return day + timedelta(weeks=2 * count)
        case "month" | "quarter":
            months = day.month - 1 + count * (3 if unit == "quarter" else 1)
            year, month = day.year + months // 12, months % 12 + 1
        case "year" | "decade" | "century":
            year = day.year + count * {"year": 1, "decade": 10, "century": 100}[unit]
            month = day.month
        case _:
            raise ValueError(f"no calendar unit {unit!r}")
    if not 1 <= year <= 9999:
        raise OverflowError(f"year {year}")
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def shift_business_days(day: date, count: int) -> date:
    """``day`` moved by Mondays to Fridays; public holidays are not left out."""
    step = 1 if count > 0 else -1
    for _ in range(min(abs(count), 2000)):
        day += timedelta(days=step)
        while day.weekday() > 4:
            day += timedelta(days=step)
    return day


def nth_weekday(year: int, month: int, weekday: int, nth: int) -> date:
    """The nth (1 to 5, or -1 for the last) Monday=0 ... Sunday=6 of a month."""
    period = month_period(year, month)
    if nth < 0:
        return period.last - timedelta(days=(period.last.weekday() - weekday) % 7)
    day = period.first + timedelta(days=(weekday - period.first.weekday()) % 7 + 7 * (nth - 1))
    if day.month != period.first.month:
        raise ValueError(f"{period.value} has no weekday number {nth}")
    return day


def weekday_on_or_after(day: date, weekday: int) -> date:
    """The first such weekday that is not before ``day``."""
    return day + timedelta(days=(weekday - day.weekday()) % 7)


def weekday_on_or_before(day: date, weekday: int) -> date:
    """The last such weekday that is not after ``day``."""
    return day - timedelta(days=(day.weekday() - weekday) % 7)
