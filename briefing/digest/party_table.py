"""The parties of a series of talks by its rounds: in each cell a party's latest words there.

Words belong to a round if they were said at it; else to the last round that their article tells of
and that had begun when it was published, or to the next one if none had. Of the second kind count
only words that stand with a mention of the round, or in an article whose title names it. Of words
that several articles report the first of these counts: what is repeated later was said before.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Literal, TypeAlias

from msgspec import Struct

from briefing.digest.party_voices import Parties
from briefing.digest.positions import PossibleChange, possible_change
from briefing.digest.talk_statements import talks_of_quotes
from briefing.merge.utterances import utterances
from briefing.model import Article, Entry, Span
from briefing.names.words import fold_name
from briefing.rows import SpeakerRow, Statement, TalkRow, Utterance

Setting: TypeAlias = Literal["there", "since", "before"]
"""Whether words were said at a round, or published from its first day on, or before that."""

_COMPARED = 20  # utterances of a cell, the newest: the work grows with their square
_NEAR = 1  # paragraphs from a mention of a round to words on it


class PartyWords(Struct, frozen=True):
    """A cell: the latest words of a party at a round, which counts from 0.

    ``more`` is how many other utterances there are, ``changes`` where words of this cell seem to
    reverse words of earlier rounds.
    """

    party: str
    round: int
    utterance: Utterance
    setting: Setting
    more: int = 0
    changes: tuple[PossibleChange, ...] = ()


class PartyTable(Struct, frozen=True):
    """Rounds in order of time; ``parties`` with words, those of most rounds first.

    ``cells`` are in the order of parties, then rounds; where nothing was found there is none.
    ``silent`` are the parties without any.
    """

    rounds: tuple[TalkRow, ...]
    parties: tuple[str, ...] = ()
    cells: tuple[PartyWords, ...] = ()
    silent: tuple[str, ...] = ()

    def of_party(self, party: str) -> Mapping[int, PartyWords]:
        """The cells of a party by round."""
        return {cell.round: cell for cell in self.cells if cell.party == party}


def party_table(
    rounds: Sequence[TalkRow], speakers: Iterable[SpeakerRow], entries: Iterable[Entry]
) -> PartyTable:
    """The table of these rounds, in order of time.

    ``speakers`` are those of the briefing, ``entries`` the articles that tell of the rounds, with
    their findings; statements in other articles are left out.
    """
    rounds = tuple(rounds)
    speakers = tuple(speakers)
    parties = _parties(rounds, speakers)
    placing = _Placing(rounds, entries)
    said: dict[tuple[str, int], list[tuple[Utterance, Setting]]] = defaultdict(list)
    for row in speakers:
        own = [s for s in row.statements if s.article.id in placing.articles]
        for utterance in utterances(own):
            party = _party_of(utterance, row, parties)
            place = placing.of(utterance) if party else None
            if party and place:
                said[party, place[0]].append((utterance, place[1]))
    for spoken in said.values():
        spoken.sort(key=_latest_first)
    with_words = [name for name in parties.names if any(party == name for party, _ in said)]
    cells = [
        _cell(party, number, said)
        for party in with_words
        for number in range(len(rounds))
        if (party, number) in said
    ]
    silent = tuple(name for name in parties.names if name not in with_words)
    return PartyTable(rounds, tuple(with_words), tuple(cells), silent)


def _parties(rounds: Sequence[TalkRow], speakers: Iterable[SpeakerRow]) -> Parties:
    """Those who sit at the table; who does so for one of them is not shown beside it."""
    times = Counter(fold_name(party) for row in rounds for party in dict.fromkeys(row.parties))
    names = sorted((p for row in rounds for p in row.parties), key=lambda p: -times[fold_name(p)])
    everybody = Parties(names)
    for_others = {
        fold_name(own)
        for row in speakers
        if row.name and row.attribution == "named"
        if (own := everybody.named(row.name)) and everybody.of_person(row.name, row.role)
    }
    return Parties(name for name in names if fold_name(name) not in for_others)


def _party_of(utterance: Utterance, row: SpeakerRow, parties: Parties) -> str | None:
    """For whom the words are spoken, if all that report them agree."""
    found = {parties.of_quote(s.quote, row.name, row.role) for s in utterance.statements}
    found.discard(None)
    return found.pop() if len(found) == 1 else None


def _latest_first(said: tuple[Utterance, Setting]) -> tuple[int, bool, bool, tuple[str, int]]:
    """Orders words by the day of their first report; then what was said there, and direct words."""
    first = said[0].statements[-1]
    return (
        first.article.age,
        said[1] != "there",
        first.quote.kind == "indirect",
        (first.article.id, first.quote.spans[0].start),
    )


def _cell(
    party: str, number: int, said: Mapping[tuple[str, int], Sequence[tuple[Utterance, Setting]]]
) -> PartyWords:
    own = said[party, number]
    earlier = [
        utterance
        for before in range(number)
        for utterance, _ in said.get((party, before), ())[:_COMPARED]
    ]
    changes = (
        possible_change(old.statements[-1], utterance.statements[-1])
        for utterance, _ in own[:_COMPARED]
        for old in earlier
    )
    utterance, setting = own[0]
    return PartyWords(party, number, utterance, setting, len(own) - 1, tuple(filter(None, changes)))


class _Report(Struct, frozen=True):
    """An article that tells of rounds: where it mentions each, and which words it places where."""

    article: Article
    mentions: Mapping[int, Sequence[Span]]
    placed: Mapping[int, int]

    def tells_beside(self, number: int, row: TalkRow, statement: Statement) -> bool:
        """Whether a statement stands with a mention of the round, or under a title of it."""
        title = fold_name(self.article.title)
        named = [party for party in row.parties if fold_name(party) in title]
        if len(named) > 1 or (row.place and fold_name(row.place) in title):
            return True
        starts = [paragraph.start for paragraph in self.article.paragraphs]
        home = bisect_right(starts, statement.quote.spans[0].start)
        return any(
            abs(home - bisect_right(starts, span.start)) <= _NEAR for span in self.mentions[number]
        )


class _Placing:
    """At which round words were said, or to which they belong."""

    def __init__(self, rounds: Sequence[TalkRow], entries: Iterable[Entry]) -> None:
        self._rounds = rounds
        self.articles = {entry.article.id: report for entry, report in _reports(rounds, entries)}

    def of(self, utterance: Utterance) -> tuple[int, Setting] | None:
        """The round and how the words are of it; None if of none, or if of several."""
        at = {
            number
            for statement in utterance.statements
            if (number := self._said_at(statement)) is not None
        }
        if at:
            return (at.pop(), "there") if len(at) == 1 else None
        first = utterance.statements[-1]
        day = first.article.day
        return None if day is None or first.article.date_note else self._by_day(first, day)

    def _said_at(self, statement: Statement) -> int | None:
        return self.articles[statement.article.id].placed.get(statement.index)

    def _by_day(self, statement: Statement, day: date) -> tuple[int, Setting] | None:
        report = self.articles[statement.article.id]
        starts = {n: start for n in report.mentions if (start := self._rounds[n].start)}
        begun = [n for n, start in starts.items() if start <= day]
        number = max(begun) if begun else min(starts, default=None)
        if number is None or not report.tells_beside(number, self._rounds[number], statement):
            return None
        return number, "since" if begun else "before"


def _reports(
    rounds: Sequence[TalkRow], entries: Iterable[Entry]
) -> Iterator[tuple[Entry, _Report]]:
    for entry in entries:
        findings, article = entry.findings, entry.article
        own = [
            (number, mention.talk)
            for number, row in enumerate(rounds)
            for mention in row.mentions
            if mention.article.id == article.id
        ]
        if findings is None or not own:
            continue
        talks = talks_of_quotes(article, findings)
        placed = {
            index: number
            for index, talk in talks.items()
            for number, told_of in own
            if told_of == talk
        }
        mentions: dict[int, list[Span]] = defaultdict(list)
        for number, talk in own:
            mentions[number] += talk.mentions or (talk.span,)
        yield entry, _Report(article, mentions, placed)
