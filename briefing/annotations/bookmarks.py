"""What a reader has marked to come back to: findings and articles, by the words they rest on.

A mark is matched by overlap of spans, so that it outlives a new analysis that moves the ends of a
finding.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from msgspec import Struct

from briefing.article_refs import ArticleRef
from briefing.kinds import kind_of
from briefing.model import Span
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


class Bookmark(Struct, frozen=True):
    """A finding of that kind which rests on those spans of an article; no spans: the article."""

    article_id: str
    kind: str
    spans: tuple[Span, ...] = ()

    def is_of(self, other: Bookmark) -> bool:
        """Whether both are of one finding of one article."""
        if (self.article_id, self.kind) != (other.article_id, other.kind):
            return False
        pairs = ((a, b) for a in self.spans for b in other.spans)
        return self.spans == other.spans or any(a.overlaps(b) for a, b in pairs)


class Bookmarks:
    """A set of marks, looked up by article; never changed."""

    def __init__(self, marks: Iterable[Bookmark] = ()) -> None:
        self._by_article: dict[str, list[Bookmark]] = defaultdict(list)
        for mark in marks:
            self._by_article[mark.article_id].append(mark)

    def __iter__(self) -> Iterator[Bookmark]:
        return (mark for own in self._by_article.values() for mark in own)

    def __len__(self) -> int:
        return sum(map(len, self._by_article.values()))

    @property
    def articles(self) -> tuple[str, ...]:
        """Ids of the articles that are marked, or in which something is."""
        return tuple(self._by_article)

    def has(self, mark: Bookmark) -> bool:
        """Whether that finding is marked."""
        return any(own.is_of(mark) for own in self._by_article.get(mark.article_id, ()))

    def has_any(self, marks: Iterable[Bookmark]) -> bool:
        """Whether one of those findings is marked."""
        return bool(self._by_article) and any(map(self.has, marks))

    def toggled(self, marks: Iterable[Bookmark]) -> Bookmarks:
        """With those findings marked if none of them is, else with none of them marked."""
        toggled_marks = tuple(marks)
        if not self.has_any(toggled_marks):
            return Bookmarks((*self, *toggled_marks))
        return Bookmarks(m for m in self if not any(m.is_of(other) for other in toggled_marks))


def bookmarks_of(item: object) -> tuple[Bookmark, ...]:
    """The marks of a row: one for each account that it rests on; none for what cannot be marked."""
    match item:
        case Statement() | TalkMention() | DeadlineMention() | FindingMention():
            kind = kind_of(item.finding)
            return (Bookmark(item.article.id, kind.name, kind.spans(item.finding)),)
        case (
            TalkRow(mentions=accounts)
            | DeadlineRow(mentions=accounts)
            | Utterance(statements=accounts)
        ):
            return tuple(mark for account in accounts for mark in bookmarks_of(account))
        case ArticleRef():
            return (Bookmark(item.id, "article"),)
    return ()


def articles_of(item: object) -> tuple[ArticleRef, ...]:
    """The articles that a row rests on, each once."""
    match item:
        case ArticleRef():
            return (item,)
        case Statement() | TalkMention() | DeadlineMention() | FindingMention():
            return (item.article,)
        case (
            TalkRow(mentions=found)
            | DeadlineRow(mentions=found)
            | SpeakerRow(statements=found)
            | Utterance(statements=found)
        ):
            return tuple({each.article.id: each.article for each in found}.values())
    return ()


def bookmark_to_json(mark: Bookmark) -> dict[str, Any]:
    """A mark as a JSON object."""
    return {
        "article": mark.article_id,
        "kind": mark.kind,
        "spans": [[span.start, span.end] for span in mark.spans],
    }


def bookmark_from_json(record: Mapping[str, Any]) -> Bookmark:
    """The inverse; raises KeyError, TypeError or ValueError for anything else."""
    spans = tuple(Span(*pair) for pair in record["spans"])
    return Bookmark(record["article"], record["kind"], spans)
