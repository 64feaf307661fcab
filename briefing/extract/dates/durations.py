"""Durations ("30 days", "the next six months"), sets ("every Thursday"), "now", "recently"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta

from briefing.extract.dates import vocabulary as w
from briefing.extract.dates.calendar import containing, shift, shift_business_days
from briefing.extract.dates.context import Context, Reading, Rule
from briefing.extract.dates.distances import count_of, unit_of
from briefing.extract.dates.hints import Hint
from briefing.extract.word_lists import word_lists

_DURATION = w.Pattern(
    rf"{w.WB}(?P<about>{w.ABOUT}{w.WS})?"
    rf"(?:(?P<rel>(?:the|its|his|her|their|our|these|those){w.WS}(?:(?:past|last|next|coming|previous|first|final|following|recent|entire|initial|remaining)(?:{w.WS}|-))?|(?:past|last|next|coming|previous|following|another|further|additional){w.WS}))?"
    rf"(?P<count>{w.COUNT}|single)(?P<gap>{w.WS}|-)(?:of{w.WS})?(?P<post>(?:past|next|coming|upcoming|previous|last|further|additional|more){w.WS})?{w.UNIT}(?P<half>{w.WS}and{w.WS}a{w.WS}half)?(?!\w)(?P<long>{w.GAP}long(?!\w))?"
)
_REL_UNIT = w.Pattern(
    rf"{w.WB}the{w.WS}(?:(?P<which>past|coming){w.WS}(?P<unit>decade|century|quarter|week|month|year|day)|"
    rf"(?P<fortnight>past|coming|last|next){w.WS}fortnight)(?!\w)"
)
_BARE_UNITS = w.Pattern(
    rf"{w.WB}(?:(?P<over>over|for|in){w.WS}the{w.WS}(?:(?:past|last|next|coming){w.WS})?)?(?P<unit>hour|day|week|month|year|decade|centurie)s(?P<long>{w.GAP}long)?(?!\w)"
)
_CODES = {
    "second": ("PT", "S"),
    "minute": ("PT", "M"),
    "hour": ("PT", "H"),
    "day": ("P", "D"),
    "night": ("P", "D"),
    "week": ("P", "W"),
    "fortnight": ("P", "W"),
    "weekend": ("P", "WE"),
    "month": ("P", "M"),
    "quarter": ("P", "Q"),
    "year": ("P", "Y"),
    "decade": ("P", "Y"),
    "century": ("P", "Y"),
}
_TIMES = {"fortnight": 2, "decade": 10, "century": 100}


def duration_value(count: float | None, unit: str) -> str:
    """The TIMEX3 value of a duration; X stands for a number that the text leaves open."""
    head, tail = _CODES[unit]
    if count is None:
        return f"{head}X{tail}"
    total = count * _TIMES.get(unit, 1)
    return f"{head}{int(total) if total == int(total) else total}{tail}"


def _read_duration(context: Context, match: re.Match[str]) -> Sequence[Reading]:
    unit, words = unit_of(match), match["count"].lower()
    count = 1.0 if words == "single" else count_of(match)
    hyphen = match["gap"] == "-"
    plural = match[0].lower().endswith("s") or bool(match["half"]) or bool(match["long"])
    if words in {"a", "an"}:
        if hyphen or (unit == "second" and not match["long"]):
            return ()
        if not match["about"] and not match["rel"] and not _stands_alone(context, match):
            return ()
    elif ((count is None or match["post"]) and not plural) or (
        not plural and not hyphen and count != 1 and not _modifies(context, match)
    ):
        return ()
    window = _window(context, match, count, unit)
    start = match.start("rel") if (match["rel"] or "").startswith("the ") else match.start()
    if _determines_only(context, match):
        start, window = match.start("about") if match["about"] else match.start("count"), None
    return (Reading(start, match.end(), "DURATION", duration_value(count, unit), window=window),)


def _determines_only(context: Context, match: re.Match[str]) -> bool:
    """Whether what stands before the count is no part of it: "the two-day summit", where "the"
    belongs to the summit, and "will last two weeks", where "last" is the verb."""
    words = (match["rel"] or "").lower().split()
    if words == ["last"]:
        return context.preposition(match.start()) in _BEFORE_A_VERB
    return len(words) == 1 and match["gap"] == "-"


_BEFORE_A_VERB = frozenset(
    "and will would to can could may might must should not did does do also only shall".split()
)


def _window(
    context: Context, match: re.Match[str], count: float | None, unit: str
) -> tuple[date, date] | None:
    """The days that "the next three weeks" or "the past nine days" cover, today left out."""
    leading = f"{match['rel'] or ''} {match['post'] or ''}".lower().split()
    if context.day is None or count is None or unit in w.CLOCK_UNITS:
        return None
    if unit == "weekend" or count != int(count):
        return None
    return window_of(context.day, leading, int(count), unit, match[0])


def window_of(
    day: date, leading: list[str], count: int, unit: str, words: str
) -> tuple[date, date] | None:
    """``count`` units forward or back from ``day``; quarters and longer by whole periods."""
    ahead = {"next", "coming", "upcoming", "following"} & set(leading)
    back = {"past", "last", "previous"} & set(leading)
    one = timedelta(days=1)
    working = re.search("business|working|trading", words, re.IGNORECASE)
    if not ahead and not back:
        return None
    if unit in {"quarter", "decade", "century"}:
        near = containing(day, unit)
        far = containing(shift(day, count if ahead else -count, unit), unit)
        first = containing(shift(day, 1 if ahead else -1, unit), unit)
        return (first.first, far.last) if ahead else (far.first, near.first - one)
    if ahead:
        end = shift_business_days(day, count) if working else shift(day, count, unit)
        return day + one, end
    begin = shift_business_days(day, -count) if working else shift(day, -count, unit)
    return begin, day - one


_BEFORE_A_UNIT = word_lists("lookalikes")["before_a_unit"]


def _stands_alone(context: Context, match: re.Match[str]) -> bool:
    """Whether "a week" is a stretch of time, and not a rate ("$5 a week", "twice a week")."""
    after = context.after(match.end(), 12).strip().lower().split()[:1]
    if context.preposition(match.start()) in _BEFORE_A_UNIT:
        return True
    return bool(after) and after[0].rstrip(",.") in {"after", "before", "from", "of"}


def _modifies(context: Context, match: re.Match[str]) -> bool:
    return bool(re.match(r"\s?[a-z]", context.after(match.end(), 4)))


def _read_rel_unit(context: Context, match: re.Match[str]) -> Sequence[Reading]:
    unit = "fortnight" if match["fortnight"] else unit_of(match)
    window = None
    if context.day:
        leading = (match["which"] or match["fortnight"]).lower()
        window = window_of(context.day, [leading], 1, unit, "")
    return (Reading(*match.span(), "DURATION", duration_value(1, unit), window=window),)


_BEFORE_UNITS = frozenset("for in over after within of lasted took take last takes".split())


def _read_bare_units(context: Context, match: re.Match[str]) -> Sequence[Reading]:
    unit = unit_of(match)
    if not match["long"] and not match["over"] and unit != "decade":
        if context.preposition(match.start()) not in _BEFORE_UNITS:
            return ()
        if context.after(match.end(), 4).lower() == " of ":
            return ()
    return (Reading(*match.span(), "DURATION", duration_value(None, unit)),)


_EVERY = w.Pattern(
    rf"{w.WB}(?:every|each){w.WS}(?:(?P<other>other|second){w.WS}|(?P<count>{w.CARDINAL}){w.WS})?"
    rf"(?P<what>{w.WEEKDAY}|{w.MONTH}|second|minute|hour|day|night|morning|afternoon|evening|week|weekend|fortnight|month|quarter|year|decade|{w.SEASON})s?(?!\w)"
)
_WEEKDAYS = w.Pattern(
    rf"{w.WB}(?P<weekday>{w.any_of(n for n in w.WEEKDAYS if n.endswith('day'))})"
    rf"(?:s|{w.WS}(?:morning|afternoon|evening|night)s)(?!\w)"
)
_ADJECTIVE = w.Pattern(
    rf"{w.WB}(?P<word>hourly|daily|nightly|weekly|fortnightly|biweekly|monthly|quarterly|annual|annually|yearly)(?!\w)"
)
_ADJECTIVE_VALUES = {
    "hourly": "PT1H",
    "daily": "P1D",
    "nightly": "P1D",
    "weekly": "P1W",
    "fortnightly": "P2W",
    "biweekly": "P2W",
    "monthly": "P1M",
    "quarterly": "P1Q",
    "annual": "P1Y",
    "annually": "P1Y",
    "yearly": "P1Y",
}


def _read_every(_: Context, match: re.Match[str]) -> Sequence[Reading]:
    what = match["what"].lower().rstrip(".")
    count = 2.0 if match["other"] else w.cardinal(match["count"]) if match["count"] else 1
    if what in w.WEEKDAYS:
        value = f"XXXX-WXX-{w.WEEKDAYS[what] + 1}"
    elif what in w.MONTHS:
        value = f"XXXX-{w.MONTHS[what]:02d}"
    elif what in w.SEASONS:
        value = f"XXXX-{w.SEASONS[what]}"
    elif what in {"morning", "afternoon", "evening"}:
        value = f"XXXX-XX-XXT{w.DAY_PARTS[what]}"
    else:
        value = duration_value(count, what)
    return (Reading(*match.span(), "SET", value),)


def _read_weekdays(_: Context, match: re.Match[str]) -> Sequence[Reading]:
    return (Reading(*match.span(), "SET", f"XXXX-WXX-{w.weekday_number(match['weekday']) + 1}"),)


def _read_adjective(context: Context, match: re.Match[str]) -> Sequence[Reading]:
    opening = context.before(match.start())[-1:] in {"", ".", "“", '"', "`", "'"}
    if match[0][0].isupper() and (not opening or context.after(match.end(), 2)[1:2].isupper()):
        return ()
    return (Reading(*match.span(), "SET", _ADJECTIVE_VALUES[match["word"].lower()]),)


_REFS = {
    "PRESENT_REF": (
        "now|currently|at present|presently|at the moment|the time being|nowadays|right now|"
        "these days|the present|our recent history|to date"
    ),
    "PAST_REF": (
        "recent|recently|more recently|most recently|the past|lately|recent years|recent weeks|"
        "recent months|recent days|the recent past|formerly"
    ),
    "FUTURE_REF": (
        "soon|very soon|the future|the near future|the long term|the short term|the coming hours|"
        "the coming days|the coming weeks|the coming months|the coming years|the foreseeable future"
    ),
}
_REF_VALUES = {p: value for value, phrases in _REFS.items() for p in phrases.split("|")}
_REF = w.Pattern(rf"{w.WB}(?P<words>{w.any_of(_REF_VALUES)})(?![\w-])".replace(r"\ ", w.WS))
_NOUN_AFTER_OK = (
    "of ",
    "and ",
    "to ",
    "as ",
    "in ",
    "has ",
    "is ",
    "but ",
    "for ",
    "was ",
    "or ",
    "will ",
)


def _read_ref(context: Context, match: re.Match[str]) -> Sequence[Reading]:
    words = " ".join(match["words"].lower().split())
    after = context.after(match.end(), 12).strip().lower()
    before = context.before(match.start())
    noun_follows = after[:1].isalpha() and not (after + " ").startswith(_NOUN_AFTER_OK)
    if words in {"the past", "the future", "the present"} and noun_follows:
        return ()
    if words == "soon" and (
        after.startswith(("as ", "after")) or before.endswith((" as", " so", "too", "how"))
    ):
        return ()
    if words == "now" and after.startswith("that"):
        return ()
    if words == "to date" and (before.endswith("up") or not before):
        return ()
    present = context.day if _REF_VALUES[words] == "PRESENT_REF" else None
    return (Reading(*match.span(), "DATE", _REF_VALUES[words], present, present),)


RULES: tuple[Rule, ...] = (
    Rule(_EVERY, _read_every, (Hint.EVERY,)),
    Rule(_WEEKDAYS, _read_weekdays, (Hint.WEEKDAY, Hint.WEEKDAYS)),
    Rule(_ADJECTIVE, _read_adjective, (Hint.REGULAR,)),
    Rule(_DURATION, _read_duration, (Hint.UNIT,)),
    Rule(_REL_UNIT, _read_rel_unit, (Hint.UNIT, Hint.NEXT)),
    Rule(_BARE_UNITS, _read_bare_units, (Hint.UNIT, Hint.UNITS)),
    Rule(_REF, _read_ref, (Hint.REF,)),
)
