"""What a store's folder holds, as far as this process has read it: no lock, no writing.

The state is the snapshot plus the journal segments from the one that the snapshot names. A reader
keeps the segment that is being written open and applies what was appended; when the snapshot file
is another one than before it starts afresh. Both are noticed by two ``stat`` calls.

Documents stay JSON bytes until somebody asks for one. Those in an indexed snapshot stay on disk,
and so do long ones in the journal.
"""

from __future__ import annotations

import contextlib
import time
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Protocol

from briefing.errors import StoreBusy, StoreCorrupt, StoreError
from store.engine import files, journal
from store.engine.index import SnapshotHeader
from store.engine.journal import Document, Op
from store.engine.refs import Ref
from store.engine.segment import Segment
from store.engine.snapshot import Snapshot, Superseded
from store.engine.tables import Table

_ATTEMPTS = 50  # with ``_PAUSE`` a quarter of a second: more than a switch of snapshots takes
_GONE = "Bring the folder or its disk back; for a new store, start brief again"
_PAUSE = 0.005  # seconds


class Listener(Protocol):
    """Told of every change that is applied, to keep look-ups in step."""

    def reset(self) -> None:
        """All that was known is void: the contents have been loaded afresh."""

    def changed(
        self, table: Table, name: str, doc_id: int, old: Ref | None, new: Ref | None
    ) -> None:
        """A document was put (``old`` None), replaced, or deleted (``new`` None)."""


class Contents:
    """The tables of a folder. ``refresh`` brings them up to date; a missing folder is empty."""

    def __init__(self, folder: Path, listener: Listener | None = None) -> None:
        self.folder = folder
        self._snapshot_path = folder / files.SNAPSHOT
        self.listener = listener
        self.tables: dict[str, Table] = {}
        self.head = SnapshotHeader()
        self.sequence = 0
        self.segment = 0
        self.offset = 0
        self.damage: list[tuple[int, int, int]] = []
        self.snapshot_size = 0
        self.indexed = True
        self._sealed_size = 0
        self._segment_start = 0
        self._recent: dict[str, dict[int, Document | None]] = {}
        self._touched: dict[str, int] = {}
        self._loaded_at = 0
        self.identity: tuple[int, ...] | None = None
        self._journal: Segment | None = None
        self._loaded = False

    def close(self) -> None:
        """Close the journal; documents already handed out stay readable."""
        self._journal = None
        self.tables, self._recent = {}, {}
        self._loaded = False

    @property
    def journal_size(self) -> int:
        """Bytes in the segment that is being written, and in those before it up to the snapshot."""
        return self._sealed_size + self.offset

    def refresh(self) -> bool:
        """Catch up with what other processes wrote; whether anything was new.

        Raises OSError, and StoreCorrupt if the snapshot cannot be read or is missing.
        """
        before = (self.head.epoch, self.sequence)
        if self._snapshot_identity() != self.identity:
            up_to_date = self._loaded and self._adopt_compacted()
        else:
            up_to_date = self._loaded and self._tail()
        if not up_to_date:
            self._load()
        return (self.head.epoch, self.sequence) != before

    def changed_at(self, names: Iterable[str]) -> int:
        """A number that grows with every transaction that changes one of those tables."""
        return max((self._touched.get(name, 0) for name in names), default=0) or self._loaded_at

    def has_unread_bytes(self) -> bool:
        """Whether bytes that make no transaction stand at the end: under the lock, a torn write."""
        return self._journal is not None and self._journal.size() > self.offset

    def _snapshot_identity(self) -> tuple[int, ...] | None:
        try:
            return files.identity(self._snapshot_path.stat())
        except (FileNotFoundError, NotADirectoryError):
            return None

    def _adopt_compacted(self) -> bool:
        """Take over a snapshot that holds what is known already; False if it is another one.

        So it is after a compaction that this reader has followed: the documents are the same, and
        only those put since it began are still to be taken from memory. Look-ups stay as they are.
        """
        try:
            if not self._tail():
                return False
            snapshot = Snapshot(self._snapshot_path)
        except (OSError, StoreCorrupt, Superseded):
            return False
        head = snapshot.head
        expected = (self.head.epoch, self.segment, self._segment_start)
        if (head.epoch, head.journal, head.sequence) != expected or not snapshot.placed:
            return False
        tables = {name: Table(placed=placed) for name, placed in snapshot.placed.items()}
        for name, documents in self._recent.items():
            tables.setdefault(name, Table()).update(documents)
        self.tables = tables
        self._take_head(snapshot)
        return True

    def _take_head(self, snapshot: Snapshot) -> None:
        self.head = snapshot.head
        self.snapshot_size = snapshot.size
        self.indexed = bool(snapshot.placed)
        self.identity = snapshot.identity
        self._sealed_size = 0
        self.damage = []

    def _load(self) -> None:
        """Read everything afresh. Compaction may swap the files meanwhile: then once more."""
        for _ in range(_ATTEMPTS):
            if self._try_to_load():
                self._loaded = True
                self._loaded_at = self.head.sequence
                if self.listener:
                    self.listener.reset()
                return
            time.sleep(_PAUSE)
        raise StoreBusy(
            str(self.folder), "its files keep changing while they are read", "Try again"
        )

    def _try_to_load(self) -> bool:
        self._loaded, self._touched = False, {}
        try:
            snapshot = Snapshot(self._snapshot_path)
        except (FileNotFoundError, NotADirectoryError):
            self._adopt_nothing()
            return True
        except Superseded:
            return False
        self._adopt(snapshot)
        first = self.head.journal or min(files.segments(self.folder), default=1)
        if not self._read_segments(first) or self._snapshot_identity() != self.identity:
            return False
        if self.head.journal and self._journal is None:
            # No snapshot is put in place before the segment that it names is there.
            self.damage.append((first, 0, 0))
        return True

    def _adopt_nothing(self) -> None:
        if any(self._segment_path(n).stat().st_size for n in files.segments(self.folder)):
            raise StoreCorrupt(
                str(self._snapshot_path),
                "is missing, though its journal is there",
                files.REPAIR,
            )
        if self.identity is not None:
            raise StoreError(str(self.folder), "the store that was here is gone", _GONE)
        self.tables, self.head, self.damage = {}, SnapshotHeader(), []
        self.sequence = self.segment = self.offset = self.snapshot_size = self._sealed_size = 0
        self.identity = None
        self._open_segment(0)

    def _adopt(self, snapshot: Snapshot) -> None:
        self.tables = {name: Table(placed=placed) for name, placed in snapshot.placed.items()}
        for name, documents in snapshot.parsed.items():
            self.tables[name] = Table(refs=dict(documents))
        self.sequence = snapshot.head.sequence
        self._take_head(snapshot)

    def _read_segments(self, first: int) -> bool:
        self._open_segment(first)
        while True:
            data = self._read_journal()
            scan = journal.scan(data, self._journal)
            self.damage += [(self.segment, start, end) for start, end in scan.damage]
            self.offset = scan.end
            if not journal.is_torn(data[scan.end :]):
                self.damage.append((self.segment, scan.end, len(data)))
            following = self._apply_frames(scan.frames)
            if following is None:
                following = self._orphaned_successor()
            if following is None:
                return True
            if not self.go_on_in(following):
                # Gone because compaction has published a newer snapshot, or deleted by hand.
                return self._snapshot_identity() == self.identity

    def _orphaned_successor(self) -> int | None:
        """The next segment, if it holds transactions although nothing leads to it any more."""
        following = self.segment + 1
        try:
            size = self._segment_path(following).stat().st_size
        except OSError:
            return None
        return following if size else None

    def _open_segment(self, number: int) -> bool:
        self.segment, self.offset, self._journal = number, 0, None
        self._segment_start, self._recent = self.sequence, {}
        with contextlib.suppress(FileNotFoundError, NotADirectoryError):
            self._journal = Segment(self._segment_path(number))
        return self._journal is not None

    def _segment_path(self, number: int) -> Path:
        return self.folder / files.segment_name(number)

    def _read_journal(self) -> bytes:
        return self._journal.read_from(self.offset) if self._journal is not None else b""

    def _tail(self) -> bool:
        """Apply what was appended; False when that takes a fresh start."""
        if self._journal is None and not self._open_segment(self.segment):
            return True
        while True:
            size = self._journal.size() if self._journal is not None else 0
            if size == self.offset:
                return True
            if size < self.offset:
                return False
            scan = journal.scan(self._read_journal(), self._journal, self.offset)
            if scan.damage or not self._follows(scan.frames):
                return False
            self.offset += scan.end
            following = self._apply_frames(scan.frames)
            if following is None:
                return True
            if not self.go_on_in(following):
                return False

    def _follows(self, frames: list[journal.Frame]) -> bool:
        expected = range(self.sequence + 1, self.sequence + 1 + len(frames))
        return all(f.sequence == n for f, n in zip(frames, expected, strict=True))

    def _apply_frames(self, frames: Iterable[journal.Frame]) -> int | None:
        """Apply them in order; the number of the segment that follows, if they end with that."""
        following = None
        for frame in frames:
            following = self.apply(frame.sequence, frame.ops)
        return following

    def go_on_in(self, segment: int) -> bool:
        """Leave the segment that was just closed for the one that follows it, if it is there."""
        self._sealed_size += self.offset
        return self._open_segment(segment)

    def appended(self, sequence: int, line: bytes, ops: Sequence[Op]) -> None:
        """Carry out the transaction that this process has just written as a line of the journal."""
        if self._journal is not None:
            ops = journal.left_in(self._journal, self.offset, line, ops)
        self.offset += len(line)
        self.apply(sequence, ops)

    def apply(self, sequence: int, ops: Iterable[Op]) -> int | None:
        """Carry out one transaction in memory; the segment that follows, if it says so."""
        following = None
        for op in ops:
            if op.kind == "next":
                following = op.doc_id
                continue
            self._touched[op.table] = sequence
            if op.kind == "drop":
                self._drop(op.table)
            else:
                self._change(op)
        self.sequence = sequence
        return following

    def _change(self, op: Op) -> None:
        table = self.tables.get(op.table)
        if table is None:
            table = self.tables[op.table] = Table()
        recent = self._recent.setdefault(op.table, {})
        if op.kind == "make":
            return
        old = table.refs.get(op.doc_id)
        table.put(op.doc_id, op.document)
        recent[op.doc_id] = op.document
        if self.listener and self._loaded and not (old is None and op.document is None):
            self.listener.changed(table, op.table, op.doc_id, old, op.document)

    def _drop(self, name: str) -> None:
        # No compaction is followed over this: the recent changes cannot express it.
        self._segment_start = -1
        table = self.tables.pop(name, None)
        if table is not None and self.listener and self._loaded:
            for doc_id, ref in table.refs.items():
                self.listener.changed(table, name, doc_id, ref, None)
