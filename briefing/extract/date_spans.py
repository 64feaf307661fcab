"""Durations, sets, clock times, parts of periods, and words like "now" and "recently"."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from briefing.extract import date_words as w
from briefing.extract.date_relative import shaded, unit_of
from briefing.extract.date_scene import Reading, Rule, Scene


def _compile(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, w.FLAGS)


_DURATION = _compile(
    rf"{w.WB}(?P<about>{w.ABOUT}{w.WS})?(?:(?P<rel>(?:the|its|his|her|their|our|these|those)(?:{w.WS}(?:past|last|next|coming|previous|first|final|following|recent|entire))?|(?:past|last|next){w.WS}){w.WS}?)?"
    rf"(?P<count>{w.COUNT})(?P<gap>{w.WS}|-)(?:of{w.WS})?{w.UNIT}(?P<half>{w.WS}and{w.WS}a{w.WS}half)?(?!\w)(?P<long>{w.GAP}long(?!\w))?"
)
_REL_UNIT = _compile(rf"{w.WB}the{w.WS}(?:past|coming){w.WS}(?P<unit>decade|century|week|month|year)(?!\w)")
_BARE_UNITS = _compile(rf"{w.WB}(?:(?:over|for|in){w.WS}the{w.WS})?(?P<unit>hour|day|week|month|year|decade|centurie)s(?P<long>{w.GAP}long)?(?!\w)")

_CODES = {
    "second": ("PT", "S"), "minute": ("PT", "M"), "hour": ("PT", "H"), "day": ("P", "D"), "night": ("P", "D"),
    "week": ("P", "W"), "fortnight": ("P", "W"), "weekend": ("P", "WE"), "month": ("P", "M"), "quarter": ("P", "Q"), "year": ("P", "Y"),
    "decade": ("P", "Y"), "century": ("P", "Y"),
}
_TIMES = {"fortnight": 2, "decade": 10, "century": 100}


def duration_value(count: float | None, unit: str) -> str:
    """The TIMEX3 value of a duration; X stands for a number that the text leaves open."""
    head, tail = _CODES[unit]
    if count is None:
        return f"{head}X{tail}"
    total = count * _TIMES.get(unit, 1)
    return f"{head}{total:g}{tail}" if total < 100_000 else f"{head}{int(total)}{tail}"


def _read_duration(scene: Scene, match: re.Match[str]) -> Sequence[Reading]:
    unit = unit_of(match)
    count = w.cardinal(match["count"])
    words = match["count"].lower()
    plural = match[0].lower().endswith("s") or bool(match["half"])
    if match["half"] and count is not None:
        count += 0.5
    if words in {"a", "an", "one"} and match["gap"] == "-" and words != "one":
        return ()
    if unit == "second" and not plural and words in {"a", "an"}:
        return ()
    if count is None and not plural and not match["long"]:
        return ()
    if words in {"a", "an"} and not match["about"] and not match["rel"] and not _stands_alone(scene, match):
        return ()
    if count is not None and count != 1 and not plural and match["gap"] != "-" and not _modifies(scene, match):
        return ()
    return (Reading(*match.span(), "DURATION", duration_value(count, unit)),)


def _stands_alone(scene: Scene, match: re.Match[str]) -> bool:
    """Whether "a week" is a stretch of time, and not a rate ("$5 a week", "twice a week")."""
    before = scene.preposition(match.start())
    after = scene.after(match.end(), 12).strip().lower().split()[:1]
    if before in {"for", "in", "within", "over", "after", "than", "nearly", "almost", "about", "lasting", "last", "lasted", "comes", "came", "take", "takes", "took", "under", "half"}:
        return True
    return bool(after) and after[0].rstrip(",.") in {"after", "before", "from", "of"}


def _modifies(scene: Scene, match: re.Match[str]) -> bool:
    return bool(re.match(r"\s?[a-z]", scene.after(match.end(), 4)))


def _read_rel_unit(scene: Scene, match: re.Match[str]) -> Sequence[Reading]:
    return (Reading(*match.span(), "DURATION", duration_value(1, unit_of(match))),)


def _read_bare_units(scene: Scene, match: re.Match[str]) -> Sequence[Reading]:
    unit = unit_of(match)
    before = scene.preposition(match.start())
    if not match["long"] and not match[0].lower().startswith(("over", "for", "in ")) and before not in {"for", "in", "over", "after", "within", "of", "lasted", "took", "take"}:
        if unit != "decade":
            return ()
    return (Reading(*match.span(), "DURATION", duration_value(None, unit)),)


_EVERY = _compile(
    rf"{w.WB}(?:every|each){w.WS}(?:(?P<other>other|second){w.WS}|(?P<count>{w.CARDINAL}){w.WS})?(?P<what>{w.WEEKDAY}|{w.MONTH}|second|minute|hour|day|night|morning|afternoon|evening|week|weekend|fortnight|month|quarter|year|decade|{w.SEASON})s?(?!\w)"
)
_WEEKDAYS = _compile(rf"{w.WB}(?P<weekday>{w.any_of(n for n in w.WEEKDAYS if n.endswith('day'))})s(?!\w)")
_ADJECTIVE = _compile(rf"{w.WB}(?P<word>hourly|daily|nightly|weekly|fortnightly|biweekly|monthly|quarterly|annual|annually|yearly|twice{w.GAP}yearly)(?!\w)")
_ADJECTIVE_VALUES = {
    "hourly": "PT1H", "daily": "P1D", "nightly": "P1D", "weekly": "P1W", "fortnightly": "P2W", "biweekly": "P2W",
    "monthly": "P1M", "quarterly": "P1Q", "annual": "P1Y", "annually": "P1Y", "yearly": "P1Y",
}


def _read_every(scene: Scene, match: re.Match[str]) -> Sequence[Reading]:
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


def _read_weekdays(scene: Scene, match: re.Match[str]) -> Sequence[Reading]:
    return (Reading(*match.span(), "SET", f"XXXX-WXX-{w.weekday_number(match['weekday']) + 1}"),)


def _read_adjective(scene: Scene, match: re.Match[str]) -> Sequence[Reading]:
    if match[0][0].isupper() and scene.before(match.start())[-1:] not in {"", ".", "“", '"', "`", "'"}:
        return ()
    value = _ADJECTIVE_VALUES.get(match["word"].lower())
    return (Reading(*match.span(), "SET", value),) if value else ()


_REFS = {
    "PRESENT_REF": (
        "now", "currently", "at present", "presently", "at the moment", "the time being", "nowadays",
        "right now", "these days", "ongoing", "the present", "our recent history",
    ),
    "PAST_REF": (
        "recent", "recently", "more recently", "most recently", "the past", "lately", "in recent years", "recent years", "recent weeks",
        "recent months", "recent days", "the recent past", "formerly",
    ),
    "FUTURE_REF": (
        "soon", "very soon", "the future", "the near future", "short-term", "the long term", "the short term",
        "the coming days", "the coming weeks", "the coming months", "the coming years", "the foreseeable future",
    ),
}
_REF_VALUES = {phrase: value for value, phrases in _REFS.items() for phrase in phrases}
_REF = _compile(rf"{w.WB}(?P<words>{w.any_of(_REF_VALUES)})(?!\w)".replace(r"\ ", w.WS))


def _read_ref(scene: Scene, match: re.Match[str]) -> Sequence[Reading]:
    words = " ".join(match["words"].lower().split())
    after = scene.after(match.end(), 12).strip().lower()
    if words in {"the past", "the future", "the present"} and after[:1].isalpha() and not after.startswith(("of ", "and ", "to ", "as ", "in ", "has ", "is ")):
        return ()
    if words == "soon" and (after.startswith(("as ", "after")) or scene.before(match.start()).endswith(("as", "so"))):
        return ()
    if words == "now" and after.startswith("that"):
        return ()
    day = scene.day if _REF_VALUES[words] == "PRESENT_REF" else None
    return (Reading(*match.span(), "DATE", _REF_VALUES[words], day, day),)


_CLOCK = _compile(
    rf"{w.NB}(?:(?P<h>[01]?[0-9]|2[0-4])(?:[:.](?P<m>[0-5][0-9]))?(?::[0-5][0-9])?{w.WS}?(?P<half>[ap])\.?{w.WS}?m\b\.?|"
    rf"(?P<h24>[01]?[0-9]|2[0-4])[:.](?P<m24>[0-5][0-9])(?::[0-5][0-9])?(?:{w.WS}?(?:hours|hrs|h)\b)?|"
    rf"(?P<hh>[01][0-9]|2[0-3])(?P<mm>[0-5][0-9])(?={w.WS}?(?:{w.ZONE}|hours|hrs|Z)\b)(?:{w.WS}?(?:hours|hrs|Z)\b)?|(?P<oc>[0-9]{{1,2}}|{w.CARDINAL_WORD}){w.WS}o['’]clock(?:{w.WS}in{w.WS}the{w.WS}(?P<ocpart>morning|afternoon|evening))?|(?P<word>noon|midnight|midday))"
    rf"(?P<zone>{w.WS}?\(?{w.ZONE}\b\)?)?(?:{w.WS}?\(?(?:GMT|UTC){w.WS}?[+-]{w.WS}?[0-9]{{1,2}}\)?)?"
    rf"(?P<tail>(?:,?{w.WS}(?:on{w.WS})?)(?P<date>(?:today|tomorrow|yesterday|{w.WEEKDAY})(?!\w)))?"
)


def _read_clock(dates: Callable[[Scene, int, int], Reading | None]) -> Callable[[Scene, re.Match[str]], Sequence[Reading]]:
    def read(scene: Scene, match: re.Match[str]) -> Sequence[Reading]:
        clock = clock_time(match)
        if clock is None:
            return ()
        zone = (match["zone"] or "").strip(" ()").upper()
        if match["h24"] and match["tail"] is None and not match["zone"] and "." in match[0]:
            return ()
        suffix = "Z" if zone in {"UTC", "GMT"} else ""
        on = scene.told or scene.day
        if match["date"]:
            named = dates(scene, *match.span("date"))
            on = named.first if named else on
        value = f"{on.isoformat()}T{clock}{suffix}" if on else f"T{clock}{suffix}"
        return (Reading(*match.span(), "TIME", value, on, on, "time"),)

    return read


def clock_time(match: re.Match[str]) -> str | None:
    """ "18:40" for "6:40 p.m."; None where the figures are no time of day."""
    if match["word"]:
        return "24:00" if match["word"].lower() == "midnight" else "12:00"
    if match["oc"]:
        hour = int(w.cardinal(match["oc"]) or 0)
        late = (match["ocpart"] or "").lower() in {"afternoon", "evening"} and hour < 12
        return f"{hour + 12 * late:02d}:00" if 1 <= hour <= 24 else None
    hour = int(match["h"] or match["h24"] or match["hh"])
    minute = int(match["m"] or match["m24"] or match["mm"] or 0)
    if match["half"]:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if match["half"].lower() == "p" else 0)
    return f"{hour:02d}:{minute:02d}" if hour < 24 or minute == 0 else None


_PART_OF = _compile(
    rf"{w.WB}(?:(?:the{w.WS})?(?:very{w.WS})?(?P<shade>end|beginning|start|middle|close|rest|remainder|opening|outset|latter{w.WS}part|early{w.WS}part|later{w.WS}part|early|late|mid|middle)(?:{w.WS}of{w.WS}|{w.GAP})|mid(?=[A-Z]))(?P<inner>(?:(?:the|this|next|last|that|coming|following|fiscal|financial|first|second|third|fourth|current|calendar|quarter|half|week|month|year|weekend|day|century|decade|of|in|{w.MONTH}|{w.SEASON}|{w.YEAR}|(?:1[0-9]|20)?[0-9]0s|Q[1-4]|{w.WEEKDAY}|today)(?:{w.WS}|$|(?=[^\w\s]))){{1,7}})"
)
_PERIODS_END = _compile(rf"{w.WB}(?P<inner>(?:the{w.WS})?(?P<unit>week|month|year|quarter|weekend|decade|century)|{w.MONTH}|{w.WEEKDAY})['’]s{w.WS}(?P<shade>end|close|start|beginning)(?!\w)|{w.WB}(?P<eshade>(?:the{w.WS})?end|close){w.GAP}of{w.GAP}(?P<eunit>week|month|year|quarter)(?!\w)|{w.WB}year{w.GAP}end(?!\w)")


def _read_part_of(periods: Callable[[Scene, int, int], Reading | None]) -> Callable[[Scene, re.Match[str]], Sequence[Reading]]:
    def read(scene: Scene, match: re.Match[str]) -> Sequence[Reading]:
        shade = (match["shade"] or "mid").lower().split()[0]
        shade = {"latter": "late", "later": "late"}.get(shade, shade)
        start, end = match.span("inner")
        while end > start:
            while scene.text[end - 1].isspace():
                end -= 1
            inner = periods(scene, start, end)
            if inner is not None:
                return _with_shade(scene, match.start(), inner, shade)
            end = scene.text.rfind(" ", start, end)
        return ()

    return read


def _with_shade(scene: Scene, start: int, inner: Reading, shade: str) -> Sequence[Reading]:
    from briefing.extract.date_calendar import Period

    if inner.first is None or inner.last is None or inner.value is None:
        return (Reading(start, inner.end, inner.type, inner.value),)
    period = Period(inner.value, inner.first, inner.last, inner.precision)
    return (shaded(start, inner.end, period, shade, scene.day),)


def _read_periods_end(scene: Scene, match: re.Match[str]) -> Sequence[Reading]:
    from briefing.extract.date_calendar import containing

    unit = match["unit"] or match["eunit"] or ("year" if "year" in match[0].lower() else None)
    shade = (match["shade"] or match["eshade"] or "end").lower().split()[-1]
    if unit is None:
        return ()
    if scene.day is None:
        return (Reading(*match.span(), "DATE", None),)
    return (shaded(*match.span(), containing(scene.day, unit.lower()), shade, scene.day),)


def rules(read_inner: Callable[[Scene, int, int], Reading | None]) -> tuple[Rule, ...]:
    """The rules of this module; ``read_inner`` reads the expression inside another one."""
    return (
        Rule(_CLOCK, _read_clock(read_inner)),
        Rule(_PART_OF, _read_part_of(read_inner)),
        Rule(_PERIODS_END, _read_periods_end),
        Rule(_EVERY, _read_every),
        Rule(_WEEKDAYS, _read_weekdays),
        Rule(_ADJECTIVE, _read_adjective),
        Rule(_REL_UNIT, _read_rel_unit),
        Rule(_DURATION, _read_duration),
        Rule(_BARE_UNITS, _read_bare_units),
        Rule(_REF, _read_ref),
    )
