"""iCalendar files (RFC 5545) as agendas: a heading a day, a line an event."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import islice
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from briefing.errors import FeedError
from briefing.intake.formats.plaintext import decoded
from briefing.intake.formats.recurrence import days_of
from briefing.intake.items import Item
from briefing.intake.text import clean, safe_link

# Plain limits on what one calendar can put into memory and store.
MAX_EVENTS = 5_000  # read; an agenda holds fewer
MAX_LINES = 400  # of the text that is made of them
_BACK = timedelta(days=31)  # events that ended longer before the calendar was made are left out
_AHEAD = timedelta(days=92)  # for which the days of a repeated event are listed; a quarter
_MOST_DAYS = 130  # of one repeated event, which the window holds at most
_MOST_BYTES = 4 * 1024 * 1024  # half of what a page may have (``MAX_WIRE``)
_LONGEST = 300  # characters of a summary
_CANCELLED = {"CANCELLED": " (cancelled)", "TENTATIVE": " (to be confirmed)"}


class _Event(Struct, frozen=True, order=True):
    first: date
    clock: str
    summary: str
    last: date


def read_calendar(raw: bytes, content_type: str = "") -> tuple[Item, ...]:
    """One item that lists the events of a calendar. Raises ``FeedError`` for what is none.

    A repeated event counts on each of its days within a window around the day on which the
    calendar was made: its rule may never end.
    """
    del content_type
    from icalendar import Calendar

    if len(raw) > _MOST_BYTES:
        raise FeedError("calendar", "is larger than any agenda")
    try:
        calendar = Calendar.from_ical(decoded(raw))
    except (ValueError, KeyError, IndexError, TypeError) as error:
        raise FeedError("calendar", f"is no valid iCalendar ({type(error).__name__})") from error
    parts = list(islice(calendar.walk("VEVENT"), MAX_EVENTS))
    created = _created(parts)
    lines = _agenda_lines(parts, created.date() if created else None)
    if not lines:
        raise FeedError("calendar", "holds no events")
    title = clean(str(calendar.get("X-WR-CALNAME") or calendar.get("NAME") or "")) or "Calendar"
    return (
        Item(
            title=f"{title}: agenda" if "agenda" not in title.lower() else title,
            paragraphs=lines,
            guid=clean(str(calendar.get("PRODID") or ""))[:200] + f" {title}",
            url=safe_link(str(calendar.get("URL") or "")),
            published=created,
            language="en",
            complete=True,
            form="agenda",
        ),
    )


def _created(parts: list[Any]) -> datetime | None:
    """When the calendar was made: the latest moment at which one of its events was written."""
    keys = ("LAST-MODIFIED", "DTSTAMP")
    moments = (_moment(part, key) for part in parts for key in keys)
    return max((moment for moment in moments if moment is not None), default=None)


def _agenda_lines(parts: list[Any], created: date | None) -> tuple[str, ...]:
    """The events of a calendar made on that day, those left out that were over long before."""
    read = [(event, part) for part in parts if (event := _event(part)) is not None]
    events = _repeated([event for event, _ in read], [part for _, part in read], created)
    since = created - _BACK if created else date.min
    return tuple(islice(_lines(sorted(e for e in events if e.last >= since)), MAX_LINES))


def _repeated(events: list[_Event], parts: list[Any], created: date | None) -> list[_Event]:
    """Events on all their days around ``created``; without one, around the last first day.

    An instance that was moved or changed has a RECURRENCE-ID, and stands in place of its day.
    """
    replaced: set[tuple[str, date]] = set()
    for part in parts:
        moved = _value(part, "RECURRENCE-ID")
        if moved is not None:
            replaced.add((str(part.get("UID") or ""), _date(moved)))
    today = created or max((e.first for e in events), default=date.min)
    since, until = max(today, date.min + _BACK) - _BACK, min(today, date.max - _AHEAD) + _AHEAD
    found: list[_Event] = []
    for event, part in zip(events, parts, strict=True):
        if part.get("RRULE") is None and part.get("RDATE") is None:
            found.append(event)
            continue
        name, length = str(part.get("UID") or ""), event.last - event.first
        found += [
            replace(event, first=day, last=day + length)
            for day in islice(days_of(part, event.first, since, until), _MOST_DAYS)
            if (name, day) not in replaced and day <= date.max - length
        ]
    return found[:MAX_EVENTS]


def _date(moment: date | datetime) -> date:
    return moment.date() if isinstance(moment, datetime) else moment


def _lines(events: list[_Event]) -> Iterator[str]:
    day: date | None = None
    for event in events:
        if event.first != day:
            day = event.first
            yield f"{day:%A}, {day.day} {day:%B %Y}"
        until = f" (To {event.last.day} {event.last:%B})" if event.last > event.first else ""
        yield f"{event.clock} {event.summary}{until}".strip()


def _event(part: Any) -> _Event | None:
    start = _value(part, "DTSTART")
    summary = clean(str(part.get("SUMMARY") or ""))[:_LONGEST]
    if start is None or not summary:
        return None
    end = _value(part, "DTEND")
    place = clean(str(part.get("LOCATION") or ""))[:120]
    summary += f" - {place}" if place and place.lower() not in summary.lower() else ""
    summary += _CANCELLED.get(str(part.get("STATUS") or "").upper(), "")
    if not isinstance(start, datetime):
        last = (
            end - timedelta(days=1)
            if isinstance(end, date) and not isinstance(end, datetime)
            else start
        )
        return _Event(start, "", summary, max(start, last))
    clock = f"{start:%H:%M}"
    last = start.date()
    if isinstance(end, datetime) and _comparable(start, end) and end > start:
        last = (end - timedelta(minutes=1)).date()
        clock += f"–{end:%H:%M}" if last == start.date() else ""
    return _Event(start.date(), f"{clock} {_zone(start)}".strip(), summary, last)


def _comparable(start: datetime, end: datetime) -> bool:
    return (start.tzinfo is None) == (end.tzinfo is None)


def _zone(moment: datetime) -> str:
    """The zone as the text of an agenda would give it, "" for a floating time."""
    name = moment.tzname() or ""
    if name.isalpha() and name.isupper():
        return name
    offset = moment.utcoffset()
    if offset is None:
        return ""
    hours = int(offset.total_seconds() // 3600)
    return f"GMT{hours:+d}" if hours else "GMT"


def _value(part: Any, key: str) -> date | datetime | None:
    value = getattr(part.get(key), "dt", None)
    return value if isinstance(value, date) else None


def _moment(part: Any, key: str) -> datetime | None:
    value = _value(part, key)
    if not isinstance(value, datetime):
        return None
    return value if value.tzinfo else value.replace(tzinfo=UTC)
