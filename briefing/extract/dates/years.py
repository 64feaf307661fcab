"""Years and what divides or joins them: quarters, halves, seasons, decades, fiscal years."""

from __future__ import annotations

import re
from collections.abc import Sequence

from briefing.extract.dates import vocabulary as w
from briefing.extract.dates.calendar import (
    century_period,
    decade_period,
    full_year,
    half_period,
    quarter_period,
    season_period,
    year_period,
)
from briefing.extract.dates.context import (
    Context,
    Reading,
    Rule,
    dated,
    looks_ahead,
    pick,
    years_around,
)
from briefing.extract.dates.days import RELATIVE_YEAR, year_of
from briefing.extract.dates.hints import Hint

_YEAR = w.Pattern(
    rf"{w.NB}(?:(?:the{w.WS})?year{w.WS}(?:of{w.WS})?)?(?P<year>{w.YEAR})"
    rf"(?![\w/]|['’]s?[\w]|-[0-9]|{w.DASH}[0-9])"
)
_YEAR_RANGE = w.Pattern(
    rf"{w.NB}(?P<year>{w.YEAR})(?:{w.WS}?{w.DASH}{w.WS}?|/)"
    rf"(?P<to>(?:1[0-9]|20)[0-9]{{2}}|[0-9]{{2}})(?![\w%/-]|[.,][0-9])"
)
_SHORT_YEAR = w.Pattern(r"(?<![\w])['’‘](?P<yy>[0-9]{2})(?![\w'’])")
_DECADE = w.Pattern(
    rf"(?:{w.NB}|(?<=['’‘]))(?:(?:the|early|mid|late)(?:{w.GAP})){{0,2}}['’‘]?"
    rf"(?:(?:(?P<cent>1[0-9]|20)(?P<ten>[0-9])0|(?P<two>[1-9])0)(?:['’]|{w.WS})?s|"
    rf"(?P<word>{w.any_of(t[:-1] + 'ies' for t in w.TENS)}))(?![\w])"
)
_CENTURY = w.Pattern(
    rf"{w.WB}(?:the{w.WS})?(?:(?:early|mid|late)(?:{w.GAP}))?(?P<nth>{w.ORDINAL}){w.GAP}century(?!\w)"
)
_FISCAL = w.Pattern(
    rf"{w.WB}(?:(?:the{w.WS})?(?:fiscal|financial)(?:{w.WS}year)?{w.WS}|FY{w.WS}?)"
    rf"(?P<year>{w.YEAR}|['’]?[0-9]{{2}})(?:[-/](?P<to>[0-9]{{2,4}}))?(?!\w)"
)


def _read_year(_: Context, match: re.Match[str]) -> Sequence[Reading]:
    return (dated(*match.span(), year_period(int(match["year"]))),)


def _read_year_range(_: Context, match: re.Match[str]) -> Sequence[Reading]:
    year, to = int(match["year"]), int(match["to"])
    to = to if to > 99 else year - year % 100 + to
    if not year < to < year + 200:
        return ()
    return (
        dated(*match.span("year"), year_period(year)),
        dated(*match.span("to"), year_period(to)),
    )


def _read_short_year(context: Context, match: re.Match[str]) -> Sequence[Reading]:
    return (dated(*match.span(), year_period(full_year(context.day, match["yy"]))),)


def _read_decade(context: Context, match: re.Match[str]) -> Sequence[Reading]:
    if match["word"] and context.preposition(match.start()) not in {"in", "of", "since", "during"}:
        return ()  # somebody is in their forties
    if match["two"] or match["word"]:
        base = context.day.year if context.day else 2000
        ten = int(match["two"]) * 10 if match["two"] else w.TENS[match["word"].lower()[:-3] + "y"]
        year = base - base % 100 + ten
        year = year if year <= base else year - 100
    else:
        year = int(match["cent"] + match["ten"] + "0")
    return (dated(*match.span(), decade_period(year)),)


def _read_century(_: Context, match: re.Match[str]) -> Sequence[Reading]:
    return (dated(*match.span(), century_period(w.ordinal(match["nth"]))),)


def _read_fiscal(context: Context, match: re.Match[str]) -> Sequence[Reading]:
    year = full_year(context.day, match["year"])
    period = year_period(year)
    return (Reading(*match.span(), "DATE", f"FY{year:04d}", period.first, period.last, "year"),)


_YEAR_TAIL = (
    rf"(?:(?:{w.WS}?,?{w.WS}(?:(?:of|in){w.WS})?|{w.WS}?-{w.WS}?)(?:(?P<year>{w.YEAR})|(?:the{w.WS})?"
    rf"(?P<relyear>next|last|this|following|previous|same|current){w.WS}year|the{w.WS}(?P<theyear>year)))?"
)
_QUARTER = w.Pattern(
    rf"{w.WB}(?:(?P<lead>{w.YEAR})(?:{w.WS}|-))?(?:(?:the{w.WS})?"
    rf"(?P<qword>first|second|third|fourth|final|last|1st|2nd|3rd|4th){w.GAP}quarter|"
    rf"Q(?P<qdigit>[1-4])|(?P<qdigit2>[1-4])Q)(?!\w){_YEAR_TAIL}"
)
_HALF = w.Pattern(
    rf"{w.WB}(?:(?P<lead>{w.YEAR})(?:{w.WS}|-))?(?:(?:the{w.WS})?(?P<hword>first|second|latter){w.GAP}half|"
    rf"H(?P<hdigit>[12]))(?!\w){_YEAR_TAIL}"
)


def _base_year(context: Context, match: re.Match[str]) -> int | None:
    """The year of a quarter or half; None if the text leaves it open."""
    if match["lead"] or match["year"]:
        return int(match["lead"] or match["year"])
    if not context.day:
        return None
    if match["theyear"]:
        return context.day.year
    word = (match["relyear"] or "").lower()
    if word in {"next", "last", "this", "current"}:
        return context.day.year + {"next": 1, "last": -1, "this": 0, "current": 0}[word]
    if word and (year := context.period("year")) and year.first:
        return year.first.year + {"following": 1, "previous": -1, "same": 0}[word]
    return context.day.year + {"following": 1, "previous": -1, "same": 0}[word] if word else None


def _read_quarter(context: Context, match: re.Match[str]) -> Sequence[Reading]:
    word = (match["qword"] or "").lower()
    digit = match["qdigit"] or match["qdigit2"]
    year = _base_year(context, match)
    if word == "last" and year is None:
        return ()
    names = {"first": 1, "second": 2, "third": 3, "fourth": 4, "final": 4, "last": 4}
    number = int(digit) if digit else names.get(word) or int(word[0])
    if year is not None:
        return (dated(*match.span(), quarter_period(year, number)),)
    if context.day is None:
        return (dated(*match.span(), None),)
    choices = [quarter_period(y, number) for y in years_around(context.day)]
    tense = context.tense(*match.span())
    if tense is None or tense.direction != "future":  # results are reported when it is over
        choices = [p for p in choices if p.last < context.day] or choices
        return (dated(*match.span(), choices[-1]),)
    return (dated(*match.span(), pick(choices, context.day, True)),)


def _read_half(context: Context, match: re.Match[str]) -> Sequence[Reading]:
    first = match["hdigit"] == "1" or (match["hword"] or "").lower() == "first"
    year = _base_year(context, match)
    if year is None:
        return ()
    return (dated(*match.span(), half_period(year, 1 if first else 2)),)


_SEASON = w.Pattern(
    rf"{w.WB}(?:(?P<which>this|next|last|coming|past|following|the){w.WS})?(?P<season>{w.SEASON})"
    rf"(?!\w)(?:(?:,?{w.WS}(?:of{w.WS})?)(?P<year>{w.YEAR})|{w.WS}{RELATIVE_YEAR})?"
)
_BEFORE_SEASON = frozenset(
    "in by since until till before after during of late early mid through and or".split()
)


def _read_season(context: Context, match: re.Match[str]) -> Sequence[Reading]:
    word = match["season"].lower()
    code, which = w.SEASONS[word], (match["which"] or "").lower()
    year = year_of(context, match)
    if year is not None:
        return (dated(*match.span(), season_period(year, code)),)
    bare = which in {"", "the"}
    if bare and context.preposition(match.start("season")) not in _BEFORE_SEASON:
        return ()
    if bare and word == "fall" and which != "the":
        return ()
    if context.day is None:
        return (dated(*match.span(), None),)
    choices = [season_period(y, code) for y in years_around(context.day, 2)]
    ahead = looks_ahead(context, *match.span())
    if which in {"last", "past"}:
        choices, ahead = [p for p in choices if p.last < context.day], False
    elif which in {"next", "coming"}:
        choices, ahead = [p for p in choices if p.first > context.day], True
    elif which == "this":
        ahead = None
    return (dated(*match.span(), pick(choices, context.day, ahead)),)


RULES: tuple[Rule, ...] = (
    Rule(_QUARTER, _read_quarter, (Hint.QUARTER,)),
    Rule(_HALF, _read_half, (Hint.QUARTER,)),
    Rule(_FISCAL, _read_fiscal, (Hint.FISCAL,)),
    Rule(_SEASON, _read_season, (Hint.SEASON,)),
    Rule(_CENTURY, _read_century, (Hint.CENTURY, Hint.ORDINAL)),
    Rule(_DECADE, _read_decade, (Hint.DECADE,)),
    Rule(_YEAR_RANGE, _read_year_range, (Hint.YEAR,)),
    Rule(_YEAR, _read_year, (Hint.YEAR,)),
    Rule(_SHORT_YEAR, _read_short_year, (Hint.DIGIT, Hint.SHORT_YEAR)),
)
