"""Coming days in the sentences of agencies, which nobody had tuned on (Wednesday 2024-01-24)."""

from __future__ import annotations

from datetime import date

import pytest

from tests.briefing.extract.reading import Parse, read


@pytest.mark.parametrize(
    "text",
    [
        # counted back from today, or from the day on which it was said
        "The first increase in herring output in five months should ease fears in Molde.",
        '"It is over. We will be standing down tomorrow," Lind wrote late Tuesday.',
        "The three towns holding party contests on Tuesday have a total of nine seats.",
        # no day is named
        "The lamps burn for 30 days, giving divers fewer than three weeks to spot them.",
        "Boil the pears. The jam will set within 24-48 hours.",
        # it will not be, or only if something else is
        "A July rise is definitely off the table.",
        "A rise in the fee in July is out of the question, Lind said.",
        "A win would halt her rival and position her to begin gathering seats in Molde on March 1.",
        "The study showed the catch was on track to fall 37 percent by the end of the decade.",
        # past, though the parser takes it for a base form, or the calendar puts it ahead
        "Harbour Inc broke even in the first quarter, and forecast a smaller loss on Wednesday.",
        "Lind, the author of a book, wove somber tones in her speech on Tuesday and urged calm.",
        "Notwithstanding the data out of Molde on Tuesday, Oslo's ruling is yet another warning.",
        "Neither Lind nor Bo Berg, the pilot's lawyer, could be reached on Tuesday evening.",
        "She was previously scheduled to face trial in August.",
        # nobody has to
        "Lind said that Berg has six to nine months to prove himself.",
        "We see a 55% chance that the fund leads to a new port by December 2025.",
        # no journey
        "The mayor returns her focus to Oslo this week as storms spur another wave of fear.",
    ],
)
def test_no_day_of_these_is_ahead(text: str, parse: Parse) -> None:
    assert read(parse, text)[1] == []


@pytest.mark.parametrize(
    ("text", "when", "what"),
    [
        (
            "The Commission will publish a paper detailing its plans on ferries in June.",
            date(2024, 6, 1),
            "Commission to publish a paper detailing its plans on ferries",
        ),
        (
            "On March 15, the sailor-rich states of Norland, Tonga, Brava and Molde will vote.",
            date(2024, 3, 15),
            "sailor-rich states to vote",
        ),
        (
            (
                "Lind was expected to join captains from several major harbours on Friday to "
                "announce a voluntary agreement aimed at better pay."
            ),
            date(2024, 1, 26),
            "Lind to join captains from several major harbours to announce a voluntary agreement",
        ),
        (
            (
                "Such is the reality of poor ratings for her and her party ahead of elections in "
                "three northern states on March 13."
            ),
            date(2024, 3, 13),
            "elections in three northern states",
        ),
        (
            "The offer's deadline for approval by the panel is Wednesday.",
            date(2024, 1, 24),
            "offer's deadline for approval by the panel",
        ),
        (
            "The state's two houses were poised to take up fishing bills on Thursday.",
            date(2024, 1, 25),
            "state's two houses to take up fishing bills",
        ),
        (
            "The firm will send out a statement before the market opens on Monday.",
            date(2024, 1, 29),
            "firm to send out a statement",
        ),
        (
            "Sailors will shape the future of Norland on Thursday when they decide to stay.",
            date(2024, 1, 25),
            "Sailors to shape the future of Norland",
        ),
        (
            "The Post plans to end Saturday publication of its papers by the end of next year.",
            date(2025, 12, 31),
            "Post to end Saturday publication of its papers",
        ),
        (
            "The Post reported details of the choir tour that stops at Molde on July 22.",
            date(2024, 7, 22),
            "choir tour stops at Molde",
        ),
        (
            "Prices fell ahead of the mayor's final speech on Wednesday night.",
            date(2024, 1, 24),
            "mayor's final speech",
        ),
    ],
)
def test_a_day_is_of_what_the_sentence_plans(
    text: str, when: date, what: str, parse: Parse
) -> None:
    assert [(d.when, d.what) for d in read(parse, text)[1]] == [(when, what)]


def test_a_look_that_turns_to_an_election_leaves_it_ahead(parse: Parse) -> None:
    text = "Lind would like to turn her attention to the Nov. 5 election."
    assert [(d.when, d.what) for d in read(parse, text)[1]] == [(date(2024, 11, 5), "election")]
