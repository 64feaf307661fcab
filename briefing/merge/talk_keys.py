"""Under what an account of talks is found by later ones, and where it looks for earlier ones."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence
from functools import lru_cache
from itertools import combinations

from briefing.merge.talk_accounts import ADJACENT, TalkTraits, days_of, kinds, subject_of

ABOUT = "about"
UNDATED = "undated"
_PERIOD = "period"
_KIND = "kind"
TABLE = 2  # parties that make a meeting theirs
_PAIRED = 6  # parties of a moved meeting that are looked up two by two: a bound on the work


@lru_cache(maxsize=16_384)
def keys_offered(traits: TalkTraits) -> tuple[Hashable, ...]:
    """Under what later accounts find this one."""
    return tuple(_keys_offered(traits))


def _keys_offered(traits: TalkTraits) -> Iterator[Hashable]:
    for day in _days_meant(traits):
        yield day
        for word in subject_of(traits.what):
            yield day, ABOUT, word
        for kind in kinds(traits.what):
            yield day, _KIND, kind
        if traits.place:
            yield day, traits.place
        for party in sorted(traits.parties):
            yield day, party
    if traits.place:
        for party in sorted(traits.parties):
            yield traits.place, party
    if traits.postponed or traits.planned:
        for pair in _pairs(traits):
            yield traits.postponed, *pair
    if traits.first is None and len(traits.parties) >= TABLE:
        yield UNDATED, traits.parties
    if traits.first != traits.last:
        yield _PERIOD, traits.first, traits.last


@lru_cache(maxsize=16_384)
def keys_sought_in_event(traits: TalkTraits) -> tuple[Hashable, ...]:
    """Where an account looks for those of its event: its place, its days, its subject."""
    return tuple(_keys_sought_in_event(traits))


def _keys_sought_in_event(traits: TalkTraits) -> Iterator[Hashable]:
    subject = sorted(subject_of(traits.what))
    for day in days_of(traits):
        if traits.place:
            yield day, traits.place
        for word in subject:
            yield day, ABOUT, word
        for kind in sorted(kinds(traits.what)):
            yield day, _KIND, kind
    if traits.first != traits.last:
        yield _PERIOD, traits.first, traits.last


def _days_meant(traits: TalkTraits) -> Sequence[int]:
    """Its days, and the one that stood before."""
    days = days_of(traits)
    return days if traits.moved_from is None else (*days, traits.moved_from)


@lru_cache(maxsize=16_384)
def keys_sought(traits: TalkTraits) -> tuple[Hashable, ...]:
    """Where this account looks for earlier ones, which tell at least as much as it does."""
    return tuple(_keys_sought(traits))


def _keys_sought(traits: TalkTraits) -> Iterator[Hashable]:
    days = days_of(traits)
    for day in _days_meant(traits):
        if traits.place:
            yield day, traits.place
        for party in sorted(traits.parties):
            yield day, party
    if traits.place and days:
        yield days[0] - ADJACENT, traits.place
        yield days[-1] + ADJACENT, traits.place
    if traits.place and not days:
        for party in sorted(traits.parties):
            yield traits.place, party
    if traits.postponed or traits.planned:
        for pair in _pairs(traits):
            yield True, *pair
            if traits.postponed:
                yield False, *pair


def _pairs(traits: TalkTraits) -> Iterator[tuple[str, str]]:
    yield from combinations(sorted(traits.parties)[:_PAIRED], 2)
