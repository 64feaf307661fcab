"""Undertakings are followed through later articles, in whatever order these come in."""

from __future__ import annotations

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from briefing.ledger.book import Book
from briefing.model import Entry
from tests.briefing.ledger.support import passage
from tests.briefing.support import DAY

PROMISE = passage("Ardal Shipping promised to repair the Vik ferry by Friday.", DAY, "promise")
OTHER = passage("Norland Lines promised to pay the dockers of Molde.", DAY, "other")
STEP = passage("Ardal looked for a yard.", DAY + timedelta(days=2), "step")
DONE = passage("Ardal fixed the Vik ferry on Thursday.", DAY + timedelta(days=4), "done")
OFF = passage("Ardal dropped its plan to repair the Vik ferry.", DAY + timedelta(days=3), "off")
ALL = (PROMISE, OTHER, STEP, DONE, OFF)


def heard(book: Book) -> dict[str, list[str]]:
    """By article what was heard of its undertakings."""
    return {u.article.id: [a.outcome for a in answers] for u, answers in book.undertakings()}


def read(*entries: Entry) -> Book:
    """Those articles taken in, all of one event."""
    book = Book(lambda _one, _other: True)
    before: list[Entry] = []
    for each in entries:
        book.take_in(each, before)
        before.append(each)
    return book


@given(st.permutations(ALL))
def test_the_order_of_taking_in_changes_nothing(entries: list[Entry]) -> None:
    assert heard(read(*entries)) == {"promise": ["called off", "done"], "other": []}


def test_what_is_dropped_is_forgotten() -> None:
    book = read(*ALL)
    book.drop("done")
    assert heard(book) == {"promise": ["called off"], "other": []}
    book.drop("promise")
    assert heard(book) == {"other": []}
    book.drop("nothing of the kind")


def test_an_article_that_changes_is_read_anew() -> None:
    book = read(*ALL)
    book.take_in(passage("It rained in Vik.", DAY + timedelta(days=4), "done"))
    assert heard(book)["promise"] == ["called off"]
    book.take_in(passage("It rained in Vik.", DAY, "promise"))
    assert heard(book) == {"other": []}


def test_articles_apart_need_a_proper_name() -> None:
    book = Book(lambda one, other: one == other)
    for each in (PROMISE, OTHER, DONE, passage("Norland Lines paid the dockers.", DAY, "paid")):
        book.take_in(each)
    assert heard(book) == {"promise": ["done"], "other": []}
