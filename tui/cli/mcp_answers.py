"""What ``brief mcp`` answers, from a library. Nothing here writes, analyses or fetches."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date
from threading import Lock
from typing import TypeVar

from briefing.article_refs import ArticleRef
from briefing.codec import finding_to_json
from briefing.desk import Desk
from briefing.digest.briefing import Briefing
from briefing.digest.stories import Story
from briefing.errors import UsageError
from briefing.kinds import Mention, kind_of
from briefing.model import Article, Entry, Span, Version
from briefing.rows import DeadlineRow, SpeakerRow, TalkRow
from briefing.search.engine import search
from briefing.search.index import SEARCHED_CHARACTERS, Index
from briefing.search.query import parse
from briefing.search.searchable import ARTICLE, Searchable, SearchableItem, kind_names, searchables
from briefing.timing import iso
from briefing.typed_days import days_meant
from tui.cli.mcp_shapes import (
    ArticleAnswer,
    Cited,
    CitedWords,
    DayAnswer,
    Evidence,
    Finding,
    FindingWords,
    Found,
    PageWords,
    Row,
    RowWords,
    StoryAnswer,
    StoryHead,
)
from tui.kinds import kind_named as shown_kind
from tui.kinds import load
from tui.text.phrases import deadline_line, plain, speaker_line, talk_line
from tui.text.sentences import paragraph_around, sentence_around

T = TypeVar("T")

_SHOWN = 2  # accounts of a row: who wants all of them asks for the story
_COUNTED = 1000  # hits beyond those shown, at most
_ATTEMPTS = 3  # while others write to the library
_EVIDENCE_ID = re.compile(r"(.+)@([0-9a-f]{16}):([^:]+)(?::(\d+-\d+(?:,\d+-\d+)*))?", re.ASCII)


class Answers:
    """Answers from one desk, one at a time; a briefing covers ``days`` unless told otherwise."""

    def __init__(self, desk: Desk, days: int) -> None:
        self._desk = desk
        self._days = days
        self._turn = Lock()
        self._index: tuple[object, Index] | None = None

    def search(self, query: str, limit: int) -> Found:
        """The hits of a query. Raises ``UsageError`` for one that makes no sense."""

        def answer() -> Found:
            hits = search(parse(query), self._searched(), limit + _COUNTED)
            shown = [self._evidence(hit.item) for hit in hits[:limit]]
            return Found(shown, len(hits) - len(shown))

        return self._consistent(answer)

    def briefing(self, day: str | None, days: int | None, top: int) -> DayAnswer:
        """The briefing of a day as people type it. Raises ``UsageError`` for an odd one."""

        def answer() -> DayAnswer:
            asked, span = self._day(day), days or self._days
            made = self._desk.briefing(asked, span)
            stories = self._desk.stories(asked, span)
            counts = self._desk.counts()
            sections: dict[str, Sequence[object]] = {
                "stories": stories,
                "speakers": made.speakers,
                "talks": made.talks,
                "deadlines": made.deadlines,
                "others": made.others,
            }
            return DayAnswer(
                made.as_of.day.isoformat(),
                made.since.isoformat(),
                len(made.articles),
                counts.articles - counts.analysed,
                [_story_head(story) for story in stories[:top]],
                [self._speaker(row, made) for row in made.speakers[:top]],
                [self._event(row, row.start, row.end, made) for row in made.talks[:top]],
                [self._event(row, row.when, row.end, made) for row in made.deadlines[:top]],
                [self._evidence(mention, made) for mention in made.others[:top]],
                {name: max(0, len(rows) - top) for name, rows in sections.items()},
            )

        return self._consistent(answer)

    def story(self, article_id: str, day: str | None, days: int | None, top: int) -> StoryAnswer:
        """The story of an article, among those of a day's briefing; alone if it is in none.

        Raises ``UsageError`` for an article that is not there.
        """

        def answer() -> StoryAnswer:
            stories = self._desk.stories(self._day(day), days or self._days)
            holding = (s for s in stories if any(ref.id == article_id for ref in s.articles))
            story = next(holding, None)
            refs = story.articles if story else (ArticleRef.of(self._article(article_id)),)
            published = sorted(ref.day.isoformat() for ref in refs if ref.day)
            return StoryAnswer(
                published[0] if published else None,
                published[-1] if published else None,
                [self._all_of(self._article(ref.id)) for ref in refs[:top]],
                max(0, len(refs) - top),
                RowWords(plain(story.headline if story else refs[0].title)),
            )

        return self._consistent(answer)

    def statement(self, evidence_id: str) -> Cited:
        """What an evidence id stands for, in the words that stood there when it was given.

        Raises ``UsageError`` for what is no such id, and for articles that are not kept any more.
        """
        return self._consistent(lambda: self._cited(evidence_id))

    def _consistent(self, answer: Callable[[], T]) -> T:
        """An answer for which nobody has written to the library while it was made."""
        with self._turn:
            for _ in range(_ATTEMPTS):
                before = self._desk.articles_revision()
                made = answer()
                if self._desk.articles_revision() == before:
                    return made
        raise UsageError("the library", "is being written to", "Ask again")

    def _searched(self) -> Index:
        revision = self._desk.articles_revision()
        if self._index is None or self._index[0] != revision:
            self._index = (revision, Index(self._desk.entries(), SEARCHED_CHARACTERS))
        return self._index[1]

    def _day(self, typed: str | None) -> date | None:
        """The last day that is meant; today in a stretch that has not ended."""
        if typed is None:
            return None
        today = self._desk.today()
        first, last = days_meant(typed, today)
        return today if first <= today <= last else last

    def _article(self, article_id: str, of: Briefing | None = None) -> Article:
        article = self._desk.article(article_id, of)
        if article is None:
            raise UsageError(
                f"article {article_id!r}", "is not in the library", "Take an id from an answer"
            )
        return article

    def _all_of(self, article: Article) -> ArticleAnswer:
        entry = Entry(article, self._desk.findings(article.id))
        itself, *findings = (_evidence(hit.item, article) for hit in searchables(entry))
        return ArticleAnswer(itself, [_in_its_article(each) for each in findings])

    def _evidence(self, item: SearchableItem, of: Briefing | None = None) -> Evidence:
        ref = item if isinstance(item, ArticleRef) else item.article
        return _evidence(item, self._article(ref.id, of))

    def _speaker(self, row: SpeakerRow, of: Briefing) -> Row:
        line = speaker_line(row)
        return self._row(row.statements, line, (None, None, None), of)

    def _event(
        self, row: TalkRow | DeadlineRow, first: date | None, last: date | None, of: Briefing
    ) -> Row:
        line = talk_line(row) if isinstance(row, TalkRow) else deadline_line(row, of.as_of.day)
        return self._row(row.mentions, line, (first, last, row.timing), of)

    def _row(
        self,
        mentions: Sequence[Mention],
        line: str,
        when: tuple[date | None, date | None, str | None],
        of: Briefing,
    ) -> Row:
        first, last, timing = when
        return Row(
            iso(first),
            iso(last),
            timing,
            len(mentions),
            len({mention.article.source or mention.article.id for mention in mentions}),
            [self._evidence(mention, of) for mention in mentions[:_SHOWN]],
            RowWords(plain(line)),
        )

    def _cited(self, evidence_id: str) -> Cited:
        match = _EVIDENCE_ID.fullmatch(evidence_id.strip())
        unknown = UsageError(
            f"evidence {evidence_id[:80]!r}", "is not in the library", "Take an id from an answer"
        )
        if match is None:
            raise unknown
        article_id, name, kind, places = match.groups()
        versions = self._desk.versions(article_id)
        version = next((each for each in versions if each.article.version == name), None)
        if version is None:
            raise unknown
        article = version.article
        spans = _spans(places, len(article.text))
        if spans is None or kind not in kind_names() or bool(spans) == (kind == ARTICLE):
            raise unknown
        item = self._finding(version, kind, spans)
        evidence = _evidence(item or ArticleRef.of(article), article)
        found = finding_to_json(item.finding) if item else {}
        return Cited(
            evidence_id.strip(),
            kind,
            article_id,
            evidence.published,
            evidence.link,
            evidence.sample,
            _standing(version),
            CitedWords(
                evidence.untrusted.title,
                evidence.untrusted.outlet,
                evidence.untrusted.line,
                plain(" … ".join(span.of(article.text) for span in spans)),
                plain(sentence_around(article.text, spans)),
                plain(paragraph_around(article.text, spans)) if spans else "",
                {field: value for field, value in found.items() if not _is_place(field)},
            ),
        )

    def _finding(self, version: Version, kind: str, spans: Sequence[Span]) -> Mention | None:
        """The finding there; None for an article, and for what another analysis does not find."""
        now = version.until is None
        findings = self._desk.findings(version.article.id) if now else version.findings
        for hit in searchables(Entry(version.article, findings)):
            if hit.kind == kind and _places_of(hit.item) == tuple(spans):
                return None if isinstance(hit.item, ArticleRef) else hit.item
        return None


def _evidence(item: SearchableItem, article: Article) -> Evidence:
    kind = Searchable.of(item).kind
    spans = _places_of(item)
    places = ",".join(f"{span.start}-{span.end}" for span in spans)
    return Evidence(
        f"{article.id}@{article.version}:{kind}" + (f":{places}" if places else ""),
        kind,
        article.id,
        iso(article.day),
        article.url,
        article.sample,
        PageWords(
            plain(article.title),
            plain(article.source) if article.source else None,
            _line(kind, item),
            plain(sentence_around(article.text, spans)),
        ),
    )


def _in_its_article(evidence: Evidence) -> Finding:
    words = FindingWords(evidence.untrusted.line, evidence.untrusted.sentence)
    return Finding(evidence.evidence_id, evidence.kind, words)


def _line(kind: str, item: SearchableItem) -> str:
    if isinstance(item, ArticleRef):
        return plain(item.title)
    who, what = load(shown_kind(kind).description)(item)
    return plain(f"{who}: {what}" if who else what)


def _places_of(item: SearchableItem) -> tuple[Span, ...]:
    """Where a finding rests; an article rests on all of itself."""
    if isinstance(item, ArticleRef):
        return ()
    return tuple(kind_of(item.finding).spans(item.finding))


def _spans(places: str | None, length: int) -> tuple[Span, ...] | None:
    """The spans of an evidence id; None for such as no text of that length has."""
    pairs = [tuple(map(int, place.split("-"))) for place in places.split(",")] if places else []
    if any(not start < end <= length for start, end in pairs):
        return None
    return tuple(Span(start, end) for start, end in pairs)


def _is_place(field: str) -> bool:
    """Whether a field of a finding says where it stands, in offsets that an answer has not."""
    return field in ("span", "spans", "mentions") or field.endswith("_span")


def _standing(version: Version) -> str:
    until = version.until.isoformat() if version.until else ""
    if version.removed:
        return f"the article was taken out of the library on {until}"
    if until:
        return f"the outlet has changed the article; these words stood there until {until}"
    if version.article.gone:
        return f"the outlet has taken the page down, seen {version.article.gone.isoformat()}"
    return "the article stands as cited"


def _story_head(story: Story) -> StoryHead:
    return StoryHead(
        [ref.id for ref in story.articles],
        story.first.isoformat(),
        story.last.isoformat(),
        story.sources.number,
        RowWords(plain(story.headline)),
    )
