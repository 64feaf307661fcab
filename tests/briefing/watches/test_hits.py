from __future__ import annotations

import pytest

from briefing.article_refs import ArticleRef
from briefing.digest.assembly import make_briefing
from briefing.digest.briefing import AsOf, Briefing
from briefing.rows import DeadlineMention, Statement, TalkMention, TalkRow
from briefing.watches.hits import NO_HITS, watch_hits
from briefing.watches.watch import Watch, keys, matches, matches_of_each, remember
from tests.briefing.support import DAY, article, deadline, entry, quote, talk

OSCE = Watch("osce", parties=("OSCE",))
ALVAREZ = Watch("alvarez", speakers=("Alvarez",))


def briefing(*articles: str) -> Briefing:
    entries = [
        entry(
            article(name),
            quotes=(quote("José Álvarez", content="the quota stands"), quote("Bo Berg")),
            talks=(
                talk("Vienna", "2022-01-13", parties=("OSCE", "Norway")),
                talk("Geneva", "2022-01-09", parties=("Norway", "Iceland")),
            ),
            deadlines=(deadline("visas expire", "2022-01-20", who="Norway"),),
        )
        for name in articles or ("a",)
    ]
    return make_briefing(entries, AsOf(DAY, "asked for"))


def test_watches_that_see_nothing_and_no_watches_are_the_same() -> None:
    assert watch_hits((), briefing(), {}) == NO_HITS
    assert watch_hits([Watch("w", places=("Lima",))], briefing(), {}) == NO_HITS


def test_findings_are_counted_once_however_many_watches_see_them() -> None:
    places = Watch("vienna", places=("Vienna",))
    seen = watch_hits([OSCE, places, ALVAREZ], briefing(), {})
    assert (seen.total, seen.new) == (2, 2)
    (vienna,) = [row for row in briefing().talks if row.place == "Vienna"]
    assert seen.why(vienna) == ("party OSCE", "place Vienna")


def test_only_what_is_watched_for_is_marked() -> None:
    seen = watch_hits([OSCE, ALVAREZ], briefing(), {})
    whole = briefing()
    assert [row.name for row in whole.speakers if seen.why(row)] == ["José Álvarez"]
    # Both talks are told of by the same words of one article.
    assert [row.place for row in whole.talks if seen.why(row)] == ["Vienna"]
    assert not any(seen.why(row) for row in whole.deadlines)
    assert seen.why("anything else") == ()
    assert not seen.is_new(ArticleRef("a", "Title", None, None, DAY, False))


def test_what_was_shown_is_seen_but_not_new() -> None:
    shown = {"osce": remember(matches(OSCE, briefing()), ())}
    seen = watch_hits([OSCE, ALVAREZ], briefing(), shown)
    assert (seen.total, seen.new) == (2, 1)
    whole = briefing()
    assert [seen.is_new(row) for row in whole.speakers if seen.why(row)] == [True]
    assert [seen.is_new(row) for row in whole.talks if seen.why(row)] == [False]


def test_a_row_with_a_new_account_is_new() -> None:
    shown = {"osce": remember(matches(OSCE, briefing()), ())}
    seen = watch_hits([OSCE], briefing("a", "b"), shown)
    assert (seen.total, seen.new) == (1, 1)


def test_accounts_that_a_search_finds_are_recognised() -> None:
    whole = briefing()
    seen = watch_hits([OSCE, ALVAREZ, Watch("visas", phrases=("visas expire",))], whole, {})
    statements = [s for row in whole.speakers for s in row.statements]
    assert sorted(s.quote.speaker or "" for s in statements if seen.why(s)) == ["José Álvarez"]
    accounts = [m for row in (*whole.talks, *whole.deadlines) for m in row.mentions]
    again = [
        TalkMention(m.article, m.talk)
        if isinstance(m, TalkMention)
        else DeadlineMention(m.article, m.deadline)
        for m in accounts
    ]
    assert [seen.why(m) for m in again if seen.why(m)] == [
        ("party OSCE",),
        ("phrase visas expire",),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("speaker:berg", ["Bo Berg"]),
        ("kind:quote quota -berg", ["José Álvarez"]),
        ("place:vienna", ["Vienna"]),
        ('"visas expire" party:norway', ["visas expire"]),
        ("before:2022-01-13 norway", []),
        ("kind:deadline", ["visas expire"]),
    ],
)
def test_a_saved_search_finds_what_the_search_finds(text: str, expected: list[str]) -> None:
    got = [m.finding for m in matches(Watch("w", searches=(text,)), briefing())]
    names = [
        f.quote.speaker
        if isinstance(f, Statement)
        else (f.place if isinstance(f, TalkRow) else f.what)
        for f in got
    ]
    assert names == expected


def test_all_watches_at_once_find_what_each_finds_alone() -> None:
    watches = [OSCE, ALVAREZ, Watch("all", searches=("title",), phrases=("the quota",))]
    whole = briefing("a", "b")
    alone = [matches(watch, whole) for watch in watches]
    assert matches_of_each(watches, whole) == alone
    assert [len(each) for each in alone] == [1, 2, 7]
    assert all(list(keys(m.finding)) for each in alone for m in each)
