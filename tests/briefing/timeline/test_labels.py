"""The labelled pairs of ``tests/corpus/ledger`` keep to the rules of their README."""

from __future__ import annotations

import tomllib
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import pytest

CORPUS = Path(__file__).parents[2] / "corpus" / "ledger"
OUTCOMES = {"done", "late", "moved", "extended", "missed", "called off", "refused", "denied"}
KINDS = {"polarity", "number", "day", "place", "denial", "position changed"}
BETWEEN = {"speakers", "outlets", "one speaker"}
PASSAGES = {"promises": ("promise", "candidate"), "contradictions": ("first", "second")}

Pair = dict[str, Any]


def pairs(name: str) -> list[Pair]:
    """The pairs of one file, in order."""
    labelled: list[Pair] = tomllib.loads((CORPUS / f"{name}.toml").read_text("utf-8"))["pair"]
    return labelled


def look_alikes(name: str) -> set[str]:
    """The look-alikes that the README names under the heading of one file."""
    section = (CORPUS / "README.md").read_text("utf-8").split(f"`{name}.toml`", 1)[1]
    table = section.split("| look-alike |", 1)[1].split("\n\n", 1)[0]
    return {row.split("`")[1] for row in table.splitlines() if row.startswith("| `")}


@pytest.mark.parametrize(
    ("name", "counts"),
    [
        ("promises", {"answers": 134, "no": 70}),
        ("contradictions", {"contradict": 228, "no": 128}),
    ],
)
def test_files_hold_the_pairs_that_the_readme_counts(name: str, counts: dict[str, int]) -> None:
    labelled = pairs(name)
    readme = (CORPUS / "README.md").read_text("utf-8")
    assert Counter(pair["label"] for pair in labelled) == counts
    assert 3 * counts["no"] >= len(labelled)
    assert f"`{name}.toml`: {len(labelled)} pairs" in readme
    assert [pair["number"] for pair in labelled] == list(range(1, len(labelled) + 1))


@pytest.mark.parametrize("name", PASSAGES)
def test_no_passage_stands_in_both_halves(name: str) -> None:
    halves: tuple[set[str], set[str]] = (set(), set())
    for pair in pairs(name):
        halves[pair["number"] % 2].update(pair[key]["text"] for key in PASSAGES[name])
    assert not halves[0] & halves[1]


def test_promises_use_the_vocabulary_and_copy_their_answers() -> None:
    for pair in pairs("promises"):
        promise, candidate = pair["promise"], pair["candidate"]
        assert pair["who"], pair["number"]
        assert pair["what"], pair["number"]
        assert isinstance(pair.get("by", promise["date"]), date), pair["number"]
        if pair["label"] == "answers":
            assert pair["outcome"] in OUTCOMES, pair["number"]
            assert candidate["date"] > promise["date"], pair["number"]
            assert candidate["answer"], pair["number"]
            assert candidate["answer"] in candidate["text"], pair["number"]
        else:
            assert pair["look_alike"] in look_alikes("promises"), pair["number"]
            assert "answer" not in candidate, pair["number"]
            earlier = pair["look_alike"] == "earlier day"
            assert (candidate["date"] < promise["date"]) == earlier, pair["number"]


def test_days_of_answers_agree_with_their_outcomes() -> None:
    for pair in pairs("promises"):
        if pair.get("outcome") in {"late", "missed"}:
            assert pair["candidate"]["date"] > pair["by"], pair["number"]


def test_contradictions_use_the_vocabulary_and_copy_their_statements() -> None:
    for pair in pairs("contradictions"):
        for passage in (pair["first"], pair["second"]):
            assert passage["statement"], pair["number"]
            assert passage["statement"] in passage["text"], pair["number"]
        if pair["label"] == "contradict":
            assert pair["kind"] in KINDS, pair["number"]
            assert pair["between"] in BETWEEN, pair["number"]
            assert pair["about"], pair["number"]
            changed = pair["kind"] == "position changed"
            assert pair["second"]["date"] > pair["first"]["date"] or not changed, pair["number"]
        else:
            assert pair["look_alike"] in look_alikes("contradictions"), pair["number"]
