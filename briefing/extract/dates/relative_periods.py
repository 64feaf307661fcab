"""Weeks, months and years by their place: "next week", "the previous year", "the same period"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta

from briefing.extract.dates import vocabulary as w
from briefing.extract.dates.calendar import Period, containing, shift, year_period
from briefing.extract.dates.context import Context, Mod, Reading, Rule, dated, looks_ahead, pick
from briefing.extract.dates.hints import Hint
from briefing.extract.dates.relative_days import timed

_SUNDAY = 7  # of ISO 8601, where it ends a week
_OFFSET = w.Pattern(
    rf"{w.WB}(?P<the>the{w.WS})?(?:(?P<shade>later|earlier|early|late|mid|middle|sometime){w.GAP}"
    rf"(?:in{w.WS})?(?:the{w.WS})?)?(?P<which>this|next|last|past|coming|upcoming|previous|following|"
    rf"current|same|that|entire|whole|preceding|prior)(?:{w.WS}(?:calendar|working))?{w.WS}"
    rf"(?P<unit>day|night|workweek|week|weekend|month|quarter|year|decade|century|"
    rf"fiscal{w.WS}year|financial{w.WS}year)(?!\w|-)"
)
_POST = w.Pattern(
    rf"{w.WB}the{w.WS}(?P<unit>day|week|month|year){w.WS}"
    rf"(?:(?P<prev>previous|prior)(?!\w)|(?P<which>before|after)(?={w.WS}?(?:$|[.,;:!?)”\"’'])))"
)
_AFTER_NEXT = w.Pattern(
    rf"{w.WB}(?:the{w.WS})?(?P<unit>week|month|year|weekend){w.WS}(?P<which>after{w.WS}next|before{w.WS}last)(?!\w)"
)
_THE_UNIT = w.Pattern(
    rf"{w.WB}(?P<shade>(?:later|earlier|late|early){w.WS}in{w.WS})?the{w.WS}(?P<unit>day|week|month|quarter|year|weekend)(?!\w|-|['’]s)"
)
_SAME = w.Pattern(
    rf"{w.WB}the{w.WS}same{w.WS}(?P<what>time|period|month|quarter|week|day|date|stage|point)"
    rf"(?:{w.WS}(?:of|in|from|during))?(?:{w.WS}the)?{w.WS}"
    rf"(?:(?P<last>last{w.WS}year)|(?:a|one){w.WS}year{w.WS}(?P<ago>ago|earlier|before)|(?P<prev>(?:previous|prior){w.WS}year|year{w.WS}before)|(?P<year>{w.YEAR}))(?!\w)"
)
_IN_A_ROW = w.Pattern(
    rf"{w.WB}(?:(?:an?|the|its|their|his|her){w.WS})?(?P<nth>{w.ORDINAL}){w.WS}(?:(?P<run>consecutive|straight|successive|running){w.WS})?"
    rf"(?P<unit>day|night|week|month|quarter|year)(?!\w)(?P<row>{w.WS}(?:in{w.WS}a{w.WS}row|running)(?!\w))?"
)
_MODS: dict[str, Mod] = {
    "early": "START",
    "beginning": "START",
    "start": "START",
    "opening": "START",
    "outset": "START",
    "mid": "MID",
    "middle": "MID",
    "late": "END",
    "end": "END",
    "close": "END",
}


def part_of(period: Period, shade: str, day: date | None) -> tuple[date, date]:
    """The first and last day of the part of a period that "early", "late", "later" ... mean.

    Early and late are thirds, as HeidelTime's START and END; the end of a period is its last
    fifth (of a week the weekend, Friday included).
    """
    length = (period.last - period.first).days + 1
    third = timedelta(days=max(1, length // 3) - 1)
    match shade:
        case "early" | "beginning" | "start" | "opening" | "outset":
            return period.first, period.first + third
        case "mid" | "middle":
            return period.first + third + timedelta(days=1), period.last - third - timedelta(days=1)
        case "late":
            return period.last - third, period.last
        case "end" | "close":
            fifth = 3 if length == 7 else max(1, length // 5)
            return period.last - timedelta(days=fifth - 1), period.last
        case "later" | "rest" | "remainder":
            if day and period.first <= day < period.last:
                return day + timedelta(days=1), period.last
        case "earlier":
            if day and period.first < day <= period.last:
                return period.first, day - timedelta(days=1)
    return period.first, period.last


def shaded(start: int, end: int, period: Period | None, shade: str, day: date | None) -> Reading:
    """A reading of a part of a period; the value stays that of the whole, as TIMEX3 has it."""
    if period is None or not shade:
        return dated(start, end, period)
    first, last = part_of(period, shade, day)
    mod = _MODS.get(shade)
    return Reading(start, end, "DATE", period.value, first, last, period.precision, mod)


_STEPS = {
    "this": 0,
    "current": 0,
    "next": 1,
    "coming": 1,
    "upcoming": 1,
    "last": -1,
    "past": -1,
}


def _read_offset(context: Context, match: re.Match[str]) -> Sequence[Reading]:
    which, unit = match["which"].lower(), match["unit"].lower().split()[-1]
    unit = "week" if unit == "workweek" else unit
    shade = (match["shade"] or "").lower()
    if which in {"past", "coming"} and unit not in {"week", "weekend", "month", "year", "quarter"}:
        return ()
    if which == "past" and match["the"]:
        return ()
    if (
        match["the"]
        and which in {"last", "next"}
        and unit != "year"
        and context.after(match.end(), 4) == " of "
    ):
        return ()
    if context.day is None:
        return (dated(*match.span(), None),)
    current = context.narrative_day or context.day
    named = context.period("year") if unit == "year" else None
    if which in _STEPS and not (unit == "day" and which in {"next", "last"}):
        base, step = context.day, _STEPS[which]
    elif which in {"entire", "whole"} and unit == "year":
        base, step = _near_year(context, match.start()) or context.day, 0
    else:
        base = named.first if named and named.first and _relates(which) else current
        step = {
            "following": 1,
            "previous": -1,
            "preceding": -1,
            "prior": -1,
            "next": 1,
            "last": -1,
        }.get(which, 0)
    if which == "this" and unit == "week" and _is_last_day(context, match):
        step = 1
    period = containing(shift(base, step, unit), unit)
    if which == "this" and unit == "weekend" and period.first > context.day:
        behind = looks_ahead(context, *match.span()) is False
        # "were signed this weekend", told on a Monday: the one just over
        period = containing(shift(base, -1, unit), unit) if behind else period
    if unit == "night":
        return (timed(*match.span(), period.first, "night"),)
    return (shaded(*match.span(), period, shade, context.day),)


def _is_last_day(context: Context, match: re.Match[str]) -> bool:
    """ "will meet this week", written on a Sunday: the week that is about to begin."""
    sunday = context.day is not None and context.day.isoweekday() == _SUNDAY
    return sunday and looks_ahead(context, *match.span()) is True


def _relates(which: str) -> bool:
    return which in {"following", "previous", "preceding", "prior", "same", "that"}


def _near_year(context: Context, start: int) -> date | None:
    """The year that the last expressions of the same sentence lie in."""
    last = context.earlier[-1] if context.earlier else None
    if (
        last
        and last.first
        and start - last.end < 120
        and last.precision in {"quarter", "year", "month"}
    ):
        return last.first
    return None


def _read_post(context: Context, match: re.Match[str]) -> Sequence[Reading]:
    """ "the year previous", "the day before" (with nothing that it stands before)."""
    if not context.day:
        return (dated(*match.span(), None),)
    unit = match["unit"].lower()
    named = context.period("year") if unit == "year" else None
    base = named.first if named and named.first else context.narrative_day or context.day
    step = 1 if (match["which"] or "").lower() == "after" else -1
    return (dated(*match.span(), containing(shift(base, step, unit), unit)),)


def _read_after_next(context: Context, match: re.Match[str]) -> Sequence[Reading]:
    if not context.day:
        return (dated(*match.span(), None),)
    unit = match["unit"].lower()
    step = 2 if match["which"].lower().startswith("after") else -2
    return (dated(*match.span(), containing(shift(context.day, step, unit), unit)),)


_THE_BEFORE = frozenset("of for in during throughout through over until till by".split())
_THE_DAY_BEFORE = frozenset(
    "ended ending end finish finished finishing closed closing started began ends closes".split()
)
_THE_AFTER = ("of ", "that ", "when ", "after ", "before ", "to ", "since ", "the ", "was ", "is ")


def _read_the_unit(context: Context, match: re.Match[str]) -> Sequence[Reading]:
    """ "the day", "later in the week": only where nothing else says which one is meant."""
    unit = match["unit"].lower()
    shade = (match["shade"] or "").lower().split()[:1]
    before = context.preposition(match.start())
    after = context.after(match.end(), 8).strip().lower() + " "
    if not shade:
        ends = unit == "day" and before in _THE_DAY_BEFORE
        weekend = unit == "weekend"
        if not ends and not weekend and before not in _THE_BEFORE:
            return ()
        if after.startswith(_THE_AFTER) and not weekend:
            return ()
    if not context.day:
        return (dated(*match.span(), None),)
    if unit == "weekend" and not shade:
        choices = [containing(shift(context.day, step, "week"), "weekend") for step in (-1, 0, 1)]
        ahead = looks_ahead(context, *match.span(), weak=True)
        return (dated(*match.span(), pick(choices, context.day, ahead)),)
    base = context.day
    if unit == "day":
        base = context.narrative_day_near(match.start()) or context.day
        last = next((r for r in reversed(context.earlier) if r.first == base), None)
        gap = context.text[last.end : match.start()] if last is not None else ""
        # "Lind will fly home later in the day": today, whatever day was named before. An index
        # that fell "to end the day at 7,114" ended the day that was told of.
        ahead = base > context.day or (bool(shade) and looks_ahead(context, *match.span()))
        if ahead and re.search(r"[.!?]\s|\n", gap):
            base = context.day
    return (
        shaded(
            *match.span(),
            containing(base, unit),
            shade[0] if shade else "",
            context.day,
        ),
    )


def _read_same(context: Context, match: re.Match[str]) -> Sequence[Reading]:
    """ "the same month a year ago", "the same period of 2020": what was named, in that year."""
    if not context.day:
        return (dated(*match.span(), None),)
    what = match["what"].lower()
    units = {
        "month": ("month",),
        "quarter": ("quarter",),
        "day": ("day",),
        "date": ("day",),
        "week": ("week",),
    }
    model = next(
        (
            r
            for r in reversed(context.earlier[-12:])
            if r.type == "DATE"
            and r.first
            and r.precision in units.get(what, ("month", "quarter", "week", "day"))
        ),
        None,
    )
    year = int(match["year"]) if match["year"] else context.day.year - 1
    if model is None or not model.first or model.precision == "vague":
        return (dated(*match.span(), year_period(year)),)
    if not match["year"] and not match["last"]:
        year = model.first.year - 1
    period = containing(shift(model.first, year - model.first.year, "year"), model.precision)
    return (dated(*match.span(), period),)


def _read_in_a_row(context: Context, match: re.Match[str]) -> Sequence[Reading]:
    """ "for a second consecutive day", "for fourth week in a row": the one that the story is at."""
    if not (match["run"] or match["row"]) or context.day is None:
        return ()
    unit = match["unit"].lower()
    base = context.narrative_day_near(match.start()) if unit in {"day", "night"} else context.day
    end = match.start("row") if match["row"] else match.end()
    return (dated(match.start(), end, containing(base or context.day, unit)),)


RULES: tuple[Rule, ...] = (
    Rule(_SAME, _read_same, (Hint.SAME,)),
    Rule(_AFTER_NEXT, _read_after_next, (Hint.UNIT, Hint.AFTER)),
    Rule(_OFFSET, _read_offset, (Hint.UNIT, Hint.WHICH)),
    Rule(_POST, _read_post, (Hint.UNIT, Hint.AFTER)),
    Rule(_THE_UNIT, _read_the_unit, (Hint.UNIT,)),
    Rule(_IN_A_ROW, _read_in_a_row, (Hint.ROW,)),
)
