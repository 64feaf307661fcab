"""How a briefing is made: what each entry brings to it, merged into the rows of a day.

Pure: entries, the day and what a reader has joined are handed in.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from functools import cached_property, partial
from itertools import chain
from types import MappingProxyType
from typing import Any, TypeAlias

from msgspec import Struct

from briefing.article_refs import ArticleRef, age_on
from briefing.digest.agendas import AGENDA, Agendas, Edition, edition_of
from briefing.digest.briefing import DEFAULT_DAYS, AsOf, Briefing, window
from briefing.digest.remembered import Remembered
from briefing.digest.speaker_rows import newest_first, speaker_rows
from briefing.kinds import findings_of_kind, shown_kinds
from briefing.links import Link
from briefing.merge.body_references import Fuller, fuller_names
from briefing.merge.deadline_accounts import DeadlineAccount, deadline_account
from briefing.merge.deadlines import merge_deadline_accounts
from briefing.merge.memory import Merged
from briefing.merge.name_uses import NameUse, uses_of
from briefing.merge.speakers import SpeakerIndex
from briefing.merge.talk_accounts import TalkAccount, talk_account
from briefing.merge.talks import merge_talk_accounts
from briefing.merge.topic_names import with_topic_names
from briefing.model import ANNOUNCED, Article, Entry, Findings, Topic
from briefing.rows import FindingMention, Statement

ReplacedEditions: TypeAlias = Callable[[ArticleRef], Iterable[Edition]]


class Part(Struct, frozen=True, gc=False):
    """What one entry brings to any briefing, made ready to be merged; holds no text."""

    article: ArticleRef
    statements: tuple[Statement, ...] = ()
    names: tuple[NameUse, ...] = ()
    talks: tuple[TalkAccount, ...] = ()
    deadlines: tuple[DeadlineAccount, ...] = ()
    others: tuple[FindingMention, ...] = ()
    topic: Topic | None = None
    fuller: Fuller = MappingProxyType({})
    form: str | None = None


def part_of(entry: Entry) -> Part:
    """The part of an entry; findings in text order."""
    ref, findings = ArticleRef.of(entry.article), entry.findings
    topic = (findings and findings.topic) or _topic_of(entry.article)
    if findings is None:
        return Part(ref, topic=topic)
    statements = sorted(
        (Statement(ref, i, quote) for i, quote in enumerate(findings.quotes)),
        key=lambda s: s.quote.spans[0].start,
    )
    return Part(
        ref,
        tuple(statements),
        uses_of(statements),
        tuple(
            talk_account(ref, t, entry.article.text)
            for t in sorted(findings.talks, key=lambda t: t.span.start)
        ),
        tuple(
            deadline_account(ref, d) for d in sorted(findings.deadlines, key=lambda d: d.span.start)
        ),
        tuple(_others(ref, findings)),
        topic,
        fuller_names(entry.article, findings.quotes),
        findings.form,
    )


def _topic_of(article: Article) -> Topic:
    """What an article is about that was analysed before topics were kept, or not yet."""
    from briefing.extract.topics import topic_of

    return topic_of(article)


def _others(ref: ArticleRef, findings: Findings) -> Iterator[FindingMention]:
    """The findings of the kinds that have no rows of their own, as they stand in the article."""
    for kind in shown_kinds():
        if kind.mention is None:
            for index, finding in enumerate(findings_of_kind(findings, kind)):
                mention = kind.mentioned(ref, index, finding)
                if isinstance(mention, FindingMention):
                    yield mention


def make_briefing(entries: Iterable[Entry], of: AsOf, days: int = DEFAULT_DAYS) -> Briefing:
    """The briefing of a day from the entries published in its window; others are passed over.

    Speakers: those quoted last come first, unnamed ones after, quotes without speaker at the end.
    Talks: by day, undated last. Deadlines: what is to come by day, then what has passed.
    """
    since, until = window(of.day, days)
    inside = (e for e in entries if e.article.day and since <= e.article.day <= until)
    return assemble(map(part_of, inside), of, days)


def assemble(
    parts: Iterable[Part],
    of: AsOf,
    days: int = DEFAULT_DAYS,
    before: Remembered | None = None,
    announcing: Iterable[Part] = (),
    links: Sequence[Link] = (),
    replaced: ReplacedEditions | None = None,
) -> Briefing:
    """``make_briefing`` of parts that are ready, all of them of articles in the window.

    ``before`` is what briefings before this one remembered, of which this takes what has stayed.
    ``announcing`` are parts of older articles, of which only that counts (``announced``).
    ``links`` are what a reader says of accounts: that they are of one thing, or that they are not.
    ``replaced`` gives the editions that the present one of an agenda has replaced.
    """
    before = before or Remembered()
    given = list(parts)
    older = [part for part in announcing if part.talks or part.deadlines]
    before.begin((p.article.id, p.topic) for p in (*given, *older))
    events = before.events
    by_title = _in_order(given, "title", _by_title, before.order)
    by_id = _in_order(
        (*chain.from_iterable(day.parts for day in by_title), *older), "id", _by_id, before.order
    )
    talks = merge_talk_accounts(
        chain.from_iterable(day.talks for day in by_id),
        of.day,
        events,
        _of_kind(links, "talk"),
        before.talks,
    )
    deadlines = merge_deadline_accounts(
        chain.from_iterable(day.deadlines for day in by_id),
        of.day,
        talks,
        events,
        _of_kind(links, "deadline"),
        before.deadlines,
    )
    agendas = Agendas(_editions((p for day in by_id for p in day.agendas), replaced))
    return Briefing(
        as_of=of,
        since=window(of.day, days)[0],
        articles=tuple(chain.from_iterable(day.articles for day in by_title)),
        speakers=speaker_rows(
            SpeakerIndex(
                [*chain.from_iterable(day.names for day in by_title)],
                events,
                {p.article.id: p.fuller for day in by_title for p in day.fuller},
                before.namesakes,
            ),
            _of_kind(links, "quote"),
        ),
        talks=agendas.laid_over(with_topic_names(talks, events, before.topic_names)),
        deadlines=agendas.laid_over(with_topic_names(deadlines, events, before.topic_names)),
        others=tuple(chain.from_iterable(day.others for day in by_title)),
        announcing=_announcing(given, older, by_id),
    )


class _Day:
    """The parts of one day in order, with what they bring one after the other."""

    def __init__(self, parts: Iterable[Part], rank: Callable[[Part], Any]) -> None:
        self.parts = sorted(parts, key=rank)

    @cached_property
    def articles(self) -> list[ArticleRef]:
        return [part.article for part in self.parts]

    @cached_property
    def names(self) -> list[NameUse]:
        return [use for part in self.parts for use in part.names]

    @cached_property
    def talks(self) -> list[TalkAccount]:
        return [talk for part in self.parts for talk in part.talks]

    @cached_property
    def deadlines(self) -> list[DeadlineAccount]:
        return [deadline for part in self.parts for deadline in part.deadlines]

    @cached_property
    def others(self) -> list[FindingMention]:
        return [mention for part in self.parts for mention in part.others]

    @cached_property
    def fuller(self) -> list[Part]:
        """Those in which speakers have fuller names."""
        return [part for part in self.parts if part.fuller]

    @cached_property
    def agendas(self) -> list[Part]:
        return [part for part in self.parts if part.form == AGENDA]


def _in_order(
    parts: Iterable[Part], name: str, rank: Callable[[Part], Any], remembered: Merged[Any]
) -> list[_Day]:
    """The days of the parts, the newest first, the parts of each by ``rank``.

    ``remembered`` holds the days as they were by ``name``: made anew is one with other parts.
    """
    by_day: dict[date | None, list[Part]] = defaultdict(list)
    for part in parts:
        by_day[part.article.day].append(part)
    return [
        remembered.of((name, day), by_day[day], partial(_Day, by_day[day], rank))
        for day in sorted(by_day, key=age_on)
    ]


def _by_title(part: Part) -> tuple[int, str, str]:
    return newest_first(part.article)


def _by_id(part: Part) -> str:
    return part.article.id


def _announcing(
    given: Sequence[Part], older: Sequence[Part], by_id: Sequence[_Day]
) -> tuple[ArticleRef, ...]:
    """The articles of older parts that are not given themselves, in the order of ``by_id``."""
    if not older:
        return ()
    inside = {part.article.id for part in given}
    return tuple(ref for day in by_id for ref in day.articles if ref.id not in inside)


def _editions(agendas: Iterable[Part], replaced: ReplacedEditions | None) -> Iterator[Edition]:
    """Those agendas, and what they have replaced."""
    for part in agendas:
        talks = [account.mention.talk for account in part.talks]
        deadlines = [account.mention.deadline for account in part.deadlines]
        yield edition_of(part.article, [*talks, *deadlines])
        if replaced is not None and part.article.revised:
            yield from replaced(part.article)


def _of_kind(links: Sequence[Link], kind: str) -> Sequence[Link]:
    return [link for link in links if link.kind == kind] if links else ()


def announced(part: Part, day: date) -> Part:
    """Of the part of an older article what it announces for that day or later, and nothing else."""
    talks = (t for t in part.talks if t.mention.talk.status in ANNOUNCED)
    return Part(
        part.article,
        talks=tuple(t for t in talks if t.mention.talk.end and t.mention.talk.end >= day),
        deadlines=tuple(d for d in part.deadlines if d.mention.deadline.end >= day),
        topic=part.topic,
        form=part.form,
    )
