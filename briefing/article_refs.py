"""Articles as rows show them, without their text: what rests on them, and who reports a thing."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from datetime import date, datetime

from msgspec import Struct

from briefing.model import Article, Span


def age_on(day: date | None) -> int:
    """The ``age`` of articles of that day of publication."""
    return -day.toordinal() if day else 0


class ArticleRef(Struct, frozen=True, gc=False):
    """What is shown of an article without its text.

    ``copy_of`` is the id of the article whose wording this one repeats, ``fetched`` the moment of
    its intake, ``date_note`` says why ``day`` is but a guess, if it is. ``revised`` is when the
    version at hand came in, None if it is the first. ``feed`` is the URL of the subscription that
    brought it.
    """

    id: str
    title: str
    source: str | None
    url: str | None
    day: date | None
    sample: bool
    fetched: datetime | None = None
    copy_of: str | None = None
    date_note: str | None = None
    revised: datetime | None = None
    feed: str | None = None

    @property
    def age(self) -> int:
        """Orders articles: the latest published first, those without a day last."""
        return age_on(self.day)

    @classmethod
    def of(cls, article: Article) -> ArticleRef:
        """The head of that article."""
        return cls(
            article.id,
            article.title,
            article.source,
            article.url,
            article.day,
            article.sample,
            article.fetched,
            article.copy_of,
            article.date_note,
            article.revised,
            article.feed,
        )


class Evidence(Struct, frozen=True, gc=False):
    """Where a row rests: an article and the spans of its text that say so, in text order."""

    article: ArticleRef
    spans: tuple[Span, ...]


class Sources(Struct, frozen=True, gc=False):
    """Who reports a thing: how many articles, which outlets, how many that copy no other.

    ``unnamed`` is the number of articles of which no outlet is known: each counts as one.
    """

    articles: int
    outlets: tuple[str, ...]
    independent: int
    unnamed: int = 0

    @classmethod
    def of(cls, refs: Iterable[ArticleRef]) -> Sources:
        """Counted from the articles. Articles of one outlet, and copies of one text, are one."""
        by_id = {ref.id: ref for ref in refs}
        outlets = tuple(dict.fromkeys(ref.source for ref in by_id.values() if ref.source))
        unnamed = sum(not ref.source for ref in by_id.values())
        return cls(len(by_id), outlets, len(set(origins_of(by_id.values()).values())), unnamed)

    @property
    def number(self) -> int:
        """How many outlets there are, those whose names are not known among them."""
        return len(self.outlets) + self.unnamed

    @property
    def names(self) -> str:
        """``The Gull, The Tide and 2 not named``; "" where none is."""
        names = ", ".join(self.outlets)
        return f"{names} and {self.unnamed} not named" if names and self.unnamed else names

    def __str__(self) -> str:
        """``4 outlets, 2 independent``; what goes without saying is left out."""
        count = self.number
        if count == 1:
            return "1 outlet"
        if self.independent == count:
            return f"{count} outlets"
        return f"{count} outlets, {self.independent} independent"


def outlets_of(refs: Iterable[ArticleRef]) -> str:
    """``The Gull, The Tide``: each outlet once; in place of one that is unknown, the title."""
    return ", ".join(dict.fromkeys(ref.source or ref.title for ref in refs))


def origins_of(refs: Iterable[ArticleRef]) -> Mapping[str, Hashable]:
    """For the id of each article what it comes from: one for an outlet and for copies of a text."""
    by_id = {ref.id: ref for ref in refs}
    if not any(ref.copy_of for ref in by_id.values()):
        return {ref.id: ref.source or ref.id for ref in by_id.values()}
    origins = _Origins()
    for ref in by_id.values():
        origins.join(("outlet", ref.source or ref.id), ("text", ref.id))
        if ref.copy_of:
            origins.join(("text", ref.id), ("text", ref.copy_of))
    return {article_id: origins.find(("text", article_id)) for article_id in by_id}


class _Origins:
    """Disjoint sets of outlets and texts."""

    def __init__(self) -> None:
        self._parent: dict[tuple[str, str], tuple[str, str]] = {}

    def find(self, item: tuple[str, str]) -> tuple[str, str]:
        while (parent := self._parent.get(item, item)) != item:
            item = parent
        return item

    def join(self, a: tuple[str, str], b: tuple[str, str]) -> None:
        self._parent[self.find(a)] = self.find(b)
