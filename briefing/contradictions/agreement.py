"""Whether two clauses are of one thing, by their names, their subjects, acts and terms."""

from __future__ import annotations

from functools import lru_cache
from itertools import product

from msgspec import Struct

from briefing.contradictions.claims import Claim
from briefing.contradictions.clauses import Clause
from briefing.contradictions.terms import single_acts, term_of, terms_of
from briefing.extract.places.gazetteer import gazetteer


def share_most(
    mine: frozenset[str], theirs: frozenset[str], of_smaller: float, of_larger: float
) -> bool:
    """Whether of the terms of two clauses that share of the fewer and of the more are in both."""
    smaller, larger = sorted((len(mine), len(theirs)))
    return len(mine & theirs) >= max(of_smaller * smaller, of_larger * larger)


_GENERIC = terms_of("generic_names.txt")
_OF_SMALLER, _OF_LARGER = 0.5, 0.25  # of the terms of two clauses that tell of one event


@lru_cache(maxsize=1)
def of_countries() -> frozenset[str]:
    """The terms of the names of countries and of their people."""
    known = gazetteer()
    names = (*(entry.place.name for entry in known.countries.values()), *known.demonyms)
    return frozenset(term_of(word) for name in names for word in name.casefold().split())


@lru_cache(maxsize=4096)
def _is_a_city(term: str) -> bool:
    """Whether many things happen in the place of that name."""
    return any(entry.place.kind == "city" for entry in gazetteer().names.get(term) or ())


class Side(Struct, frozen=True):
    """A clause in its claim."""

    claim: Claim
    clause: Clause

    @property
    def held(self) -> frozenset[str]:
        """The terms of the clause, and of whom its pronoun means."""
        subject = self.claim.subject(self.clause)
        return self.clause.held | subject if subject else self.clause.held

    @property
    def context(self) -> frozenset[str]:
        """The terms of names beside a clause that has none itself, and may be of them."""
        return frozenset() if self.clause.names else self.claim.context


class Agreement(Struct, frozen=True):
    """Two clauses, the earlier one first, and the terms that both hold."""

    one: Side
    other: Side
    shared: frozenset[str]

    @property
    def names(self) -> frozenset[str]:
        """The terms that either has as a name."""
        one, other = self.one, self.other
        names = one.clause.names | other.clause.names
        return names | one.claim.subject(one.clause) | other.claim.subject(other.clause)

    @property
    def common_names(self) -> frozenset[str]:
        """The terms of names that both have, in the clause or beside it, and that tell from others.

        A name that is no more than a country's is of too many things.
        """
        return ((self.names & self.shared) | self.names_beside) - _GENERIC - of_countries()

    @property
    def names_beside(self) -> frozenset[str]:
        """The terms of names that one has in the clause or beside it, and the other beside it."""
        one, other = self.one, self.other
        return ((one.context & (other.held | other.context)) | (other.context & one.held)) - (
            self.shared
        )

    @property
    def is_of_one_event(self) -> bool:
        """Whether both tell of what happens to one named thing once."""
        if self.shared.isdisjoint(single_acts()) or not self.is_most(_OF_SMALLER, _OF_LARGER):
            return False
        names = (self.names & self.shared) - _GENERIC - of_countries() - single_acts()
        return any(not _is_a_city(name) for name in names)

    @property
    def share_a_day(self) -> bool:
        """Whether both give the same day."""
        mine = self.one.claim.days_of(self.one.clause)
        return not mine.isdisjoint(self.other.claim.days_of(self.other.clause))

    @property
    def apart(self) -> int:
        """How many days the other is later."""
        return self.one.claim.days_before(self.other.claim)

    @property
    def is_by_one_speaker(self) -> bool:
        """Whether one named speaker says both; or the first, what the other's will do."""
        one, holder = self.one, self.other.claim.voice
        if one.claim.is_by_whom(self.other.claim):
            return True
        first = one.clause.chains[0] if one.clause.chains else ()
        return one.clause.ahead and first[-1:] == (holder,) and one.clause.terms[0] in first

    def is_most(self, of_smaller: float, of_larger: float) -> bool:
        """Whether the clauses share that much of what each says."""
        return share_most(self.one.held, self.other.held, of_smaller, of_larger)

    @property
    def are_of_other_days(self) -> bool:
        """Whether both clauses give days, and no day is in both."""
        mine = self.one.claim.days_of(self.one.clause)
        theirs = self.other.claim.days_of(self.other.clause)
        return bool(mine and theirs) and mine.isdisjoint(theirs)


def are_of_others(one: Side, other: Side) -> bool:
    """Whether each names somebody or something that the other does not, or another year."""
    if _names_more(one, other) and _names_more(other, one):
        return True
    if any(_are_namesakes(*pair) for pair in product(one.clause.chains, other.clause.chains)):
        return True
    years = one.claim.years, other.claim.years
    return all(years) and years[0].isdisjoint(years[1])


def _are_namesakes(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether two names begin alike and end otherwise: "Hilda Moen" and "Hilda Mars"."""
    differ = one[0] == other[0] and one[-1] != other[-1] and min(len(one), len(other)) > 1
    return differ and one[-1] not in other and other[-1] not in one


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
    if (
        one.clause.pronoun
        or other.clause.pronoun
        or any(side.claim.names_itself(side.clause) for side in (one, other))
    ):
        mine, theirs = one.claim.subject(one.clause), other.claim.subject(other.clause)
        return mine.isdisjoint(other.held) and theirs.isdisjoint(one.held)
    mine_first, their_first = one.clause.terms[0], other.clause.terms[0]
    return mine_first not in other.clause.held and their_first not in one.clause.held


def give_other_years(one: Side, other: Side) -> bool:
    """Whether one is of a year before, and the other does not say so: "in 2018 40 came"."""
    days = (side.claim.article.day for side in (one, other))
    now = {str(day.year) for day in days if day}
    mine, theirs = one.claim.years - now, other.claim.years - now
    return mine != theirs
