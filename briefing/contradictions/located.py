"""Whether two clauses say of one event that it was in two places, neither of them in the other."""

from __future__ import annotations

import re

from msgspec.structs import replace

from briefing.contradictions.agreement import Agreement, Side, are_of_others, share_most
from briefing.contradictions.locations import Location
from briefing.contradictions.rows import Kind
from briefing.extract.places.gazetteer import fold, gazetteer
from briefing.names.people import initials

_SHARED = 2  # terms beside the places, one of them of what happens, one a name
_OF_SMALLER, _OF_LARGER = 0.4, 0.3  # of the terms beside the places
_OF_EVENTS = 0.5, 0.35  # of them in clauses that tell of one event
_AREA = re.compile(
    r"\b(?:County|Province|Region|District|State|Valley|Coast|Peninsula|Governorate)$"
)
"""How the name of an area ends, in which others of no gazetteer may lie."""
_AT_ONE_TIME = 1  # days between two articles that tell of one event


def other_place(agreement: Agreement) -> Kind | None:
    """Whether two clauses give one event another place."""
    one, other = agreement.one, agreement.other
    if abs(agreement.apart) > _AT_ONE_TIME:
        return None
    mine, theirs = _beside(one, other), _beside(other, one)
    if len(mine) != 1 or len(theirs) != 1 or _share_a_place(one, other):
        return None
    if _is_told_beside(mine[0], other) or _is_told_beside(theirs[0], one):
        return None
    rest, their_rest = one.held - mine[0].terms, other.held - theirs[0].terms
    shared = rest & their_rest
    if agreement.are_of_other_days:
        return None
    is_one = agreement.is_of_one_event and share_most(rest, their_rest, *_OF_EVENTS)
    if not is_one and not (
        len(shared) >= _SHARED
        and share_most(rest, their_rest, _OF_SMALLER, _OF_LARGER)
        and shared & agreement.names
    ):
        return None
    if are_of_others(_without(one, mine[0]), _without(other, theirs[0])):
        return None
    return "place" if _are_apart(mine[0], theirs[0]) else None


def _beside(side: Side, other: Side) -> list[Location]:
    """The places of one clause of which the other has no word."""
    return [each for each in side.clause.locations if each.named.isdisjoint(other.held)]


def _is_told_beside(place: Location, side: Side) -> bool:
    """Whether the sentence of a side names a place in another clause: "Osby, a town in Sardal"."""
    return any(place.named <= clause.held for clause in side.claim.clauses)


def _share_a_place(one: Side, other: Side) -> bool:
    """Whether one names a place within a country, and the other names it too."""
    names = gazetteer().names
    return any(
        each.named <= other.held
        and not any(entry.place.kind == "country" for entry in names.get(fold(each.name)) or ())
        for each in one.clause.locations
    )


def _without(side: Side, location: Location) -> Side:
    """A side that names no place."""
    chains = tuple(c for c in side.clause.chains if location.terms.isdisjoint(c))
    return replace(side, clause=replace(side.clause, chains=chains))


def _are_apart(one: Location, other: Location) -> bool:
    """Whether neither place can lie in the other: two cities, or two that no gazetteer has."""
    if initials(one.name) == fold(other.name) or initials(other.name) == fold(one.name):
        return False  # "the European Union" is "the EU"
    if _AREA.search(one.name) or _AREA.search(other.name):
        return False
    names = gazetteer().names
    mine, theirs = names.get(fold(one.name)), names.get(fold(other.name))
    if not mine and not theirs:
        return True
    kinds = {entry.place.kind for entry in (*mine, *theirs)}
    return bool(mine and theirs) and kinds == {"city"}
