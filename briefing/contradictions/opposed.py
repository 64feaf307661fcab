"""Whether two clauses say opposites of one thing."""

from __future__ import annotations

import re
from collections.abc import Sequence

from briefing.contradictions.agreement import Agreement, Side, have_other_subjects, share_most
from briefing.contradictions.clauses import Clause
from briefing.contradictions.counted import is_passing
from briefing.contradictions.rows import Kind
from briefing.contradictions.terms import opposites, term_of, undoing

_BESIDE = 2  # terms before and after a word that has an opposite, of which both clauses share one
_SHARED = 2  # terms beside the opposites themselves
_OF_SMALLER, _OF_LARGER = 0.66, 0.5  # of the terms beside them
_OF_LARGER_OF_A_DAY = 0.25  # of those of two clauses of one day
_MANY = 4  # terms with which it does not matter what is beside the opposites
_SHORT = 4  # terms of a clause that says no more than who is alive or dead
_ALIVE = frozenset(map(term_of, "alive dead".split()))
_PASSIVE = re.compile(r"\b(?:was|were|been|being|is|are) (?:\w+ly )?\w+(?:ed|en|t|ne|d)\b")


def opposite(agreement: Agreement) -> Kind | None:
    """Whether two clauses say of one thing words that are opposites."""
    one, other = agreement.one, agreement.other
    mine, theirs = one.clause, other.clause
    opposed = _opposed(mine, theirs)
    if not opposed or _tells_both(one, opposed, 0) or _tells_both(other, opposed, 1):
        return None
    changes = agreement.is_by_one_speaker
    if (
        (not agreement.apart if changes else abs(agreement.apart) > 1)
        or is_passing(mine, theirs)
        or (have_other_subjects(one, other) and not _is_passive_of_one_day(agreement))
    ):
        return None
    if _are_of_one_life(agreement, opposed):
        return "polarity"
    for here, there in opposed:
        if agreement.apart and not changes and here in undoing():
            continue  # what was done was undone since
        rest, their_rest = mine.held - {here}, theirs.held - {there}
        shared = rest & their_rest
        if len(shared) < _SHARED or not shared - agreement.names:
            continue
        if len(shared) < _MANY and _beside(mine, here).isdisjoint(_beside(theirs, there)):
            continue
        of_larger = _OF_LARGER_OF_A_DAY if _is_of_one_day(agreement) else _OF_LARGER
        if share_most(rest, their_rest, _OF_SMALLER, of_larger):
            return "position changed" if changes else "polarity"
    return None


def _is_of_one_day(agreement: Agreement) -> bool:
    """Whether both clauses give one day, and have a name in common, in them or beside them."""
    return agreement.share_a_day and bool(agreement.common_names)


def _is_passive_of_one_day(agreement: Agreement) -> bool:
    """Whether one clause tells what was done, and the other who did it, on one day."""
    passive = [_PASSIVE.search(side.clause.text) for side in (agreement.one, agreement.other)]
    return any(passive) and not all(passive) and _is_of_one_day(agreement)


def _are_of_one_life(agreement: Agreement, opposed: Sequence[tuple[str, str]]) -> bool:
    """Whether two short clauses say of one person alone that he or she is alive, and is dead."""
    sides = (agreement.one, agreement.other)
    return (
        any(_ALIVE.intersection(pair) for pair in opposed)
        and bool(agreement.common_names & agreement.shared)
        and all(len(side.clause.held) <= _SHORT for side in sides)
    )


def _opposed(mine: Clause, theirs: Clause) -> list[tuple[str, str]]:
    """Terms of the one of which the other has the opposite, and no clause has both."""
    pairs = [
        (here, there)
        for here in mine.held
        for there in opposites().get(here, frozenset()) & theirs.held
    ]
    return [
        (here, there)
        for here, there in pairs
        if opposites()[here].isdisjoint(mine.held) and opposites()[there].isdisjoint(theirs.held)
    ]


def _tells_both(side: Side, opposed: Sequence[tuple[str, str]], own: int) -> bool:
    """Whether a sentence has the opposite as well, in another clause: what was done was undone."""
    held = frozenset[str]().union(*(clause.held for clause in side.claim.clauses))
    return any(pair[1 - own] in held for pair in opposed)


def _beside(clause: Clause, term: str) -> frozenset[str]:
    """The terms around a term of a clause."""
    at = clause.terms.index(term)
    return frozenset(clause.terms[max(0, at - _BESIDE) : at + _BESIDE + 1]) - {term}
