"""A TinyDB storage for several processes at once: it appends transactions, and loses none.

A transaction stages its operations and writes them as one line. What is acknowledged is on disk; a
transaction that fails half-way leaves nothing behind.
"""

from __future__ import annotations

import contextlib
import threading
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from tinydb.storages import Storage

from briefing.errors import StoreCorrupt, StoreError
from store.adapter.view import View
from store.engine import files, jsontext
from store.engine.contents import Contents, Listener
from store.engine.index import Columns
from store.engine.journal import Op
from store.engine.lock import LOCK_SECONDS
from store.engine.refs import Ref
from store.engine.tables import Table
from store.engine.writer import Writer

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
        seed: Mapping[str, Table] | None = None,
        lock_timeout: float = LOCK_SECONDS,
        after_commit: Callable[[Contents], None] | None = None,
    ) -> None:
        """Opening reads and takes no lock; the folder is made by the first write.

        ``columns`` go into the snapshot's index, ``listener`` hears every change, ``seed`` is what
        a new store starts with, ``lock_timeout`` is in seconds, ``after_commit`` is called outside
        the lock after each transaction.
        """
        self.folder = Path(folder)
        self.read_only = read_only
        self.contents = Contents(self.folder, listener)
        self.writer = Writer(self.contents, columns or {}, seed or {}, lock_timeout)
        self.state_lock = self.writer.state_lock
        self._after_commit = after_commit
        self._staged: Staged = {}
        self._staging_logs: dict[str, list[int]] = defaultdict(list)
        self._staged_tables: list[Op] = []
        self._writing_thread = 0
        self._closed = False
        self.problems: list[StoreError] = []
        try:
            self.refresh()
        except BaseException:
            self.close()
            raise

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
        return self._writing_thread == threading.get_ident()

    def view(self, name: str) -> View:
        """The documents of a table now, with what this thread has staged."""
        with self.state_lock:
            table = self.contents.tables.get(name) or Table()
            return View(table, self.staged(name), self.state_lock)

    def read(self) -> dict[str, Any] | None:
        """All tables, read lazily; None when there is none yet (TinyDB's own interface)."""
        self.refresh()
        with self.state_lock:
            names = dict.fromkeys(self.contents.tables)
            if self.in_transaction:
                names |= dict.fromkeys(self._staged)
            return {name: self.view(name) for name in names} or None

    def note(self, problem: StoreError) -> None:
        """Remember what a reader has come across: damage, for whoever writes next, and others."""
        if str(problem) not in map(str, self.problems):
            self.problems.append(problem)

    def is_damaged(self) -> bool:
        """Whether damage is known that a salvage would put right."""
        damaged = any(isinstance(problem, StoreCorrupt) for problem in self.problems)
        return damaged or bool(self.contents.damage)

    # Writing

    def write(self, data: Mapping[str, Mapping[Any, Mapping[str, Any]]]) -> None:
        """Make the store hold exactly these tables (TinyDB's own interface)."""
        with self.transaction():
            for name in self.read() or {}:
                if name not in data:
                    self._drop(name)
            for name, documents in data.items():
                if not isinstance(documents, View):
                    self._replace(name, documents)

    def _drop(self, name: str) -> None:
        self._staged[name] = dict.fromkeys(self.view(name).ids())
        self._staging_logs[name] = [*self._staged[name]]
        self._staged_tables.append(Op("drop", name, 0))

    def _replace(self, name: str, documents: Mapping[Any, Mapping[str, Any]]) -> None:
        encoded = {int(key): jsontext.encode(dict(value)) for key, value in documents.items()}
        present = self.view(name)
        self.make(name)
        for doc_id in present.ids():
            if doc_id not in encoded:
                self.stage(name, doc_id, None)
        for doc_id, document in encoded.items():
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
        if self.in_transaction:
            yield
            return
        with self.writer.exclusive():
            self._writing_thread = threading.get_ident()
            try:
                yield
                ops = self._ops()
                if ops:
                    with files.explained(self.folder):
                        self.writer.append(ops)
            finally:
                self._writing_thread = 0
                self._staged, self._staged_tables = {}, []
                self._staging_logs = defaultdict(list)
        if self._after_commit:
            self._after_commit(self.contents)

    def stage(self, name: str, doc_id: int, document: bytes | None) -> None:
        """Put (or with None delete) one document when the transaction ends."""
        self._staged.setdefault(name, {})[doc_id] = document
        self._staging_logs[name].append(doc_id)

    def staging_log(self, name: str) -> Sequence[int]:
        """The ids of what the transaction has staged in a table, in that order, as far as it is.

        One list for one transaction, which goes on.
        """
        return self._staging_logs[name]

    def staged(self, name: str) -> Mapping[int, bytes | None]:
        """What this thread's transaction has put into or (None) deleted from a table so far."""
        return self._staged.get(name, {}) if self.in_transaction else {}

    def make(self, name: str) -> None:
        """Let the table exist, even if nothing is put into it."""
        if name not in self.contents.tables and name not in self._staged:
            self._staged[name] = {}
            self._staged_tables.append(Op("make", name, 0))

    def _ops(self) -> list[Op]:
        ops = list(self._staged_tables)
        dropped = {op.table for op in ops if op.kind == "drop"}
        for name, documents in self._staged.items():
            present: Mapping[int, Ref] = {}
            if name in self.contents.tables and name not in dropped:
                present = self.contents.tables[name].refs
            for doc_id, document in documents.items():
                if document is not None:
                    ops.append(Op("put", name, doc_id, document))
                elif doc_id in present:
                    ops.append(Op("del", name, doc_id))
        return ops

    def close(self) -> None:
        """Release files and the lock. Nothing is waiting to be written."""
        self._closed = True
        self.writer.close()
        self.contents.close()
