"""What takes time while spaCy loads a model and leaves no trace in it.

Two fifths of loading, by ``cProfile``: every look-up of a part goes through the entry points of all
installed packages, and the tokenizer is built from the rules of the language before it is built
anew from those that the model holds. ``python -m bench.rows`` states what loading takes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import lru_cache
from importlib.metadata import EntryPoint
from typing import Any

import catalogue
from spacy.language import Language
from spacy.tokenizer import Tokenizer
from spacy.util import registry

FACTORIES = {"spacy.Tokenizer.v1": "brief.Tokenizer.v1"}
"""Tokenizers of models, and what makes the same ones when a model is loaded."""


def _make_tokenizer() -> Callable[[Language], Tokenizer]:
    """What makes a tokenizer without rules: the model's own are read into it from its folder."""

    def make(nlp: Language) -> Tokenizer:
        return Tokenizer(nlp.vocab)

    return make


registry.tokenizers.register(FACTORIES["spacy.Tokenizer.v1"], func=_make_tokenizer)


class _ByGroup:
    """Entry points by their group, each group looked up once, as a dictionary gives them."""

    def __init__(self, points: Any) -> None:
        self._group = lru_cache(maxsize=None)(lambda group: tuple(points.select(group=group)))

    def get(self, group: str, default: object = None) -> tuple[EntryPoint, ...]:
        del default  # what is asked for where there is no such group is empty, too
        return self._group(group)


@contextmanager
def entry_points_by_group() -> Iterator[None]:
    """Have entry points looked up once a group while the block runs."""
    every = catalogue.AVAILABLE_ENTRY_POINTS
    catalogue.AVAILABLE_ENTRY_POINTS = _ByGroup(every)
    try:
        yield
    finally:
        catalogue.AVAILABLE_ENTRY_POINTS = every
