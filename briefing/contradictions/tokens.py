"""Words of a sentence as accounts are compared by them: terms, names, and words that say nothing.

No parse is at hand where articles are compared, so all of this stands on the words alone.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from briefing.contradictions.quantities import is_number
from briefing.contradictions.terms import DATA, phrases, term_of
from briefing.names.word_lists import words_of
from briefing.names.words import EMPTY, NEGATIONS, stem
from briefing.timing import MONTHS, WEEKDAYS

DENYING = frozenset("deny denies denied denying".split())
REJECTING = frozenset(
    "reject rejects rejected rejecting dismiss dismissed dismisses refute refuted refutes".split()
)
AHEAD = frozenset("will would shall won't".split())
UNSURE = frozenset(words_of("unsure_words.txt", DATA))
WISHING = frozenset(
    """must should ought want wants wanted plan plans planned need needs demand demands demanded
    urge urges urged intend intends call calls can't cannot favour favours favor favors propose
    proposes""".split()
)
"""Of the words that make it unsure whether something is so, those that say what somebody is for."""

_TOKEN = re.compile(r"[$€£]?\d[\d,]*(?:\.\d+)?|[^\W\d_]+(?:['’.-][^\W_]+)*|[^\w\s]")
_DAYS = frozenset(stem(name) for name in (*WEEKDAYS, *MONTHS))
_HOURS = frozenset(map(stem, "morning evening night afternoon noon dawn o'clock".split()))
# Beside the words that are empty everywhere: those that tell no two claims apart.
_SAYING_NOTHING = frozenset(
    """mr mrs ms i it's i'm we're there's us me you still already herself himself ever any anybody
    anyone anything ones too either ago single whole yet all both half number longer having
    being""".split()
)


class Token(NamedTuple):
    """A word or mark of a sentence: in lower case, its term ("" for a mark), whether it is part of
    a name, says something, and stands in lower case or first; ``at`` is its place in the text."""

    low: str
    term: str
    is_name: bool
    counts: bool
    is_plain: bool
    at: int

    @property
    def end(self) -> int:
        """Where it ends in the text."""
        return self.at + len(self.low)


class _Word(NamedTuple):
    low: str
    term: str
    is_word: bool
    is_capital: bool
    counts: bool
    counts_first: bool


def tokens_of(text: str) -> list[Token]:
    """The words and marks of a sentence, in order."""
    made: list[Token] = []
    is_first = True
    words = [(match[0], match.start()) for match in _TOKEN.finditer(text)]
    for place, (raw, at) in enumerate(words):
        word = _word(raw)
        following = words[place + 1][0] if place + 1 < len(words) else ""
        counts = word.counts_first if is_first else word.counts
        # The first word of a sentence is a name if it owns something or begins a longer name.
        is_name = word.is_capital and (
            not is_first or word.low.endswith("'s") or following[:1].isupper()
        )
        is_plain = is_first or not word.is_capital
        made.append(Token(word.low, word.term, is_name and counts, counts, is_plain, at))
        is_first = is_first and not word.is_word
    return _with_phrases(made)


def _with_phrases(tokens: list[Token]) -> list[Token]:
    """Tokens in which "goes on" is one word and the same as "continues"."""
    known = phrases()
    for place, first in enumerate(tokens):
        if first.term not in known or not first.is_plain:
            continue
        for others, term in known[first.term]:
            end = place + 1 + len(others)
            if tuple(token.low for token in tokens[place + 1 : end]) == others:
                tokens[place] = first._replace(term=term, counts=True)
                tokens[place + 1 : end] = [
                    each._replace(counts=False) for each in tokens[place + 1 : end]
                ]
                break
    return tokens


@lru_cache(maxsize=65_536)
def _word(raw: str) -> _Word:
    low = raw.casefold().replace("’", "'")
    bare = low.removesuffix("'s")
    is_word, is_capital = low[0].isalnum(), raw[:1].isupper()
    says = (
        is_word
        and not low[0].isdigit()
        and bare not in EMPTY
        and bare not in _SAYING_NOTHING
        and low not in NEGATIONS
        and low not in AHEAD
        and low not in DENYING
        and low not in REJECTING
        and not low.endswith("n't")
        and not is_number(low)
        and stem(low) not in _HOURS
        and not (stem(low) in _DAYS and is_capital)
    )
    counts = says and not (low in UNSURE and not is_capital)
    counts_first = says and low not in UNSURE
    return _Word(low, term_of(low) if is_word else "", is_word, is_capital, counts, counts_first)
