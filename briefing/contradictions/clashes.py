"""Whether two claims can both hold: precision first, for a false accusation is the worst row.

A clause denies another where it repeats it: what a denial adds narrows it, so that most of its
words have to stand in what it denies. Of numbers and days, the clauses have to be of one thing at
one time. The shares and limits below were chosen on the pairs of even number of ``python -m
bench.ledger contradictions`` and on the stories of a news agency's 2,740 articles of 2016: looser
ones bring false rows there and find no more pairs.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from itertools import product
from pathlib import Path

from briefing.contradictions.agreement import (
    Side,
    are_of_others,
    have_other_owners,
    have_other_subjects,
    share_a_name,
    shared_terms,
)
from briefing.contradictions.clauses import Clause, Count
from briefing.contradictions.rows import Kind
from briefing.contradictions.terms import term_of, terms_of
from briefing.names.word_lists import lines_of

_OF_A_DENIAL = 0.6  # of its terms, that stand in what it denies
_DENIED = 0.7  # of the terms after "not" or "no", that do
_SHARED = 3  # terms, or all of the denial
_MANY = 4  # terms that outweigh a subject that is a pronoun

_OF_SMALLER, _OF_LARGER = 0.6, 0.5  # of the terms of two clauses with other numbers
_AT_ONE_TIME = 2  # days between two articles whose numbers are of one time
_BESIDE_EACH_OTHER = 400  # characters: a sentence or two
_BARE = 1e5  # a number without unit that is money or a like large thing

_DAY_OF_SMALLER, _DAY_OF_LARGER = 0.75, 0.5  # of the terms of two clauses with other days
_DAYS_APART = 10  # days: events further apart are two

_BESIDE = 2  # terms before and after a word that has an opposite, of which both clauses share one
_STANCE_OF_SMALLER, _STANCE_OF_LARGER = 0.67, 0.5  # beside the opposites themselves

_PASSING = terms_of("passing_words.txt") - {term_of("own")}
_RIVAL_TOLLS = terms_of("tolls.txt", 0)
_TOLLS = terms_of("tolls.txt")
_PEOPLE = frozenset(map(term_of, "people persons others victims".split()))
_PERSONS = terms_of("persons.txt")
_NO_NEWS = frozenset(map(term_of, "comment responsibility".split()))
_OTHER_PEOPLE = re.compile(r"\b(?:others?|another|more)\b")
_OTHERS = frozenset(map(term_of, "another additional further previous".split()))
_OPPOSITES = tuple(
    (frozenset(map(term_of, one.split())), frozenset(map(term_of, other.split())))
    for one, other in (
        line.split("|") for line in lines_of("opposites.txt", Path(__file__).with_name("data"))
    )
)
_STANCES = frozenset(term for sides in _OPPOSITES for side in sides for term in side)
_VERBAL = frozenset("he she it they".split())


def clash_of(one: Side, other: Side) -> Kind | None:
    """In what two clauses cannot both hold."""
    if len(shared_terms(one, other)) < 2 or one.clause.text == other.clause.text:
        return None
    mine, theirs = one.clause, other.clause
    if mine.unsure or theirs.unsure or mine.ahead != theirs.ahead:
        return None
    # Last what costs most: few pairs come so far.
    kind = _kind_of(one, other)
    if kind is None or are_of_others(one, other) or have_other_owners(one, other):
        return None
    return kind


def _kind_of(one: Side, other: Side) -> Kind | None:
    """In what the words of two clauses cannot both hold, if they are of one thing."""
    if one.clause.denial is None and other.clause.denial is None:
        return next((kind for test in _TESTS if (kind := test(one, other))), None)
    if one.clause.denial is not None and other.clause.denial is not None:
        return None
    return _denied(one, other) if other.clause.denial else _denied(other, one)


def _denied(one: Side, other: Side) -> Kind | None:
    """Whether the other denies what one says."""
    denial, shared = other.clause.denial, shared_terms(one, other)
    changes = one.claim.is_by_whom(other.claim)
    since = other.claim.days_before(one.claim)
    if denial is None or not _NO_NEWS.isdisjoint(shared):
        return None
    if _are_of_other_days(one, other):
        return None
    if changes and not since:
        return None
    if not changes and (since > 0 or (other.clause.changed and since)):
        return None  # it may have come about since
    named = not other.claim.subject(other.clause).isdisjoint(one.held)
    held = len(other.clause.held) + named
    enough = _SHARED - (len(shared) == len(other.clause.held) and abs(since) <= 1)
    if not share_a_name(one, other) and abs(since) > 1:
        return None
    days = one.claim.days_of(one.clause), other.claim.days_of(other.clause)
    if denial.begins and len(other.clause.held) < _SHARED and not days[0] & days[1]:
        return None
    if len(shared) + named < max(enough, _OF_A_DENIAL * held):
        return None
    if denial.by_verb:
        if not shared.issuperset(denial.terms):
            return None
    elif sum(term in one.clause.held for term in denial.terms) < _DENIED * len(denial.terms):
        return None
    if not denial.begins and have_other_subjects(one, other):
        told = other.clause.pronoun in _VERBAL and other.claim.speaker and not one.clause.pronoun
        if not told or len(shared) < _MANY:
            return None
    if changes:
        return "position changed"
    return "denial" if denial.by_verb or named else "polarity"


def _other_number(one: Side, other: Side) -> Kind | None:
    """Whether two clauses count one thing differently."""
    mine, theirs = one.clause, other.clause
    apart = one.claim.days_before(other.claim)
    if not mine.counts or not theirs.counts or abs(apart) > _AT_ONE_TIME:
        return None
    if _are_tolls_side_by_side(one, other):
        return "number"
    if have_other_subjects(one, other) or not share_a_name(one, other):
        return None
    if one.claim.speaker and one.claim.speaker == other.claim.speaker:
        return None
    shared = shared_terms(one, other)
    if not _is_most(shared, mine.held, theirs.held, _OF_SMALLER, _OF_LARGER):
        return None
    if len(shared) < _SHARED - (len(shared) == min(len(mine.held), len(theirs.held))):
        return None
    if _are_of_other_days(one, other) or _agree_in_one(mine, theirs):
        return None
    for count, rival in product(mine.counts, theirs.counts):
        if count.is_bound or rival.is_bound or (apart and (count.is_share or rival.is_share)):
            continue
        if _count_differently(count, rival, mine, theirs):
            grown = (apart > 0) == (count.quantity.value < rival.quantity.value)
            if not (apart and grown and not _TOLLS.isdisjoint(mine.held | theirs.held)):
                return "number"
    return None


def _are_tolls_side_by_side(one: Side, other: Side) -> bool:
    """Whether one article has two speakers count the dead, or the hurt, beside each other.

    What they count need not be named twice: "148 were killed in the attacks, the monitors said.
    State media had said that 78 people had been killed".
    """
    mine, theirs = one.claim, other.claim
    if mine.article.id != theirs.article.id or not mine.speaker or not theirs.speaker:
        return False
    if not 0 < abs(mine.span.start - theirs.span.start) <= _BESIDE_EACH_OTHER:
        return False
    if _OTHER_PEOPLE.search(one.clause.text) or _OTHER_PEOPLE.search(other.clause.text):
        return False
    first, second = one.clause.counts[0], other.clause.counts[0]
    if first.is_bound or second.is_bound:
        return False
    toll = first.around & _RIVAL_TOLLS
    are_persons = not (first.unit & second.unit).isdisjoint(_PERSONS)
    return (
        are_persons
        and bool(toll)
        and toll == second.around & _RIVAL_TOLLS
        and first.quantity.excludes(second.quantity)
        and not _are_of_other_days(one, other)
        and mine.speaker != theirs.speaker
    )


def _count_differently(count: Count, rival: Count, mine: Clause, theirs: Clause) -> bool:
    """Whether two numbers are of one thing and exclude each other."""
    if not count.quantity.excludes(rival.quantity):
        return False
    if count.is_plain_measure != rival.is_plain_measure:
        return False
    units = count.unit & rival.unit
    of_persons = not _PERSONS.isdisjoint(count.unit) and not _PERSONS.isdisjoint(rival.unit)
    of_persons = of_persons and not _PEOPLE.isdisjoint(count.unit | rival.unit)
    least = min(count.quantity.value, rival.quantity.value)
    is_bare = not count.unit and not rival.unit and least >= _BARE
    if not (units or of_persons or is_bare) or (not of_persons and _is_passing(mine, theirs)):
        return False
    if count.around & _RIVAL_TOLLS != rival.around & _RIVAL_TOLLS:
        return False
    return bool((count.around & rival.around) - units)


def _agree_in_one(mine: Clause, theirs: Clause) -> bool:
    """Whether two clauses have a number of one unit in common: they list the same things."""
    return any(
        count.unit & rival.unit and not count.quantity.excludes(rival.quantity)
        for count, rival in product(mine.counts, theirs.counts)
    )


def _are_of_other_days(one: Side, other: Side) -> bool:
    """Whether both clauses give days, and no day is in both."""
    mine, theirs = one.claim.days_of(one.clause), other.claim.days_of(other.clause)
    return bool(mine and theirs) and mine.isdisjoint(theirs)


def _other_day(one: Side, other: Side) -> Kind | None:
    """Whether two clauses give one past event another day."""
    mine, theirs = one.clause, other.clause
    if not one.claim.dates or not other.claim.dates or mine.ahead or mine.counts or theirs.counts:
        return None
    if have_other_subjects(one, other):
        return None
    shared = shared_terms(one, other)
    is_most = _is_most(shared, mine.held, theirs.held, _DAY_OF_SMALLER, _DAY_OF_LARGER)
    if len(shared) < _SHARED or not is_most:
        return None
    words = [
        {text for text, _ in side.claim.dates if text in side.clause.text} for side in (one, other)
    ]
    if words[0] & words[1]:
        return None  # one weekday, read of two weeks
    return "day" if _other_days(one, other) else None


def _other_days(one: Side, other: Side) -> bool:
    """Whether each clause gives one day, and not the other's."""
    mine, theirs = one.claim.days_of(one.clause), other.claim.days_of(other.clause)
    if len(mine) != 1 or len(theirs) != 1 or mine == theirs:
        return False
    (first,), (second,) = mine, theirs
    apart = (date.fromisoformat(second) - date.fromisoformat(first)).days
    published = one.claim.days_before(other.claim)
    # Of two days of publication each may tell what is new on its own.
    return abs(apart) <= _DAYS_APART and not published


def _opposite(one: Side, other: Side) -> Kind | None:
    """Whether two clauses say of one thing words that are opposites."""
    mine, theirs = one.clause, other.clause
    if _STANCES.isdisjoint(mine.held) or _STANCES.isdisjoint(theirs.held):
        return None
    changes = one.claim.is_by_whom(other.claim)
    apart = one.claim.days_before(other.claim)
    if (
        (not apart if changes else abs(apart) > 1)
        or _is_passing(mine, theirs)
        or have_other_subjects(one, other)
    ):
        return None
    names = mine.names | theirs.names
    for sides in _OPPOSITES:
        for here, there in (sides, sides[::-1]):
            if not (mine.held & here and theirs.held & there):
                continue
            if mine.held & there or theirs.held & here:
                continue
            rest, their_rest = mine.held - here, theirs.held - there
            shared = rest & their_rest
            if len(shared) < 2 or not shared - names:
                continue
            if _beside(mine, here).isdisjoint(_beside(theirs, there)):
                continue
            if _is_most(shared, rest, their_rest, _STANCE_OF_SMALLER, _STANCE_OF_LARGER):
                return "position changed" if changes else "polarity"
    return None


def _beside(clause: Clause, words: frozenset[str]) -> frozenset[str]:
    """The terms around the first of those words in a clause."""
    at = next(place for place, term in enumerate(clause.terms) if term in words)
    return frozenset(clause.terms[max(0, at - _BESIDE) : at + _BESIDE + 1]) - words


_TESTS: tuple[Callable[[Side, Side], Kind | None], ...] = (_other_number, _other_day, _opposite)


def _is_passing(mine: Clause, theirs: Clause) -> bool:
    """Whether what is told has another value soon, or one tells of others of a kind."""
    told = (mine.held - mine.names) | (theirs.held - theirs.names)
    return not _PASSING.isdisjoint(told) or mine.held & _OTHERS != (theirs.held & _OTHERS)


def _is_most(
    shared: frozenset[str],
    one: frozenset[str],
    other: frozenset[str],
    of_smaller: float,
    of_larger: float,
) -> bool:
    smaller, larger = sorted((len(one), len(other)))
    return len(shared) >= of_smaller * smaller and len(shared) >= of_larger * larger
