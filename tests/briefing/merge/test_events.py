"""What an event adds: accounts that agree on little are one where their articles are of one."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.digest.assembly import make_briefing
from briefing.digest.briefing import AsOf
from briefing.extract.topics import topic_of
from briefing.merge import events as events_of
from briefing.merge.events import Events
from briefing.merge.likeness import ALIKE, enough, likeness, likeness_if_similar, product
from briefing.model import TOPIC_LENGTH, Article, Deadline, Entry, Findings, Talk, Topic
from tests.briefing.merge.test_speakers import FERRY, FERRY_AGAIN, THEFT
from tests.briefing.support import DAY, article, deadline, talk


def rows(*given: tuple[Article, Talk | Deadline]) -> tuple[int, int]:
    """How many talks and how many deadlines the briefing of these articles has."""
    entries = [
        Entry(
            article,
            Findings(
                article.id,
                "rules",
                talks=(findings,) if isinstance(findings, Talk) else (),
                deadlines=(findings,) if isinstance(findings, Deadline) else (),
            ),
        )
        for article, findings in given
    ]
    made = make_briefing(entries, AsOf(DAY, "asked for"))
    return len(made.talks), len(made.deadlines)


def test_articles_of_one_event_are_told_by_their_names_and_words() -> None:
    events = Events()
    events.know((a.id, topic_of(a)) for a in (FERRY, FERRY_AGAIN, THEFT))
    assert events.is_one("ferry", "ferry-2")
    assert not events.is_one("ferry", "theft")
    assert not events.is_one("ferry", "never seen")
    assert len(set(events.among(["ferry", "ferry-2", "theft"]).values())) == 2


def test_undated_meetings_of_one_table_are_one_within_an_event() -> None:
    parties = ("Ana Lind", "harbour board")
    met = talk(parties=parties, what="meeting on ferry rules")
    again = talk(parties=parties, what="emergency session")
    assert rows((FERRY, met), (FERRY_AGAIN, again)) == (1, 0)
    assert rows((FERRY, met), (THEFT, again)) == (2, 0)


def test_parties_of_whom_one_article_says_more_are_of_one_table_within_an_event() -> None:
    what = "meeting of Ana Lind and {} on ferry rules"
    day = ("2022-01-13", "2022-01-13")
    pilots = talk(None, *day, parties=("Ana Lind", "pilots"), what=what.format("pilots"))
    retired = talk(
        None, *day, parties=("Ana Lind", "retired pilots", "Bo Berg"), what=what.format("pilots")
    )
    divers = talk(None, *day, parties=("Ana Lind", "divers", "Bo Berg"), what=what.format("divers"))
    assert rows((FERRY, pilots), (FERRY_AGAIN, retired)) == (1, 0)
    assert rows((FERRY, pilots), (FERRY_AGAIN, divers)) == (2, 0)
    assert rows((FERRY, pilots), (THEFT, retired)) == (2, 0)


def test_what_one_body_has_to_do_in_a_day_is_one_thing_within_an_event() -> None:
    day = "2022-01-14"
    vote = deadline("vote on four rules for ferries", day, who="Assembly", kind="vote")
    again = deadline("vote on rival safety measures", day, who="the Assembly", kind="vote")
    assert rows((FERRY, vote), (FERRY_AGAIN, again)) == (0, 1)
    assert rows((FERRY, vote), (THEFT, again)) == (0, 2)


def test_envoys_and_the_states_that_sent_them_are_one_meeting_of_several_days() -> None:
    envoys = talk("Oslo", "2022-01-09", "2022-01-10", parties=("Ana Lind", "Bo Berg"), what="talks")
    states = talk("Oslo", "2022-01-09", "2022-01-10", parties=("Sudria", "Nordia"), what="session")
    assert rows((FERRY, envoys), (FERRY_AGAIN, states)) == (1, 0)
    assert rows((FERRY, envoys), (THEFT, states)) == (2, 0)


WORDS = st.sampled_from("ferry theft Oslo strike budget Ambra harbour vote fire bridge".split())
TOPICS = st.lists(
    st.builds(
        lambda number, words, names, more: Topic(
            number,
            {word: 1_500 + 500 * len(word) for word in words}
            | {f"{words[0]} {n}": 100 for n in range(more)},
            frozenset(names),
        ),
        st.one_of(st.none(), st.integers(1, 40)),
        st.lists(WORDS, min_size=1, max_size=6, unique=True),
        st.lists(WORDS, max_size=4),
        st.sampled_from((0, 34)),
    ),
    min_size=2,
    max_size=12,
)


@given(TOPICS, TOPICS)
def test_what_is_near_is_what_is_of_one_event_however_it_came_in(
    early: list[Topic], late: list[Topic]
) -> None:
    events = Events()
    by_id = {str(number): topic for number, topic in enumerate((*early, *late))}
    events.know(item for item in by_id.items() if int(item[0]) < len(early))
    events.near("0", by_id)
    events.know(by_id.items())
    for one in by_id:
        assert events.near(one, by_id) == {other for other in by_id if events.is_one(one, other)}


@given(TOPICS, st.lists(st.sets(st.integers(0, 11), min_size=1), min_size=2, max_size=5))
def test_who_is_connected_is_the_same_whoever_was_before(
    topics: list[Topic], asked: list[set[int]]
) -> None:
    by_id = {str(number): topic for number, topic in enumerate(topics)}
    events, before = Events(), dict[str, str]()
    events.know(by_id.items())
    for numbers in asked:
        ids = {str(number % len(topics)) for number in numbers}
        anew = Events()
        anew.know(by_id.items())
        before = dict(events.among(ids, before))
        assert before == anew.among(ids)


def test_articles_that_were_connected_are_not_compared_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    compared = list[tuple[int, int]]()

    def counted(one: Topic, other: Topic) -> float:
        days = one.day or 0, other.day or 0
        compared.append(days)
        return float(abs(days[0] - days[1]) < 10)

    monkeypatch.setattr(events_of, "likeness_if_similar", counted)
    # Each article is of the day in its id; those less than ten days apart are of one event.
    topics = {str(day): Topic(day, {"ferri": 7_000}, frozenset()) for day in range(100, 140)}
    held = {str(day) for event in (100, 120) for day in range(event, event + 8)}
    events, anew = Events(), Events()
    for each in (events, anew):
        each.know(topics.items())
    before = events.among(held)
    assert sorted(set(before.values())) == ["100", "120"]
    compared.clear()
    assert anew.among(held - {"123"}, before) == {i: before[i] for i in held - {"123"}}
    assert compared
    assert all(max(days) >= 120 for days in compared)


@given(TOPICS)
def test_articles_of_one_event_may_be_of_one_whatever_else_speaks_for_it(
    topics: list[Topic],
) -> None:
    events = Events()
    by_id = {str(number): topic for number, topic in enumerate(topics)}
    events.know(by_id.items())
    for one, other in combinations(by_id, 2):
        assert events.may_be_one(one, other) >= events.is_one(one, other)
        assert events.may_be_one(one, other) == events.may_be_one(other, one)
        if events.is_one(one, other):
            mine, theirs = by_id[one], by_id[other]
            assert likeness(mine, theirs) >= enough(len(mine.vector), len(theirs.vector))


def test_an_article_that_has_changed_is_near_others_by_its_new_words() -> None:
    events = Events()
    events.know((a.id, topic_of(a)) for a in (FERRY, FERRY_AGAIN, THEFT))
    assert events.near("ferry", ["ferry-2", "theft"]) == {"ferry-2"}
    events.know([("ferry", topic_of(THEFT))])
    assert events.near("ferry", ["ferry-2", "theft"]) == {"theft"}


@given(TOPICS)
def test_the_likeness_of_two_is_that_of_the_other_two_and_names_make_it_only_less(
    topics: list[Topic],
) -> None:
    for one, other in combinations(topics, 2):
        alike = likeness(one, other)
        assert likeness_if_similar(one, other) == (alike if alike >= ALIKE else 0.0)
        assert likeness_if_similar(one, other) == likeness_if_similar(other, one)
        assert alike <= product(one.vector, other.vector) / TOPIC_LENGTH**2 * (1 + 1e-9)


def test_what_tells_an_event_from_others_is_a_name_in_full_and_no_byline() -> None:
    fire = article(
        "fire",
        title="Fire near Santa Molde grows",
        text=(
            "Crews fought a fire near Santa Molde on Monday. Residents of Santa Molde fled. "
            "(Reporting by Ana Moldeson; Editing by Bo Moldeson)"
        ),
    )
    events = Events()
    events.know([("fire", topic_of(fire))])
    assert events.telling_name(["fire"]) == "Santa Molde"
    assert events.telling_name(["fire"], "molde police") is None


def test_the_end_of_a_round_number_says_nothing_of_an_event() -> None:
    (one, other) = (
        topic_of(article(str(n), title="", text=f"Some {n},000 {word} came."))
        for n, word in ((125, "herrings"), (300, "cyclists"))
    )
    assert not one.vector.keys() & other.vector.keys()


def test_a_telling_name_is_a_country_rather_than_of_one() -> None:
    text = "A Norwegian trawler sank. The Norwegian crew was saved from the Norwegian trawler."
    fire = article("trawler", title="Norwegian trawler sinks", text=text)
    events = Events()
    events.know([(fire.id, topic_of(fire))])
    assert events.telling_name(["trawler"]) == "Norway"
