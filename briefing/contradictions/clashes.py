"""Whether two claims can both hold: precision first, for a false accusation is the worst row.

The shares and limits of these tests were chosen on the pairs of even number of ``python -m
bench.ledger contradictions`` and on the stories of a news agency's 2,740 articles of 2016: looser
ones bring false rows there and find no more pairs.
"""

from __future__ import annotations

from collections.abc import Callable

from briefing.contradictions.agreement import (
    Agreement,
    Side,
    are_of_others,
    give_other_years,
    have_other_owners,
)
from briefing.contradictions.counted import other_number
from briefing.contradictions.dated import other_day
from briefing.contradictions.denied import denied
from briefing.contradictions.located import other_place
from briefing.contradictions.opposed import opposite
from briefing.contradictions.reversals import Stance, is_reversal
from briefing.contradictions.rows import Kind

_SHARED = 2  # terms without which two clauses are of two things
_TESTS: tuple[Callable[[Agreement], Kind | None], ...] = (
    other_number,
    other_day,
    opposite,
    other_place,
)


def clash_of(one: Side, other: Side) -> Kind | None:
    """In what two clauses cannot both hold; ``one`` is not the later of them."""
    mine, theirs = one.clause, other.clause
    if mine.text == theirs.text or mine.doubtful or theirs.doubtful:
        return None
    # What one speaker wishes and what is to come are positions; of others they deny nothing.
    changes = one.claim.is_by_whom(other.claim) and one.claim.days_before(other.claim)
    if not changes and (mine.unsure or theirs.unsure or mine.ahead != theirs.ahead):
        return None
    shared = one.held & other.held
    if len(shared) < _SHARED:
        return None
    agreement = Agreement(one, other, shared)
    # Last what costs most: few pairs come so far.
    kind = _kind_of(agreement)
    if kind is None or have_other_owners(one, other):
        return None
    if kind != "day" and give_other_years(one, other):
        return None
    # Of places it has been asked already, without their names.
    return None if kind != "place" and are_of_others(one, other) else kind


def _kind_of(agreement: Agreement) -> Kind | None:
    """In what the words of two clauses cannot both hold, if they are of one thing."""
    mine, theirs = agreement.one.clause, agreement.other.clause
    if agreement.is_by_one_speaker and agreement.apart:
        before, after = Stance.of(mine), Stance.of(theirs)
        if before and after and is_reversal(before, after):
            return "position changed"
    denials = mine.denial, theirs.denial
    if denials == (None, None):
        return next((kind for test in _TESTS if (kind := test(agreement))), None)
    return None if all(denials) else denied(agreement)
