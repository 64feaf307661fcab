"""Promises and contradictions of many topics, from the text to the link.

Pairs of ``tests/corpus/ledger/varied_*.toml``. No look-alike is linked, and most of the others are.
"""

from __future__ import annotations

import tomllib
from datetime import UTC, datetime, time
from pathlib import Path
from typing import Any

import pytest

from briefing.acts.hearing import heard_in
from briefing.acts.lines import lines_of
from briefing.article_refs import ArticleRef
from briefing.contradictions.claims import claims_of
from briefing.contradictions.pairs import contradictions
from briefing.extract import pipeline
from briefing.ledger.reading import undertakings_of
from briefing.model import Article, Entry
from briefing.nlp_model import BUNDLED_MODEL

CORPUS = Path(__file__).parents[2] / "corpus" / "ledger"
LEAST = {
    "varied_promises": 24,
    "varied_contradictions": 22,
    "more_promises": 20,
    "more_contradictions": 34,
}
"""How many of the 27, or by another hand of the 105 and 100, are linked at the least, whatever
analysis makes of single ones."""

Pair = dict[str, Any]


def pairs(name: str) -> list[Pair]:
    """The pairs of one file, in order."""
    text = (CORPUS / f"{name}.toml").read_text("utf-8")
    labelled: list[Pair] = tomllib.loads(text)["pair"]
    return labelled


def analysed(name: str, labelled: list[Pair]) -> list[Entry]:
    """The passage of that name of each pair as an article of its day, with what is found in it."""
    articles = [
        Article(
            f"{pair['number']}-{name}",
            title=passage["outlet"],
            text=passage["text"],
            source=passage["outlet"],
            published=datetime.combine(passage["date"], time(12), UTC),
        )
        for pair in labelled
        for passage in (pair[name],)
    ]
    findings = pipeline.analyse(articles, BUNDLED_MODEL)
    return [Entry(*each) for each in zip(articles, findings, strict=True)]


def is_answered(promise: Entry, candidate: Entry, *, one_story: bool) -> bool:
    ref, lines = ArticleRef.of(candidate.article), lines_of(candidate.article.text)
    dates = candidate.findings.dates if candidate.findings else ()
    duties = (undertaking.duty for undertaking in undertakings_of(promise))
    return any(heard_in(duty, ref, lines, dates, one_story=one_story) for duty in duties)


def is_contradicted(*entries: Entry, one_story: bool) -> bool:
    del one_story  # contradictions are looked for in one story alone
    return bool(
        contradictions(
            claim
            for entry in entries
            for claim in claims_of(ArticleRef.of(entry.article), entry.article.text, entry.findings)
        )
    )


@pytest.mark.parametrize(
    ("name", "passages", "is_linked"),
    [
        ("varied_promises", ("promise", "candidate"), is_answered),
        ("more_promises", ("promise", "candidate"), is_answered),
        ("varied_contradictions", ("first", "second"), is_contradicted),
        ("more_contradictions", ("first", "second"), is_contradicted),
    ],
)
def test_no_look_alike_is_linked_and_most_of_the_others_are(
    name: str, passages: tuple[str, str], is_linked: Any
) -> None:
    labelled = pairs(name)
    one, other = (analysed(passage, labelled) for passage in passages)
    linked = {
        pair["number"]
        for pair, *both in zip(labelled, one, other, strict=True)
        if is_linked(*both, one_story=pair.get("look_alike") != "other story")
    }
    wanted = {pair["number"] for pair in labelled if pair["label"] != "no"}
    assert linked - wanted == set()
    assert len(linked) >= LEAST[name]
