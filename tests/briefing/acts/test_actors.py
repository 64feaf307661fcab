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
        ("the government of Norland", "Norland's troops left."),
        ("Sorland's Ardal Shipping", "Ardal sold two ferries."),
        ("nine members of the Straits Alliance", "The Straits Alliance met in Vik."),
        ("rebels of the Delta Front", "The Delta Front laid down its arms."),
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


@pytest.mark.parametrize(
    ("described", "nouns"),
    [
        ("Mayor Ida Moen", ["mayor"]),
        ("the airline Skylark", ["airline"]),
        ("mayor of Vik", ["mayor"]),
        ("Rangers of the Wildlife Service", ["rangers"]),
        ("Ardal Shipping", []),
        (None, []),
    ],
)
def test_a_text_goes_on_by_what_somebody_is_said_to_be(
    described: str | None, nouns: list[str]
) -> None:
    assert [each.body for each in Actor.of_descriptions(described)] == nouns


@pytest.mark.parametrize(
    ("role", "sentence"),
    [
        ("Ardal Shipping spokesman", "Ardal sold two ferries."),
        ("Skylark's chairwoman", "Skylark flies again."),
        ("chief executive of Ardal Shipping", "Ardal sold two ferries."),
    ],
)
def test_who_speaks_for_a_body_binds_it(role: str, sentence: str) -> None:
    office = Actor.of_office(role)
    assert office is not None
    assert office.is_named(tokens(sentence))


@pytest.mark.parametrize("role", ["Labour Minister", "captain", "Chief prosecutor", None])
def test_other_roles_speak_for_no_named_body(role: str | None) -> None:
    named = "Labour and the chief prosecutor met the captain."
    office = Actor.of_office(role)
    assert office is None or not office.is_named(tokens(named))


def test_people_may_lead_a_sentence_by_their_noun() -> None:
    (rangers,) = Actor.of_descriptions("Rangers of the Wildlife Service")
    assert rangers.is_meant("rangers trapped the bear".split())
    assert not rangers.is_meant("rangers of molde trapped the bear".split())


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


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("the board of Ardal Foods", "Ardal Foods sold its mill"),
        ("coalition partners in Norland", "The coalition in Norland sold a mill"),
        ("Unions representing bus drivers", "Bus drivers left"),
    ],
)
def test_some_of_a_whole_act_for_it(name: str, text: str) -> None:
    assert any(actor.is_named(text.split()) for actor in Actor.of_wholes(name))
