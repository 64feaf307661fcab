"""Keeps parts of briefings by day: a library is asked for no more than the days that are new."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, timedelta
from threading import Lock

from briefing.digest.assembly import Part, part_of
from briefing.model import Entry

Load = Callable[[date, date], Iterable[Entry]]
"""Gives the entries published from one day to another, both included."""

Marks = Callable[[date, date], Mapping[date, object]]
"""Gives for each of those days with entries a value that differs once that day's entries do."""

# A third of a year: more than briefings cover (``DEFAULT_DAYS``), days beside them included.
KEPT_DAYS = 120


class DayParts:
    """Parts by day of publication, each day read again only when its mark differs.

    Threads may share it. At most ``KEPT_DAYS`` days are kept, those used last; what covers more
    is read each time.
    """

    def __init__(self, load: Load, marks: Marks) -> None:
        self._load = load
        self._marks = marks
        self._days: dict[date, tuple[object, tuple[Part, ...]]] = {}
        self._lock = Lock()

    def parts(self, since: date, until: date) -> list[Part]:
        """The parts of those days as they are now, newest day first."""
        if (until - since).days >= KEPT_DAYS:
            return [part_of(entry) for entry in self._load(since, until)]
        days = _days(since, until)
        with self._lock:
            marks = self._marks(since, until)
            stale = [d for d in days if d not in self._days or self._days[d][0] != marks.get(d)]
            for first, last in _runs(stale):
                self._fill(first, last, marks)
            for day in days:
                # Put back at the end, so that the days at the front are those not used lately.
                self._days[day] = self._days.pop(day)
            for day in list(self._days)[: max(0, len(self._days) - KEPT_DAYS)]:
                del self._days[day]
            return [part for day in reversed(days) for part in self._days[day][1]]

    def _fill(self, first: date, last: date, marks: Mapping[date, object]) -> None:
        parts_by_day: dict[date, list[Part]] = {day: [] for day in _days(first, last)}
        for entry in self._load(first, last):
            if entry.article.day in parts_by_day:
                parts_by_day[entry.article.day].append(part_of(entry))
        self._days.update(
            (day, (marks.get(day), tuple(parts))) for day, parts in parts_by_day.items()
        )


def _days(first: date, last: date) -> list[date]:
    return [first + timedelta(days=n) for n in range((last - first).days + 1)]


def _runs(days: list[date]) -> Iterator[tuple[date, date]]:
    """First and last day of each unbroken run."""
    start = previous = None
    for day in days:
        if start is None or previous is None:
            start = day
        elif day - previous > timedelta(days=1):
            yield start, previous
            start = day
        previous = day
    if start is not None and previous is not None:
        yield start, previous
