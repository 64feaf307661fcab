"""The snapshot: one plain TinyDB JSON file, and an index that lets it be opened without parsing it.

``library.json`` holds every table as stock TinyDB would, one document a line, after a table
``_storage`` that says which journal segment comes next. With its index, a snapshot of 50,000
articles is opened without parsing it; a document is read, checked and decoded when it is asked for.
An index that is missing or belongs to other bytes (stock TinyDB rewrote the file, say) costs only
time: the whole file is parsed instead.

Documents are read with ``pread`` and not through a memory map: a file that somebody truncates would
kill a process that has it mapped.
"""

from __future__ import annotations

import os
import zlib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from briefing.errors import StoreCorrupt, StoreTooNew
from store.engine import files, index, jsontext
from store.engine.index import Columns, Index, Placed, SnapshotHeader, TablePlaces

STORAGE_TABLE = "_storage"
_START = b'{"%s":{"' % STORAGE_TABLE.encode()
_HEAD_BYTES = 4096  # more than the first line has: names, sizes, a checksum
_CHUNK = 1 << 20  # bytes read or written at once: few calls, little memory
# A writer's sync of a few kilobytes waits for all that this file has not synced yet.
_SYNC_EVERY = 16 << 20

_head = msgspec.json.Decoder(dict[str, SnapshotHeader]).decode


class Superseded(Exception):  # noqa: N818  (an event, not an error)
    """The snapshot was replaced by another while it was being opened."""


class _File:
    """An open file, closed with the last that reads from it."""

    def __init__(self, path: Path) -> None:
        self.descriptor = os.open(path, os.O_RDONLY | os.O_CLOEXEC)

    def __del__(self) -> None:
        if hasattr(self, "descriptor"):
            os.close(self.descriptor)

    def read(self, start: int, length: int) -> bytes:
        """That range of the file (less where it is cut short)."""
        return os.pread(self.descriptor, length, start)


class Snapshot:
    """An open snapshot. Its tables are either ``placed`` by the index or ``parsed``."""

    def __init__(self, path: Path) -> None:
        """Open the file; raises OSError, StoreCorrupt, StoreTooNew, Superseded."""
        self.path = path
        # What is placed reads from the file and not from here: the circle would keep a snapshot
        # that compaction has deleted open, with all its blocks, until garbage is collected.
        self._file = _File(path)
        stat = os.fstat(self._file.descriptor)
        self.identity = files.identity(stat)
        self.size = stat.st_size
        self.head = read_head(self.read(0, _HEAD_BYTES).partition(b"\n")[0]) or SnapshotHeader(
            journal=0
        )
        refuse_newer(path, self.head)
        self.placed: dict[str, Placed] = {}
        self.parsed: dict[str, dict[int, bytes]] = {}
        if not self._use_index():
            # Compaction deletes the index with the snapshot that it replaces.
            if files.identity(path.stat()) != self.identity:
                raise Superseded
            self._parse()

    def read(self, start: int, length: int) -> bytes:
        """That range of the file (less where it is cut short)."""
        return self._file.read(start, length)

    def _use_index(self) -> bool:
        try:
            index = Index(self.path.with_name(files.index_name(self.head.journal)))
            if index.head != self.head or index.size != self.size:
                return False
            name = str(self.path)
            self.placed = {t: Placed(index, t, self._file.read, name) for t in index.tables}
        except (OSError, ValueError, LookupError):
            return False
        return True

    def _parse(self) -> None:
        data = files.read_all(self._file.descriptor)
        try:
            if not checks(data):
                raise ValueError("it fails its checksum")
            if is_emptied(data, self.path):
                raise ValueError("it is empty")
            tables = jsontext.split_tables(data)
            head = tables.pop(STORAGE_TABLE, {}).get("1")
            self.head = parse_head(head) if head else SnapshotHeader(journal=0)
            self.parsed = {
                name: {int(key): document for key, document in documents.items()}
                for name, documents in tables.items()
            }
        except (ValueError, RecursionError) as error:
            raise StoreCorrupt(
                str(self.path),
                f"cannot be read any more ({error})",
                files.REPAIR,
            ) from error


def read_head(line: bytes) -> SnapshotHeader | None:
    """The head in a snapshot's first line; None if the line is laid out otherwise or damaged."""
    if not line.startswith(_START):
        return None
    try:
        return _head(line[len(_START) - 2 :])["1"]
    except (ValueError, LookupError):
        return None


def refuse_newer(path: Path, head: SnapshotHeader | None) -> None:
    """Raise StoreTooNew if the files are of a form that came after this version."""
    if head is not None and head.format > index.FORMAT:
        raise StoreTooNew(
            str(path),
            f"was written by a newer brief (file format {head.format}; this one knows "
            f"{index.FORMAT})",
            "Upgrade brief, or set BRIEF_HOME to another folder",
        )


def parse_head(document: bytes) -> SnapshotHeader:
    """The head as the document that stock TinyDB would keep; raises ValueError."""
    return msgspec.json.decode(document, type=SnapshotHeader)


def checks(data: bytes) -> bool:
    """Whether a snapshot's bytes are those that were written.

    True as well for a file that stock TinyDB has written in its place: its layout is another, and
    the checksum in it is about bytes that are gone.
    """
    start = data.find(b"\n") + 1 or len(data)
    head = read_head(data[: start - 1])
    if head is None:
        # Only we start the second line like that: then it is the head that is damaged.
        return not data.startswith(b',"', start)
    checksum = zlib.crc32(memoryview(data)[start:], _seed(head))
    return not head.checksum or head.checksum == f"{checksum:08x}"


def is_as_written(path: Path) -> bool:
    """Whether a snapshot is one of ours and its bytes are those that were written.

    Reads the file in portions, however large it is. Raises OSError.
    """
    with path.open("rb") as file:
        head = read_head(file.readline(_HEAD_BYTES).removesuffix(b"\n"))
        if head is None or not head.checksum:
            return False
        checksum = _seed(head)
        while portion := file.read(_CHUNK):
            checksum = zlib.crc32(portion, checksum)
        return head.checksum == f"{checksum:08x}"


def is_emptied(data: bytes, path: Path) -> bool:
    """Whether there must have been more: journal segments are made for a snapshot with a head."""
    return not data.lstrip(b"\0 \r\n\t") and bool(files.segments(path.parent))


def _seed(head: SnapshotHeader) -> int:
    """Checksum of the head's own values, with which that of the rest begins."""
    return zlib.crc32(f"{head.journal} {head.sequence} {head.epoch} {head.format}".encode())


class Row(NamedTuple):
    """One document on its way into a snapshot; ``columns`` are its values for look-ups."""

    doc_id: int
    document: bytes
    columns: tuple[Any, ...]


class _Sink:
    """Counts and checksums what goes into a file, in large writes."""

    def __init__(self, descriptor: int, free: int, checksum: int) -> None:
        """Leaves ``free`` bytes blank; ``checksum`` is what that of the rest goes on from."""
        self._descriptor = descriptor
        self._buffer = bytearray()
        self._unsynced = 0
        self.size = free
        self.checksum = checksum
        files.write_all(descriptor, b" " * free)

    def add(self, data: bytes) -> None:
        """Write these bytes, at the latest at the next ``flush``."""
        self._buffer += data
        self.size += len(data)
        if len(self._buffer) >= _CHUNK:
            self.flush()

    def flush(self) -> None:
        """Hand everything to the file."""
        self.checksum = zlib.crc32(self._buffer, self.checksum)
        files.write_all(self._descriptor, bytes(self._buffer))
        self._unsynced += len(self._buffer)
        self._buffer.clear()
        if self._unsynced >= _SYNC_EVERY:
            os.fdatasync(self._descriptor)
            self._unsynced = 0


def write(
    path: Path,
    head: SnapshotHeader,
    tables: Mapping[str, Iterable[Row]],
    columns: Mapping[str, Columns],
    index_path: Path | None = None,
) -> int:
    """Write a snapshot, and its index if that has a name, durably; the snapshot's size in bytes.

    Raises OSError, and StoreCorrupt if a row cannot be read any more.
    """
    places: dict[str, TablePlaces] = {}
    head = msgspec.structs.replace(head, checksum="0" * 8)
    descriptor = files.open_private(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
    try:
        # The checksum is known at the end; its place in the first line is kept free for it.
        sink = _Sink(descriptor, len(_head_line(head)), _seed(head))
        for name, rows in tables.items():
            places[name] = TablePlaces(columns.get(name))
            sink.add(b",%s:{" % jsontext.encode(name))
            _write_rows(sink, rows, places[name])
            sink.add(b"}\n")
        sink.add(b"}\n")
        sink.flush()
        head = msgspec.structs.replace(head, checksum=f"{sink.checksum:08x}")
        os.pwrite(descriptor, _head_line(head), 0)
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
    if index_path is not None:
        index.write(index_path, head, sink.size, places)
    return sink.size


def _head_line(head: SnapshotHeader) -> bytes:
    return b'{"%s":{"1":%s}\n' % (STORAGE_TABLE.encode(), jsontext.encode(head))


def _write_rows(sink: _Sink, rows: Iterable[Row], places: TablePlaces) -> None:
    separator = b"\n"
    for doc_id, document, columns in rows:
        sink.add(b'%s"%d":' % (separator, doc_id))
        separator = b",\n"
        places.add(doc_id, sink.size, document, columns)
        sink.add(document)
