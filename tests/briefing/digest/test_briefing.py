from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.digest.assembly import make_briefing
from briefing.digest.briefing import AsOf, as_of, window
from briefing.model import Article, Entry, Span
from briefing.timing import countdown, timing
from tests.briefing.support import DAY, article, day, deadline, entry, quote, talk

OF = AsOf(DAY, "asked for")


@pytest.mark.parametrize(
    ("newest", "asked", "expected"),
    [
        (None, None, ("2022-02-01", "today")),
        ("2022-01-18", None, ("2022-02-01", "today")),
        ("2022-01-17", None, ("2022-01-17", "newest article")),
        ("2022-02-05", None, ("2022-02-01", "today")),
        ("2022-01-17", "2021-12-24", ("2021-12-24", "asked for")),
    ],
)
def test_the_day_is_today_unless_all_news_is_older_than_two_weeks(
    newest: str | None, asked: str | None, expected: tuple[str, str]
) -> None:
    got = as_of(day("2022-02-01"), day(newest) if newest else None, day(asked) if asked else None)
    assert (got.day.isoformat(), got.reason) == expected


@pytest.mark.parametrize(
    ("start", "end", "kind", "words"),
    [
        ("2022-01-13", "2022-01-13", "today", "today"),
        ("2022-01-14", "2022-01-14", "ahead", "tomorrow"),
        ("2022-01-16", "2022-01-17", "ahead", "in 3 days"),
        ("2022-01-12", "2022-01-12", "passed", "yesterday"),
        ("2022-01-09", "2022-01-10", "passed", "3 days ago"),
        ("2022-01-12", "2022-01-14", "under way", "until Fri 14"),
        ("2022-01-12", "2022-01-13", "under way", "today"),
    ],
)
def test_where_days_stand_against_the_day_of_the_briefing(
    start: str, end: str, kind: str, words: str
) -> None:
    assert timing(day(start), day(end), DAY) == kind
    assert countdown(day(start), day(end), DAY) == words


def test_what_has_no_day_is_undated() -> None:
    assert timing(None, None, DAY) == "undated"
    assert countdown(None, None, DAY) == ""


def test_a_window_ends_with_its_day_and_needs_at_least_one() -> None:
    assert window(DAY, 1) == (DAY, DAY)
    assert window(DAY, 14) == (day("2021-12-31"), DAY)
    assert window(date.min, 14) == (date.min, date.min)
    with pytest.raises(ValueError, match="at least one"):
        window(DAY, 0)


def test_only_articles_of_the_window_count() -> None:
    entries = [
        Entry(article("before", DAY - timedelta(days=14))),
        Entry(article("first", DAY - timedelta(days=13))),
        Entry(article("last", DAY)),
        Entry(article("after", DAY + timedelta(days=1))),
        Entry(article("undated", None)),
    ]
    assert [h.id for h in make_briefing(entries, OF).articles] == ["last", "first"]


def test_an_empty_library_gives_an_empty_briefing() -> None:
    briefing = make_briefing([], OF)
    assert not briefing.articles
    assert not briefing.speakers
    assert not briefing.samples_only


def test_samples_are_told_from_articles() -> None:
    sample: Article = article("s", sample=True)
    assert make_briefing([Entry(sample)], OF).samples_only
    assert not make_briefing([Entry(sample), Entry(article("own"))], OF).samples_only


def test_speakers_quoted_last_come_first_and_unknown_ones_at_the_end() -> None:
    briefing = make_briefing(
        [
            entry(
                article("old", DAY - timedelta(days=1)),
                quotes=(quote("Ana Lind"), quote("Ana Lind")),
            ),
            entry(
                article("new"),
                quotes=(quote(None), quote("officials", "unnamed"), quote("Bo Berg")),
            ),
        ],
        OF,
    )
    assert [row.name for row in briefing.speakers] == ["Bo Berg", "Ana Lind", "officials", None]
    assert [len(row.statements) for row in briefing.speakers] == [1, 2, 1, 1]


def test_a_speakers_statements_run_from_newest_to_oldest_and_in_text_order() -> None:
    first, second = quote("Ana Lind"), quote("Lind", spans=quote("x").spans)
    briefing = make_briefing(
        [
            entry(article("old", DAY - timedelta(days=1)), quotes=(first,)),
            entry(article("new"), quotes=(second,)),
        ],
        OF,
    )
    (row,) = briefing.speakers
    assert row.name == "Ana Lind"
    assert [s.article.id for s in row.statements] == ["new", "old"]
    assert row.newest == DAY


def test_what_is_to_come_stands_before_what_has_passed() -> None:
    deadlines = (
        deadline("past vote", "2022-01-10"),
        deadline("next week", "2022-01-20"),
        deadline("tomorrow", "2022-01-14"),
    )
    rows = make_briefing([entry(article(), deadlines=deadlines)], OF).deadlines
    assert [r.what for r in rows] == ["tomorrow", "next week", "past vote"]
    assert [r.timing for r in rows] == ["ahead", "ahead", "passed"]


def test_deadlines_that_are_one_talk_are_one_whatever_their_words() -> None:
    def reporting(name: str, what: str) -> Entry:
        meeting = talk("Oslo", "2022-01-20", parties=("A", "B"), span=Span(3, 9))
        event = deadline(what, "2022-01-20", kind="event", span=Span(3, 9))
        return entry(article(name), talks=(meeting,), deadlines=(event,))

    rows = make_briefing(
        [reporting("a", "ministers sit down"), reporting("b", "round of talks")], OF
    )
    assert len(rows.talks) == 1
    assert [len(row.mentions) for row in rows.deadlines] == [2]


def test_talks_run_by_day_with_undated_ones_last() -> None:
    talks = (
        talk(what="undated"),
        talk("Wien", "2022-01-13", what="third"),
        talk("Genf", "2022-01-09", what="first"),
    )
    rows = make_briefing([entry(article(), talks=talks)], OF).talks
    assert [r.what for r in rows] == ["first", "third", "undated"]


@given(st.permutations(range(6)))
def test_the_order_of_entries_does_not_matter(order: list[int]) -> None:
    entries = [
        entry(
            article(f"a{i}", DAY - timedelta(days=i % 3)),
            quotes=(quote(["Ana Lind", "Lind", "Bo Berg"][i % 3]),),
            talks=(talk(["Oslo", "Bergen"][i % 2], "2022-01-12", parties=("A", "B")),),
            deadlines=(deadline("budget vote", f"2022-01-{14 + i % 2}"),),
        )
        for i in range(6)
    ]
    assert make_briefing([entries[i] for i in order], OF) == make_briefing(entries, OF)
