"""Whether one clause denies what another says.

It does where it repeats it: what a denial adds narrows it, so that most of its words have to stand
in what it denies.
"""

from __future__ import annotations

import re

from briefing.contradictions.agreement import Agreement, Side, have_other_subjects
from briefing.contradictions.clauses import Clause
from briefing.contradictions.denials import Denial
from briefing.contradictions.rows import Kind
from briefing.contradictions.terms import term_of

_OF_A_DENIAL = 0.6  # of its terms, that stand in what it denies
_DENIED = 0.66  # of the terms after "not" or "no", that do
_SHARED = 3  # terms, or all of the denial
_MANY = 4  # terms that outweigh a subject that is a pronoun
_NO_NEWS = frozenset(map(term_of, "comment responsibility".split()))
_GENERAL = frozenset(
    map(
        term_of,
        "know think say tell see go come want like feel believe idea need mean look become".split(),
    )
)
_MONEY = frozenset((term_of("money"),))
_CURRENCIES = frozenset(
    map(term_of, "dollar euro pound yen yuan rouble rupee franc crown peso dinar rial lira".split())
)
_HAS_BEEN = re.compile(r"\b(?:has|have|had) (?!been (?:no|never)\b)\w+")
"""What was so up to a day, and may be so no longer."""
_AGREES = re.compile(r"(?i)\b(?:reject|refus|dismiss|den(?:y|ie|ial))(?:s|d|ed|al|ion|ing)?\b")
"""Words by which a clause denies what a denial denies as well."""
_FOR_SOME = re.compile(
    r"\bfor (?:(?:the|its|their|any|some|all) )?"
    r"(?!(?:minutes|hours|days|weeks|months|years|decades|centuries|reasons)\b)([a-z]{3,}s)\b"
)
"""Those for whom alone something may be denied."""
_VERBAL = frozenset("he she it they".split())


def _holds_denied(held: frozenset[str], denial: Denial) -> bool:
    """Whether terms are of what is denied: by its verb, or by what a light verb is of."""
    if denial.of_light and held.issuperset(denial.of_light):
        return True
    return sum(term in held for term in denial.terms) >= _DENIED * len(denial.terms)


def _is_of_fewer_places(denial: Clause, said: Side) -> bool:
    """Whether a denial has a place more than what it denies: "sells no phones made in Norland"."""
    shared = [place.named <= said.held for place in denial.locations]
    return any(shared) and not all(shared)


def _is_for_fewer(denial: Clause, said: Side) -> bool:
    """Whether it is denied for such as the other does not name: "raised no tolls for lorries"."""
    return any(term_of(word) not in said.held for word in _FOR_SOME.findall(denial.text))


def _is_of_fewer(denial: Denial, said: Side) -> bool:
    """Whether it is denied of such as the other does not name: "none of the women in the team"."""
    if denial.of_any and said.held.isdisjoint(denial.of_any):
        return True
    missing = [term for term in denial.of_whom if term not in said.held]
    return bool(missing) and len(missing) < len(denial.of_whom)


def _means_money(side: Side) -> frozenset[str]:
    """The term of money where a clause tells of a sum of it."""
    units = frozenset[str]().union(*(count.unit for count in side.clause.counts))
    return _MONEY if units & _CURRENCIES else frozenset()


def denied(agreement: Agreement) -> Kind | None:
    """How one of two clauses denies the other, whichever of them is the denial."""
    one, other, since = agreement.one, agreement.other, -agreement.apart
    if other.clause.denial is None:
        one, other, since = other, one, -since
    denial = other.clause.denial
    changes = agreement.is_by_one_speaker
    said = one.clause.held | _means_money(one)
    shared = said & other.clause.held
    if denial is None or not _NO_NEWS.isdisjoint(shared) or agreement.are_of_other_days:
        return None
    if changes and not since:
        return None
    if not changes and (
        since > 0 or (other.clause.changed and (since or _HAS_BEEN.search(one.clause.text)))
    ):
        return None  # it may have come about since
    if other.claim.refers_back(other.clause) and (
        abs(since) > 1 or len(other.clause.held) < _SHARED
    ):
        return None
    if shared <= _GENERAL | agreement.names:
        return None  # of "never knew" it is the object that counts
    if _is_of_fewer_places(other.clause, one) or _is_for_fewer(other.clause, one):
        return None
    if _is_of_fewer(denial, one):
        return None
    if _AGREES.search(one.clause.text) and not _AGREES.search(other.clause.text):
        return None
    named = not other.claim.subject(other.clause).isdisjoint(one.held)
    named = named or changes
    held = len(other.clause.held) + named
    enough = _SHARED - (len(shared) == len(other.clause.held) and abs(since) <= 1)
    if not agreement.names & agreement.shared and abs(since) > 1 and not changes:
        return None
    days = one.claim.days_of(one.clause), other.claim.days_of(other.clause)
    if denial.begins and len(other.clause.held) < _SHARED and not days[0] & days[1]:
        return None
    if len(shared) + named < max(enough, _OF_A_DENIAL * held):
        return None
    if denial.by_verb:
        if not shared.issuperset(denial.terms):
            return None
    elif not _holds_denied(said, denial):
        return None
    if not denial.begins and have_other_subjects(one, other):
        by_pronoun = other.clause.pronoun in _VERBAL and not one.clause.pronoun
        by_pronoun = by_pronoun and other.claim.speaker is not None
        if not (by_pronoun or denial.of_light) or len(shared) < _MANY:
            return None
    if changes:
        return "position changed"
    return "denial" if denial.by_verb or named else "polarity"
