"""Months and their weeks: "March", "April to June", "the last week of March", "week of May 3"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta

from briefing.extract.dates import vocabulary as w
from briefing.extract.dates.calendar import (
    Period,
    day_period,
    month_period,
    nth_weekday,
    week_period,
    weekend_period,
)
from briefing.extract.dates.context import (
    Context,
    Reading,
    Rule,
    dated,
    looks_ahead,
    pick,
    pick_by_tense,
    years_around,
)
from briefing.extract.dates.days import RELATIVE_YEAR, year_of
from briefing.extract.dates.hints import Hint

_SEP = (
    rf"(?:{w.WS}?(?:{w.DASH}|/){w.WS}?|,{w.WS}(?:and{w.WS})?|"
    rf"{w.WS}(?:to|and|or|through|until|till|&){w.WS})"
)
_MONTHS = w.Pattern(
    rf"{w.WB}(?P<month>{w.MONTH})(?!\.?{w.WS}?[0-9]{{1,2}}(?![0-9]))(?:(?P<sep>{_SEP})(?P<month2>{w.MONTH})(?!{w.WS}?[0-9]{{1,2}}(?![0-9])))?"
    rf"(?![\w])(?:(?:,?{w.WS}(?:(?:of|in){w.WS})?|-|/)(?P<year>{w.YEAR})|{w.WS}{RELATIVE_YEAR})?"
)
_YEAR_MONTH = w.Pattern(rf"{w.NB}(?P<year>{w.YEAR}){w.WS}(?P<month>{w.MONTH})(?!\w|{w.WS}?[0-9])")
_YEAR_MM = w.Pattern(
    rf"{w.NB}(?P<year>(?:19|20)(?P<yy>[0-9]{{2}}))[-/](?P<m>0?[1-9]|1[0-2])(?![\w/.%-])"
)
_MONTH_OFFSET = w.Pattern(
    rf"{w.WB}(?P<which>this|next|last|past|this{w.WS}coming|coming|this{w.WS}past){w.WS}"
    rf"(?P<month>{w.MONTH})(?!\w)(?!{w.WS}(?:of{w.WS})?[0-9])"
)


_POLL = re.compile(r".s (?:[\w-]+ ){0,2}(?:elections?|referendum|primary|primaries|vote|ballot)\b")
_POLL_WIDE = 48  # characters of "'s presidential and congressional elections"
_NO_DAY = re.compile(r"(?:^|[^\w.,])(?:3[2-9]|[4-9][0-9])$")  # "45 March"


def _month_near(context: Context, month: int, start: int, end: int) -> Period | None:
    """The month of that number that the text means, by the tense of the clause; "March's figures"
    and "the March figures" are of the nearest one, but not "November's general election"."""
    if context.day is None:
        return None
    choices = [month_period(y, month) for y in years_around(context.day)]
    if context.after(end, 2) in {"'s", "’s"} and not _POLL.match(context.after(end, _POLL_WIDE)):
        return pick(choices, context.day, None)
    return pick_by_tense(context, choices, start, end)


def _read_months(context: Context, match: re.Match[str]) -> Sequence[Reading]:
    """ "March", "April and June", "November to February 2017": the year may stand once."""
    if _NO_DAY.search(context.before(match.start(), 4)):
        return ()
    year = year_of(context, match)
    periods: list[Period | None]
    names = [(g, w.month_number(match[g])) for g in ("month", "month2") if match[g]]
    numbers = [n for _, n in names]
    if len(names) == 2 and year is None and context.day and _spans(context, match):
        periods = _month_range(context, match, numbers)
    elif year is not None:
        turns = numbers[0] > numbers[-1]
        periods = [month_period(year - (turns and not at), n) for at, n in enumerate(numbers)]
    else:
        periods = [_month_near(context, n, *match.span(g)) for g, n in names]
    readings = []
    for place, ((group, _), period) in enumerate(zip(names, periods, strict=True)):
        end = match.end() if place == len(names) - 1 else match.end(group)
        readings.append(dated(match.start(group), end, period, implicit=year is None))
    return readings


def _spans(context: Context, match: re.Match[str]) -> bool:
    """Whether two months are the ends of a stretch: "May to June", "between May and June"."""
    separator = match["sep"].strip().lower()
    if separator == "and":
        return context.preposition(match.start()) == "between"
    return separator not in {",", "or", "&", ", and", "/"}


def _month_range(context: Context, match: re.Match[str], months: list[int]) -> list[Period | None]:
    """Two months that open and close a stretch, by the tense; one under way is on both sides."""
    if context.day is None:
        return [None, None]
    turns = months[0] > months[1]
    pairs = [
        (month_period(y, months[0]), month_period(y + turns, months[1]))
        for y in years_around(context.day)
    ]
    choices = [Period(str(n), one.first, two.last, "month") for n, (one, two) in enumerate(pairs)]
    chosen = pick(choices, context.day, looks_ahead(context, *match.span()))
    return list(pairs[int(chosen.value)]) if chosen else [None, None]


def _read_year_month(_: Context, match: re.Match[str]) -> Sequence[Reading]:
    period = month_period(int(match["year"]), w.month_number(match["month"]))
    return (dated(*match.span(), period),)


def _read_year_mm(_: Context, match: re.Match[str]) -> Sequence[Reading]:
    """ "2015-12" is a month where it cannot be a pair of years like "2010-11"."""
    if len(match["m"]) == 2 and int(match["m"]) > int(match["yy"]):
        return ()
    return (dated(*match.span(), month_period(int(match["year"]), int(match["m"]))),)


def _read_month_offset(context: Context, match: re.Match[str]) -> Sequence[Reading]:
    month = w.month_number(match["month"])
    if context.day is None:
        return (dated(*match.span(), None),)
    choices = [month_period(y, month) for y in years_around(context.day)]
    day = context.day
    match match["which"].lower().split()[-1]:
        case "last" | "past":
            choices = [p for p in reversed(choices) if p.last < day]
        case "next" | "coming":
            choices = [p for p in choices if p.first > day]
        case _:
            choices = [month_period(day.year, month)]
    return (dated(*match.span(), choices[0] if choices else None),)


_NTH_IN = w.Pattern(
    rf"{w.WB}(?:the{w.WS})?(?P<nth>first|second|third|fourth|fifth|last|final|[1-5](?:st|nd|rd|th)){w.WS}"
    rf"(?P<full>full{w.WS})?(?P<what>{w.WEEKDAY}|week|weekend){w.WS}(?:of|in){w.WS}"
    rf"(?:(?P<month>{w.MONTH})(?:,?{w.WS}(?:of{w.WS})?(?P<year>{w.YEAR})|{w.WS}{RELATIVE_YEAR})?|"
    rf"(?:the{w.WS}year{w.WS})?(?P<only>{w.YEAR})|(?P<off>this|next|last){w.WS}month)(?!\w)"
)


def _read_nth(context: Context, match: re.Match[str]) -> Sequence[Reading]:
    """ "the last week of March", "the first Tuesday in November 2024"."""
    word = match["nth"].lower()
    nth = -1 if word in {"last", "final"} else w.ordinal(word)
    year = int(match["only"]) if match["only"] else year_of(context, match)
    month = w.month_number(match["month"]) if match["month"] else 12 if nth < 0 else 1
    if year is not None:
        return (dated(*match.span(), _nth(year, month, match["what"], nth)),)
    if context.day is None:
        return (dated(*match.span(), None),)
    if match["off"]:
        step = {"this": 0, "next": 1, "last": -1}[match["off"].lower()]
        shown = month_period(context.day.year, context.day.month + step).first
        return (dated(*match.span(), _nth(shown.year, shown.month, match["what"], nth)),)
    choices = [_nth(y, month, match["what"], nth) for y in years_around(context.day)]
    return (dated(*match.span(), pick(choices, context.day, looks_ahead(context, *match.span()))),)


def _nth(year: int, month: int, what: str, nth: int) -> Period:
    """The nth week, weekend or weekday; a week belongs to the month of its Thursday."""
    if what.lower() == "week":
        return week_period(nth_weekday(year, month, 3, nth))
    if what.lower() == "weekend":
        return weekend_period(nth_weekday(year, month, 5, nth))
    return day_period(nth_weekday(year, month, w.weekday_number(what), nth))


_WEEK_NUMBER = w.Pattern(
    rf"{w.WB}(?:the{w.WS})?week{w.WS}(?P<n>[1-9]|[1-4][0-9]|5[0-3])(?!\w|[.,:-][0-9])"
    rf"(?:{w.WS}of{w.WS}(?P<year>{w.YEAR})|{w.WS}{RELATIVE_YEAR})"
)
WEEK_OF = w.Pattern(
    rf"{w.WB}(?:the{w.WS})?(?P<what>week|weekend){w.WS}(?:of|beginning|starting|commencing)(?:{w.WS}on)?{w.WS}(?=\w)"
)


def _read_week_number(context: Context, match: re.Match[str]) -> Sequence[Reading]:
    year = year_of(context, match)
    if year is None:
        return (dated(*match.span(), None),)
    return (dated(*match.span(), week_period(date.fromisocalendar(year, int(match["n"]), 1))),)


def week_around(day: date) -> Period:
    """The seven days from a Sunday on, for other days the ISO week that holds them."""
    if day.weekday() == 6:
        week = week_period(day + timedelta(days=1))
        return Period(week.value, day, day + timedelta(days=6), "week")
    return week_period(day)


RULES: tuple[Rule, ...] = (
    Rule(_NTH_IN, _read_nth, (Hint.ORDINAL, Hint.WEEK | Hint.WEEKDAY)),
    Rule(_YEAR_MONTH, _read_year_month, (Hint.YEAR, Hint.MONTH)),
    Rule(_YEAR_MM, _read_year_mm, (Hint.YEAR,)),
    Rule(_MONTH_OFFSET, _read_month_offset, (Hint.MONTH, Hint.NEXT)),
    Rule(_MONTHS, _read_months, (Hint.MONTH,)),
    Rule(_WEEK_NUMBER, _read_week_number, (Hint.WEEK, Hint.DIGIT)),
)
