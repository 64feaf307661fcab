"""What can be found: articles and findings, and the words by which they are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Literal, TypeAlias

from msgspec import Struct

from briefing.model import Deadline, Entry, Findings, Quote, Talk
from briefing.rows import DeadlineMention, Evidence, Head, Statement, TalkMention

Found: TypeAlias = "Statement | TalkMention | DeadlineMention | Head"
Kind: TypeAlias = Literal["quote", "talk", "deadline", "article"]
Words: TypeAlias = tuple[str, str, str, str]
"""A findable's own words, its speaker, its place and its parties; "" for those it has not."""

KINDS: tuple[Kind, ...] = ("quote", "talk", "deadline", "article")
PARTS = ("own", "speaker", "place", "party")


class Findable(Struct, frozen=True):
    """A finding or an article."""

    kind: Kind
    item: Found
    head: Head

    @classmethod
    def of(cls, item: Found) -> Findable:
        """A finding in its article, or an article, as it can be found."""
        match item:
            case Statement():
                return cls("quote", item, item.head)
            case TalkMention():
                return cls("talk", item, item.head)
            case DeadlineMention():
                return cls("deadline", item, item.head)
            case Head():
                return cls("article", item, item)

    @property
    def evidence(self) -> Evidence:
        """What it rests on; of an article, nothing in particular."""
        return Evidence(self.item, ()) if isinstance(self.item, Head) else self.item.evidence

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
            case Head() as head:
                return f"{head.title} {head.source or ''}".replace("\n", " "), "", "", ""


def findables(entry: Entry) -> Iterator[Findable]:
    """What can be found in an entry: the article, and each of its findings."""
    found = entry.findings or Findings(entry.article.id, "")
    return of_article(Head.of(entry.article), found.quotes, found.talks, found.deadlines)


def of_article(
    head: Head, quotes: Iterable[Quote], talks: Iterable[Talk], deadlines: Iterable[Deadline]
) -> Iterator[Findable]:
    """An article and its findings, in this order, as they can be found."""
    yield Findable.of(head)
    for index, quote in enumerate(quotes):
        yield Findable.of(Statement(head, index, quote))
    for talk in talks:
        yield Findable.of(TalkMention(head, talk))
    for due in deadlines:
        yield Findable.of(DeadlineMention(head, due))
