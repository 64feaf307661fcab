"""Words as they are compared: without case, endings or words that say nothing."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from unicodedata import combining, normalize

_WORD = re.compile(r"[^\W_]+(?:['’][^\W\d_]+)?")
_ENDINGS = ("edly", "ings", "ing", "ies", "'s", "es", "ed", "s", "y", "e")  # the longest first
_SHORTEST_STEM = 3

EMPTY = frozenset(
    """a about after again against all also an and any are as at be been before being between both
    but by can could did do does during each for from had has have he her him his how if in into is
    it its just may might more most must my no nor not of off on once only or other our out over own
    said same say says she should since so some such than that the their them then there these they
    this those through to too under until up upon very was we were what when where which while who
    whom why will with within would you your new next last first second third later early late today
    tomorrow yesterday week month year day monday tuesday wednesday thursday friday saturday sunday
    """.split()
)
"""Words that are no sign of a subject."""

NEGATIONS = frozenset("not no never nor neither none nothing nobody without cannot".split())
"""Words that turn what is said into its opposite; those in n't do as well."""


@lru_cache(maxsize=65_536)
def stem(word: str) -> str:
    """A word in lower case without its ending: "votes", "voting" and "voted" agree."""
    bare = word.casefold().replace("’", "'")
    if not bare.endswith(_ENDINGS):
        return bare
    ending = next(each for each in _ENDINGS if bare.endswith(each))
    return bare if len(bare) < _SHORTEST_STEM + len(ending) else bare.removesuffix(ending)


@lru_cache(maxsize=65_536)
def stems(text: str) -> frozenset[str]:
    """The stems of the words of ``text`` that say something."""
    return frozenset(stem(word) for word in words(text) if word not in EMPTY)


def words(text: str) -> list[str]:
    """The words and numbers of ``text`` in order, in lower case."""
    return _WORD.findall(text.casefold())


@lru_cache(maxsize=65_536)
def fold_name(name: str) -> str:
    """A place's or party's name reduced to what has to agree: no case, accents or article."""
    bare = name.casefold()
    if not bare.isascii():
        bare = "".join(c for c in normalize("NFKD", bare) if not combining(c))
    return bare.removeprefix("the ").strip()


DENYING = frozenset(
    map(stem, "refuse reject decline deny denied oppose exclude dismiss dispute veto".split())
)
"""Stems of verbs that deny what follows them: "refuses to sign"."""


def negations(spoken: Iterable[str]) -> int:
    """How many of these words in lower case turn what is said into its opposite."""
    return sum(word in NEGATIONS or word.endswith(("n't", "n’t")) for word in spoken)
