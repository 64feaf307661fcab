"""The layers that every word goes through, with fewer passes over the numbers.

Thinc's own also work out what only training needs: which piece of a maxout is the largest, and the
mean of a normalised layer twice.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

import numpy
from spacy.language import Language
from thinc.api import Model

_LEAST_VARIANCE = 1e-08  # as in thinc.layers.layernorm


def use_quick_layers(nlp: Language) -> None:
    """Let the maxout and normalising layers of every component predict in fewer passes.

    What comes out is the same but for the rounding of the last digits. Training goes through the
    layers as they were; a model that has been trained on is to be loaded anew.
    """
    for _, component in nlp.pipeline:
        model = getattr(component, "model", None)
        if isinstance(model, Model):
            for node in list(model.walk()):
                if node.name in _QUICK and has_weights(node):
                    model.replace_node(node, _quick(node))


def has_weights(layer: Model[Any, Any]) -> bool:
    return bool(layer.param_names) and all(layer.has_param(name) for name in layer.param_names)


def _quick(layer: Model[Any, Any]) -> Model[Any, Any]:
    forward = partial(_forward, predict=_QUICK[layer.name](layer))
    dims = {name: layer.maybe_get_dim(name) for name in layer.dim_names}
    return Model(f"quick({layer.name})", forward, layers=[layer], dims=dims)


def _forward(
    model: Model[Any, Any], x: Any, is_train: bool, predict: Callable[[Any], Any]
) -> tuple[Any, Any]:
    (layer,) = model.layers
    return layer(x, is_train) if is_train else (predict(x), None)


def _maxout(layer: Model[Any, Any]) -> Callable[[Any], Any]:
    weights: Any = layer.get_param("W")
    bias: Any = layer.get_param("b")
    gemm: Callable[..., Any] = layer.ops.gemm
    pieces = weights.shape[1]
    # The first pieces of all outputs, then the second: each of them lies in one stretch.
    by_piece = numpy.ascontiguousarray(weights.transpose(1, 0, 2)).reshape(-1, weights.shape[2])
    bias_by_piece = numpy.ascontiguousarray(bias.T).reshape(-1)

    def predict(x: Any) -> Any:
        made = gemm(x, by_piece, trans2=True)
        made += bias_by_piece
        first, *others = numpy.split(made, pieces, axis=1)
        best = first
        for piece in others:
            best = numpy.maximum(best, piece)
        return best

    return predict


def _layernorm(layer: Model[Any, Any]) -> Callable[[Any], Any]:
    scale, shift = layer.get_param("G"), layer.get_param("b")

    def predict(x: Any) -> Any:
        centred = x - x.mean(axis=1, keepdims=True)
        squares = numpy.einsum("ij,ij->i", centred, centred)[:, None]
        deviation = numpy.sqrt(squares / x.shape[1] + _LEAST_VARIANCE, dtype=x.dtype)
        centred /= deviation
        centred *= scale
        centred += shift
        return centred

    return predict


_QUICK: dict[str, Callable[[Model[Any, Any]], Callable[[Any], Any]]] = {
    "maxout": _maxout,
    "layernorm": _layernorm,
}
