"""What is only asked makes no row of what is coming up, and no talks."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from briefing.extract import pipeline
from briefing.model import Article, Findings
from briefing.nlp_model import BUNDLED_MODEL


def found_in(text: str) -> Findings:
    moment = datetime(2026, 5, 12, 12, tzinfo=UTC)
    article = Article(id="a", title="The harbour", text=text, published=moment)
    (findings,) = pipeline.analyse([article], BUNDLED_MODEL)
    assert findings.error is None
    return findings


@pytest.mark.parametrize(
    "text",
    [
        "Will the ferries run on Saturday?",
        "And is the minister going to meet the unions on Monday?",
        "“Will ministers meet in Oslo next week?” a reporter asked.",
        "One question is left: will the port reopen on Friday?",
        "Won't the deal expire on Friday?",
    ],
)
def test_what_is_asked_is_not_ahead(text: str) -> None:
    found = found_in(text)
    assert (found.deadlines, found.talks) == ((), ())


@pytest.mark.parametrize(
    "text",
    [
        "The ferries will run on Saturday.",
        "What happens when the deal expires on Friday?",
        "Will it last? The port will reopen on Friday.",
        "Is anybody listening? Ministers will meet in Oslo on Monday.",
        "The port will reopen on Friday. Will it last?",
    ],
)
def test_what_is_stated_beside_a_question_is(text: str) -> None:
    assert found_in(text).deadlines


@pytest.mark.parametrize("words", ["will it run on Friday ", "will, ", "? will "])
def test_questions_that_never_end_say_nothing(words: str) -> None:
    assert found_in(words * 300).deadlines == ()
