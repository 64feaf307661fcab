"""Expressions that count from the day of publication or from the day that the story is at."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta

from briefing.extract import date_words as w
from briefing.extract.date_calendar import (
    Period,
    containing,
    day_period,
    shift,
    shift_business_days,
    week_period,
    weekday_on_or_after,
    weekday_on_or_before,
)
from briefing.extract.date_scene import Reading, Rule, Scene, dated, looks_ahead


def _compile(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, w.FLAGS)


_PART_AFTER = rf"(?:{w.WS}(?:in{w.WS}the{w.WS})?(?:(?P<shade>early|late|mid){w.GAP})?(?P<part>{w.DAY_PART}))?"
_TODAY = _compile(
    rf"{w.WB}(?:(?:earlier|later){w.WS})?(?P<word>today|tonight|tomorrow|yesterday|tmrw|"
    rf"the{w.WS}day{w.WS}after{w.WS}tomorrow|the{w.WS}day{w.WS}before{w.WS}yesterday|"
    rf"this{w.GAP}(?:very{w.WS})?(?:early{w.WS}|late{w.WS})?(?P<this>{w.DAY_PART}))(?!\w){_PART_AFTER}(?!\w)"
)
_WEEKDAY = _compile(
    rf"{w.WB}(?:(?:(?P<which>next|last|this{w.WS}past|this{w.WS}coming|this|past|coming|upcoming|previous|the{w.WS}following|following|the{w.WS}previous){w.WS}|"
    rf"(?P<bweek>next|last|this|previous|following){w.WS}week{w.WS}(?:on{w.WS}|-{w.WS})?))?(?P<weekday>{w.WEEKDAY})(?!\w)"
    rf"{_PART_AFTER}(?:(?:{w.WS}of)?{w.WS}(?P<aweek>(?:the{w.WS})?(?:next|last|this|following|previous|coming|past)){w.WS}week|{w.WS}(?P<week>week|next)(?!{w.WS}\w+ing)|"
    rf"{w.WS}(?:the{w.WS})?(?P<number>{w.DAY_DIGITS})(?!{w.WS}?(?:of|{w.MONTH}|[ap]\.?m)))?(?!\w)"
)


def _timed(start: int, end: int, day: date | None, part: str | None) -> Reading:
    """A DATE, or a TIME when a part of the day is named ("Thursday night")."""
    if not part:
        return dated(start, end, day_period(day) if day else None)
    code = w.DAY_PARTS[part.lower()]
    value = f"{day.isoformat()}T{code}" if day else None
    return Reading(start, end, "TIME", value, day, day, "time")


def _read_today(scene: Scene, match: re.Match[str]) -> Sequence[Reading]:
    word = match["word"].lower()
    part = match["part"] or match["this"] or ("night" if word == "tonight" else None)
    steps = {"tomorrow": 1, "tmrw": 1, "yesterday": -1}
    step = 2 if "after" in word else -2 if "before" in word else steps.get(word, 0)
    day = scene.day + timedelta(days=step) if scene.day else None
    return (_timed(*match.span(), day, part),)


def weekday_near(day: date, weekday: int, ahead: bool | None) -> date:
    """That weekday on or after ``day``, or on or before it; without a sign the one before."""
    if ahead:
        return weekday_on_or_after(day, weekday)
    return weekday_on_or_before(day, weekday)


def _in_week(day: date, weeks: int, weekday: int) -> date:
    return week_period(day).first + timedelta(days=7 * weeks + weekday)


def _which_weekday(scene: Scene, day: date, which: str, weekday: int, match: re.Match[str]) -> date:
    told = scene.told or day
    match " ".join(which.split()):
        case "next":
            return _in_week(day, 1, weekday)
        case "last" | "previous" | "the previous":
            near = weekday_on_or_before(day - timedelta(days=1), weekday)
            return near if day.weekday() >= 5 else _in_week(day, -1, weekday)
        case "past" | "this past":
            return weekday_on_or_before(day - timedelta(days=1), weekday)
        case "coming" | "this coming" | "upcoming":
            return weekday_on_or_after(day + timedelta(days=1), weekday)
        case "following" | "the following":
            return weekday_on_or_after(told + timedelta(days=1), weekday)
        case "this":
            found = _in_week(day, 0, weekday)
            if found < day and looks_ahead(scene, *match.span()):
                found += timedelta(days=7)
            return found
    return weekday_near(day, weekday, looks_ahead(scene, *match.span()))


def _read_weekday(scene: Scene, match: re.Match[str]) -> Sequence[Reading]:
    weekday, day = w.weekday_number(match["weekday"]), scene.day
    if day is None:
        return (_timed(*match.span(), None, match["part"]),)
    week = (match["bweek"] or match["aweek"] or "").lower().removeprefix("the").strip()
    if week:
        steps = {"next": 1, "coming": 1, "last": -1, "past": -1, "previous": -1, "this": 0}
        if week == "following":
            found = _in_week(scene.told or day, 1, weekday)
        else:
            found = _in_week(day, steps[week], weekday)
    elif match["number"]:
        return _weekday_number(scene, match, weekday, w.ordinal(match["number"]))
    elif (match["week"] or "").lower() == "week":
        found = weekday_on_or_after(day, weekday) + timedelta(days=7)
    elif match["week"]:
        found = weekday_on_or_after(day + timedelta(days=1), weekday)
    else:
        found = _which_weekday(scene, day, (match["which"] or "").lower(), weekday, match)
    return (_timed(*match.span(), found, match["part"]),)


def _weekday_number(scene: Scene, match: re.Match[str], weekday: int, number: int) -> Sequence[Reading]:
    """ "Monday 21": the nearest month, in the direction of the tense, where that day exists."""
    assert scene.day is not None
    ahead = looks_ahead(scene, *match.span())
    best: date | None = None
    for step in range(-14, 15):
        first = shift(scene.day.replace(day=1), step, "month")
        try:
            found = first.replace(day=number)
        except ValueError:
            continue
        if found.weekday() != weekday or (ahead is not None and ahead != (found >= scene.day)):
            continue
        if best is None or abs(found - scene.day) < abs(best - scene.day):
            best = found
    if best is None:
        return ()
    return (_timed(*match.span(), best, match["part"]),)


_OFFSET = _compile(
    rf"{w.WB}(?:the{w.WS})?(?:(?P<shade>later|earlier|early|late|mid|middle|sometime){w.GAP})?(?:(?:the|in){w.WS})?"
    rf"(?P<which>this|next|last|past|coming|upcoming|previous|following|current|same|that|entire|whole|preceding)(?:{w.WS}calendar)?{w.WS}(?P<unit>day|night|week|weekend|month|quarter|year|decade|century|fiscal{w.WS}year|financial{w.WS}year)(?!\w)(?:{w.WS}(?P<post>previous))?"
)
_POST = _compile(rf"{w.WB}the{w.WS}(?P<unit>day|week|month|year){w.WS}(?P<which>previous|before|after)(?!{w.WS}(?:the|a|an|its|his|her|their|that)\b)(?!\w)")
_AFTER_NEXT = _compile(rf"{w.WB}(?:the{w.WS})?(?P<unit>week|month|year|weekend){w.WS}(?P<which>after{w.WS}next|before{w.WS}last)(?!\w)")
_THE_UNIT = _compile(rf"{w.WB}(?P<shade>(?:later|earlier|late|early){w.WS}in{w.WS})?(?P<det>the){w.WS}(?P<unit>day|week|month|quarter|year|weekend)(?!\w)")


def _part_of(period: Period, shade: str, day: date | None) -> tuple[date, date]:
    """The first and last day of the part of a period that "early", "late", "later" ... mean."""
    length = (period.last - period.first).days + 1
    third = max(1, length // 3)
    match shade:
        case "early" | "beginning" | "start" | "opening" | "outset":
            return period.first, period.first + timedelta(days=third - 1)
        case "mid" | "middle":
            return period.first + timedelta(days=third), period.last - timedelta(days=third)
        case "late":
            return period.last - timedelta(days=third - 1), period.last
        case "end" | "close":
            return period.last - timedelta(days=max(1, length // 5) - 1), period.last
        case "later" | "rest" | "remainder":
            if day and period.first <= day < period.last:
                return day + timedelta(days=1), period.last
        case "earlier":
            if day and period.first < day <= period.last:
                return period.first, day - timedelta(days=1)
    return period.first, period.last


_MODS = {
    "early": "START", "beginning": "START", "start": "START", "opening": "START", "outset": "START",
    "mid": "MID", "middle": "MID", "late": "END", "end": "END", "close": "END",
}


def shaded(start: int, end: int, period: Period | None, shade: str, day: date | None) -> Reading:
    """A reading of a part of a period; the value stays that of the whole, as TIMEX3 has it."""
    whole = dated(start, end, period)
    if period is None or not shade:
        return whole
    first, last = _part_of(period, shade, day)
    return Reading(start, end, "DATE", period.value, first, last, period.precision, _MODS.get(shade))  # type: ignore[arg-type]


def _read_offset(scene: Scene, match: re.Match[str]) -> Sequence[Reading]:
    which, unit = match["which"].lower(), match["unit"].lower().split()[-1]
    shade = (match["shade"] or "").lower()
    if scene.day is None:
        return (dated(*match.span(), None),)
    told = scene.told or scene.day
    steps = {"this": 0, "current": 0, "next": 1, "coming": 1, "upcoming": 1, "last": -1, "past": -1}
    if which in {"past", "upcoming", "coming"} and unit in {"decade", "century"}:
        return ()
    if which in {"next", "last"} and unit == "day":
        base, step = told, steps[which]
    elif which in steps:
        base, step = scene.day, steps[which]
    else:
        base, step = told, {"following": 1, "previous": -1, "preceding": -1}.get(which, 0)
    period = containing(shift(base, step, unit), unit)
    if "night" in unit and which in {"last", "next", "this", "that", "same", "previous", "following"}:
        return (_timed(*match.span(), period.first, "night"),)
    if unit == "quarter" and which in {"past"}:
        return ()
    return (shaded(*match.span(), period, shade, scene.day),)


def _read_post(scene: Scene, match: re.Match[str]) -> Sequence[Reading]:
    """ "the year previous", "the day before" (with nothing that it stands before)."""
    if not scene.day:
        return (dated(*match.span(), None),)
    told = scene.told or scene.day
    unit = match["unit"].lower()
    step = 1 if match["which"].lower() == "after" else -1
    return (dated(*match.span(), containing(shift(told, step, unit), unit)),)


def _read_after_next(scene: Scene, match: re.Match[str]) -> Sequence[Reading]:
    if not scene.day:
        return (dated(*match.span(), None),)
    unit = match["unit"].lower()
    step = 2 if match["which"].lower().startswith("after") else -2
    return (dated(*match.span(), containing(shift(scene.day, step, unit), unit)),)


def _read_the_unit(scene: Scene, match: re.Match[str]) -> Sequence[Reading]:
    """ "the day", "later in the week": only where nothing else says which one is meant."""
    unit = match["unit"].lower()
    shade = (match["shade"] or "").lower().split()[0:1]
    before = scene.preposition(match.start())
    after = scene.after(match.end(), 8).strip().lower()
    if after[:1].isalnum() and not shade and unit != "day":
        if after.split()[0] in {"of", "that", "when", "after", "before", "to"}:
            return ()
    if not shade and before not in {"of", "for", "in", "during", "throughout", "through"} and not (
        unit == "day" and before in {"ended", "ending", "end", "finish", "finished", "finishing", "closed", "closing", "started", "began"}
    ):
        return ()
    if unit == "day" and after.startswith(("of ", "when ", "that ", "after ", "before ", "to ", "job")):
        return ()
    if not scene.day:
        return (dated(*match.span(), None),)
    base = (scene.told or scene.day) if unit == "day" else scene.day
    return (shaded(*match.span(), containing(base, unit), shade[0] if shade else "", scene.day),)


_AMOUNT = rf"(?P<count>{w.COUNT})(?:{w.WS}|-)(?P<more>more{w.WS})?{w.UNIT}"
_AGO = _compile(
    rf"{w.WB}(?P<about>{w.ABOUT}{w.WS})?{_AMOUNT}(?:{w.WS}and{w.WS}a{w.WS}half)?{w.WS}(?P<way>ago|earlier|later|from{w.WS}(?:now|today|tomorrow|yesterday)|hence|prior|previously|before(?={w.WS}(?:today|yesterday|tomorrow))|after(?={w.WS}(?:today|tomorrow))|(?:before|afterwards?|after)(?={w.WS}?[.,;:!?)]))"
    rf"(?:{w.WS}(?P<base>today|tomorrow|yesterday))?(?!\w)"
)
_IN = _compile(rf"(?<=\bin\s)(?P<about>{w.ABOUT}{w.WS})?{_AMOUNT}(?:['’]?{w.WS}?time)?(?!\w)")
_FROM_WEEKDAY = _compile(
    rf"{w.WB}{_AMOUNT}{w.WS}(?P<way>from|after|before){w.WS}(?P<weekday>{w.WEEKDAY})(?!\w)"
)


def counted(day: date, count: float, unit: str, words: str) -> Period:
    """What lies ``count`` units from ``day``, as exact as people mean it: days and weeks to the
    day, months and quarters to the month, years to the year."""
    if count != int(count):
        day, count, unit = _halved(day, count, unit)
    steps = int(count)
    if unit in {"day", "night"} and re.search("business|working|trading", words):
        return day_period(shift_business_days(day, steps))
    found = shift(day, steps, unit)
    if unit in {"month", "quarter"}:
        return containing(found, "month")
    if unit in {"year", "decade", "century"}:
        return containing(found, "year" if unit == "year" else unit)
    return day_period(found)


def _halved(day: date, count: float, unit: str) -> tuple[date, int, str]:
    """Halves of units in whole smaller ones: half a year is six months."""
    smaller = {"year": ("month", 12), "decade": ("year", 10), "month": ("day", 30), "week": ("day", 7), "century": ("year", 100), "fortnight": ("day", 14), "quarter": ("month", 3)}
    name, size = smaller.get(unit, ("day", 1))
    return day, round(count * size), name


def unit_of(match: re.Match[str]) -> str:
    """The singular unit of a match, in lower case."""
    word = match["unit"].lower()
    return "century" if word == "centurie" else word


def _read_ago(scene: Scene, match: re.Match[str]) -> Sequence[Reading]:
    unit, way = unit_of(match), match["way"].lower()
    count = w.cardinal(match["count"])
    back = way.startswith(("ago", "earlier", "before", "prior", "previously"))
    mod = "APPROX" if match["about"] else None
    if unit in w.CLOCK_UNITS:
        day = scene.told if way in {"earlier", "later", "before", "after"} and scene.told else scene.day
        if way == "ago" or way in {"earlier", "later"}:
            return (Reading(*match.span(), "TIME", day.isoformat() if day else None, day, day, "time", mod),)  # type: ignore[arg-type]
        return ()
    if count is None:
        return (Reading(*match.span(), "DATE", "PAST_REF" if back else "FUTURE_REF", precision="vague"),)
    base = scene.day if way.startswith(("ago", "from", "hence")) or match["base"] else scene.told or scene.day
    if base is None:
        return (dated(*match.span(), None),)
    named = (match["base"] or way.split()[-1]).lower()
    base += timedelta(days={"tomorrow": 1, "yesterday": -1}.get(named, 0))
    period = counted(base, -count if back else count, unit, match[0])
    return (dated(*match.span(), period, mod),)  # type: ignore[arg-type]


def _read_in(scene: Scene, match: re.Match[str]) -> Sequence[Reading]:
    """ "in two weeks" ahead of its clause; behind it ("the first in two weeks") a duration."""
    unit, count = unit_of(match), w.cardinal(match["count"])
    if unit in w.CLOCK_UNITS or count is None:
        return ()
    timely = match[0].lower().endswith("time")
    if not timely and looks_ahead(scene, *match.span()) is not True:
        return ()
    if re.search(r"\b(?:first|time|only|since|record|best|worst|\w+est)\b[^.,;]{0,24}$", scene.before(match.start(), 36)):
        return ()
    if scene.day is None:
        return (dated(*match.span(), None),)
    return (dated(*match.span(), counted(scene.day, count, unit, match[0])),)


def _read_from_weekday(scene: Scene, match: re.Match[str]) -> Sequence[Reading]:
    """ "a week from Monday", "two days after Tuesday"."""
    unit, count = unit_of(match), w.cardinal(match["count"])
    if unit in w.CLOCK_UNITS or count is None:
        return ()
    if scene.day is None:
        return (dated(*match.span(), None),)
    back = match["way"].lower() == "before"
    ahead = True if match["way"].lower() == "from" else looks_ahead(scene, *match.span())
    base = weekday_near(scene.day, w.weekday_number(match["weekday"]), ahead)
    return (dated(*match.span(), counted(base, -count if back else count, unit, match[0])),)


RULES: tuple[Rule, ...] = (
    Rule(_TODAY, _read_today),
    Rule(_WEEKDAY, _read_weekday),
    Rule(_AFTER_NEXT, _read_after_next),
    Rule(_OFFSET, _read_offset),
    Rule(_POST, _read_post),
    Rule(_FROM_WEEKDAY, _read_from_weekday),
    Rule(_AGO, _read_ago),
    Rule(_IN, _read_in),
    Rule(_THE_UNIT, _read_the_unit),
)
