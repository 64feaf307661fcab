"""Words as they are compared: without case, endings or words that say nothing."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from unicodedata import combining, normalize

from briefing.names.stemming import inflectionless
from briefing.names.word_lists import words_of

_WORD = re.compile(r"[^\W_]+(?:['’][^\W\d_]+)?")

EMPTY = frozenset(words_of("empty_words.txt"))
"""Words that are no sign of a subject."""

NEGATIONS = frozenset("not no never nor neither none nothing nobody without cannot".split())
"""Words that turn what is said into its opposite; those in n't do as well."""


@lru_cache(maxsize=65_536)
def stem(word: str) -> str:
    """A word in lower case without its ending: "votes", "voting" and "voted" agree."""
    return inflectionless(word.casefold().replace("’", "'"))


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
