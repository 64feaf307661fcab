"""The ledger of a briefing: articles are read once, and again only when they change."""

from __future__ import annotations

from collections.abc import Collection
from datetime import timedelta

from briefing.digest.assembly import Part, make_briefing, part_of
from briefing.digest.briefing import AsOf, Briefing
from briefing.ledger.rows import Ledger
from briefing.model import Entry
from briefing.timeline.ledger import LedgerSearch
from tests.briefing.ledger.support import passage
from tests.briefing.support import DAY

PROMISE = passage("Ardal Shipping promised to repair the Vik ferry.", DAY - timedelta(6), "promise")
DONE = passage("Ardal fixed the Vik ferry.", DAY - timedelta(days=2), "done")
RAIN = passage("It rained.", DAY, "rain")


class Shelf:
    """Articles that a search is made over, and how often each was read."""

    def __init__(self, *entries: Entry) -> None:
        self.entries = {each.article.id: each for each in entries}
        self.reads: list[str] = []
        self._search = LedgerSearch(self._parts, self._entry, self._near)

    def put(self, *entries: Entry) -> None:
        self.entries |= {each.article.id: each for each in entries}

    def ledger(self) -> Ledger:
        self.reads.clear()
        return self._search.of(make_briefing(self.entries.values(), AsOf(DAY, "asked for")))

    def _parts(self, _briefing: Briefing) -> list[Part]:
        return [part_of(each) for each in self.entries.values()]

    def _entry(self, article_id: str, _briefing: Briefing) -> Entry | None:
        self.reads.append(article_id)
        return self.entries.get(article_id)

    @staticmethod
    def _near(_article_id: str, among: Collection[str]) -> frozenset[str]:
        return frozenset(among)


def test_a_new_article_alone_is_read() -> None:
    shelf = Shelf(PROMISE, RAIN)
    assert [row.status for row in shelf.ledger().rows] == ["open"]
    shelf.put(passage("Ardal fixed the Vik ferry.", DAY, "today"))
    (row,) = shelf.ledger().rows
    assert (row.status, row.answer and row.answer.article.id) == ("done", "today")
    assert shelf.reads == ["today"]


def test_one_that_comes_late_is_answered_by_what_was_read_before() -> None:
    shelf = Shelf(DONE, RAIN)
    assert shelf.ledger().rows == ()
    shelf.put(PROMISE)
    (row,) = shelf.ledger().rows
    assert (row.status, row.answer and row.answer.article.id) == ("done", "done")
    assert row == Shelf(PROMISE, DONE, RAIN).ledger().rows[0]


def test_what_is_taken_out_is_forgotten() -> None:
    shelf = Shelf(PROMISE, DONE)
    assert [row.status for row in shelf.ledger().rows] == ["done"]
    del shelf.entries["done"]
    assert [row.status for row in shelf.ledger().rows] == ["open"]
    del shelf.entries["promise"]
    assert shelf.ledger().rows == ()


def test_nothing_is_read_again_for_a_briefing_of_the_same_articles() -> None:
    shelf = Shelf(PROMISE, DONE, RAIN)
    first = shelf.ledger()
    assert sorted(shelf.reads) == ["done", "promise", "rain"]
    assert shelf.ledger() == first
    assert shelf.reads == []
