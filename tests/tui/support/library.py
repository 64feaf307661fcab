"""A library in memory, and a desk over it whose analysis is set by hand and whose clock stands."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from datetime import date, datetime
from functools import partial
from typing import TypeVar

from msgspec.structs import replace

from briefing.corrections import Correction
from briefing.desk import Desk
from briefing.feed import Feed
from briefing.model import Article, Entry, Findings, Version
from briefing.ports import Copy, Counts, Filed, Json, Merge, Progress, Stored, as_given
from tests.tui.support.making import BY, NOW

T = TypeVar("T")


class MemoryLibrary:
    """``briefing.ports.Library`` in a dictionary."""

    notices: tuple[str, ...] = ()

    def __init__(self, entries: Iterable[Entry] = ()) -> None:
        self._entries: dict[str, Entry] = {}
        self.earlier: dict[str, tuple[Version, ...]] = {}
        self._state: dict[str, Json] = {}
        self._feeds: dict[str, Feed] = {}
        self._corrections: dict[str, Correction] = {}
        self._numbers: dict[str, int] = {}
        self._revision = 0
        for entry in entries:
            self._entries[entry.article.id] = entry

    def salvaged_since(self, moment: datetime | None) -> tuple[str, ...]:
        return ()

    def atomically(self, work: Callable[[], T]) -> T:
        return work()

    def take_in(
        self,
        incoming: Iterable[Article],
        at: datetime,
        merge: Merge = as_given,
        *,
        again: bool = True,
    ) -> Stored:
        added = []
        for article in incoming:
            if article.id in self._entries:
                self.revise(article.id, partial(_merged, merge, article), at)
            else:
                self._entries[article.id] = Entry(article)
                added.append(article.id)
        self._revision += 1
        return Stored(added=tuple(added))

    def revise(
        self, article_id: str, change: Callable[[Article], Article | None], at: datetime
    ) -> Article | None:
        entry = self._entries.get(article_id)
        changed = change(entry.article) if entry else None
        if entry and changed:
            same = changed.version == entry.article.version
            self._entries[article_id] = Entry(changed, entry.findings if same else None)
            self._revision += 1
        return changed

    def put_findings(self, findings: Iterable[Findings]) -> Filed:
        self._revision += 1
        stored = []
        for each in findings:
            article = self._entries[each.article_id].article
            if article.version == each.version:
                self._entries[article.id] = Entry(article, each)
                stored.append(article.id)
        return Filed(tuple(stored))

    def mark_copies(self, copies: Iterable[Copy], at: datetime) -> int:
        return len(list(copies))

    def versions(self, article_id: str) -> tuple[Version, ...]:
        entry = self._entries.get(article_id)
        current = (Version(entry.article, entry.findings),) if entry else ()
        return (*self.earlier.get(article_id, ()), *current)

    def rewritten(self, article_ids: Iterable[str]) -> tuple[str, ...]:
        return tuple(i for i in article_ids if len(self.versions(i)) > 1)

    def replaced(self, since: date, until: date, after: date) -> tuple[str, ...]:
        return ()

    def announcing(self, day: date, before: date) -> dict[str, object]:
        return {}

    def announced(self, day: date, before: date) -> tuple[str, ...]:
        return ()

    def older(self, day: date) -> int:
        return sum(bool(e.article.day and e.article.day < day) for e in self._entries.values())

    def outdated_versions(self, analyser: str) -> tuple[tuple[str, str], ...]:
        return ()

    def corrected_since(self, day: date) -> tuple[str, ...]:
        return ()

    def teasers(self, feed_url: str) -> tuple[str, ...]:
        every = (entry.article for entry in self._entries.values())
        return tuple(a.id for a in every if a.teaser and a.url and a.feed == feed_url)

    def article(self, article_id: str) -> Article | None:
        entry = self._entries.get(article_id)
        return entry.article if entry else None

    def findings(self, article_id: str) -> Findings | None:
        entry = self._entries.get(article_id)
        return entry.findings if entry else None

    def entries(
        self, since: date | None = None, until: date | None = None, *, findings: bool = True
    ) -> Iterator[Entry]:
        for entry in list(self._entries.values()):
            day = entry.article.day
            if day is None or ((since or day) <= day <= (until or day)):
                yield entry if findings else Entry(entry.article)

    def marks(self, since: date, until: date) -> dict[date, dict[int, object]]:
        marks: dict[date, dict[int, object]] = {}
        for entry in self.entries(since, until):
            if day := entry.article.day:
                number = self._numbers.setdefault(entry.article.id, len(self._numbers))
                marks.setdefault(day, {})[number] = entry
        return marks

    def numbers_by_day(self, since: date, until: date) -> dict[date, list[int]]:
        return {day: sorted(marks) for day, marks in self.marks(since, until).items()}

    def numbered(self, numbers: Collection[int]) -> Iterator[tuple[int, Entry]]:
        for entry in self.entries():
            if (number := self._numbers.get(entry.article.id)) in numbers:
                assert number is not None
                yield number, entry

    def entries_by_id(self, article_ids: Iterable[str]) -> Iterator[Entry]:
        return (self._entries[i] for i in article_ids if i in self._entries)

    def outdated(self, analyser: str) -> tuple[str, ...]:
        return tuple(i for i, e in self._entries.items() if e.findings is None)

    def remove(self, article_ids: Iterable[str], *, at: datetime | None = None) -> int:
        self._revision += 1
        return sum(self._entries.pop(i, None) is not None for i in article_ids)

    def feeds(self) -> tuple[Feed, ...]:
        return tuple(self._feeds.values())

    def add_feed(self, feed: Feed) -> bool:
        return self._feeds.setdefault(feed.url, feed) is feed

    def change_feed(self, url: str, change: Callable[[Feed], Feed]) -> Feed | None:
        feed = self._feeds.get(url)
        if feed is None:
            return None
        changed = change(feed)
        every = [changed if each is feed else each for each in self._feeds.values()]
        self._feeds = {each.url: each for each in every}
        return changed

    def remove_feed(self, url: str) -> bool:
        return self._feeds.pop(url, None) is not None

    def state(self, key: str) -> Json:
        return self._state.get(key)

    def set_state(self, key: str, value: Json) -> None:
        self._state[key] = value

    def update_state(self, key: str, change: Callable[[Json], Json]) -> Json:
        self.set_state(key, change(self.state(key)))
        return self.state(key)

    def corrections(self, by: date | None = None) -> tuple[Correction, ...]:
        return tuple(self._corrections.values())

    def put_correction(self, correction: Correction) -> None:
        self._revision += 1
        self._corrections[correction.key] = correction

    def remove_correction(self, correction: Correction, at: datetime) -> bool:
        self._revision += 1
        return self._corrections.pop(correction.key, None) is not None

    def counts(self) -> Counts:
        days = [entry.article.day for entry in self._entries.values() if entry.article.day]
        return Counts(
            articles=len(self._entries),
            analysed=sum(entry.findings is not None for entry in self._entries.values()),
            newest=max(days, default=None),
            samples=sum(entry.article.sample for entry in self._entries.values()),
        )

    def revision(self) -> object:
        return self._revision

    def articles_revision(self) -> object:
        return self._revision

    def close(self) -> None:
        """Nothing to release."""


def _merged(merge: Merge, incoming: Article, stored: Article) -> Article | None:
    return merge(stored, incoming)


class HandDesk(Desk):
    """A desk whose analysis is a list of findings made by hand."""

    def __init__(
        self, library: MemoryLibrary, waiting: Iterable[Findings] = (), now: datetime = NOW
    ) -> None:
        super().__init__(library, clock=lambda: now)
        self._waiting = {f.article_id: f for f in waiting}
        self.error: Exception | None = None

    def refresh(self, progress: Progress = lambda done, total, what: None) -> int:
        if self.error:
            raise self.error
        ids = self.library.outdated(BY)
        for count, article_id in enumerate(ids, 1):
            article = self.library.article(article_id)
            assert article is not None
            findings = self._waiting.get(article_id, Findings(article_id, BY))
            self.library.put_findings([replace(findings, version=article.version)])
            progress(count, len(ids), article.title)
        return len(ids)
