"""Whether one speaker takes the other side of what the same speaker said before. Pure.

A side is a word that has an opposite, turned by a denial: who "refuses to close" is for keeping
open. Of the rest most has to agree, so that both are of one thing. The shares were chosen on the
pairs of even number of ``python -m bench.ledger contradictions``, on the passages of
``tests/briefing/digest/test_positions.py`` and on a news agency's articles of three months.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from msgspec import Struct

from briefing.contradictions.clauses import Clause
from briefing.contradictions.denials import Denial
from briefing.contradictions.terms import opposites, term_of
from briefing.names.words import negations, words

_SHARED = 2  # terms of what it is about
_OF_SMALLER, _OF_LARGER = 0.6, 0.5  # of the terms beside the sides
_OUT = re.compile(r"\b(?:keep|keeps|kept|stay|stays|rules?|ruled|ruling)\b(?: [^\W_]+){0,3}? out\b")


_GIVES_UP = re.compile(
    r"\b(?:abandon|drop|end|lift|withdraw|withdrew)\w* (?:his|her|its|their) (?:\w+ )?"
    r"(?P<what>backing|ban|call|demand|objection|opposition|plan|support|threat)s?\b"
)
"""That somebody is no longer for what they were for: "dropped its demand"."""
_COMPOUND = re.compile(r"\w+(?:-\w+)+")  # of "a 26-pay cycle" no word takes a side


class Stance(Struct, frozen=True):
    """What a clause is ``about``, and for which side of it.

    ``sides`` are its words that have an opposite: 1 as they stand, -1 where they are denied.
    ``denied`` is the first term of what it denies, and ``held`` has all its terms.
    """

    about: frozenset[str]
    sides: Mapping[str, int]
    denies: bool
    denied: frozenset[str]
    held: frozenset[str]

    @classmethod
    def of(cls, clause: Clause, holder: str | None = None) -> Stance | None:
        """The stance of a clause; None where it may be so, or it is unclear what it denies.

        The name that has the term ``holder`` is of whose stance it is, and no part of it.
        """
        spoken, denial = words(clause.text), clause.denial
        if clause.doubtful or (denial is None and negations(spoken)):  # "vowed not to vote"
            return None
        gives_up = _GIVES_UP.search(clause.text)
        denies = (denial is not None or gives_up is not None) != (
            _OUT.search(" ".join(spoken)) is not None
        )
        turning = frozenset((denial.verb,)) if denial and denial.verb else frozenset[str]()
        if gives_up is not None:
            turning |= {term_of(gives_up[0].split()[0].casefold())}
        whole = words(_COMPOUND.sub(" ", clause.text))
        taken = frozenset(map(term_of, whole)) & opposites().keys() - turning
        own = frozenset(term for chain in clause.chains if holder in chain for term in chain)
        return cls(
            clause.held - taken - turning - own,
            dict.fromkeys(taken, -1 if denies else 1),
            denies,
            _what_is_denied(denial, gives_up),
            clause.held,
        )


def _what_is_denied(denial: Denial | None, gives_up: re.Match[str] | None) -> frozenset[str]:
    if gives_up is not None:
        return frozenset((term_of(gives_up["what"].casefold()),))
    return frozenset(denial.terms[:1]) if denial else frozenset()


def is_reversal(earlier: Stance, later: Stance) -> bool:
    """Whether the later is for what the earlier is against, or denies what that says."""
    smaller, larger = sorted((len(earlier.about), len(later.about)))
    shared = len(earlier.about & later.about)
    if shared < max(_SHARED, _OF_SMALLER * smaller, _OF_LARGER * larger):
        return False
    ways = [
        mine * theirs * way
        for here, mine in earlier.sides.items()
        for there, theirs in later.sides.items()
        if here not in later.sides and there not in earlier.sides and (way := _way(here, there))
    ]
    ways = ways or [
        mine * theirs
        for here, mine in earlier.sides.items()
        for there, theirs in later.sides.items()
        if here == there
    ]
    if ways:
        return all(way < 0 for way in ways)
    tell_of_one_act = earlier.denied <= later.held and later.denied <= earlier.held
    return earlier.denies != later.denies and tell_of_one_act


def _way(here: str, there: str) -> int:
    """1 for two words for one side, -1 for words of opposite sides, 0 for others."""
    if there in opposites()[here]:
        return -1
    return 1 if here == there or opposites()[here] & opposites()[there] else 0
