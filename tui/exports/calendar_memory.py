"""Which events have been written before: their UIDs, their SEQUENCEs, and which of them are gone.

An event keeps its UID for as long as one of the accounts that it was first known by is known, and
its SEQUENCE is raised when its days, its time or its status change (RFC 5545, 3.8.7.4).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256
from typing import Any, TypeAlias

from briefing.rows import DeadlineRow, TalkRow
from briefing.timing import iso
from briefing.watches.watch import keys

Memory: TypeAlias = list[dict[str, Any]]
"""The events written before, the latest first.

Each has uid, keys, days, at (the moment of its start or None), status, sequence, summary, and the
names of the files that it was written to ("scopes").
"""

CANCELLED = "CANCELLED"
REMEMBERED = 5_000  # events; bounds what the library keeps of them
_KEYS = 40  # accounts of an event by which it is known again; bounds its record


@dataclass(frozen=True, slots=True)
class Dated:
    """A row with all that an event needs; ``at`` is when it starts, where that is known."""

    row: TalkRow | DeadlineRow
    first: date
    last: date
    at: datetime | None
    status: str
    summary: str
    place: str | None


class EventMemory:
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

    def place(self, dated: Dated) -> dict[str, Any]:
        """The record of a row: the one of before with what has changed, or a new one."""
        own = list(keys(dated.row))[::-1]
        stands = {
            "days": [dated.first.isoformat(), dated.last.isoformat()],
            "at": iso(dated.at),
            "status": dated.status,
        }
        before = self._find(own, stands["days"])
        if before is None:
            before = {"uid": self._new_uid(dated, own), "keys": [], "sequence": 0, "scopes": []}
            before |= stands
        changed = any(before.get(field) != value for field, value in stands.items())
        record = {
            "uid": before["uid"],
            "keys": list(dict.fromkeys((*own, *before["keys"])))[:_KEYS],
            **stands,
            "sequence": before["sequence"] + changed,
            "summary": dated.summary,
            "scopes": _scopes(before),
        }
        self._made.append(record)
        self._used.add(record["uid"])
        return record

    def cancel_gone(self, day: date) -> Memory:
        """The events that nothing tells of any more although their days are not over."""
        gone = []
        for record in self._old:
            if record["uid"] in self._used or date.fromisoformat(record["days"][1]) < day:
                continue
            changed = record["status"] != CANCELLED
            made = record | {"status": CANCELLED, "sequence": record["sequence"] + changed}
            gone.append(made | {"scopes": _scopes(record)})
        self._used |= {record["uid"] for record in gone}
        self._made += gone
        return gone

    def _find(self, own: Iterable[str], days: object) -> dict[str, Any] | None:
        remembered = (record for key in own for record in self._by_key.get(key, ()))
        free = [record for record in remembered if record["uid"] not in self._used]
        same_days = (record for record in free if record["days"] == days)
        return next(same_days, free[0] if free else None)

    def _new_uid(self, dated: Dated, own: Sequence[str]) -> str:
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


def _scopes(record: dict[str, Any]) -> list[str]:
    """The files that an event was written to; before there were several, it was the one of all."""
    return list(record.get("scopes", [""]))
