"""Marks find their finding again, and toggling them is its own inverse."""

from __future__ import annotations

import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from briefing.annotations.bookmarks import (
    Bookmark,
    Bookmarks,
    articles_of,
    bookmark_from_json,
    bookmark_to_json,
    bookmarks_of,
)
from briefing.article_refs import ArticleRef
from briefing.digest.assembly import make_briefing
from briefing.digest.briefing import AsOf, Briefing
from briefing.model import Span
from briefing.rows import DeadlineMention, Statement, TalkMention
from tests import strategies as own
from tests.briefing.support import DAY, article, deadline, entry, quote, talk

marks = st.builds(
    Bookmark,
    article_id=st.sampled_from("abc"),
    kind=st.sampled_from(["quote", "talk", "deadline", "article"]),
    spans=st.lists(own.spans(), max_size=2).map(tuple),
)


@given(marks)
def test_marks_survive_the_round_trip_through_json(mark: Bookmark) -> None:
    assert bookmark_from_json(json.loads(json.dumps(bookmark_to_json(mark)))) == mark


@given(st.lists(marks, max_size=6), st.lists(marks, min_size=1, max_size=3))
def test_toggling_twice_leaves_nothing_of_what_was_toggled(
    kept: list[Bookmark], wanted: list[Bookmark]
) -> None:
    before = Bookmarks(kept)
    once = before.toggled(wanted)
    assert once.has_any(wanted) is not before.has_any(wanted)
    twice = once.toggled(wanted)
    assert twice.has_any(wanted) is before.has_any(wanted)
    others = [m for m in kept if not any(m.is_of(w) for w in wanted)]
    assert all(once.has(m) and twice.has(m) for m in others)


@pytest.mark.parametrize(
    ("other", "same"),
    [
        (Bookmark("a", "quote", (Span(5, 9),)), True),
        (Bookmark("a", "quote", (Span(2, 3), Span(8, 30))), True),
        (Bookmark("a", "quote", (Span(9, 12),)), False),
        (Bookmark("a", "talk", (Span(5, 9),)), False),
        (Bookmark("b", "quote", (Span(5, 9),)), False),
        (Bookmark("a", "quote"), False),
    ],
)
def test_a_mark_is_of_a_finding_whose_ends_have_moved(other: Bookmark, same: bool) -> None:
    assert Bookmark("a", "quote", (Span(4, 9),)).is_of(other) is same


def _briefing() -> Briefing:
    of = article(text="x" * 40)
    reported = entry(
        of,
        quotes=(quote("Ana Lind"),),
        talks=(talk("Oslo", "2022-01-13", span=Span(6, 12)),),
        deadlines=(deadline("vote", "2022-01-20", span=Span(20, 30)),),
    )
    again = entry(article("b", text="x" * 40), talks=(talk("Oslo", "2022-01-13"),))
    return make_briefing([reported, again], AsOf(DAY, "today"))


def test_every_row_that_rests_on_findings_can_be_marked() -> None:
    briefing = _briefing()
    statement = briefing.speakers[0].statements[0]
    assert bookmarks_of(statement) == (Bookmark("a", "quote", (Span(0, 5),)),)
    both = {(m.article_id, m.kind) for m in bookmarks_of(briefing.talks[0])}
    assert both == {("a", "talk"), ("b", "talk")}
    assert bookmarks_of(briefing.talks[0].mentions[0])[0].kind == "talk"
    assert bookmarks_of(briefing.deadlines[0]) == (Bookmark("a", "deadline", (Span(20, 30),)),)
    assert bookmarks_of(briefing.articles[0]) == (Bookmark(briefing.articles[0].id, "article"),)
    assert bookmarks_of(briefing.speakers[0]) == ()
    assert bookmarks_of(None) == ()


def test_rows_name_the_articles_that_they_rest_on_once() -> None:
    briefing = _briefing()
    assert {h.id for h in articles_of(briefing.talks[0])} == {"a", "b"}
    assert [h.id for h in articles_of(briefing.speakers[0])] == ["a"]
    ref = ArticleRef.of(article("a"))
    mentions = (
        ref,
        Statement(ref, 0, quote("Ana Lind")),
        TalkMention(ref, talk()),
        DeadlineMention(ref, deadline("vote", "2022-01-20")),
    )
    assert all(articles_of(mention) == (ref,) for mention in mentions)
    assert articles_of("something else") == ()


def test_a_mark_holds_after_the_article_was_published_anew() -> None:
    kept = Bookmarks(bookmarks_of(_briefing().articles[0]))
    moved = replace(_briefing().articles[0], day=date(2022, 2, 1))
    assert kept.has_any(bookmarks_of(moved))
    assert len(kept) == 1
    assert kept.articles == (moved.id,)
