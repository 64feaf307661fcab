"""What a query means, and what it finds in which order."""

from __future__ import annotations

from datetime import date

import pytest

from briefing.errors import UsageError
from briefing.search import Findable, Index, Query, Term, findables, parse, search
from tests.tui.world import entries

ALL = Index.of(found for entry in entries() for found in findables(entry))


def found(text: str) -> list[tuple[str, str]]:
    return [(hit.kind, hit.head.id) for hit in search(parse(text), ALL)]


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("", ()),
        ("Water", (Term("", "water"),)),
        ("two words", (Term("", "two"), Term("", "words"))),
        ('"two words" -not', (Term("", "two words"), Term("", "not", wanted=False))),
        ("speaker:Marenko", (Term("speaker", "marenko"),)),
        ('said:"dry summer"', (Term("said", "dry summer"),)),
        ("-kind:talks", (Term("kind", "talk", wanted=False),)),
        ("https://a.b/c", (Term("", "https://a.b/c"),)),
        ('"unfinished phrase', (Term("", "unfinished phrase"),)),
        ("speaker:", ()),
        ("-", ()),
    ],
)
def test_parsing(text: str, terms: tuple[Term, ...]) -> None:
    assert parse(text) == Query(terms)


@pytest.mark.parametrize(
    ("text", "after", "before"),
    [
        ("after:2024-03-12", date(2024, 3, 12), None),
        ("after:2024-02", date(2024, 2, 29), None),
        ("after:2023", date(2023, 12, 31), None),
        ("before:2024-03", None, date(2024, 3, 1)),
        ("before:2024 after:2022", date(2022, 12, 31), date(2024, 1, 1)),
    ],
)
def test_days(text: str, after: date | None, before: date | None) -> None:
    assert parse(text) == Query((), after, before)


@pytest.mark.parametrize(
    "text", ["after:soon", "before:2024-13", "after:2023-02-30", "kind:rumour"]
)
def test_what_makes_no_sense_is_said(text: str) -> None:
    with pytest.raises(UsageError):
        parse(text)


def test_an_empty_query_finds_nothing() -> None:
    assert found("") == []


def test_all_words_have_to_occur_anywhere() -> None:
    assert ("quote", "lisbon-opens") in found("marenko summer")
    assert found("marenko nowhere") == []
    assert found("MARENKO Summer")


def test_the_newest_comes_first_among_equals() -> None:
    days = [hit.head.day for hit in search(parse("speaker:okonjo"), ALL)]
    assert days == [date(2024, 3, 14), date(2024, 3, 13)]


def test_own_words_come_before_those_around() -> None:
    hits = search(parse("sluices"), ALL)
    assert hits[0].kind in ("quote", "deadline")
    assert hits[-1].kind == "article"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("speaker:minister", {("quote", "lisbon-opens"), ("quote", "porto-moved")}),
        ("place:lisbon", {("talk", "lisbon-opens"), ("talk", "porto-preview")}),
        ("party:vestmark kind:talk", {("talk", "lisbon-opens"), ("talk", "porto-preview")}),
        ("party:amber kind:deadline", {("deadline", "ferry-strike")}),
        ("outlet:weir kind:article", {("article", "porto-preview")}),
        ('said:"dry summer"', {("quote", "lisbon-opens"), ("quote", "porto-preview")}),
        (
            "kind:article after:2024-03-13",
            {("article", "ferry-strike"), ("article", "porto-preview")},
        ),
        ("kind:article before:2024-03-12", {("article", "lisbon-opens")}),
        (
            "kind:article -outlet:courier",
            {("article", "porto-moved"), ("article", "porto-preview")},
        ),
        ("kind:article bergen", {("article", "ferry-strike")}),
    ],
)
def test_fields(text: str, expected: set[tuple[str, str]]) -> None:
    assert set(found(text)) == expected


def test_text_may_be_left_out_of_the_index() -> None:
    lean = Index.of(f for entry in entries() for f in findables(entry, with_text=False))
    assert not search(parse("kind:article bergen"), lean)
    assert search(parse("kind:article ferry"), lean)


def test_hits_are_limited() -> None:
    assert len(search(parse("a"), ALL, limit=3)) == 3


def test_articles_without_a_day_are_in_no_range() -> None:
    undated = Findable("article", ALL.found[0].head, _undated(), "x", "x")
    assert search(parse("x"), Index.of([undated])) == [undated]
    assert search(parse("x after:2000"), Index.of([undated])) == []


def _undated():  # type: ignore[no-untyped-def]
    from msgspec.structs import replace

    return replace(ALL.found[0].head, day=None)
