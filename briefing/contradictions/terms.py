"""Words reduced to what they have in common with others that say the same."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from briefing.names import likeness
from briefing.names.word_lists import lines_of

_UNDOING = "~"
_SIDES = re.compile(rf"[|{_UNDOING}]")
DATA = Path(__file__).with_name("data")


@lru_cache(maxsize=1)
def _same() -> Mapping[str, str]:
    """For a term that of the first of the words that say the same."""
    same: dict[str, str] = {}
    for line in lines_of("same_words.txt", DATA):
        first, *others = map(likeness.term_of, line.split())
        same.update(dict.fromkeys(others, first))
    return same


@lru_cache(maxsize=65_536)
def term_of(word: str) -> str:
    """A word in lower case reduced to what it has in common with words that say the same."""
    term = likeness.term_of(word)
    return _same().get(term, term)


def terms_of(name: str, line: int | None = None) -> frozenset[str]:
    """The terms of a list in ``data``, or of one of its lines."""
    lines = lines_of(name, DATA)
    chosen = lines if line is None else lines[line : line + 1]
    return frozenset(term_of(word) for each in chosen for word in each.split())


@lru_cache(maxsize=1)
def single_acts() -> frozenset[str]:
    """The terms of what happens to one thing once."""
    return terms_of("single_acts.txt")


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
def phrases() -> Mapping[str, tuple[tuple[tuple[str, ...], str], ...]]:
    """For the term of the first word of a phrase its other words, and the term that says the same.

    Of those with one first word the longest is the first.
    """
    made: defaultdict[str, list[tuple[tuple[str, ...], str]]] = defaultdict(list)
    for line in lines_of("phrasal_verbs.txt", DATA):
        first, *others, same = line.split()
        made[term_of(first)].append((tuple(others), term_of(same)))
    return {
        first: tuple(sorted(each, key=lambda phrase: -len(phrase[0])))
        for first, each in made.items()
    }
