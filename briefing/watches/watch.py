"""What a user looks out for: speakers, places, parties, phrases, searches; and why it matched.

Names match by their words, whatever case, accent or title; phrases word by word in order; saved
searches as in ``briefing.query``. Only findings and titles are looked at, never other text, so
that every match is one that can be shown.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any, TypeAlias

from msgspec import Struct
from msgspec.structs import fields

from briefing.digest.briefing import Briefing
from briefing.digest.remarks import Finding, accounts_of
from briefing.errors import UsageError
from briefing.kinds import kind_of
from briefing.model import Deadline, Talk
from briefing.names.people import fold
from briefing.names.words import words
from briefing.rows import (
    DeadlineMention,
    DeadlineRow,
    FindingMention,
    SpeakerRow,
    Statement,
    TalkMention,
    TalkRow,
    Utterance,
)
from briefing.search.searchable import Searchable

if TYPE_CHECKING:
    from briefing.search.query import Query

REMEMBERED = 5_000  # findings a watch that are known to have been shown


class Watch(Struct, frozen=True):
    """What to look out for under one name; any member of any field is enough.

    ``on_match`` is a command with its arguments, run for each new item (``watches.on_match``).
    Raises ``UsageError`` for a watch that can find nothing.
    """

    name: str
    speakers: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    parties: tuple[str, ...] = ()
    phrases: tuple[str, ...] = ()
    searches: tuple[str, ...] = ()
    on_match: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if not self.name.strip():
            raise UsageError("watch", "has no name", "Give one, such as: black-sea")
        if self.on_match and not self.on_match[0].strip():
            raise UsageError(f"watch {self.name}", "has an on_match without a command")
        for field in KINDS:
            for value in getattr(self, field):
                if not words(value) or (field == "searches" and not _query(value)):
                    raise UsageError(f"watch {self.name}", f"{value!r} has no word in it")
        if not any(getattr(self, field) for field in KINDS):
            raise UsageError(
                f"watch {self.name}",
                "looks out for nothing",
                "Give a speaker, a place, a party, a phrase or a search",
            )


KINDS = ("speakers", "places", "parties", "phrases", "searches")


class Match(Struct, frozen=True):
    """A finding that a watch looks out for, and why: "speaker Ana Lind", "party OSCE"."""

    finding: Finding
    why: tuple[str, ...]


def watch_to_json(watch: Watch) -> dict[str, Any]:
    """A watch as a JSON object."""
    values = {f.name: getattr(watch, f.name) for f in fields(watch)}
    return {name: list(v) if isinstance(v, tuple) else v for name, v in values.items()}


def watch_from_json(record: Mapping[str, Any]) -> Watch:
    """The inverse; raises KeyError or TypeError otherwise, UsageError for an empty watch."""
    return Watch(record["name"], **{kind: tuple(record[kind]) for kind in KINDS})


def matches(watch: Watch, briefing: Briefing) -> tuple[Match, ...]:
    """All findings of a briefing that the watch looks out for, in the order of the briefing."""
    return matches_of_each((watch,), briefing)[0]


def matches_of_each(watches: Sequence[Watch], briefing: Briefing) -> list[tuple[Match, ...]]:
    """``matches`` of each of the watches, in one pass over the briefing."""
    by_number: list[list[Match]] = [[] for _ in watches]
    for finding, reasons in _Seekers(watches).among(briefing):
        by_watch: dict[int, list[str]] = {}
        for number, why in reasons:
            by_watch.setdefault(number, []).append(why)
        for number, words_of_it in by_watch.items():
            by_number[number].append(Match(finding, tuple(dict.fromkeys(words_of_it))))
    return [tuple(each) for each in by_number]


def occurs_in(watch: Watch, text: str) -> bool:
    """Whether a speaker, place, party or phrase of the watch is named in a text, by all its words.

    For words in which nothing is found any more: what an outlet has taken out. Searches ask for
    more than words, and find nothing there.
    """
    padded = _padded(text)
    names = (*watch.speakers, *watch.places, *watch.parties, *watch.phrases)
    return any(_padded(name) in padded for name in names)


Reason: TypeAlias = tuple[int, str]
"""The number of a watch, and why it matches."""


class _Seekers:
    """What some watches look out for, by its kind, to be sought in one pass over a briefing."""

    def __init__(self, watches: Sequence[Watch]) -> None:
        each = list(enumerate(watches))
        self._speakers = [(n, name, fold(name).split()) for n, w in each for name in w.speakers]
        self._places = [(n, name, _padded(name)) for n, w in each for name in w.places]
        self._parties = [(n, name, _padded(name)) for n, w in each for name in w.parties]
        self._phrases = [(n, name, _padded(name)) for n, w in each for name in w.phrases]
        self._searches = [(n, text, _query(text)) for n, w in each for text in w.searches]

    def among(self, briefing: Briefing) -> Iterator[tuple[Finding, list[Reason]]]:
        """The findings of a briefing that are wanted, in its order, each with the reasons."""
        in_words = bool(self._phrases or self._searches)
        for row in briefing.speakers if in_words or self._speakers else ():
            speaks = list(self._speaking(row.name))
            for said in row.statements if in_words or speaks else ():
                if why := [*speaks, *self._in_statement(said)]:
                    yield said, why
        for talk in briefing.talks:
            if why := list(self._in_talk(talk)):
                yield talk, why
        for row_of_days in briefing.deadlines:
            if why := list(self._in_deadline(row_of_days)):
                yield row_of_days, why
        for mention in briefing.others:
            if why := list(self._in_finding(mention)):
                yield mention, why

    def _speaking(self, name_given: str | None) -> Iterator[Reason]:
        spoken = fold(name_given).split() if name_given else []
        for number, name, parts in self._speakers:
            if spoken and all(part in spoken for part in parts):
                yield number, f"speaker {name}"

    def _in_statement(self, said: Statement) -> Iterator[Reason]:
        yield from self._in_phrases(said.quote.content, (said,))
        if self._searches:
            yield from self._by_searches([Searchable.of(said)])

    def _in_talk(self, row: TalkRow) -> Iterator[Reason]:
        yield from _named("place", self._places, [row.place or "", row.what])
        yield from _named("party", self._parties, [*row.parties, row.what])
        yield from self._in_phrases(f"{row.what} {row.outcome or ''}", row.mentions)
        if self._searches:
            yield from self._by_searches(map(Searchable.of, row.mentions))

    def _in_deadline(self, row: DeadlineRow) -> Iterator[Reason]:
        yield from _named("place", self._places, [row.what])
        yield from _named("party", self._parties, [row.who or "", row.what])
        yield from self._in_phrases(f"{row.who or ''} {row.what}", row.mentions)
        if self._searches:
            yield from self._by_searches(map(Searchable.of, row.mentions))

    def _in_finding(self, mention: FindingMention) -> Iterator[Reason]:
        """Of any other kind: by the words by which the kind is searched for."""
        searchable = Searchable.of(mention)
        own, speaker, place, parties = searchable.words
        yield from self._speaking(speaker)
        yield from _named("place", self._places, [place, own])
        yield from _named("party", self._parties, [parties, own])
        yield from self._in_phrases(own, (mention,))
        if self._searches:
            yield from self._by_searches([searchable])

    def _in_phrases(self, text: str, accounts: Iterable[Any]) -> Iterator[Reason]:
        if not self._phrases:
            return
        own, titles = _padded(text), [_padded(mention.article.title) for mention in accounts]
        for number, name, phrase in self._phrases:
            if phrase in own:
                yield number, f"phrase {name}"
            elif any(phrase in title for title in titles):
                yield number, f"phrase {name} in a title"

    def _by_searches(self, searchables: Iterable[Searchable]) -> Iterator[Reason]:
        from briefing.search.query import fits

        accounts = list(searchables)
        for number, text, query in self._searches:
            if any(fits(query, account) for account in accounts):
                yield number, f"search {text}"


def _query(text: str) -> Query:
    # Every start of brief imports this module, few users have saved a search.
    from briefing.search.query import parse

    return parse(text)


@lru_cache(maxsize=65_536)
def _padded(text: str) -> str:
    return f" {' '.join(words(fold(text) or text))} "


def _named(
    kind: str, names: Iterable[tuple[int, str, str]], values: Iterable[str]
) -> Iterator[Reason]:
    shown = [_padded(value) for value in values if value] if names else []
    for number, name, padded in names:
        if any(padded in value for value in shown):
            yield number, f"{kind} {name}"


def keys(finding: Finding) -> Iterator[str]:
    """What tells a finding's accounts from others: article, kind and where it starts."""
    for account in accounts_of(finding):
        kind = kind_of(account.finding).name
        yield f"{account.article.id} {kind} {account.evidence.spans[0].start}"


def unseen(given: Iterable[Match], seen: Iterable[str]) -> tuple[Match, ...]:
    """The matches that rest on an account which is not among the keys seen before."""
    seen_keys = set(seen)
    return tuple(match for match in given if not seen_keys.issuperset(keys(match.finding)))


def remember(shown_matches: Iterable[Match], seen: Iterable[str]) -> tuple[str, ...]:
    """The keys seen once these matches have been shown; the oldest are let go."""
    shown = (key for match in shown_matches for key in keys(match.finding))
    return tuple(dict.fromkeys((*shown, *seen)))[:REMEMBERED]


def described(watch: Watch, between: str = "; ") -> str:
    """What a watch looks out for: ``speaker Ana Lind; place Vienna``."""
    return between.join(
        f"{singular} {value}"
        for kind, singular in zip(
            KINDS, ("speaker", "place", "party", "phrase", "search"), strict=True
        )
        for value in getattr(watch, kind)
    )


def watches_for(item: object) -> list[Watch]:
    """The watches that could be set on a row: its speaker, place, parties or who is concerned."""
    if isinstance(item, SpeakerRow):
        return [Watch(item.name, speakers=(item.name,))] if item.name else []
    if isinstance(item, Utterance):
        item = item.newest
    if isinstance(item, Statement):
        name = item.quote.speaker
        return [Watch(name, speakers=(name,))] if name else []
    talk = item.talk if isinstance(item, TalkMention) else item
    if isinstance(talk, TalkRow | Talk):
        places = [Watch(talk.place, places=(talk.place,))] if talk.place else []
        return [*places, *(Watch(party, parties=(party,)) for party in talk.parties)]
    due = item.deadline if isinstance(item, DeadlineMention) else item
    if isinstance(due, DeadlineRow | Deadline) and due.who:
        return [Watch(due.who, parties=(due.who,))]
    return []
