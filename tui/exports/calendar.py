"""Talks and deadlines as an iCalendar file (RFC 5545) that calendars import or subscribe to.

What has been written before is handed in and out as a plain JSON value (``calendar_memory``), so
that moved events move in the calendars that hold them, and those that are gone are cancelled there.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from datetime import date, datetime, timedelta
from typing import Any

from icalendar import Alarm, Calendar, Event
from msgspec import Struct

from briefing.digest.briefing import Briefing
from briefing.digest.changes import ArticleEdit, OutletEdits
from briefing.intake.text import safe_link
from briefing.rows import (
    DeadlineMention,
    DeadlineRow,
    DeadlinesThatAreTalks,
    TalkMention,
    TalkRow,
    is_dropped,
)
from tui.exports.calendar_memory import CANCELLED, Dated, EventMemory, Memory
from tui.exports.event_times import clock_of, moment_of
from tui.text.days import long_days
from tui.text.phrases import TextOf, deadline_line, edit_line, evidence_words, plain, talk_line

CALENDAR_STATE = "calendar"
"""The state of the library under which a ``Memory`` is kept."""

_ASK_AGAIN = timedelta(hours=1)  # after which who subscribes looks again; feeds come in as often
_GONE = "No article of the briefing tells of this any more."


class Choice(Struct, frozen=True):
    """What of a briefing a calendar file holds, and what goes with it.

    ``name`` tells the file from those that hold something else, "" for all. ``rows`` are those
    wanted, None for all; what was in the file once stays in it. ``alarms`` ring so long before.
    ``whole``: what the briefing does not have is gone, and cancelled.
    """

    name: str = ""
    rows: Collection[TalkRow | DeadlineRow] | None = None
    alarms: tuple[timedelta, ...] = ()
    whole: bool = False


EVERYTHING = Choice()


def to_ical(
    briefing: Briefing,
    text_of: TextOf,
    stamp: datetime,
    known: Memory,
    edits: Iterable[ArticleEdit] = (),
    choice: Choice = EVERYTHING,
) -> tuple[bytes, Memory]:
    """The calendar of a briefing's dated rows, and what to hand in as ``known`` the next time.

    ``stamp`` is the moment of writing, with its zone. Each event carries the sentences that it
    rests on, with outlet, day and link, and what the outlet has changed in them.
    """
    calendar = Calendar()
    calendar.add("prodid", "-//brief-desk//brief//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", f"brief: {plain(choice.name)}" if choice.name else "brief")
    calendar.add("refresh-interval", _ASK_AGAIN, {"VALUE": "DURATION"})
    calendar.add("x-published-ttl", "PT1H")
    memory = EventMemory(known)
    history = OutletEdits.of(edits)
    for dated in _dated(briefing):
        record = memory.place(dated)
        if _is_wanted(dated, record, choice):
            event = _event(dated, record, stamp)
            event.add("description", _description(dated.row, text_of, history, briefing.as_of.day))
            for before in choice.alarms if dated.status != CANCELLED else ():
                event.add_component(_alarm(before, dated.summary))
            calendar.add_component(event)
    for record in memory.cancel_gone(briefing.as_of.day) if choice.whole else ():
        if choice.name in record["scopes"]:
            calendar.add_component(_cancelled(record, stamp))
    return calendar.to_ical(), memory.records()


def _is_wanted(dated: Dated, record: dict[str, Any], choice: Choice) -> bool:
    scopes = record["scopes"]
    if choice.rows is None or dated.row in choice.rows:
        if choice.name not in scopes:
            scopes.append(choice.name)
        return True
    return choice.name in scopes


def _dated(briefing: Briefing) -> Iterator[Dated]:
    for talk in briefing.talks:
        if talk.start and talk.end:
            status = _TALK_STATUS.get(talk.status, "CONFIRMED")
            status = CANCELLED if is_dropped(talk) else status
            yield _timed(talk, (talk.start, talk.end), status, talk_line(talk), talk.place)
    meetings = DeadlinesThatAreTalks(talk for talk in briefing.talks if talk.start)
    for row in briefing.deadlines:
        if row.kind == "event" and row in meetings:
            continue
        sure = not row.tentative and row.precision in ("day", "time")
        off = row.cancelled or is_dropped(row)
        status = CANCELLED if off else "CONFIRMED" if sure else "TENTATIVE"
        line = deadline_line(row, row.when)
        yield _timed(row, (row.when, row.end), status, line, row.place)


_TALK_STATUS = {"cancelled": "CANCELLED", "postponed": "TENTATIVE"}


def _when(row: TalkRow | DeadlineRow, day: date) -> tuple[datetime | None, str]:
    """The moment of an event; where its article gives a time of no sure zone, that in words."""
    given = clock_of(row)
    if given is None:
        return None, ""
    clock, zone = given
    at = moment_of(day, clock, zone)
    words = f"{clock} {'local time' if zone == 'local' else zone or '(zone not given)'}"
    return at, "" if at else words


def _timed(
    row: TalkRow | DeadlineRow, days: tuple[date, date], status: str, line: str, place: str | None
) -> Dated:
    at, words = _when(row, days[0])
    return Dated(row, *days, at, status, plain(f"{words}: {line}") if words else line, place)


def _event(dated: Dated, record: dict[str, Any], stamp: datetime) -> Event:
    event = Event()
    event.add("uid", record["uid"])
    event.add("dtstamp", stamp)
    event.add("sequence", record["sequence"])
    if dated.at is None:
        _add_days(event, dated.first, dated.last)
    else:
        event.add("dtstart", dated.at)
        minutes = dated.row.minutes if isinstance(dated.row, TalkRow) else None
        event.add("dtend", dated.at + timedelta(minutes=minutes or 0))
    event.add("summary", dated.summary)
    event.add("status", dated.status)
    event.add("transp", "TRANSPARENT")
    event.add("categories", ["talks" if isinstance(dated.row, TalkRow) else dated.row.kind])
    if dated.place:
        event.add("location", plain(dated.place))
    url = next(filter(None, (safe_link(m.article.url) for m in dated.row.mentions)), None)
    if url:
        event.add("url", plain(url))
    return event


def _add_days(event: Event, first: date, last: date) -> None:
    event.add("dtstart", first)
    # The end of a whole-day event is the day after its last (RFC 5545, 3.6.1).
    event.add("dtend", min(last, date.max - timedelta(days=1)) + timedelta(days=1))


def _cancelled(record: dict[str, Any], stamp: datetime) -> Event:
    """An event that nothing tells of any more: whoever has it by its UID takes it off."""
    event = Event()
    event.add("uid", record["uid"])
    event.add("dtstamp", stamp)
    event.add("sequence", record["sequence"])
    if at := record.get("at"):
        event.add("dtstart", datetime.fromisoformat(at))
        event.add("dtend", datetime.fromisoformat(at))
    else:
        first, last = map(date.fromisoformat, record["days"])
        _add_days(event, first, last)
    event.add("summary", record.get("summary") or "Cancelled")
    event.add("status", CANCELLED)
    event.add("transp", "TRANSPARENT")
    event.add("description", _GONE)
    return event


def _alarm(before: timedelta, summary: str) -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("trigger", -before)
    alarm.add("description", summary)
    return alarm


def _description(
    row: TalkRow | DeadlineRow, text_of: TextOf, history: OutletEdits, near: date
) -> str:
    accounts = [_account(mention, text_of) for mention in row.mentions]
    changed = history.under(mention.evidence for mention in row.mentions)
    return "\n\n".join((*accounts, *(edit_line(edit, near) for edit in changed)))


def _account(mention: TalkMention | DeadlineMention, text_of: TextOf) -> str:
    ref = mention.article
    words = evidence_words(mention.evidence, text_of)
    source = ", ".join(p for p in (ref.source, long_days(ref.day) if ref.day else None) if p)
    lines = [f"“{words}”", plain(source), plain(ref.url or "")]
    return "\n".join(line for line in lines if line)
