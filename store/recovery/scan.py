"""Finding whole documents in the bytes of a damaged snapshot, and operations in a journal's."""

from __future__ import annotations

import json
import re
import zlib
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from briefing.errors import StoreCorrupt
from store.engine.index import Index, Placed, SnapshotHeader
from store.engine.journal import Kind, Op

# Quotation marks within JSON strings are escaped, so that none of these is found inside one.
_STRING = r'"(?:[^"\\]|\\.)*"'
_TABLE = re.compile(rf'(?:\{{|\}}\s*,)\s*({_STRING})\s*:\s*\{{\s*(?="-?\d{{1,18}}"\s*:|\}})')
_DOCUMENT = re.compile(r'[,{]\s*"(-?\d{1,18})"\s*:\s*(?=\{)')
_OPERATION = re.compile(rb'\[("(put|del)",("(?:[^"\\]|\\.)*"),(-?\d{1,18})),(\d{1,10}),')
_END = re.compile(rb"\](?=\]|,\[)")
_NOT_UTF8 = re.compile("[\udc80-\udcff]")


@dataclass(slots=True)
class Vouched:
    """Documents by table and id that an index vouches for, its head, and which it misses."""

    head: SnapshotHeader | None = None
    documents: dict[str, dict[int, bytes]] = field(default_factory=dict)
    missing: list[tuple[str, int]] = field(default_factory=list)

    @property
    def size(self) -> int:
        """How many documents there are."""
        return sum(map(len, self.documents.values()))


def vouched(index_path: Path, data: bytes) -> Vouched:
    """The documents in ``data`` with the checksums of that index, at their places or moved."""

    def read(start: int, length: int) -> bytes:
        return data[start : start + length]

    try:
        index = Index(index_path)
        tables = {name: Placed(index, name, read, index_path.name) for name in index.tables}
    except (OSError, ValueError, LookupError):
        return Vouched()
    result = Vouched(index.head, {name: {} for name in tables})
    missing: dict[tuple[str, int], int] = {}
    for name, placed in tables.items():
        for row, doc_id in enumerate(placed.ids):
            try:
                result.documents[name][doc_id] = placed.raw(row)
            except StoreCorrupt:
                missing[name, doc_id] = row
    for name, doc_id, raw in legible(data) if missing else ():
        row = missing.get((name, doc_id), -1)
        if row >= 0 and tables[name].vouches(row, raw):
            result.documents[name][doc_id] = raw
            del missing[name, doc_id]
    result.missing = list(missing)
    return result


def operations(data: bytes) -> Iterator[Op]:
    """The operations in damaged bytes of a journal whose own checksums are right, in order."""
    position = 0
    while match := _OPERATION.search(data, position):
        start = position = match.end()
        seed, expected = zlib.crc32(match[1]), int(match[5])
        for end in _ends(data, start):
            if zlib.crc32(data[start:end], seed) == expected:
                document = data[start:end] if match[2] == b"put" else None
                kind: Kind = "put" if document else "del"
                yield Op(kind, _name(match[3].decode()), int(match[4]), document)
                position = end
                break


def _ends(data: bytes, start: int) -> Iterator[int]:
    """Where a document that starts there may end: before an operation, or at the line's end."""
    following = _OPERATION.search(data, start)
    limit = following.start() if following else len(data)
    return (end.start() for end in _END.finditer(data, start, limit + 1))


def legible(data: bytes) -> Iterator[tuple[str, int, bytes]]:
    """Table, document id and JSON for each stretch that is valid as a document, in valid UTF-8."""
    text = data.decode(errors="surrogateescape")
    decoder = json.JSONDecoder()
    tables = [(m.end(1), _name(m[1])) for m in _TABLE.finditer(text)]
    position = 0
    while key := _DOCUMENT.search(text, position):
        start = key.end()
        try:
            _, position = decoder.raw_decode(text, start)
        except (ValueError, RecursionError):
            position = start
            continue
        table = bisect_right(tables, key.start(1), key=lambda place: place[0]) - 1
        if table >= 0 and not _NOT_UTF8.search(text, start, position):
            yield tables[table][1], int(key[1]), text[start:position].encode()


def _name(quoted: str) -> str:
    try:
        return str(json.loads(quoted, strict=False))
    except ValueError:
        return quoted
