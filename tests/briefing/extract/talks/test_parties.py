"""Who meets: persons by their full names, states by those whom they send, bodies and sides."""

from __future__ import annotations

import pytest

from tests.briefing.extract.reading import Parse, read


@pytest.mark.parametrize(
    ("text", "parties"),
    [
        (  # a name that the model does not know
            "Nordvik, which is in talks with the Harbour League on rights, met with editors.",
            ("Nordvik", "Harbour League"),
        ),
        (
            (
                "Norwegian Foreign Minister Erna Hansen and her Chilean counterpart, Carlos "
                "Mendez, spoke by telephone on Monday."
            ),
            ("Erna Hansen", "Carlos Mendez"),
        ),
        (
            (
                "Prime Minister Erna Hansen met President Carlos Mendez in Oslo on Monday. Hansen "
                "and Mendez will speak by phone on Friday."
            ),
            ("Erna Hansen", "Carlos Mendez"),
        ),
        (
            "Erna Hansen said she and Carlos Mendez agreed in a phone call on Monday to go on.",
            ("Erna Hansen", "Carlos Mendez"),
        ),
        (
            "When he appeared before lawmakers on Tuesday, Carlos Mendez accused nobody.",
            ("Carlos Mendez", "lawmakers"),
        ),
        (
            (
                "Erna Hansen will meet her Chilean counterpart Carlos Mendez, the European Union's "
                "trade chief Marta Klein, and the negotiator Tom Alder in Oslo on Friday."
            ),
            ("Erna Hansen", "Carlos Mendez", "Marta Klein", "Tom Alder"),
        ),
        (
            "Oslo Cables, Norway's largest operator, is in talks to buy Fjord Networks.",
            ("Oslo Cables", "Fjord Networks"),
        ),
        (
            "The Sudanese opposition will meet Norwegian envoys in Oslo on Friday.",
            ("Sudanese opposition", "Norway"),
        ),
    ],
)
def test_persons_bodies_and_sides(text: str, parties: tuple[str, ...], parse: Parse) -> None:
    assert read(parse, text)[0][-1].parties == parties


@pytest.mark.parametrize(
    "text",
    [
        "Erna Hansen accused Chile of obstructing the talks in Oslo on Friday.",
        "Erna Hansen commented on the talks in Oslo on Monday.",
        "Erna Hansen did not attend the talks in Oslo on Monday.",
    ],
)
def test_who_speaks_of_a_meeting_is_no_party(text: str, parse: Parse) -> None:
    for talk in read(parse, text)[0]:
        assert "Erna Hansen" not in talk.parties


def test_a_possessive_that_could_mean_two_people_means_nobody(parse: Parse) -> None:
    text = "Erna Hansen told Marta Klein that her talks with Chile would resume in Oslo on Friday."
    (talk,) = read(parse, text)[0]
    assert talk.parties == ("Chile",)


def test_persons_stand_for_their_states(parse: Parse) -> None:
    text = (
        "Norwegian Foreign Minister Erna Hansen met Chilean Foreign Minister Carlos Mendez in Lima "
        "on Monday. The talks between Norway and Chile lasted three hours."
    )
    (talk,) = read(parse, text)[0]
    assert (talk.parties, talk.minutes) == (("Erna Hansen", "Carlos Mendez"), 180)


@pytest.mark.parametrize(
    ("text", "parties"),
    [
        (
            (
                "Chilean President Carlos Mendez arrived late. Norwegian Prime Minister Erna "
                "Hansen met the Chilean leader in Oslo on Monday."
            ),
            ("Erna Hansen", "Carlos Mendez"),
        ),
        (
            (
                "Crown Prince Karim bin Rashid rules the emirate. Norwegian envoys met Prince "
                "Karim in Oslo on Monday."
            ),
            ("Norway", "Karim bin Rashid"),
        ),
        (
            (
                "The Sudanese government and the rebels blame each other. The government will "
                "meet Norwegian envoys in Oslo on Friday."
            ),
            ("Sudanese government", "Norway"),
        ),
        (
            "Talks between the Sudanese government and opposition resumed in Oslo on Monday.",
            ("Sudanese government", "Sudanese opposition"),
        ),
        (
            "The government will meet Norwegian envoys in Oslo on Friday.",
            ("Norway",),
        ),
    ],
)
def test_whom_the_article_named_before(text: str, parties: tuple[str, ...], parse: Parse) -> None:
    assert read(parse, text)[0][-1].parties == parties


@pytest.mark.parametrize(
    ("text", "parties"),
    [
        ("The Sudanese peace talks resume in Oslo on Friday.", ()),
        ("U.S.-China talks resumed in Oslo on Monday.", ("United States", "China")),
        ("An OPEC meeting opens in Oslo on Friday.", ("OPEC",)),
    ],
)
def test_what_talks_are_about_is_no_party(
    text: str, parties: tuple[str, ...], parse: Parse
) -> None:
    assert read(parse, text)[0][0].parties == parties


@pytest.mark.parametrize(
    "text",
    [
        "Smugglers were coming to Oslo on Monday.",
        "Jacob Moyo, a plumber, flew to Oslo on Monday.",
        "He left for Oslo in 2013.",
        "At every meeting in Oslo the union raises the pay of nurses.",
        "The board conferred the medal in Oslo on Monday.",
        "Government forces continued in Oslo on Monday.",
        "The Permanent Court of Arbitration in The Hague will rule on July 12.",
    ],
)
def test_private_journeys_habits_and_look_alikes_are_none(text: str, parse: Parse) -> None:
    assert read(parse, text)[0] == []
