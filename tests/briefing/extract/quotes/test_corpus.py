"""The project's own passages with what a careful reader finds in them, one file a phenomenon."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from spacy.tokens import Doc

from briefing.extract.quotes.find import find_statements
from briefing.model import Quote, Silence

_CORPUS = Path(__file__).parents[3] / "corpus" / "quotes"


def _cases() -> Iterator[Any]:
    for path in sorted(_CORPUS.glob("*.toml")):
        for n, case in enumerate(tomllib.loads(path.read_text(encoding="utf-8"))["case"], 1):
            miss = case.get("xfail")
            marks = [pytest.mark.xfail(reason=miss, strict=True)] if miss else []
            yield pytest.param(case, id=f"{path.stem}-{n}", marks=marks)


def _seen(quote: Quote, text: str, keys: set[str]) -> dict[str, Any]:
    """The facts about a quote under the names that the corpus uses."""
    facts = {
        "says": " | ".join(span.of(text) for span in quote.spans),
        "by": quote.speaker,
        "said_by": quote.speaker_span.of(text) if quote.speaker_span else None,
        "role": quote.role,
        "is": quote.attribution,
        "cue": quote.cue,
        "kind": quote.kind,
        "via": quote.via,
        "first_hand": quote.via is None,
        "to": quote.addressee,
        "said_to": quote.addressee_span.of(text) if quote.addressee_span else None,
        "nobody": quote.addressee is None and quote.addressee_span is None,
    }
    return {key: value for key, value in facts.items() if key in keys}


def _withheld(silence: Silence, text: str) -> dict[str, Any]:
    """A silence under the names that the corpus uses; what it is about may be unsaid."""
    facts = {"by": silence.speaker, "cue": silence.cue_span.of(text), "about": silence.about}
    return {key: value for key, value in facts.items() if value is not None}


@pytest.mark.parametrize("case", _cases())
def test_passage(case: dict[str, Any], parse: Callable[[str], Doc]) -> None:
    text = case["text"].strip("\n")
    expected = case["quotes"]
    quotes, silences = find_statements(parse(text))
    seen = [
        _seen(quote, text, set(expected[n]) if n < len(expected) else {"says", "by", "cue"})
        for n, quote in enumerate(quotes)
    ]
    assert seen == expected
    assert [_withheld(one, text) for one in silences] == case.get("silences", [])


def test_the_corpus_is_large_enough_to_show_what_works() -> None:
    assert sum(1 for _ in _cases()) >= 150
