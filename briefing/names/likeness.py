"""Words that tell of one act or thing: "soldiers" and "troops", "paid" and "cost"."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from functools import lru_cache

from briefing.names.word_lists import lines_of
from briefing.names.words import stem

_DOUBLED = frozenset("bb dd gg mm nn pp rr tt".split())  # "stopped", "planned"


@lru_cache(maxsize=1)
def _likeness() -> Mapping[str, str]:
    """For a word and its stem the stem of the first of the words that say the same."""
    like: dict[str, str] = {}
    for line in lines_of("like_words.txt"):
        first, *others = line.split()
        for word in (first, *others):
            like.setdefault(stem(word), stem(first))
            like.setdefault(word, stem(first))
    return like


@lru_cache(maxsize=1)
def _together() -> Mapping[str, frozenset[str]]:
    """For a stem those of the words that say the same."""
    lines = (frozenset(map(stem, line.split())) for line in lines_of("like_words.txt"))
    together: defaultdict[str, frozenset[str]] = defaultdict(frozenset)
    for stems in lines:
        for each in stems:
            together[each] |= stems
    return dict(together)


def alike(stemmed: str) -> frozenset[str]:
    """The stems of words that say the same as those of a stem; itself among them if there are."""
    return _together().get(stemmed, frozenset())


@lru_cache(maxsize=65_536)
def term_of(word: str) -> str:
    """A word in lower case reduced to what it has in common with words that say the same."""
    like = _likeness()
    bare = word.removesuffix("'s")
    if bare.endswith("ss") and bare not in like:
        return bare  # no plural: "address" is not "addres"
    own = stem(bare)
    if own[-2:] in _DOUBLED and len(own) > 3 and own != bare:
        own = own[:-1]
    elif bare.endswith("ied"):
        own = stem(f"{bare[:-3]}y")
    return like.get(bare) or like.get(own) or own
