"""Times of day: "6:40 p.m.", "0800 UTC", "noon Friday", "16:00 UTC today"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from briefing.extract.dates import vocabulary as w
from briefing.extract.dates.context import Context, Inner, Reading, Rule
from briefing.extract.dates.hints import Hint

_CLOCK = w.Pattern(
    rf"{w.NB}(?:(?P<h>[01]?[0-9]|2[0-4])(?:[:.](?P<m>[0-5][0-9]))?(?::[0-5][0-9])?{w.WS}?(?P<half>[ap])\.?{w.WS}?m\b\.?|"
    rf"(?P<h24>[01]?[0-9]|2[0-4])[:.](?P<m24>[0-5][0-9])(?![:.]?[0-9])(?::[0-5][0-9])?(?:{w.WS}?(?:hours|hrs|h)\b)?|"
    rf"(?P<hh>[01][0-9]|2[0-3])(?P<mm>[0-5][0-9])(?={w.WS}?(?:{w.ZONE}|hours|hrs|Z)\b)(?:{w.WS}?(?:hours|hrs|Z)\b)?|"
    rf"(?P<oc>[0-9]{{1,2}}|{w.CARDINAL_WORD}){w.WS}o['’]clock(?:{w.WS}in{w.WS}the{w.WS}(?P<ocpart>morning|afternoon|evening))?|"
    rf"(?P<word>noon|midnight|midday))(?!\w)"
    rf"(?P<zone>{w.WS}?\(?{w.ZONE}(?!\w)\)?)?(?:{w.WS}?\(?(?:GMT|UTC){w.WS}?[+-]{w.WS}?[0-9]{{1,2}}\)?|{w.WS}?[+-]{w.WS}?[0-9]{{1,2}}\))?"
)
_ON = re.compile(rf",?{w.WS}(?=\w)")


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


def rules(inner: Inner) -> tuple[Rule, ...]:
    """The rules of this module; ``inner`` reads the expression that begins at an offset."""

    def read_clock(context: Context, match: re.Match[str]) -> Sequence[Reading]:
        """A time, with the day right behind it, else of the day that the story is at."""
        clock = clock_time(match)
        if clock is None or _no_clock(context, match):
            return ()
        end, day = match.end(), context.narrative_day_in_line(match.start())
        if (gap := _ON.match(context.text, end)) and (named := inner(context, gap.end())):
            if named.type == "DATE" and named.precision == "day":
                end, day = named.end, named.first
        elif on := _on_day(context, end, inner):
            day = on
        zone = (match["zone"] or "").strip(" ()").upper()
        suffix = "Z" if zone in {"UTC", "GMT"} and "+" not in match[0] else ""
        value = f"{day.isoformat()}T{clock}{suffix}" if day else f"T{clock}{suffix}"
        return (
            Reading(
                match.start(),
                end,
                "TIME",
                value,
                day,
                day,
                "time",
                clock=clock,
                zone=_zone(match),
            ),
        )

    def _on_day(context: Context, end: int, inner: Inner) -> date | None:
        """The day of "at noon on Friday", which stays an expression of its own."""
        gap = _ON_DAY.match(context.text, end)
        named = inner(context, gap.end()) if gap else None
        return named.first if named and named.precision == "day" else None

    return (Rule(_CLOCK, read_clock, (Hint.CLOCK,), opener=True),)


_OFFSET = re.compile(r"(?:GMT|UTC)\s?[+-]\s?[0-9]{1,2}")


def _zone(match: re.Match[str]) -> str | None:
    """The zone in the text's words, "local" for local time."""
    if offset := _OFFSET.search(match[0]):
        return "".join(offset[0].split())
    zone = (match["zone"] or "").strip(" ()\t")
    return "local" if zone.lower().startswith("local") else zone or None


_ON_DAY = re.compile(rf",?{w.WS}(?:local{w.WS}time{w.WS})?on{w.WS}(?=\w)", re.IGNORECASE)


def _no_clock(context: Context, match: re.Match[str]) -> bool:
    """Scores, ratios and prices: "12.10" without a zone, "2:0", "a 4:15 win"."""
    if not match["h24"]:
        return False
    if match["zone"] or re.search(r"h(?:ou)?rs?\b", match[0]):
        return False
    if "." in match[0]:
        return True
    return context.preposition(match.start()) not in _BEFORE_A_TIME


_BEFORE_A_TIME = frozenset(
    "at by until till from to before after since and between around past for on".split()
)
