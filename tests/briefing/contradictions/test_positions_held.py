"""Who is for or against something in an outlet's own words, and who changed sides."""

from __future__ import annotations

from datetime import date

import pytest

from briefing.article_refs import ArticleRef
from briefing.contradictions.claims import claims_of
from briefing.contradictions.clauses import clauses_of
from briefing.contradictions.pairs import contradictions
from briefing.contradictions.reversals import Stance, is_reversal
from tests.briefing.support import article

BEFORE = "Ida Moen opposes the pipeline through Vik."


def kinds(first: str, second: str) -> list[str]:
    """What is found of two articles of a month from each other, none of which quotes anybody."""
    made = [
        article(f"a{number}", date(2025, 5 + number, 2), text=text, source="The Gull")
        for number, text in enumerate((first, second))
    ]
    claims = (claim for each in made for claim in claims_of(ArticleRef.of(each), each.text, None))
    return [each.kind for each in contradictions(claims)]


@pytest.mark.parametrize(
    "after",
    [
        "Ida Moen now backs the pipeline through Vik.",
        "Moen, who had fought it for years, now backs the pipeline through Vik.",
        "Minister Ida Moen has supported the pipeline through Vik.",
    ],
)
def test_who_takes_the_other_side_has_changed_position(after: str) -> None:
    assert kinds(BEFORE, after) == ["position changed"]


@pytest.mark.parametrize(
    "after",
    [
        "Ivo Grell now backs the pipeline through Vik.",
        "Ida Moen now backs the tunnel at Molde.",
        "Ida Moen still opposes the pipeline through Vik.",
        "Residents now back the pipeline through Vik.",
    ],
)
def test_others_and_other_things_are_no_change(after: str) -> None:
    assert kinds(BEFORE, after) == []


def test_what_is_dropped_is_no_longer_demanded() -> None:
    (before,) = clauses_of("Ida Moen has a demand for the release of the Vik dockers")
    (after,) = clauses_of("Ida Moen has dropped her demand for the release of the Vik dockers")
    (other,) = clauses_of("Ida Moen has dropped her plan for the release of the Vik dockers")
    stances = [Stance.of(each) for each in (before, after, other)]
    assert stances[0]
    assert stances[1]
    assert stances[2]
    assert is_reversal(stances[0], stances[1])
    assert stances[1].denies
    assert not stances[0].denies


def test_what_some_do_not_do_denies_nothing_of_all() -> None:
    one = article("one", date(2025, 5, 2), text="Hospitals in Vik offer beds to dockers.")
    other = article(
        "other", date(2025, 5, 3), text="Some hospitals in Vik offer no beds to dockers."
    )
    claims = (c for each in (one, other) for c in claims_of(ArticleRef.of(each), each.text, None))
    assert contradictions(claims) == ()
