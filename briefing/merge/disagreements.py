"""Who else says so, and who says otherwise: sources of one thing side by side.

Nothing is decided for the reader and nothing is hidden: where articles differ, each value stands
with the mentions that give it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from datetime import date
from itertools import combinations
from typing import TypeVar

from msgspec import Struct

from briefing.article_refs import age_on, origins_of
from briefing.merge.headings import is_nation
from briefing.model import Talk
from briefing.names.parties import is_acronym, party_keys
from briefing.names.words import fold_name
from briefing.rows import DeadlineMention, TalkMention, TalkRow

_FEW_DAYS = 7
"""Days of the longest period that does not contradict days given elsewhere within it. 3 to 14 do
for the labelled cases (``python -m bench.vary briefing.merge.disagreements:_FEW_DAYS VALUES --
pytest tests/briefing/merge``)."""
_PAIR = 2  # parties: of longer lists nobody knows who stands for whom
_JUNIOR = re.compile(r",? (?:jr|sr|i{2,3})\.?$")
_AT_ONCE = 1  # days between two articles of which neither has news for the other
_Mention = TypeVar("_Mention", TalkMention, DeadlineMention)


class Account(Struct, frozen=True):
    """One of the values that articles give for a field, with those that give it, newest first."""

    value: str
    mentions: tuple[TalkMention, ...]


class Difference(Struct, frozen=True):
    """A field of a talk in which articles differ: "place", "day", "parties" or "status"."""

    field: str
    accounts: tuple[Account, ...]


def differences(row: TalkRow) -> tuple[Difference, ...]:
    """The fields in which the articles of a talk differ, every value with its articles."""
    return tuple(Difference(field, _accounts(row.mentions, field)) for field in row.disagreements)


def _accounts(mentions: Sequence[TalkMention], field: str) -> tuple[Account, ...]:
    value = _VALUES[field]
    keys = party_keys(p for m in mentions for p in m.talk.parties) if field == "parties" else {}
    groups: dict[Hashable, tuple[str, list[TalkMention]]] = {}
    for mention in mentions:
        given = value(mention.talk)
        same: Hashable = fold_name(given)
        if keys:
            same = frozenset(keys[party] for party in mention.talk.parties)
        if given:
            groups.setdefault(same, (given, []))[1].append(mention)
    return tuple(Account(given, tuple(group)) for given, group in groups.values())


def _days(talk: Talk) -> str:
    if not (talk.start and talk.end):
        return ""
    first, last = talk.start.isoformat(), talk.end.isoformat()
    return first if first == last else f"{first} to {last}"


_VALUES: dict[str, Callable[[Talk], str]] = {
    "place": lambda talk: talk.place or "",
    "day": _days,
    "parties": lambda talk: ", ".join(talk.parties),
    "status": lambda talk: talk.status,
}


def differing(mentions: Sequence[TalkMention]) -> tuple[str, ...]:
    """Names of the fields in which accounts of one talk, newest first, contradict each other.

    Only what independent sources say at one time is compared: an account that is merely older, or
    less precise, contradicts nothing.
    """
    first = mentions[0].talk
    if all(_gives_the_same(mention.talk, first) for mention in mentions):
        return ()
    if not _are_independent(mentions):
        return ()
    return tuple(_differing(mentions))


def _gives_the_same(talk: Talk, other: Talk) -> bool:
    return talk is other or (talk.place, talk.start, talk.end, talk.parties, talk.status) == (
        other.place,
        other.start,
        other.end,
        other.parties,
        other.status,
    )


def _of_one_time(mentions: Sequence[_Mention]) -> Sequence[_Mention]:
    """The newest accounts of each source, of those that are not older than the news."""
    origins = origins_of(mention.article for mention in mentions)
    newest: dict[Hashable, int] = {}
    for mention in mentions:
        origin, age = origins[mention.article.id], mention.article.age
        newest[origin] = min(age, newest.get(origin, age))
    latest = min(newest.values())
    return [
        mention
        for mention in mentions
        if mention.article.age == newest[origins[mention.article.id]]
        and mention.article.age - latest <= _AT_ONCE
    ]


def _are_independent(mentions: Sequence[_Mention]) -> bool:
    origins = origins_of(mention.article for mention in mentions)
    return len(set(origins.values())) > 1


def are_at_one_time(one: Sequence[DeadlineMention], other: Sequence[DeadlineMention]) -> bool:
    """Whether independent sources give the two at one time: neither is merely older."""
    mine, theirs = ([m.article for m in own] for own in (one, other))
    # Accounts are many, their days few.
    latest = [min(map(age_on, {ref.day for ref in own})) for own in (mine, theirs)]
    if abs(latest[0] - latest[1]) > _AT_ONCE:
        return False
    if not any(ref.copy_of for ref in (*mine, *theirs)):  # ``origins_of`` would say the same
        return {ref.source or ref.id for ref in mine}.isdisjoint(
            [ref.source or ref.id for ref in theirs]
        )
    origins = origins_of((*mine, *theirs))
    return {origins[ref.id] for ref in mine}.isdisjoint([origins[ref.id] for ref in theirs])


def _differing(mentions: Sequence[TalkMention]) -> Iterator[str]:
    talks = list(dict.fromkeys(m.talk for m in mentions))
    current = list(dict.fromkeys(m.talk for m in _of_one_time(mentions)))
    if _places_clash(current):
        yield "place"
    periods = {(t.start, t.end) for t in talks if t.start and t.end}
    if _days_clash({(t.start, t.end) for t in current if t.start and t.end}, periods):
        yield "day"
    if _parties_clash(current, talks):
        yield "parties"
    if len({t.status for t in talks}) > 1 and _statuses_clash(mentions):
        yield "status"


def _places_clash(talks: Sequence[Talk]) -> bool:
    """Whether places exclude each other, those aside that another gives more precisely."""
    places = {fold_name(t.place): t for t in talks if t.place}
    exact = [
        name
        for name, talk in places.items()
        if not any(_holds(name, talk, other, more) for other, more in places.items())
    ]
    return len(exact) > 1


def _holds(name: str, talk: Talk, other: str, more: Talk) -> bool:
    """Whether the other place is within that one: "Norway" and "Oslo", "Oslo" and "Oslo port"."""
    if name == other:
        return False
    within = talk.country is not None and talk.country == more.country and is_nation(name)
    return within or set(name.split()) < set(other.split())


def _days_clash(periods: set[tuple[date, date]], ever: set[tuple[date, date]]) -> bool:
    """Whether days exclude each other, those aside that are part of a few days ``ever`` given."""
    few = [(a, b) for a, b in ever if (b - a).days <= _FEW_DAYS]
    whole = [
        (a, b)
        for a, b in periods
        if not any(c <= a and b <= d and (c, d) != (a, b) for c, d in few)
    ]
    return len(whole) > 1 and min(b for _, b in whole) < max(a for a, _ in whole)


def _parties_clash(talks: Iterable[Talk], ever: Iterable[Talk]) -> bool:
    """Whether two lists of parties exclude each other; a shorter one may just be incomplete.

    Lists are incomplete as well where an article ``ever`` names all of both, and where they share a
    body with members of its own: "Ukraine and the OSCE", "Russia and the OSCE". Lists that have
    nobody in common name envoys here and the states that sent them there.
    """
    every = [talk.parties for talk in ever if talk.parties]
    keys = party_keys(name for names in every for name in names)
    bodies = {key for name, key in keys.items() if is_acronym(name)}
    wholes = {frozenset(keys[name] for name in names) for names in every}
    lists = {frozenset(keys[name] for name in talk.parties) for talk in talks if talk.parties}
    return any(
        len(one) == len(other) > 1
        and len(one & other) == 1
        and not one & other & bodies
        and not (len(one) == _PAIR and _may_be_one(*one ^ other))
        and not any(one | other <= whole for whole in wholes)
        for one, other in combinations(lists, 2)
    )


def _may_be_one(name: str, other: str) -> bool:
    """Whether one of two parties may be the envoy of the other, which is a state, or both are
    called by one last name: "Joe Lind" and "Joseph R. Lind Jr."."""
    if is_nation(name) != is_nation(other):
        return True
    last, others = (_JUNIOR.sub("", each).split()[-1:] for each in (name, other))
    return last == others


_OFF = {"cancelled", "postponed"}


def _statuses_clash(mentions: Sequence[TalkMention]) -> bool:
    """Whether it is called off and goes ahead in articles of one day, or goes ahead in later ones.

    Planned, then called off, is the course of things and no contradiction.
    """
    off = [m.article.day for m in mentions if m.talk.status in _OFF and m.article.day]
    on = [m.article.day for m in mentions if m.talk.status not in _OFF and m.article.day]
    return bool(off and on) and min(off) <= max(on)


def unsettled(mentions: Sequence[DeadlineMention]) -> tuple[str, ...]:
    """``("status",)`` if accounts of one deadline differ on whether it still stands."""
    if len({mention.deadline.cancelled for mention in mentions}) < 2:
        return ()
    if not _are_independent(mentions):
        return ()
    off = [m.article.day for m in mentions if m.deadline.cancelled and m.article.day]
    on = [m.article.day for m in mentions if not m.deadline.cancelled and m.article.day]
    return ("status",) if off and on and min(off) <= max(on) else ()
