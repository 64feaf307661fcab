"""A sentence may tell of an act by other nouns, by the promise itself, or by its day."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from briefing.acts.act_topic import is_copula
from briefing.acts.allusion import object_of
from briefing.acts.hearing import heard_in
from briefing.acts.lines import lines_of
from briefing.acts.things import held_in, same_things
from briefing.acts.verb_frames import VerbFrame
from briefing.article_refs import ArticleRef
from briefing.ledger.reading import undertakings_of
from briefing.ledger.undertakings import Undertaking
from tests.briefing.ledger.support import LATER, due, passage
from tests.briefing.support import article

_BARRICADES = "The Dal drivers promised to clear the barricades on the coast road by Friday."
BARRICADES = undertakings_of(
    passage(
        _BARRICADES,
        deadlines=(
            due(
                _BARRICADES,
                "Dal drivers to clear the barricades on the coast road",
                LATER,
                "Dal drivers",
            ),
        ),
    )
)[0]
_FERRY = "Ardal Shipping promised to scrap the Vik ferry by Friday."
FERRY = undertakings_of(
    passage(
        _FERRY,
        deadlines=(due(_FERRY, "Ardal Shipping to scrap the Vik ferry", LATER, "Ardal Shipping"),),
    )
)[0]


def outcome(of: Undertaking, text: str, on: date = LATER) -> str | None:
    ref = ArticleRef.of(article("answer", on, text=text))
    answer = heard_in(of.duty, ref, lines_of(text))
    return answer.outcome if answer else None


@pytest.mark.parametrize(
    ("of", "text", "wanted"),
    [
        (FERRY, "Ardal Shipping got rid of the vessel on Thursday.", "done"),
        (FERRY, "Ardal Shipping sent the Vik ferry to the breakers, as it had promised.", "done"),
        (FERRY, "The Vik ferry is in pieces. Ardal Shipping did away with it.", "done"),
        (FERRY, "The end of the Vik ferry came with a day to spare, thanks to Ardal.", "done"),
        (FERRY, "Ardal Shipping gave up on the plan for the Vik ferry.", "called off"),
        (FERRY, "Ardal Shipping has put off the scrapping of the Vik ferry until May.", "moved"),
        (BARRICADES, "The Dal drivers removed the roadblocks from the coast road.", "done"),
        (BARRICADES, "The Dal truckers removed the barricades on the coast road.", "done"),
    ],
)
def test_an_answer_in_other_words(of: Undertaking, text: str, wanted: str) -> None:
    assert outcome(of, text) == wanted


@pytest.mark.parametrize(
    ("of", "text"),
    [
        (FERRY, "Ardal Shipping got rid of a rival on Thursday. The Vik ferry sails on."),
        (FERRY, "Ardal Shipping lowered its fares, as it had promised, Vik travellers said."),
        (FERRY, "Ardal Shipping dropped its plan to raise fares. The Vik ferry was full."),
        (FERRY, "Ardal Shipping would get rid of the vessel if it had to."),
        (BARRICADES, "The Dal drivers removed the mirrors of two cars on the coast road."),
    ],
)
def test_a_look_alike_in_other_words(of: Undertaking, text: str) -> None:
    assert outcome(of, text) is None


def test_a_day_that_passed_is_told_by_the_promise() -> None:
    text = "Ardal Shipping missed its own deadline for the Vik ferry."
    assert outcome(FERRY, text, LATER + timedelta(days=3)) == "missed"


def test_the_day_beside_who_acts_and_the_verb_is_enough() -> None:
    text = "Ardal Shipping did away with it, three weeks after the day that it had promised."
    assert outcome(FERRY, text, LATER + timedelta(days=20)) == "late"
    assert outcome(FERRY, text, LATER + timedelta(days=200)) is None


@pytest.mark.parametrize(
    "text",
    [
        "The scrapping of the Vik ferry by Ardal Shipping is right on time.",
        "The Vik ferry lies at its berth: Ardal Shipping says that it is on schedule.",
    ],
)
def test_what_is_on_schedule_is_not_over(text: str) -> None:
    assert outcome(FERRY, text) is None


def test_there_will_be_none_of_it() -> None:
    text = "There will be no roadblocks left, said a hauler."
    assert outcome(BARRICADES, text) is None
    assert (
        outcome(BARRICADES, "There will be no clearance of the coast road, the Dal drivers said.")
        == "called off"
    )


def test_nouns_stand_for_one_another() -> None:
    assert "vessel" in same_things("ferri")
    assert same_things("zyx") == {"zyx"}
    assert held_in({"ferri", "vik"}, frozenset({"vessel", "port"})) == {"ferri"}


@pytest.mark.parametrize(
    ("text", "verb", "wanted"),
    [
        ("Ardal removed the last of its trays", "removed", ("its", "trays")),
        ("Ardal left on Friday", "left", ()),
        ("the trays were removed by Ardal", "removed", ("the", "trays", "were")),
    ],
)
def test_the_object_of_a_verb(text: str, verb: str, wanted: tuple[str, ...]) -> None:
    (line,) = lines_of(text)
    assert object_of(VerbFrame.at(line, line.lower.index(verb))) == wanted


def test_what_seems_so_is_no_act() -> None:
    assert is_copula("appear", ("eager",))
    assert not is_copula("appear", ("at",))
    assert not is_copula("leave", ("eager",))
