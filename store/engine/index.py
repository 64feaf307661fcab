"""The index beside a snapshot: where each document lies, its checksum, and the look-up columns.

``library-N.index`` belongs to the snapshot whose head says journal N. It is derived, and
disposable. Its first line is a checksum and the header in JSON; parts follow, each with its own
checksum: arrays of places (little-endian integers) and columns (JSON arrays), one entry a document.
"""

from __future__ import annotations

import os
import sys
import zlib
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from itertools import accumulate, chain
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from briefing.errors import StoreCorrupt
from store.engine import files, jsontext

FORMAT = 1  # of the index file, raised whenever older readers would misread a new one
_LOOKED_AT = 100  # values of a column that show whether they repeat: days do, ids do not
_HEADER_BYTES = 1 << 16  # more than a header has: it names tables and sizes


class Columns(NamedTuple):
    """Names of the values by which a table is looked up, and how to get them from a document.

    Values under a name are taken over from index to index: one that is to mean something else needs
    another name. What is asked of a column is kept in the index too, so that the column need not be
    read whole: of those in ``distinct``, where nearly every text stands in one document, checksums
    in order; of those in ``grouped``, texts that many share, the documents of each; of those in
    ``summed`` the sum.
    """

    names: tuple[str, ...]
    extract: Callable[[bytes], tuple[Any, ...]]
    distinct: tuple[str, ...] = ()
    grouped: tuple[str, ...] = ()
    summed: tuple[str, ...] = ()


class SnapshotHeader(msgspec.Struct, frozen=True):
    """What the snapshot says about itself, in its first line.

    ``journal`` is the segment that follows, ``sequence`` the last transaction in the snapshot,
    ``epoch`` the store's own name, ``checksum`` the CRC-32 in hexadecimal of all after that line.
    """

    journal: int = 1
    sequence: int = 0
    epoch: str = ""
    format: int = FORMAT
    checksum: str = ""


class Part(msgspec.Struct, array_like=True, frozen=True):
    """A stretch of the index: offset after the header line, length, both in bytes, checksum."""

    offset: int
    length: int
    checksum: int


class _Header(msgspec.Struct, frozen=True):
    head: SnapshotHeader
    size: int
    tables: dict[str, dict[str, Part]]


_decode_header = msgspec.json.Decoder(_Header).decode


class Index:
    """An open index. ``head`` and ``size`` are those of the snapshot that it belongs to."""

    def __init__(self, path: Path) -> None:
        """Raises OSError, or ValueError if it is not what was written."""
        self._descriptor = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
        line = os.pread(self._descriptor, _HEADER_BYTES, 0).partition(b"\n")[0]
        checksum, _, text = line.partition(b" ")
        if int(checksum, 16) != zlib.crc32(text):
            raise ValueError(f"{path}: the header fails its checksum")
        header = _decode_header(text)
        self._base = len(line) + 1
        self.head, self.size, self.tables = header.head, header.size, header.tables

    def __del__(self) -> None:
        if hasattr(self, "_descriptor"):
            os.close(self._descriptor)

    def part(self, part: Part) -> bytes:
        """One part; raises ValueError if it is not what was written."""
        data = os.pread(self._descriptor, part.length, self._base + part.offset)
        if zlib.crc32(data) != part.checksum:
            raise ValueError("a part of the index fails its checksum")
        return data


class Placed:
    """A table's documents inside an indexed snapshot, by row number."""

    def __init__(
        self, index: Index, table: str, read: Callable[[int, int], bytes], name: str
    ) -> None:
        """``read`` gives bytes of the snapshot by offset and length; ``name`` is for errors."""
        self._index = index
        self._parts = index.tables[table]
        self._table = table
        self._read = read
        self._name = name
        self.ids = _as_range(self._array("#id", "q"))
        self._starts = self._array("#start", "Q")
        self._lengths = self._array("#length", "I")
        self.checksums = self._array("#checksum", "I")
        self._columns: dict[str, list[Any]] = {}

    def raw(self, row: int) -> bytes:
        """The document's JSON; raises StoreCorrupt if it is not what was written."""
        data = self._read(self._starts[row], self._lengths[row])
        if zlib.crc32(data) != self.checksums[row]:
            raise StoreCorrupt(
                self._name,
                f"document {self.ids[row]} of {self._table!r}, at byte {self._starts[row]}, "
                "fails its checksum",
                files.REPAIR,
            )
        return data

    def vouches(self, row: int, document: bytes) -> bool:
        """Whether that is the document of the row."""
        return zlib.crc32(document) == self.checksums[row]

    def checksum(self, row: int) -> int:
        """The CRC-32 of the row's document, as it was written."""
        return self.checksums[row]

    def column(self, name: str) -> list[Any] | None:
        """That column's value for every row, or None if this index does not have it whole."""
        if name not in self._columns:
            try:
                self._columns[name] = _shared(jsontext.decode(self._index.part(self._parts[name])))
            except (LookupError, ValueError, OSError):
                return None
        return self._columns[name]

    def text_checksums(self, name: str) -> TextChecksums | None:
        """The checksums of a distinct column's texts, or None if this index does not have them."""
        try:
            return TextChecksums(
                self._array(f"#sums {name}", "I"), self._array(f"#rows {name}", "I")
            )
        except (LookupError, ValueError, OSError):
            return None

    def documents_by_value(self, name: str) -> dict[Hashable, array[int]] | None:
        """Ids of the documents, ascending, by the value of a grouped column; None without it."""
        try:
            lengths = jsontext.decode(self._index.part(self._parts[f"#values {name}"]))
            documents = self._array(f"#grouped {name}", "q")
        except (LookupError, ValueError, OSError):
            return None
        ends = accumulate(length for _, length in lengths)
        return {
            value: documents[end - length : end]
            for (value, length), end in zip(lengths, ends, strict=True)
        }

    def total(self, name: str) -> int | None:
        """The sum of that column, or None if this index does not have it."""
        try:
            total: int = jsontext.decode(self._index.part(self._parts[f"#total {name}"]))
        except (LookupError, ValueError, OSError):
            return None
        return total

    def _array(self, name: str, typecode: str) -> array[int]:
        values = array(typecode)
        values.frombytes(self._index.part(self._parts[name]))
        if sys.byteorder == "big":
            values.byteswap()
        return values


def _as_range(ids: array[int]) -> Sequence[int]:
    """Ids that were given in turn, without a gap, in no memory at all."""
    given_in_turn = range(ids[0], ids[0] + len(ids)) if ids else range(0)
    return given_in_turn if ids == array("q", given_in_turn) else ids


class TextChecksums(NamedTuple):
    """CRC-32 of the texts in a column, ascending, and the row of each."""

    sums: array[int]
    rows: array[int]

    @classmethod
    def of(cls, values: Iterable[Any]) -> TextChecksums:
        """Those of that column, of rows that have a text in it."""
        texts = ((row, value) for row, value in enumerate(values) if isinstance(value, str))
        pairs = sorted((_checksum(value), row) for row, value in texts)
        return cls(array("I", [each for each, _ in pairs]), array("I", [row for _, row in pairs]))

    def rows_like(self, value: str) -> Iterable[int]:
        """The rows whose text may be that one: all that are, seldom another."""
        checksum = _checksum(value)
        start = bisect_left(self.sums, checksum)
        return self.rows[start : bisect_right(self.sums, checksum, start)]


def _checksum(value: str) -> int:
    return zlib.crc32(value.encode("utf-8", "surrogatepass"))


def _shared(values: list[Any]) -> list[Any]:
    """The same values; equal days, names and the like are one object each, not one a row."""
    first = values[:_LOOKED_AT]
    if all(isinstance(value, str) for value in first) and len(set(first)) < len(first):
        return list(map({}.setdefault, values, values))
    return values


class TablePlaces:
    """Collects the places and columns of one table while a snapshot is written."""

    def __init__(self, columns: Columns | None) -> None:
        self._columns = columns or Columns((), lambda _: ())
        self._places = {
            "#id": array("q"),
            "#start": array("Q"),
            "#length": array("I"),
            "#checksum": array("I"),
        }
        self._values: list[list[Any]] = [[] for _ in self._columns.names]

    def add(self, doc_id: int, start: int, document: bytes, values: Iterable[Any]) -> None:
        """Note one document that starts at byte ``start`` of the snapshot."""
        entry = (doc_id, start, len(document), zlib.crc32(document))
        for place, number in zip(self._places.values(), entry, strict=True):
            place.append(number)
        for column, value in zip(self._values, values, strict=True):
            column.append(value)

    def parts(self) -> dict[str, bytes]:
        """Name and bytes of each part."""
        ids = self._places["#id"].tolist()  # before its bytes are put in another order
        arrays = {name: _little_endian(place) for name, place in self._places.items()}
        for name, column in zip(self._columns.names, self._values, strict=True):
            arrays[name] = jsontext.encode(column)
            if name in self._columns.distinct:
                sums, rows = TextChecksums.of(column)
                arrays[f"#sums {name}"] = _little_endian(sums)
                arrays[f"#rows {name}"] = _little_endian(rows)
            if name in self._columns.grouped:
                arrays.update(_groups(name, ids, column))
            if name in self._columns.summed:
                arrays[f"#total {name}"] = jsontext.encode(sum(column))
        return arrays


def _groups(
    name: str, ids: Sequence[int], column: Sequence[str | None]
) -> Iterator[tuple[str, bytes]]:
    """The parts that give the documents of each value in a column."""
    documents: dict[str | None, list[int]] = {}
    for doc_id, value in zip(ids, column, strict=True):
        documents.setdefault(value, []).append(doc_id)
    yield (
        f"#values {name}",
        jsontext.encode([(value, len(group)) for value, group in documents.items()]),
    )
    in_order = array("q", chain.from_iterable(map(sorted, documents.values())))
    yield f"#grouped {name}", _little_endian(in_order)


def _little_endian(values: array[int]) -> bytes:
    if sys.byteorder == "big":
        values.byteswap()
    return values.tobytes()


def write(path: Path, head: SnapshotHeader, size: int, tables: Mapping[str, TablePlaces]) -> None:
    """Write an index durably. Raises OSError."""
    body = bytearray()
    placed: dict[str, dict[str, Part]] = {}
    for table, places in tables.items():
        placed[table] = {}
        for name, data in places.parts().items():
            placed[table][name] = Part(len(body), len(data), zlib.crc32(data))
            body += data
    line = jsontext.encode(_Header(head, size, placed))
    descriptor = files.open_private(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
    try:
        files.write_all(descriptor, b"%08x %s\n" % (zlib.crc32(line), line))
        files.write_all(descriptor, bytes(body))
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
