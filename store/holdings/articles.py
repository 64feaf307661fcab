"""Reads articles and their findings from an open store, by id, by day, and by what they lack.

An article and its findings share one document id, in the tables ``articles`` and ``findings``.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from datetime import date
from typing import Any, TypeVar

from briefing.model import Article, Entry, Findings
from store.access import OpenStore
from store.documents import records
from store.documents.columns import UNDATED, VERSION_DAY, VERSION_ID
from store.documents.entries import entries_of, newest_first
from store.documents.records import ARTICLES, FINDINGS, VERSIONS

T = TypeVar("T")


class Articles:
    """The articles of a store. See ``briefing.ports.Library`` for what each method promises."""

    def __init__(self, store: OpenStore) -> None:
        self._store = store

    def article(self, article_id: str) -> Article | None:
        """The article of that id, or None."""
        return self._one(ARTICLES, article_id, records.article_from_record)

    def findings(self, article_id: str) -> Findings | None:
        """What analysis found in that article, or None when it has not been analysed."""
        findings = self._one(FINDINGS, article_id, records.findings_from_record)
        return findings if findings and findings.article_id == article_id else None

    def _one(self, name: str, article_id: str, convert: Callable[[Any], T]) -> T | None:
        record = self._store.read(lambda: self._get(name, article_id))
        return None if record is None else convert(record)

    def _get(self, name: str, article_id: str) -> Any:
        doc_id = self._doc_id(article_id)
        return None if doc_id is None else self._store.table(name).get(doc_id=doc_id)

    def _doc_id(self, article_id: str) -> int | None:
        return self._store.first(ARTICLES, "id", article_id)

    def entries(
        self, since: date | None = None, until: date | None = None, *, findings: bool = True
    ) -> Iterator[Entry]:
        """Entries by day of publication, newest first, as they are at this call.

        Within a day the latest moment of publication comes first. Articles without a day come last,
        and only when neither bound is given. An entry whose bytes are damaged is left out, and
        ``notices`` says so. Without ``findings`` none are read, and entries are as if not analysed.
        """
        storage = self._store.storage
        with self._store.current() as contents:
            by_day = self._store.lookups.by_day(contents)
            days: list[str | None] = [*reversed(by_day.between(since, until))]
            if since is None and until is None:
                days.append(None)
            articles, stored_findings = storage.view(ARTICLES), storage.view(FINDINGS)
            picked = [
                (
                    articles.pick_raw(doc_ids, storage.note),
                    stored_findings.pick_raw(doc_ids if findings else [], storage.note),
                )
                for doc_ids in map(by_day.get, days)
            ]
        return (entry for day in picked for entry in newest_first(*day, storage.note))

    def numbered(self, numbers: Collection[int]) -> Iterable[tuple[int, Entry]]:
        """The entries of those documents, but for those that are damaged or gone."""
        storage, doc_ids = self._store.storage, list(numbers)
        with self._store.current():
            picked = (
                storage.view(ARTICLES).pick_raw(doc_ids, storage.note),
                storage.view(FINDINGS).pick_raw(doc_ids, storage.note),
            )
        return entries_of(*picked, storage.note)

    def entries_by_id(self, article_ids: Iterable[str]) -> Iterable[Entry]:
        """The entries of those articles, but for those that are damaged or gone."""
        with self._store.current() as contents:
            by_id = self._store.lookups.by(contents, ARTICLES, "id")
            numbers = [number for each in article_ids for number in by_id.get(each)[:1]]
        return (entry for _, entry in self.numbered(numbers))

    def numbers_by_day(self, since: date, until: date) -> dict[date, list[int]]:
        """For each of those days with articles their documents' ids, ascending."""
        with self._store.current() as contents:
            by_day = self._store.lookups.by_day(contents)
            return {
                date.fromisoformat(day): by_day.get(day) for day in by_day.between(since, until)
            }

    def marks(self, since: date, until: date) -> dict[date, dict[int, object]]:
        """For each of those days with articles their documents' ids, with the checksums of each."""
        with self._store.current() as contents:
            by_day = self._store.lookups.by_day(contents)
            tables = [t for name in (ARTICLES, FINDINGS) if (t := contents.tables.get(name))]
            documents = {day: by_day.get(day) for day in by_day.between(since, until)}
            return {
                date.fromisoformat(day): dict(
                    zip(
                        numbers,
                        zip(*[t.checksums_of(numbers) for t in tables], strict=True),
                        strict=True,
                    )
                )
                for day, numbers in documents.items()
            }

    def by_url(self, url: str) -> tuple[str, ...]:
        """Ids of the articles with that URL."""
        return self._store.article_ids(self._store.matching(ARTICLES, "url", url))

    def by_speaker(self, speaker: str) -> tuple[str, ...]:
        """Ids of the articles with a quote of that speaker."""
        return self._store.article_ids(self._store.matching(FINDINGS, "speakers", speaker))

    def outdated(self, analyser: str) -> tuple[str, ...]:
        """Ids of articles without findings by that analyser, newest day first."""
        with self._store.current() as contents:
            analysed_by = self._store.lookups.by(contents, FINDINGS, "analyser")
            articles = contents.tables.get(ARTICLES)
            missing = set(articles.refs if articles else ()).difference(analysed_by.get(analyser))
            if not missing:
                return ()
            by_day = self._store.lookups.by_day(contents)
            days: list[str | None] = [*reversed(by_day.values), None]
            sought = (n for day in days for n in by_day.get(day) if n in missing)
            return self._store.article_ids(sought)

    def older(self, day: date) -> int:
        """How many articles were published before that day."""
        with self._store.current() as contents:
            by_day = self._store.lookups.by_day(contents)
            last = day.isoformat()
            return sum(len(by_day.get(each)) for each in by_day.values if each < last)

    def before(self, day: date) -> tuple[str, ...]:
        """Ids of the articles published before that day, samples left out, the removed among them.

        An article without a day of publication counts by the day on which it was fetched.
        """
        with self._store.current() as contents:
            by_day = self._store.lookups.by_day(contents)
            samples = set(self._store.lookups.by(contents, ARTICLES, "sample").get(True))
            doc_ids = [n for d in by_day.values if d < day.isoformat() for n in by_day.get(d)]
            storage = self._store.storage
            undated = storage.view(ARTICLES).pick(by_day.get(None), storage.note)
            doc_ids += [
                n for n, a in undated if (a.get("fetched") or UNDATED)[:10] < day.isoformat()
            ]
            removed = self._removed_before(day)
            return (*self._store.article_ids(n for n in doc_ids if n not in samples), *removed)

    def _removed_before(self, day: date) -> list[str]:
        """Ids of the articles that were taken out and stood, when they were, before that day."""
        contents = self._store.storage.contents
        removed = self._store.lookups.by(contents, VERSIONS, "removed").get(True)
        table = contents.tables.get(VERSIONS)
        if not removed or table is None:
            return []
        last = day.isoformat()
        rows = (table.refs[n] for n in removed)
        earlier = [row for row in rows if (VERSION_DAY.value(table, row) or UNDATED) < last]
        return [VERSION_ID.value(table, row) for row in earlier]

    def teasers(self, feed_url: str) -> tuple[str, ...]:
        """Ids of the teasers with a link that came by that feed, newest day first."""
        teasers = set(self._store.matching(ARTICLES, "teaser_of", feed_url))
        if not teasers:
            return ()
        with self._store.current() as contents:
            by_day = self._store.lookups.by_day(contents)
            days: list[str | None] = [*reversed(by_day.values), None]
            return self._store.article_ids(
                n for day in days for n in by_day.get(day) if n in teasers
            )
