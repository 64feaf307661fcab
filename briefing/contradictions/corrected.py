"""Places and days that one sentence gives, and another one excludes in so many words."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterable, Iterator

from briefing.contradictions.agreement import Side, of_countries
from briefing.contradictions.claims import Claim
from briefing.contradictions.exclusions import Exclusion
from briefing.contradictions.rows import Kind

_SHARED = 2  # terms beside what is excluded, in whole sentences
_DAYS_APART = 7  # between two articles that tell of one event
_LOOKED_AT = 64  # latest claims that give or exclude a place or day: bounds the work


def corrected(claims: Iterable[Claim]) -> Iterator[tuple[Kind, Side, Side]]:
    """Sentences of which one excludes where or when the other says that something happened.

    ``claims`` are in the order of their days, and of each pair the earlier one is the first.
    """
    given: defaultdict[str, deque[Side]] = defaultdict(lambda: deque(maxlen=_LOOKED_AT))
    excluding: defaultdict[str, deque[Claim]] = defaultdict(lambda: deque(maxlen=_LOOKED_AT))
    for claim in claims:
        for exclusion in claim.excluded:
            for key in _keys(exclusion):
                for side in given[key]:
                    if _corrects(claim, exclusion, side):
                        yield _kind(exclusion), side, _main(claim)
                excluding[key].append(claim)
        for side in _sides(claim):
            for key in side.clause.held | side.claim.days_of(side.clause):
                for each in excluding.get(key, ()):
                    for exclusion in each.excluded:
                        if key in _keys(exclusion) and _corrects(each, exclusion, side):
                            yield _kind(exclusion), _main(each), side
                given[key].append(side)


def _sides(claim: Claim) -> Iterator[Side]:
    return (
        Side(claim, clause)
        for clause in claim.clauses
        if not clause.doubtful and not clause.ahead and clause.denial is None
    )


def _keys(exclusion: Exclusion) -> frozenset[str]:
    return exclusion.days or exclusion.terms


def _kind(exclusion: Exclusion) -> Kind:
    return "day" if exclusion.days else "place"


def _main(claim: Claim) -> Side:
    return Side(claim, max(claim.clauses, key=lambda clause: len(clause.held)))


def _corrects(claim: Claim, exclusion: Exclusion, side: Side) -> bool:
    """Whether a clause gives what another article, or somebody else, excludes of the same thing."""
    other = side.claim
    if other.article.id == claim.article.id and (
        not other.speaker or not claim.speaker or other.speaker == claim.speaker
    ):
        return False
    if abs(claim.days_before(other)) > _DAYS_APART or not claim.clauses:
        return False
    if not exclusion.days and not exclusion.terms <= side.clause.held:
        return False
    shared = (_bag(claim) & _bag(other)) - exclusion.terms - of_countries()
    names = claim.context | other.context
    return len(shared) >= _SHARED and bool(shared - names)


def _bag(claim: Claim) -> frozenset[str]:
    """The terms of a sentence and of the names beside it."""
    return claim.context.union(*(clause.held for clause in claim.clauses))
