"""A sentence names an actor by a surname, a company's name, or a body with what it is of."""

from __future__ import annotations

import pytest

from briefing.acts.act import tokens
from briefing.acts.actors import Actor, is_agent


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("Transport Minister Ida Moen", "On Friday Moen reopened the bridge."),
        ("Ardal Shipping", "Ardal sold two ferries."),
        ("Ministry of Fisheries of Norland", "The fisheries ministry lifted the ban."),
        ("the port of Vik", "The port of Vik reopened."),
        ("Norland's coast guard", "The coast guard of Norland left."),
        ("Teachers in Molde", "In Molde the teachers walked out."),
        ("railway police", "The railway police left the station."),
    ],
)
def test_it_is_named(name: str, sentence: str) -> None:
    assert Actor.of(name).is_named(tokens(sentence))


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("Transport Minister Ida Moen", "The transport minister of Sorland spoke."),
        ("the port of Vik", "The port of Molde reopened."),
        ("railway police", "The airport police left the station."),
        ("Ministry of Fisheries of Norland", "The ministry of culture lifted the ban."),
        ("Teachers in Molde", "Teachers in Vik walked out."),
        ("Ardal Shipping", "Norland Shipping sold two ferries."),
    ],
)
def test_another_of_its_kind_is_not(name: str, sentence: str) -> None:
    assert not Actor.of(name).is_named(tokens(sentence))


def test_a_body_may_be_meant_by_its_noun_alone_but_not_by_that_of_another() -> None:
    port = Actor.of("the port of Vik")
    assert port.is_meant("on monday the port opened".split())
    assert not port.is_meant("on monday the port of molde opened".split())
    assert not Actor.of("Ida Moen").is_meant("the minister spoke".split())


def test_a_minister_stands_for_the_ministry_and_others_for_none() -> None:
    ministry = Actor.of_ministry("Education Minister")
    assert ministry is not None
    assert ministry.is_named(tokens("The Ministry of Education moved the day."))
    assert Actor.of_ministry("Minister of something else") is None
    assert Actor.of_ministry(None) is None


@pytest.mark.parametrize(
    ("subject", "agent"),
    [
        ("The harbour company", True),
        ("Ardal Shipping", True),
        ("bus drivers", True),
        ("The acquisition", False),
        ("what he said", False),
        ("It", False),
        ("", False),
    ],
)
def test_who_may_act(subject: str, *, agent: bool) -> None:
    assert is_agent(subject) is agent
