"""The sentence around a finding: whole, and never one that begins in its middle."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.model import Span
from tui.text.sentences import paragraph_around, sentence_around

TEXT = (
    "Envoys met in Lisbon. “Nobody wants a dry summer,” said Ms. Ilse Marenko of the U.S. Embassy. "
    "She left at 5 p.m. on Tuesday.\n"
    "Was it late? “It was,” he said."
)


def at(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start, start + len(words))


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("Lisbon", "Envoys met in Lisbon."),
        (
            "Nobody wants a dry summer",
            "“Nobody wants a dry summer,” said Ms. Ilse Marenko of the U.S. Embassy.",
        ),
        ("Tuesday", "She left at 5 p.m. on Tuesday."),
        ("It was", "“It was,” he said."),
        ("Lisbon. “Nobody", TEXT[: TEXT.index(" She left")]),
    ],
)
def test_a_sentence_is_whole(words: str, sentence: str) -> None:
    assert sentence_around(TEXT, [at(words)]) == sentence


def test_a_finding_in_two_places_has_both_sentences_once() -> None:
    two = sentence_around(TEXT, [at("It was"), at("Envoys"), at("Lisbon")])
    assert two == "Envoys met in Lisbon. … “It was,” he said."
    assert sentence_around(TEXT, []) == ""


def test_a_paragraph_is_whole() -> None:
    assert paragraph_around(TEXT, [at("late")]) == "Was it late? “It was,” he said."
    assert paragraph_around(TEXT, [at("Lisbon"), at("late")]) == TEXT


@given(st.text("aB .!?“”\n", min_size=1), st.data())
def test_what_is_cited_is_in_its_sentence(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    words = text[start:end]
    assert words.strip() in sentence_around(text, [Span(start, end)])
    assert words in paragraph_around(text, [Span(start, end)])
