"""An open store with its look-ups: catching up, healing, writing. The library stands on it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TypeVar, cast

from tinydb.table import Document

from briefing.errors import StoreCorrupt
from store.adapter.table import JournalDB, JournalTable
from store.documents import records
from store.documents.lookups import Lookups
from store.documents.records import ARTICLES, COLUMNS, CORRECTIONS, FINDINGS
from store.engine import compaction, files
from store.engine.compaction import Background
from store.recovery import migrations
from store.recovery.opening import open_database, repair

T = TypeVar("T")

_OF_ARTICLES = (ARTICLES, FINDINGS, CORRECTIONS)


class Shelf:
    """What every method of a library needs: tables, look-ups, and a turn to write."""

    def __init__(self, folder: Path, *, read_only: bool = False, lock_timeout: float = 5.0) -> None:
        self.folder = folder
        self.read_only = read_only
        self._lock_timeout = lock_timeout
        self._lookups = Lookups()
        self._compaction = Background(folder)
        self._db, self._storage, self._notices = open_database(
            folder,
            listener=self._lookups,
            read_only=read_only,
            lock_timeout=lock_timeout,
            after_commit=self._compaction.consider,
        )

    @property
    def database(self) -> JournalDB:
        """The TinyDB database underneath, for questions that the library does not answer."""
        return self._db

    @property
    def notices(self) -> tuple[str, ...]:
        """What the user should be told about the store: damage found, salvage and migrations."""
        return (*self._notices, *map(str, self._storage.problems))

    def _table(self, name: str) -> JournalTable:
        return cast("JournalTable", self._db.table(name))

    def _refresh(self) -> tuple[str, int]:
        try:
            seen = self._storage.refresh()
        except StoreCorrupt:
            self._heal()
            seen = self._storage.refresh()
        if self._lookups.schema_in_doubt:
            migrations.check(self._storage)
            self._lookups.schema_in_doubt = False
        return seen

    def _heal(self) -> None:
        """Salvage the store; raises the StoreCorrupt under way if this library may not write."""
        if self.read_only:
            raise
        salvaged = repair(self.folder, self._lock_timeout)
        self._storage.problems.clear()
        self._notices += [str(salvaged)] if salvaged else []

    def _read(self, work: Callable[[], T]) -> T:
        """Do this reading; if it meets damage, once more after a salvage."""
        self._refresh()
        try:
            return work()
        except StoreCorrupt:
            self._heal()
            return work()

    def _write(self, work: Callable[[], T]) -> T:
        """Do this work in one transaction; if it meets damage, once more after a salvage."""
        self._refresh()
        if not self.read_only and self._storage.is_damaged():
            self._heal()
        try:
            return self._attempt(work)
        except StoreCorrupt:
            self._heal()
            return self._attempt(work)

    def _attempt(self, work: Callable[[], T]) -> T:
        with self._storage.transaction():
            if self._lookups.schema_in_doubt:
                migrations.check(self._storage)
            return work()

    def _put(self, name: str, doc_id: int, record: records.Record) -> None:
        table = self._table(name)
        table.remove(doc_ids=[doc_id])
        table.insert(Document(record, doc_id))

    def _put_by(self, table: str, column: str, value: str, record: records.Record) -> None:
        def put() -> None:
            doc_id = self._first(table, column, value)
            if doc_id is None:
                self._table(table).insert(record)
            else:
                self._put(table, doc_id, record)

        self._write(put)

    def _remove_by(self, table: str, column: str, value: str) -> bool:
        def remove() -> bool:
            doc_id = self._first(table, column, value)
            return doc_id is not None and bool(self._table(table).remove(doc_ids=[doc_id]))

        return self._write(remove)

    def _first(self, table: str, column: str, value: str) -> int | None:
        found = self._found(table, column, value)
        return found[0] if found else None

    def _found(self, table: str, column: str, value: str) -> list[int]:
        self._refresh()
        with self._storage.state_lock:
            return self._lookups.by(self._storage.contents, table, column).get(value)

    def _ids(self, doc_ids: Iterable[int]) -> tuple[str, ...]:
        with self._storage.state_lock:
            table = self._storage.contents.tables.get(ARTICLES)
            refs = table.refs if table else {}
            return tuple(
                table.value(refs[doc_id], COLUMNS[ARTICLES], 0)
                for doc_id in doc_ids
                if table and doc_id in refs
            )

    def revision(self) -> object:
        """A value that differs from earlier ones once anything was written, by any process.

        Costs two ``stat`` calls when nothing was.
        """
        return self._refresh()

    def articles_revision(self) -> object:
        """A value that differs from earlier ones once an article, its findings or a correction was
        written; what else is remembered does not change it.
        """
        epoch, _ = self._refresh()
        with self._storage.state_lock:
            return epoch, self._storage.contents.changed_at(_OF_ARTICLES)

    def size(self) -> int:
        """Bytes that snapshot, journal and index take on disk."""
        return files.size(self.folder)

    def compact(self) -> bool:
        """Fold the journal into the snapshot now; False if another process is doing so.

        A document that fails its checksum is left out, and the damaged file kept aside.
        """
        try:
            return compaction.compact(self._storage.writer)
        except StoreCorrupt:
            self._heal()
            return True

    def close(self) -> None:
        """Release files and the lock. The library is not used afterwards."""
        self._db.close()
