"""The writing half of a folder: lock, append, rotate to a new journal segment, publish a snapshot.

Whoever writes holds the lock, has caught up with all others, and has cut off what a killed writer
left unfinished. The order of steps is what makes every moment safe to die in:

- append: one ``write`` of a whole line, then ``fdatasync``; only then is it acknowledged;
- rotate: the new segment exists durably before the old one leads to it;
- publish: the snapshot is durable under another name before it takes its place, and the segments
  that it replaces are deleted after that.
"""

from __future__ import annotations

import contextlib
import os
import threading
from collections.abc import Iterator, Mapping

from briefing.errors import StoreBusy, StoreCorrupt
from store.engine import files, journal, snapshot
from store.engine.contents import Contents
from store.engine.index import Columns, SnapshotHeader
from store.engine.journal import Op
from store.engine.lock import Lock
from store.engine.tables import Table

_SHORTEST_WAIT = 0.001  # seconds: a lock of threads takes no time-out of nothing or less
# Bytes of the journal set aside at a time, so that few writes have to wait for it.
_RESERVE = 1 << 20
_BETWEEN_OPERATIONS = b"],["
_CUT_SHORT = (
    "{} ended in the middle of a write. Its last {:,} bytes are not used, and kept as {}. "
    "If something is missing, `brief restore` brings a backup back"
)
NEW_SNAPSHOT = f"{files.SNAPSHOT}.new"


class Writer:
    """Writes to the folder of ``contents``, which it keeps in step with what it wrote."""

    def __init__(
        self,
        contents: Contents,
        columns: Mapping[str, Columns],
        seed: Mapping[str, Table],
        lock_timeout: float,
    ) -> None:
        """``seed`` is what a new store holds; ``lock_timeout`` is in seconds."""
        self.contents = contents
        self.folder = contents.folder
        self.columns = columns
        self.state_lock = threading.RLock()
        self._seed = seed
        self._timeout = lock_timeout
        self._threads = threading.RLock()
        self._lock = Lock(self.folder / files.LOCK, lock_timeout)
        self._journal = -1
        self._number = 0
        self._reserved = 0
        self.notices: list[str] = []

    @contextlib.contextmanager
    def turn(self) -> Iterator[None]:
        """This thread's turn among the threads of the process; may be nested."""
        if not self._threads.acquire(timeout=max(self._timeout, _SHORTEST_WAIT)):
            raise StoreBusy("another thread of this process", "is still writing", "Try again")
        try:
            yield
        finally:
            self._threads.release()

    @contextlib.contextmanager
    def held(self) -> Iterator[None]:
        """The write lock alone, whatever state the files are in. Not to be nested."""
        with self.turn():
            with files.explained(self.folder):
                files.make_folder(self.folder)
                self._lock.acquire()
            try:
                yield
            finally:
                self._lock.release()

    @contextlib.contextmanager
    def exclusive(self) -> Iterator[None]:
        """The write lock, all that others wrote, and a journal that ends with a whole line."""
        with self.held():
            with files.explained(self.folder):
                self._catch_up()
            yield

    def _catch_up(self) -> None:
        with self.state_lock:
            self.contents.refresh()
            if not self.contents.segment:
                self._create()
            self._open_journal()
            if self.contents.has_unread_bytes():
                self._cut_tail()

    def _create(self) -> None:
        """Make the files of a new store, the snapshot last: it is what makes it one."""
        self.make_segment(1)
        self.publish(SnapshotHeader(journal=1, epoch=new_epoch()), self._seed)
        self.contents.refresh()

    def make_segment(self, number: int) -> None:
        """Make an empty journal segment, durably."""
        path = self.folder / files.segment_name(number)
        os.close(files.open_private(path, os.O_RDWR | os.O_CREAT | os.O_TRUNC))
        files.sync_folder(self.folder)

    def _open_journal(self) -> None:
        number = self.contents.segment
        if self._journal >= 0 and self._number == number and os.fstat(self._journal).st_nlink:
            return
        self._close_journal()
        path = self.folder / files.segment_name(number)
        new = not path.exists()
        if new and (self.contents.head.journal or self.contents.offset):
            raise StoreCorrupt(str(path), "is missing", files.REPAIR)
        self._journal = files.open_private(path, os.O_RDWR | os.O_CREAT | os.O_APPEND)
        self._number = number
        self._reserved = 0
        if new:
            files.sync_folder(self.folder)

    def _cut_tail(self) -> None:
        """Cut what a killed writer left; raises StoreCorrupt if it must have been whole before.

        What holds whole documents is kept aside: a file that was cut short later looks the same.
        """
        tail = files.read_all(self._journal, self.contents.offset)
        path = self.folder / files.segment_name(self.contents.segment)
        if not journal.is_torn(tail):
            problem = f"is damaged after byte {self.contents.offset}"
            raise StoreCorrupt(str(path), problem, files.REPAIR)
        if _BETWEEN_OPERATIONS in tail:
            aside = files.put_aside(path, tail)
            self.notices.append(_CUT_SHORT.format(path.name, len(tail), aside.name))
        self._truncate()

    def _truncate(self) -> None:
        """Cut the journal after its last whole transaction, and with that what was reserved."""
        os.ftruncate(self._journal, self.contents.offset)
        self._reserved = 0

    def append(self, ops: list[Op]) -> None:
        """Append one transaction durably and apply it; the caller has the exclusive lock.

        A line that could not be written whole is cut off again. A whole line whose sync failed
        stays: readers may have seen it, and what is not acknowledged may be whole or absent.
        """
        sequence = self.contents.sequence + 1
        line = journal.frame(sequence, ops)
        end = self.contents.offset + len(line)
        if end > self._reserved:
            files.reserve(self._journal, self.contents.offset, len(line) + _RESERVE)
            self._reserved = end + _RESERVE
        try:
            files.write_all(self._journal, line)
        except OSError:
            self._truncate()
            raise
        os.fdatasync(self._journal)
        with self.state_lock:
            self.contents.appended(sequence, line, ops)

    def rotate(self) -> None:
        """Go on in a new journal segment; the caller has the exclusive lock."""
        following = self.contents.segment + 1
        self.make_segment(following)
        self.append([Op("next", "", following)])
        with self.state_lock:
            self.contents.go_on_in(following)
            self._open_journal()

    def publish(self, head: SnapshotHeader, tables: Mapping[str, Table]) -> None:
        """Write a snapshot and put it in place; the caller holds the lock."""
        self.write_snapshot(NEW_SNAPSHOT, head, tables)
        self.put_in_place(NEW_SNAPSHOT)

    def seed_of(self, table: str) -> dict[int, bytes]:
        """What a new store holds in that table."""
        seed = self._seed.get(table) or Table()
        return {doc_id: seed.raw(ref) for doc_id, ref in seed.refs.items()}

    def replace(self, head: SnapshotHeader, tables: Mapping[str, Table]) -> None:
        """Let these tables be the store, whatever it was before; the caller holds the lock."""
        self.make_segment(head.journal)
        self.publish(head, tables)
        self.sweep(head.journal)

    def write_snapshot(self, name: str, head: SnapshotHeader, tables: Mapping[str, Table]) -> None:
        """Write a snapshot under a provisional name, with its index; nothing refers to it yet."""
        temporary = self.folder / name
        index = self.folder / files.index_name(head.journal)
        rows = {table: content.rows(self.columns.get(table)) for table, content in tables.items()}
        try:
            snapshot.write(temporary, head, rows, self.columns, index)
        except BaseException:
            for path in (temporary, index):
                with contextlib.suppress(OSError):
                    path.unlink(missing_ok=True)
            raise

    def put_in_place(self, name: str) -> None:
        """Let the snapshot of that provisional name be the store's."""
        (self.folder / name).replace(self.folder / files.SNAPSHOT)
        files.sync_folder(self.folder)

    def sweep(self, journal_number: int) -> None:
        """Delete what the snapshot that starts at that segment has made useless; holds the lock."""
        useless = [files.segment_name(n) for n in files.segments(self.folder) if n < journal_number]
        useless += [files.index_name(n) for n in files.indexes(self.folder) if n != journal_number]
        useless.append(NEW_SNAPSHOT)
        for name in useless:
            (self.folder / name).unlink(missing_ok=True)

    def close(self) -> None:
        """Close the files."""
        self._close_journal()
        self._lock.close()

    def _close_journal(self) -> None:
        if self._journal >= 0:
            os.close(self._journal)
            self._journal = -1


def new_epoch() -> str:
    """A name for a store that no other has."""
    return os.urandom(8).hex()
