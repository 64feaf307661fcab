"""Days that the words right before them put ahead (Wednesday 2024-01-24)."""

from __future__ import annotations

import pytest

from tests.briefing.extract.reading import Parse, read


@pytest.mark.parametrize(
    ("text", "when"),
    [
        (
            "The firm could file for an offering as early as the second half of this year.",
            "2024-07-01",
        ),
        ("The council said it would vote as soon as this week on the plan.", "2024-01-22"),
        ("The crews could leave Molde as early as next year.", "2025-01-01"),
        ("Lind has a speech scheduled for later on Wednesday.", "2024-01-24"),
        (
            "The central bank is expected to keep interest rates unchanged on Wednesday.",
            "2024-01-24",
        ),
    ],
)
def test_ahead(text: str, when: str, parse: Parse) -> None:
    (deadline,) = read(parse, text)[1]
    assert deadline.when.isoformat() == when


@pytest.mark.parametrize(
    "text",
    [
        "The firm filed for an offering as early as last year.",
        "Oil could rise to $60 as early as next year, analysts say.",
        "A rally scheduled for Wednesday drew protests in Molde.",
        "Lind is expected to keep her promise on Wednesday.",
        "The yard builds boats to provide fast crossings as early as 2029.",
        "The ferries remain in port on Wednesday.",
    ],
)
def test_not_ahead(text: str, parse: Parse) -> None:
    assert read(parse, text)[1] == []


def test_a_candidate_who_denies_something_leaves_the_election_its_day(parse: Parse) -> None:
    text = '"People cannot fish here," Jonas Vik, a nominee for the Nov. 5 election, said on radio.'
    (deadline,) = read(parse, text)[1]
    assert (deadline.what, deadline.when.isoformat()) == ("election", "2024-11-05")
