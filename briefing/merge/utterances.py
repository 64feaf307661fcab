"""Statements of several articles that report one utterance, and how each words it.

Two reports are of one utterance if they are published within days of each other, share most of the
words that say something, and none of them denies what the other affirms.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import lru_cache
from itertools import combinations, pairwise
from typing import TypeAlias

from msgspec.structs import replace

from briefing.names.people import fold
from briefing.names.words import DENYING, EMPTY, NEGATIONS, negations, stem, words
from briefing.rows import Rivals, SpeakerRow, Statement, Utterance, Wording, newest_statement_first

# Which other values the labelled cases allow is said beside each: ``python -m bench.vary
# briefing.merge.utterances:NAME VALUES -- pytest tests/briefing/merge``.
_WITHIN = 4  # days between reports of one utterance; not 2, not 7
_ANY_DAY = date.max.toordinal()
_ENOUGH = 3  # words in common that make two reports one utterance; 2 to 4
# Words that say something, in a quotation that two people do not happen to make; 3 to 5.
_UNMISTAKABLE = 4
_SHARE = 0.7  # of the words of the shorter report; 0.5 to 0.8
# Per cent: wordings less alike than this are other sentences, not other wordings; 40 to 70.
_ALIKE = 60.0
_Key: TypeAlias = tuple[str, int]
_UNTOLD = EMPTY | NEGATIONS
_QUOTED = re.compile('[“"„«]([^“”"„«»]+)[”"“»]')


class _Report:
    """A statement made ready to be compared."""

    __slots__ = ("day", "denies", "keys", "statement", "stems")

    def __init__(self, statement: Statement) -> None:
        self.statement = statement
        quote = statement.quote
        self.stems, self.keys, self.denies = _sense(quote.content, quote.cue or "")
        self.day = statement.article.day.toordinal() if statement.article.day else None


@lru_cache(maxsize=65_536)
def _sense(content: str, cue: str) -> tuple[frozenset[str], tuple[str, ...], bool]:
    """The words that count, pairs of neighbours to be found by, whether it is a denial.

    "rejects the quota" and "“we reject the quota”" agree: a cue that denies counts as said.
    """
    spoken = words(content)
    denying = [stem(word) for word in (*spoken, *words(cue)) if stem(word) in DENYING]
    meant = [stem(word) for word in spoken if word not in _UNTOLD]
    pairs = [" ".join(pair) for pair in pairwise(meant)]
    denials = negations(spoken) + len(denying)
    keys = tuple(dict.fromkeys(pairs or [" ".join(spoken)]))
    return frozenset((*meant, *denying)), keys, denials % 2 == 1


def _same(one: _Report, other: _Report) -> bool:
    if one.denies != other.denies or (one.day and other.day and abs(one.day - other.day) > _WITHIN):
        return False
    if one.stems == other.stems:
        return True
    shared = len(one.stems & other.stems)
    return shared >= _ENOUGH and shared >= _SHARE * min(len(one.stems), len(other.stems))


def utterances(statements: Iterable[Statement]) -> tuple[Utterance, ...]:
    """Statements, newest first, grouped into utterances in that order.

    Meant for those of one ``SpeakerRow``; see ``ascribed_differently`` for those of several.
    """
    reports = list(map(_Report, statements))
    # Newest first, a group out of reach stays so: only reports without a day reach any.
    lets_go = all(report.day for report in reports)
    groups: list[list[_Report]] = []
    reach: list[int] = []  # of each group: the earliest day on which a report may be of it
    by_word: dict[str, list[int]] = defaultdict(list)
    for report in reports:
        day = report.day or _ANY_DAY
        near: Counter[int] = Counter()
        for key in report.keys:
            within = [n for n in by_word.get(key, ()) if reach[n] <= day]
            if lets_go:
                by_word[key] = within
            near.update(within)
        joined = next(
            (n for n, _ in near.most_common() if any(_same(report, o) for o in groups[n])), None
        )
        if joined is None:
            joined = len(groups)
            groups.append([])
            reach.append(_ANY_DAY)
        # A report that adds no word finds and is found by nothing more than those before it.
        groups[joined].append(report)
        reach[joined] = min(reach[joined], report.day - _WITHIN if report.day else 0)
        for key in report.keys:
            if joined not in by_word[key]:
                by_word[key].append(joined)
    return tuple(Utterance(tuple(r.statement for r in g), _wordings(g)) for g in groups)


def utterances_of_all(statements: Iterable[Statement]) -> tuple[Utterance, ...]:
    """``utterances`` of several speakers, told apart by their last names; newest first.

    Of statements of one day, those that are given first come first.
    """
    newest_first = sorted(statements, key=lambda s: s.article.age)
    by_speaker: dict[str, list[Statement]] = defaultdict(list)
    for statement in newest_first:
        by_speaker[_last_name(statement)].append(statement)
    place = {_key(statement): at for at, statement in enumerate(newest_first)}
    all_utterances = (utterance for own in by_speaker.values() for utterance in utterances(own))
    return tuple(sorted(all_utterances, key=lambda utterance: place[_key(utterance.newest)]))


def _key(statement: Statement) -> _Key:
    return statement.article.id, statement.index


def _last_name(statement: Statement) -> str:
    name = fold(statement.quote.speaker or "")
    return name.split()[-1] if name else ""


def ascribed_differently(rows: Iterable[SpeakerRow]) -> tuple[Utterance, ...]:
    """Words in quotation marks that different articles give to different speakers, newest first.

    Only quotations long enough not to be said by two people by chance.
    """
    speaker = {
        statement: row.name
        for row in rows
        if row.name is not None
        for statement in row.statements
        if statement.quote.kind == "direct"
        and len(_sense(statement.quote.content, "")[0]) >= _UNMISTAKABLE
    }
    newest = sorted(speaker, key=newest_statement_first)
    return tuple(
        utterance
        for utterance in utterances(newest)
        if len({speaker[s] for s in utterance.statements}) > 1
        and len({s.article.id for s in utterance.statements}) > 1
    )


def rivals(rows: Iterable[SpeakerRow]) -> Rivals:
    """For each statement that is ``ascribed_differently``: those that give its words to others."""
    rows = tuple(rows)
    speaker = {_key(statement): row.name for row in rows for statement in row.statements}
    by_utterance: dict[_Key, tuple[Statement, ...]] = {}
    for utterance in ascribed_differently(rows):
        for statement in utterance.statements:
            own = speaker[_key(statement)]
            others = (s for s in utterance.statements if speaker[_key(s)] != own)
            by_utterance[_key(statement)] = tuple(others)
    return by_utterance


def with_rivals(own: Iterable[Utterance], rivals_of: Rivals) -> tuple[Utterance, ...]:
    """The utterances, those whose words are given to others too with what does so."""
    return tuple(_with_rivals(utterance, rivals_of) for utterance in own)


def _with_rivals(utterance: Utterance, rivals_of: Rivals) -> Utterance:
    others = {_key(r): r for s in utterance.statements for r in rivals_of.get(_key(s), ())}
    return replace(utterance, rivals=tuple(others.values())) if others else utterance


def _alike(a: str, b: str) -> bool:
    # Every start of brief imports this module, and few of them compare wordings.
    from rapidfuzz import fuzz

    return fuzz.ratio(a, b) >= _ALIKE


def _wordings(group: Sequence[_Report]) -> tuple[Wording, ...]:
    # An article that repeats itself is no other source.
    if len({report.statement.article.id for report in group}) < 2:
        return ()
    versions: dict[str, list[tuple[str, Statement]]] = {}
    for report in group:
        for text in _quoted(report.statement):
            versions.setdefault(" ".join(words(text)), []).append((text, report.statement))
    clashing = {
        version
        for one, other in combinations(versions, 2)
        if f" {one} " not in f" {other} " and f" {other} " not in f" {one} " and _alike(one, other)
        for version in (one, other)
    }
    return tuple(
        Wording(given[0][0], tuple(dict.fromkeys(s for _, s in given)))
        for version, given in versions.items()
        if version in clashing
    )


def _quoted(statement: Statement) -> Iterator[str]:
    """The words of a statement that stand in quotation marks, where they are a few at least."""
    quote = statement.quote
    if quote.kind == "direct":
        yield quote.content
    elif quote.kind == "mixed":
        yield from (m[1] for m in _QUOTED.finditer(quote.content) if len(m[1].split()) > 1)
