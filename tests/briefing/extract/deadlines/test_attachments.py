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
        "The port's stake will fall to 28 percent of the firm from 32.2 percent in March.",
        "She will campaign in Molde for part of the day.",
        "Injuries rise on the Monday that we spring forward.",
        "No boats are expected over the weekend, the port said.",
        "Think about the track that'll appear in a year or so.",
        "The mayor did not expect him to open the harbour tomorrow.",
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
        (
            "It is unknown if Lind will rule before Norland's presidential primaries in March.",
            date(2024, 3, 1),
            "Norland's presidential primaries",
        ),
        (
            "The election is on Nov. 8.",
            date(2024, 11, 8),
            "election",
        ),
        (
            "Lind will not attend Berg's funeral on Saturday in Molde.",
            date(2024, 1, 27),
            "Berg's funeral in Molde",
        ),
        (
            "All of the stamps will be available from post offices from Thursday.",
            date(2024, 1, 25),
            "All of the stamps to be available from post offices",
        ),
        (
            "A final vote could come as early as March.",
            date(2024, 3, 1),
            "final vote comes",
        ),
        (
            "A February trial date has been set for two former captains.",
            date(2024, 2, 1),
            "trial date",
        ),
        (
            "It came ahead of Lind's last State of the Union address on Wednesday night.",
            date(2024, 1, 24),
            "State of the Union address",
        ),
        (
            "A survey of two hundred maps is told in his book, coming in April from Harbour Press.",
            date(2024, 4, 1),
            "book to come from Harbour Press",
        ),
        (
            "The judge is expected to consider whether to approve the deal at a hearing on Friday.",
            date(2024, 1, 26),
            "judge to consider whether to approve the deal at a hearing",
        ),
        (
            "Lind will break from touring in Molde on Sunday to visit her mother.",
            date(2024, 1, 28),
            "Lind breaks from touring in Molde to visit her mother",
        ),
        (
            "OSLO: Minister Ida Moen will open a harbour tomorrow.",
            date(2024, 1, 25),
            "Ida Moen to open a harbour",
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


def test_a_strike_of_which_a_union_tells_is_its_own(parse: Parse) -> None:
    text = "The Harbour union, which has members, said a strike could happen as early as March 3."
    assert [(d.when, d.who) for d in read(parse, text)[1]] == [(date(2024, 3, 3), "Harbour union")]


def test_whom_a_speaker_calls_he_is_somebody_else(parse: Parse) -> None:
    text = 'Lind laughed.\n"They know he will lead the fleet tomorrow," Lind said.'
    assert [d.who for d in read(parse, text)[1]] == [None]


def test_who_speaks_for_somebody_is_not_he(parse: Parse) -> None:
    text = "Bo Berg, a lawyer for the captain, was silent. He is due to be sentenced on Feb. 2."
    assert read(parse, text)[1] == []


def test_what_is_joined_to_a_coming_act_is_to_come_with_it(parse: Parse) -> None:
    text = "The draft rules will be presented on Monday and adopted in August after a debate."
    assert [d.when for d in read(parse, text)[1]] == [date(2024, 1, 29), date(2024, 8, 1)]


def test_of_a_list_of_days_none_is_given_to_who_is_told_of_first(parse: Parse) -> None:
    text = "The season will be opened by Harbour Inc on Thursday, Molde Inc on Friday."
    assert [d.when for d in read(parse, text)[1]] == [date(2024, 1, 25)]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Molde will hold an auction at the end of July.", "event"),
        ("Molde holds the first contest on Feb. 1 in the run up to the fair.", "event"),
    ],
)
def test_the_end_of_a_month_ends_nothing(text: str, kind: str, parse: Parse) -> None:
    assert [d.kind for d in read(parse, text)[1]] == [kind]
