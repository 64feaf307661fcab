"""A model that was loaded quickly is the model that spaCy loads."""

from __future__ import annotations

import catalogue
import pytest
import spacy
import srsly
from spacy.language import Language

from briefing.extract import pipeline
from briefing.extract.speedups.loading import FACTORIES, entry_points_by_group
from briefing.nlp_model import BUNDLED_MODEL

TEXT = (
    "She didn't say why U.S. envoys (e.g. Mr. Orne's) met at 5p.m. in St. Kelm, http://a.example."
)

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("models")]


@pytest.fixture(scope="module")
def models() -> tuple[Language, Language]:
    return spacy.load(BUNDLED_MODEL), pipeline.load(BUNDLED_MODEL)


def test_its_tokenizer_has_the_rules_of_the_model(models: tuple[Language, Language]) -> None:
    stock, quick = (srsly.msgpack_loads(each.tokenizer.to_bytes()) for each in models)
    del stock["vocab"], quick["vocab"]  # names of parts are in it
    assert stock == quick
    assert stock["exceptions"]
    assert stock["prefix_search"]


def test_it_takes_words_apart_alike(models: tuple[Language, Language]) -> None:
    stock, quick = ([(t.text, t.norm_) for t in each.tokenizer(TEXT)] for each in models)
    assert stock == quick
    assert ("n't", "not") in stock


def test_the_tokenizer_of_the_bundled_model_is_one_of_those(
    models: tuple[Language, Language],
) -> None:
    assert models[0].config["nlp"]["tokenizer"]["@tokenizers"] in FACTORIES


def test_entry_points_are_those_of_before_afterwards() -> None:
    before = catalogue.AVAILABLE_ENTRY_POINTS
    with entry_points_by_group():
        known = catalogue.AVAILABLE_ENTRY_POINTS.get("spacy_factories")
        assert known == tuple(before.select(group="spacy_factories"))
        assert catalogue.AVAILABLE_ENTRY_POINTS.get("no such group") == ()
    assert catalogue.AVAILABLE_ENTRY_POINTS is before
