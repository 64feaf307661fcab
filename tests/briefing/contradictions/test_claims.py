from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.article_refs import ArticleRef
from briefing.contradictions.attributions import unattributed
from briefing.contradictions.claims import claims_of
from briefing.contradictions.clauses import clauses_of
from briefing.model import Findings, Span
from briefing.names.sentences import sentence_spans
from tests.briefing.support import article, quote


@pytest.mark.parametrize(
    ("sentence", "bare"),
    [
        ("The pier is safe, Ines Holt said on Tuesday.", "The pier is safe"),
        ("The pier is safe, according to the board.", "The pier is safe"),
        ("Ines Holt said on Tuesday that the pier is safe.", "the pier is safe."),
        ("TARNO The pier is safe.", "The pier is safe."),
        ("It was on Monday that the pier broke.", "on Monday the pier broke."),
        ("The pier is safe.", "The pier is safe."),
    ],
)
def test_a_sentence_without_who_says_it(sentence: str, bare: str) -> None:
    assert unattributed(sentence) == bare


def test_a_quote_is_its_speakers_claim_and_what_is_left_the_articles() -> None:
    text = "Ines Holt, who has run the harbour of Tarno since 2011 and built its pier, said no."
    said = quote("Ines Holt", content="no", spans=(Span(len(text) - 3, len(text) - 1),), cue="said")
    made = ArticleRef.of(article("a", text=text))
    speakers = [c.speaker for c in claims_of(made, text, Findings("a", "r", quotes=(said,)))]
    assert speakers == ["Ines Holt", None]


def test_what_is_asked_of_somebody_is_no_fact() -> None:
    text = "The board asked Corvin Lines to close the pier."
    at = text.index("Corvin")
    asked = quote("board", content=text[at:-1], spans=(Span(at, len(text) - 1),), cue="asked")
    made = ArticleRef.of(article("a", text=text))
    first, *_ = claims_of(made, text, Findings("a", "r", quotes=(asked,)))
    assert all(clause.unsure for clause in first.clauses)


@pytest.mark.parametrize(
    ("sentence", "denied"),
    [
        ("The board has not sold the pier.", ("sell",)),
        ("No ship left the pier.", ("ship", "leav", "pier")),
        ("She promised Tarno no wall.", ("promis", "wall")),
        ("Holt denied having sold the pier.", ("sell",)),
        ("Holt denied any blame for the sale.", ("blame", "sale")),
        ("The board declined to sell the pier.", ("sell",)),
        ("The navy was no longer looking for the boat.", ("search",)),
    ],
)
def test_what_a_clause_denies(sentence: str, denied: tuple[str, ...]) -> None:
    (clause,) = clauses_of(sentence)
    assert clause.denial is not None
    assert clause.denial.terms == denied


@pytest.mark.parametrize(
    "sentence",
    [
        "Not only the board sold the pier.",
        "There is no doubt of the sale.",
        "He dismissed the board as weak.",
        "The board sold the pier without a word.",
        "The board moved to deny the request.",
    ],
)
def test_what_looks_like_a_denial(sentence: str) -> None:
    assert [c.denial for c in clauses_of(sentence) if c.denial] == []


@given(st.text(alphabet="aB .,?!no'’-1\n“”"))
def test_sentences_cover_what_is_written_and_any_text_is_read(text: str) -> None:
    spans = list(sentence_spans(text))
    assert "".join("".join(s.of(text).split()) for s in spans) == "".join(text.split())
    assert all(a.end <= b.start for a, b in pairwise(spans))
    assert all(clause.terms for clause in clauses_of(text))
