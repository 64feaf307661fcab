"""Who is bound by an undertaking, and whether somebody is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.acts.owners import is_outlet, is_whole, owner_of


@pytest.mark.parametrize(
    ("phrase", "owner"),
    [
        ("President Ida Moen", "Ida Moen"),
        ("technology security firm Corvin Corp", "Corvin Corp"),
        ("OSLO Corvin Lines", "Corvin Lines"),
        ("a judge in court filings", "a judge"),
        ("the harbour council", "the harbour council"),
        ("the three parties", "the three parties"),
        ("Ministry of Transport of Norland", "Ministry of Transport of Norland"),
        ("Corvin Resort in Oslo", "Corvin Resort in Oslo"),
        ("teachers", "teachers"),
        ("Others", None),
        ("both sides", None),
        ("smaller hotels to implement the", None),
        ("next Republican", None),
        ("wife and child", None),
        ("hour-long interview", None),
        ("states", None),
        ("state of emergency", None),
        ("leaving the Union", None),
        ("ensure a Norland win", None),
        ("two directors", "two directors"),
        ("Justice Department", "Justice Department"),
        ("--The Norland council", "The Norland council"),
        ("the proposal by Senator Ida Moen", None),
        ("exotic technology", None),
        ("Then Ms. Moen met Mr. Berg and both", None),
        ("Norland has seen better days and Berg", None),
        ("Corvin-backed Vik Lines", "Corvin-backed Vik Lines"),
        ("(The Gull) Vik residents", "Vik residents"),
        ("Ardal Shipping as a result", "Ardal Shipping"),
        ("So it", None),
        ("", None),
        (None, None),
    ],
)
def test_the_owner_is_somebody_by_name_or_office(phrase: str | None, owner: str | None) -> None:
    assert owner_of(phrase) == owner


@given(st.text(max_size=60))
def test_an_owner_is_made_of_the_words_of_its_phrase(phrase: str) -> None:
    owner = owner_of(phrase)
    assert owner is None or (owner and set(owner.split()) <= set(_without_marks(phrase)))


def _without_marks(phrase: str) -> list[str]:
    """Its words, without marks before the first of them."""
    return phrase.lstrip("-–—•*(\"“‘'").split()


def test_who_reports_binds_nobody() -> None:
    assert is_outlet("local media")
    assert is_outlet("a source")
    assert not is_outlet("the Refugees Agency")
    assert not is_outlet(None)


@pytest.mark.parametrize(
    ("act", "whole"),
    [
        ("resign", True),
        ("provide", False),
        ("get back", False),
        ("pay the crews", True),
        ("be reopened", True),
        ("", False),
    ],
)
def test_an_act_says_what_it_is_done_to(act: str, whole: bool) -> None:
    assert is_whole(act) == whole
