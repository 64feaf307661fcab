"""Layers that take fewer passes, and words worked out once, give the numbers of those replaced."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy
import pytest
from spacy.tokens import Doc
from thinc.api import LayerNorm, Maxout, Model

from briefing.extract import pipeline
from briefing.extract.speedups import layers, transitions
from briefing.extract.speedups.embeddings import KeptVectors
from briefing.nlp_model import BUNDLED_MODEL
from briefing.samples import sample_articles

TEXTS = [a.text for a in sample_articles()]
COMPONENTS = ("tok2vec", "ner")


def nodes(component: str, prefix: str) -> Iterator[Model[Any, Any]]:
    model: Model[Any, Any] = pipeline.load(BUNDLED_MODEL).get_pipe(component).model  # type: ignore[attr-defined]
    return (node for node in model.walk() if node.name.startswith(prefix))


def documents(texts: list[str]) -> list[Doc]:
    return list(map(pipeline.load(BUNDLED_MODEL).make_doc, texts))


def are_close(ours: Any, theirs: Any) -> None:
    numpy.testing.assert_allclose(ours, theirs, rtol=1e-4, atol=1e-5)


@pytest.mark.parametrize("component", COMPONENTS)
@pytest.mark.parametrize("name", ["maxout", "layernorm"])
def test_layers_predict_the_same_in_fewer_passes(component: str, name: str) -> None:
    dice = numpy.random.default_rng(7)
    quick = list(nodes(component, f"quick({name})"))
    assert len(quick) == 5
    for node in quick:
        (usual,) = node.layers
        for rows in (0, 1, 2, 33):
            given = dice.standard_normal((rows, usual.get_dim("nI"))).astype("float32")
            are_close(node.predict(given), usual.predict(given))
        made, learn = node(given, is_train=True)
        are_close(made, usual.predict(given))
        assert learn(made).shape == given.shape


def test_a_layer_without_weights_yet_is_left_as_it_is() -> None:
    assert not layers.has_weights(Maxout(nO=4, nP=3))
    assert not layers.has_weights(LayerNorm())
    assert layers.has_weights(Maxout(nO=4, nI=2, nP=3).initialize())


@pytest.mark.parametrize("component", COMPONENTS)
def test_words_worked_out_once_have_the_vectors_of_the_layers(component: str) -> None:
    (kept,) = nodes(component, "kept(")
    (usual,) = kept.layers
    docs = documents([*TEXTS, "", "ferry", *reversed(TEXTS)])
    ours, theirs = kept.predict(docs), usual.predict(docs)
    assert len(ours) == len(theirs) == len(docs)
    for own, their in zip(ours, theirs, strict=True):
        are_close(own, their)
    assert kept.predict([]) == []


def test_no_more_words_are_kept_than_there_is_room_for() -> None:
    (usual,) = next(nodes("tok2vec", "kept(")).layers
    kept = KeptVectors(usual, most=20)
    few, others, many = documents(
        [" ".join(f"harbour{n}" for n in range(15)), "A ferry left for the other pier", TEXTS[0]]
    )
    for docs in ([few], [few], [others], [few, others], [many], [others]):
        for own, their in zip(kept.of(docs), usual.predict(docs), strict=True):
            are_close(own, their)
        assert len(kept) <= 20


def test_classes_never_seen_in_training_score_least_as_in_spacy() -> None:
    parser: Any = pipeline.load(BUNDLED_MODEL).get_pipe("parser")
    docs = list(pipeline.parse(pipeline.load(BUNDLED_MODEL), TEXTS[:2]))
    scorer = parser.model.predict(docs)
    states = parser.moves.init_batch(docs)
    are_close(transitions.scores_of(scorer)(states), scorer.predict(states))
    scorer.mark_class_unseen(3)
    scores = transitions.scores_of(scorer)(states)
    assert (scores[:, 3] == scores.min()).all()
