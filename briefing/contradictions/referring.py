"""Denials that refer to what they deny: "Moscow denies this", "he called the report a lie". Pure.

What is denied stands in one of the sentences before, and somebody else says it: of whoever denies
it, or as an accusation.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec import Struct

from briefing.contradictions.terms import term_of
from briefing.contradictions.tokens import tokens_of
from briefing.model import Span

_WORDS_FOR_IT = (
    r"(?:accusations?|accounts?|allegations?|assertions?|charges?|claims?|reports?|rumou?rs?|"
    r"stories|story|statements?|suggestions?)"
)
_THE_CLAIM = rf"(?:the|this|that|these|those|such|all) (?:\w+ ){{0,2}}?{_WORDS_FOR_IT}"
_FALSE = (
    r"(?:absurd|baseless|fabricat\w+|false|groundless|lies?|meritless|nonsense|ridiculous|rubbish|"
    r"unfounded|untrue|without merit)\b"
)
_REFERRING = re.compile(
    rf"\b(?:den(?:y|ies|ied)|reject(?:s|ed)|dismiss(?:es|ed)|refut(?:es|ed)) "
    rf"(?:(?:it|this|them)\b(?! (?:an?|any|the|their|access|entry)\b)|"
    rf"{_THE_CLAIM}\b(?! (?:about|against|by|from|in|made|of|on|that)\b))|"
    rf"\b(?:brand|call|describ|dismiss)(?:ed|es|s) (?:it|this|{_THE_CLAIM}) (?:as )?[\"“]?"
    rf"(?:an? )?(?:\w+ )?{_FALSE}(?!.{{0,3}} that\b)|"
    rf"\b(?:[Tt]he|[Tt]h(?:at|is|ese|ose)) {_WORDS_FOR_IT} (?:is|was|are|were) (?:\w+ )?{_FALSE}"
)
# Source of both lists: the project's own choice from general knowledge of English news prose.
_PRONOUNS = frozenset("he she".split())
_ACCUSING = re.compile(r"\b(?:accus|alleg|argu|blam|claim|suspect)\w*", re.IGNORECASE)
_LEADING = 6  # words before such a denial among which stands who denies


_SENTENCES = 2  # before such a denial, in which stands what it denies


class Assertion(Struct, frozen=True):
    """A sentence by its span and words, and who asserts what it says; None for the article."""

    span: Span
    words: str
    speaker: str | None


def denied_by_reference(denial: Assertion, before: Sequence[Assertion]) -> Span | None:
    """The sentence before that a sentence denies by referring to it; None if it denies none.

    ``before`` are the sentences of the article up to there.
    """
    referral = _referral_in(denial.words, denial.speaker)
    for distance, each in enumerate(reversed(before[-_SENTENCES:])):
        if referral is None or each.speaker is None or each.speaker == denial.speaker:
            continue
        if _REFERRING.search(each.words):
            continue  # two deny one thing
        if referral.is_of(_names_in(each.words), each.words, is_next=distance == 0):
            return each.span
    return None


class _Referral(Struct, frozen=True):
    """Who denies what was said before: by the terms of a name, or "he" or "she"."""

    names: frozenset[str]
    by_pronoun: bool

    def is_of(self, names: frozenset[str], sentence: str, *, is_next: bool) -> bool:
        """Whether what another says in a sentence, with those ``names`` in it, is what is denied.

        It is of whoever denies it; or it accuses somebody, and the denial is the next sentence.
        """
        if is_next and _ACCUSING.search(sentence):
            return True
        return not self.by_pronoun and not self.names.isdisjoint(names)


def _referral_in(sentence: str, speaker: str | None) -> _Referral | None:
    """Who denies in a sentence what was said before it; None where nobody does.

    ``speaker`` is who says the sentence, if that is known.
    """
    match = _REFERRING.search(sentence)
    if match is None:
        return None
    before = sentence[: match.start()].split()[-_LEADING:]
    names = _names_in(f"{speaker or ''} {' '.join(before)}")
    by_pronoun = not names and not _PRONOUNS.isdisjoint(word.casefold() for word in before)
    return _Referral(names, by_pronoun) if names or by_pronoun else None


def _names_in(words: str) -> frozenset[str]:
    """The terms of the words that have a capital."""
    tokens = [token for token in tokens_of(words) if token.counts]
    return frozenset(term_of(t.low) for t in tokens if words[t.at : t.at + 1].isupper())
