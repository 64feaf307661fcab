"""What a user looks out for: speakers, places, parties, phrases, searches; and why it matched.

Names match by their words, whatever case, accent or title; phrases word by word in order; searches
by all their words in any order. Only findings and titles are looked at, never other text, so that
every match is one that can be shown.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from msgspec import Struct
from msgspec.structs import fields

from briefing.digest import Briefing
from briefing.errors import UsageError
from briefing.identity import fold
from briefing.remarks import Finding
from briefing.rows import DeadlineRow, SpeakerRow, Statement, TalkRow
from briefing.words import words

REMEMBERED = 5_000  # findings a watch that are known to have been shown


class Watch(Struct, frozen=True):
    """What to look out for under one name; any member of any field is enough."""

    name: str
    speakers: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    parties: tuple[str, ...] = ()
    phrases: tuple[str, ...] = ()
    searches: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if not self.name.strip():
            raise UsageError("watch", "has no name", "Give one, such as: black-sea")
        for field in _KINDS:
            for value in getattr(self, field):
                if not words(value):
                    raise UsageError(f"watch {self.name}", f"{value!r} has no word in it")
        if not any(getattr(self, field) for field in _KINDS):
            raise UsageError(
                f"watch {self.name}",
                "looks out for nothing",
                "Give a speaker, a place, a party, a phrase or a search",
            )


_KINDS = ("speakers", "places", "parties", "phrases", "searches")


class Match(Struct, frozen=True):
    """A finding that a watch looks out for, and why: "speaker Ana Lind", "party OSCE"."""

    finding: Finding
    why: tuple[str, ...]


def watch_to_json(watch: Watch) -> dict[str, Any]:
    """A watch as a JSON object."""
    found = {f.name: getattr(watch, f.name) for f in fields(watch)}
    return {name: list(v) if isinstance(v, tuple) else v for name, v in found.items()}


def watch_from_json(record: Mapping[str, Any]) -> Watch:
    """The inverse; raises KeyError or TypeError otherwise, UsageError for an empty watch."""
    return Watch(record["name"], **{kind: tuple(record[kind]) for kind in _KINDS})


def matches(watch: Watch, briefing: Briefing) -> tuple[Match, ...]:
    """All findings of a briefing that the watch looks out for, in the order of the briefing."""
    wanted = _Wanted(watch)
    found = [
        Match(statement, why)
        for row in briefing.speakers
        for statement in row.statements
        if (why := tuple(wanted.in_statement(row, statement)))
    ]
    found += [Match(t, why) for t in briefing.talks if (why := tuple(wanted.in_talk(t)))]
    found += [Match(d, why) for d in briefing.deadlines if (why := tuple(wanted.in_deadline(d)))]
    return tuple(found)


class _Wanted:
    """A watch with its words taken apart once."""

    def __init__(self, watch: Watch) -> None:
        self.speakers = [(name, fold(name).split()) for name in watch.speakers]
        self.places = [(name, _padded(name)) for name in watch.places]
        self.parties = [(name, _padded(name)) for name in watch.parties]
        self.phrases = [(name, _padded(name)) for name in watch.phrases]
        self.searches = [(name, words(name)) for name in watch.searches]

    def in_statement(self, row: SpeakerRow, statement: Statement) -> Iterator[str]:
        spoken = fold(row.name).split() if row.name else []
        for name, parts in self.speakers:
            if spoken and all(part in spoken for part in parts):
                yield f"speaker {name}"
        yield from self._in_words(statement.quote.content, (statement,))

    def in_talk(self, row: TalkRow) -> Iterator[str]:
        yield from _named("place", self.places, [row.place or "", row.what])
        yield from _named("party", self.parties, [*row.parties, row.what])
        yield from self._in_words(f"{row.what} {row.outcome or ''}", row.mentions)

    def in_deadline(self, row: DeadlineRow) -> Iterator[str]:
        yield from _named("place", self.places, [row.what])
        yield from _named("party", self.parties, [row.who or "", row.what])
        yield from self._in_words(f"{row.who or ''} {row.what}", row.mentions)

    def _in_words(self, text: str, told: Iterable[Any]) -> Iterator[str]:
        titles = [mention.head.title for mention in told]
        yield from _named("phrase", self.phrases, [text])
        for name, phrase in self.phrases:
            if phrase not in _padded(text) and any(phrase in _padded(t) for t in titles):
                yield f"phrase {name} in a title"
        for name, parts in self.searches:
            if any(set(parts) <= set(words(f"{text} {title}")) for title in titles):
                yield f"search {name}"


def _padded(text: str) -> str:
    return f" {' '.join(words(fold(text) or text))} "


def _named(kind: str, wanted: Iterable[tuple[str, str]], values: Iterable[str]) -> Iterator[str]:
    shown = [_padded(value) for value in values if value]
    for name, padded in wanted:
        if any(padded in value for value in shown):
            yield f"{kind} {name}"


def keys(finding: Finding) -> Iterator[str]:
    """What tells a finding's accounts from all others: article, kind and where it starts."""
    if isinstance(finding, Statement):
        yield f"{finding.head.id} quote {finding.quote.spans[0].start}"
        return
    kind = "talk" if isinstance(finding, TalkRow) else "deadline"
    for mention in finding.mentions:
        yield f"{mention.head.id} {kind} {mention.evidence.spans[0].start}"


def unseen(found: Iterable[Match], seen: Iterable[str]) -> tuple[Match, ...]:
    """The matches that rest on an account which is not among the keys seen before."""
    known = set(seen)
    return tuple(match for match in found if not known.issuperset(keys(match.finding)))


def remember(found: Iterable[Match], seen: Iterable[str]) -> tuple[str, ...]:
    """The keys seen once these matches have been shown; the oldest are let go."""
    shown = (key for match in found for key in keys(match.finding))
    return tuple(dict.fromkeys((*shown, *seen)))[:REMEMBERED]


def described(watch: Watch) -> str:
    """What a watch looks out for: ``speaker Ana Lind; place Vienna``."""
    return "; ".join(
        f"{singular} {value}"
        for kind, singular in zip(
            _KINDS, ("speaker", "place", "party", "phrase", "search"), strict=True
        )
        for value in getattr(watch, kind)
    )
