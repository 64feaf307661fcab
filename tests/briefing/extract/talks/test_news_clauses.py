"""What clauses of news prose say of a meeting, and what only seems to: one kind a test.

All are published on Wednesday 2024-01-24.
"""

from __future__ import annotations

import pytest

from tests.briefing.extract.reading import Parse, brief_talk, read


@pytest.mark.parametrize(
    ("text", "parties"),
    [
        pytest.param(
            "The summit opened in Oslo on Tuesday. Chad was not invited to attend the summit.",
            (),
            id="who is not invited is not there",
        ),
        pytest.param(
            "The summit opened in Oslo on Tuesday. Chad declined to attend the summit.",
            (),
            id="nor who declines to come",
        ),
        pytest.param(
            "Governor Ana Lind met on Monday in the U.S. Capitol for about 30 minutes with Senate"
            " leader Harry Reed of Nevada.",
            ("Ana Lind", "Harry Reed"),
            id="company that stands behind the length",
        ),
        pytest.param(
            "Minister Ana Lind was to meet on Thursday with Russian Foreign Minister Sergey Orlov"
            " to discuss the next round of the talks.",
            ("Ana Lind", "Sergey Orlov"),
            id="company with whom something is discussed",
        ),
        pytest.param(
            "Senator Carl Trask said on Monday that he was not ready to endorse Mr. Ryan Moss. The"
            " two men are scheduled to meet in Washington next week.",
            ("Carl Trask", "Ryan Moss"),
            id="the two men are the two named last",
        ),
        pytest.param(
            "Minister Carl Trask called the meeting between Ana Lind and Bill Moss on Monday a"
            " mistake.",
            ("Ana Lind", "Bill Moss"),
            id="who calls it something is not at it",
        ),
        pytest.param(
            "Chad's talks with Peru are due to resume in New York next week.",
            ("Chad", "Peru"),
            id="a country that owns talks is a party, not their place",
        ),
        pytest.param(
            "The president of Chad, Ana Lind, met the ambassador, Bo Berg, in Oslo on Monday.",
            ("Ana Lind", "Bo Berg"),
            id="a name behind the realm of an office",
        ),
        pytest.param(
            "In a meeting with business leaders last week, President Carlos Mendez avoided any"
            " mention of an agenda.",
            ("business leaders", "Carlos Mendez"),
            id="who does something in a meeting with others was there",
        ),
        pytest.param(
            "President Carlos Mendez said on the second day of a visit to Berlin on Monday that"
            " Chad had learned.",
            ("Carlos Mendez",),
            id="who speaks on a day of a visit is the visitor",
        ),
        pytest.param(
            "The leaders of more than 50 nations who met in Washington on Monday agreed.",
            ("leaders of more than 50 nations",),
            id="leaders of many, of whom no more is said",
        ),
        pytest.param(
            "After President Carlos Mendez has addressed EU leaders on Thursday, they will meet the"
            " next day to discuss the plan without him.",
            ("European Union",),
            id="they are the only ones of the clause before",
        ),
        pytest.param(
            "Minister Ana Lind had spoken by phone with Chancellor Marta Klein on Monday to express"
            " her sympathy.",
            ("Ana Lind", "Marta Klein"),
            id="company that the parser hangs on the telephone",
        ),
        pytest.param(
            "Presidents Carlos Mendez and Ivan Petrov discussed the accord by phone on Monday.",
            ("Carlos Mendez", "Ivan Petrov"),
            id="persons who share one title",
        ),
        pytest.param(
            "President Carlos Mendez said that his meeting with Bo Vik on Monday was not a favour.",
            ("Carlos Mendez", "Bo Vik"),
            id="whose meeting it is that somebody speaks of",
        ),
        pytest.param(
            "Carl Trask and Jonas Vik's meeting will be on Thursday.",
            ("Carl Trask", "Jonas Vik"),
            id="a meeting of two owners",
        ),
        pytest.param(
            "Governor Ana Lind described in detail a private meeting she had with Carl Trask in"
            " Lima on Monday.",
            ("Ana Lind", "Carl Trask"),
            id="who had the meeting that is described",
        ),
        pytest.param(
            "Vantage Ltd was beaten by Harbour Corp, with which Foxmere Inc held talks in March.",
            ("Harbour Corp", "Foxmere Inc"),
            id="those with which talks were held",
        ),
        pytest.param(
            "The Saudi, Russian, Qatari and Norwegian oil ministers announced the freeze after a"
            " secret meeting in Doha.",
            ("Saudi Arabia", "Russia", "Qatar", "Norway"),
            id="who announces something after a meeting at a place came from it",
        ),
    ],
)
def test_parties(parse: Parse, text: str, parties: tuple[str, ...]) -> None:
    assert [t.parties for t in read(parse, text)[0]] == [parties]


@pytest.mark.parametrize(
    ("text", "row"),
    [
        pytest.param(
            "The meeting of Chad and Peru in Lima on Monday did not produce an agreement.",
            ("Lima", "01-22", "01-22", "held"),
            id="what a meeting did not bring is denied, not the meeting",
        ),
        pytest.param(
            "Monday's meeting between Minister Ana Lind and President Carlos Mendez did not go"
            " well.",
            (None, "01-22", "01-22", "held"),
            id="one that did not go well was held",
        ),
        pytest.param(
            "Minister Ana Lind said a meeting Thursday in Lima will not dwell on the past.",
            ("Lima", "01-25", "01-25", "planned"),
            id="what a meeting will not bring up is denied, not the meeting",
        ),
        pytest.param(
            "President Carlos Mendez held a separate meeting with Prime Minister Bo Vik.",
            (None, None, None, "held"),
            id="a meeting that two by name held on no day",
        ),
        pytest.param(
            "Minister Ana Lind told reporters on the second day of a NATO summit that it was done.",
            (None, None, None, "under way"),
            id="a summit on a day of which somebody speaks goes on",
        ),
        pytest.param(
            "President Carlos Mendez, on a visit to London, said the vote would be fair.",
            ("London", None, None, "under way"),
            id="who speaks on a visit is there",
        ),
        pytest.param(
            "President Carlos Mendez paid a visit on Monday to Rome.",
            ("Rome", "01-22", "01-22", "held"),
            id="where a visit that is paid leads hangs on the paying",
        ),
        pytest.param(
            "It is the second meeting the U.N. Security Council has held on the famine this week.",
            (None, "01-22", "01-28", "held"),
            id="a meeting that has been held is over, whatever it is",
        ),
        pytest.param(
            "Minister Ana Lind said so at the first annual meeting of the Amber Investment Bank in"
            " Beijing.",
            ("Beijing", None, None, "held"),
            id="an annual meeting is one, not every one",
        ),
        pytest.param(
            "The talks between Chad and Peru did not take place on Monday.",
            (None, "01-22", "01-22", "cancelled"),
            id="one that did not take place was not",
        ),
        pytest.param(
            "European countries are growing impatient with the slow pace of the talks, which are"
            " due to resume in New York next week.",
            ("New York", "01-29", "02-04", "planned"),
            id="the day of a clause that says when talks resume",
        ),
        pytest.param(
            "Harbour Corp said it was negotiating with Vantage Ltd.",
            (None, None, None, "under way"),
            id="who was negotiating when asked negotiates",
        ),
        pytest.param(
            "Chad is preparing for peace talks with Peru in Oslo.",
            ("Oslo", None, None, "planned"),
            id="what is prepared for is to come",
        ),
        pytest.param(
            "China is hosting the Group of 20 summit in September.",
            ("China", "09-01", "09-30", "planned"),
            id="a host is the place of a summit with a name",
        ),
        pytest.param(
            "The party meets this week in Florida, the final gathering of leaders before their"
            " nominating convention this summer.",
            ("Florida", "01-22", "01-28", "planned"),
            id="the time of what comes after it is not its own",
        ),
        pytest.param(
            "The issue is sure to come up when President Carlos Mendez meets with King Salman.",
            (None, None, None, "planned"),
            id="what will come up when two meet",
        ),
        pytest.param(
            "The U.N. envoy is heading to Moscow ahead of the planned resumption of peace talks"
            " between Peru and Chile next week in Geneva.",
            ("Geneva", "01-29", "02-04", "planned"),
            id="what stands behind talks ahead is theirs",
        ),
        pytest.param(
            "Talks between Chad and Peru collapsed last week before they began.",
            (None, "01-15", "01-21", "cancelled"),
            id="talks that collapsed before they began",
        ),
        pytest.param(
            "Prime Minister Carlos Mendez arrived in the Indian city of Agra on Monday.",
            ("Agra", "01-22", "01-22", "held"),
            id="a city that is named behind its kind",
        ),
        pytest.param(
            "The verdict on fishing was discussed by phone on Monday between Premier Ana Lind and"
            " Prime Minister Bo Berg.",
            (None, "01-22", "01-22", "held"),
            id="what was discussed between two",
        ),
    ],
)
def test_place_day_and_standing(
    parse: Parse, text: str, row: tuple[str | None, str | None, str | None, str]
) -> None:
    assert [brief_talk(t) for t in read(parse, text)[0]] == [row]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(
            "China repeated pleas for talks between Beijing and Manila.", id="pleas for talks"
        ),
        pytest.param(
            "The powers agreed in November on a road map for talks between the government and the"
            " opposition.",
            id="what a road map is for",
        ),
        pytest.param(
            "Two sources familiar with the talks said on Monday that a deal was near.",
            id="what sources are familiar with",
        ),
        pytest.param(
            "Two sources declined to be named because the discussions were private, a paper said on"
            " Monday.",
            id="what is said not to be public",
        ),
        pytest.param(
            "That could complicate the start of negotiations on a new EU budget for 2025-31.",
            id="the years of a budget",
        ),
        pytest.param(
            "Brandt said he often reminds officials when he meets with them that the issues came up"
            " in Norway.",
            id="what somebody does often",
        ),
        pytest.param(
            "Last year, Ana Lind broke off talks on the aid package with Iran.",
            id="what was last year",
        ),
        pytest.param(
            "He came in 2014. At a meeting with a regulator in Beijing at that time, Chief"
            " Executive Ana Lind promised to cooperate.",
            id="what was at that time",
        ),
        pytest.param(
            "Leaders first convened in Lima in 2010, and again in Oslo in 2012.",
            id="of years ago, first or not",
        ),
        pytest.param(
            "The minister is expected to announce his government's position on the talks on"
            " Saturday.",
            id="the day of a position on talks",
        ),
        pytest.param(
            "The party has determined that either Ana Lind or Carl Trask will succeed him and so"
            " negotiate withdrawal from the union.",
            id="one or the other of two",
        ),
        pytest.param(
            "The writer sent a petition asking to meet with President Carlos Mendez.",
            id="what somebody asks for",
        ),
        pytest.param(
            "President Carlos Mendez will be the third consecutive U.S. president to visit"
            " Vietnam.",
            id="which of several went there",
        ),
        pytest.param(
            'The "rumored negotiating place" moved in Quito on Monday.',
            id="a place for negotiating",
        ),
    ],
)
def test_no_row(parse: Parse, text: str) -> None:
    assert read(parse, text)[0] == []


def test_what_was_and_what_is_to_come_this_week_are_two(parse: Parse) -> None:
    text = (
        "Speaker Kevin Marsh met Governor Ana Lind on Monday. Marsh said that he and Senator Paul"
        " Ryder would meet this week with the chamber's top enforcement official."
    )
    assert [t.status for t in read(parse, text)[0]] == ["held", "planned"]


def test_a_pronoun_behind_an_unknown_name_means_nobody_else(parse: Parse) -> None:
    text = (
        "President Carlos Mendez spoke in Lima. Zorvax's office says he was to meet on Thursday"
        " with Russian Foreign Minister Sergey Orlov."
    )
    assert [t.parties for t in read(parse, text)[0]] == [("Sergey Orlov",)]
