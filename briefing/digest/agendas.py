"""What agendas and their later editions say of the rows of a briefing. Pure.

An edition of an agenda is a version of its article, or a later article of the same outlet whose
title is the same but for days and numbers. Whether something is gone is judged only by editions
that came out before its day and list other things around it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime
from itertools import pairwise
from typing import TypeVar

from msgspec import Struct
from msgspec.structs import replace

from briefing.article_refs import ArticleRef
from briefing.listings import Listing, Standing
from briefing.merge.deadline_accounts import subject_of
from briefing.model import Deadline, Findings, Talk
from briefing.names.words import stems
from briefing.rows import DeadlineRow, TalkRow

AGENDA = "agenda"
"""The form of the documents that are agendas."""

_DAYS = (
    r"\b(?:\d+(?:st|nd|rd|th)?|jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|"
    r"aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?|mon(?:day)?|"
    r"tue(?:sday)?|wed(?:nesday)?|thu(?:rsday)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?)\b"
)
_FIRST = datetime.min.replace(tzinfo=UTC)
_TELLING = 2  # words that an entry and a row of other articles have in common at the least

_Row = TypeVar("_Row", TalkRow, DeadlineRow)


class Listed(Struct, frozen=True):
    """One entry of an edition: the stems of what it is, its days, and its time if it has one."""

    words: frozenset[str]
    first: date
    last: date
    time: str | None = None


class Edition(Struct, frozen=True):
    """What an agenda listed from when it came in.

    ``replaced``: the article has another version by now.
    """

    article: ArticleRef
    entries: tuple[Listed, ...]
    since: datetime | None
    replaced: bool = False

    @property
    def day(self) -> date | None:
        """The day on which it came out."""
        since = self.since.date() if self.since else None
        return since if self.replaced or self.article.revised else self.article.day or since

    def covers(self, day: date, *, closely: bool) -> bool:
        """Whether it lists things of that day, or if not ``closely`` before it and after."""
        days = [entry.first for entry in self.entries]
        return day in days or (not closely and bool(days) and min(days) <= day <= max(days))

    def alike(self, words: frozenset[str]) -> list[Listed]:
        """The entries of just those words."""
        return [entry for entry in self.entries if entry.words == words]


def edition_of(
    article: ArticleRef,
    findings: Iterable[Talk | Deadline] | Findings,
    *,
    replaced: bool = False,
) -> Edition:
    """The edition of an agenda that an article, or a version of it, is."""
    if isinstance(findings, Findings):
        findings = (*findings.talks, *findings.deadlines)
    entries: dict[Listed, None] = {}
    for finding in findings:
        first = finding.start if isinstance(finding, Talk) else finding.when
        if first is not None:
            words = _words(finding.what)
            entries[Listed(words, first, finding.end or first, finding.time)] = None
    return Edition(article, tuple(entries), article.revised or article.fetched, replaced)


class Agendas:
    """The editions of the agendas of a briefing, the oldest of each series first."""

    def __init__(self, editions: Iterable[Edition]) -> None:
        by_series: dict[tuple[str, str], list[Edition]] = defaultdict(list)
        for edition in editions:
            by_series[_series(edition.article)].append(edition)
        self._by_article: dict[str, list[Edition]] = {}
        self._series = [sorted(each, key=_oldest_first) for each in by_series.values()]
        for series in self._series:
            self._by_article.update(
                (edition.article.id, series) for edition in series if not edition.replaced
            )
        # A news row is compared only with what replaced versions list for its day.
        self._by_day: dict[date, list[tuple[list[Edition], int, Listed]]] = defaultdict(list)
        for series in self._series:
            for number, edition in enumerate(series[:-1]):
                for entry in edition.entries if edition.replaced else ():
                    self._by_day[entry.first].append((series, number, entry))

    def laid_over(self, rows: Sequence[_Row]) -> tuple[_Row, ...]:
        """The rows, those that an agenda lists with how they stand in it."""
        if not self._series:
            return tuple(rows)
        return tuple(
            row if (listing := self._listing(row)) is None else replace(row, listing=listing)
            for row in rows
        )

    def _listing(self, row: TalkRow | DeadlineRow) -> Listing | None:
        first = row.start if isinstance(row, TalkRow) else row.when
        own = [m for m in row.mentions if m.article.id in self._by_article]
        if first is None:
            return None
        if not own:
            return self._dropped(row, first)
        series = self._by_article[own[0].article.id]
        articles = {m.article.id for m in own}
        edition = next(e for e in reversed(series) if e.article.id in articles and not e.replaced)
        finding = next(m.finding for m in own if m.article.id == edition.article.id)
        words = _words(finding.what)
        outlets = _others(row, edition.article)
        later = series[series.index(edition) + 1 :]
        turn = _turn_away(edition, later, words, first)
        if turn is not None:
            return replace(turn, outlets=outlets)
        moved = _moved_here(series[: series.index(edition) + 1], words, first, finding.time)
        if moved is not None:
            return replace(moved, outlets=outlets)
        standing: Standing = "confirmed" if outlets else "announced"
        return Listing(edition.article, standing, outlets, since=edition.since)

    def _dropped(self, row: TalkRow | DeadlineRow, first: date) -> Listing | None:
        """A row of other articles that only a replaced version of an agenda lists."""
        words = _words(row.what)
        for series, number, entry in self._by_day.get(first, ()):
            if len(words & entry.words) < _TELLING or not _is_alike(words, entry.words):
                continue
            turn = _turn_away(series[number], series[number + 1 :], entry.words, first)
            if turn is not None:
                return replace(turn, outlets=_others(row, series[number].article))
        return None


def _turn_away(
    edition: Edition, later: Sequence[Edition], words: frozenset[str], first: date
) -> Listing | None:
    """What the first later edition that would list an entry says of it, if it does not."""
    for other in later:
        if any(e.first == first and _is_alike(e.words, words) for e in other.entries):
            return None
        if other.day is None or other.day > first:
            continue
        closely = other.article.title != edition.article.title
        elsewhere = other.alike(words)
        if len(elsewhere) == 1 and edition.covers(elsewhere[0].first, closely=closely):
            to = elsewhere[0].first
            return Listing(other.article, "moved", moved_to=to, since=other.since)
        if not elsewhere and other.covers(first, closely=closely):
            return Listing(other.article, "gone", since=other.since)
    return None


def _moved_here(
    series: Sequence[Edition], words: frozenset[str], first: date, time: str | None
) -> Listing | None:
    """The edition that gave an entry its day or time, where one before gave it another to come."""
    for before, after in reversed(list(pairwise(series))):
        alike = before.alike(words)
        if any(entry.first == first for entry in alike):
            other = alike[0].time
            if len(alike) == 1 and time and other and other != time:
                return Listing(after.article, "moved", since=after.since, time_before=other)
            continue
        if len(alike) != 1 or after.day is None:
            return None
        closely = before.article.title != after.article.title
        old = alike[0].first
        here = before.covers(first, closely=closely) and after.covers(old, closely=closely)
        if old < after.day or not here or any(e.first == old for e in after.alike(words)):
            return None
        return Listing(after.article, "moved", moved_from=old, since=after.since)
    return None


def _words(what: str) -> frozenset[str]:
    """The stems that tell an entry from others of its day."""
    return subject_of(what, None) or stems(what)


def _is_alike(one: frozenset[str], other: frozenset[str]) -> bool:
    return 2 * len(one & other) >= max(1, min(len(one), len(other)))


def _others(row: TalkRow | DeadlineRow, agenda: ArticleRef) -> tuple[str, ...]:
    """The outlets besides the agenda's that tell of it."""
    own = agenda.source or agenda.id
    outlets = (m.article.source or m.article.id for m in row.mentions)
    return tuple(dict.fromkeys(outlet for outlet in outlets if outlet != own))


def _series(article: ArticleRef) -> tuple[str, str]:
    title = " ".join(re.findall(r"\w+", re.sub(_DAYS, " ", article.title.casefold())))
    return (article.source or "").casefold(), title


def _oldest_first(edition: Edition) -> tuple[date, datetime]:
    return edition.day or date.min, edition.since or _FIRST
