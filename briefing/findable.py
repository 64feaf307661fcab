"""What can be searched: articles and findings, newest first, with their words in folded case."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator
from typing import Literal, TypeAlias

from msgspec import Struct

from briefing.haystack import Haystack
from briefing.model import Entry
from briefing.rows import DeadlineMention, Evidence, Head, Statement, TalkMention

Found: TypeAlias = "Statement | TalkMention | DeadlineMention | Head"
Kind: TypeAlias = Literal["quote", "talk", "deadline", "article"]
Words: TypeAlias = tuple[str, str, str, str]
"""A findable's own words, its speaker, its place and its parties; "" for those it has not."""

KINDS: tuple[Kind, ...] = ("quote", "talk", "deadline", "article")
PARTS = ("own", "speaker", "place", "party")
APART = "\x1f"  # stands between the parts of a findable's words, and in none of them


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
    head = Head.of(entry.article)
    yield Findable.of(head)
    if entry.findings is None:
        return
    for index, quote in enumerate(entry.findings.quotes):
        yield Findable.of(Statement(head, index, quote))
    for talk in entry.findings.talks:
        yield Findable.of(TalkMention(head, talk))
    for due in entry.findings.deadlines:
        yield Findable.of(DeadlineMention(head, due))


class Index:
    """Findables, newest first, those without a day last, each article before its findings.

    ``own`` holds the words of each findable, its parts ``APART``; ``texts`` title and text of each
    article (the title up to ``title_ends``), by the same number as in ``firsts``, which says where
    in ``found`` the article stands, and has one more member: how many findables there are. ``days``
    is the day of each article as a negative ordinal, ascending; 0 for those without.
    """

    def __init__(self, entries: Iterable[Entry], characters: int | None = None) -> None:
        """``characters`` is how much text can be searched, in the order of the entries; of further
        articles all but the text. None for no limit."""
        made: list[tuple[int, list[Findable], str]] = []
        for entry in entries:
            found = [*findables(entry)]
            article, *_ = found
            text = entry.article.text
            if characters is not None:
                characters -= len(text)
                text = text if characters > 0 else ""
            day = article.head.day
            words = f"{article.words[0]}\n{text}".casefold()
            made.append((-day.toordinal() if day else 0, found, words))
        made.sort(key=lambda each: each[0])
        self.days = array("l", (day for day, _, _ in made))
        self.found = tuple(f for _, found, _ in made for f in found)
        self.texts = Haystack(text for _, _, text in made)
        ends = (self.texts.bytes.index(b"\n", start) for start in self.texts.starts[:-1])
        self.title_ends = array("Q", ends)
        self.own = Haystack(map(_folded, self.found))
        self.firsts = array("I", [0])
        for _, found, _ in made:
            self.firsts.append(self.firsts[-1] + len(found))


def _folded(findable: Findable) -> str:
    text = APART.join(findable.words)
    if text.count(APART) >= len(PARTS):
        text = APART.join(part.replace(APART, " ") for part in findable.words)
    return text.casefold()
