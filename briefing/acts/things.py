"""Nouns by which a text goes on about a thing: of a tramway "the line", of records "the files"."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path

from briefing.names.likeness import alike
from briefing.names.word_lists import lines_of
from briefing.names.words import stem

_DATA = Path(__file__).with_name("data")


@lru_cache(maxsize=1)
def _groups() -> Mapping[str, frozenset[str]]:
    """For the stem of a noun those of all nouns that stand in a group with it."""
    together: defaultdict[str, frozenset[str]] = defaultdict(frozenset)
    for line in lines_of("things.txt", _DATA):
        stems = frozenset(map(stem, line.split()))
        for each in stems:
            together[each] |= stems
    return dict(together)


@lru_cache(maxsize=8_192)
def same_things(stemmed: str) -> frozenset[str]:
    """The stems of words that may go on about what a stem names, itself among them."""
    return _groups().get(stemmed, frozenset()) | alike(stemmed) | {stemmed}


def held_in(telling: Iterable[str], stems: frozenset[str]) -> frozenset[str]:
    """Those of the ``telling`` stems that stand among ``stems``, be it by another word."""
    return frozenset(own for own in telling if not same_things(own).isdisjoint(stems))
