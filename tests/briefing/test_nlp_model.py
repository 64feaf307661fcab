"""Which model analyses, and what its findings say of it."""

from __future__ import annotations

import pytest

from briefing import nlp_model
from briefing.model import Article
from briefing.nlp_model import (
    BUNDLED_MODEL,
    LONGEST,
    RULES_VERSION,
    analyser_name,
    choose_model,
    why_not_analysed,
)


def test_auto_takes_the_best_installed_model(monkeypatch: pytest.MonkeyPatch) -> None:
    installed = {"en_core_web_md", "en_core_web_sm"}
    monkeypatch.setattr(nlp_model, "find_spec", lambda name: name if name in installed else None)
    assert choose_model() == "en_core_web_md"
    installed.clear()
    assert choose_model() == BUNDLED_MODEL


def test_the_analyser_names_model_version_and_rules() -> None:
    name = analyser_name(BUNDLED_MODEL)
    assert name.startswith(f"{BUNDLED_MODEL} 3.8")
    assert name.endswith(f"rules {RULES_VERSION}")
    assert analyser_name("no_such_model").startswith("no_such_model ?")


def test_a_text_too_long_for_the_parser_is_passed_over_and_says_so() -> None:
    assert why_not_analysed(Article("a", "Title", "x" * LONGEST)) is None
    assert why_not_analysed(Article("a", "Title", "x" * (LONGEST + 1))) == (
        "not analysed: it has 1,000,001 characters, more than 1,000,000"
    )
