"""What a reader who sets a finding right may mean: names and labels that a briefing holds.

Pure. Fuller names come first, and of equally full ones those that stand most often.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from briefing.corrections import BETWEEN_NAMES
from briefing.digest.briefing import Briefing

SEVERAL = frozenset({"parties"})
"""The fields that hold several values."""


def suggestions(briefing: Briefing, field: str) -> tuple[str, ...]:
    """The values that a correctable field has in a briefing, those to be offered first in front.

    None for fields of which nothing is to be completed, such as days.
    """
    values = _VALUES.get(field)
    if values is None:
        return ()
    counted = Counter(value for value in values(briefing) if value)
    return tuple(sorted(counted, key=lambda v: (-len(v.split()), -counted[v], v)))


def completions(typed: str, offered: Iterable[str], several: bool = False) -> tuple[str, ...]:
    """What was typed may go on to be: the values in which each of its words begins one, in order.

    "Okon" and "t ok" are begun names of Tomas Okonjo. With ``several`` only what stands behind the
    last semicolon is completed.
    """
    between = BETWEEN_NAMES.strip()
    before, _, last = typed.rpartition(between) if several else ("", "", typed)
    begun = last.casefold().split()
    if not begun:
        return ()
    lead = f"{before.strip()}{BETWEEN_NAMES}" if before.strip() else ""
    fitting = (value for value in offered if _is_begun_by(value, begun))
    return tuple(f"{lead}{value}" for value in fitting if f"{lead}{value}" != typed)


def _is_begun_by(value: str, begun: Sequence[str]) -> bool:
    words = value.casefold().split()
    return all(any(word.startswith(start) for word in words) for start in begun)


def _people(briefing: Briefing) -> Iterator[str | None]:
    for row in briefing.speakers:
        if row.attribution in ("named", "body"):
            yield row.name
            yield from row.forms
    yield from _parties(briefing)


def _parties(briefing: Briefing) -> Iterator[str | None]:
    for talk in briefing.talks:
        yield from talk.parties
    for due in briefing.deadlines:
        yield due.who


def _roles(briefing: Briefing) -> Iterator[str | None]:
    return (statement.quote.role for row in briefing.speakers for statement in row.statements)


def _places(briefing: Briefing) -> Iterator[str | None]:
    return (mention.talk.place for talk in briefing.talks for mention in talk.mentions)


def _labels(briefing: Briefing) -> Iterator[str | None]:
    yield from (mention.talk.what for talk in briefing.talks for mention in talk.mentions)
    yield from (m.deadline.what for due in briefing.deadlines for m in due.mentions)


_VALUES: Mapping[str, Callable[[Briefing], Iterator[str | None]]] = {
    "speaker": _people,
    "who": _people,
    "parties": _people,
    "role": _roles,
    "place": _places,
    "what": _labels,
}
