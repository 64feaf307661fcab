"""Sentences by phenomenon, each with the time expressions that a careful reader finds.

A line of ``tests/corpus/dates/*.txt`` is ``sentence | text = value; text = value``, where a value
can be followed by its type (DATE unless said) and by ``first``, ``last``, ``due`` or ``run`` with
their days. ``@`` sets the day of publication, ``#`` begins a comment, ``!reason`` marks the next
sentence as a known miss.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from spacy.tokens import Doc

from briefing.extract.dates.find import DateMention, find_dates

CORPUS = Path(__file__).parents[3] / "corpus" / "dates"
TYPES = {"DATE", "TIME", "DURATION", "SET"}


@dataclass(frozen=True)
class Case:
    """One sentence, when it was published, and what is in it."""

    text: str
    day: date | None
    expected: tuple[dict[str, Any], ...]


def expectation(words: str) -> dict[str, Any]:
    """``text = value TYPE first DAY last DAY due DAY run DAY DAY`` as a mapping."""
    text, _, rest = words.partition(" = ")
    parts = rest.split()
    expected: dict[str, Any] = {"text": text.strip(), "value": _none(parts.pop(0)), "type": "DATE"}
    while parts:
        key = parts.pop(0)
        if key in TYPES:
            expected["type"] = key
        elif key == "run" and parts[0] != "none":
            expected["run"] = (date.fromisoformat(parts.pop(0)), date.fromisoformat(parts.pop(0)))
        else:
            day = _none(parts.pop(0))
            expected[key] = date.fromisoformat(day) if day else None
    return expected


def _none(word: str) -> str | None:
    return None if word == "none" else word


def cases() -> Iterator[Any]:
    for path in sorted(CORPUS.glob("*.txt")):
        day: date | None = None
        reason = ""
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
            if line.startswith("@"):
                day = date.fromisoformat(line[2:]) if line[2:] != "none" else None
            elif line.startswith("!"):
                reason = line[1:].strip()
            elif line and not line.startswith("#"):
                text, _, rest = line.partition(" |")
                expected = tuple(expectation(e) for e in rest.split(";") if e.strip())
                marks = [pytest.mark.xfail(reason=reason, strict=True)] if reason else []
                yield pytest.param(
                    Case(text, day, expected), id=f"{path.stem}:{number}", marks=marks
                )
                reason = ""


def shown(mention: DateMention, keys: dict[str, Any]) -> dict[str, Any]:
    """What the expectation speaks of, as the mention has it."""
    every = {
        "text": mention.timex.text,
        "value": mention.timex.value,
        "type": mention.timex.type,
        "first": mention.first,
        "last": mention.last,
        "due": mention.due,
        "run": mention.run,
    }
    return {key: every[key] for key in keys}


@pytest.mark.parametrize("case", cases())
def test_sentence(case: Case, parse: Callable[[str], Doc]) -> None:
    mentions = find_dates(parse(case.text), case.day)
    plain = {"text": "", "value": "", "type": ""}
    keys = [*case.expected, *(plain for _ in mentions[len(case.expected) :])]
    assert [shown(m, k) for m, k in zip(mentions, keys, strict=False)] == list(case.expected)


def test_the_corpus_is_there() -> None:
    assert len(list(cases())) > 150
