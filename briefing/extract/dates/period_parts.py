"""Parts of periods: "the end of the month", "mid-August", "early next week", "month's end"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import partial

from msgspec.structs import replace

from briefing.extract.dates import vocabulary as w
from briefing.extract.dates.calendar import Period, containing, month_period, weekend_period
from briefing.extract.dates.context import Context, Inner, Reading, Rule, dated
from briefing.extract.dates.hints import Hint
from briefing.extract.dates.months import WEEK_OF, week_around
from briefing.extract.dates.relative_periods import shaded

_PART_OF = w.Pattern(
    rf"{w.WB}(?:the{w.WS})?(?:very{w.WS})?(?:(?:"
    rf"(?P<shade>end|beginning|start|close|rest|remainder|opening|outset|middle|"
    rf"(?:first|second){w.WS}half|(?:latter|later|early){w.GAP}part){w.WS}of|"
    rf"(?P<near>late|early|middle|mid|end){w.GAP}?(?:(?<=\W)(?:in|to)(?=\W))?){w.WS}?(?<=\W)"
    rf"(?P<the>the{w.WS})?|(?P<mid>mid)(?=[A-Z]))(?=[\w'’])"
)
_UNIT = w.Pattern(r"(?P<unit>week|month|year|quarter|weekend|decade|century|day)(?!\w|-)")
_PERIODS_END = w.Pattern(
    rf"{w.WB}(?:(?:the{w.WS})?(?P<unit>week|month|year|quarter)['’]s{w.WS}(?P<shade>end|close|start|beginning)|"
    rf"(?P<inner>{w.MONTH})['’]s{w.WS}(?P<ishade>end|close|start|beginning)|"
    rf"(?:the{w.WS})?(?P<eshade>end|close){w.GAP}of{w.GAP}(?P<eunit>week|month|year|quarter)|"
    rf"(?P<tight>year|month|quarter){w.GAP}end)(?!\w)"
)


_SHADES = {"latter": "late", "later": "late"}


def rules(inner: Inner) -> tuple[Rule, ...]:
    """The rules of this module; ``inner`` reads the expression that begins at an offset."""
    part_of, week_of = partial(_read_part_of, inner), partial(_read_week_of, inner)
    return (
        Rule(_PART_OF, part_of, (Hint.PART,), opener=True),
        Rule(WEEK_OF, week_of, (Hint.WEEK,), opener=True),
        Rule(
            _PERIODS_END,
            partial(_read_periods_end, inner),
            (Hint.ENDS, Hint.UNIT | Hint.MONTH),
        ),
    )


def _read_part_of(inner: Inner, context: Context, match: re.Match[str]) -> Sequence[Reading]:
    """ "the end of the month", "mid-August", "early next week"."""
    if (match["near"] or "").lower() == "end" and re.search(r"\s(?:in|to|the)\s", match[0]):
        return ()
    whole = _period_behind(inner, context, match)
    if whole is None or whole.type != "DATE" or whole.precision == "time":
        return ()
    words = re.split(r"[\s-]", (match["shade"] or match["near"] or "mid").lower())
    shade = _SHADES.get(words[0], words[0])
    if shade in {"first", "second"}:
        return _half_of_month(match.start(), whole, shade)
    if whole.precision == "day" and shade in {"end", "close"} and match["shade"]:
        return (replace(whole, start=match.start()),)
    if whole.precision == "day" and not (match["near"] and shade in {"early", "late"}):
        return ()
    if whole.first is None or whole.last is None or whole.value is None:
        return (Reading(match.start(), whole.end, "DATE", whole.value),)
    period = Period(whole.value, whole.first, whole.last, whole.precision)
    part = shaded(match.start(), whole.end, period, shade, context.day)
    if whole.implicit and _is_told_as_past(context, part):
        earlier = month_period(whole.first.year - 1, whole.first.month)
        part = shaded(match.start(), whole.end, earlier, shade, context.day)
    return (part,)


def _is_told_as_past(context: Context, part: Reading) -> bool:
    """ "when they met in late May", told on May 12: the month was near, its part is of another
    year."""
    if context.day is None or part.first is None or part.precision != "month":
        return False
    tense = context.tense(part.start, part.end)
    told = tense is not None and tense.direction == "past" and not tense.nominal
    return told and part.first > context.day


def _period_behind(inner: Inner, context: Context, match: re.Match[str]) -> Reading | None:
    """The period that a part is of: an expression of its own, or "the month" of publication."""
    whole = inner(context, match.end())
    if whole is not None or (match["near"] and not match["the"]):
        return whole
    unit = _UNIT.regex.match(context.text, match.end())
    return _this(context, unit) if unit else None


def _read_week_of(inner: Inner, context: Context, match: re.Match[str]) -> Sequence[Reading]:
    """ "the week of April 10"."""
    whole = inner(context, match.end())
    if whole is None or whole.precision != "day":
        return ()
    if whole.first is None:
        return (Reading(match.start(), whole.end, "DATE", None),)
    if match["what"].lower() == "weekend":
        return (dated(match.start(), whole.end, weekend_period(whole.first)),)
    return (dated(match.start(), whole.end, week_around(whole.first)),)


def _read_periods_end(inner: Inner, context: Context, match: re.Match[str]) -> Sequence[Reading]:
    """ "the month's end", "March's start", "year-end"."""
    unit = (match["unit"] or match["eunit"] or match["tight"] or "").lower()
    shade = (match["shade"] or match["ishade"] or match["eshade"] or "end").lower()
    if context.day is None:
        return (Reading(*match.span(), "DATE", None),)
    if unit:
        return (shaded(*match.span(), containing(context.day, unit), shade, context.day),)
    month = inner(context, match.start())
    if month is None or month.first is None:
        return ()
    return (shaded(*match.span(), containing(month.first, "month"), shade, context.day),)


def _half_of_month(start: int, month: Reading, which: str) -> Sequence[Reading]:
    """ "the second half of November": from its 16th on. Halves of years are read elsewhere."""
    if month.precision != "month" or month.first is None or month.last is None:
        return ()
    middle = month.first.replace(day=15)
    if which == "first":
        return (replace(month, start=start, last=middle, mod="START"),)
    return (replace(month, start=start, first=middle.replace(day=16), mod="END"),)


def _this(context: Context, unit: re.Match[str]) -> Reading:
    """ "the month" of "the end of the month": the one of publication."""
    name = unit["unit"].lower()
    base = context.narrative_day_near(unit.start()) if name == "day" else context.day
    if name == "month" and (named := context.month_in_sentence(unit.start())) is not None:
        base = named
    return dated(*unit.span(), containing(base, name) if base else None)
