"""Keeps parts of briefings by day: of a library no more is read than the articles that are new."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import date
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

    Threads may share it. At most ``KEPT_DAYS`` days are kept, those used last; what covers more
    is read each time.
    """

    def __init__(self, load: Load, marks: Marks) -> None:
        self._load = load
        self._marks = marks
        self._days: dict[date, _Parts] = {}
        self._lock = Lock()

    def parts(self, since: date, until: date) -> list[Part]:
        """The parts of those days as they are now, newest day first."""
        with self._lock:
            marks = self._marks(since, until)
            newest_first = sorted(marks, reverse=True)
            if len(marks) > KEPT_DAYS:
                read = self._read([n for day in newest_first for n in marks[day]])
                return [p for p in read.values() if p.article.day in marks]
            self._renew(marks)
            while len(self._days) > KEPT_DAYS:
                del self._days[next(iter(self._days))]
            return [p for day in newest_first for _, p in self._days[day].values() if p is not None]

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
