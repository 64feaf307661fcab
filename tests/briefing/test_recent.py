from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from briefing.model import Entry
from briefing.recent import KEPT_DAYS, Recent
from tests.briefing.support import DAY, article

ENTRIES = [Entry(article(f"a{n}", DAY - timedelta(days=n))) for n in range(400)]


class Shelf:
    """A source of entries that remembers what it was asked for."""

    def __init__(self) -> None:
        self.asked: list[tuple[int, int]] = []

    def __call__(self, since: date, until: date) -> Iterator[Entry]:
        self.asked.append(((DAY - since).days, (DAY - until).days))
        return (e for e in ENTRIES if e.article.day and since <= e.article.day <= until)


def ids(recent: Recent, revision: object, oldest: int, newest: int) -> list[str]:
    parts = recent.parts(revision, DAY - timedelta(days=oldest), DAY - timedelta(days=newest))
    return [part.head.id for part in parts]


def test_only_days_that_are_new_are_read() -> None:
    shelf = Shelf()
    recent = Recent(shelf)
    assert ids(recent, 1, 3, 0) == ["a0", "a1", "a2", "a3"]
    assert ids(recent, 1, 4, 1) == ["a1", "a2", "a3", "a4"]
    assert ids(recent, 1, 6, 0) == [f"a{n}" for n in range(7)]
    assert shelf.asked == [(3, 0), (4, 4), (6, 5)]


def test_a_gap_on_either_side_is_read_in_two_runs() -> None:
    shelf = Shelf()
    recent = Recent(shelf)
    ids(recent, 1, 3, 2)
    assert ids(recent, 1, 5, 0) == [f"a{n}" for n in range(6)]
    assert shelf.asked[1:] == [(5, 4), (1, 0)]


def test_another_revision_is_read_afresh() -> None:
    shelf = Shelf()
    recent = Recent(shelf)
    ids(recent, 1, 1, 0)
    ids(recent, 2, 1, 0)
    assert shelf.asked == [(1, 0), (1, 0)]


def test_days_not_used_lately_are_let_go() -> None:
    shelf = Shelf()
    recent = Recent(shelf)
    ids(recent, 1, KEPT_DAYS + 5, KEPT_DAYS + 1)
    ids(recent, 1, KEPT_DAYS - 1, 0)
    ids(recent, 1, 1, 0)
    assert ids(recent, 1, KEPT_DAYS + 5, KEPT_DAYS + 1)[0] == f"a{KEPT_DAYS + 1}"
    assert len(shelf.asked) == 3


def test_a_window_longer_than_what_is_kept_is_whole() -> None:
    assert len(ids(Recent(Shelf()), 1, 399, 0)) == 400
