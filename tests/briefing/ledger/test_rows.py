"""Rows put accounts of one undertaking together, with what was heard and read of it."""

from __future__ import annotations

from datetime import date, timedelta

from briefing.digest.assembly import make_briefing
from briefing.digest.briefing import AsOf, Briefing
from briefing.ledger.book import Book
from briefing.ledger.rows import Ledger, Since, ledger_of
from briefing.model import Entry, Silence, Span
from tests.briefing.ledger.support import due, passage, said
from tests.briefing.support import DAY

FERRY = "Ardal Shipping promised to repair the Vik ferry by Friday."
TOMORROW, LONG_AGO = DAY + timedelta(days=1), DAY - timedelta(days=9)


def ferry(name: str, on: date, until: date | None = None) -> Entry:
    if until is None:
        return passage(FERRY, on, name)
    act = "Ardal Shipping to repair the Vik ferry"
    return passage(FERRY, on, name, deadlines=(due(FERRY, act, until, "Ardal Shipping"),))


def briefing_of(*entries: Entry) -> Briefing:
    return make_briefing(entries, AsOf(DAY, "asked for"))


def ledger(*entries: Entry) -> Ledger:
    book = Book(lambda _one, _other: True)
    for each in sorted(entries, key=lambda entry: entry.article.day or DAY):
        book.take_in(each)
    return ledger_of(briefing_of(*entries), book.undertakings(), lambda _one, _other: True)


def test_accounts_of_one_undertaking_are_one_row() -> None:
    (row,) = ledger(ferry("a", LONG_AGO, TOMORROW), ferry("b", DAY)).rows
    assert [each.article.id for each in row.accounts] == ["b", "a"]
    assert (row.owed_by, row.act, row.due) == ("Ardal Shipping", "repair the Vik ferry", TOMORROW)
    assert (row.status, row.timing, row.is_open) == ("open", "ahead", True)
    assert row.newest.article.id == "a"


def test_a_surname_is_the_full_name_within_a_story() -> None:
    long = passage("Ida Moen promised to visit the Vik ferry.", LONG_AGO, "long")
    short = passage("Moen promised to visit the Vik ferry.", DAY, "short")
    other = passage("Ivo Moen promised to visit the Vik ferry.", DAY, "other")
    (row,) = ledger(long, short).rows
    assert row.owed_by == "Ida Moen"
    assert [each.owed_by for each in row.accounts] == ["Moen", "Ida Moen"]
    assert len(ledger(long, other).rows) == 2


def test_two_days_are_two_rows() -> None:
    assert len(ledger(ferry("a", LONG_AGO, TOMORROW), ferry("b", DAY, DAY)).rows) == 2


def test_open_ones_come_first_and_those_without_a_day_below() -> None:
    later = passage("Norland Lines promised to pay the dockers.", DAY, "undated")
    passed = "Sorland promised to open the Dal road by Monday."
    over = passage(
        passed,
        LONG_AGO,
        "over",
        deadlines=(
            due(passed, "Sorland to open the Dal road", LONG_AGO + timedelta(2), "Sorland"),
        ),
    )
    rows = ledger(later, over, ferry("dated", LONG_AGO, TOMORROW)).rows
    assert [row.newest.article.id for row in rows] == ["dated", "undated", "over"]
    assert [row.status for row in rows] == ["open", "open", "no news found"]


def test_what_passed_without_news_counts_what_was_read_since() -> None:
    until = LONG_AGO + timedelta(days=2)
    rain = passage("It rained in Vik.", DAY, "rain")
    (row,) = ledger(ferry("a", LONG_AGO, until), rain).rows
    assert row.status == "no news found"
    assert row.read == Since(until, 1, 1)
    assert row.unspoken == Since(until, 1, 1)


def test_a_statement_since_ends_the_silence() -> None:
    until = LONG_AGO + timedelta(days=2)
    text = "Ardal Shipping said it rained."
    spoke = passage(text, DAY, "spoke", quotes=(said(text, "Ardal Shipping", "said", "it rained"),))
    (row,) = ledger(ferry("a", LONG_AGO, until), spoke).rows
    assert row.read == Since(until, 1, 1)
    assert row.unspoken is None


def test_what_was_read_is_not_counted_where_the_briefing_does_not_cover_it() -> None:
    before = DAY - timedelta(days=40)
    entries = (ferry("a", before, before + timedelta(days=2)),)
    book = Book(lambda _one, _other: True)
    book.take_in(entries[0])
    (row,) = ledger_of(briefing_of(), book.undertakings(), lambda _one, _other: True).rows
    assert (row.status, row.read, row.unspoken) == ("no news found", None, None)


def test_an_answer_gives_the_status_and_a_new_promise_opens_it_again() -> None:
    done = passage("Ardal Shipping repaired the Vik ferry.", DAY - timedelta(days=3), "done")
    (row,) = ledger(ferry("a", LONG_AGO), done).rows
    assert (row.status, row.is_open, row.answer and row.answer.article.id) == (
        "done",
        False,
        "done",
    )
    (row,) = ledger(ferry("a", LONG_AGO), done, ferry("again", DAY)).rows
    assert (row.status, row.heard) == ("open", ())


def test_rows_are_found_by_speaker_and_by_article() -> None:
    made = ledger(ferry("a", LONG_AGO, TOMORROW), passage("It rained.", DAY, "rain"))
    assert made.of_speaker(["ardal shipping"]) == made.rows
    assert made.of_speaker(["Norland"]) == ()
    assert made.of_articles(["a"]) == made.rows
    assert made.of_articles(["rain"]) == ()


def test_silences_stand_beside_the_rows() -> None:
    text = "Ida Moen declined to comment."
    silence = Silence("Ida Moen", Span(0, len(text) - 1), Span(9, len(text) - 1))
    made = ledger(passage(text, DAY, "silent", silences=(silence,)))
    assert [mention.finding for mention in made.silences] == [silence]
