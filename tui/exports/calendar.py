"""Talks and deadlines as an iCalendar file (RFC 5545) that calendars can subscribe to.

An event keeps its UID for as long as one of the accounts that it was first known by is known, and
its SEQUENCE is raised when its days or its status change (RFC 5545, 3.8.7.4). What that takes is
handed in and out as a plain JSON value.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from hashlib import sha256
from typing import Any, TypeAlias

from icalendar import Calendar, Event

from briefing.digest.briefing import Briefing
from briefing.digest.changes import ArticleEdit, OutletEdits
from briefing.rows import DeadlineMention, DeadlineRow, DeadlinesThatAreTalks, TalkMention, TalkRow
from briefing.watches.watch import keys
from tui.text.days import long_days
from tui.text.phrases import TextOf, deadline_line, edit_line, evidence_words, plain, talk_line

CALENDAR_STATE = "calendar"
"""The state of the library under which a ``Memory`` is kept."""

Memory: TypeAlias = list[dict[str, Any]]
"""The events written before: uid, keys, days, status, sequence; the latest first."""

REMEMBERED = 5_000
_KEYS = 40
_WEB = ("https://", "http://")


@dataclass(frozen=True, slots=True)
class _Dated:
    """A row with all that an event needs."""

    row: TalkRow | DeadlineRow
    first: date
    last: date
    status: str
    summary: str
    place: str | None


def to_ical(
    briefing: Briefing,
    text_of: TextOf,
    stamp: datetime,
    known: Memory,
    edits: Iterable[ArticleEdit] = (),
) -> tuple[bytes, Memory]:
    """The calendar of a briefing's dated rows, and what to hand in as ``known`` the next time.

    ``stamp`` is the moment of writing, with its zone. Each event carries the sentences that it
    rests on, with outlet, day and link, and what the outlet has changed in them.
    """
    calendar = Calendar()
    calendar.add("prodid", "-//brief-desk//brief//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", "brief")
    memory = _Memories(known)
    history = OutletEdits.of(edits)
    for dated in _dated(briefing):
        uid, sequence = memory.place(dated)
        event = _event(dated, uid, sequence, stamp)
        event.add("description", _description(dated.row, text_of, history, briefing.as_of.day))
        calendar.add_component(event)
    return calendar.to_ical(), memory.records()


def _dated(briefing: Briefing) -> Iterator[_Dated]:
    for talk in briefing.talks:
        if talk.start and talk.end:
            status = _TALK_STATUS.get(talk.status, "CONFIRMED")
            yield _Dated(talk, talk.start, talk.end, status, talk_line(talk), talk.place)
    meetings = DeadlinesThatAreTalks(talk for talk in briefing.talks if talk.start)
    for row in briefing.deadlines:
        if row.kind == "event" and row in meetings:
            continue
        sure = not row.tentative and row.precision in ("day", "time")
        status = "CANCELLED" if row.cancelled else "CONFIRMED" if sure else "TENTATIVE"
        yield _Dated(row, row.when, row.end, status, deadline_line(row, row.when), row.place)


_TALK_STATUS = {"cancelled": "CANCELLED", "postponed": "TENTATIVE"}


def _event(dated: _Dated, uid: str, sequence: int, stamp: datetime) -> Event:
    event = Event()
    event.add("uid", uid)
    event.add("dtstamp", stamp)
    event.add("sequence", sequence)
    event.add("dtstart", dated.first)
    # The end of a whole-day event is the day after its last (RFC 5545, 3.6.1).
    event.add("dtend", min(dated.last, date.max - timedelta(days=1)) + timedelta(days=1))
    event.add("summary", dated.summary)
    event.add("status", dated.status)
    event.add("transp", "TRANSPARENT")
    event.add("categories", ["talks" if isinstance(dated.row, TalkRow) else dated.row.kind])
    if dated.place:
        event.add("location", plain(dated.place))
    url = next((m.article.url for m in dated.row.mentions if _is_web(m.article.url)), None)
    if url:
        event.add("url", plain(url))
    return event


def _is_web(url: str | None) -> bool:
    return url is not None and url.lower().startswith(_WEB)


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


class _Memories:
    """Events written before, found by the accounts that they rested on."""

    def __init__(self, memory: Memory) -> None:
        self._old = list(memory)
        # Words that tell of two meetings at once are a key of both.
        self._by_key: dict[str, Memory] = defaultdict(list)
        for record in self._old:
            for key in record["keys"]:
                self._by_key[key].append(record)
        self._used: set[str] = set()
        self._made: Memory = []

    def place(self, dated: _Dated) -> tuple[str, int]:
        """UID and sequence number of a row."""
        own = _oldest_first(dated.row)
        days = [dated.first.isoformat(), dated.last.isoformat()]
        record = self._find(own, days)
        if record is None:
            record = {"uid": self._new_uid(dated, own), "keys": [], "sequence": 0}
            record |= {"days": days, "status": dated.status}
        changed = record["days"] != days or record["status"] != dated.status
        sequence = record["sequence"] + changed
        kept = list(dict.fromkeys((*own, *record["keys"])))[:_KEYS]
        self._made.append(
            {
                "uid": record["uid"],
                "keys": kept,
                "days": days,
                "status": dated.status,
                "sequence": sequence,
            }
        )
        self._used.add(record["uid"])
        return record["uid"], sequence

    def _find(self, own: Iterable[str], days: list[str]) -> dict[str, Any] | None:
        remembered = (record for key in own for record in self._by_key.get(key, ()))
        free = [record for record in remembered if record["uid"] not in self._used]
        same_days = (record for record in free if record["days"] == days)
        return next(same_days, free[0] if free else None)

    def _new_uid(self, dated: _Dated, own: Sequence[str]) -> str:
        kind = "talk" if isinstance(dated.row, TalkRow) else "deadline"
        taken = self._used | {record["uid"] for record in self._old}
        for salt in (*own, *map(str, range(len(taken) + 1))):
            uid = f"{sha256(f'{kind} {own[0]} {salt}'.encode()).hexdigest()[:32]}@brief-desk"
            if uid not in taken:
                return uid
        raise AssertionError("more names than events")

    def records(self) -> Memory:
        """What to remember: the events of now, then earlier ones that are not among them."""
        earlier = (r for r in self._old if r["uid"] not in self._used)
        return [*self._made, *earlier][:REMEMBERED]


def _oldest_first(row: TalkRow | DeadlineRow) -> list[str]:
    return list(keys(row))[::-1]
