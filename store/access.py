"""An open store with its look-ups: catching up, healing, reading and writing in turns."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar, cast

from tinydb.table import Document

from briefing.errors import StoreCorrupt
from briefing.ports import Counts
from store.adapter.table import JournalDB, JournalTable
from store.documents import records
from store.documents.columns import ARTICLE_ID
from store.documents.lookups import Lookups, Overlay
from store.documents.records import (
    ARTICLES,
    CORRECTIONS,
    FINDINGS,
    META,
    VERSION_FINDINGS,
    VERSIONS,
)
from store.engine import compaction, files
from store.engine.compaction import Background
from store.engine.contents import Contents
from store.engine.lock import LOCK_SECONDS
from store.recovery import migrations
from store.recovery.opening import open_database, repair

T = TypeVar("T")

_OF_ARTICLES = (ARTICLES, FINDINGS, VERSIONS, VERSION_FINDINGS, CORRECTIONS)


class OpenStore:
    """What every holding of a library needs: tables, look-ups, and a turn to write."""

    def __init__(
        self, folder: Path, *, read_only: bool = False, lock_timeout: float = LOCK_SECONDS
    ) -> None:
        self.folder = folder
        self.read_only = read_only
        self._lock_timeout = lock_timeout
        self.lookups = Lookups()
        self._overlay = Overlay()
        self.compaction = Background(folder)
        self._db, self.storage, self._notices = open_database(
            folder,
            listener=self.lookups,
            read_only=read_only,
            lock_timeout=lock_timeout,
            after_commit=self.compaction.consider,
        )

    @property
    def database(self) -> JournalDB:
        """The TinyDB database underneath, for questions that the library does not answer."""
        return self._db

    @property
    def notices(self) -> tuple[str, ...]:
        """What the user should be told about the store: damage found, salvage and migrations."""
        return (*self._notices, *self.storage.writer.notices, *map(str, self.storage.problems))

    def incidents(self) -> Iterator[tuple[str, str]]:
        """When the store was salvaged, in ISO 8601 with zone, and what became of it then."""
        self.refresh()
        for document in self.storage.view(META).values():
            if "incident" in document:
                yield str(document.get("at")), str(document["incident"])

    def table(self, name: str) -> JournalTable:
        """The TinyDB table of that name."""
        return cast("JournalTable", self._db.table(name))

    def refresh(self) -> tuple[str, int]:
        """Take in what others have written; epoch and number of the last transaction."""
        try:
            revision = self.storage.refresh()
        except StoreCorrupt:
            self._heal()
            revision = self.storage.refresh()
        if self.lookups.schema_in_doubt:
            migrations.check(self.storage)
            self.lookups.schema_in_doubt = False
        return revision

    @contextmanager
    def current(self) -> Iterator[Contents]:
        """The contents as they are now, which nobody changes while the context lasts."""
        self.refresh()
        with self.storage.state_lock:
            yield self.storage.contents

    def _heal(self) -> None:
        """Salvage the store; raises the StoreCorrupt under way if this library may not write."""
        if self.read_only:
            raise
        salvaged = repair(self.folder, self._lock_timeout)
        self.storage.problems.clear()
        self._notices += [str(salvaged)] if salvaged else []

    def read(self, work: Callable[[], T]) -> T:
        """Do this reading; if it meets damage, once more after a salvage."""
        if self.storage.in_transaction:
            return work()
        self.refresh()
        try:
            return work()
        except StoreCorrupt:
            self._heal()
            return work()

    def write(self, work: Callable[[], T]) -> T:
        """Do this work in one transaction; if it meets damage, once more after a salvage."""
        if self.storage.in_transaction:
            return work()  # whoever has begun the transaction heals, and begins anew
        self.refresh()
        if not self.read_only and self.storage.is_damaged():
            self._heal()
        try:
            return self._attempt(work)
        except StoreCorrupt:
            self._heal()
            return self._attempt(work)

    def _attempt(self, work: Callable[[], T]) -> T:
        with self.storage.transaction():
            if self.lookups.schema_in_doubt:
                migrations.check(self.storage)
            return work()

    def put_document(self, name: str, doc_id: int, record: records.Record) -> None:
        """Let that be the document of that id."""
        table = self.table(name)
        table.remove(doc_ids=[doc_id])
        table.insert(Document(record, doc_id))

    def put_by(self, table: str, column: str, value: str, record: records.Record) -> None:
        """Let that be the document with that value in that column."""

        def put() -> None:
            doc_id = self.first(table, column, value)
            if doc_id is None:
                self.table(table).insert(record)
            else:
                self.put_document(table, doc_id, record)

        self.write(put)

    def remove_by(self, table: str, column: str, value: str) -> bool:
        """Delete the document with that value in that column; whether there was one."""

        def remove() -> bool:
            doc_id = self.first(table, column, value)
            return doc_id is not None and bool(self.table(table).remove(doc_ids=[doc_id]))

        return self.write(remove)

    def first(self, table: str, column: str, value: str) -> int | None:
        """The first document with that value in that column."""
        doc_ids = self.matching(table, column, value)
        return doc_ids[0] if doc_ids else None

    def matching(self, table: str, column: str, value: str) -> list[int]:
        """All documents with that value in that column, in the order of their ids."""
        self.refresh()
        with self.storage.state_lock:
            doc_ids = self.lookups.by(self.storage.contents, table, column).get(value)
            staged = self.storage.staged(table)
            if not staged:
                return doc_ids
            log = self.storage.staging_log(table)
            return self._overlay.over(doc_ids, table, column, value, staged, log)

    def article_ids(self, doc_ids: Iterable[int]) -> tuple[str, ...]:
        """Ids of the articles in those documents; of documents that are gone there is none."""
        with self.storage.state_lock:
            table = self.storage.contents.tables.get(ARTICLES)
            refs = table.refs if table else {}
            return tuple(
                ARTICLE_ID.value(table, refs[doc_id])
                for doc_id in doc_ids
                if table and doc_id in refs
            )

    def revision(self) -> object:
        """A value that differs from earlier ones once anything was written, by any process.

        Costs two ``stat`` calls when nothing was.
        """
        return self.refresh()

    def articles_revision(self) -> object:
        """A value that differs from earlier ones once an article, its findings or a correction was
        written; what else is remembered does not change it.
        """
        epoch, _ = self.refresh()
        with self.storage.state_lock:
            return epoch, self.storage.contents.changed_at(_OF_ARTICLES)

    def counts(self) -> Counts:
        """How much there is of everything but single findings, from counters kept in step."""
        with self.current() as contents:
            return self.lookups.counts(contents)

    def finding_counts(self) -> dict[str, int]:
        """How many findings of each kind there are, by its plural, from counters kept in step."""
        with self.current() as contents:
            return self.lookups.finding_counts(contents)

    def size(self) -> int:
        """Bytes that snapshot, journal and index take on disk."""
        return files.size(self.folder)

    def compact(self) -> bool:
        """Fold the journal into the snapshot now; False if another process is doing so.

        A document that fails its checksum is left out, and the damaged file kept aside.
        """
        try:
            return compaction.compact(self.storage.writer)
        except StoreCorrupt:
            self._heal()
            return True

    def close(self) -> None:
        """Release files and the lock. The library is not used afterwards."""
        self._db.close()
