"""Who else says so, and who says otherwise: sources of one thing side by side.

Nothing is decided for the reader and nothing is hidden: where articles differ, each value stands
with the mentions that give it.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from datetime import date
from itertools import combinations

from msgspec import Struct

from briefing.model import Talk
from briefing.names.parties import is_acronym, party_keys
from briefing.names.words import fold_name
from briefing.rows import DeadlineMention, TalkMention, TalkRow

_FEW_DAYS = 7
"""Days of the longest period that does not contradict days given elsewhere within it. 3 to 14 do
for the labelled cases (``python -m bench.vary briefing.merge.disagreements:_FEW_DAYS VALUES --
pytest tests/briefing/merge``)."""


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
    """Names of the fields in which accounts of one talk, newest first, contradict each other."""
    return tuple(_differing(mentions))


def _differing(mentions: Sequence[TalkMention]) -> Iterator[str]:
    talks = list(dict.fromkeys(m.talk for m in mentions))
    if len({fold_name(t.place) for t in talks if t.place}) > 1:
        yield "place"
    if _days_clash({(t.start, t.end) for t in talks if t.start and t.end}):
        yield "day"
    if _parties_clash(talks):
        yield "parties"
    if len({t.status for t in talks}) > 1 and _statuses_clash(mentions):
        yield "status"


def _days_clash(periods: set[tuple[date, date]]) -> bool:
    """Whether days exclude each other, those aside that are part of a few days given elsewhere."""
    few = [(a, b) for a, b in periods if (b - a).days <= _FEW_DAYS]
    whole = [
        (a, b)
        for a, b in periods
        if not any(c <= a and b <= d and (c, d) != (a, b) for c, d in few)
    ]
    return len(whole) > 1 and min(b for _, b in whole) < max(a for a, _ in whole)


def _parties_clash(talks: Iterable[Talk]) -> bool:
    """Whether two lists of parties exclude each other; a shorter one may just be incomplete.

    Lists are incomplete as well where another article names all of both, and where they share a
    body with members of its own: "Ukraine and the OSCE", "Russia and the OSCE". Lists that have
    nobody in common name envoys here and the states that sent them there.
    """
    parties_of_each = [talk.parties for talk in talks if talk.parties]
    keys = party_keys(name for names in parties_of_each for name in names)
    bodies = {key for name, key in keys.items() if is_acronym(name)}
    lists = {frozenset(keys[name] for name in names) for names in parties_of_each}
    return any(
        len(one) == len(other) > 1
        and len(one & other) == 1
        and not one & other & bodies
        and not any(one | other <= whole for whole in lists)
        for one, other in combinations(lists, 2)
    )


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
    off = [m.article.day for m in mentions if m.deadline.cancelled and m.article.day]
    on = [m.article.day for m in mentions if not m.deadline.cancelled and m.article.day]
    return ("status",) if off and on and min(off) <= max(on) else ()
