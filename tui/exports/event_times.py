"""When an event is, to the minute: only where its article gives a zone that means one moment."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta, timezone
from zoneinfo import ZoneInfo

from briefing.rows import DeadlineRow, TalkRow

_HOUR = timedelta(hours=1)
_OFFSET = re.compile(r"(?:UTC|GMT)([+-]\d{1,2})$")
_ZONES: dict[str, tuple[str, int | None]] = {
    "utc": ("UTC", 0),
    "gmt": ("UTC", 0),
    "et": ("America/New_York", None),
    "est": ("America/New_York", -5),
    "edt": ("America/New_York", -4),
    "eastern": ("America/New_York", None),
    "eastern time": ("America/New_York", None),
    "ct": ("America/Chicago", None),
    "cdt": ("America/Chicago", -5),
    "mt": ("America/Denver", None),
    "mst": ("America/Denver", -7),
    "mdt": ("America/Denver", -6),
    "pt": ("America/Los_Angeles", None),
    "pst": ("America/Los_Angeles", -8),
    "pdt": ("America/Los_Angeles", -7),
    "pacific": ("America/Los_Angeles", None),
    "pacific time": ("America/Los_Angeles", None),
    "bst": ("Europe/London", 1),
    "cet": ("Europe/Brussels", 1),
    "cest": ("Europe/Brussels", 2),
    "eet": ("Europe/Helsinki", 2),
    "eest": ("Europe/Helsinki", 3),
    "msk": ("Europe/Moscow", 3),
    "jst": ("Asia/Tokyo", 9),
    "aest": ("Australia/Sydney", 10),
    "aedt": ("Australia/Sydney", 11),
}
"""The zones that ``briefing.extract.dates`` reads, with the hours east of Greenwich that they name.

"CST" and "IST" are not among them: China and Chicago, India, Israel and Ireland use these.
Source: the IANA time zone database.
"""


def moment_of(day: date, clock: str | None, zone: str | None) -> datetime | None:
    """The moment in UTC of a time of day (``HH:MM``, to ``24:00``) in a zone as a text names it.

    None where the text gives no zone, one that stands for several, "local", or one that is not in
    force on that day: "CET" in July may be meant as it is written, or as Brussels then has it.
    """
    named = _zone(zone or "")
    if clock is None or named is None:
        return None
    hours, minutes = map(int, clock.split(":"))
    place, offset = named
    try:
        local = datetime.combine(day, time(), place) + timedelta(hours=hours, minutes=minutes)
        if offset is not None and local.utcoffset() != offset * _HOUR:
            return None
        return local.astimezone(UTC)
    except OverflowError:
        return None


def _zone(name: str) -> tuple[ZoneInfo | timezone, int | None] | None:
    if offset := _OFFSET.match(name.upper()):
        hours = int(offset[1])
        return (timezone(hours * _HOUR), None) if abs(hours) < 24 else None
    found = _ZONES.get(" ".join(name.casefold().split()))
    return (ZoneInfo(found[0]), found[1]) if found else None


def clock_of(row: TalkRow | DeadlineRow) -> tuple[str, str | None] | None:
    """The time of day and the zone of a row on one day, from the newest account that gives them."""
    if isinstance(row, TalkRow):
        given = ((m.talk.start, m.talk.time, m.talk.zone) for m in row.mentions)
        first, last = row.start, row.end
    else:
        given = ((m.deadline.when, m.deadline.time, m.deadline.zone) for m in row.mentions)
        first, last = row.when, row.end
    if first != last:
        return None
    return next(((clock, zone) for day, clock, zone in given if clock and day == first), None)
