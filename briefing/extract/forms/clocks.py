"""Times of day at the edges of a line: "8:45 a.m.", "10.30", "0800 GMT", "2 – 3.30pm CET"."""

from __future__ import annotations

import re

from msgspec import Struct

ZONES = (
    r"GMT|UTC|BST|IST|WET|WEST|CET|CEST|EET|EEST|MSK|E[DS]?T|C[DS]T|M[DS]T|P[DS]?T|AK[DS]T|HST|"
    r"A[DS]T|N[DS]T|AE[DS]?T|AC[DS]T|AW[DS]T|AWST|NZ[DS]T|JST|KST|HKT|SGT|WIB|PKT|GST|AST|SAST|"
    r"EAT|WAT|CAT|TRT|BRT|ART"
)
_NAMED_ZONE = (
    r"(?:Eastern|Central|Mountain|Pacific|Greenwich|Atlantic|Coordinated Universal|"
    r"(?!Question|Prime|Part|Full|Real|First|Last|Lunch|Break|Tea|Any|All|This|Same)"
    r"[A-Z][a-z]+)(?: (?:Daylight|Standard|Summer|Mean|local))? [Tt]ime|local time|Central "
    r"European "
    r"(?:Summer )?Time"
)
ZONE = rf"(?:(?:{ZONES})\b(?: ?[+-] ?\d{{1,2}}(?::\d\d)?)?|{_NAMED_ZONE})"
_HALF = r"(?:[ap]\.?\s?m\b\.?)"
_TIME = (
    rf"(?:(?P<h>\d{{1,2}})(?:[:.h](?P<m>[0-5]\d))?\s?(?P<half>{_HALF})"
    r"|(?P<h24>[01]?\d|2[0-4])[:.h](?P<m24>[0-5]\d)(?::[0-5]\d)?(?![\d:]|\.\d)(?:\s?(?:hrs|"
    r"hours|h|uhr)\b)?"
    rf"|(?P<hh>[01]\d|2[0-3])(?P<mm>[0-5]\d)\s?(?=(?:{ZONES}|hrs|hours|h\b))(?:hrs|hours|h\b)?"
    r"|(?P<word>noon|midday|midnight)\b)"
)
_START = re.compile(_TIME, re.IGNORECASE)
_SECOND = re.compile(rf"\s*(?:-|–|—|to|till|until)\s*{_TIME}", re.IGNORECASE)
_BARE_RANGE = re.compile(
    rf"(?P<h>\d{{1,2}})(?:[:.h](?P<m>[0-5]\d))?\s*(?:-|–|—|to)"
    rf"\s*(?=\d{{1,2}}(?:[:.h][0-5]\d)?\s?{_HALF})",
    re.IGNORECASE,
)
_ZONE_BEHIND = re.compile(rf"\s*\(?\s*(?P<zone>{ZONE})\s*\)?")
_ALL_TIMES = re.compile(
    rf"\b(?:all |the )?(?:times|hours)\b[^.\n]{{0,40}}?\b(?:in|are|is|:)?\s*(?P<zone>{ZONE})"
)
_COLUMN_OF_TIMES = re.compile(rf"\b[Tt]ime\s?\((?P<zone>{ZONE})\)")


class Clock(Struct, frozen=True):
    """A time of day, ``HH:MM``, with the last one of its range, its zone, and where it stands."""

    start: int
    end: int
    time: str
    until: str | None = None
    zone: str | None = None


def clock_at(text: str, at: int = 0) -> Clock | None:
    """The time of day that begins at a character of a text."""
    bare = _BARE_RANGE.match(text, at)
    if bare is not None:
        later = _START.match(text, bare.end())
        until = _time(later) if later else None
        if later is None or until is None:
            return None
        hour, minute = int(bare["h"]), int(bare["m"] or 0)
        time = _before(hour, minute, until)
        return _with_zone(text, at, later.end(), time, until) if time else None
    first = _START.match(text, at)
    time = _time(first) if first else None
    if first is None or time is None:
        return None
    second = _SECOND.match(text, first.end())
    until = _time(second) if second else None
    end = second.end() if second is not None and until is not None else first.end()
    return _with_zone(text, at, end, time, until)


def clocks_in(text: str) -> list[Clock]:
    """Every time of day in a text, in order, none inside another."""
    clocks: list[Clock] = []
    at = 0
    for match in re.finditer(r"(?<![\w.:/-])(?=\d|noon|midday|midnight)", text, re.IGNORECASE):
        if match.start() < at:
            continue
        clock = clock_at(text, match.start())
        if clock is not None:
            clocks.append(clock)
            at = clock.end
    return clocks


def zone_of_all(text: str) -> str | None:
    """The zone that a document says all its times are in."""
    match = _ALL_TIMES.search(text) or _COLUMN_OF_TIMES.search(text)
    return match["zone"] if match else None


def _with_zone(text: str, start: int, end: int, time: str, until: str | None) -> Clock:
    zone = _ZONE_BEHIND.match(text, end)
    return Clock(start, zone.end() if zone else end, time, until, zone["zone"] if zone else None)


def _time(match: re.Match[str]) -> str | None:
    if match["word"]:
        return "00:00" if match["word"].lower() == "midnight" else "12:00"
    hour = int(match["h"] or match["h24"] or match["hh"])
    minute = int(match["m"] or match["m24"] or match["mm"] or 0)
    if match["half"]:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if match["half"][0] in "pP" else 0)
    return f"{hour:02d}:{minute:02d}" if hour < 24 else None


def _before(hour: int, minute: int, until: str) -> str | None:
    """ "2-3.30pm": the half of the day that makes the first time the earlier one."""
    last = int(until[:2]) * 60 + int(until[3:])
    choices = [h * 60 + minute for h in (hour % 12 + 12, hour % 12) if h * 60 + minute < last]
    return f"{choices[0] // 60:02d}:{choices[0] % 60:02d}" if choices else None
