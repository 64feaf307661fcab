"""What can be found: articles and findings, and the words by which they are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Literal, TypeAlias

from msgspec import Struct

from briefing.model import Deadline, Entry, Findings, Quote, Talk
from briefing.rows import ArticleRef, DeadlineMention, Evidence, Statement, TalkMention

SearchableItem: TypeAlias = "Statement | TalkMention | DeadlineMention | ArticleRef"
Kind: TypeAlias = Literal["quote", "talk", "deadline", "article"]
Words: TypeAlias = tuple[str, str, str, str]
"""A findable's own words, its speaker, its place and its parties; "" for those it has not."""

KINDS: tuple[Kind, ...] = ("quote", "talk", "deadline", "article")
PARTS = ("own", "speaker", "place", "party")


class Searchable(Struct, frozen=True):
    """A finding or an article."""

    kind: Kind
    item: SearchableItem
    article: ArticleRef

    @classmethod
    def of(cls, item: SearchableItem) -> Searchable:
        """A finding in its article, or an article, as it can be found."""
        match item:
            case Statement():
                return cls("quote", item, item.article)
            case TalkMention():
                return cls("talk", item, item.article)
            case DeadlineMention():
                return cls("deadline", item, item.article)
            case ArticleRef():
                return cls("article", item, item)

    @property
    def evidence(self) -> Evidence:
        """What it rests on; of an article, nothing in particular."""
        return Evidence(self.item, ()) if isinstance(self.item, ArticleRef) else self.item.evidence

    @property
    def words(self) -> Words:
        """Its words, as they stand in the article."""
        match self.item:
            case Statement(quote=quote):
                return quote.content, f"{quote.speaker or ''} {quote.role or ''}", "", ""
            case TalkMention(talk=talk):
                own = f"{talk.what} {talk.status} {talk.outcome or ''}"
                return own, "", talk.place or "", " ".join(talk.parties)
            case DeadlineMention(deadline=due):
                return f"{due.what} {due.kind}", "", "", due.who or ""
            case ArticleRef() as ref:
                return f"{ref.title} {ref.source or ''}".replace("\n", " "), "", "", ""


def searchables(entry: Entry) -> Iterator[Searchable]:
    """What can be found in an entry: the article, and each of its findings."""
    found = entry.findings or Findings(entry.article.id, "")
    return of_article(ArticleRef.of(entry.article), found.quotes, found.talks, found.deadlines)


def of_article(
    ref: ArticleRef, quotes: Iterable[Quote], talks: Iterable[Talk], deadlines: Iterable[Deadline]
) -> Iterator[Searchable]:
    """An article and its findings, in this order, as they can be found."""
    yield Searchable.of(ref)
    for index, quote in enumerate(quotes):
        yield Searchable.of(Statement(ref, index, quote))
    for talk in talks:
        yield Searchable.of(TalkMention(ref, talk))
    for due in deadlines:
        yield Searchable.of(DeadlineMention(ref, due))
