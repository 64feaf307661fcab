"""Days that say which, how long, or of what age something is (Wednesday 2024-01-24)."""

from __future__ import annotations

import pytest

from tests.briefing.extract.reading import Parse, read


@pytest.mark.parametrize(
    "text",
    [
        "The planet is as far from us as Jupiter is from the Sun.",
        "The two safety rules have both been put in place within the past two weeks.",
        "The ferry yard of tomorrow will need fewer welders.",
        "The line (corrects day to read Wednesday in paragraph 1) will not say how many sail.",
        "Some guests had just a half-hour to pick up their things and leave the hotel.",
        "The critics discuss the differences between two versions of next week’s awaited film.",
        "After the news came out, the owners saw a fifth of the line's value vanish in one day.",
        "The big news this week is that the two ferry lines are going to court.",
        "We hope to get this thing to March 15, the skipper said.",
        "Molde's coldest months are January and February, and some lakes have already frozen.",
        "The mayor's aides are worried she will lead them to a defeat in May.",
        "The ferry line's lawsuit on Thursday comes a day after the council voted for the tax.",
        "The yard agreed to buy its rival in a costly deal in October to build more ferries.",
        "That is about 2,000 fewer sailings than on Thursday or Friday.",
        "Her husband, Arne Core, added: “We will see on February 1st.”",
        "She also leads Marta Vik in the next town, Molde, on Feb. 9, according to surveys.",
        "When the ferry committee met in Molde in late January, it decided to keep the tax.",
    ],
)
def test_nothing_is_put_on_such_a_day(text: str, parse: Parse) -> None:
    assert read(parse, text)[1] == []


@pytest.mark.parametrize(
    "text",
    [
        "The ban takes effect as of tomorrow.",
        "The safety rules must be put in place within two weeks.",
        "The line has to publish the report within two weeks.",
        "The rebels had 48 hours to leave the town.",
        "The hearing was put back to March 15.",
        "The vote on Thursday comes as the ministers prepare to leave.",
        "The council will set the ferry tax in late January.",
        "The repairs will be done in one day.",
    ],
)
def test_a_term_or_an_event_is_put_on_such_a_day(text: str, parse: Parse) -> None:
    assert read(parse, text)[1]


def test_a_label_says_the_question_that_has_to_be_answered(parse: Parse) -> None:
    (due,) = read(
        parse,
        "A judge gave the ministry until Feb. 23 to declare when it would hand over the logs.",
    )[1]

    assert due.what == "declare when it would hand over the logs"


def test_a_label_goes_on_behind_a_comma_between_adjectives(parse: Parse) -> None:
    (due,) = read(parse, "The yard is expected to present its own, rival offer on Monday.")[1]

    assert due.what == "yard to present its own, rival offer"


def test_a_label_does_not_say_the_opposite(parse: Parse) -> None:
    (due,) = read(parse, "The ferry line will no longer sell tickets on board from May 1.")[1]

    assert due.what == "ferry line no longer to sell tickets on board"


def test_what_is_extended_ends_on_the_new_day(parse: Parse) -> None:
    (due,) = read(parse, "The permit of the yard was extended until March 5.")[1]

    assert (due.kind, due.what) == ("expiry", "permit of the yard")
