"""Somebody who is told to have left a position, with what the same person said before. Pure."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterable, Iterator

from briefing.contradictions.agreement import Side
from briefing.contradictions.claims import Claim
from briefing.contradictions.rows import Kind

_LOOKED_AT = 64  # latest clauses of one speaker: bounds the work


def turnabouts(claims: Iterable[Claim]) -> Iterator[tuple[Kind, Side, Side]]:
    """What somebody said, and sentences that tell that the same person has turned from it.

    ``claims`` are in the order of their days.
    """
    by_voice: defaultdict[str, deque[Side]] = defaultdict(lambda: deque(maxlen=_LOOKED_AT))
    for claim in claims:
        if claim.turn is not None and claim.clauses:
            main = Side(claim, max(claim.clauses, key=lambda clause: len(clause.held)))
            holders = claim.antecedent | {claim.voice}
            left = {
                side.claim.evidence: side
                for holder in holders
                for side in by_voice.get(holder or "", ())
                if side.claim.days_before(claim) > 0 and claim.turn.is_from(side.clause)
            }
            for side in left.values():
                yield "position changed", side, main
        if claim.voice is not None:
            by_voice[claim.voice].extend(Side(claim, each) for each in claim.clauses)
