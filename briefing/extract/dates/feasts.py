"""Holidays in the text: "Easter Monday", "next Thanksgiving", "Independence Day of this year"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from briefing.extract.dates import vocabulary as w
from briefing.extract.dates.calendar import Period, day_period, weekend_period
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
from briefing.extract.dates.holidays import NAMES, holiday

_CAPITALISED_ONLY = frozenset({"new year", "epiphany", "may day", "victory day", "corpus christi"})
_NAME = w.any_of(NAMES).replace("'", "['’]?").replace(r"\ ", w.WS)
_HOLIDAY = w.Pattern(
    rf"{w.WB}(?:(?P<which>this|next|last|coming|previous|following|this{w.WS}coming){w.WS})?"
    rf"(?P<name>{_NAME})(?!\w)(?!['’]s{w.WS}(?:day|eve))"
    rf"(?:{w.COMMA}(?:of{w.WS})?(?P<year>{w.YEAR})|{w.WS}{RELATIVE_YEAR})?(?P<weekend>{w.WS}weekend(?!\w)"
    rf"(?:,?{w.WS}(?:of{w.WS})?(?P<wyear>{w.YEAR}))?)?"
)
_NAMED = w.Pattern(rf"\b{_NAME}")
_PLAIN = {re.sub("['’]", "", name): name for name in NAMES}


def _read_holiday(context: Context, match: re.Match[str]) -> Sequence[Reading]:
    name = _PLAIN[" ".join(re.sub("['’]", "", match["name"]).split()).lower()]
    if match["name"][:1].islower() and name in _CAPITALISED_ONLY:
        return ()
    year = int(match["wyear"]) if match["wyear"] else year_of(context, match)
    if year is not None:
        return (dated(*match.span(), _period(name, year, match)),)
    if context.day is None:
        return (dated(*match.span(), None),)
    choices = [_period(name, y, match) for y in years_around(context.day)]
    which = (match["which"] or "").lower().split()[-1:]
    ahead = looks_ahead(context, *match.span())
    if which in (["next"], ["coming"], ["following"]):
        choices, ahead = [p for p in choices if p.first > context.day], True
    elif which in (["last"], ["previous"]):
        choices, ahead = [p for p in choices if p.last < context.day], False
    elif which == ["this"]:
        ahead = None
    return (dated(*match.span(), pick(choices, context.day, ahead)),)


def _period(name: str, year: int, match: re.Match[str]) -> Period:
    day = holiday(name, year)
    if not match["weekend"]:
        return day_period(day)
    weekend = weekend_period(day)
    if day.weekday() == 0:  # the weekend that a Monday's holiday makes long
        before = weekend_period(day.fromordinal(day.toordinal() - 1))
        return Period(before.value, before.first, day, "week")
    return Period(weekend.value, min(day, weekend.first), weekend.last, "week")


RULES: tuple[Rule, ...] = (Rule(_HOLIDAY, _read_holiday, (Hint.FEAST,), holds=_NAMED),)
