"""Speakers that are common nouns: "police", "the company", "officials" are nobody's names."""

from __future__ import annotations

from functools import lru_cache

from briefing.names.word_lists import words_of

_ARTICLES = frozenset("the a an his her its their this that these those one some several".split())
_COLLECTIVE = frozenset(words_of("common_nouns.txt"))
"""Words that stand for a speaker at the start of a sentence without being a name."""


@lru_cache(maxsize=16_384)
def is_common(speaker: str) -> bool:
    """Whether a speaker, as it is written, is a common noun and not a name.

    "The Company" and "Police" are; "Orlando police" and "The FBI" are not.
    """
    words = speaker.split()
    while words and words[0].casefold() in _ARTICLES:
        words = words[1:]
    if not words:
        return True
    first, *rest = words
    if any(word[:1].isupper() for word in rest):
        return False
    return first[:1].islower() or first.casefold() in _COLLECTIVE
