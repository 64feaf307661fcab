"""Days that the parser hangs on another word than the one they are of (Wednesday 2024-01-24)."""

from __future__ import annotations

from datetime import date

import pytest

from tests.briefing.extract.reading import Parse, read


@pytest.mark.parametrize(
    "text",
    [
        # behind, though the calendar puts the month ahead
        "Inspectors are probing leaks in the harbour wall from Dec. 21 to Jan. 3, Molde said.",
        "Lind is suing the port over her removal in October as harbour master.",
        "I mean, by March she'd changed her mind twenty times.",
        "A series of letters dating back to December shows a quarrel in the council.",
        "Both sides sought to strike a milder tone on Wednesday.",
        # of anybody, on no day
        "The rash fades and causes a mild fever, symptoms that disappear in five days.",
        "Under Norland's law, suspects usually must appear before a judge within 24 hours.",
        "It costs more than the savings you'd see on your bill next month.",
        # a guess at a figure, or at something that nobody has said
        "More than half of that revenue in 20 years, Harbour Inc estimates, will come from kelp.",
        "Storms hit Molde, and temperatures were low, but they could climb by the weekend.",
        "Many are resigned to the idea she will be their candidate in November.",
        "Several have gone, as many as half will be gone by the end of the day.",
    ],
)
def test_no_day_of_these_is_ahead(text: str, parse: Parse) -> None:
    assert read(parse, text)[1] == []


@pytest.mark.parametrize(
    ("text", "when", "what"),
    [
        (
            "The delegation will return to Oslo next month bolstered by its gains at sea.",
            date(2024, 2, 1),
            "delegation to return to Oslo bolstered by its gains at sea",
        ),
        (
            "Norland said it would miss some of its July 1 general obligation debt payment.",
            date(2024, 7, 1),
            "general obligation debt payment",
        ),
        (
            "Lind will speak during Harbour's annual meeting, expected to take place in June.",
            date(2024, 6, 1),
            "Harbour's annual meeting",
        ),
        (
            "The schools could run out of money to pay their teachers at the end of June.",
            date(2024, 6, 30),
            "schools run out of money to pay their teachers",
        ),
        (
            "Lind praised the ferry's new berth in Molde, which is set to open in May.",
            date(2024, 5, 1),
            "ferry's new berth in Molde opens",
        ),
        (
            "Norland Interactive Games, LLC will merge its two yards, effective April 1.",
            date(2024, 4, 1),
            "Norland Interactive Games to merge its two yards",
        ),
        (
            "The inspectors will look into it and send a report to the council within five days.",
            date(2024, 1, 29),
            "send a report to the council",
        ),
        (
            "The harbour wall is expected to be repaired within five weeks.",
            date(2024, 2, 28),
            "harbour wall to be repaired",
        ),
        (
            "Lind won over the mayor ahead of the state's primary next week.",
            date(2024, 1, 29),
            "state's primary",
        ),
    ],
)
def test_what_the_day_is_of(text: str, when: date, what: str, parse: Parse) -> None:
    assert [(d.when, d.what) for d in read(parse, text)[1]] == [(when, what)]


def test_who_drops_the_sponsorship_of_a_convention_calls_off_none(parse: Parse) -> None:
    text = (
        "Fishermen chipped in for a banner to try to shame firms into dropping their sponsorships "
        "of the Norland National Convention in July."
    )
    assert [d.cancelled for d in read(parse, text)[1]] == [False]


def test_a_vote_has_its_day_whatever_is_denied(parse: Parse) -> None:
    text = "Lind said the quarrel would not end with the May 3-5 convention."
    assert [(d.when, d.end) for d in read(parse, text)[1]] == [(date(2024, 5, 3), date(2024, 5, 5))]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Molde will hold an auction at the end of July.", "event"),
        ("Molde holds the first contest on Feb. 1 in the run up to the fair.", "event"),
    ],
)
def test_the_end_of_a_month_ends_nothing(text: str, kind: str, parse: Parse) -> None:
    assert [d.kind for d in read(parse, text)[1]] == [kind]
