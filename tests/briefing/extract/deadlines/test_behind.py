"""Days that look ahead only by the calendar, and who can be bound to one (Wednesday 2024-01-24)."""

from __future__ import annotations

import pytest

from tests.briefing.extract.reading import Parse, read


@pytest.mark.parametrize(
    "text",
    [
        "Councillors in Bergen voted to uphold the ferry policy on Tuesday.",
        "The mediators struggled to rescue the ferry deal on Tuesday.",
        "Inspectors are asking why the mill waited too long to disclose a fire in May.",
        "Mill shares fell early but rebounded to close up two percent on Tuesday.",
        "The panel must decide whether to hear the appeal of a November ruling by the lower court.",
        "The ferry line struggled to resume its sailings in October.",
        "The water level could rise by the end of the month.",
        "The island's decision to leave the ferry union in a vote on Monday sent shares down.",
    ],
)
def test_what_has_been_is_not_ahead(text: str, parse: Parse) -> None:
    assert read(parse, text)[1] == []


@pytest.mark.parametrize(
    "text",
    [
        "The mill was ordered to file a report on Friday.",
        "The firm urged the mayor to sign the pact on Monday.",
        "The ferry line agreed to resume sailings by Monday.",
        "The ferry line agreed to resume sailings on Friday.",
        "The ferry line agreed to resume its sailings in October.",
        "The committee will meet in March and announce the winner in October.",
    ],
)
def test_what_binds_to_a_day_stays_ahead(text: str, parse: Parse) -> None:
    assert read(parse, text)[1]


@pytest.mark.parametrize(
    "text",
    [
        "Markets were calm ahead of Thursday's vote.",
        "Traders are nervous about Thursday's vote.",
        "Brokers awaited the outcome of Thursday's referendum.",
        "Surveys before the referendum on Feb. 8 showed a close race.",
        "Marta Lund leads in the polls for the April 8 presidential election.",
        "Canvassers made a last push before the Feb. 8 referendum.",
    ],
)
def test_a_poll_ahead_counts_and_is_nobodys_task(text: str, parse: Parse) -> None:
    (deadline,) = read(parse, text)[1]
    assert (deadline.kind, deadline.who) == ("vote", None)


def test_what_cannot_act_is_not_who(parse: Parse) -> None:
    text = "The harbour plan would have to win the support of the council by Feb. 2."
    (deadline,) = read(parse, text)[1]
    assert deadline.who is None


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("Berg, who is running for president in March, spoke.", "presidential election"),
        ("Ana Lind is running for office in March.", "election"),
    ],
)
def test_who_runs_for_an_office_tells_of_its_election(text: str, what: str, parse: Parse) -> None:
    (deadline,) = read(parse, text)[1]
    assert (deadline.what, deadline.kind, deadline.who) == (what, "vote", None)


@pytest.mark.parametrize(
    "text",
    [
        "Ministers will review the rules after the riot of Jan. 10.",
        "The council will not meet on Friday. Nor will it sit on Feb. 3.",
        "The party named a scholar who was one of its deputies to succeed him on Wednesday.",
        "The rest of us were here and ready to investigate the great riddles of the day.",
        "The drawing is set for 10:59 p.m. EDT (0259 GMT on Thursday).",
    ],
)
def test_a_day_that_is_another_matter_is_no_deadline(text: str, parse: Parse) -> None:
    assert read(parse, text)[1] == []


def test_who_is_due_to_meet_is_one_row_with_the_meeting(parse: Parse) -> None:
    text = (
        "Jonas Vik is due to meet his Norwegian counterpart Ana Lind, and agency chief Bo Berg"
        " later on Wednesday."
    )
    assert len(read(parse, text)[1]) == 1
