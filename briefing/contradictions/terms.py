"""Words reduced to what they have in common with others that say the same."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from briefing.names.word_lists import lines_of
from briefing.names.words import stem

DATA = Path(__file__).with_name("data")


def _likeness() -> dict[str, str]:
    """For a word and its stem the stem of the first of the words that say the same."""
    like: dict[str, str] = {}
    for line in lines_of("like_words.txt", DATA):
        first, *others = line.split()
        for word in (first, *others):
            like.setdefault(stem(word), stem(first))
            like.setdefault(word, stem(first))
    return like


_LIKE = _likeness()


@lru_cache(maxsize=65_536)
def term_of(word: str) -> str:
    """A word in lower case reduced to what it has in common with words that say the same."""
    bare = word.removesuffix("'s")
    if bare.endswith("ss") and bare not in _LIKE:
        return bare  # no plural: "address" is not "addres"
    return _LIKE.get(bare) or _LIKE.get(stem(bare)) or stem(bare)


def terms_of(name: str, line: int | None = None) -> frozenset[str]:
    """The terms of a list in ``data``, or of one of its lines."""
    lines = lines_of(name, DATA)
    chosen = lines if line is None else lines[line : line + 1]
    return frozenset(term_of(word) for each in chosen for word in each.split())
