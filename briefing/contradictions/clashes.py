"""Whether two claims can both hold: precision first, for a false accusation is the worst row.

The shares and limits of these tests were chosen on the pairs of even number of ``python -m
bench.ledger contradictions`` and on the stories of a news agency's 2,740 articles of 2016: looser
ones bring false rows there and find no more pairs.
"""

from __future__ import annotations

import re
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
from briefing.names.words import negations, words

_SHARED = 2  # terms without which two clauses are of two things
_OF_LONGER = 0.3  # of the terms of the longer clause, in two that say the opposite
_OF_SHORTER = 0.6  # of the terms of the shorter, in two that give other places
_COUNTERFACTUAL = re.compile(r"(?i)\b(?:would|could|should)(?:n['’]t| not| never)\b")
_DAY_OF_SOMETHING_ELSE = re.compile(r"^By (?:[A-Z][a-z]+ ){2}|\d ?[AP]M\b|day['’]s ")
"""A byline, an hour of the day, and the day of something else: "Tuesday's contests"."""
_REFUSES = re.compile(r"(?i)\b(?:declin|refus|reject|oppos)(?:e[sd]?|ing|s|ed)?\b")
_OF_SOME = re.compile(r"(?i)(?:a few|few|many|most|not all|other|others|several|some)\b")
"""Of whom something is told that does not hold of all: "some hospitals do not"."""
_TURN = re.compile(r"(?i)\b(?:first|second|third|fourth|fifth|sixth|seventh|next|last|final)\b")
_PART_OF = re.compile(r"\d of (?:the|these|those|them)\b")
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
    shared = one.held & other.held
    if len(shared) < _SHARED:
        return None
    agreement = Agreement(one, other, shared)
    changes = agreement.is_by_one_speaker and agreement.apart
    if not changes and (mine.unsure or theirs.unsure or mine.ahead != theirs.ahead):
        return None
    # Last what costs most: few pairs come so far.
    kind = _kind_of(agreement)
    if kind is None or have_other_owners(one, other) or not _is_of_one_thing(kind, agreement):
        return None
    if _are_of_other_turns(mine.text, theirs.text):
        return None
    if kind != "day" and give_other_years(one, other):
        return None
    # Of places it has been asked already, without their names.
    return None if kind != "place" and are_of_others(one, other) else kind


def _are_of_other_turns(one: str, other: str) -> bool:
    """Whether each says which of several it is of, and not the same: the first and the second."""
    mine, theirs = (frozenset(map(str.casefold, _TURN.findall(text))) for text in (one, other))
    return bool(mine and theirs) and mine.isdisjoint(theirs)


def _kind_of(agreement: Agreement) -> Kind | None:
    """In what the words of two clauses cannot both hold, if they are of one thing."""
    mine, theirs = agreement.one.clause, agreement.other.clause
    if agreement.is_by_one_speaker and agreement.apart:
        before, after = (
            Stance.of(side.clause, side.claim.voice) for side in (agreement.one, agreement.other)
        )
        if before and after and is_reversal(before, after):
            return "position changed"
    denials = mine.denial, theirs.denial
    if denials == (None, None):
        return next((kind for test in _TESTS if (kind := test(agreement))), None)
    return None if all(denials) else denied(agreement)


def _is_of_one_thing(kind: Kind, agreement: Agreement) -> bool:
    """Whether clauses share as much as the kind asks for, and one of them alone denies.

    Each limit takes wrong rows out of 1,194 articles of 2016 in their stories and few right ones
    out of the pairs (``python -m bench.ledger_news`` and ``bench.ledger contradictions``).
    """
    mine, theirs = agreement.one, agreement.other
    sizes = len(mine.held), len(theirs.held)
    shared = len(agreement.shared)
    texts = mine.clause.text, theirs.clause.text
    if kind == "polarity":
        denying = [negations(words(text)) > 0 for text in texts]
        says_no_more = shared == min(sizes) and shared > _SHARED and not mine.clause.ahead
        return (
            (shared >= _OF_LONGER * max(sizes) or says_no_more)
            and not all(denying)
            and not any(map(_COUNTERFACTUAL.search, texts))
            and not any(map(_OF_SOME.match, texts))
        )
    if kind == "place":
        return agreement.is_of_one_event or (
            shared > _SHARED and shared >= _OF_SHORTER * min(sizes)
        )
    if kind == "number":
        return not any(map(_PART_OF.search, texts))
    if kind == "day":
        return not any(map(_DAY_OF_SOMETHING_ELSE.search, texts))
    if kind == "position changed":
        says_little = shared + 1 >= min(sizes) and bool(agreement.names & agreement.shared)
        return (shared > _SHARED or says_little) and not _both_refuse(*texts)
    return True


def _both_refuse(one: str, other: str) -> bool:
    """Whether one says "opted not to" where the other says "declined to"."""
    return any(
        negations(words(denied)) > 0 and _REFUSES.search(refused) is not None
        for denied, refused in ((one, other), (other, one))
    )
