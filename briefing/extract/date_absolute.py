"""Calendar dates: days of months, months, years, quarters, halves, seasons, holidays."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from briefing.extract import date_words as w
from briefing.extract.date_calendar import (
    Period,
    century_period,
    day_period,
    decade_period,
    half_period,
    month_period,
    nth_weekday,
    quarter_period,
    season_period,
    week_period,
    year_period,
)
from briefing.extract.date_scene import Reading, Rule, Scene, dated, looks_ahead, pick
from briefing.extract.holidays import NAMES, holiday

_SEP = rf"(?:{w.WS}?{w.DASH}{w.WS}?|,{w.WS}(?:and{w.WS})?|{w.WS}(?:to|and|or|through|until|till|&){w.WS})"
_RELATIVE_YEAR = rf"(?:(?:of{w.WS}|,{w.WS}?)?(?P<relyear>next|last|this){w.WS}year)"


def _compile(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, w.FLAGS)


def year_of(scene: Scene, match: re.Match[str]) -> int | None:
    """The year that a match states, in digits or as "of next year"; None if it states none."""
    groups = match.groupdict()
    if groups.get("year"):
        return int(groups["year"])
    if groups.get("relyear") and scene.day:
        return scene.day.year + {"next": 1, "last": -1, "this": 0}[groups["relyear"].lower()]
    return None


def _years_around(day: date) -> Iterator[int]:
    yield from (y for y in range(day.year - 1, day.year + 2) if 1 <= y <= 9999)


def _days(day: date, month: int, number: int, weekday: int | None) -> list[Period]:
    """The same day of the year in the years around, where it exists and the weekday fits."""
    found = []
    years = range(day.year - 1, day.year + 2) if weekday is None else range(
        day.year - 6, day.year + 7
    )
    for year in (range(day.year - 8, day.year + 9) if (month, number) == (2, 29) else years):
        try:
            candidate = date(year, month, number)
        except ValueError:
            continue
        if weekday is None or candidate.weekday() == weekday:
            found.append(day_period(candidate))
    return found


def _stated_or_picked(
    scene: Scene, match: re.Match[str], month: int, number: int
) -> tuple[Period | None, bool]:
    year = year_of(scene, match)
    if year is not None:
        return day_period(date(year, month, number)), False
    date(2000, month, number)  # refuses days that no year has
    if scene.day is None:
        return None, True
    name = match.groupdict().get("weekday")
    weekday = w.weekday_number(name) if name else None
    choices = _days(scene.day, month, number, weekday) or _days(scene.day, month, number, None)
    ahead = None if weekday is not None else looks_ahead(scene, match.start(), match.end())
    return pick(choices, scene.day, ahead), True


def _read_days(scene: Scene, match: re.Match[str]) -> Sequence[Reading]:
    """ "Feb. 3", "Monday, Feb. 3, 2024", "3 and 5 February": one reading a day number."""
    month = w.month_number(match["month"])
    numbers = [
        (match.start("days") + m.start(), match.start("days") + m.end(), w.ordinal(m[0]))
        for m in _NUMBER.finditer(match["days"])
    ]
    if not numbers:
        return ()
    readings = []
    for place, (start, end, number) in enumerate(numbers):
        opens = match.start() if place == 0 else start
        closes = match.end() if place == len(numbers) - 1 else end
        period, implicit = _stated_or_picked(scene, match, month, number)
        readings.append(dated(opens, closes, period, implicit=implicit))
    return _in_order(readings)


def _in_order(readings: list[Reading]) -> Sequence[Reading]:
    return readings


_NUMBER = _compile(rf"(?<!\w){w.DAY_NUMBER}")
_WEEKDAY_BEFORE = rf"(?:(?P<weekday>{w.WEEKDAY}){w.COMMA}(?:the{w.WS})?)?"
_MONTH_DAY = _compile(
    rf"{w.WB}{_WEEKDAY_BEFORE}(?P<month>{w.MONTH})(?:{w.WS}|(?<=\.)|-)(?:the{w.WS})?"
    rf"(?P<days>{w.DAY_NUMBER}(?:{_SEP}(?:the{w.WS})?{w.DAY_NUMBER}(?!{w.WS}?{w.MONTH}))*)"
    rf"(?:{w.WS}?,?{w.WS}?(?<=[\s,])(?P<year>{w.YEAR})|{w.WS}{_RELATIVE_YEAR})?"
)
_DAY_MONTH = _compile(
    rf"{w.NB}{_WEEKDAY_BEFORE}(?:the{w.WS})?"
    rf"(?P<days>{w.DAY_NUMBER}(?:{_SEP}(?:the{w.WS})?{w.DAY_NUMBER})*)"
    rf"(?:{w.WS}|-)(?:of{w.WS})?(?P<month>{w.MONTH})(?![\w])"
    rf"(?:{w.WS}?[,-]?{w.WS}?(?<=[\s,-])(?P<year>{w.YEAR})|{w.WS}{_RELATIVE_YEAR})?"
)
_ISO = _compile(
    rf"{w.NB}(?P<y>[12][0-9]{{3}})([-/.])(?P<m>1[0-2]|0?[1-9])\2(?P<d>3[01]|[12][0-9]|0?[1-9])"
    r"(?:[T ](?P<time>[0-2][0-9]:[0-5][0-9])(?::[0-5][0-9])?(?:Z|[+-][0-9:]{4,5})?)?(?![0-9])"
)
_SLASHED = _compile(
    rf"{w.NB}(?P<a>[0-3]?[0-9])([/.-])(?P<b>[0-3]?[0-9])\2(?P<y>[12][0-9]{{3}})(?![0-9/])"
)
_NAMED_MONTH_DASHED = _compile(
    rf"{w.NB}(?P<d>[0-3]?[0-9])[-/](?P<month>{w.MONTH})[-/](?P<y>[12][0-9]{{3}})(?![0-9])"
)


def _read_iso(scene: Scene, match: re.Match[str]) -> Sequence[Reading]:
    period = day_period(date(int(match["y"]), int(match["m"]), int(match["d"])))
    if not match["time"]:
        return (dated(match.start(), match.end(), period),)
    value = f"{period.value}T{match['time']}"
    return (Reading(*match.span(), "TIME", value, period.first, period.last, "time"),)


def _read_slashed(scene: Scene, match: re.Match[str]) -> Sequence[Reading]:
    """Month first, as American papers write, unless only the other way round makes a date."""
    month, number = int(match["a"]), int(match["b"])
    if month > 12 or match[2] == ".":
        month, number = number, month
    return (dated(*match.span(), day_period(date(int(match["y"]), month, number))),)


def _read_dashed(scene: Scene, match: re.Match[str]) -> Sequence[Reading]:
    day = date(int(match["y"]), w.month_number(match["month"]), int(match["d"]))
    return (dated(*match.span(), day_period(day)),)


_MONTHS = _compile(
    rf"{w.WB}(?P<month>{w.MONTH})(?:(?P<sep>{_SEP}|{w.WS}?/{w.WS}?)(?P<month2>{w.MONTH}))?"
    rf"(?![\w])(?:(?:,?{w.WS}(?:of{w.WS})?|-|/)(?P<year>{w.YEAR})|{w.WS}{_RELATIVE_YEAR})?"
)
_YEAR_MONTH = _compile(rf"{w.NB}(?P<year>{w.YEAR}){w.WS}(?P<month>{w.MONTH})(?!\w|{w.WS}?[0-9])")
_MONTH_OFFSET = _compile(rf"{w.WB}(?P<which>this|next|last|past|coming){w.WS}(?P<month>{w.MONTH})(?!\w)")


def month_near(scene: Scene, month: int, start: int, end: int) -> Period | None:
    """The month of that number that the text means, by the tense of the clause."""
    if scene.day is None:
        return None
    choices = [month_period(y, month) for y in _years_around(scene.day)]
    return pick(choices, scene.day, looks_ahead(scene, start, end))


def _read_months(scene: Scene, match: re.Match[str]) -> Sequence[Reading]:
    year = year_of(scene, match)
    names = [(g, w.month_number(match[g])) for g in ("month", "month2") if match[g]]
    periods = [
        month_period(year, n) if year is not None else month_near(scene, n, *match.span(g))
        for g, n in names
    ]
    if len(periods) == 2 and periods[0] and periods[1] and periods[0].first > periods[1].first:
        back = year is not None or looks_ahead(scene, *match.span()) is False
        first, second = periods
        if back:
            periods[0] = month_period(first.first.year - 1, first.first.month)
        else:
            periods[1] = month_period(second.first.year + 1, second.first.month)
    readings = []
    for place, ((group, _), period) in enumerate(zip(names, periods, strict=True)):
        end = match.end() if place == len(names) - 1 else match.end(group)
        readings.append(dated(match.start(group), end, period, implicit=year is None))
    return readings


def _read_year_month(scene: Scene, match: re.Match[str]) -> Sequence[Reading]:
    period = month_period(int(match["year"]), w.month_number(match["month"]))
    return (dated(*match.span(), period),)


def _read_month_offset(scene: Scene, match: re.Match[str]) -> Sequence[Reading]:
    month = w.month_number(match["month"])
    if scene.day is None:
        return (dated(*match.span(), None),)
    choices = [month_period(y, month) for y in _years_around(scene.day)]
    match match["which"].lower():
        case "last" | "past":
            found = [p for p in choices if p.last < scene.day]
            period = found[-1] if found else None
        case "next" | "coming":
            found = [p for p in choices if p.first > scene.day]
            period = found[0] if found else None
        case _:
            period = month_period(scene.day.year, month)
    return (dated(*match.span(), period),)


_YEAR = _compile(rf"{w.NB}(?:the{w.WS}year{w.WS}(?:of{w.WS})?|year{w.WS})?(?P<year>{w.YEAR})(?![\w/'’]|-[0-9]|{w.DASH}(?:[a-z]|[0-9]))")
_YEAR_RANGE = _compile(rf"{w.NB}(?P<year>{w.YEAR})(?:{w.WS}?{w.DASH}{w.WS}?|/)(?P<to>(?:(?:1[0-9]|20)[0-9]{{2}}|[0-9]{{2}}))(?![\w%-])")
_SHORT_YEAR = _compile(r"(?<![\w])['’‘](?P<yy>[0-9]{2})(?![\w'’])")
_DECADE = _compile(
    rf"(?:{w.NB}|(?<=['’‘]))(?:(?:the|early|mid|late)(?:{w.GAP}))*['’‘]?(?:(?P<cent>1[0-9]|20)(?P<ten>[0-9])0|(?P<two>[1-9])0)(?:['’]|{w.WS})?s(?![\w])"
)
_CENTURY = _compile(rf"{w.WB}(?:the{w.WS})?(?:(?:early|mid|late)(?:{w.GAP}))?(?P<nth>[0-9]{{1,2}}(?:st|nd|rd|th)|{w.ORDINAL_WORD}){w.GAP}century(?!\w)")
_FISCAL = _compile(rf"{w.WB}(?:(?:the{w.WS})?(?:fiscal|financial)(?:{w.WS}year)?{w.WS}|FY{w.WS}?)(?P<year>{w.YEAR}|['’]?[0-9]{{2}})(?:[-/](?P<to>[0-9]{{2,4}}))?(?!\w)")


def _read_year(scene: Scene, match: re.Match[str]) -> Sequence[Reading]:
    return (dated(*match.span(), year_period(int(match["year"]))),)


def _read_year_range(scene: Scene, match: re.Match[str]) -> Sequence[Reading]:
    year = int(match["year"])
    to = int(match["to"])
    to = to if to > 99 else year - year % 100 + to
    if not year < to < year + 200:
        return ()
    return (
        dated(*match.span("year"), year_period(year)),
        dated(*match.span("to"), year_period(to)),
    )


def _read_short_year(scene: Scene, match: re.Match[str]) -> Sequence[Reading]:
    return (dated(*match.span(), year_period(_full_year(scene, int(match["yy"])))),)


def _full_year(scene: Scene, short: int) -> int:
    """The year of those two digits that is nearest to the story, at most ten years ahead."""
    base = scene.day.year if scene.day else 2000
    year = base - base % 100 + short
    if year > base + 10:
        return year - 100
    return year + 100 if year < base - 89 else year


def _read_decade(scene: Scene, match: re.Match[str]) -> Sequence[Reading]:
    if match["two"]:
        decade = int(match["two"]) * 10
        base = scene.day.year if scene.day else 2000
        year = base - base % 100 + decade
        year = year if year <= base else year - 100
    else:
        year = int(match["cent"] + match["ten"] + "0")
    return (dated(*match.span(), decade_period(year)),)


def _read_century(scene: Scene, match: re.Match[str]) -> Sequence[Reading]:
    return (dated(*match.span(), century_period(w.ordinal(match["nth"]))),)


def _read_fiscal(scene: Scene, match: re.Match[str]) -> Sequence[Reading]:
    digits = match["year"].lstrip("'’")
    year = int(digits) if len(digits) == 4 else _full_year(scene, int(digits))
    period = year_period(year)
    return (
        Reading(*match.span(), "DATE", f"FY{year:04d}", period.first, period.last, "year"),
    )


_QUARTER_NAME = (
    rf"(?:(?:the{w.WS})?(?:(?P<qword>first|second|third|fourth|final|last|1st|2nd|3rd|4th){w.GAP}"
    rf"quarter)|Q(?P<qdigit>[1-4])|(?P<qdigit2>[1-4])Q)"
)
_YEAR_TAIL = (
    rf"(?:(?:{w.WS}?,?{w.WS}(?:of{w.WS})?|{w.WS}?-{w.WS}?)(?:(?P<year>{w.YEAR})|(?:the{w.WS})?(?P<relyear>next|last|this|following|previous|same|current){w.WS}year|the{w.WS}(?P<theyear>year)))?"
)
_QUARTER = _compile(rf"{w.WB}{_QUARTER_NAME}(?!\w){_YEAR_TAIL}")
_HALF = _compile(
    rf"{w.WB}(?:(?:the{w.WS})?(?P<hword>first|second|latter){w.GAP}half|H(?P<hdigit>[12]))(?!\w){_YEAR_TAIL}"
)


def _base_year(scene: Scene, match: re.Match[str]) -> int | None:
    """The year of a quarter or half; None if the text leaves it open."""
    if match["year"]:
        return int(match["year"])
    told = scene.told or scene.day
    if match["relyear"] and scene.day and told:
        steps = {"next": 1, "last": -1, "this": 0, "current": 0}
        word = match["relyear"].lower()
        if word in steps:
            return scene.day.year + steps[word]
        return told.year + {"following": 1, "previous": -1, "same": 0}[word]
    if match["theyear"] and scene.day:
        return scene.day.year
    return None


def _read_quarter(scene: Scene, match: re.Match[str]) -> Sequence[Reading]:
    word = (match["qword"] or "").lower()
    digit = match["qdigit"] or match["qdigit2"]
    if word == "last" and not (match["year"] or match["relyear"] or match["theyear"]):
        return ()
    names = {"first": 1, "second": 2, "third": 3, "fourth": 4, "final": 4, "last": 4}
    number = int(digit) if digit else names.get(word) or int(word[0])
    year = _base_year(scene, match)
    if year is not None:
        return (dated(*match.span(), quarter_period(year, number)),)
    if scene.day is None:
        return (dated(*match.span(), None),)
    choices = [quarter_period(y, number) for y in _years_around(scene.day)]
    ahead = looks_ahead(scene, *match.span())
    if ahead is not True:
        choices = [p for p in choices if p.last < scene.day] or choices
    return (dated(*match.span(), pick(choices, scene.day, ahead)),)


def _read_half(scene: Scene, match: re.Match[str]) -> Sequence[Reading]:
    number = int(match["hdigit"]) if match["hdigit"] else 1 if match["hword"].lower() == "first" else 2
    year = _base_year(scene, match)
    if year is None:
        return ()
    return (dated(*match.span(), half_period(year, number)),)


_SEASON = _compile(
    rf"{w.WB}(?:(?P<which>this|next|last|coming|past|following|the){w.WS})?(?P<season>{w.SEASON})(?!\w)"
    rf"(?:(?:,?{w.WS}(?:of{w.WS})?)(?P<year>{w.YEAR})|{w.WS}{_RELATIVE_YEAR})?"
)


def _read_season(scene: Scene, match: re.Match[str]) -> Sequence[Reading]:
    code = w.SEASONS[match["season"].lower()]
    which = (match["which"] or "").lower()
    year = year_of(scene, match)
    if year is not None:
        return (dated(*match.span(), season_period(year, code)),)
    if which in {"", "the"} and (match["season"].lower() == "fall" or scene.preposition(match.start("season")) not in
        {"in", "by", "since", "until", "before", "after", "during", "of", "late", "early", "mid"}):
        return ()
    if scene.day is None:
        return (dated(*match.span(), None),)
    choices = [season_period(y, code) for y in range(max(1, scene.day.year - 2), scene.day.year + 2)]
    ahead = looks_ahead(scene, *match.span())
    if which in {"last", "past"}:
        choices, ahead = [p for p in choices if p.last < scene.day], False
    elif which in {"next", "coming"}:
        choices, ahead = [p for p in choices if p.first > scene.day], True
    elif which == "this":
        ahead = None
    return (dated(*match.span(), pick(choices, scene.day, ahead)),)


_APOSTROPHE = "['’]"
_HOLIDAY = _compile(
    rf"{w.WB}(?:(?P<which>this|next|last|coming){w.WS})?(?P<name>"
    + w.any_of(NAMES).replace("'", _APOSTROPHE).replace(r"\ ", w.WS)
    + rf")(?!\w)(?:{w.COMMA}(?:of{w.WS})?(?P<year>{w.YEAR})|{w.WS}{_RELATIVE_YEAR})?"
)


def _read_holiday(scene: Scene, match: re.Match[str]) -> Sequence[Reading]:
    name = " ".join(match["name"].replace("’", "'").split()).lower()
    if match["name"][:1].islower() and not name.startswith("the "):
        return ()
    year = year_of(scene, match)
    if year is not None:
        return (dated(*match.span(), day_period(holiday(name, year))),)
    if scene.day is None:
        return (dated(*match.span(), None),)
    choices = [day_period(holiday(name, y)) for y in _years_around(scene.day)]
    which = (match["which"] or "").lower()
    ahead = looks_ahead(scene, *match.span())
    if which in {"next", "coming"}:
        choices, ahead = [p for p in choices if p.first > scene.day], True
    elif which == "last":
        choices, ahead = [p for p in choices if p.last < scene.day], False
    return (dated(*match.span(), pick(choices, scene.day, ahead)),)


_NTH_IN_MONTH = _compile(
    rf"{w.WB}(?:the{w.WS})?(?P<nth>first|second|third|fourth|fifth|last|final|[1-5](?:st|nd|rd|th)){w.WS}(?P<what>{w.WEEKDAY}|week|weekend){w.WS}(?:of|in){w.WS}"
    rf"(?:(?P<month>{w.MONTH})(?:,?{w.WS}(?P<year>{w.YEAR})|{w.WS}{_RELATIVE_YEAR})?|(?:the{w.WS}year{w.WS})?(?P<only>{w.YEAR}))(?!\w)"
)


def _read_nth(scene: Scene, match: re.Match[str]) -> Sequence[Reading]:
    """ "the last week of March", "the first Tuesday in November 2024"."""
    word = match["nth"].lower()
    nth = -1 if word in {"last", "final"} else w.ordinal(word)
    year = int(match["only"]) if match["only"] else year_of(scene, match)
    month = w.month_number(match["month"]) if match["month"] else 12 if nth < 0 else 1
    if year is None and scene.day is None:
        return (dated(*match.span(), None),)
    if year is not None:
        return (dated(*match.span(), _nth(year, month, match["what"], nth)),)
    assert scene.day is not None
    choices = [_nth(y, month, match["what"], nth) for y in _years_around(scene.day)]
    return (dated(*match.span(), pick(choices, scene.day, looks_ahead(scene, *match.span()))),)


def _nth(year: int, month: int, what: str, nth: int) -> Period:
    if what.lower() == "week":
        last = month_period(year, month).last
        day = date(year, month, 4) if nth > 0 else week_containing_last(last)
        return week_period(date.fromordinal(day.toordinal() + 7 * (nth - 1)) if nth > 0 else day)
    if what.lower() == "weekend":
        saturday = nth_weekday(year, month, 5, nth)
        week = week_period(saturday)
        return Period(f"{week.value}-WE", saturday, week.last, "week")
    return day_period(nth_weekday(year, month, w.weekday_number(what), nth))


def week_containing_last(last: date) -> date:
    """A day of the last ISO week that has most of its days in the month that ends on ``last``."""
    return date.fromordinal(last.toordinal() - 3)


RULES: tuple[Rule, ...] = (
    Rule(_ISO, _read_iso),
    Rule(_SLASHED, _read_slashed),
    Rule(_NAMED_MONTH_DASHED, _read_dashed),
    Rule(_MONTH_DAY, _read_days),
    Rule(_DAY_MONTH, _read_days),
    Rule(_NTH_IN_MONTH, _read_nth),
    Rule(_YEAR_MONTH, _read_year_month),
    Rule(_MONTH_OFFSET, _read_month_offset),
    Rule(_MONTHS, _read_months),
    Rule(_HOLIDAY, _read_holiday),
    Rule(_QUARTER, _read_quarter),
    Rule(_HALF, _read_half),
    Rule(_FISCAL, _read_fiscal),
    Rule(_SEASON, _read_season),
    Rule(_CENTURY, _read_century),
    Rule(_DECADE, _read_decade),
    Rule(_YEAR_RANGE, _read_year_range),
    Rule(_YEAR, _read_year),
    Rule(_SHORT_YEAR, _read_short_year),
)
