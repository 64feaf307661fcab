"""Days of what is only wanted, given up, done or told of (Wednesday 2024-01-24)."""

from __future__ import annotations

import pytest

from tests.briefing.extract.reading import Parse, read


@pytest.mark.parametrize(
    "text",
    [
        "The owners want to keep the line open in June.",
        "Arne Lind said he no longer plans to sail to Molde this summer.",
        "Marta Vik stopped short of calling on her rivals to step down on Wednesday.",
        "The ministers beat a March 30 deadline to agree on the quotas.",
        "The yard met a March 30 deadline to hand over the plans.",
        "He comes back about a week later to repair the pier.",
        "The bill comes on the heels of a survey on Tuesday showing that fares had risen.",
        "A judge told the yards to block the port on Monday for two hours after it failed to pay.",
        "Arne Lind told the local radio station Bris on Thursday the ferries could be replaced.",
        "The ruling today does leave many skippers out.",
        "We hope to know more about the wreck over the next day or two, the skipper said.",
        "Tropical Depression Seven will reach the coast on Friday.",
        "Thermometers will climb to 20 degrees on Friday.",
    ],
)
def test_nothing_is_to_be_done_on_such_a_day(text: str, parse: Parse) -> None:
    assert read(parse, text)[1] == []


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("The line plans to sail to Molde in June.", "line sails to Molde"),
        ("The new yard will come into being on March 1.", "new yard comes into being"),
        ("The ministers face a March 30 deadline to agree on the quotas.", "agree on the quotas"),
        (
            "Arne Lind told the radio that on Thursday the council would vote.",
            "council to vote",
        ),
        (
            "Marta Vik is calling on her rivals to step down by Friday.",
            "step down",
        ),
    ],
)
def test_something_is_to_be_done_on_such_a_day(text: str, what: str, parse: Parse) -> None:
    (due,) = read(parse, text)[1]

    assert what in due.what


def test_a_vote_is_as_certain_as_its_day_whatever_it_may_bring(parse: Parse) -> None:
    (vote,) = read(parse, "That could make the town a gain for her in the March 8 election.")[1]

    assert (vote.what, vote.kind, vote.tentative) == ("election", "vote", False)


def test_a_vote_has_its_day_though_nobody_is_to_act_before_it(parse: Parse) -> None:
    text = "The owners say no one should be named until after the town election in March."

    (vote,) = read(parse, text)[1]

    assert (vote.when.isoformat(), vote.kind) == ("2024-03-01", "vote")


def test_what_is_being_held_on_a_day_to_come_is_ahead(parse: Parse) -> None:
    (dinner,) = read(parse, "She cited a dinner being hosted next month by Arne Lind.")[1]

    assert dinner.what == "dinner to be hosted by Arne Lind"


def test_a_subject_behind_its_verb_stands_before_it_in_the_label(parse: Parse) -> None:
    (ferry,) = read(parse, "Then, in late March, comes the long-awaited Molde ferry.")[1]

    assert ferry.what.endswith("Molde ferry comes")


@pytest.mark.parametrize(
    "text",
    [
        "On Thursday evening the line announced plans to skip a payment on Tuesday.",
        "Viewers smiled when the host decided to celebrate Valentine's Day in his own way.",
    ],
)
def test_a_day_told_of_is_not_ahead(text: str, parse: Parse) -> None:
    assert read(parse, text)[1] == []
