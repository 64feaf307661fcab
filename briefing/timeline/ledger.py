"""The ledger of a briefing: what is owed in its articles, kept from one briefing to the next."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from threading import Lock

from briefing.article_refs import ArticleRef
from briefing.digest.assembly import Part
from briefing.digest.briefing import Briefing
from briefing.ledger.book import Book
from briefing.ledger.rows import Ledger, ledger_of
from briefing.model import Entry

Near = Callable[[str, Collection[str]], "frozenset[str]"]
"""Which of those articles, by their ids, are of one event with an article."""


class LedgerSearch:
    """Reads the articles of briefings for what is undertaken in them; threads may share it.

    ``parts`` gives the parts of all articles of a briefing, ``entry`` an article as it stands in a
    briefing with what was found in it, ``near`` what is of one event with it. An article is read
    again only when its part differs from the one that it had before.
    """

    def __init__(
        self,
        parts: Callable[[Briefing], Sequence[Part]],
        entry: Callable[[str, Briefing], Entry | None],
        near: Near,
    ) -> None:
        self._parts = parts
        self._entry = entry
        self._near = near
        self._reading = Lock()
        self._book = Book(self._is_one_story)
        self._read: dict[str, Part] = {}
        self._newest = 0  # the ``age`` of the latest article that was read
        self._latest: tuple[Briefing, Ledger] | None = None

    def of(self, briefing: Briefing) -> Ledger:
        """What is owed as of the day of a briefing, by what its articles say."""
        with self._reading:
            latest = self._latest
            if latest is None or latest[0] is not briefing:
                ledger = self._ledger(briefing)
                latest = self._latest = (briefing, ledger)
            return latest[1]

    def _ledger(self, briefing: Briefing) -> Ledger:
        current = {part.article.id: part for part in self._parts(briefing)}
        for article_id in self._read.keys() - current.keys():
            self._book.drop(article_id)
            del self._read[article_id]
        changed = [part for part in current.values() if self._has_changed(part)]
        for part in sorted(changed, key=lambda part: (-part.article.age, part.article.id)):
            self._take_in(part, briefing)
        return ledger_of(briefing, self._book.undertakings(), self._is_one_story)

    def _take_in(self, part: Part, briefing: Briefing) -> None:
        """Read an article; those read before that are later and of one event may answer it."""
        ref = part.article
        entry = self._entry(ref.id, briefing)
        if entry is None:
            self._book.drop(ref.id)
            self._read.pop(ref.id, None)
            return
        later = [self._entry(other, briefing) for other in self._later_near(ref)]
        self._book.take_in(entry, [each for each in later if each is not None])
        self._read[ref.id] = part
        self._newest = min(self._newest, ref.age)

    def _later_near(self, ref: ArticleRef) -> list[str]:
        """What was read before it although it is later, and is of one event with it."""
        if ref.age <= self._newest:
            return []
        later = {i for i, each in self._read.items() if each.article.age < ref.age}
        return sorted(self._near(ref.id, later))

    def _has_changed(self, part: Part) -> bool:
        before = self._read.get(part.article.id)
        return before is not part and before != part

    def _is_one_story(self, one: str, other: str) -> bool:
        return one == other or other in self._near(one, {other})
