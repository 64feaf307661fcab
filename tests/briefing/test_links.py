"""What a reader says of findings in two articles, kept as a correction of the first."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from briefing.corrections import (
    correction_from_json,
    correction_of,
    correction_to_json,
    described,
)
from briefing.links import Anchor, Link, anchor_of, linked, links_in
from briefing.model import Span
from tests.briefing.support import article, quote, talk

MADE = datetime(2022, 1, 13, 9, tzinfo=UTC)
GULL = article("gull", text="Envoys meet in Oslo on Monday.")
MEETING = talk("Oslo", span=Span(0, 19))
TIDE = Anchor("tide article", (Span(10, 24), Span(30, 41)))
MOLE = Anchor("mole", (Span(3, 9),))


def test_a_link_is_read_back_from_its_correction() -> None:
    correction = linked(MEETING, GULL, MADE, TIDE, same=True)
    again = correction_from_json(correction_to_json(correction))
    assert again == correction
    assert links_in([again]) == (Link("talk", anchor_of("gull", MEETING), TIDE, same=True),)
    assert described(again) == "one with the talk in another account"


def test_a_later_word_on_the_same_two_takes_the_place_of_the_first() -> None:
    first = linked(MEETING, GULL, MADE, TIDE, same=True)
    second = linked(MEETING, GULL, MADE, MOLE, same=True, earlier=first)
    assert [link.other for link in links_in([second])] == [TIDE, MOLE]
    apart = linked(MEETING, GULL, MADE, TIDE, same=False, earlier=second)
    assert [(link.other, link.same) for link in links_in([apart])] == [(MOLE, True), (TIDE, False)]


def test_what_was_corrected_before_stays() -> None:
    place = correction_of(MEETING, GULL, MADE, "place", "Bergen")
    both = linked(MEETING, GULL, MADE, TIDE, same=True, earlier=place)
    assert dict(both.changes)["place"] == "Bergen"
    later = correction_of(MEETING, GULL, MADE + timedelta(hours=1), "day", "2022-01-20", both)
    assert links_in([later]) == links_in([both])


def test_what_is_no_talk_at_all_is_one_with_none() -> None:
    both = linked(MEETING, GULL, MADE, TIDE, same=True)
    assert links_in([correction_of(MEETING, GULL, MADE, None, earlier=both)]) == ()


def test_the_speakers_of_statements_are_what_is_one() -> None:
    correction = linked(quote("Lind"), GULL, MADE, TIDE, same=False)
    assert described(correction) == "not one with the speaker in another account"
