from __future__ import annotations

from datetime import UTC, datetime, timedelta

from briefing.digest.assembly import make_briefing
from briefing.digest.briefing import AsOf, Briefing
from briefing.digest.changes import changes, fetched_after, published_from
from briefing.model import Article, Entry
from tests.briefing.support import DAY, article, day, deadline, entry, quote, talk

OF = AsOf(DAY, "asked for")
BEFORE = DAY - timedelta(days=3)
SINCE = published_from(DAY)
PARTIES = ("Norway", "Iceland")


def briefing(*entries: Entry) -> Briefing:
    return make_briefing(entries, OF)


def test_what_only_new_articles_tell_is_new() -> None:
    news = changes(
        briefing(
            entry(
                article("old", BEFORE),
                quotes=(quote("Ana Lind"),),
                talks=(talk("Oslo", "2022-01-20", parties=PARTIES),),
                deadlines=(deadline("budget vote", "2022-01-20"),),
            ),
            entry(
                article("new"),
                quotes=(quote("Bo Berg"),),
                talks=(
                    talk("Oslo", "2022-01-20", parties=PARTIES),
                    talk("Lima", "2022-01-25", parties=("Peru",)),
                ),
                deadlines=(
                    deadline("budget vote", "2022-01-20"),
                    deadline("ferry strike", "2022-01-21"),
                ),
            ),
        ),
        SINCE,
    )
    assert [s.quote.speaker for s in news.statements] == ["Bo Berg"]
    assert [row.place for row in news.talks] == ["Lima"]
    assert [row.what for row in news.deadlines] == ["ferry strike"]
    assert news.turns == ()
    assert len(news) == 3


def test_nothing_is_new_when_no_article_is() -> None:
    old = entry(article("old", BEFORE), quotes=(quote("Ana Lind"),))
    assert len(changes(briefing(old), SINCE)) == 0


def turns(*entries: Entry) -> list[tuple[str, str]]:
    return [(c.turn, c.before) for c in changes(briefing(*entries), SINCE).turns]


def test_a_postponed_meeting_has_moved() -> None:
    old = entry(
        article("old", BEFORE),
        talks=(talk("Oslo", "2022-01-14", parties=PARTIES, status="planned"),),
    )
    new = entry(
        article("new"), talks=(talk("Oslo", "2022-02-04", parties=PARTIES, status="postponed"),)
    )
    assert turns(old, new) == [("moved", "2022-01-14")]


def test_another_place_for_the_same_meeting_is_a_move() -> None:
    old = entry(article("old", BEFORE), talks=(talk("Oslo", "2022-01-14", parties=PARTIES),))
    new = entry(article("new"), talks=(talk("Bergen", "2022-01-14", parties=PARTIES),))
    assert turns(old, new) == [("moved", "Oslo")]


def test_cancelled_and_held_are_told_apart() -> None:
    planned = talk("Oslo", "2022-01-14", parties=PARTIES, status="planned")
    cancelled = talk("Oslo", "2022-01-14", parties=PARTIES, status="cancelled")
    held = talk("Oslo", "2022-01-14", parties=PARTIES, status="held")
    old = entry(article("old", BEFORE), talks=(planned,))
    assert turns(old, entry(article("new"), talks=(cancelled,))) == [("cancelled", "planned")]
    assert turns(old, entry(article("new"), talks=(held,))) == [("held", "planned")]
    assert turns(old, entry(article("new"), talks=(planned,))) == []


def test_a_deadline_that_an_article_says_was_moved_takes_the_old_day_along() -> None:
    old = entry(article("old", BEFORE), deadlines=(deadline("budget vote", "2022-01-18"),))
    new = entry(
        article("new"),
        deadlines=(deadline("vote on the budget", "2022-01-25", moved_from=day("2022-01-18")),),
    )
    (row,) = briefing(old, new).deadlines
    assert (row.when, [m.article.id for m in row.mentions]) == (day("2022-01-25"), ["new", "old"])
    assert turns(old, new) == [("moved", "2022-01-18")]
    assert turns(new) == [("moved", "2022-01-18")]


def test_a_cancelled_deadline_is_a_turn() -> None:
    old = entry(article("old", BEFORE), deadlines=(deadline("budget vote", "2022-01-18"),))
    new = entry(article("new"), deadlines=(deadline("budget vote", "2022-01-18", cancelled=True),))
    assert turns(old, new) == [("cancelled", "planned")]


def test_new_by_intake_is_what_came_in_after_the_visit() -> None:
    visit = datetime(2022, 1, 13, 8, tzinfo=UTC)

    def fetched(article_id: str, moment: datetime | None) -> Article:
        return article(article_id, fetched=moment)

    before = fetched("before", visit)
    after = fetched("after", visit + timedelta(seconds=1))
    unknown = fetched("unknown", None)
    days = briefing(
        *(entry(a, quotes=(quote(f"Speaker {a.id}"),)) for a in (before, after, unknown))
    )
    news = changes(days, fetched_after(visit))
    assert [s.article.id for s in news.statements] == ["after"]
