"""What a sentence denies that only refers to it stands before it, said by another."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.article_refs import ArticleRef
from briefing.contradictions.claims import claims_of
from briefing.contradictions.pairs import contradictions
from briefing.contradictions.referring import Assertion, denied_by_reference
from briefing.model import Findings, Span
from tests.briefing.support import DAY, article, quote

ACCUSED = Assertion(Span(0, 50), "Sorland accused Norland of shelling the port of Vik.", "Sorland")
TOOK = Assertion(Span(0, 50), "Rita Sohl said that Ivo Brandt took a yacht.", "Rita Sohl")
RAIN = Assertion(Span(50, 70), "Rain fell all day.", None)


def after(words: str, *before: Assertion, speaker: str | None = None) -> Span | None:
    """What a sentence denies of those before it."""
    return denied_by_reference(Assertion(Span(70, 70 + len(words)), words, speaker), before)


@pytest.mark.parametrize(
    ("words", "before"),
    [
        ("Norland denies this.", [ACCUSED]),
        ("Brandt denied it.", [TOOK]),
        ("Brandt's lawyer called the report a lie.", [TOOK, RAIN]),
        ("The claim is false, Brandt said.", [TOOK]),
        ("He rejected these allegations.", [ACCUSED]),
    ],
)
def test_a_denial_refers_to_what_another_said(words: str, before: Sequence[Assertion]) -> None:
    speaker = "Ivo Brandt" if "said" in words else None
    assert after(words, *before, speaker=speaker) == before[0].span


@pytest.mark.parametrize(
    ("words", "before"),
    [
        ("Brandt denied the report of his arrest.", [TOOK]),
        ("Brandt called it absurd that anybody would ask.", [TOOK]),
        ("Brandt denied it.", [RAIN]),
        ("Norland denies this.", [TOOK]),
        ("The other side denies this.", [ACCUSED]),
        ("He denied it.", [TOOK]),
        ("Norland denies this.", [ACCUSED, RAIN, RAIN]),
        ("Brandt accepted it.", [TOOK]),
        ("Norland said that this would deny them a port.", [ACCUSED]),
    ],
)
def test_what_refers_to_nothing_said(words: str, before: Sequence[Assertion]) -> None:
    assert after(words, *before) is None


def test_two_who_deny_one_thing_do_not_deny_each_other() -> None:
    rebuttal = Assertion(Span(0, 50), "Sorland has called the claim baseless.", "Sorland")
    assert after("Brandt too had denied the accusation.", rebuttal) is None


def test_nobody_denies_what_they_said_themselves() -> None:
    assert after("Sohl denied it.", TOOK, speaker="Rita Sohl") is None


def test_both_sentences_are_a_contradiction_of_their_article() -> None:
    text = "Ivo Brandt took a yacht from the mill, Rita Sohl said. Brandt denied the claim."
    made = article("one", DAY, text=text)
    content = "Ivo Brandt took a yacht from the mill"
    said = quote("Rita Sohl", content=content, spans=(Span(0, len(content)),), cue="said")
    of = Findings("one", "rules", quotes=(said,))
    (row,) = contradictions(claims_of(ArticleRef.of(made), text, of))
    assert row.kind == "denial"
    first, second = (side[0] for side in row.sides)
    assert first.span.of(text).endswith("Rita Sohl said.")
    assert first.speaker == "Rita Sohl"
    assert second.span.of(text) == "Brandt denied the claim."


@given(st.text(alphabet=st.sampled_from("Brandt denied it. “\n"), min_size=1, max_size=60))
def test_any_sentence_may_be_asked(words: str) -> None:
    assert after(words, TOOK) in (None, TOOK.span)
