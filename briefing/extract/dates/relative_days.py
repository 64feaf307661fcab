"""Today, tomorrow, and weekdays: "Friday", "next Friday night", "Tuesday of last week"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta

from briefing.extract.dates import vocabulary as w
from briefing.extract.dates.calendar import (
    day_period,
    week_period,
    weekday_on_or_after,
    weekday_on_or_before,
)
from briefing.extract.dates.context import Context, Reading, Rule, dated, looks_ahead
from briefing.extract.dates.days import next_weekday, read_weekday_number
from briefing.extract.dates.hints import Hint

_PART_AFTER = (
    rf"(?:{w.WS}(?:in{w.WS}the{w.WS})?(?:(?P<shade>early|late|mid){w.GAP})?(?P<part>{w.DAY_PART}))?"
)
_TODAY = w.Pattern(
    rf"{w.WB}(?:(?:earlier|later|early|late){w.WS})?(?P<word>today|tonight|tomorrow|yesterday|tmrw|"
    rf"the{w.WS}day{w.WS}after{w.WS}tomorrow|the{w.WS}day{w.WS}before{w.WS}yesterday|"
    rf"this{w.GAP}(?:very{w.WS})?(?:early{w.WS}|late{w.WS})?(?P<this>{w.DAY_PART}))(?!\w)"
    rf"{_PART_AFTER}(?!\w)"
)
_WEEKDAY = w.Pattern(
    rf"{w.WB}(?:(?P<bweek>(?:early{w.WS}|late{w.WS}|later{w.WS})?(?:next|last|this|previous|following)){w.WS}week{w.WS}(?:on{w.WS}|-{w.WS})?|"
    rf"(?P<which>next|last|this{w.WS}past|this{w.WS}coming|this|past|coming|upcoming|previous|"
    rf"the{w.WS}following|following(?={w.WS}{w.WEEKDAY}(?!['’]s|{w.WS}[a-z]))|the{w.WS}previous|the{w.WS}same|the{w.WS}next|the{w.WS}coming){w.WS})?"
    rf"(?P<weekday>{w.WEEKDAY})(?!\w){_PART_AFTER}"
    rf"(?:(?:{w.WS}of)?{w.WS}(?P<aweek>(?:the{w.WS})?(?:next|last|this|following|previous|coming|past)){w.WS}week|"
    rf"{w.WS}(?P<week>week|next|last)(?=$|[^\w\s-]|{w.WS}(?:at|in|on|and|to|for|with|by|after|before|as|when|but|that)\b)|"
    rf"{w.WS}(?:the{w.WS})?(?P<number>{w.DAY_DIGITS}|(?<=the\s){w.ORDINAL_WORD}(?!{w.WS}\w))"
    rf"(?!{w.WS}?(?:of|{w.MONTH}|[ap]\.?m|[a-z]+s\b|percent|per|{w.UNIT_NAMES}))(?![-/.:,][0-9]))?(?!\w)"
)
_DAY_PARTS = w.Pattern(
    rf"{w.WB}(?:(?:earlier|later|early|late){w.WS})?(?:in{w.WS})?(?:the{w.WS})?(?:(?:early|late|mid){w.GAP})?"
    rf"(?P<part>morning|afternoon|evening)(?!\w)"
)


def timed(start: int, end: int, day: date | None, part: str | None) -> Reading:
    """A DATE, or a TIME when a part of the day is named ("Thursday night")."""
    if not part:
        return dated(start, end, day_period(day) if day else None)
    value = f"{day.isoformat()}T{w.DAY_PARTS[part.lower()]}" if day else None
    return Reading(start, end, "TIME", value, day, day, "time")


def _read_today(context: Context, match: re.Match[str]) -> Sequence[Reading]:
    word = match["word"].lower()
    part = match["part"] or match["this"] or ("night" if word == "tonight" else None)
    steps = {"tomorrow": 1, "tmrw": 1, "yesterday": -1}
    step = 2 if "after" in word else -2 if "before" in word else steps.get(word, 0)
    day = context.day + timedelta(days=step) if context.day else None
    return (timed(*match.span(), day, part),)


def _in_week(day: date, weeks: int, weekday: int) -> date:
    return week_period(day).first + timedelta(days=7 * weeks + weekday)


def _which_weekday(
    context: Context, day: date, which: str, weekday: int, match: re.Match[str]
) -> date:
    ahead = looks_ahead(context, *match.span(), weak=True)
    match " ".join(which.split()):
        case "next":
            return _in_week(day, 1, weekday)
        case "last" | "previous" | "the previous":
            near = weekday_on_or_before(day - timedelta(days=1), weekday)
            return near if day.weekday() >= 5 else _in_week(day, -1, weekday)
        case "past" | "this past":
            return weekday_on_or_before(day - timedelta(days=1), weekday)
        case "coming" | "this coming" | "upcoming" | "the coming":
            return next_weekday(day, weekday)
        case "following" | "the following" | "the next":
            return next_weekday(context.narrative_day or day, weekday)
        case "the same":
            return weekday_on_or_before(context.narrative_day or day, weekday)
        case "this":
            weekday_date = _in_week(day, 0, weekday)
            return (
                weekday_date + timedelta(days=7) if weekday_date < day and ahead else weekday_date
            )
    return _bare_weekday(context, day, weekday, match, ahead)


def _bare_weekday(
    context: Context, day: date, weekday: int, match: re.Match[str], ahead: bool | None
) -> date:
    """By the tense; "next week, ... on Tuesday" is a day of that week; and what somebody said
    "on Tuesday would resume Friday" comes after that Tuesday."""
    last = context.earlier[-1] if context.earlier else None
    between = context.text[last.end : match.start()] if last and last.end <= match.start() else ""
    same = (
        last is not None
        and bool(between)
        and len(between) < 200
        and not re.search(r"[.!?]\s|\n", between)
    )
    if _is_whole_week(last) and last and last.first and _WITHIN.regex.fullmatch(between):
        return last.first + timedelta(days=(weekday - last.first.weekday()) % 7)
    tense = context.tense(*match.span())
    if ahead and tense and tense.shifted and last and same and _days_before(last, day):
        return next_weekday(last.first or day, weekday)
    if (
        tense is None
        and context.after(match.end(), 1) == ":"
        and context.before(match.start()) == ""
    ):
        ahead = True  # the head of an entry in a diary of things to come
    if ahead and tense and tense.once and (day.weekday() - weekday) % 7 == 1:
        return day - timedelta(days=1)  # "was due to meet on Tuesday", told on a Wednesday
    if ahead:
        return weekday_on_or_after(day, weekday)
    return weekday_on_or_before(day, weekday)


_WITHIN = w.Pattern(
    rf"[, -]{{0,3}}(?:(?:probably|possibly|perhaps|preferably|maybe|likely|most|how|about|say|"
    rf"either|on|or|and|starting|beginning|from){w.COMMA}){{0,4}}"
)


def _is_whole_week(reading: Reading | None) -> bool:
    """Whether a reading is a week with working days, not a weekend."""
    if reading is None or reading.precision != "week" or not reading.first or not reading.last:
        return False
    return (reading.last - reading.first).days > 1


def _days_before(reading: Reading, day: date) -> bool:
    """Whether a reading is ``day`` or one of the six days before it."""
    first = reading.first
    return reading.precision == "day" and first is not None and 0 <= (day - first).days < 7


_WEEK_STEPS = {"next": 1, "coming": 1, "last": -1, "past": -1, "previous": -1, "this": 0}


def _read_weekday(context: Context, match: re.Match[str]) -> Sequence[Reading]:
    weekday, day = w.weekday_number(match["weekday"]), context.day
    if day is None:
        return (timed(*match.span(), None, match["part"]),)
    week = (match["bweek"] or match["aweek"] or "").lower().split()[-1:]
    after = (match["week"] or "").lower()
    if week == ["following"]:
        meant_day: date | None = _in_week(context.narrative_day or day, 1, weekday)
    elif week:
        meant_day = _in_week(day, _WEEK_STEPS[week[0]], weekday)
    elif match["number"]:
        meant_day = read_weekday_number(context, *match.span(), weekday, w.ordinal(match["number"]))
    elif after == "week":
        meant_day = weekday_on_or_after(day, weekday) + timedelta(days=7)
    elif after == "next":
        meant_day = next_weekday(day, weekday)
    elif after == "last":
        meant_day = weekday_on_or_before(day - timedelta(days=1), weekday)
    else:
        meant_day = _which_weekday(context, day, (match["which"] or "").lower(), weekday, match)
    return (timed(*match.span(), meant_day, match["part"]),) if meant_day else ()


def _read_day_part(context: Context, match: re.Match[str]) -> Sequence[Reading]:
    """ "in the morning", "morning trading": a part of the day that the story is at."""
    words = match[0].lower()
    after = context.after(match.end(), 10).strip().lower()
    placed = words.startswith(("in the", "early", "late", "mid"))
    if not placed and not after.startswith(("trading", "trade", "session")):
        return ()
    start = match.start() + (3 if words.startswith("in ") else 0)
    return (timed(start, match.end(), context.narrative_day_near(match.start()), match["part"]),)


RULES: tuple[Rule, ...] = (
    Rule(_TODAY, _read_today, (Hint.NEAR,)),
    Rule(_WEEKDAY, _read_weekday, (Hint.WEEKDAY,)),
    Rule(_DAY_PARTS, _read_day_part, (Hint.NEAR,)),
)
