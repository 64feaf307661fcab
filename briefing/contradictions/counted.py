"""Whether two clauses count one thing, at one time, differently."""

from __future__ import annotations

import re
from itertools import product

from briefing.contradictions.agreement import Agreement, Side, have_other_subjects
from briefing.contradictions.clauses import Clause, Count
from briefing.contradictions.rows import Kind
from briefing.contradictions.terms import term_of, terms_of
from briefing.timing import MONTHS

_SHARED = 3  # terms, or all of one clause
_OF_SMALLER, _OF_LARGER = 0.6, 0.5  # of the terms of two clauses
_AT_ONE_TIME = 2  # days between two articles whose numbers are of one time
_BESIDE_EACH_OTHER = 400  # characters: a sentence or two
_BARE = 1e5  # a number without unit that is money or a like large thing

_PASSING = terms_of("passing_words.txt") - {term_of("own")}
_RIVAL_TOLLS = terms_of("tolls.txt", 0)
_TOLLS = terms_of("tolls.txt")
_PEOPLE = frozenset(map(term_of, "people persons others victims".split()))
_PERSONS = terms_of("persons.txt")
_OTHER_PEOPLE = re.compile(r"\b(?:others?|another|more)\b")
_COUNTING = frozenset(map(term_of, "police organisers officials observers".split()))
_PERIOD = re.compile(
    rf"\b(?:(?:{'|'.join(MONTHS)})\b(?! \d\d?\b)|(?:first|second|third|fourth) quarter|"
    r"(?:last|this) (?:month|year|quarter))"
)
_OWNED = re.compile(
    r"\b(?:at|around|near|outside) (?:[A-Z][\w-]* )*([A-Z][\w-]*)['’]s ([a-z][\w-]*)"
)
_INCLUDING = re.compile(r"\bincluding\b")
_AND_OTHERS = re.compile(r"\band (?:an?|one|two|three|four|five|six|\d+) (?!half|quarter)[a-z]")
_FEW = 2  # numbers in a clause of which one is of the event
_OTHERS = frozenset(map(term_of, "another additional further previous".split()))


def other_number(agreement: Agreement) -> Kind | None:
    """Whether two clauses count one thing differently."""
    one, other = agreement.one, agreement.other
    mine, theirs = one.clause, other.clause
    if not mine.counts or not theirs.counts or abs(agreement.apart) > _AT_ONE_TIME:
        return None
    if _are_tolls_side_by_side(agreement):
        return "number"
    if one.claim.speaker and one.claim.speaker == other.claim.speaker:
        return None
    if not _are_of_one_count(agreement):
        return None
    if agreement.are_of_other_days or _agree_in_one(mine, theirs) or _are_parts(mine, theirs):
        return None
    periods = _periods_of(mine), _periods_of(theirs)
    if all(periods) and periods[0].isdisjoint(periods[1]):
        return None
    if _owns_another(one, other) or _owns_another(other, one):
        return None
    return "number" if _counted_differently(agreement) else None


def _are_of_one_count(agreement: Agreement) -> bool:
    """Whether two clauses tell of one event, or agree in most of their words and in a name."""
    if agreement.is_of_one_event and not any(
        len(clause.counts) > _FEW
        for side in (agreement.one, agreement.other)
        for clause in side.claim.clauses
    ):
        return True
    one, other = agreement.one, agreement.other
    if not agreement.names & agreement.shared or (
        have_other_subjects(one, other) and not _is_led_by_count(one.clause, other.clause)
    ):
        return False
    shared = len(agreement.shared)
    is_enough = shared >= _SHARED - (shared == min(len(one.held), len(other.held)))
    return is_enough and agreement.is_most(_OF_SMALLER, _OF_LARGER)


def _is_led_by_count(mine: Clause, theirs: Clause) -> bool:
    """Whether what a clause begins with is what it counts, or who counts: "police counted 40"."""
    firsts = ((clause.terms[0], clause.counts) for clause in (mine, theirs))
    return any(
        first in _COUNTING or any(first in count.unit for count in counts)
        for first, counts in firsts
    )


def _counted_differently(agreement: Agreement) -> bool:
    """Whether one number of each clause is of one thing, and they exclude each other."""
    mine, theirs, apart = agreement.one.clause, agreement.other.clause, agreement.apart
    is_inclusive = any(
        _INCLUDING.search(clause.text)
        for side in (agreement.one, agreement.other)
        for clause in side.claim.clauses
    )
    for count, rival in product(mine.counts, theirs.counts):
        if count.is_bound or rival.is_bound or (apart and (count.is_share or rival.is_share)):
            continue
        # Beside names and what is counted, something of what happens has to be in both.
        if is_inclusive and count.unit.isdisjoint(rival.unit):
            continue  # of 31 people, three of them attackers, 28 are bystanders
        told = agreement.shared - agreement.names - (count.unit & rival.unit)
        if told and _are_of_one_thing(count, rival, mine, theirs):
            grown = (apart > 0) == (count.quantity.value < rival.quantity.value)
            if not (apart and grown and not _TOLLS.isdisjoint(mine.held | theirs.held)):
                return True
    return False


def _are_tolls_side_by_side(agreement: Agreement) -> bool:
    """Whether one article has two speakers count the dead, or the hurt, beside each other.

    What they count need not be named twice: "148 were killed in the attacks, the monitors said.
    State media had said that 78 people had been killed".
    """
    one, other = agreement.one, agreement.other
    mine, theirs = one.claim, other.claim
    if mine.article.id != theirs.article.id or not mine.speaker or not theirs.speaker:
        return False
    if not 0 < abs(mine.span.start - theirs.span.start) <= _BESIDE_EACH_OTHER:
        return False
    if mine.is_older or theirs.is_older:
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
        and not agreement.are_of_other_days
        and mine.speaker != theirs.speaker
    )


def _are_of_one_thing(count: Count, rival: Count, mine: Clause, theirs: Clause) -> bool:
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
    if not (units or of_persons or is_bare) or (not of_persons and is_passing(mine, theirs)):
        return False
    if of_persons and not units and any(_AND_OTHERS.search(each.text) for each in (mine, theirs)):
        return False  # "two women and a man" are three people
    if count.around & _RIVAL_TOLLS != rival.around & _RIVAL_TOLLS:
        return False
    is_only = len(mine.counts) == len(theirs.counts) == 1
    return is_only or bool((count.around & rival.around) - units)


def _agree_in_one(mine: Clause, theirs: Clause) -> bool:
    """Whether two clauses have a number of one unit in common: they list the same things."""
    return any(
        count.unit & rival.unit and not count.quantity.excludes(rival.quantity)
        for count, rival in product(mine.counts, theirs.counts)
    )


def _are_parts(mine: Clause, theirs: Clause) -> bool:
    """Whether the numbers of one clause add up to one of the other."""
    for parts, whole in ((mine.counts, theirs.counts), (theirs.counts, mine.counts)):
        total = sum((part.quantity.least + part.quantity.most) / 2 for part in parts)
        if len(parts) > 1 and any(w.quantity.least <= total <= w.quantity.most for w in whole):
            return True
    return False


def is_passing(mine: Clause, theirs: Clause) -> bool:
    """Whether what is told has another value soon, or one tells of others of a kind.

    What is told of one month or quarter that is over keeps its value.
    """
    if mine.held & _OTHERS != (theirs.held & _OTHERS):
        return True
    said = (mine.held - mine.names) | (theirs.held - theirs.names)
    return not _PASSING.isdisjoint(said) and not _periods_of(mine) & _periods_of(theirs)


def _periods_of(clause: Clause) -> frozenset[str]:
    """The months, quarters and years that a clause tells of."""
    return frozenset(map(str.casefold, _PERIOD.findall(clause.text)))


def _owns_another(one: Side, other: Side) -> bool:
    """Whether one is of what is beside a thing of whom the other names: "near Ardal's shops"."""
    return any(
        owner in other.held and owner in one.clause.names and owned not in other.held
        for owner, owned in (
            (term_of(match[1].casefold()), term_of(match[2].casefold()))
            for match in _OWNED.finditer(one.clause.text)
        )
    )
