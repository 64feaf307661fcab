from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from briefing.digest.day_parts import KEPT_DAYS, DayParts
from briefing.model import Entry
from tests.briefing.support import DAY, article

ENTRIES = [Entry(article(f"a{n}", DAY - timedelta(days=n))) for n in range(400)]


class Shelf:
    """A source of entries that remembers what it was asked for."""

    def __init__(self) -> None:
        self.asked: list[tuple[int, int]] = []
        self.changed: dict[date, object] = {}

    def marks(self, since: date, until: date) -> dict[date, object]:
        days = (since + timedelta(days=n) for n in range((until - since).days + 1))
        return {day: self.changed.get(day, 0) for day in days}

    def __call__(self, since: date, until: date) -> Iterator[Entry]:
        self.asked.append(((DAY - since).days, (DAY - until).days))
        return (e for e in ENTRIES if e.article.day and since <= e.article.day <= until)


def ids(recent: DayParts, oldest: int, newest: int) -> list[str]:
    parts = recent.parts(DAY - timedelta(days=oldest), DAY - timedelta(days=newest))
    return [part.article.id for part in parts]


def test_only_days_that_are_new_are_read() -> None:
    shelf = Shelf()
    recent = DayParts(shelf, shelf.marks)
    assert ids(recent, 3, 0) == ["a0", "a1", "a2", "a3"]
    assert ids(recent, 4, 1) == ["a1", "a2", "a3", "a4"]
    assert ids(recent, 6, 0) == [f"a{n}" for n in range(7)]
    assert shelf.asked == [(3, 0), (4, 4), (6, 5)]


def test_a_gap_on_either_side_is_read_in_two_runs() -> None:
    shelf = Shelf()
    recent = DayParts(shelf, shelf.marks)
    ids(recent, 3, 2)
    assert ids(recent, 5, 0) == [f"a{n}" for n in range(6)]
    assert shelf.asked[1:] == [(5, 4), (1, 0)]


def test_only_days_that_have_changed_are_read_afresh() -> None:
    shelf = Shelf()
    recent = DayParts(shelf, shelf.marks)
    ids(recent, 5, 0)
    ids(recent, 5, 0)
    assert shelf.asked == [(5, 0)]
    shelf.changed[DAY - timedelta(days=2)] = 1
    ids(recent, 5, 0)
    assert shelf.asked[1:] == [(2, 2)]


def test_days_not_used_lately_are_let_go() -> None:
    shelf = Shelf()
    recent = DayParts(shelf, shelf.marks)
    ids(recent, KEPT_DAYS + 5, KEPT_DAYS + 1)
    ids(recent, KEPT_DAYS - 1, 0)
    ids(recent, 1, 0)
    assert ids(recent, KEPT_DAYS + 5, KEPT_DAYS + 1)[0] == f"a{KEPT_DAYS + 1}"
    assert len(shelf.asked) == 3


def test_a_window_longer_than_what_is_kept_is_whole() -> None:
    shelf = Shelf()
    assert len(ids(DayParts(shelf, shelf.marks), 399, 0)) == 400
