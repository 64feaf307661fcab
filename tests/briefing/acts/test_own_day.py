"""What a sentence tells of as having happened on the very day that it was to."""

from __future__ import annotations

from datetime import date

import pytest

from briefing.acts.lines import lines_of
from briefing.acts.own_day import OwnDay
from tests.briefing.support import deadline

TUESDAY = date(2022, 1, 11)
VOTE = deadline("vote in the lower chamber on the harbour levy", "2022-01-10", kind="vote")
HEARING = deadline(
    "Jonas Moen to appear at Ostvik District Court", "2022-01-10", kind="event", who="Jonas Moen"
)
BALLOT = deadline("referendum in Lower Ardal", "2022-01-10", kind="vote")


def is_told(due: object, sentence: str, day: date = TUESDAY) -> bool:
    own = OwnDay.of(due)  # type: ignore[arg-type]
    (line,) = lines_of(sentence)
    return own is not None and own.is_in(line, day)


@pytest.mark.parametrize(
    ("due", "sentence"),
    [
        (VOTE, "The cabinet lost a close vote in the lower chamber on Monday."),
        (VOTE, "The lower chamber approved the harbour levy on Monday."),
        (VOTE, "It was the lower chamber's rejection on Jan. 10 of the levy that hurt most."),
        (HEARING, "A man of 30 appeared in the district court of Ostvik on Monday."),
        (HEARING, "Moen appeared in an Ostvik court on Monday, in handcuffs."),
        (HEARING, "Moen appeared yesterday before the court in Ostvik."),
        (BALLOT, "The Greens' victory in Monday's referendum in Lower Ardal was narrow."),
    ],
)
def test_told_on_its_day(due: object, sentence: str) -> None:
    assert is_told(due, sentence)


@pytest.mark.parametrize(
    ("due", "sentence"),
    [
        (VOTE, "The vote in the lower chamber will be held next Monday."),
        (VOTE, "The lower chamber did not vote on Monday."),
        (VOTE, "The vote in the lower chamber was expected on Monday."),
        (VOTE, "The lower chamber voted on Sunday."),
        (VOTE, "The upper house approved the budget on Monday."),
        (VOTE, "Lind said on Monday that the vote in the lower chamber was lost."),
        (VOTE, "Lind spoke ahead of Monday's vote in the lower chamber."),
        (HEARING, "Erik Berg appeared in the district court of Ostvik on Monday."),
        (HEARING, "The district court of Ostvik closed on Monday."),
    ],
)
def test_not_told(due: object, sentence: str) -> None:
    assert not is_told(due, sentence)


def test_of_a_weekday_long_ago_the_next_may_be_meant() -> None:
    sentence = "Monday's vote in the lower chamber split the cabinet."
    assert is_told(VOTE, sentence, date(2022, 1, 12))
    assert not is_told(VOTE, sentence, date(2022, 1, 15))
    assert not is_told(VOTE, sentence, date(2022, 1, 10))


def test_what_has_no_day_or_no_act_of_its_own_has_no_own_day() -> None:
    assert OwnDay.of(deadline("vote in the lower chamber", "2022-01-10", "2022-01-16")) is None
    assert OwnDay.of(deadline("new ferry", "2022-01-10")) is None
