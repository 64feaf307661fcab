"""Whether two clauses are of one thing, by their names, their subjects and the terms they share."""

from __future__ import annotations

from typing import NamedTuple

from briefing.contradictions.claims import Claim
from briefing.contradictions.clauses import Clause
from briefing.contradictions.terms import terms_of


class Side(NamedTuple):
    """A clause in its claim."""

    claim: Claim
    clause: Clause

    @property
    def held(self) -> frozenset[str]:
        """The terms of the clause, and of whom its pronoun means."""
        return self.clause.held | self.claim.subject(self.clause)


_GENERIC = terms_of("generic_names.txt")


def share_a_name(one: Side, other: Side) -> bool:
    """Whether something that both hold is a name, be it by a pronoun."""
    names = one.clause.names | other.clause.names | one.claim.subject(one.clause)
    names |= other.claim.subject(other.clause)
    return not names.isdisjoint(one.held & other.held)


def shared_terms(one: Side, other: Side) -> frozenset[str]:
    """The terms that both clauses hold."""
    return one.clause.held & other.clause.held


def are_of_others(one: Side, other: Side) -> bool:
    """Whether each names somebody or something that the other does not, or another year."""
    if _names_more(one, other) and _names_more(other, one):
        return True
    years = one.claim.years, other.claim.years
    return all(years) and years[0].isdisjoint(years[1])


def _names_more(one: Side, other: Side) -> bool:
    """Whether one has a name of which the other holds no word that tells it from others."""
    held = other.held
    return any(
        not any(term in held and term not in _GENERIC for term in chain)
        and not held.issuperset(chain)
        for chain in one.clause.chains
    )


def have_other_owners(one: Side, other: Side) -> bool:
    """Whether one is of something of its speaker's ("our plants"), and the other is not."""
    return any(
        mine.clause.owned
        and mine.claim.voice is not None
        and mine.claim.subject(mine.clause).isdisjoint(theirs.held)
        for mine, theirs in ((one, other), (other, one))
    )


def have_other_subjects(one: Side, other: Side) -> bool:
    """Whether each begins with what the other does not hold; a pronoun is who speaks, or nobody."""
    if one.clause.pronoun or other.clause.pronoun:
        mine, theirs = one.claim.subject(one.clause), other.claim.subject(other.clause)
        return mine.isdisjoint(other.held) and theirs.isdisjoint(one.held)
    mine_first, their_first = one.clause.terms[0], other.clause.terms[0]
    return mine_first not in other.clause.held and their_first not in one.clause.held
