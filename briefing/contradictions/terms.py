"""Words reduced to what they have in common with others that say the same."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from briefing.names.likeness import term_of
from briefing.names.word_lists import lines_of

_UNDOING = "~"
_SIDES = re.compile(rf"[|{_UNDOING}]")
DATA = Path(__file__).with_name("data")


def terms_of(name: str, line: int | None = None) -> frozenset[str]:
    """The terms of a list in ``data``, or of one of its lines."""
    lines = lines_of(name, DATA)
    chosen = lines if line is None else lines[line : line + 1]
    return frozenset(term_of(word) for each in chosen for word in each.split())


def stance_words() -> frozenset[str]:
    """The words that have an opposite."""
    lines = lines_of("opposites.txt", DATA)
    return frozenset(word for line in lines for word in _SIDES.sub(" ", line).split())


@lru_cache(maxsize=1)
def opposites() -> Mapping[str, frozenset[str]]:
    """The terms that a term has for its opposites."""
    opposed: defaultdict[str, set[str]] = defaultdict(set)
    for line in lines_of("opposites.txt", DATA):
        here, there = (frozenset(map(term_of, side.split())) for side in _SIDES.split(line))
        for one, other in ((here, there), (there, here)):
            for term in one:
                opposed[term] |= other
    return {term: frozenset(others) for term, others in opposed.items()}


@lru_cache(maxsize=1)
def undoing() -> frozenset[str]:
    """The terms of acts that undo each other: a ban that was imposed may be lifted a day later."""
    lines = (line for line in lines_of("opposites.txt", DATA) if _UNDOING in line)
    return frozenset(term_of(word) for line in lines for word in _SIDES.sub(" ", line).split())


@lru_cache(maxsize=1)
def phrasal_verbs() -> tuple[Mapping[tuple[str, str], str], frozenset[str]]:
    """The term of a phrasal verb, by the term of its verb and its particle; and the particles."""
    lines = [line.split() for line in lines_of("phrasal_verbs.txt", DATA)]
    plain = {(term_of(verb), particle): term_of(same) for verb, particle, same in lines}
    return plain, frozenset(particle for _, particle, _ in lines)
