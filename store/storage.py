"""A TinyDB storage for several processes at once: it appends transactions, and loses none.

A transaction takes the lock, catches up, cuts the torn end that a killed writer may have left,
stages its operations, appends them as one line and makes it durable with one ``fdatasync``. What is
acknowledged is on disk. A transaction that fails half-way leaves nothing behind.
"""

from __future__ import annotations

import contextlib
import os
import secrets
import threading
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from tinydb.storages import Storage

from briefing.errors import StoreBusy, StoreError
from store import files, journal, jsontext, snapshot
from store.contents import Contents, Listener, Ref, Table
from store.journal import Op
from store.lock import Lock
from store.snapshot import Columns, Head
from store.view import View

Staged = dict[str, dict[int, "bytes | None"]]


class JournalStorage(Storage):
    """Storage of one folder. Safe to share between threads; one writes at a time."""

    def __init__(
        self,
        folder: Path | str,
        *,
        read_only: bool = False,
        columns: Mapping[str, Columns] | None = None,
        listener: Listener | None = None,
        lock_timeout: float = 5.0,
        after_commit: Callable[[JournalStorage], None] | None = None,
    ) -> None:
        """Opening reads and takes no lock; the folder is made by the first write.

        ``columns`` go into the snapshot's index, ``listener`` hears every change, ``lock_timeout``
        is in seconds, ``after_commit`` is called outside the lock after each transaction.
        """
        self.folder = Path(folder)
        self.read_only = read_only
        self.columns = dict(columns or {})
        self.contents = Contents(self.folder, listener)
        self.state_lock = threading.RLock()
        self._lock_timeout = lock_timeout
        self._after_commit = after_commit
        self._writing = threading.RLock()
        self._lock = Lock(self.folder / files.LOCK, lock_timeout)
        self._staged: Staged | None = None
        self._tables_staged: list[Op] = []
        self._depth = 0
        self._writer_thread = 0
        self._journal = -1
        self._journal_number = 0
        self._closed = False
        self.refresh()

    # Reading

    def refresh(self) -> tuple[str, int]:
        """Catch up with other processes; the epoch of the store and its last transaction."""
        if self._closed:
            raise StoreError(str(self.folder), "the store is closed", "Open it again")
        with self.state_lock, files.explained(self.folder):
            if not self.in_transaction:
                self.contents.refresh()
            return self.contents.head.epoch, self.contents.sequence

    @property
    def in_transaction(self) -> bool:
        """Whether the calling thread is between the start and the end of a transaction."""
        return self._depth > 0 and self._writer_thread == threading.get_ident()

    def view(self, name: str) -> View:
        """The documents of a table now, with what this thread has staged."""
        with self.state_lock:
            table = self.contents.tables.get(name) or Table()
            staged = (self._staged or {}).get(name, {}) if self.in_transaction else {}
            return View(table, staged, self.state_lock)

    def read(self) -> dict[str, Any] | None:
        """All tables, read lazily; None when there is none yet (TinyDB's own interface)."""
        self.refresh()
        with self.state_lock:
            names = list(self.contents.tables)
            if self.in_transaction:
                names += [n for n in self._staged or {} if n not in names]
            return {name: self.view(name) for name in names} or None

    # Writing

    def write(self, data: Mapping[str, Mapping[Any, Mapping[str, Any]]]) -> None:
        """Make the store hold exactly these tables (TinyDB's own interface)."""
        with self.transaction():
            for name in self.read() or {}:
                if name not in data:
                    self.drop(name)
            for name, documents in data.items():
                if not isinstance(documents, View):
                    self._replace(name, documents)

    def _replace(self, name: str, documents: Mapping[Any, Mapping[str, Any]]) -> None:
        wanted = {int(key): jsontext.encode(dict(value)) for key, value in documents.items()}
        present = self.view(name)
        self.make(name)
        for doc_id in present.ids():
            if doc_id not in wanted:
                self.stage(name, doc_id, None)
        for doc_id, document in wanted.items():
            if present.raw(doc_id) != document:
                self.stage(name, doc_id, document)

    @contextlib.contextmanager
    def transaction(self) -> Iterator[None]:
        """All that is staged inside becomes durable together at the end, or not at all.

        May be nested; the outermost commits. Raises StoreBusy when another process keeps the lock,
        StoreError when the disk refuses.
        """
        if self._closed or self.read_only:
            problem = "the store is closed" if self._closed else "the store was opened read-only"
            raise StoreError(str(self.folder), problem, "Open it for writing")
        if not self._writing.acquire(timeout=max(self._lock_timeout, 0.001)):
            raise StoreBusy("another thread of this process", "is still writing", "Try again")
        try:
            if self._depth:
                yield from self._nested()
            else:
                yield from self._outermost()
        finally:
            self._writing.release()
        if self._after_commit and not self._depth:
            self._after_commit(self)

    def _nested(self) -> Iterator[None]:
        self._depth += 1
        try:
            yield
        finally:
            self._depth -= 1

    def _outermost(self) -> Iterator[None]:
        with self._locked():
            self._staged, self._tables_staged = {}, []
            self._writer_thread = threading.get_ident()
            self._depth = 1
            try:
                yield
                with files.explained(self.folder):
                    self._commit()
            finally:
                self._depth = 0
                self._staged = None

    @contextlib.contextmanager
    def _locked(self) -> Iterator[None]:
        with files.explained(self.folder):
            files.make_folder(self.folder)
            self._lock.acquire()
        try:
            with files.explained(self.folder):
                self._catch_up()
            yield
        finally:
            self._lock.release()

    def _catch_up(self) -> None:
        with self.state_lock:
            self.contents.refresh()
            if not self.contents.segment:
                self._create()
            self._open_journal()
            if self.contents.has_unread_bytes():
                self._cut_tail()

    def _cut_tail(self) -> None:
        """Cut what follows the last whole transaction; if no killed writer left it, keep a copy."""
        offset = self.contents.offset
        tail = files.read_all(self._journal, offset)
        if not journal.is_torn(tail):
            files.put_aside(self.folder / files.segment_name(self.contents.segment), tail)
        os.ftruncate(self._journal, offset)

    def _create(self) -> None:
        """Make the two files of an empty store, the snapshot last: it is what makes it one."""
        self._make_segment(1)
        self.publish(Head(journal=1, epoch=secrets.token_hex(8)), {})
        self.contents.refresh()

    def _make_segment(self, number: int) -> None:
        path = self.folder / files.segment_name(number)
        os.close(files.open_private(path, os.O_RDWR | os.O_CREAT | os.O_TRUNC))
        files.sync_folder(self.folder)

    def _open_journal(self) -> None:
        number = self.contents.segment
        if self._journal >= 0 and self._journal_number == number:
            return
        if self._journal >= 0:
            os.close(self._journal)
            self._journal = -1
        path = self.folder / files.segment_name(number)
        new = not path.exists()
        self._journal = files.open_private(path, os.O_RDWR | os.O_CREAT | os.O_APPEND)
        self._journal_number = number
        if new:
            files.sync_folder(self.folder)

    def stage(self, name: str, doc_id: int, document: bytes | None) -> None:
        """Put (or with None delete) one document when the transaction ends."""
        assert self._staged is not None  # noqa: S101  (callers are inside a transaction)
        self._staged.setdefault(name, {})[doc_id] = document

    def make(self, name: str) -> None:
        """Let the table exist, even if nothing is put into it."""
        assert self._staged is not None  # noqa: S101
        if name not in self.contents.tables and name not in self._staged:
            self._staged[name] = {}
            self._tables_staged.append(Op("make", name, 0))

    def drop(self, name: str) -> None:
        """Delete the table with all its documents when the transaction ends."""
        assert self._staged is not None  # noqa: S101
        self._staged[name] = dict.fromkeys(self.view(name).ids())
        self._tables_staged.append(Op("drop", name, 0))

    def _ops(self) -> list[Op]:
        ops = list(self._tables_staged)
        dropped = {op.table for op in ops if op.kind == "drop"}
        for name, documents in (self._staged or {}).items():
            present: Mapping[int, Ref] = {}
            if name in self.contents.tables and name not in dropped:
                present = self.contents.tables[name].refs
            for doc_id, document in documents.items():
                if document is not None:
                    ops.append(Op("put", name, doc_id, document))
                elif doc_id in present:
                    ops.append(Op("del", name, doc_id))
        return ops

    def _commit(self) -> None:
        ops = self._ops()
        if ops:
            self.append(ops)

    def append(self, ops: list[Op]) -> None:
        """Append one transaction durably and apply it; the caller holds the lock.

        A line that could not be written whole is cut off again. A whole line whose sync failed
        stays: readers may have seen it, and what is not acknowledged may be whole or absent.
        """
        sequence = self.contents.sequence + 1
        line = journal.frame(sequence, ops)
        try:
            files.write_all(self._journal, line)
        except OSError:
            os.ftruncate(self._journal, self.contents.offset)
            raise
        os.fdatasync(self._journal)
        with self.state_lock:
            self.contents.offset += len(line)
            self.contents.apply(sequence, ops)

    def publish(self, head: Head, tables: Mapping[str, Table]) -> None:
        """Write a snapshot and put it in place; the caller holds the lock."""
        temporary = self.folder / f"{files.SNAPSHOT}.new"
        index = self.folder / files.index_name(head.journal)
        rows = {name: table.rows(self.columns.get(name)) for name, table in tables.items()}
        snapshot.write(temporary, index, head, rows, self.columns)
        temporary.replace(self.folder / files.SNAPSHOT)
        files.sync_folder(self.folder)

    def close(self) -> None:
        """Release files and the lock. Nothing is waiting to be written."""
        if self._closed:
            return
        self._closed = True
        if self._journal >= 0:
            os.close(self._journal)
            self._journal = -1
        self._lock.close()
        self.contents.close()
