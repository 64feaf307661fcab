"""Days in figures: "2024-02-03", "5/3/2024", "5-Mar-2024"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from briefing.extract.dates import vocabulary as w
from briefing.extract.dates.calendar import day_period, full_year
from briefing.extract.dates.context import Context, Reading, Rule, dated
from briefing.extract.dates.hints import Hint

_ISO = w.Pattern(
    rf"{w.NB}(?P<y>[12][0-9]{{3}})(?P<s>[-/.])(?P<m>1[0-2]|0?[1-9])(?P=s)"
    r"(?P<d>3[01]|[12][0-9]|0?[1-9])"
    r"(?:[T ](?P<time>[0-2][0-9]:[0-5][0-9])(?::[0-5][0-9])?(?:Z|[+-][0-9:]{4,5})?)?(?![0-9])"
)
_SLASHED = w.Pattern(
    rf"{w.NB}(?P<a>[0-3]?[0-9])(?P<s>[/.-])(?P<b>[0-3]?[0-9])(?P=s)(?P<y>[12][0-9]{{3}})(?![0-9/])"
)
_DASHED = w.Pattern(
    rf"{w.NB}(?P<d>[0-3]?[0-9])(?P<s>[-/])(?P<month>{w.MONTH})(?P=s)"
    r"(?P<y>[12][0-9]{3}|[0-9]{2})(?![0-9/-])"
)


def _read_iso(_: Context, match: re.Match[str]) -> Sequence[Reading]:
    period = day_period(date(int(match["y"]), int(match["m"]), int(match["d"])))
    if not match["time"]:
        return (dated(*match.span(), period),)
    value = f"{period.value}T{match['time']}"
    return (Reading(*match.span(), "TIME", value, period.first, period.last, "time"),)


def _read_slashed(_: Context, match: re.Match[str]) -> Sequence[Reading]:
    """Month first, as American papers write, unless only the other way round makes a date."""
    month, number = int(match["a"]), int(match["b"])
    if month > 12 or match["s"] == ".":
        month, number = number, month
    return (dated(*match.span(), day_period(date(int(match["y"]), month, number))),)


def _read_dashed(context: Context, match: re.Match[str]) -> Sequence[Reading]:
    day = date(full_year(context.day, match["y"]), w.month_number(match["month"]), int(match["d"]))
    return (dated(*match.span(), day_period(day)),)


RULES: tuple[Rule, ...] = (
    Rule(_ISO, _read_iso, (Hint.YEAR,)),
    Rule(_SLASHED, _read_slashed, (Hint.YEAR,)),
    Rule(_DASHED, _read_dashed, (Hint.DIGIT, Hint.DASHED)),
)
