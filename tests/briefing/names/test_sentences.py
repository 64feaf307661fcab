"""Where sentences end in texts that nobody has parsed."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.names.sentences import sentence_spans


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("The ferry sank. Nobody was hurt.", ["The ferry sank.", "Nobody was hurt."]),
        (
            "Crews from Miami, Fla. Joined the search on Nov. 5 off Cork.",
            ["Crews from Miami, Fla. Joined the search on Nov. 5 off Cork."],
        ),
        ("Mr. Vik of Harbour Corp. Ltd. resigned.", ["Mr. Vik of Harbour Corp. Ltd. resigned."]),
        ("A headline\nThe text begins.", ["A headline", "The text begins."]),
        ("“It is over.” She left.", ["“It is over.”", "She left."]),
    ],
)
def test_sentences(text: str, sentences: list[str]) -> None:
    assert [span.of(text) for span in sentence_spans(text)] == sentences


@given(st.text(alphabet='aB .!?\n"”', max_size=60))
def test_sentences_hold_every_letter_once_and_in_order(text: str) -> None:
    spans = list(sentence_spans(text))
    assert "".join("".join(span.of(text).split()) for span in spans) == "".join(text.split())
    assert all(one.end <= other.start for one, other in itertools.pairwise(spans))
