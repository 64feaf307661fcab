"""Writes articles and findings of an open store: all of it by what stands there at that moment.

Every method is called inside a transaction. None takes an article that was read from the store
earlier: articles come from outside, and what they become is decided over the stored ones.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import cast

from briefing.model import Article, Copy, Filed, Findings, Stored
from briefing.ports import Merge
from store.access import Shelf
from store.documents import records
from store.documents.records import ARTICLES, FINDINGS, REMOVED, Record


class Revisions:
    """What happens to articles and their findings in a store."""

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf

    def take_in(self, incoming: Iterable[Article], merge: Merge, again: bool) -> Stored:
        """See ``briefing.ports.Library.take_in``. Of several with one id the last counts."""
        added: list[str] = []
        changed: list[str] = []
        unchanged: list[str] = []
        fresh: list[Article] = []
        for article_id, article in {a.id: a for a in incoming}.items():
            doc_id = self._shelf.first(ARTICLES, "id", article_id)
            if doc_id is not None:
                stored = self._article(doc_id)
                merged = merge(stored, article)
                revised = merged is not None and self._replace(doc_id, stored, merged)
                (changed if revised else unchanged).append(article_id)
            elif self._may_come(article_id, again):
                added.append(article_id)
                fresh.append(article)
        if fresh:
            rows = [records.article_to_record(article) for article in fresh]
            doc_ids = self._shelf.table(ARTICLES).insert_multiple(rows)
            self._shelf.table(FINDINGS).remove(doc_ids=doc_ids)
        return Stored(tuple(added), tuple(changed), tuple(unchanged))

    def _may_come(self, article_id: str, again: bool) -> bool:
        """Whether a new article is welcome: it was not removed for good, or it is forgiven."""
        removed = self._shelf.first(REMOVED, "id", article_id)
        if removed is not None and again:
            self._shelf.table(REMOVED).remove(doc_ids=[removed])
        return removed is None or again

    def revise(
        self, article_id: str, change: Callable[[Article], Article | None]
    ) -> Article | None:
        """See ``briefing.ports.Library.revise``."""
        doc_id = self._shelf.first(ARTICLES, "id", article_id)
        if doc_id is None:
            return None
        stored = self._article(doc_id)
        changed = change(stored)
        if changed is None:
            return None
        self._replace(doc_id, stored, changed)
        return changed

    def _replace(self, doc_id: int, stored: Article, new: Article) -> bool:
        """Put it in the place of the stored one; whether it differs in more than ``fetched``.

        Findings go with the version that they are of.
        """
        before, after = records.article_to_record(stored), records.article_to_record(new)
        if records.same_article(before, after):
            return False
        self._shelf.put_document(ARTICLES, doc_id, after)
        if new.version != stored.version:
            self._shelf.table(FINDINGS).remove(doc_ids=[doc_id])
        return True

    def _article(self, doc_id: int) -> Article:
        record = cast("Record", self._shelf.table(ARTICLES).get(doc_id=doc_id))
        return records.article_from_record(record)

    def put_findings(self, findings: Iterable[Findings]) -> Filed:
        """See ``briefing.ports.Library.put_findings``."""
        stored: list[str] = []
        stale: list[str] = []
        gone: list[str] = []
        for each in findings:
            doc_id = self._shelf.first(ARTICLES, "id", each.article_id)
            if doc_id is None:
                gone.append(each.article_id)
            elif self._article(doc_id).version != each.version:
                stale.append(each.article_id)
            else:
                stored.append(each.article_id)
                record = records.findings_to_record(each)
                if self._shelf.table(FINDINGS).get(doc_id=doc_id) != record:
                    self._shelf.put_document(FINDINGS, doc_id, record)
        return Filed(tuple(stored), tuple(stale), tuple(gone))

    def mark_copies(self, copies: Iterable[Copy]) -> int:
        """See ``briefing.ports.Library.mark_copies``."""
        marked = 0
        for copy in copies:
            doc_id = self._of_version(copy.article_id, copy.version)
            original = self._of_version(copy.original_id, copy.original_version)
            if doc_id is None or original is None:
                continue
            record = cast("Record", self._shelf.table(ARTICLES).get(doc_id=doc_id))
            if record["copy_of"] is None:
                self._shelf.put_document(ARTICLES, doc_id, {**record, "copy_of": copy.original_id})
                marked += 1
        return marked

    def _of_version(self, article_id: str, version: str) -> int | None:
        """The document of that article if it is that version of it."""
        doc_id = self._shelf.first(ARTICLES, "id", article_id)
        return doc_id if doc_id is not None and self._article(doc_id).version == version else None

    def remove(self, article_ids: Iterable[str], at: datetime | None) -> int:
        """Delete articles with their findings; how many there were.

        With ``at``, the moment of the removal, they are out for good.
        """
        removed = 0
        for article_id in dict.fromkeys(article_ids):
            doc_id = self._shelf.first(ARTICLES, "id", article_id)
            if doc_id is None:
                continue
            self._shelf.table(FINDINGS).remove(doc_ids=[doc_id])
            self._shelf.table(ARTICLES).remove(doc_ids=[doc_id])
            removed += 1
            if at is not None:
                self._shelf.table(REMOVED).insert({"id": article_id, "at": at.isoformat()})
        return removed
