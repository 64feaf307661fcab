"""TinyDB's table over the journal storage: same interface, costs that do not grow with the store.

Overrides three private methods of TinyDB 4.9's ``Table`` (``_read_table``, ``_update_table``,
``_get_next_id``), which is why the project pins TinyDB to 4.9 and tests TinyDB's documented
behaviour over this class.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, cast

from tinydb import TinyDB
from tinydb.queries import QueryLike
from tinydb.table import Document, Table

from store.adapter.storage import JournalStorage
from store.adapter.view import TableUpdate, View


class JournalTable(Table):
    """A TinyDB table whose updates become operations of the storage's transaction."""

    _seen: object = None
    _next_id: int | None  # type: ignore[assignment]  # TinyDB sets it to None

    @property
    def journal(self) -> JournalStorage:
        """The storage underneath."""
        return cast("JournalStorage", self._storage)

    def insert(self, document: Mapping[str, Any]) -> int:
        """As in TinyDB; the id is chosen under the lock, so no two processes choose the same."""
        with self.journal.transaction():
            # Stock TinyDB remembers the next id between calls, when others may have used it.
            self._next_id = None
            return super().insert(document)

    def upsert(self, document: Mapping[str, Any], cond: QueryLike | None = None) -> list[int]:
        """As in TinyDB, in one transaction."""
        with self.journal.transaction():
            return super().upsert(document, cond)

    def search(self, cond: QueryLike) -> list[Document]:
        """As in TinyDB; cached results are dropped when any process has written."""
        self._read_table()
        return super().search(cond)

    def _read_table(self) -> View:  # type: ignore[override]  # a mapping, too
        revision = self.journal.refresh()
        if revision != self._seen or self.journal.in_transaction:
            self._query_cache.clear()
            self._seen = revision
        return self.journal.view(self.name)

    def _update_table(self, updater: Callable[[dict[int, Mapping[str, Any]]], Any]) -> None:
        with self.journal.transaction():
            self.journal.make(self.name)
            draft = TableUpdate(self.journal.view(self.name))
            updater(cast("dict[int, Mapping[str, Any]]", draft))
            for doc_id, data in list(draft.changes()):
                self.journal.stage(self.name, doc_id, data)
        self._query_cache.clear()

    def insert_multiple(self, documents: Iterable[Mapping[str, Any]]) -> list[int]:
        """As in TinyDB, in one transaction and with one sync."""
        with self.journal.transaction():
            self._next_id = None
            return super().insert_multiple(documents)

    def _get_next_id(self) -> int:
        following = self._next_id or self.journal.view(self.name).last_id() + 1
        self._next_id = following + 1
        return following


class JournalDB(TinyDB):
    """TinyDB over a ``JournalStorage``: ``JournalDB(folder)``."""

    table_class = JournalTable
    default_storage_class = JournalStorage  # type: ignore[assignment]  # no file but a folder
