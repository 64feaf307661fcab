"""The snapshot: one plain TinyDB JSON file, and an index that lets it be opened without parsing it.

``library.json`` holds every table as stock TinyDB would, one document a line, after a table
``_storage`` that says which journal segment comes next. ``library-N.index`` is derived from it:
where each document lies, its checksum, and the columns by which documents are looked up. A snapshot
of 50,000 articles is thus opened by reading the index; a document is read, checked and decoded when
it is asked for. An index that is missing or belongs to other bytes (stock TinyDB rewrote the file,
say) costs only time: the whole file is parsed instead.

Documents are read with ``pread`` and not through a memory map: a file that somebody truncates would
kill a process that has it mapped.
"""

from __future__ import annotations

import os
import sys
import zlib
from array import array
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from briefing.errors import StoreCorrupt
from store import files, jsontext

STORAGE_TABLE = "_storage"
FORMAT = 1
_HEAD_BYTES = 4096
_CHUNK = 1 << 20

Extractor = Callable[[bytes], tuple[Any, ...]]


class Columns(NamedTuple):
    """Names of the values by which a table is looked up, and how to get them from a document."""

    names: tuple[str, ...]
    extract: Extractor


class Head(msgspec.Struct, frozen=True):
    """What the snapshot says about itself: the segment that follows, and the last transaction."""

    journal: int = 1
    sequence: int = 0
    epoch: str = ""
    format: int = FORMAT


class _Part(msgspec.Struct, array_like=True, frozen=True):
    offset: int
    length: int
    checksum: int


class _IndexHead(msgspec.Struct, frozen=True):
    journal: int
    epoch: str
    size: int
    checksum: int
    tables: dict[str, dict[str, _Part]]
    format: int = FORMAT


_head = msgspec.json.Decoder(dict[str, Head]).decode
_index_head = msgspec.json.Decoder(_IndexHead).decode


class Placed:
    """A table's documents inside an indexed snapshot: row number -> place, checksum, columns."""

    def __init__(self, snapshot: Snapshot, index: int, parts: Mapping[str, _Part]) -> None:
        self._snapshot = snapshot
        self._index = index
        self._parts = parts
        self.ids = self._array("#id", "q")
        self._starts = self._array("#start", "Q")
        self._lengths = self._array("#length", "I")
        self._checksums = self._array("#checksum", "I")
        self._columns: dict[str, list[Any]] = {}

    def raw(self, row: int) -> bytes:
        """The document's JSON; raises StoreCorrupt if it is not what was written."""
        data = self._snapshot.read(self._starts[row], self._lengths[row])
        if zlib.crc32(data) != self._checksums[row]:
            raise StoreCorrupt(
                str(self._snapshot.path),
                f"document {self.ids[row]} at byte {self._starts[row]} fails its checksum",
                "Run `brief doctor` to see the damage and put it right",
            )
        return data

    def column(self, name: str) -> list[Any] | None:
        """That column's value for every row, or None if this index does not have it whole."""
        if name not in self._columns:
            try:
                self._columns[name] = jsontext.decode(self._part(name))
            except (LookupError, ValueError, OSError):
                return None
        return self._columns[name]

    def _part(self, name: str) -> bytes:
        return self._snapshot.index_part(self._index, self._parts[name])

    def _array(self, name: str, typecode: str) -> array[int]:
        values = array(typecode)
        values.frombytes(self._part(name))
        if sys.byteorder == "big":
            values.byteswap()
        return values


class Snapshot:
    """An open snapshot. ``tables`` are either placed by the index or parsed into documents."""

    def __init__(self, path: Path) -> None:
        """Open the file; raises FileNotFoundError, other OSErrors, StoreCorrupt."""
        self.path = path
        self._descriptors = [os.open(path, os.O_RDONLY | os.O_CLOEXEC)]
        stat = os.fstat(self._descriptors[0])
        self.identity = identity(stat)
        self.size = stat.st_size
        self.head = self._read_head()
        self.placed: dict[str, Placed] = {}
        self.parsed: dict[str, dict[int, bytes]] = {}
        if not self._use_index():
            self._parse()

    def __del__(self) -> None:
        for descriptor in getattr(self, "_descriptors", ()):
            os.close(descriptor)

    def read(self, start: int, length: int) -> bytes:
        """That range of the file (less where it is cut short)."""
        return os.pread(self._descriptors[0], length, start)

    def index_part(self, base: int, part: _Part) -> bytes:
        """One part of the index; raises ValueError if it is not what was written."""
        data = os.pread(self._descriptors[1], part.length, base + part.offset)
        if zlib.crc32(data) != part.checksum:
            raise ValueError("the index fails its checksum")
        return data

    def _read_head(self) -> Head:
        start = b'{"' + STORAGE_TABLE.encode() + b'":'
        first = self.read(0, _HEAD_BYTES)
        line = first.partition(b",\n")[0]
        if not line.startswith(start):
            return Head(journal=0)
        try:
            return _head(line[len(start) :])["1"]
        except (ValueError, KeyError):
            return Head(journal=0)

    def _use_index(self) -> bool:
        path = self.path.with_name(files.index_name(self.head.journal))
        try:
            self._descriptors.append(os.open(path, os.O_RDONLY | os.O_CLOEXEC))
            line = os.pread(self._descriptors[1], 1 << 16, 0).partition(b"\n")[0]
            checksum, _, text = line.partition(b" ")
            if int(checksum, 16) != zlib.crc32(text):
                return False
            index = _index_head(text)
            if (index.journal, index.epoch, index.size, index.format) != (
                self.head.journal,
                self.head.epoch,
                self.size,
                FORMAT,
            ):
                return False
            base = len(line) + 1
            self.placed = {name: Placed(self, base, p) for name, p in index.tables.items()}
        except (OSError, ValueError, LookupError):
            self.placed = {}
            return False
        self.checksum = index.checksum
        return True

    def _parse(self) -> None:
        data = files.read_all(self._descriptors[0])
        try:
            tables = jsontext.split_tables(data)
            head = tables.pop(STORAGE_TABLE, {}).get("1")
            self.head = msgspec.json.decode(head, type=Head) if head else Head(journal=0)
            self.parsed = {
                name: {int(key): document for key, document in documents.items()}
                for name, documents in tables.items()
            }
        except (ValueError, RecursionError) as error:
            raise StoreCorrupt(
                str(self.path),
                f"is no TinyDB file any more ({error})",
                "Run `brief doctor` to see the damage and put it right",
            ) from error


def identity(stat: os.stat_result) -> tuple[int, ...]:
    """What differs between two files of the same name, or one file before and after a rewrite."""
    return (stat.st_dev, stat.st_ino, stat.st_size, stat.st_mtime_ns)


class Row(NamedTuple):
    """One document on its way into a snapshot; ``columns`` are its values for look-ups."""

    doc_id: int
    document: bytes
    columns: tuple[Any, ...]


class Written(NamedTuple):
    """Size in bytes and checksum of a snapshot that was written."""

    size: int
    checksum: int


class _Sink:
    """Counts and checksums what goes into a file, in large writes."""

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor
        self._buffer = bytearray()
        self.size = 0
        self.checksum = 0

    def add(self, data: bytes) -> None:
        self._buffer += data
        self.size += len(data)
        if len(self._buffer) >= _CHUNK:
            self.flush()

    def flush(self) -> None:
        self.checksum = zlib.crc32(self._buffer, self.checksum)
        files.write_all(self._descriptor, bytes(self._buffer))
        self._buffer.clear()


def write(
    snapshot: Path,
    index: Path,
    head: Head,
    tables: Mapping[str, Iterator[Row]],
    columns: Mapping[str, Columns],
) -> Written:
    """Write both files and make them durable under the names given. Raises OSError."""
    parts: dict[str, dict[str, _Part]] = {}
    body = bytearray()
    descriptor = files.open_private(snapshot, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
    try:
        sink = _Sink(descriptor)
        sink.add(b'{"%s":{"1":%s}' % (STORAGE_TABLE.encode(), jsontext.encode(head)))
        for name, rows in tables.items():
            sink.add(b",\n%s:{" % jsontext.encode(name))
            names = columns[name].names if name in columns else ()
            parts[name] = _write_table(sink, rows, names, body)
            sink.add(b"}")
        sink.add(b"}\n")
        sink.flush()
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
    written = Written(sink.size, sink.checksum)
    _write_index(index, head, written, parts, body)
    return written


def _write_table(
    sink: _Sink, rows: Iterator[Row], names: tuple[str, ...], body: bytearray
) -> dict[str, _Part]:
    ids, starts, lengths, checksums = array("q"), array("Q"), array("I"), array("I")
    values: list[list[Any]] = [[] for _ in names]
    separator = b"\n"
    for doc_id, document, columns in rows:
        sink.add(b'%s"%d":' % (separator, doc_id))
        separator = b",\n"
        ids.append(doc_id)
        starts.append(sink.size)
        lengths.append(len(document))
        checksums.append(zlib.crc32(document))
        for column, value in zip(values, columns, strict=True):
            column.append(value)
        sink.add(document)
    places = {"#id": ids, "#start": starts, "#length": lengths, "#checksum": checksums}
    written = {name: _add_part(body, _little_endian(place)) for name, place in places.items()}
    for name, column in zip(names, values, strict=True):
        written[name] = _add_part(body, jsontext.encode(column))
    return written


def _little_endian(values: array[int]) -> bytes:
    if sys.byteorder == "big":
        values.byteswap()
    return values.tobytes()


def _add_part(body: bytearray, data: bytes) -> _Part:
    part = _Part(len(body), len(data), zlib.crc32(data))
    body += data
    return part


def _write_index(
    path: Path,
    head: Head,
    written: Written,
    parts: dict[str, dict[str, _Part]],
    body: bytearray,
) -> None:
    line = jsontext.encode(
        _IndexHead(head.journal, head.epoch, written.size, written.checksum, parts)
    )
    descriptor = files.open_private(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
    try:
        files.write_all(descriptor, b"%08x %s\n" % (zlib.crc32(line), line))
        files.write_all(descriptor, bytes(body))
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
