from __future__ import annotations

from datetime import timedelta

from briefing.article_refs import ArticleRef
from briefing.digest.rounds import Series, series
from briefing.merge.talks import merge_talks
from briefing.model import Talk
from tests.briefing.support import DAY, article, talk

ONE = ArticleRef.of(article("one"))
TWO = ArticleRef.of(article("two", DAY - timedelta(days=1)))
PARTIES = ("Norway", "Iceland")
STOPS = (("Madrid", 11), ("Lisbon", 12), ("Dublin", 13))


def found(*mentions: tuple[ArticleRef, Talk]) -> tuple[Series, ...]:
    return series(merge_talks(mentions, DAY))


def places(one: Series) -> list[str | None]:
    return [step.place for step in one.steps]


def test_rounds_of_the_same_parties_form_a_timeline() -> None:
    (one,) = found(
        (ONE, talk("Wien", "2022-01-20", parties=PARTIES, status="planned")),
        (TWO, talk("Genf", "2021-12-20", parties=PARTIES, outcome="no agreement", round=1)),
        (ONE, talk("Oslo", "2022-01-05", parties=(*PARTIES, "Denmark"), round=2)),
    )
    assert places(one) == ["Genf", "Oslo", "Wien"]
    assert one.parties == PARTIES
    assert one.steps[0].outcome == "no agreement"
    assert one.upcoming is one.steps[2]


def test_one_shared_party_is_enough_where_an_article_tells_of_both() -> None:
    geneva = talk("Geneva", "2022-01-09", parties=("Norway", "Chile"))
    vienna = talk("Vienna", "2022-01-13", parties=("Norway", "OSCE"))
    assert [places(s) for s in found((ONE, geneva), (ONE, vienna))] == [["Geneva", "Vienna"]]
    assert found((ONE, geneva), (TWO, vienna)) == ()


def test_the_stops_of_a_traveller_are_no_series() -> None:
    stops = [talk(place, f"2022-01-{day}", parties=("Norway",)) for place, day in STOPS]
    assert found(*((ONE, stop) for stop in stops)) == ()
    visits = [
        talk(place, f"2022-01-{day}", parties=("Norway", place), what="visit of the minister")
        for place, day in STOPS
    ]
    assert found(*((ONE, visit) for visit in visits)) == ()


def test_other_subjects_are_no_series() -> None:
    fish = talk("Oslo", "2022-01-05", parties=PARTIES, what="talks on herring quotas")
    rail = talk("Bergen", "2022-01-12", parties=PARTIES, what="talks on rail gauges")
    more = talk("Bergen", "2022-01-12", parties=PARTIES, what="herring negotiations")
    assert found((ONE, fish), (TWO, rail)) == ()
    assert len(found((ONE, fish), (TWO, more))) == 1


def test_meetings_far_apart_are_no_series_unless_their_rounds_are_counted() -> None:
    first = talk("Oslo", "2021-09-01", parties=PARTIES)
    second = talk("Bergen", "2022-01-05", parties=PARTIES)
    assert found((ONE, first), (ONE, second)) == ()
    first = talk("Oslo", "2021-09-01", parties=PARTIES, round=1)
    second = talk("Bergen", "2022-01-05", parties=PARTIES, round=2)
    assert len(found((ONE, first), (ONE, second))) == 1


def test_what_is_cancelled_does_not_come_next() -> None:
    (one,) = found(
        (ONE, talk("Oslo", "2022-01-05", parties=PARTIES)),
        (ONE, talk("Bergen", "2022-01-20", parties=PARTIES, status="cancelled")),
    )
    assert one.upcoming is None


def test_the_series_that_ends_last_comes_first() -> None:
    others = ("Peru", "Chile")
    got = found(
        (ONE, talk("Lima", "2022-01-05", parties=others)),
        (ONE, talk("Quito", "2022-01-06", parties=others)),
        (TWO, talk("Oslo", "2022-01-05", parties=PARTIES)),
        (TWO, talk("Bergen", "2022-01-20", parties=PARTIES)),
    )
    assert [places(s)[0] for s in got] == ["Oslo", "Lima"]
