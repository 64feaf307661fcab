"""What can be found: articles and findings, and the words by which they are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, TypeAlias

from msgspec import Struct

from briefing.article_refs import ArticleRef, Evidence
from briefing.kinds import Days, Mention, Words, findings_of_kind, kind_of, shown_kinds
from briefing.model import Entry, Findings

SearchableItem: TypeAlias = "Mention | ArticleRef"

ARTICLE = "article"
PARTS = ("own", "speaker", "place", "party", "to")
"""The parts of a searchable's words by which it can be asked for; the first are its own words."""


def kind_names() -> tuple[str, ...]:
    """What can be asked for by ``kind:``: the kinds of finding, and articles."""
    return (*(kind.name for kind in shown_kinds()), ARTICLE)


class Searchable(Struct, frozen=True):
    """A finding or an article; ``kind`` is one of ``kind_names``."""

    kind: str
    item: SearchableItem
    article: ArticleRef

    @classmethod
    def of(cls, item: SearchableItem) -> Searchable:
        """A finding in its article, or an article, as it can be found."""
        if isinstance(item, ArticleRef):
            return cls(ARTICLE, item, item)
        return cls(kind_of(item.finding).name, item, item.article)

    @property
    def evidence(self) -> Evidence:
        """What it rests on; of an article, nothing in particular."""
        return Evidence(self.item, ()) if isinstance(self.item, ArticleRef) else self.item.evidence

    @property
    def parts(self) -> tuple[str, ...]:
        """Its words and to whom they were said, in the order of ``PARTS``."""
        if isinstance(self.item, ArticleRef):
            return (*self.words, "")
        addressee = kind_of(self.item.finding).addressee
        return (*self.words, (addressee(self.item.finding) if addressee else "") or "")

    @property
    def days(self) -> Days:
        """The days of the event that it is about."""
        if isinstance(self.item, ArticleRef):
            return None, None
        days = kind_of(self.item.finding).days
        return days(self.item.finding) if days else (None, None)

    @property
    def words(self) -> Words:
        """Its words, as they stand in the article."""
        if isinstance(self.item, ArticleRef):
            ref = self.item
            return f"{ref.title} {ref.source or ''}".replace("\n", " "), "", "", ""
        kind = kind_of(self.item.finding)
        return kind.words(self.item.finding) if kind.words else ("", "", "", "")


def searchables(entry: Entry) -> Iterator[Searchable]:
    """What can be found in an entry: the article, and each of its findings."""
    findings = entry.findings or Findings(entry.article.id, "")
    return of_article(ArticleRef.of(entry.article), findings_by_kind(findings))


def findings_by_kind(findings: Findings) -> Iterator[tuple[Any, ...]]:
    """The findings of each kind that is searched for, in the order of ``shown_kinds``."""
    return (findings_of_kind(findings, kind) for kind in shown_kinds())


def of_article(ref: ArticleRef, by_kind: Iterable[Iterable[Any]]) -> Iterator[Searchable]:
    """An article and its findings, in this order, as they can be found.

    ``by_kind`` are as ``findings_by_kind`` gives them.
    """
    yield Searchable(ARTICLE, ref, ref)
    for kind, findings in zip(shown_kinds(), by_kind, strict=True):
        for index, finding in enumerate(findings):
            yield Searchable(kind.name, kind.mentioned(ref, index, finding), ref)
