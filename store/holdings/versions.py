"""Reads how articles stood before they were replaced or taken out, and what they announced then."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import cast

from briefing.model import Version
from store.access import OpenStore
from store.documents import records
from store.documents.columns import (
    ARTICLE_DAY,
    ARTICLE_ID,
    UNDATED,
    VERSION_DAY,
    VERSION_ID,
    VERSION_NAME,
    VERSION_UNTIL,
)
from store.documents.records import ARTICLES, FINDINGS, VERSION_FINDINGS, VERSIONS
from store.holdings.articles import Articles


class Versions:
    """The versions of articles. See ``briefing.ports.Library`` for what each method promises."""

    def __init__(self, store: OpenStore, articles: Articles) -> None:
        self._store = store
        self._articles = articles

    def versions(self, article_id: str) -> tuple[Version, ...]:
        """How the article stood from when to when, the oldest first; last as it stands now."""

        def read() -> tuple[Version, ...]:
            earlier = tuple(map(self._version, self._store.matching(VERSIONS, "id", article_id)))
            article = self._articles.article(article_id)
            if article is None:
                return earlier
            return (*earlier, Version(article, self._articles.findings(article_id)))

        return self._store.read(read)

    def rewritten(self, article_ids: Iterable[str]) -> tuple[str, ...]:
        """Those of the articles that stood otherwise before, and not only as a teaser."""
        with self._store.current() as contents:
            by_id = self._store.lookups.by(contents, VERSIONS, "id")
            whole = self._store.lookups.by(contents, VERSIONS, "whole")
            return tuple(i for i in article_ids if any(whole.has(True, n) for n in by_id.get(i)))

    def _version(self, doc_id: int) -> Version:
        record = cast("records.Record", self._store.table(VERSIONS).get(doc_id=doc_id))
        findings = self._store.table(VERSION_FINDINGS).get(doc_id=doc_id)
        return records.version_from_record(record, cast("records.Record | None", findings))

    def replaced(self, since: date, until: date, after: date) -> tuple[str, ...]:
        """Ids of the articles that, published on those days, stood so until after ``after``.

        By that day and since, they were replaced by another version, or taken out.
        """
        with self._store.current() as contents:
            by_until = self._store.lookups.by_group(contents, VERSIONS, "until")
            later = by_until.between(after + timedelta(days=1), None)
            if not later:
                return ()
            by_day = self._store.lookups.by_group(contents, VERSIONS, "day")
            inside = {n for day in by_day.between(since, until) for n in by_day.get(day)}
            doc_ids = [n for day in later for n in by_until.get(day) if n in inside]
            table = contents.tables[VERSIONS]
            ids = (VERSION_ID.value(table, table.refs[n]) for n in doc_ids)
            return tuple(dict.fromkeys(ids))

    def announcing(self, day: date, before: date) -> dict[str, object]:
        """Articles published before a day that announce something for ``day`` or later.

        By id, each with a value that differs once its documents do.
        """
        with self._store.current() as contents:
            articles, findings = contents.tables.get(ARTICLES), contents.tables.get(FINDINGS)
            if articles is None or findings is None:
                return {}
            first = before.isoformat()
            # Of a day long ago that is most of the library, of which nearly all came out since.
            by_day = self._store.lookups.by_day(contents)
            since = {n for later in by_day.between(before, None) for n in by_day.get(later)}
            numbers = [n for n in self._ahead(FINDINGS, day) if n not in since]
            rows = ((n, articles.refs.get(n)) for n in numbers)
            return {
                ARTICLE_ID.value(articles, ref): (
                    articles.checksum(ref),
                    findings.checksum(findings.refs[n]),
                )
                for n, ref in rows
                if ref is not None and (ARTICLE_DAY.value(articles, ref) or UNDATED) < first
            }

    def announced(self, day: date, before: date) -> tuple[str, ...]:
        """Ids of articles of which an earlier version, published before a day, that stood until
        after ``day``, announces something for that day or later.
        """
        with self._store.current() as contents:
            table = contents.tables.get(VERSIONS)
            if table is None:
                return ()
            last, first = day.isoformat(), before.isoformat()
            refs = (table.refs[n] for n in self._ahead(VERSION_FINDINGS, day) if n in table.refs)
            return tuple(
                dict.fromkeys(
                    VERSION_ID.value(table, ref)
                    for ref in refs
                    if (VERSION_DAY.value(table, ref) or UNDATED) < first
                    and VERSION_UNTIL.value(table, ref) > last
                )
            )

    def _ahead(self, name: str, day: date) -> list[int]:
        by_ahead = self._store.lookups.by_group(self._store.storage.contents, name, "ahead")
        return [n for last in by_ahead.between(day, None) for n in by_ahead.get(last)]

    def outdated_versions(self, analyser: str) -> tuple[tuple[str, str], ...]:
        """Article and name of the earlier versions without findings by that analyser."""
        with self._store.current() as contents:
            table = contents.tables.get(VERSIONS)
            if table is None or not table.refs:
                return ()
            analysed_by = self._store.lookups.by(contents, VERSION_FINDINGS, "analyser")
            names = (
                (VERSION_ID.value(table, ref), VERSION_NAME.value(table, ref))
                for n, ref in table.refs.items()
                if not analysed_by.has(analyser, n)
            )
            return tuple(dict.fromkeys(names))
