"""What cannot both hold in the stories of a briefing, from the sentences of their articles."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from threading import Lock
from typing import Generic, TypeAlias, TypeVar

from msgspec.structs import replace

from briefing.article_refs import ArticleRef
from briefing.contradictions.claims import Claim, claims_of
from briefing.contradictions.pairs import contradictions
from briefing.contradictions.rows import Contradiction
from briefing.digest.briefing import Briefing
from briefing.digest.stories import Story
from briefing.model import Article, Findings

# What bounds the memory: some 40 kB an article, and a few kB a story.
_ARTICLES_KEPT = 512
_STORIES_KEPT = 1_024

_Mark: TypeAlias = tuple[str, str, int]
"""Differs once an article, or what was found in it, is another."""


_Key = TypeVar("_Key")
_Value = TypeVar("_Value")


class _Kept(Generic[_Key, _Value]):
    """Values by key: at most so many, those used last. Threads may share it."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._values: dict[_Key, _Value] = {}
        self._lock = Lock()

    def of(self, key: _Key, make: Callable[[], _Value]) -> _Value:
        """The value of a key, made if it is not kept."""
        with self._lock:
            value = self._values.pop(key, None)
        value = make() if value is None else value
        with self._lock:
            self._values[key] = value
            while len(self._values) > self._most:
                del self._values[next(iter(self._values))]
        return value


class ContradictionSearch:
    """Compares the sentences of each story; what has not changed since is not compared again.

    ``article`` and ``findings`` give those of an id as they stand in a briefing.
    """

    def __init__(
        self,
        article: Callable[[str, Briefing], Article | None],
        findings: Callable[[str, Briefing], Findings | None],
    ) -> None:
        self._article = article
        self._findings = findings
        self._claims = _Kept[_Mark, tuple[Claim, ...]](_ARTICLES_KEPT)
        self._found = _Kept[tuple[_Mark, ...], tuple[Contradiction, ...]](_STORIES_KEPT)

    def within(self, stories: Iterable[Story], of: Briefing) -> tuple[Story, ...]:
        """Those stories with what in each of them cannot both hold."""
        return tuple(replace(story, contradictions=self._in(story, of)) for story in stories)

    def _in(self, story: Story, of: Briefing) -> tuple[Contradiction, ...]:
        read = [
            (ref, article, self._findings(ref.id, of))
            for ref in story.articles
            if (article := self._article(ref.id, of)) is not None
        ]
        marked = [
            (_mark(article, findings), ref, article, findings) for ref, article, findings in read
        ]

        def compared() -> tuple[Contradiction, ...]:
            return contradictions(claim for each in marked for claim in self._claims_of(*each))

        return self._found.of(tuple(mark for mark, *_ in marked), compared)

    def _claims_of(
        self, mark: _Mark, ref: ArticleRef, article: Article, findings: Findings | None
    ) -> tuple[Claim, ...]:
        return self._claims.of(mark, lambda: tuple(claims_of(ref, article.text, findings)))


def _mark(article: Article, findings: Findings | None) -> _Mark:
    read = (findings.quotes, findings.dates) if findings is not None else ()
    return article.id, article.version, hash(read)
