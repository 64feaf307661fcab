"""Dates as feeds and pages write them, and what to make of missing and absurd ones."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, timezone
from email.utils import parsedate_to_datetime
from typing import Final

EARLIEST: Final = datetime(1990, 1, 1, tzinfo=UTC)
"""No feed format is older than 1997; an earlier day is a default value or a slip."""

AHEAD: Final = timedelta(hours=26)
"""How far ahead of this machine's clock a date may lie: the width of all zones, UTC-12 to +14."""

LONGEST_DATE: Final = 80
"""Characters; longer "dates" are attacks on parsers."""

NO_DATE: Final = "no date given; filed under the day of intake"
"""The note on an article that came without a date."""

_FRACTION = re.compile(r"(\.\d{1,6})\d*")
_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "jan january janvier januar enero gennaio janeiro januari január ιαν",
            "feb february février februar febrero febbraio fevereiro februari febru február φεβ",
            "mar march mars märz marzo março maart március μαρ μάρ",
            "apr april avril abril aprile április απρ",
            "may mai mayo maggio maio mei május μάι μαϊ μαι",
            "jun june juin juni junio giugno junho június ιουν ιούν",
            "jul july juillet juli julio luglio julho július ιουλ ιούλ",
            "aug august août agosto augustus augusztus αυγ αύγ",
            "sep sept september septembre septiembre settembre setembro szeptember σεπ",
            "oct october octobre oktober octubre ottobre outubro okt október οκτ",
            "nov november novembre noviembre novembro νοε νοέ",
            "dec december décembre dezember diciembre dicembre dezembro dez δεκ",
        ),
        start=1,
    )
    for name in names.split()
}
_MONTH = r"(?P<name>[^\W\d_]{3,10})\.?"
_YEAR = r"(?P<year>(?:19|20)\d\d)(?!\d)"
_DAY = r"(?P<day>[0-3]?\d)(?:st|nd|rd|th)?(?!\d)"
# Each unambiguous: a year of four digits, and a month by name, before the day, or beyond doubt.
_FORMS = tuple(
    re.compile(rf"(?<![\w/.-]){form}", re.IGNORECASE)
    for form in (
        rf"{_YEAR}\s?[/.-]\s?(?P<month>[01]?\d)\s?[/.-]\s?{_DAY}",
        rf"{_YEAR}\s?[年년]\s?(?P<month>[01]?\d)\s?[月월]\s?{_DAY}\s?[日일]?",
        rf"{_YEAR}(?P<month>[01]\d)(?P<day>[0-3]\d)(?!\d)",
        rf"{_DAY}(?:\s+of)?[\s.-]+{_MONTH},?[\s-]+{_YEAR}",
        rf"{_MONTH}\s+{_DAY},?\s+{_YEAR}",
        rf"{_YEAR}[\s-]+{_MONTH}[\s-]+{_DAY}",
        rf"(?P<day>[0-3]?\d)\.\s?(?P<month>[01]?\d)\.\s?{_YEAR}",
        rf"{_MONTH}\s+{_DAY}\s+[0-2]?\d:[0-5]\d(?::[0-5]\d)?(?:\s+[A-Z+-][A-Z\d:]{{1,5}})?\s+{_YEAR}",
        rf"{_YEAR}-(?P<ordinal>[0-3]\d\d)(?!\d)",
        rf"(?P<one>[0-3]?\d)[/-](?P<other>[0-3]?\d)[/-]{_YEAR}",
    )
)
_CLOCK = re.compile(
    r"(?<![\d:+−-])(?P<hour>[0-2]?\d)(?:[:.h](?P<minute>[0-5]\d)(?::(?P<second>[0-5]\d)(?:\.\d+)?)?)?"
    r"\s*(?P<half>[ap])?\.?(?(half)m\b\.?|(?<=\d\d))",
    re.IGNORECASE,
)
_KOREA = timezone(timedelta(hours=9))
_KOREAN = re.compile("[년오]")
_HALVES = {"오전": "am", "오후": "pm"}
_OFFSET = re.compile(
    r"(?:GMT|UTC|Z)?\s*(?P<sign>[+−-])(?P<hours>[01]?\d)(?::?(?P<minutes>[0-5]\d))?\b"
)
# Names in use on both sides of an ocean (BST, IST, CST of China) are left out, but for those that
# RFC 822 itself gives an offset.
_ZONES = {
    "gmt": 0,
    "utc": 0,
    "ut": 0,
    "z": 0,
    "wet": 0,
    "cet": 1,
    "met": 1,
    "cest": 2,
    "mest": 2,
    "eet": 2,
    "eest": 3,
    "msk": 3,
    "est": -5,
    "edt": -4,
    "cst": -6,
    "cdt": -5,
    "mst": -7,
    "mdt": -6,
    "pst": -8,
    "pdt": -7,
    "et": -5,
    "ct": -6,
    "mt": -7,
    "pt": -8,
    "jst": 9,
    "kst": 9,
    "hkt": 8,
    "sgt": 8,
    "aest": 10,
    "aedt": 11,
    "nzst": 12,
    "nzdt": 13,
}
_WORD = re.compile(r"[A-Za-z]{1,4}\b")
_WIDEST = 14  # hours; no zone is further from UTC


def parse_moment(text: str) -> datetime | None:
    """A moment in a notation of feeds or pages, in the zone that it names (UTC when it names none).

    Read are RFC 822 and ISO 8601 with their usual slips, and days written otherwise where there is
    no doubt which one is meant: ``23.11.2026``, ``Nov 23, 2026``, ``Mon, 11/23/2026 - 10:15``, but
    not ``11/12/2026``. None for anything else; never raises.
    """
    text = text.strip()
    if not text or len(text) > LONGEST_DATE:
        return None
    for parse in (_iso, _rfc):
        try:
            return _aware(parse(text))
        except (ValueError, TypeError, OverflowError, IndexError):
            continue
    return _epoch(text) or find_day(text)


def _epoch(text: str) -> datetime | None:
    """Seconds or milliseconds since 1970, as some feeds count."""
    if not re.fullmatch(r"1\d{9}(?:\d{3})?", text, re.ASCII):
        return None
    return datetime.fromtimestamp(int(text[:10]), UTC)


def _iso(text: str) -> datetime:
    # "T" alone parts day and hour in what Python takes any character for: "2026-11-23-07:00".
    if len(text) > 10 and text[10:11] not in ("T", "t", " ") and text[4:5] == "-":
        raise ValueError(text)
    return datetime.fromisoformat(_FRACTION.sub(r"\1", text))


_PREFIXED = re.compile(r"[+-]\d\d?:\d|[A-Z][+-]\d")


def _rfc(text: str) -> datetime:
    # The parser of mail headers takes "2026/11/23" for the first of a month, and "+02:00" for UTC.
    if not re.search(r"[A-Za-z]{3}", text) or re.search(r"\d/\d", text) or _PREFIXED.search(text):
        raise ValueError(text)
    if not re.match(r"(?:[A-Za-z]+,?\s+)?\d{1,2}[\s-]+[A-Za-z]{3,9}[\s-]+\d{2,4}\b.*\d:\d", text):
        raise ValueError(text)
    return parsedate_to_datetime(text)


def find_day(text: str) -> datetime | None:
    """The first day in a short text that is given without doubt, with the hour that follows it."""
    readings = ((m, found) for form in _FORMS for m in form.finditer(text) if (found := _day_of(m)))
    first = min(readings, key=lambda r: r[0].start(), default=None)
    if first is None:
        return None
    match, (year, month, day) = first
    # The hour follows the day, or stands in it (asctime), or before it.
    hour, minute, second, rest = _clock_in(
        f"{text[match.end() :]} {match[0] if ':' in match[0] else ''} {text[: match.start()]}"
    )
    zone = _KOREA if _KOREAN.search(text) else _zone_in(rest)
    try:
        return _aware(datetime(year, month, day, hour, minute, second, tzinfo=zone))
    except (ValueError, OverflowError):
        return None


def _day_of(match: re.Match[str]) -> tuple[int, int, int] | None:
    parts = match.groupdict()
    year = int(parts["year"])
    if parts.get("ordinal"):
        counted = datetime(year, 1, 1) + timedelta(days=int(parts["ordinal"]) - 1)
        return (year, counted.month, counted.day) if counted.year == year else None
    for month, day in _month_and_day(parts):
        if 1 <= month <= 12 and 1 <= day <= calendar.monthrange(year, month)[1]:
            return year, month, day
    return None


def _month_and_day(parts: dict[str, str | None]) -> Iterator[tuple[int, int]]:
    if parts.get("name"):
        name = str(parts["name"]).casefold()
        yield _MONTHS.get(name, 0), int(parts["day"] or 0)
    elif parts.get("one"):
        one, other = int(parts["one"] or 0), int(parts["other"] or 0)
        # Which of two is the month is known only where one cannot be.
        if one > 12 or one == other:
            yield other, one
        elif other > 12:
            yield one, other
    else:
        yield int(parts["month"] or 0), int(parts["day"] or 0)


def _clock_in(text: str) -> tuple[int, int, int, str]:
    """Hour, minute and second of the first time of day in a text, and the text behind it."""
    for written, half in _HALVES.items():
        text = re.sub(rf"{written}\s*(\d{{1,2}}:\d\d(?::\d\d)?)", rf"\1 {half}", text)
    for match in _CLOCK.finditer(text):
        half = (match["half"] or "").lower()
        if not match["minute"] and not half:
            continue
        hour = int(match["hour"])
        if half and 1 <= hour <= 12:
            hour = hour % 12 + 12 * (half == "p")
        if hour < 24:
            return hour, int(match["minute"] or 0), int(match["second"] or 0), text[match.end() :]
    return 0, 0, 0, text


def _zone_in(text: str) -> timezone:
    offset = _OFFSET.search(text[:20])
    if offset:
        hours, minutes = int(offset["hours"]), int(offset["minutes"] or 0)
        if hours <= _WIDEST:
            sign = 1 if offset["sign"] == "+" else -1
            return timezone(sign * timedelta(hours=hours, minutes=minutes))
    for word in _WORD.findall(text[:20]):
        if word.lower() in _ZONES:
            return timezone(timedelta(hours=_ZONES[word.lower()]))
    return UTC


def _aware(moment: datetime) -> datetime:
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    # Both ends of the calendar overflow in arithmetic between zones.
    return moment if 1 < moment.year < 9999 else moment.replace(tzinfo=UTC)


def clamp(moment: datetime | None, now: datetime) -> tuple[datetime, str | None]:
    """The moment to file an article under, and a note when that is not the one given.

    Missing, before ``EARLIEST`` or more than ``AHEAD`` after ``now`` become ``now``.
    """
    if moment is None:
        return now, NO_DATE
    if moment < EARLIEST:
        return now, f"dated {moment.date()}, which cannot be; filed under the day of intake"
    if moment > now + AHEAD:
        return now, f"dated {moment.date()}, which lies ahead; filed under the day of intake"
    return moment, None
