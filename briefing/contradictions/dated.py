"""Whether two clauses give one event another day."""

from __future__ import annotations

import re
from datetime import date

from briefing.contradictions.agreement import Agreement, Side, have_other_subjects
from briefing.contradictions.rows import Kind
from briefing.contradictions.terms import single_acts
from briefing.contradictions.tokens import tokens_of

_SHARED = 3  # terms
_OF_SMALLER, _OF_LARGER = 0.75, 0.5  # of the terms of two clauses
_OF_SMALLER_EVENT, _OF_LARGER_EVENT = 0.6, 0.35  # of those of two that are of one event
_OF_NAMED = 0.6  # of those of the smaller, where a name is among what they share
_DATE = re.compile(r"[A-Z][a-z]+\.? \d{1,2}\b|\b\d{1,2} [A-Z][a-z]+")
_DAYS_APART = 10  # days: events further apart are two


def other_day(agreement: Agreement) -> Kind | None:
    """Whether two clauses give one event another day."""
    one, other = agreement.one, agreement.other
    if not one.claim.dates or not other.claim.dates:
        return None
    if not _is_of_one_event(agreement) and (
        have_other_subjects(one, other) or not _share_most(agreement)
    ):
        return None
    if _words_of_days(one) & _words_of_days(other):
        return None  # one weekday, read of two weeks
    return "day" if _differ(agreement) else None


def _is_of_one_event(agreement: Agreement) -> bool:
    """Whether both clauses tell of one event, and each gives a day itself."""
    return (
        agreement.is_of_one_event
        and agreement.is_most(_OF_SMALLER_EVENT, _OF_LARGER_EVENT)
        and all(_acts_on_day(side) & agreement.shared for side in (agreement.one, agreement.other))
    )


def _acts_on_day(side: Side) -> frozenset[str]:
    """The last act before the first day that a clause gives, or else the first after it."""
    text = side.clause.text
    at = min((text.find(words) for words in _words_of_days(side)), default=-1)
    acts = [(token.at, token.term) for token in tokens_of(text) if token.term in single_acts()]
    before = [term for place, term in acts if place < at]
    after = [term for place, term in acts if place > at]
    return frozenset(before[-1:] or after[:1]) if at >= 0 else frozenset()


def _share_most(agreement: Agreement) -> bool:
    """Whether two clauses tell of one event: most of their words agree, or many and a name."""
    if len(agreement.shared) >= _SHARED and agreement.is_most(_OF_SMALLER, _OF_LARGER):
        return True
    return bool(agreement.names & agreement.shared) and agreement.is_most(_OF_NAMED, _OF_LARGER)


def _words_of_days(side: Side) -> set[str]:
    return {text for text, _ in side.claim.dates if text in side.clause.text}


def _differ(agreement: Agreement) -> bool:
    """Whether each clause gives one day, and not the other's."""
    mine = agreement.one.claim.days_of(agreement.one.clause)
    theirs = agreement.other.claim.days_of(agreement.other.clause)
    if len(mine) != 1 or len(theirs) != 1 or mine == theirs:
        return False
    (first,), (second,) = mine, theirs
    apart = (date.fromisoformat(second) - date.fromisoformat(first)).days
    # Of two days of publication each may tell what is new on its own, if it names no date.
    of_one_day = not agreement.apart or all(map(_gives_date, (agreement.one, agreement.other)))
    return abs(apart) <= _DAYS_APART and of_one_day


def _gives_date(side: Side) -> bool:
    """Whether the day of a clause has its number and month: "July 1"."""
    return any(_DATE.search(text) for text in _words_of_days(side))
