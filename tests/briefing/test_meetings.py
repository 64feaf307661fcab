from __future__ import annotations

from datetime import timedelta

import pytest

from briefing.duedates import merge_deadlines
from briefing.meetings import merge_talks, same_talk
from briefing.model import Talk
from briefing.rows import Head
from tests.briefing.support import DAY, article, deadline, talk

NEW = Head.of(article("new"))
OLD = Head.of(article("old", DAY - timedelta(days=2)))
PARTIES = ("Norway", "Iceland")


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        (talk("Oslo", "2022-01-12"), talk("Oslo", "2022-01-12"), True),
        (talk("Oslo", "2022-01-12"), talk("Bergen", "2022-01-12"), False),
        (talk("Oslo", "2022-01-12"), talk("Oslo", "2022-01-20"), False),
        (
            talk("Oslo", "2022-01-12", parties=PARTIES),
            talk("Oslo", "2022-01-13", parties=PARTIES),
            True,
        ),
        (talk("Oslo", "2022-01-12"), talk(None, "2022-01-12"), True),
        (talk("Oslo", parties=PARTIES), talk("oslo", parties=("Iceland",)), True),
        (talk("Oslo", parties=PARTIES), talk("Oslo"), False),
        (talk("Oslo", "2022-01-12", round=1), talk("Oslo", "2022-01-12", round=2), False),
        (
            talk(None, "2022-01-12", parties=PARTIES),
            talk(None, "2022-01-12", parties=("Chile",)),
            False,
        ),
    ],
)
def test_when_two_accounts_are_of_one_meeting(a: Talk, b: Talk, same: bool) -> None:
    assert same_talk(a, b) is same
    assert same_talk(b, a) is same


def test_the_newest_account_gives_the_status_and_the_others_what_it_lacks() -> None:
    planned = talk("Oslo", "2022-01-12", status="planned", parties=PARTIES, round=2)
    held = talk("Oslo", "2022-01-12", outcome="no agreement", parties=("Norway",))
    (row,) = merge_talks([(OLD, planned), (NEW, held)], DAY)
    assert (row.status, row.outcome, row.round) == ("held", "no agreement", 2)
    assert set(row.parties) == set(PARTIES)
    assert [m.head.id for m in row.mentions] == ["new", "old"]
    assert row.disagreements == ()


def test_sources_that_differ_on_the_day_both_stand() -> None:
    one = talk("Oslo", "2022-01-12", parties=PARTIES)
    other = talk("Oslo", "2022-01-13", parties=PARTIES)
    (row,) = merge_talks([(OLD, one), (NEW, other)], DAY)
    assert row.disagreements == ("day",)
    assert [m.talk.start for m in row.mentions] == [other.start, one.start]


def test_the_same_deadline_in_two_articles_is_one_row() -> None:
    a = deadline("vote on the budget", "2022-01-20", who="Parliament", kind="vote", tentative=True)
    b = deadline("budget vote", "2022-01-20", kind="vote")
    (row,) = merge_deadlines([(OLD, a), (NEW, b)], DAY)
    assert row.who == "Parliament"
    assert row.tentative is False
    assert len(row.mentions) == 2


def test_different_things_on_one_day_stay_apart() -> None:
    a = deadline("vote on the budget", "2022-01-20")
    b = deadline("ferry strike begins", "2022-01-20")
    assert len(merge_deadlines([(NEW, a), (NEW, b)], DAY)) == 2
