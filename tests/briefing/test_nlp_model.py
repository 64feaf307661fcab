"""Which model analyses, and what its findings say of it."""

from __future__ import annotations

import pytest

from briefing import nlp_model
from briefing.nlp_model import BUNDLED_MODEL, RULES_VERSION, analyser_name, choose_model


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
