"""Dates as feeds and pages write them, and what to make of missing and absurd ones."""

from __future__ import annotations

import calendar
import re
import time
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Final

EARLIEST: Final = datetime(1990, 1, 1, tzinfo=UTC)
"""No feed format is older than 1997; an earlier day is a default value or a slip."""

AHEAD: Final = timedelta(hours=26)
"""How far ahead of this machine's clock a date may lie: the width of all zones, UTC-12 to +14."""

LONGEST_DATE: Final = 80
"""Characters; longer "dates" are attacks on parsers."""

_FRACTION = re.compile(r"(\.\d{1,6})\d*")


def parse_moment(text: str) -> datetime | None:
    """A moment in RFC 822 or ISO 8601 notation, in the zone that it names (UTC when it names none).

    None for anything else; never raises.
    """
    text = text.strip()
    if not text or len(text) > LONGEST_DATE:
        return None
    for parse in (datetime.fromisoformat, parsedate_to_datetime):
        try:
            moment = parse(
                _FRACTION.sub(r"\1", text) if parse is not parsedate_to_datetime else text
            )
            return _aware(moment)
        except (ValueError, TypeError, OverflowError, IndexError):
            continue
    return None


def from_struct(parsed: time.struct_time | None) -> datetime | None:
    """feedparser's UTC nine-tuple as a moment, or None when it lies outside the calendar."""
    try:
        return datetime.fromtimestamp(calendar.timegm(parsed), UTC) if parsed else None
    except (ValueError, OverflowError, OSError, TypeError):
        return None


def _aware(moment: datetime) -> datetime:
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    # Both ends of the calendar overflow in arithmetic between zones.
    return moment if 1 < moment.year < 9999 else moment.replace(tzinfo=UTC)


def clamp(given: datetime | None, now: datetime) -> tuple[datetime, str | None]:
    """The moment to file an article under, and a note when that is not the one given.

    Missing, before ``EARLIEST`` or more than ``AHEAD`` after ``now`` become ``now``.
    """
    if given is None:
        return now, "no date given; filed under the day of intake"
    if given < EARLIEST:
        return now, f"dated {given.date()}, which cannot be; filed under the day of intake"
    if given > now + AHEAD:
        return now, f"dated {given.date()}, which lies ahead; filed under the day of intake"
    return given, None
