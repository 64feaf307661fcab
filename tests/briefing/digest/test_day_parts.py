from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date, timedelta

from msgspec.structs import replace

from briefing.digest.day_parts import KEPT_DAYS, DayParts
from briefing.model import Entry
from tests.briefing.support import DAY, article


class Shelf:
    """A source of entries that remembers what it was asked for: entry n is of n days ago."""

    def __init__(self) -> None:
        self.entries = {n: Entry(article(f"a{n}", DAY - timedelta(days=n))) for n in range(400)}
        self.asked: list[list[int]] = []

    def marks(self, since: date, until: date) -> dict[date, dict[int, object]]:
        marks: dict[date, dict[int, object]] = {}
        for number, entry in self.entries.items():
            if (day := entry.article.day) and since <= day <= until:
                marks.setdefault(day, {})[number] = entry.article.title
        return marks

    def __call__(self, numbers: Collection[int]) -> Iterator[tuple[int, Entry]]:
        self.asked.append(sorted(numbers))
        return ((n, self.entries[n]) for n in numbers if n in self.entries)


def ids(recent: DayParts, oldest: int, newest: int) -> list[str]:
    parts = recent.parts(DAY - timedelta(days=oldest), DAY - timedelta(days=newest))
    return [part.article.id for part in parts]


def test_only_days_that_are_new_are_read() -> None:
    shelf = Shelf()
    recent = DayParts(shelf, shelf.marks)
    assert ids(recent, 3, 0) == ["a0", "a1", "a2", "a3"]
    assert ids(recent, 4, 1) == ["a1", "a2", "a3", "a4"]
    assert ids(recent, 6, 0) == [f"a{n}" for n in range(7)]
    assert shelf.asked == [[0, 1, 2, 3], [4], [5, 6]]


def test_only_articles_that_are_new_or_have_changed_are_read() -> None:
    shelf = Shelf()
    recent = DayParts(shelf, shelf.marks)
    ids(recent, 2, 0)
    assert ids(recent, 2, 0) == ["a0", "a1", "a2"]
    assert len(shelf.asked) == 1
    shelf.entries[500] = Entry(article("new", DAY - timedelta(days=1)))
    assert ids(recent, 2, 0) == ["a0", "a1", "new", "a2"]
    shelf.entries[1] = Entry(replace(shelf.entries[1].article, title="Another headline"))
    parts = recent.parts(DAY - timedelta(days=2), DAY)
    assert [part.article.title for part in parts if part.article.id == "a1"] == ["Another headline"]
    assert shelf.asked[1:] == [[500], [1]]


def test_what_has_left_its_day_is_no_more_of_it() -> None:
    shelf = Shelf()
    recent = DayParts(shelf, shelf.marks)
    ids(recent, 2, 0)
    del shelf.entries[1]
    shelf.entries[2] = Entry(article("a2", DAY))
    assert sorted(ids(recent, 3, 0)) == ["a0", "a2", "a3"]
    assert ids(recent, 2, 1) == []


def test_what_moves_while_it_is_read_is_of_neither_day() -> None:
    shelf = Shelf()

    def late(numbers: Collection[int]) -> Iterator[tuple[int, Entry]]:
        shelf.entries[1] = Entry(article("a1", DAY))
        return shelf(numbers)

    assert ids(DayParts(late, shelf.marks), 2, 0) == ["a0", "a2"]


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
    assert ids(DayParts(shelf, shelf.marks), 399, 0) == [f"a{n}" for n in range(400)]


class CountingShelf(Shelf):
    """One that knows when something was written, and notes which marks were asked for."""

    def __init__(self) -> None:
        super().__init__()
        self.revision = 0
        self.marked: list[tuple[int, int]] = []
        self.write_meanwhile: list[Entry] = []

    def marks(self, since: date, until: date) -> dict[date, dict[int, object]]:
        self.marked.append(((DAY - since).days, (DAY - until).days))
        marks = super().marks(since, until)
        for entry in self.write_meanwhile:
            self.put(entry)
        self.write_meanwhile = []
        return marks

    def put(self, entry: Entry) -> None:
        self.entries[max(self.entries) + 1] = entry
        self.revision += 1


def counted(shelf: CountingShelf) -> DayParts:
    return DayParts(shelf, shelf.marks, lambda: shelf.revision)


def test_days_are_looked_at_again_only_once_something_was_written() -> None:
    shelf = CountingShelf()
    recent = counted(shelf)
    assert ids(recent, 3, 0) == ids(recent, 3, 0) == ["a0", "a1", "a2", "a3"]
    assert ids(recent, 4, 1) == ["a1", "a2", "a3", "a4"]
    assert ids(recent, 2, 1) == ["a1", "a2"]
    assert shelf.marked == [(3, 0), (4, 4)]
    shelf.put(Entry(article("new", DAY - timedelta(days=2))))
    assert ids(recent, 3, 0) == ["a0", "a1", "a2", "new", "a3"]
    assert shelf.marked[2:] == [(3, 0)]


def test_a_day_that_was_emptied_or_had_nothing_is_known_as_such() -> None:
    shelf = CountingShelf()
    recent = counted(shelf)
    ids(recent, 3, 0)
    del shelf.entries[2]
    shelf.revision += 1
    assert ids(recent, 3, 0) == ids(recent, 3, 0) == ["a0", "a1", "a3"]
    assert len(shelf.marked) == 2
    shelf.put(Entry(article("back", DAY - timedelta(days=2))))
    assert ids(recent, 3, 0) == ["a0", "a1", "back", "a3"]


def test_what_is_written_while_days_are_looked_at_is_seen_the_next_time() -> None:
    shelf = CountingShelf()
    recent = counted(shelf)
    shelf.write_meanwhile = [Entry(article("late", DAY))]
    assert ids(recent, 1, 0) == ["a0", "a1"]
    assert ids(recent, 1, 0) == ["a0", "late", "a1"]


def test_days_let_go_are_looked_at_again() -> None:
    shelf = CountingShelf()
    recent = counted(shelf)
    ids(recent, KEPT_DAYS + 5, KEPT_DAYS + 1)
    ids(recent, KEPT_DAYS - 1, 0)
    assert ids(recent, KEPT_DAYS + 5, KEPT_DAYS + 1) == [
        f"a{n}" for n in range(KEPT_DAYS + 1, KEPT_DAYS + 6)
    ]
    assert len(shelf.marked) == 3
