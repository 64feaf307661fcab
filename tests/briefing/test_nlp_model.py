"""Which model analyses, and what its findings say of it."""

from __future__ import annotations

import json
import shutil
import sys
from pathlib import Path

import pytest
import spacy

from briefing import nlp_model
from briefing.analysis.analyser import check_model
from briefing.errors import AnalysisError
from briefing.extract import pipeline
from briefing.model import Article
from briefing.nlp_model import (
    BUNDLED_MODEL,
    LONGEST,
    RULES_VERSION,
    analyser_name,
    choose_model,
    damage,
    model_folder,
    model_version,
    unusable,
    weights_digest,
    why_not_analysed,
)


def test_auto_takes_the_best_installed_model(monkeypatch: pytest.MonkeyPatch) -> None:
    installed = {"en_core_web_md", "en_core_web_sm"}
    monkeypatch.setattr(nlp_model, "find_spec", lambda name: name if name in installed else None)
    assert choose_model() == "en_core_web_md"
    installed.clear()
    assert choose_model() == BUNDLED_MODEL


@pytest.fixture
def installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder on the path, in which a package of the largest model lacks something."""
    package = tmp_path / "en_core_web_trf"
    package.mkdir()
    (package / "__init__.py").touch()
    meta = {"version": "3.8.0", "requirements": ["no-such-parts>=1.0"]}
    (package / "meta.json").write_text(json.dumps(meta))
    monkeypatch.syspath_prepend(tmp_path)
    return tmp_path


def test_auto_passes_over_what_cannot_be_loaded_with_a_word(installed: Path) -> None:
    assert choose_model() == BUNDLED_MODEL
    assert unusable() == ("en_core_web_trf is passed over: it needs no-such-parts",)
    with pytest.raises(AnalysisError, match="needs no-such-parts"):
        choose_model("en_core_web_trf")


@pytest.mark.slow
@pytest.mark.xdist_group("models")
def test_a_folder_is_a_model_too(tmp_path: Path) -> None:
    folder = copied(tmp_path / "mine")
    assert choose_model(str(folder)) == str(folder)
    assert analyser_name(str(folder)).startswith(f"{folder} 3.8.0, rules")
    check_model(str(folder))
    analysed = next(iter(pipeline.analyse([Article("a", "", TEXT)], str(folder))))
    (quote,) = analysed.quotes
    assert quote.speaker == "Ana Lind"
    for wrong in (f"{tmp_path}/none", f"{tmp_path}/"):
        with pytest.raises(AnalysisError, match="is no folder of a spaCy model"):
            choose_model(wrong)


TEXT = "“The ferry will run,” harbour master Ana Lind said on Tuesday."


def copied(to: Path) -> Path:
    """The bundled model as a folder, as ``spacy.load`` takes it."""
    package = model_folder(BUNDLED_MODEL)
    assert package is not None
    shutil.copytree(package / f"{BUNDLED_MODEL}-{model_version(BUNDLED_MODEL)}", to)
    return to


def test_what_is_broken_or_reads_another_language_is_refused(tmp_path: Path) -> None:
    broken = copied(tmp_path / "broken")
    (broken / "parser" / "model").write_bytes(b"no weights")
    with pytest.raises(AnalysisError, match="cannot be loaded"):
        check_model(str(broken))
    german = tmp_path / "german"
    spacy.blank("de").to_disk(german)
    with pytest.raises(AnalysisError, match="has no tagger, parser, ner, lemmatizer"):
        check_model(str(german))


def test_the_weights_of_the_bundled_model_are_known(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert damage(BUNDLED_MODEL) is None
    assert damage("no_such_model") is None
    changed = copied(tmp_path / "changed")
    before = weights_digest(changed)
    (changed / "ner" / "model").write_bytes(b"other weights")
    assert weights_digest(changed) != before
    monkeypatch.setattr(nlp_model, "model_folder", lambda model: changed)
    assert "its weights are not those released (SHA-256 " in (damage(BUNDLED_MODEL) or "")


def test_larger_models_come_from_those_who_made_them() -> None:
    with pytest.raises(AnalysisError) as missing:
        choose_model("en_core_web_lg")
    assert missing.value.remedy == (
        f"Install Explosion's own release: {sys.executable} -m spacy download en_core_web_lg"
    )
    assert "pip install" not in str(missing.value)


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
