"""Who sits with whom: meetings of one day kept apart, company by what is said of it.

Published on Wednesday 2024-01-24.
"""

from __future__ import annotations

import pytest

from tests.briefing.extract.reading import Parse, brief_talk, read


def rows_of(parse: Parse, text: str) -> list[tuple[str | None, str | None, str, tuple[str, ...]]]:
    rows = []
    for talk in read(parse, text)[0]:
        place, first, _, status = brief_talk(talk)
        rows.append((place, first, status, talk.parties))
    return rows


def test_people_without_an_office_are_met_apart_from_a_king(parse: Parse) -> None:
    text = (
        "Ana Lind, the prime minister, met King Bo Berg in Oslo on Monday to discuss trade. Oil"
        " rose. On Monday in Oslo, Lind met families of the victims."
    )
    assert rows_of(parse, text) == [
        ("Oslo", "01-22", "held", ("Ana Lind", "Bo Berg")),
        ("Oslo", "01-22", "held", ("Ana Lind", "families")),
    ]


def test_lunch_is_apart_from_the_meeting_before_it(parse: Parse) -> None:
    text = (
        "The premier, Ana Lind, is due to meet embassy staff and families before a lunch at Rosen"
        " Castle with King Bo Berg."
    )
    assert rows_of(parse, text) == [(None, None, "planned", ("Ana Lind", "families"))]


def test_conference_of_a_stranger_is_no_part_of_a_meeting_in_the_same_city(parse: Parse) -> None:
    text = (
        "Ana Lind, the party's chairwoman, met with Republican lawmakers in Washington on Tuesday."
        " Senator Jonas Vik spoke on Tuesday at the Builders Union's annual conference in"
        " Washington."
    )
    assert rows_of(parse, text)[0] == (
        "Washington",
        "01-23",
        "held",
        ("Ana Lind", "Republican lawmakers"),
    )


@pytest.mark.parametrize(
    ("text", "row"),
    [
        pytest.param(
            "Judge Ana Lind on Tuesday failed to persuade Senator Jonas Vik during a private"
            " meeting to hold a vote.",
            (None, "01-23", "held", ("Ana Lind", "Jonas Vik")),
            id="who failed to persuade whom during a meeting, and when",
        ),
        pytest.param(
            "Harbour Corp is now cutting costs and negotiating with record labels for licenses.",
            (None, None, "under way", ("Harbour Corp", "record labels")),
            id="the second of two gerunds, with whomever",
        ),
        pytest.param(
            "The hearing of Ana Lind, set for Thursday, was rescheduled for Friday.",
            (None, "01-26", "planned", ("Ana Lind",)),
            id="rescheduled for a day",
        ),
        pytest.param(
            "President Ana Lind gathered military commanders in Oslo on Monday.",
            ("Oslo", "01-22", "held", ("Ana Lind", "military commanders")),
            id="whom somebody gathers",
        ),
        pytest.param(
            "Minister Jonas Vik canceled a trip to the fund's meetings in Lima to remain in Oslo.",
            ("Lima", None, "cancelled", ("Jonas Vik",)),
            id="where somebody stays in place of a meeting",
        ),
    ],
)
def test_company_and_standing(parse: Parse, text: str, row: tuple[object, ...]) -> None:
    assert rows_of(parse, text) == [row]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(
            "Bo Berg told investors at a technology conference on Monday that sales rose.",
            id="where somebody spoke",
        ),
        pytest.param("The group gathered signatures in Oslo on Monday.", id="things gathered"),
        pytest.param("Oil rose for a third straight session on Tuesday.", id="of a market"),
    ],
)
def test_no_row(parse: Parse, text: str) -> None:
    assert rows_of(parse, text) == []
