"""Keeps parts of briefings by day: of a library no more is read than the articles that are new."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import date, timedelta
from threading import Lock
from typing import TypeAlias

from briefing.digest.assembly import Part, part_of
from briefing.model import Entry

Load: TypeAlias = Callable[[Collection[int]], Iterable[tuple[int, Entry]]]
"""Gives the entries of those numbers, each with its own."""

Marks: TypeAlias = Callable[[date, date], Mapping[date, Mapping[int, object]]]
"""Gives for each of those days the numbers of its entries, each with a value that differs once the
entry does."""

# A third of a year: more than briefings cover (``DEFAULT_DAYS``), days beside them included.
KEPT_DAYS = 120

_Parts: TypeAlias = Mapping[int, "tuple[object, Part | None]"]
"""Of one day by number, each with its mark; None for what is no article of that day."""


class DayParts:
    """Parts by day of publication, each read again only when its mark differs.

    Marks are asked for again only when ``revision`` gives another value than before. Threads may
    share it. At most ``KEPT_DAYS`` days are kept, those used last; what covers more is read each
    time.
    """

    def __init__(self, load: Load, marks: Marks, revision: Callable[[], object] = object) -> None:
        self._load = load
        self._marks = marks
        self._revision = revision
        self._revision_seen: object = None
        self._up_to_date: set[date] = set()  # at that revision
        self._days: dict[date, _Parts] = {}
        self._lock = Lock()

    def parts(self, since: date, until: date) -> list[Part]:
        """The parts of those days as they are now, newest day first."""
        with self._lock:
            if (until - since).days >= KEPT_DAYS:
                return self._all(since, until)
            newest_first = [until - timedelta(days=n) for n in range((until - since).days + 1)]
            self._bring_up_to_date(newest_first)
            kept = [self._days.get(day, {}) for day in newest_first]
            return [part for of_day in kept for _, part in of_day.values() if part is not None]

    def _all(self, since: date, until: date) -> list[Part]:
        """The parts of more days than are kept."""
        marks = self._marks(since, until)
        read = self._read([n for day in sorted(marks, reverse=True) for n in marks[day]])
        return [part for part in read.values() if part.article.day in marks]

    def _bring_up_to_date(self, newest_first: Sequence[date]) -> None:
        """Have the parts of those days as they are now, used last."""
        revision = self._revision()  # before the marks: what is written meanwhile is seen next time
        if revision != self._revision_seen:
            self._revision_seen = revision
            self._up_to_date.clear()
        for day in newest_first:
            if day in self._days:
                self._days[day] = self._days.pop(day)
        unsure = [day for day in newest_first if day not in self._up_to_date]
        if not unsure:
            return
        marks = self._marks(unsure[-1], unsure[0])
        for day in set(unsure).difference(marks):
            self._days.pop(day, None)
        self._renew(marks)
        self._up_to_date.update(unsure)
        while len(self._days) > KEPT_DAYS:
            day = next(iter(self._days))
            del self._days[day]
            self._up_to_date.discard(day)

    def _renew(self, marks: Mapping[date, Mapping[int, object]]) -> None:
        """Bring what is kept of those days up to date, and put it at the end as used last."""
        stale = [
            number
            for day, numbers in marks.items()
            for kept in (self._days.get(day, {}),)
            for number, mark in numbers.items()
            if number not in kept or kept[number][0] != mark
        ]
        read = self._read(stale)
        again = set(stale)
        for day, numbers in marks.items():
            kept = self._days.pop(day, {})
            if again.isdisjoint(numbers) and kept.keys() == numbers.keys():
                self._days[day] = kept
            else:
                self._days[day] = {
                    number: (mark, _of_day(read.get(number), day))
                    if number in again
                    else kept[number]
                    for number, mark in numbers.items()
                }

    def _read(self, numbers: Collection[int]) -> dict[int, Part]:
        return {n: part_of(entry) for n, entry in self._load(numbers)} if numbers else {}


def _of_day(part: Part | None, day: date) -> Part | None:
    """The part, if its article has not moved to another day since the marks were made."""
    return part if part is not None and part.article.day == day else None
