"""Days that belong to what they stand beside, and who "he" can be (Wednesday 2024-01-24)."""

from __future__ import annotations

import pytest

from tests.briefing.extract.reading import Parse, read


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "A vote by the council on the bill is now expected to take place in the first week of"
            " June, ahead of a looming $1.9 billion debt payment due on July 1.",
            {("vote takes place", "2024-06-03"), ("debt payment", "2024-07-01")},
            id="of what is due, not of what comes before it",
        ),
        pytest.param(
            "She scrambled to block the plan in a lower house vote due on Sunday that analysts"
            " project she will lose.",
            {("lower house vote", "2024-01-28")},
            id="due, whatever has been tried",
        ),
        pytest.param(
            "They have said they will not vote on it before the November election.",
            {("election", "2024-11-01")},
            id="the poll before which something will not be done",
        ),
    ],
)
def test_what_and_when(text: str, expected: set[tuple[str, str]], parse: Parse) -> None:
    deadlines = read(parse, text)[1]
    assert {(d.what, d.when.isoformat()) for d in deadlines} == expected


@pytest.mark.parametrize(
    "text",
    [
        "Protesters ran onto the stage where Ana Lind was expected to speak Tuesday.",
        "The board was due to meet on Tuesday.",
    ],
)
def test_yesterday_is_not_a_week_ahead(text: str, parse: Parse) -> None:
    assert read(parse, text)[1] == []


def test_he_is_nobody_before_the_last_person_who_was_named(parse: Parse) -> None:
    text = (
        "Elin Holm had spoken last week. Police were silent even after Bo Berg's arrest. He is"
        " expected to answer the charges by Friday."
    )
    assert "Elin Holm" not in {d.who for d in read(parse, text)[1]}


def test_a_meeting_put_off_is_not_on_its_old_day(parse: Parse) -> None:
    text = "The session of the council that had been scheduled for Friday was postponed."
    assert all(d.cancelled for d in read(parse, text)[1])
