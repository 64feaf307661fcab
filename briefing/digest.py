"""Entries and a day in, the ordered briefing out: what every face of brief shows.

Pure: the day is handed in, and "overdue", "today" and "in 3 days" are decided here and nowhere
else. Each row keeps the mentions that it rests on, each mention the article and the spans.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal, TypeAlias

from briefing.identity import SpeakerIndex
from briefing.meetings import merge_deadlines, merge_talks
from briefing.model import Entry
from briefing.rows import DeadlineRow, Head, SpeakerRow, Statement, TalkRow

DEFAULT_DAYS = 14
"""How many days of articles a briefing covers, up to and including its day."""

STALE_AFTER = timedelta(days=14)
"""When the newest article is older than this, the briefing is of that article's day."""

AsOfReason: TypeAlias = Literal["today", "newest article", "asked for"]


@dataclass(frozen=True, slots=True)
class AsOf:
    """The day a briefing is of, and why it is that day."""

    day: date
    reason: AsOfReason


@dataclass(frozen=True, slots=True)
class Briefing:
    """The answers of one day: who said what, where talks happen, which deadlines come up.

    ``since`` and ``as_of.day`` bound the days of publication of ``heads``, the articles in it,
    newest first.
    """

    as_of: AsOf
    since: date
    heads: tuple[Head, ...]
    speakers: tuple[SpeakerRow, ...]
    talks: tuple[TalkRow, ...]
    deadlines: tuple[DeadlineRow, ...]

    @property
    def samples_only(self) -> bool:
        """Whether all that is shown comes from the articles that ship with the program."""
        return bool(self.heads) and all(h.sample for h in self.heads)


def as_of(today: date, newest: date | None, asked: date | None = None) -> AsOf:
    """The day to brief for: the one asked for, else today, else (old news) the newest article's."""
    if asked is not None:
        return AsOf(asked, "asked for")
    if newest is not None and today - newest > STALE_AFTER:
        return AsOf(newest, "newest article")
    return AsOf(today, "today")


def window(day: date, days: int = DEFAULT_DAYS) -> tuple[date, date]:
    """First and last day of publication that a briefing of ``day`` over ``days`` days covers.

    Reaches no further back than the calendar. Raises ValueError if ``days`` is less than one.
    """
    if days < 1:
        raise ValueError("a briefing covers at least one day")
    return date.fromordinal(max(1, day.toordinal() - days + 1)), day


def make_briefing(entries: Iterable[Entry], of: AsOf, days: int = DEFAULT_DAYS) -> Briefing:
    """The briefing of a day from the entries published in its window; others are passed over.

    Speakers: those quoted last come first, unnamed ones after, quotes without speaker at the end.
    Talks: by day, undated last. Deadlines: what is to come by day, then what has passed.
    """
    since, until = window(of.day, days)
    heads: list[Head] = []
    statements: list[Statement] = []
    talks = []
    deadlines = []
    for entry in entries:
        day = entry.article.day
        if day is None or not since <= day <= until:
            continue
        head = Head.of(entry.article)
        heads.append(head)
        if entry.findings is None:
            continue
        statements += [Statement(head, i, q) for i, q in enumerate(entry.findings.quotes)]
        talks += [(head, talk) for talk in entry.findings.talks]
        deadlines += [(head, deadline) for deadline in entry.findings.deadlines]
    return Briefing(
        as_of=of,
        since=since,
        heads=tuple(sorted(heads, key=_newest_first)),
        speakers=by_speaker(statements),
        talks=merge_talks(talks, of.day),
        deadlines=merge_deadlines(deadlines, of.day),
    )


def _newest_first(head: Head) -> tuple[int, str, str]:
    return (-head.day.toordinal() if head.day else 0, head.title.casefold(), head.id)


_STRENGTH = {"named": 0, "body": 0, "unnamed": 1, "none": 2}


def by_speaker(statements: Iterable[Statement]) -> tuple[SpeakerRow, ...]:
    """Statements grouped by who made them, names resolved across articles."""
    made = list(statements)
    index = SpeakerIndex(s.quote for s in made)
    groups: dict[tuple[str, str], list[Statement]] = {}
    for statement in made:
        groups.setdefault(index.key(statement.quote), []).append(statement)
    rows = [
        SpeakerRow(
            name=index.name(key),
            role=index.role(key),
            attribution=group[0].quote.attribution,
            statements=tuple(sorted(group, key=_newest_statement_first)),
        )
        for key, group in groups.items()
    ]
    return tuple(sorted(rows, key=_speaker_order))


def _newest_statement_first(statement: Statement) -> tuple[int, str, str, int]:
    day = statement.head.day
    return (
        -day.toordinal() if day else 0,
        statement.head.title.casefold(),
        statement.head.id,
        statement.quote.spans[0].start,
    )


def _speaker_order(row: SpeakerRow) -> tuple[int, int, int, str]:
    newest = row.newest
    return (
        _STRENGTH[row.attribution],
        -newest.toordinal() if newest else 0,
        -len(row.statements),
        (row.name or "").casefold(),
    )
