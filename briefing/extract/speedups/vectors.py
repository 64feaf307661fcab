"""The layers that make a vector of each token, led through a batch a few documents at a time.

They keep what each of them works out, for training, until the last is done: some 15 KB a token, of
20 that a batch takes. A few hundred tokens at a time go through as fast as thousands.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NoReturn

from spacy.language import Language
from spacy.tokens import Doc
from thinc.api import Model

TOKENS = 600  # with 300, some four per cent of all time would go into the calls


def use_portions(nlp: Language) -> None:
    """Lead documents in small portions through the layers of every component that has such.

    What comes out is the same, article by article; training is left as it is.
    """
    for _, component in nlp.pipeline:
        model = getattr(component, "model", None)
        if isinstance(model, Model):
            for node in list(model.walk()):
                if node.has_ref("embed") and node.has_ref("encode"):  # as spacy.Tok2Vec names them
                    portioned = _portioned(node)
                    if node is model:
                        component.model = portioned  # type: ignore[attr-defined]  # it has one
                    else:
                        model.replace_node(node, portioned)


def _portioned(layers: Model[Any, Any]) -> Model[Any, Any]:
    width = layers.maybe_get_dim("nO")
    return Model(f"portions({layers.name})", _forward, layers=[layers], dims={"nO": width})


def _forward(model: Model[Any, Any], docs: Sequence[Doc], is_train: bool) -> tuple[list[Any], Any]:
    (layers,) = model.layers
    if is_train:
        return layers(docs, is_train)
    return [vectors for few in portions(docs, TOKENS) for vectors in layers.predict(few)], _never


def _never(_: object) -> NoReturn:
    raise RuntimeError("a prediction cannot be learned from")


def portions(docs: Iterable[Doc], tokens: int, count: int | None = None) -> Iterator[list[Doc]]:
    """Lists of at most ``count`` documents, and of that many tokens unless one alone has more."""
    few: list[Doc] = []
    so_far = 0
    for doc in docs:
        if few and (len(few) == count or so_far + len(doc) > tokens):
            yield few
            few, so_far = [], 0
        few.append(doc)
        so_far += len(doc)
    if few:
        yield few
