"""The layers of token vectors see few tokens at once, and nothing of what they keep stays."""

from __future__ import annotations

from typing import Any

import numpy
import pytest
import spacy
from spacy.ml.parser_model import ParserStepModel  # type: ignore[import-not-found]
from spacy.tokens import Doc
from thinc.api import Model

from briefing.extract import pipeline
from briefing.extract.speedups import vectors
from briefing.extract.speedups.vectors import portions
from briefing.nlp_model import BUNDLED_MODEL
from briefing.samples import sample_articles

TEXTS = [a.text for a in sample_articles()]


def portioned(component: str) -> Model[Any, Any]:
    model: Model[Any, Any] = pipeline.load(BUNDLED_MODEL).get_pipe(component).model  # type: ignore[attr-defined]
    (layer,) = (node for node in model.walk() if node.name.startswith("portions("))
    return layer


def unparsed(sizes: list[int]) -> list[Doc]:
    nlp = pipeline.load(BUNDLED_MODEL)
    return [nlp.make_doc("ferry " * (size - 1) + "ferry") for size in sizes]


def test_a_portion_has_no_more_documents_or_tokens_than_asked_for() -> None:
    docs = unparsed([3, 4, 4, 20, 1, 1, 1, 1, 5])
    assert [[len(d) for d in few] for few in portions(docs, 10)] == [
        [3, 4],
        [4],
        [20],
        [1, 1, 1, 1, 5],
    ]
    assert [len(few) for few in portions(docs, 10, 3)] == [2, 1, 1, 3, 2]
    assert [doc for few in portions(docs, 10, 3) for doc in few] == docs
    assert list(portions([], 10)) == []


@pytest.mark.parametrize("component", ["tok2vec", "ner"])
def test_the_layers_see_a_portion_at_a_time_and_give_the_same_vectors(
    component: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = portioned(component)
    (layers,) = whole.layers
    docs = [pipeline.load(BUNDLED_MODEL).make_doc(text) for text in TEXTS]
    expected = layers.predict(docs)
    seen: list[int] = []
    predict = Model.predict

    def counting(model: Model[Any, Any], given: Any) -> Any:
        if model is layers:
            seen.append(sum(map(len, given)))
        return predict(model, given)

    monkeypatch.setattr(vectors, "TOKENS", 200)
    monkeypatch.setattr(Model, "predict", counting)
    vectors_now = whole.predict(docs)
    assert len(seen) > 3
    assert sum(seen) == sum(map(len, docs))
    assert max(seen) <= max(200, *map(len, docs))
    assert len(vectors_now) == len(expected) == len(docs)
    for ours, theirs in zip(vectors_now, expected, strict=True):
        numpy.testing.assert_allclose(ours, theirs, rtol=1e-4, atol=1e-4)


@pytest.mark.slow
@pytest.mark.xdist_group("models")
def test_small_portions_change_no_annotation(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(vectors, "TOKENS", 50)
    stock = spacy.load(BUNDLED_MODEL)
    ours = pipeline.parse(pipeline.load(BUNDLED_MODEL), TEXTS)
    for a, b in zip(pipeline.parse(stock, TEXTS), ours, strict=True):
        assert a.to_json() == b.to_json()


def test_layers_that_are_trained_see_the_whole_batch() -> None:
    docs = unparsed([400, 400])
    model = portioned("tok2vec")
    expected = model.predict(docs)
    vectors_now, learn = model(docs, is_train=True)
    assert [f.shape for f in vectors_now] == [e.shape for e in expected]
    assert learn(vectors_now) is not None
    _, never = model(docs, is_train=False)
    with pytest.raises(RuntimeError, match="cannot be learned from"):
        never(vectors_now)


def test_nothing_that_the_layers_worked_out_is_kept_after_a_batch(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    steps: list[Any] = []
    predict = Model.predict

    def recording(model: Model[Any, Any], given: Any) -> Any:
        made = predict(model, given)
        if isinstance(made, ParserStepModel):
            assert made.tokvecs.size
            steps.append(made)
        return made

    monkeypatch.setattr(Model, "predict", recording)
    assert len(list(pipeline.parse(pipeline.load(BUNDLED_MODEL), TEXTS[:2]))) == 2
    assert len(steps) == 2, "one of the parser and one of the entity recogniser"
    for step in steps:
        for kept in ("tokvecs", "bp_tokvecs", "state2vec", "backprops"):
            assert not hasattr(step, kept)
