"""Whether two clauses say opposites of one thing."""

from __future__ import annotations

from collections.abc import Sequence

from briefing.contradictions.agreement import Agreement, Side, have_other_subjects, share_most
from briefing.contradictions.clauses import Clause
from briefing.contradictions.counted import is_passing
from briefing.contradictions.rows import Kind
from briefing.contradictions.terms import opposites, undoing

_BESIDE = 2  # terms before and after a word that has an opposite, of which both clauses share one
_SHARED = 2  # terms beside the opposites themselves
_OF_SMALLER, _OF_LARGER = 0.67, 0.5  # of the terms beside them


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
        or have_other_subjects(one, other)
    ):
        return None
    for here, there in opposed:
        if agreement.apart and not changes and here in undoing():
            continue  # what was done was undone since
        rest, their_rest = mine.held - {here}, theirs.held - {there}
        shared = rest & their_rest
        if len(shared) < _SHARED or not shared - agreement.names:
            continue
        if _beside(mine, here).isdisjoint(_beside(theirs, there)):
            continue
        if share_most(rest, their_rest, _OF_SMALLER, _OF_LARGER):
            return "position changed" if changes else "polarity"
    return None


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
