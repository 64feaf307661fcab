"""Agendas joined with the news: announced, confirmed, moved or gone in a later edition."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime

import pytest
from msgspec.structs import replace

from briefing.article_refs import ArticleRef
from briefing.digest.agendas import AGENDA, Edition, edition_of
from briefing.digest.assembly import assemble, make_briefing, part_of
from briefing.digest.briefing import AsOf, Briefing
from briefing.digest.changes import changes, fetched_after
from briefing.listings import listing_words
from briefing.model import Entry, Findings, Talk
from briefing.rows import is_off
from tests.briefing.support import article, day, deadline, talk

TITLE = "Programme of work of the Lake Council, March 2026"
OF = AsOf(date(2026, 3, 7), "today")
SILT, TOLLS, DEBATE, BOATS = "Working Group on Silt", "hearing on tolls", "debate on ports", "boats"


def listed(what: str, on: str, time: str | None = None) -> Talk:
    return talk("Chamber 1", on, what=what, status="planned", time=time, parties=(what,))


def edition(
    name: str, published: str, *talks: Talk, title: str = TITLE, source: str = "Lake Council"
) -> Entry:
    made = article(name, day(published), title=title, source=source)
    assert made.published is not None
    made = replace(made, fetched=made.published.replace(hour=9))
    return Entry(made, Findings(name, "rules", talks=talks, form=AGENDA))


def news(name: str, published: str, *talks: Talk) -> Entry:
    made = edition(name, published, *talks, title=f"News {name}", source=f"The {name}")
    assert made.findings is not None
    return Entry(made.article, replace(made.findings, form=None))


def dated(name: str, published: str, on: str) -> Entry:
    """An edition that lists what is no meeting."""
    made = edition(name, published)
    due = ("catch figures", "2026-03-09"), ("silt figures", on), ("fare list", "2026-03-13")
    found = tuple(deadline(what, when, kind="event") for what, when in due)
    assert made.findings is not None
    return Entry(made.article, replace(made.findings, deadlines=found))


FIRST = edition(
    "one",
    "2026-03-05",
    listed(BOATS, "2026-03-09", "10:00"),
    listed(TOLLS, "2026-03-10", "10:00"),
    listed(SILT, "2026-03-11", "10:00"),
    listed(DEBATE, "2026-03-13", "10:00"),
)
SECOND = edition(
    "two",
    "2026-03-06",
    listed(BOATS, "2026-03-09", "10:00"),
    listed(DEBATE, "2026-03-13", "10:00"),
    listed(SILT, "2026-03-12", "15:00"),
)


def said(briefing: Briefing) -> dict[tuple[str, str], str]:
    """What is said of each row that an agenda lists, by what it is and its day."""
    return {
        (row.what, row.start.isoformat()): listing_words(row.listing)
        for row in briefing.talks
        if row.listing is not None and row.start is not None
    }


def test_what_only_an_agenda_tells_is_announced() -> None:
    words = said(make_briefing([FIRST], OF))
    assert set(words.values()) == {"announced in the agenda of Lake Council"}
    assert len(words) == 4


def test_outlets_that_tell_of_it_confirm_it() -> None:
    told = listed(SILT, "2026-03-11")
    entries = [FIRST, news("Gull", "2026-03-06", told), news("Tide", "2026-03-06", told)]
    words = said(make_briefing(entries, OF))
    assert words[SILT, "2026-03-11"] == (
        "announced in the agenda of Lake Council, confirmed by 2 outlets"
    )


def test_a_row_of_no_agenda_says_nothing_of_one() -> None:
    (row,) = make_briefing([news("Gull", "2026-03-06", listed(SILT, "2026-03-11"))], OF).talks
    assert row.listing is None


def test_a_later_edition_says_what_is_gone_and_where_things_moved() -> None:
    briefing = make_briefing([FIRST, SECOND], OF)
    words = said(briefing)
    assert words[TOLLS, "2026-03-10"] == "gone from the agenda of Lake Council"
    assert words[SILT, "2026-03-12"] == "moved from 2026-03-11 in the agenda of Lake Council"
    assert (SILT, "2026-03-11") not in words
    assert words[BOATS, "2026-03-09"] == "announced in the agenda of Lake Council"
    off = {(row.what, str(row.start)) for row in briefing.talks if is_off(row)}
    assert off == {(TOLLS, "2026-03-10")}


def test_a_row_that_stands_on_the_day_before_says_where_it_moved() -> None:
    entries = [dated("one", "2026-03-05", "2026-03-11"), dated("two", "2026-03-06", "2026-03-12")]
    rows = make_briefing(entries, OF).deadlines
    assert [(row.when.day, row.listing and listing_words(row.listing)) for row in rows] == [
        (9, "announced in the agenda of Lake Council"),
        (11, "moved to 2026-03-12 in the agenda of Lake Council"),
        (12, "moved from 2026-03-11 in the agenda of Lake Council"),
        (13, "announced in the agenda of Lake Council"),
    ]
    assert [row.when.day for row in rows if is_off(row)] == [11]


def test_what_others_still_tell_of_is_not_off() -> None:
    told = news("Gull", "2026-03-06", listed(TOLLS, "2026-03-10"))
    briefing = make_briefing([FIRST, SECOND, told], OF)
    assert said(briefing)[TOLLS, "2026-03-10"] == (
        "gone from the agenda of Lake Council, still told of by 1 outlet"
    )
    assert not any(is_off(row) for row in briefing.talks if row.what == TOLLS)


@pytest.mark.parametrize(
    "other",
    [
        # Another outlet's, another title, and one that came out after the day.
        replace(SECOND, article=replace(SECOND.article, source="Harbour Office")),
        replace(SECOND, article=replace(SECOND.article, title="Diary of the Lake Council")),
        edition("late", "2026-03-14", listed(DEBATE, "2026-03-16"), listed(BOATS, "2026-03-01")),
        # One that lists nothing about that day.
        edition("next", "2026-03-06", listed(DEBATE, "2026-03-13"), listed(BOATS, "2026-03-12")),
    ],
)
def test_only_a_later_edition_that_would_list_it_says_that_it_is_gone(other: Entry) -> None:
    words = said(make_briefing([FIRST, other], AsOf(date(2026, 3, 14), "today")))
    assert words[TOLLS, "2026-03-10"] == "announced in the agenda of Lake Council"


def test_what_is_listed_week_by_week_has_not_moved() -> None:
    one = edition(
        "one", "2026-03-06", listed("weekly sitting", "2026-03-10"), listed(BOATS, "2026-03-09")
    )
    other = edition(
        "two", "2026-03-12", listed("weekly sitting", "2026-03-17"), listed(BOATS, "2026-03-20")
    )
    words = said(make_briefing([one, other], AsOf(date(2026, 3, 12), "today")))
    assert not [word for word in words.values() if "moved" in word or "gone" in word]


def test_editions_for_other_days_are_of_one_series_and_judge_their_own_days_only() -> None:
    def diary(name: str, on: str, *talks: Talk) -> Entry:
        return edition(name, on, *talks, title=f"Diary, {day(on):%A, %B %d, %Y}")

    one = diary("one", "2026-03-09", listed(SILT, "2026-03-09"), listed(TOLLS, "2026-03-11"))
    other = diary("two", "2026-03-10", listed(BOATS, "2026-03-10"), listed(DEBATE, "2026-03-12"))
    words = said(make_briefing([one, other], AsOf(date(2026, 3, 10), "today")))
    assert not [word for word in words.values() if "gone" in word]
    third = diary("two", "2026-03-10", listed(BOATS, "2026-03-10"), listed(DEBATE, "2026-03-11"))
    words = said(make_briefing([one, third], AsOf(date(2026, 3, 10), "today")))
    assert words[TOLLS, "2026-03-11"] == "gone from the agenda of Lake Council"


def test_a_version_that_was_replaced_is_an_edition() -> None:
    assert FIRST.findings is not None
    now = replace(SECOND.article, id="one", revised=datetime(2026, 3, 6, 9, tzinfo=UTC))
    before = ArticleRef.of(FIRST.article)

    def replaced(agenda: ArticleRef) -> Iterable[Edition]:
        assert agenda.id == "one"
        assert FIRST.findings is not None
        yield edition_of(before, FIRST.findings, replaced=True)

    told = news("Gull", "2026-03-05", listed(TOLLS, "2026-03-10"))
    parts = [part_of(Entry(now, SECOND.findings)), part_of(told)]
    briefing = assemble(parts, OF, replaced=replaced)
    words = said(briefing)
    assert words[SILT, "2026-03-12"] == "moved from 2026-03-11 in the agenda of Lake Council"
    assert words[TOLLS, "2026-03-10"] == (
        "gone from the agenda of Lake Council, still told of by 1 outlet"
    )
    new = changes(briefing, fetched_after(datetime(2026, 3, 5, 18, tzinfo=UTC)))
    assert [(c.turn, c.row.what) for c in new.turns if c.turn == "gone"] == [("gone", TOLLS)]


def test_what_a_new_edition_and_new_articles_change_is_news() -> None:
    told = news("Gull", "2026-03-06", listed(DEBATE, "2026-03-13"))
    briefing = make_briefing([FIRST, SECOND, told], OF)
    new = changes(briefing, fetched_after(datetime(2026, 3, 5, 18, tzinfo=UTC)))
    assert [(c.turn, c.row.what, c.before) for c in new.turns] == [
        ("moved", SILT, "2026-03-11"),
        ("gone", TOLLS, "announced"),
        ("confirmed", DEBATE, "announced"),
    ]
    assert changes(briefing, fetched_after(datetime(2026, 3, 6, 18, tzinfo=UTC))).turns == ()


def test_a_later_edition_may_change_the_time() -> None:
    one = edition("one", "2026-03-05", listed(SILT, "2026-03-11", "10:00"))
    other = edition("two", "2026-03-06", listed(SILT, "2026-03-11", "15:00"))
    briefing = make_briefing([one, other], OF)
    assert said(briefing)[SILT, "2026-03-11"] == ("moved from 10:00 in the agenda of Lake Council")
    new = changes(briefing, fetched_after(datetime(2026, 3, 5, 18, tzinfo=UTC)))
    assert [(c.turn, c.before) for c in new.turns] == [("moved", "10:00")]


def test_two_times_in_one_agenda_are_two_meetings() -> None:
    agenda = edition(
        "one",
        "2026-03-05",
        listed("Budget Committee", "2026-03-09", "10:00"),
        listed("Budget Committee", "2026-03-09", "15:00"),
    )
    assert len(make_briefing([agenda], OF).talks) == 2
