"""What an event adds: accounts that agree on little are one where their articles are of one."""

from __future__ import annotations

from briefing.digest.briefing import AsOf, make_briefing
from briefing.extract.topics import topic_of
from briefing.merge.events import Events
from briefing.model import Article, Deadline, Entry, Findings, Talk
from tests.briefing.merge.test_speakers import FERRY, FERRY_AGAIN, THEFT
from tests.briefing.support import DAY, deadline, talk


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
