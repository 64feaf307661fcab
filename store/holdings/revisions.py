"""Writes articles and findings of an open store: all of it by what stands there at that moment.

Every method is called inside a transaction. None takes an article that was read from the store
earlier: articles come from outside, and what they become is decided over the stored ones. What an
article was before is kept as long as the article, in the table of versions.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import cast

from msgspec.structs import replace

from briefing.model import Article, Findings
from briefing.ports import Copy, Filed, Merge, Stored
from store.access import OpenStore
from store.documents import records
from store.documents.records import (
    ARTICLES,
    FINDINGS,
    REMOVED,
    VERSION_FINDINGS,
    VERSIONS,
    Record,
)


class Revisions:
    """What happens to articles and their findings in a store."""

    def __init__(self, store: OpenStore) -> None:
        self._store = store

    def take_in(
        self, incoming: Iterable[Article], at: datetime, merge: Merge, again: bool
    ) -> Stored:
        """See ``briefing.ports.Library.take_in``. Of several with one id the last counts."""
        added: list[str] = []
        changed: list[str] = []
        unchanged: list[str] = []
        fresh: list[Article] = []
        for article_id, article in {a.id: a for a in incoming}.items():
            doc_id = self._store.first(ARTICLES, "id", article_id)
            if doc_id is not None:
                stored = self._article(doc_id)
                merged = merge(stored, article)
                revised = merged is not None and self._replace(doc_id, stored, merged, at)
                (changed if revised else unchanged).append(article_id)
            elif self._may_come(article_id, again):
                added.append(article_id)
                fresh.append(article)
        if fresh:
            rows = [records.article_to_record(article) for article in fresh]
            doc_ids = self._store.table(ARTICLES).insert_multiple(rows)
            self._store.table(FINDINGS).remove(doc_ids=doc_ids)
        return Stored(tuple(added), tuple(changed), tuple(unchanged))

    def _may_come(self, article_id: str, again: bool) -> bool:
        """Whether a new article is welcome: it was not removed for good, or it is forgiven."""
        removed = self._store.first(REMOVED, "id", article_id)
        if removed is not None and again:
            self._store.table(REMOVED).remove(doc_ids=[removed])
        return removed is None or again

    def revise(
        self, article_id: str, change: Callable[[Article], Article | None], at: datetime
    ) -> Article | None:
        """See ``briefing.ports.Library.revise``."""
        doc_id = self._store.first(ARTICLES, "id", article_id)
        if doc_id is None:
            return None
        stored = self._article(doc_id)
        changed = change(stored)
        if changed is None:
            return None
        self._replace(doc_id, stored, changed, at)
        return self._article(doc_id)

    def _replace(self, doc_id: int, stored: Article, new: Article, at: datetime) -> bool:
        """Put it in the place of the stored one; whether it differs in more than its moments.

        The stored one is kept as a version, with its findings.
        """
        new = replace(new, fetched=stored.fetched, revised=at, copied=stored.copied)
        before, after = records.article_to_record(stored), records.article_to_record(new)
        if records.same_article(before, after):
            return False
        self._keep(doc_id, stored, at, removed=False)
        self._store.put_document(ARTICLES, doc_id, after)
        if (new.version, new.form, new.language) != (stored.version, stored.form, stored.language):
            self._store.table(FINDINGS).remove(doc_ids=[doc_id])
            self._take_back_findings(doc_id, new)
        return True

    def _keep(self, doc_id: int, stored: Article, until: datetime, *, removed: bool) -> None:
        """Keep an article as it stood until now, with its findings."""
        record = records.version_to_record(records.article_to_record(stored), until, removed)
        version_id = self._store.table(VERSIONS).insert(record)
        findings = self._store.table(FINDINGS).get(doc_id=doc_id)
        if findings is not None:
            self._store.put_document(VERSION_FINDINGS, version_id, cast("Record", findings))

    def _take_back_findings(self, doc_id: int, article: Article) -> None:
        """Give an article that is as it was before the findings that it had then."""
        for version_id in reversed(self._versions_of(article.id, article.version)):
            findings = self._store.table(VERSION_FINDINGS).get(doc_id=version_id)
            if findings is not None:
                self._store.put_document(FINDINGS, doc_id, cast("Record", findings))
                return

    def _versions_of(self, article_id: str, version: str) -> list[int]:
        """The documents in which an article stood in that version, the oldest first."""
        named = set(self._store.matching(VERSIONS, "version", version))
        return [n for n in self._store.matching(VERSIONS, "id", article_id) if n in named]

    def _article(self, doc_id: int) -> Article:
        record = cast("Record", self._store.table(ARTICLES).get(doc_id=doc_id))
        return records.article_from_record(record)

    def put_findings(self, findings: Iterable[Findings]) -> Filed:
        """See ``briefing.ports.Library.put_findings``."""
        stored: list[str] = []
        stale: list[str] = []
        gone: list[str] = []
        for each in findings:
            doc_id = self._store.first(ARTICLES, "id", each.article_id)
            is_current = doc_id is not None and self._article(doc_id).version == each.version
            if is_current and doc_id is not None:
                self._put_findings(FINDINGS, doc_id, each)
            for version_id in self._versions_of(each.article_id, each.version):
                self._put_findings(VERSION_FINDINGS, version_id, each)
            (stored if is_current else gone if doc_id is None else stale).append(each.article_id)
        return Filed(tuple(stored), tuple(stale), tuple(gone))

    def _put_findings(self, table: str, doc_id: int, findings: Findings) -> None:
        record = records.findings_to_record(findings)
        if self._store.table(table).get(doc_id=doc_id) != record:
            self._store.put_document(table, doc_id, record)

    def mark_copies(self, copies: Iterable[Copy], at: datetime) -> int:
        """See ``briefing.ports.Library.mark_copies``."""
        marked = 0
        for copy in copies:
            doc_id = self._of_version(copy.article_id, copy.version)
            original = self._of_version(copy.original_id, copy.original_version)
            if doc_id is None or original is None:
                continue
            article = self._article(doc_id)
            if article.copy_of is None:
                noted = replace(article, copy_of=copy.original_id, copied=at)
                self._store.put_document(ARTICLES, doc_id, records.article_to_record(noted))
                marked += 1
        return marked

    def _of_version(self, article_id: str, version: str) -> int | None:
        """The document of that article if it is that version of it."""
        doc_id = self._store.first(ARTICLES, "id", article_id)
        return doc_id if doc_id is not None and self._article(doc_id).version == version else None

    def remove(self, article_ids: Iterable[str], at: datetime | None) -> int:
        """Take articles out; how many there were.

        With ``at``, the moment of the removal, they are out for good, and what stood until then is
        kept for the briefings of days before. Without, nothing is kept of them.
        """
        removed = 0
        for article_id in dict.fromkeys(article_ids):
            doc_id = self._store.first(ARTICLES, "id", article_id)
            versions = self._store.matching(VERSIONS, "id", article_id)
            removed += doc_id is not None or (at is None and bool(versions))
            if at is None and versions:
                self._store.table(VERSIONS).remove(doc_ids=versions)
                self._store.table(VERSION_FINDINGS).remove(doc_ids=versions)
            if at is not None and doc_id is not None:
                self._keep(doc_id, self._article(doc_id), at, removed=True)
                self._store.table(REMOVED).insert({"id": article_id, "at": at.isoformat()})
            if doc_id is not None:
                self._store.table(FINDINGS).remove(doc_ids=[doc_id])
                self._store.table(ARTICLES).remove(doc_ids=[doc_id])
        return removed
