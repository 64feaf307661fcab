"""Counted distances: "three days ago", "in two weeks", "30 days after that"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta

from briefing.extract.dates import vocabulary as w
from briefing.extract.dates.calendar import (
    Period,
    containing,
    day_period,
    shift,
    shift_business_days,
    weekday_on_or_after,
)
from briefing.extract.dates.context import Context, Inner, Mod, Reading, Rule, dated, looks_ahead
from briefing.extract.dates.hints import Hint

_AMOUNT = (
    rf"(?P<count>{w.COUNT})(?:{w.WS}|-)(?P<more>more{w.WS})?{w.UNIT}"
    rf"(?P<half>{w.WS}and{w.WS}a{w.WS}half)?"
)
_END = rf"(?={w.WS}?(?:$|[.,;:!?)\"”’']|{w.WS}(?:that|this|and|but)\b))"
_AGO = w.Pattern(
    rf"{w.WB}(?P<about>{w.ABOUT}{w.WS})?(?:(?P<big>{w.COUNT}){w.WS}(?P<bigunit>week|month|year)s?{w.WS}and{w.WS})?{_AMOUNT}{w.WS}"
    rf"(?P<way>ago|earlier|later|from{w.WS}now|hence|prior{_END}|previously|away{_END}|before{_END}|afterwards?|after{_END}|on{_END})(?!\w)"
)
_UNIT_AND_WAY = w.Pattern(
    rf"(?:second|minute|hour|day|night|week|fortnight|weekend|month|quarter|year|decade|century|"
    rf"centurie|half)s?{w.WS}(?:ago|earlier|later|from|hence|prior|previously|away|before|after|"
    r"following|on(?!\w))"
)
_IN = w.Pattern(
    rf"(?<=\bin\s)(?P<about>{w.ABOUT}{w.WS})?{_AMOUNT}(?P<timely>['’]?{w.WS}time)?(?!\w|{w.WS}?(?:ago|later|earlier|before|after)\b|-)"
)
_FROM = w.Pattern(
    rf"{w.WB}(?P<about>{w.ABOUT}{w.WS})?{_AMOUNT}{w.WS}(?P<way>from|after|before|prior{w.WS}to|following){w.WS}(?:on{w.WS})?(?=[\w'’])"
)
_WEEKS_ON = w.Pattern(
    rf"{w.WB}(?P<count>an?|one|two|three|four){w.WS}(?P<unit>week|fortnight)s?{w.WS}"
    rf"(?:on{w.WS}(?P<weekday>{w.WEEKDAY})|(?P<near>today|tomorrow|yesterday))(?!\w)|"
    rf"{w.WB}(?P<base>today|tomorrow|yesterday){w.WS}(?P<one>week|fortnight)"
    rf"(?={w.WS}?(?:$|[.,;:!?)\"”’']|{w.WS}(?:at|by|in|on|and|to|for|with|but|the)\b))"
)
_WEEKS_AND_DAY = w.Pattern(
    rf"(?:week|fortnight)s?{w.WS}(?:on|today|tomorrow|yesterday)|"
    rf"(?:today|tomorrow|yesterday){w.WS}(?:week|fortnight)"
)
_THE_DAY = w.Pattern(
    rf"{w.WB}the{w.WS}(?P<unit>day|week|month|year){w.WS}(?P<way>after|before){w.WS}(?=[\w'’])"
)
_THAT = w.Pattern(rf"(?:that|then|this)(?!\w|{w.WS}(?:\w))")


def counted(day: date, count: float, unit: str, words: str) -> Period:
    """What lies ``count`` units from ``day``, as exact as people mean it: days and weeks to the
    day, months and quarters to the month, years to the year."""
    if count != int(count):
        unit, count = _halved(count, unit)
    steps = int(count)
    if unit in {"day", "night"} and re.search("business|working|trading", words, re.IGNORECASE):
        return day_period(shift_business_days(day, steps))
    shifted = shift(day, steps, unit)
    if unit in {"month", "quarter"}:
        return containing(shifted, "month")
    if unit in {"year", "decade", "century"}:
        return containing(shifted, unit)
    return day_period(shifted)


def exact_day(day: date, count: float, unit: str, words: str) -> date:
    """The day that lies ``count`` units from ``day``, to the day for every unit."""
    if unit in w.CLOCK_UNITS:
        hours = count / {"hour": 1, "minute": 60, "second": 3600}[unit]
        return day + timedelta(days=int(hours // 24) + bool(hours % 24 and hours > 24))
    if count != int(count):
        unit, count = _halved(count, unit)
    if unit in {"day", "night"} and re.search("business|working|trading", words, re.IGNORECASE):
        return shift_business_days(day, int(count))
    return shift(day, int(count), unit)


_SMALLER = {
    "century": ("year", 100),
    "decade": ("year", 10),
    "year": ("month", 12),
    "quarter": ("month", 3),
    "month": ("day", 30),
    "fortnight": ("day", 14),
    "week": ("day", 7),
}


def _halved(count: float, unit: str) -> tuple[str, float]:
    """Parts of units in whole smaller ones: half a year is six months."""
    name, size = _SMALLER.get(unit, ("day", 1))
    return name, round(count * size)


def unit_of(match: re.Match[str]) -> str:
    """The singular unit of a match, in lower case."""
    word = match["unit"].lower()
    return "century" if word == "centurie" else word


def count_of(match: re.Match[str]) -> float | None:
    """How many units a match counts; None for "several"."""
    count = w.cardinal(match["count"])
    return count + 0.5 if count is not None and match["half"] else count


def _approximate(match: re.Match[str]) -> Mod | None:
    return "APPROX" if match["about"] else None


def _read_ago(context: Context, match: re.Match[str]) -> Sequence[Reading]:
    unit, way = unit_of(match), match["way"].lower()
    count = count_of(match)
    back = way.startswith(("ago", "earlier", "before", "prior", "previously"))
    if way == "on" and not match[0].lower().endswith("s on"):
        return ()
    current = context.narrative_day or context.day
    base = (
        context.day
        if way.startswith(("ago", "from", "hence"))
        else _named_base(context, unit) or current
    )
    if unit in w.CLOCK_UNITS:
        if way not in {"ago", "earlier", "later"}:
            return ()
        value = base.isoformat() if base else None
        return (Reading(*match.span(), "TIME", value, base, base, "time", _approximate(match)),)
    if count is None:
        return (Reading(*match.span(), "DATE", "PAST_REF" if back else "FUTURE_REF"),)
    if base is None:
        return (dated(*match.span(), None),)
    sign = -1 if back else 1
    if match["big"] and (more := w.cardinal(match["big"])):
        base = shift(base, sign * int(more), match["bigunit"].lower())
    return (dated(*match.span(), counted(base, sign * count, unit, match[0]), _approximate(match)),)


def _named_base(context: Context, unit: str) -> date | None:
    """What "a year earlier" counts from if the story named a year or a month last."""
    last = context.earlier[-1] if context.earlier else None
    if last is None or last.precision not in {"month", "quarter", "year"}:
        return None
    return last.first if unit in {"month", "quarter", "year", "decade"} else None


def _read_in(context: Context, match: re.Match[str]) -> Sequence[Reading]:
    """ "in two weeks" ahead of its clause; behind it ("the first in two weeks") a duration."""
    unit, count = unit_of(match), count_of(match)
    if unit in w.CLOCK_UNITS or count is None or "first" in (match["about"] or "").lower():
        return ()
    if not match["timely"] and looks_ahead(context, *match.span()) is False:
        return ()
    if unit in _AGES and not _is_foretold(context, match):
        return ()
    if _COMPARED.search(context.before(match.start(), 44)):
        return ()
    if context.day is None:
        return (dated(*match.span(), None),)
    period = counted(context.day, count, unit, match[0])
    return (dated(*match.span(), period, _approximate(match)),)


_AGES = frozenset({"decade", "century"})


def _is_foretold(context: Context, match: re.Match[str]) -> bool:
    """ "will be gone in two decades"; but "goes further than any pact in two decades"."""
    tense = context.tense(*match.span())
    return tense is not None and tense.direction == "future"


_COMPARED = re.compile(
    r"\b(?:first|time|times|only|second|third|since|record|best|worst|highest|lowest|biggest|largest|"
    r"deadliest|heaviest|strongest|once|twice|\w+est)\b[^.,;]{0,30}\bin$"
)


def _read_weeks_on(context: Context, match: re.Match[str]) -> Sequence[Reading]:
    """ "a week on Thursday", "two weeks tomorrow", "yesterday week": the offset on top of a day."""
    if match["weekday"] and looks_ahead(context, *match.span()) is False:
        return ()
    if context.day is None:
        return (dated(*match.span(), None),)
    unit = (match["unit"] or match["one"]).lower()
    count = int(w.cardinal(match["count"]) or 1) if match["count"] else 1
    steps = {"today": 0, "tomorrow": 1, "yesterday": -1}
    if match["weekday"]:
        base = weekday_on_or_after(context.day, w.weekday_number(match["weekday"]))
    else:
        base = shift(context.day, steps[(match["near"] or match["base"]).lower()], "day")
    back = (match["base"] or "").lower() == "yesterday"
    return (dated(*match.span(), day_period(shift(base, -count if back else count, unit))),)


def _reads_from(inner: Inner) -> tuple[Rule, ...]:
    def read_from(context: Context, match: re.Match[str]) -> Sequence[Reading]:
        """ "two weeks after Monday", "30 days after that": counted from what follows."""
        unit, count = unit_of(match), count_of(match)
        if unit in w.CLOCK_UNITS or count is None:
            return ()
        back = match["way"].lower().startswith(("before", "prior"))
        base, end = _base(context, match)
        if end is None:
            return ()
        if base is None:
            return (dated(match.start(), end, None),)
        period = counted(base, -count if back else count, unit, match[0])
        return (dated(match.start(), end, period, _approximate(match)),)

    def read_the_day(context: Context, match: re.Match[str]) -> Sequence[Reading]:
        """ "the day after Christmas", "the week before Jan. 5"."""
        base, end = _base(context, match)
        if end is None:
            return ()
        if base is None:
            return (dated(match.start(), end, None),)
        step = -1 if match["way"].lower() == "before" else 1
        unit = match["unit"].lower()
        return (dated(match.start(), end, containing(shift(base, step, unit), unit)),)

    def _base(context: Context, match: re.Match[str]) -> tuple[date | None, int | None]:
        """The day from which to count and where its words end; no end if nothing is named."""
        if that := _THAT.regex.match(context.text, match.end()):
            return context.narrative_day, that.end()
        readings = inner(context, match.end())
        if readings is None or readings.type not in {"DATE", "TIME"}:
            return None, None
        if readings.value is not None and readings.first is None:
            return None, None
        return readings.first, readings.end

    return (
        Rule(_FROM, read_from, (Hint.UNIT, Hint.BEFORE_OR_AFTER), opener=True, holds=_UNIT_AND_WAY),
        Rule(_THE_DAY, read_the_day, (Hint.UNIT, Hint.AFTER), opener=True),
    )


def rules(inner: Inner) -> tuple[Rule, ...]:
    """The rules of this module; ``inner`` reads the expression that begins at an offset."""
    return (
        Rule(
            _WEEKS_ON,
            _read_weeks_on,
            (Hint.UNIT, Hint.NEAR | Hint.WEEKDAY),
            opener=True,
            holds=_WEEKS_AND_DAY,
        ),
        Rule(_AGO, _read_ago, (Hint.UNIT, Hint.BEFORE_OR_AFTER), holds=_UNIT_AND_WAY),
        Rule(_IN, _read_in, (Hint.UNIT, Hint.IN)),
        *_reads_from(inner),
    )
