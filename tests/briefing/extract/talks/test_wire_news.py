"""Talks as wire reports tell of them: one kind a test, published on Wednesday 2024-01-24."""

from __future__ import annotations

from datetime import date

import pytest

from tests.briefing.extract.reading import Parse, brief_talk, read


@pytest.mark.parametrize(
    ("text", "parties"),
    [
        pytest.param(
            "The bank's chief, Ana Lind, told a congressional hearing on Monday that rates would"
            " rise.",
            ("Ana Lind",),
            id="who tells a hearing something sits in it",
        ),
        pytest.param(
            "Russia and Norway have jointly pressed the Chadian government and the Sudanese"
            " opposition to attend the talks in Geneva on Friday.",
            ("Chadian government", "Sudanese opposition"),
            id="who is pressed to attend is a party, not who presses",
        ),
        pytest.param(
            "President Jonas Vik met the king of Tonga in Oslo on Monday.",
            ("Jonas Vik", "king of Tonga"),
            id="an office is said with its realm",
        ),
        pytest.param(
            "Jonas Vik met executives of Japan's Harbour Corp in Osaka on Monday.",
            ("Jonas Vik", "Harbour Corp"),
            id="executives stand for their firm",
        ),
        pytest.param(
            "The minister, Bo Berg, praised the accord during a visit to Lima by President Eva"
            " Lang on Monday.",
            ("Eva Lang",),
            id="who speaks during the visit of another is no visitor",
        ),
        pytest.param(
            "Norway has pressed Chad for years. On Monday an official told reporters that progress"
            " was made by Norway and Chad at a meeting of the two countries in Oslo.",
            ("Norway", "Chad"),
            id="the two countries are those that the sentence names",
        ),
        pytest.param(
            "The highlight is Jonas Vik's speech in Lima on Friday, when he will also meet"
            " dissidents.",
            ("Jonas Vik", "dissidents"),
            id="a pronoun of the only person before it",
        ),
        pytest.param(
            "The ceasefire task force will convene in Geneva on Friday.",
            ("ceasefire task force",),
            id="a task force is a body",
        ),
        pytest.param(
            "Agency director Jonas Vik told the Senate Intelligence Committee last week that little"
            " had changed.",
            ("Jonas Vik", "Senate Intelligence Committee"),
            id="a hearing of last week",
        ),
        pytest.param(
            "Premier Jonas Vik attended the Group of Seven summit in Bari on Monday.",
            ("Jonas Vik", "Group of Seven"),
            id="a body whose name the parser cuts off",
        ),
        pytest.param(
            "Jonas Vik will meet U.N. envoy to Syria Ana de Lind on Friday.",
            ("Jonas Vik", "Ana de Lind"),
            id="an envoy to a land is the person named behind it",
        ),
        pytest.param(
            "President Jonas Vik is to meet Iran's most powerful figure, Supreme Leader Omid"
            " Rahimi, on Friday.",
            ("Jonas Vik", "Omid Rahimi"),
            id="a title stands between a noun and its name",
        ),
        pytest.param(
            "Following his initial court appearance in Portland on Monday, Jonas Vik urged calm.",
            ("Jonas Vik",),
            id="a possessive in front means the subject behind it",
        ),
        pytest.param(
            "The ruling Amber Party split. On Tuesday, senior members of the party met to discuss"
            " the budget.",
            ("Amber Party",),
            id="members of the party are of the one named before",
        ),
    ],
)
def test_parties(parse: Parse, text: str, parties: tuple[str, ...]) -> None:
    talks, _ = read(parse, text)
    assert [talk.parties for talk in talks] == [parties]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Tentative plans for Minister Ana Lind to visit Cuba in February have been canceled.",
            ("Cuba", "02-01", "02-29", "cancelled"),
        ),
        (
            "Foxmere Chief Executive Jonas Vik is in Osaka to meet the governor on Thursday.",
            ("Osaka", "01-25", "01-25", "planned"),
        ),
        (
            (
                "Cuba has few friends left. President Ana Lind praised the dissidents ahead of her"
                " scheduled trip to the island on Jan. 30-31."
            ),
            ("Cuba", "01-30", "01-31", "planned"),
        ),
        (
            "Minister Ana Lind is heading to Brussels for urgent meetings with Norway.",
            ("Brussels", None, None, "planned"),
        ),
        (
            (
                "President Jonas Vik was supposed to spend two days in Spain after attending a"
                " NATO summit in Warsaw."
            ),
            ("Warsaw", None, None, "held"),
        ),
        (
            (
                "GENEVA (NWP) - Mediator Ana Lind spoke of hope on Wednesday as she opened peace"
                " talks with Chad."
            ),
            ("Geneva", "01-24", "01-24", "under way"),
        ),
        (
            (
                "OSLO (NWP) - Chad is pleased, an official said on Tuesday during talks with"
                " Norway on fishing."
            ),
            ("Oslo", "01-23", "01-23", "held"),
        ),
        (
            (
                "Chancellor Ana Lind flew to Ankara on Wednesday to urge haste. She is due to hold"
                " talks with President Jonas Vik."
            ),
            ("Ankara", "01-24", "01-24", "planned"),
        ),
        (
            (
                "Cuba has few friends. President Jonas Vik told a Cuban group that he would raise"
                " the matter with its leader during his Feb. 20-22 visit to the island."
            ),
            ("Cuba", "02-20", "02-22", "planned"),
        ),
        (
            "Talks between Chad and Norway began on Tuesday.",
            (None, "01-23", "01-23", "under way"),
        ),
        (
            (
                "Envoy Ana Lind will hold the talks with Chad in Oslo next Friday. She said she had"
                " no plans to call off the talks."
            ),
            ("Oslo", "02-02", "02-02", "planned"),
        ),
    ],
)
def test_place_day_and_status(parse: Parse, text: str, expected: tuple[str, str, str, str]) -> None:
    talks, _ = read(parse, text)
    assert [brief_talk(talk) for talk in talks] == [expected]


def test_a_conversation_face_to_face_is_the_meeting(parse: Parse) -> None:
    talks, _ = read(
        parse,
        "Chancellor Eva Lang met President Jonas Vik in Vienna on Monday morning. The two agreed"
        " on little. Lang spoke with Vik for about five minutes, an aide said.",
    )
    assert [brief_talk(talk) for talk in talks] == [("Vienna", "01-22", "01-22", "held")]
    assert talks[0].minutes == 5


def test_a_call_is_another_meeting(parse: Parse) -> None:
    talks, _ = read(
        parse,
        "Chancellor Eva Lang met President Jonas Vik in Vienna on Monday. Lang spoke with Vik by"
        " telephone on Tuesday, an aide said.",
    )
    assert len(talks) == 2


def test_a_lead_and_the_names_of_those_whom_it_describes_are_one_meeting(parse: Parse) -> None:
    talks, _ = read(
        parse,
        "Harbour Corp's chief executive will meet the EU antitrust chief this week, the company"
        " said. CEO Jonas Vik will meet European Competition Commissioner Eva Lang on Thursday,"
        " a spokesman said.",
    )
    assert [talk.parties for talk in talks] == [("Jonas Vik", "Eva Lang")]
    assert brief_talk(talks[0]) == (None, "01-25", "01-25", "planned")


def test_two_visitors_make_two_visits(parse: Parse) -> None:
    talks, _ = read(
        parse,
        "Plans for Foreign Minister Ana Lind to visit Cuba in February have been canceled, an"
        " official said. It was to come ahead of President Jonas Vik's scheduled trip to Cuba on"
        " Feb. 21-22. The trip had been canceled because of a dispute, the official said.",
    )
    assert [(talk.parties, talk.status) for talk in talks] == [
        (("Ana Lind",), "cancelled"),
        (("Jonas Vik",), "planned"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "King Olaf, who visited President Vik in Lima last year with his wife, said all was well.",
        "The accord was made during Chancellor Eva Lang's state visit to Lima.",
        "Chad and Norway have held many rounds of talks on fishing, the ministry said.",
        "The deal came after years of talks between Chad and Norway.",
        "It still must win approval from lawmakers in the California assembly.",
        "People had gathered on Sunday to celebrate a wedding in Kabul.",
        "He was detained while in Iran visiting relatives.",
        "It sank weeks after Defence Secretary Ana Lind told Navy Secretary Bo Berg to end it.",
        "The agency told of Jonas Vik's meeting with media outlets in Oslo.",
        "In a Wednesday earnings call, Jonas Vik was hopeful.",
    ],
)
def test_what_went_before_on_no_day_is_no_row(parse: Parse, text: str) -> None:
    assert read(parse, text)[0] == []


def test_talks_that_somebody_mediates_are_told_of_once(parse: Parse) -> None:
    talks, _ = read(
        parse,
        "Chad and Sudan will attend the Geneva talks on Friday, which are being mediated by a"
        " United Nations envoy.",
    )
    assert [(talk.place, talk.parties) for talk in talks] == [("Geneva", ("Chad", "Sudan"))]


def test_a_capital_that_acts_is_not_named_twice(parse: Parse) -> None:
    talks, _ = read(parse, "Diplomats will hold more talks with Ankara later this month.")
    assert [(talk.what, talk.parties) for talk in talks] == [
        ("more talks with Ankara", ("Turkey",))
    ]


def test_later_in_the_day_is_today_where_the_verb_looks_ahead(parse: Parse) -> None:
    talks, _ = read(
        parse,
        "The truce has held since Jan. 3. Chancellor Eva Lang will meet President Jonas Vik later"
        " in the day.",
    )
    assert [brief_talk(talk) for talk in talks] == [(None, "01-24", "01-24", "planned")]


@pytest.mark.parametrize(
    "text",
    [
        "Officials from Chad were trying to negotiate with Norway on Tuesday.",
        "Chad said on Tuesday that its door was open to talks with Norway.",
        "Under its late leader, Chad ruled out participating in peace talks in Oslo.",
        "The judges issued an order that Jonas Vik appear before the commission.",
        "Jonas Vik asked to be excused from going to Washington.",
        "The crowd at a rally outside congress Sunday was large, the police said.",
        "The Boeing 777, which had been headed to Istanbul, landed safely in Cork.",
        "Twelve cooks and one manager arrived in Seoul on Tuesday.",
        "I liked it, President Jonas Vik said after touring a car show in Ulsan.",
    ],
)
def test_what_is_tried_refused_or_no_meeting_is_no_row(parse: Parse, text: str) -> None:
    assert read(parse, text)[0] == []


def test_a_call_between_a_minister_and_the_same_by_name_is_one(parse: Parse) -> None:
    talks, _ = read(
        parse,
        "China's foreign minister spoke with Secretary of State Ana Lind by telephone on Tuesday,"
        " the agency said. In his call with Lind, Wang Bo spoke of the law of the sea.",
    )
    assert len(talks) == 1


@pytest.mark.parametrize(
    "text",
    [
        "Two months after Chad and Norway began talks, the firm filed for help on Tuesday.",
        "The court on Tuesday released a recording of a call between Ana Lind and Jonas Vik.",
    ],
)
def test_the_day_of_the_news_is_not_that_of_what_it_looks_back_to(parse: Parse, text: str) -> None:
    assert all(talk.start is None for talk in read(parse, text)[0])


def test_the_owner_of_an_apposition_is_no_party(parse: Parse) -> None:
    text = "Jonas Vik will meet union delegates on Friday, with Berg, Labour's main backer, away."
    assert all("Labour" not in talk.parties for talk in read(parse, text)[0])


def test_this_week_on_a_sunday_is_the_one_that_begins(parse: Parse) -> None:
    ahead = "Foxmere chief Jonas Vik will meet Minister Ana Lind this week, a spokesman said."
    behind = "Foxmere chief Jonas Vik met Minister Ana Lind this week, a spokesman said."
    sunday = date(2024, 1, 28)
    assert brief_talk(read(parse, ahead, sunday)[0][0]) == (None, "01-29", "02-04", "planned")
    assert brief_talk(read(parse, behind, sunday)[0][0])[1:3] == ("01-22", "01-28")


def test_two_meetings_one_after_the_other_are_two(parse: Parse) -> None:
    talks, _ = read(
        parse,
        "President Jonas Vik met the king of Tonga in Oslo on Wednesday and will later meet Tonga's"
        " acting prime minister.",
    )
    assert [brief_talk(talk) for talk in talks] == [
        ("Oslo", "01-24", "01-24", "held"),
        ("Oslo", "01-24", "01-24", "planned"),
    ]


def test_a_summit_is_no_part_of_a_visit_elsewhere(parse: Parse) -> None:
    talks, _ = read(
        parse,
        "During a visit to Mongolia on Tuesday, Minister Ana Lind urged restraint. Most countries"
        " at the summit spoke of free seas.",
    )
    assert "visit of Ana Lind to Mongolia" in [talk.what for talk in talks]


def test_company_without_a_name_stands_in_the_label(parse: Parse) -> None:
    (talk,) = read(parse, "Jonas Vik met with some of the families on Monday.")[0]
    assert (talk.what, talk.parties) == (
        "meeting of Jonas Vik with some of the families",
        ("Jonas Vik",),
    )


def test_talks_with_one_group_are_one_round_wherever_the_firm_is_named(parse: Parse) -> None:
    text = (
        "The petition came after talks with creditors ground to a halt earlier this month.\n"
        "The yard employs many people. It is old.\n"
        "The step came two months after Ambra and several creditors began talks on its debt.\n"
        "Talks collapsed after the owners balked."
    )
    (talk,) = read(parse, text)[0]
    assert (talk.status, len(talk.mentions)) == ("held", 3)
    assert set(talk.parties) == {"Ambra", "creditors"}


@pytest.mark.parametrize(
    ("text", "parties", "place"),
    [
        # a duration says that they met
        ("Two federal agents met with the man for 30 minutes.", ("federal agents",), None),
        # a gathering outside a town
        ("Ana Lind told delegates at the forum near Oslo of a deal.", ("Ana Lind",), "Oslo"),
        # a name that the model does not know
        (
            "Nordvika has held talks with technology companies about a sale.",
            ("Nordvika", "technology companies"),
            None,
        ),
    ],
)
def test_a_meeting_on_no_day_stands_by_its_words(
    parse: Parse, text: str, parties: tuple[str, ...], place: str | None
) -> None:
    talks, _ = read(parse, text)
    assert [(t.parties, t.place, t.status) for t in talks] == [(parties, place, "held")]
