"""Plans, orders and agreements in other words than "will" and "promised"."""

from __future__ import annotations

from datetime import timedelta

import pytest

from briefing.ledger.plans_said import agreed_by, deed_fixed, of_second_verb, with_will
from briefing.ledger.reading import undertakings_of
from briefing.model import Span, Timex
from tests.briefing.ledger.support import passage, said
from tests.briefing.support import DAY


def day_in(text: str, words: str) -> tuple[Timex, ...]:
    """A day three weeks ahead, where those words of a text give it."""
    at = text.index(words)
    value = (DAY + timedelta(days=21)).isoformat()
    return (Timex(words, "DATE", value, Span(at, at + len(words))),)


@pytest.mark.parametrize(
    ("text", "kind", "owed_by", "act"),
    [
        (
            "After talks in Vik, Ardal Shipping agreed to sell its ferry.",
            "undertaking",
            "Ardal Shipping",
            "sell its ferry",
        ),
        (
            "Ardal Shipping planned to close its yard in Molde.",
            "undertaking",
            "Ardal Shipping",
            "close its yard in Molde",
        ),
        ("The airline plans a return to Vik.", "undertaking", "The airline", "a return to Vik"),
        (
            "Norland and Sorland set themselves a deadline to agree on the debt.",
            "undertaking",
            "Norland and Sorland",
            "agree on the debt",
        ),
        (
            "The regulator gave the bank a month to replace its chairman.",
            "ultimatum",
            "the bank",
            "replace its chairman",
        ),
        ("Protesters want the mayor to resign.", "demand", "the mayor", "resign"),
        (
            "The deal obliges Ardal Shipping to build a new pier.",
            "demand",
            "Ardal Shipping",
            "build a new pier",
        ),
    ],
)
def test_sentences(text: str, kind: str, owed_by: str, act: str) -> None:
    (made,) = undertakings_of(passage(text))
    assert (made.kind, made.owed_by, made.act) == (kind, owed_by, act)


@pytest.mark.parametrize(
    "text",
    [
        "Norland vowed never to recognise the Vik council.",
        "Norland has pledged not to close the pier at Vik.",
        "In its answer, the agency offered its map of the wreck.",
        "She’d planned to close the pier.",
        "Following the talks Moen planned to close the pier.",
        "In May, Ardal Shipping agreed to sell its ferry.",
        "Many want to buy a house to let.",
        "We want the mayor to resign.",
    ],
)
def test_what_only_looks_like_a_plan(text: str) -> None:
    assert undertakings_of(passage(text)) == ()


@pytest.mark.parametrize(
    ("content", "fields", "kind", "owed_by", "act"),
    [
        (
            "the radar would be deployed at Vik",
            {"attribution": "body"},
            "undertaking",
            None,
            "the radar to be deployed at Vik",
        ),
        (
            "it had found the wreck and would send divers to Vik",
            {"attribution": "body"},
            "undertaking",
            "the ministry",
            "send divers to Vik",
        ),
        (
            "Ardal Shipping has agreed to withdraw its complaint",
            {"attribution": "body"},
            "undertaking",
            "Ardal Shipping",
            "withdraw its complaint",
        ),
        (
            "Ardal Shipping must publish the audit",
            {"attribution": "body"},
            "demand",
            "Ardal Shipping",
            "publish the audit",
        ),
    ],
)
def test_statements(
    content: str, fields: dict[str, object], kind: str, owed_by: str | None, act: str
) -> None:
    text = f"Vik is calm, the ministry said in a note: {content}."
    quote = said(text, "the ministry", "said", content, **fields)
    (made,) = undertakings_of(passage(text, quotes=(quote,)))
    assert (made.kind, made.owed_by, made.act) == (kind, owed_by, act)


@pytest.mark.parametrize(
    "content",
    [
        "we must publish the audit",
        "Ardal Shipping should publish the audit",
        "Negotiations have to go on in Vik",
    ],
)
def test_an_opinion_is_no_demand(content: str) -> None:
    text = f"Vik is calm, Ida Moen said in a note: {content}."
    quote = said(text, "Ida Moen", "said", content, role="prime minister")
    assert undertakings_of(passage(text, quotes=(quote,))) == ()


@pytest.mark.parametrize(
    ("content", "owed_by", "act"),
    [
        ("The launch of the Heron probe is set for 2 May", None, "The launch of the Heron probe"),
        ("A ruling is due on 2 May", "the ministry", "A ruling"),
        ("its ferry Ambra would sail on 2 May", "the ministry", "its ferry Ambra to sail"),
    ],
)
def test_what_has_a_day_is_a_plan(content: str, owed_by: str | None, act: str) -> None:
    text = f"Vik is calm, the ministry said in a note: {content}."
    quote = said(text, "the ministry", "said", content, attribution="body")
    (made,) = undertakings_of(passage(text, quotes=(quote,), dates=day_in(text, "2 May")))
    assert (made.owed_by, made.act) == (owed_by, act)


def test_the_day_of_a_thing_is_not_left_out_of_its_name() -> None:
    text = "Ida Moen promised to skip Friday's debate."
    (made,) = undertakings_of(passage(text, dates=day_in(text, "Friday")))
    assert made.act == "skip Friday's debate"


def test_the_words_of_a_plan() -> None:
    assert with_will("work is due to resume") == "work will resume"
    assert of_second_verb("it sank and will be raised") == "it would be raised"
    assert of_second_verb("it will sail and will dock") == "it will sail and will dock"
    assert agreed_by("it is agreed to be late") is None
    assert deed_fixed("The price is set for") is None
