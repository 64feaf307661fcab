"""Who meets where the parser hides it: titles of two, two sides, pronouns, shares, aides."""

from __future__ import annotations

from datetime import date

import pytest

from tests.briefing.extract.reading import Parse, read

_DAY = date(2024, 1, 24)


def _only(parse: Parse, text: str) -> tuple[str, ...]:
    talks, _ = read(parse, text, _DAY)
    assert len(talks) == 1, talks
    return talks[0].parties


@pytest.mark.parametrize(
    ("text", "parties"),
    [
        (
            (
                "Reserve Bank of New York President Walter Dunn and Bank of England Governor Paul "
                "Carver met in Basel on Monday."
            ),
            ("Walter Dunn", "Paul Carver"),
        ),
        (
            "Bank of Norland Governor Ana Lind and Finance Minister Bo Vik met in Basel on Monday.",
            ("Ana Lind", "Bo Vik"),
        ),
        (
            (
                "Bank of Canada Governor Ann Poole met Federal Reserve Bank of Boston President "
                "Walter Dunn and Treasury Secretary Jack Lowe on Monday."
            ),
            ("Ann Poole", "Walter Dunn", "Jack Lowe"),
        ),
        (
            (
                "Federal Reserve Bank of New York President William Dunn and Treasury officials "
                "held a meeting on Monday with Norwegian diplomats."
            ),
            ("William Dunn", "Treasury officials", "Norway"),
        ),
        (
            (
                "The envoy flew home ahead of peace talks between the Russia-backed government of "
                "Syrian President Adnan Kabbani and opposition groups next week in Geneva."
            ),
            ("Russia-backed government", "opposition groups"),
        ),
        (
            (
                "Shares rose ahead of a meeting in Rome between the country's largest lenders, the "
                "Treasury and the central bank to set up a rescue fund."
            ),
            ("country's largest lenders", "Treasury", "central bank"),
        ),
        (
            "Talks between Orlan (ORLN.PA) and Bouvier (BOUV.PA) on a merger collapsed on Friday.",
            ("Orlan", "Bouvier"),
        ),
    ],
)
def test_nobody_of_a_list_is_lost(parse: Parse, text: str, parties: tuple[str, ...]) -> None:
    assert _only(parse, text) == parties


@pytest.mark.parametrize(
    ("text", "parties"),
    [
        (
            (
                "FRANKFURT (NWP) - Auto supplier Feldmark said on Friday it was in talks with "
                "carmaker Norvik about a joint plant."
            ),
            ("Feldmark", "Norvik"),
        ),
        (
            (
                "Staffan Holm's office says he was to meet on Thursday with Norwegian Foreign "
                "Minister Ana Lind."
            ),
            ("Staffan Holm", "Ana Lind"),
        ),
        (
            '"I met with Peter Reed a few days ago and we agreed," Senator John Ellis said.',
            ("John Ellis", "Peter Reed"),
        ),
        (
            (
                "Mark Zeller, who spent his first day in Berlin jogging, meeting Chancellor Angela "
                "Merten's chief of staff and receiving an award, flew home on Friday."
            ),
            ("Mark Zeller", "Chancellor Angela Merten's chief of staff"),
        ),
    ],
)
def test_pronouns_and_aides_stand_for_themselves(
    parse: Parse, text: str, parties: tuple[str, ...]
) -> None:
    talks, _ = read(parse, text, _DAY)
    assert [t.parties for t in talks if t.parties] == [parties]


def test_who_met_one_meets_the_next(parse: Parse) -> None:
    talks, _ = read(
        parse,
        "Today, Garmon will meet with Dick Durkin and Diane Feldman. Tomorrow, he will meet with "
        "Heidi Heller and Richard Blum.",
        _DAY,
    )
    assert [t.parties for t in talks] == [
        ("Garmon", "Dick Durkin", "Diane Feldman"),
        ("Garmon", "Heidi Heller", "Richard Blum"),
    ]


def test_the_senator_of_a_state_is_no_other_senator(parse: Parse) -> None:
    talks, _ = read(
        parse,
        "Florida Senator Marco Rivera spoke first. The Vermont senator flew to Texas on Monday.",
        _DAY,
    )
    assert all("Marco Rivera" not in t.parties for t in talks)


@pytest.mark.parametrize(
    "text",
    [
        "The St. Olaf Hawks are headed to Inglewood, California, after a vote on Tuesday.",
        "Ben Kumar went to New York for his training because it was not offered at home.",
        "Harbour Capital led Norvik's round, with money from three other funds.",
        "Millions voted on Friday for parliament and the Assembly of Elders.",
    ],
)
def test_a_move_a_fund_or_a_house_is_no_meeting(parse: Parse, text: str) -> None:
    assert read(parse, text, _DAY)[0] == []


def test_a_trip_called_off_leaves_the_meeting(parse: Parse) -> None:
    talks, _ = read(
        parse,
        "Finance Minister Nelson Braga cancelled a trip to the bank's spring meetings in "
        "Washington to stay in Brasilia.",
        _DAY,
    )
    assert [(t.what, t.place, t.status) for t in talks] == [
        ("trip of Nelson Braga to Washington", "Washington", "cancelled")
    ]


def test_the_day_of_a_report_is_not_that_of_the_talks(parse: Parse) -> None:
    talks, _ = read(
        parse,
        "SEOUL (NWP) - Samjin Electronics Co Ltd held talks with Norvik Corp about its "
        "kitchens, a news agency reported on Saturday.",
        _DAY,
    )
    assert [t.start for t in talks] == [None]


def test_where_points_to_the_place_before_it(parse: Parse) -> None:
    talks, _ = read(
        parse,
        "Gatherings in Washington were mirrored in Tehran, where top security officials held at "
        "least three meetings.",
        _DAY,
    )
    assert [t.place for t in talks] == ["Tehran"]


def test_a_firm_called_here_is_no_place(parse: Parse) -> None:
    talks, _ = read(
        parse,
        "TOKYO (NWP) - Carmakers gathered. Auto supplier Feldmark said it was in talks with maps "
        "company HERE, exploring a stake.",
        _DAY,
    )
    assert all(t.place != "Tokyo" for t in talks)


def test_two_titles_of_one_are_one(parse: Parse) -> None:
    talks, _ = read(
        parse,
        "Chad's Deputy Crown Prince and Defense Minister Omar Saleh visited the alliance's "
        "headquarters in Brussels on Monday.",
        _DAY,
    )
    assert [t.parties for t in talks] == [("Omar Saleh",)]
