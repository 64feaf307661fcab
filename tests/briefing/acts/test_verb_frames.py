"""Who acts and what is acted on, by their places around a verb."""

from __future__ import annotations

import pytest

from briefing.acts.lines import lines_of
from briefing.acts.verb_frames import VerbFrame


def frame(text: str, verb: str) -> VerbFrame:
    """The frame of a verb of a sentence."""
    (line,) = lines_of(text)
    return VerbFrame.at(line, line.lower.index(verb))


@pytest.mark.parametrize(
    ("text", "verb", "agent"),
    [
        ("Norland paid the crews.", "paid", "Norland"),
        ("Moen said that Norland paid the crews.", "paid", "Norland"),
        ("After talks Norland paid the crews.", "paid", "talks Norland"),
        ("The crews were paid by Norland.", "paid", "Norland"),
        ("The crews were paid on Monday.", "paid", ""),
        ("In a letter released by Norland it is denied.", "released", "Norland it is denied"),
        ("Moen's cousin paid the crews.", "paid", "cousin"),
        ("Moen's team paid the crews.", "paid", "Moen team"),
        ("The board, which paid the crews, met.", "paid", "The board ,"),
        ("Moen, who is to meet Lind, paid the crews.", "paid", "Moen ,"),
        ("Moen wants to replace Ida Grell, who resigned.", "resigned", "Ida Grell ,"),
        ("A race for the seat of Ida Grell, who resigned, began.", "resigned", "Ida Grell ,"),
    ],
)
def test_who_acts(text: str, verb: str, agent: str) -> None:
    assert " ".join(frame(text, verb).agent) == agent


def test_what_is_acted_on_stands_after_an_active_verb_and_before_a_passive_one() -> None:
    assert "crews" in frame("Norland paid the crews.", "paid").acted_on
    assert "crews" in frame("The crews were paid by Norland.", "paid").acted_on
    assert "norland" not in frame("Norland paid the crews.", "paid").acted_on


def test_a_pronoun_may_stand_for_who_acts() -> None:
    assert frame("Norland said it paid the crews.", "paid").has_pronoun
    assert not frame("Norland paid the crews.", "paid").has_pronoun
