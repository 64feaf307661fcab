"""Calendar days: "Feb. 3", "Monday, 3 and 5 February 2024", "the 21st"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from briefing.extract.dates import vocabulary as w
from briefing.extract.dates.calendar import (
    Period,
    day_period,
    full_year,
    shift,
    weekday_on_or_after,
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
from briefing.extract.dates.hints import Hint
from briefing.extract.dates.holidays import holiday

_SEP = (
    rf"(?:{w.WS}?{w.DASH}{w.WS}?|,{w.WS}(?:and{w.WS})?|"
    rf"{w.WS}(?:to|and|or|through|thru|until|till|&){w.WS})"
)
_SPAN = rf"(?:{w.WS}?{w.DASH}{w.WS}?|{w.WS}(?:to|and|through|thru|until|till){w.WS})(?:the{w.WS})?"
RELATIVE_YEAR = rf"(?:(?:(?:of|in){w.WS}|,{w.WS}?)?(?P<relyear>next|last|this){w.WS}year)"
_RUNS = w.Pattern(rf"{w.DASH}|\b(?:to|through|thru|until|till)\b")
_NUMBER = w.Pattern(rf"(?<!\w){w.DAY_NUMBER}")
_WEEKDAY_BEFORE = (
    rf"(?:(?:(?:this|next|last|the{w.WS}following){w.WS})?(?P<weekday>{w.WEEKDAY})"
    rf"(?:{w.COMMA}(?:the{w.WS})?|{w.WS}?\({w.WS}?|-))?"
)
_YEAR_AFTER = (
    rf"(?:{w.WS}?,?{w.WS}?(?<=[\s,])(?:(?:of|in){w.WS})?(?P<year>{w.YEAR}|{w.SHORT_YEAR})|"
    rf"{w.WS}{RELATIVE_YEAR})?"
)
# "19 Nov 12 for Oslo": a year of two figures, where nothing follows that it could count.
_AFTER_TIGHT_YEAR = (
    rf"(?![\w%]|[.,:/-][0-9])(?={w.WS}?(?:$|[.,;:!?)\]])|"
    rf"{w.WS}(?:and|at|for|from|in|on|to|by|with|when|after|before)\b)"
)
# "In June, 13 months ahead of it": what is counted behind the comma is no day of the month.
_COUNTED = rf",{w.WS}[0-9]{{1,2}}{w.WS}(?!this\b|was\b)(?:[a-z]{{3,}}s|people|percent)\b"
_MONTH_DAY = w.Pattern(
    rf"{w.WB}{_WEEKDAY_BEFORE}(?P<month>{w.MONTH})(?:(?!{_COUNTED}),?{w.WS}|(?<=\.)|-)(?:the{w.WS})?"
    rf"(?P<days>{w.DAY_NUMBER}(?!{w.HOUR_AFTER})"
    rf"(?:{_SEP}(?:the{w.WS})?{w.DAY_NUMBER}(?!{w.WS}?{w.MONTH}|{w.HOUR_AFTER})){{0,9}})"
    rf"{_YEAR_AFTER}"
)
_DAY_MONTH = w.Pattern(
    rf"{w.NB}{_WEEKDAY_BEFORE}(?:the{w.WS})?"
    rf"(?P<days>{w.DAY_NUMBER}(?:{_SEP}(?:the{w.WS})?{w.DAY_NUMBER}){{0,9}})"
    rf"(?:{w.WS}|-)(?:(?:day{w.WS})?of{w.WS})?(?P<month>{w.MONTH})(?![\w])"
    rf"(?:{w.WS}?[,-]?{w.WS}?(?<=[\s,-])(?:(?:of|in){w.WS})?(?P<year>{w.YEAR}|{w.SHORT_YEAR})|"
    rf"(?:(?<=\w)-|{w.WS})(?P<tight>[0-9]{{2}}){_AFTER_TIGHT_YEAR}|{w.WS}{RELATIVE_YEAR})?"
)
_NUMBER_AND_MONTH = w.Pattern(
    rf"(?:[0-9](?:st|nd|rd|th)?|{w.ORDINAL_WORD})(?:{w.WS}|-)(?:(?:day{w.WS})?of{w.WS})?{w.MONTH}"
)
_ACROSS = w.Pattern(
    rf"{w.WB}(?:(?P<month>{w.MONTH}){w.WS}(?P<days>{w.DAY_NUMBER})|"
    rf"(?P<days_b>{w.DAY_NUMBER}){w.WS}(?:of{w.WS})?(?P<month_b>{w.MONTH}))"
    rf"(?:,?{w.WS}(?P<year1>{w.YEAR}))?{_SPAN}"
    rf"(?P<second>(?:(?P<month2>{w.MONTH}){w.WS}(?P<days2>{w.DAY_NUMBER})|"
    rf"(?P<days2_b>{w.DAY_NUMBER}){w.WS}(?:of{w.WS})?(?P<month2_b>{w.MONTH}))(?!\w)"
    rf"(?:,?{w.WS}(?:(?:of|in){w.WS})?(?P<year>{w.YEAR}))?)"
)
_SPAN_TO_MONTH = w.Pattern(rf"{_SPAN}(?:{w.DAY_NUMBER}{w.WS}(?:of{w.WS})?)?{w.MONTH}")
_NTH = w.Pattern(
    rf"{w.WB}the{w.WS}(?P<nth>{w.ORDINAL}){w.DAY_WORD}"
    rf"(?:{w.WS}of{w.WS}(?P<which>this|next|last|the|that|the{w.WS}following){w.WS}month|"
    rf"{w.WS}(?P<bare>this){w.WS}month)?"
    rf"(?:{w.WS}?(?P<to>{_SPAN})(?P<nth2>{w.ORDINAL}))?(?!\w|{w.GAP}centur)"
)


def year_of(context: Context, match: re.Match[str]) -> int | None:
    """The year that a match states, in digits or as "of next year"; None if it states none."""
    groups = match.groupdict()
    if stated := groups.get("year") or groups.get("tight"):
        return full_year(context.day, stated)
    if groups.get("relyear") and context.day:
        return context.day.year + {"next": 1, "last": -1, "this": 0}[groups["relyear"].lower()]
    return None


def day_choices(day: date, month: int, number: int) -> list[Period]:
    """The same day of the year in the years around, where it exists."""
    choices = []
    for year in years_around(day, 8 if (month, number) == (2, 29) else 1):
        try:
            choices.append(day_period(date(year, month, number)))
        except ValueError:
            continue
    return choices


def _stated_or_picked(
    context: Context, match: re.Match[str], month: int, number: int
) -> Period | None:
    year = year_of(context, match)
    if year is not None:
        return day_period(date(year, month, number))
    date(2000, month, number)  # refuses days that no year has
    if context.day is None:
        return None
    choices = day_choices(context.day, month, number)
    polled = _of_election_day(context, choices, match)
    chosen = polled or pick_by_tense(context, choices, match.start(), match.end())
    name = match.groupdict().get("weekday")
    return _of_weekday(context, choices, chosen, w.weekday_number(name)) if name else chosen


_POLL_BEHIND = re.compile(r" (?:[\w.]+ ){0,3}(?:elections?|midterms|vote|ballot)\b")


def _of_election_day(
    context: Context, choices: list[Period], match: re.Match[str]
) -> Period | None:
    """ "the Nov. 8 election": the one year around in which American polls open on that day."""
    if w.month_number(match["month"]) != 11 or not _POLL_BEHIND.match(
        context.after(match.end(), 48)
    ):
        return None
    polled = [p for p in choices if p.first == holiday("election day", p.first.year)]
    return polled[0] if len(polled) == 1 else None


_NEAR_ENOUGH = 60  # days within which a writer errs in the weekday sooner than in the year


def _of_weekday(
    context: Context, choices: list[Period], chosen: Period | None, named: int
) -> Period | None:
    """The year in which the day is of the weekday beside it, unless the day as chosen is so near
    that the weekday is the slip ("Friday, 26 November" on a Tuesday before a Thursday)."""
    day = context.day
    if day is None or chosen is None or chosen.first.weekday() == named:
        return chosen
    near = pick(choices, day, None)
    fitting = [p for p in choices if p.first.weekday() == named]
    if near is not None and near in fitting:
        return near
    if abs((chosen.first - day).days) <= _NEAR_ENOUGH:
        return chosen
    return pick(fitting, day, None) or chosen


def _read_days(context: Context, match: re.Match[str]) -> Sequence[Reading]:
    """One reading a day number: "Feb. 3, 2024", "3 and 5 February", "Feb. 3-5"."""
    month = w.month_number(match["month"])
    at = match.start("days")
    numbers = [
        (at + m.start(), at + m.end(), w.ordinal(m[0]))
        for m in _NUMBER.regex.finditer(match["days"])
    ]
    if (
        match["days"][0].isalpha()
        and not year_of(context, match)
        and _counts_a_noun(context, match)
    ):
        return ()
    implicit = year_of(context, match) is None
    year = None
    if implicit and len(numbers) == 2 and _RUNS.regex.search(match["days"]):
        year = _year_of_range(context, match, (month, numbers[0][2]), (month, numbers[1][2]))
    readings = []
    for place, (start, end, number) in enumerate(numbers):
        opens = match.start() if place == 0 else start
        closes = match.end() if place == len(numbers) - 1 else end
        if year:
            period: Period | None = day_period(date(year, month, number))
        else:
            period = _stated_or_picked(context, match, month, number)
        readings.append(dated(opens, closes, period, implicit=implicit))
    return readings


def _year_of_range(
    context: Context, match: re.Match[str], one: tuple[int, int], two: tuple[int, int]
) -> int | None:
    """The year in which a range begins: one that is under way is neither past nor to come."""
    if context.day is None:
        return None
    choices = [
        Period("", date(y, *one), date(y + (one > two), *two), "day")
        for y in years_around(context.day)
    ]
    chosen = pick_by_tense(context, choices, *match.span())
    return chosen.first.year if chosen else None


def _counts_a_noun(context: Context, match: re.Match[str]) -> bool:
    """Whether "second" in "the April second round" belongs to what follows."""
    spelled_last = match.end("days") > match.end("month")
    return spelled_last and bool(re.match(r"\s[a-z]+", context.after(match.end(), 12)))


def _read_across(context: Context, match: re.Match[str]) -> Sequence[Reading]:
    """A range over a month's end: the year may stand once, and December runs into January."""
    month = w.month_number(match["month"] or match["month_b"])
    number = w.ordinal(match["days"] or match["days_b"])
    month2 = w.month_number(match["month2"] or match["month2_b"])
    number2 = w.ordinal(match["days2"] or match["days2_b"])
    head = (match.start(), match.end("year1") if match["year1"] else match.start("second"))
    shown = context.text[head[0] : head[1]]
    stop = head[0] + len(re.sub(rf"{_SPAN}$", "", shown, flags=w.FLAGS))
    turns = (month, number) > (month2, number2)
    if match["year"] or match["year1"]:
        last = int(match["year"] or 0) or int(match["year1"]) + turns
        first = int(match["year1"] or 0) or last - turns
        one: Period | None = day_period(date(first, month, number))
        two: Period | None = day_period(date(last, month2, number2))
    else:
        year = _year_of_range(context, match, (month, number), (month2, number2))
        one = day_period(date(year, month, number)) if year else None
        two = day_period(date(year + turns, month2, number2)) if year else None
    implicit = match["year"] is None
    return (
        dated(head[0], stop, one, implicit=implicit),
        dated(match.start("second"), match.end(), two, implicit=implicit),
    )


def _read_nth(context: Context, match: re.Match[str]) -> Sequence[Reading]:
    """ "on the 21st": the nearest month's, in the direction of the tense."""
    named = match["which"] or match["bare"]
    if not named and not _stands_for_a_day(context, match):
        return ()
    if context.day is None:
        return (dated(*match.span(), None),)
    number = w.ordinal(match["nth"])
    which = " ".join((named or "").lower().split())
    steps = {"next": [1], "the following": [1], "last": [-1], "this": [0], "the": [0], "that": [0]}
    choices = _month_days(context.day, steps.get(which, [-2, -1, 0, 1, 2]), number)
    ahead = looks_ahead(context, *match.span())
    period = pick(choices, context.day, None if named else ahead)
    if period is None:
        return ()
    if not match["nth2"]:
        return (dated(*match.span(), period, implicit=True),)
    other = _month_days(period.first, [0, 1], w.ordinal(match["nth2"]))
    later = pick(other, period.first, True)
    return (
        dated(match.start(), match.start("to"), period, implicit=True),
        dated(*match.span("nth2"), later, implicit=True),
    )


def _month_days(day: date, steps: list[int], number: int) -> list[Period]:
    periods = []
    for step in steps:
        first = shift(day.replace(day=1), step, "month")
        try:
            periods.append(day_period(first.replace(day=number)))
        except ValueError:
            continue
    return periods


def _stands_for_a_day(context: Context, match: re.Match[str]) -> bool:
    """Whether "the 21st" is a day: in figures, after "on", "by" ..., and with no noun to count."""
    if not match["nth"][0].isdigit():
        return False
    if re.match(r"[\s-]?[A-Za-z]", context.after(match.end(), 2)):
        following = context.after(match.end(), 16).strip().split()[0].lower().rstrip(",.")
        if following not in _AFTER_A_DAY:
            return False
    return context.preposition(match.start()) in _BEFORE_A_DAY


_BEFORE_A_DAY = frozenset(
    "on by until till before after from since between of around for up".split()
)
_AFTER_A_DAY = frozenset("and or to at in when as but if with for will would through until".split())


def read_weekday_number(
    context: Context, start: int, end: int, weekday: int, number: int
) -> date | None:
    """ "Monday 21": the nearest month, in the direction of the tense, where that day exists."""
    if context.day is None:
        return None
    ahead = looks_ahead(context, start, end)
    choices = [
        p
        for p in _month_days(context.day, list(range(-14, 15)), number)
        if p.first.weekday() == weekday
    ]
    period = pick(choices, context.day, ahead)
    return period.first if period else None


def next_weekday(day: date, weekday: int) -> date:
    """The first such weekday after ``day``."""
    return weekday_on_or_after(date.fromordinal(day.toordinal() + 1), weekday)


RULES: tuple[Rule, ...] = (
    Rule(_ACROSS, _read_across, (Hint.MONTH, Hint.DIGIT | Hint.ORDINAL), holds=_SPAN_TO_MONTH),
    Rule(_MONTH_DAY, _read_days, (Hint.MONTH, Hint.DIGIT | Hint.ORDINAL)),
    Rule(_DAY_MONTH, _read_days, (Hint.MONTH, Hint.DIGIT | Hint.ORDINAL), holds=_NUMBER_AND_MONTH),
    Rule(_NTH, _read_nth, (Hint.ORDINAL,)),
)
