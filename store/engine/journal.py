"""The journal: an append-only file with one checksummed line a transaction.

A line is ``crc32 length body``: eight hexadecimal digits, the body's length in bytes, and the body,
``[sequence, [operation, ...]]`` in JSON without a raw line break. Operations are absolute (this
document is now that), so replaying some of them twice ends in the same state. A transaction is
there when its line is whole; there is no other commit mark. Each operation also has a checksum of
its own, ``[kind, table, id, crc32, document]``, by which most of a damaged line can be salvaged.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Sequence
from typing import Literal, NamedTuple, TypeAlias, cast

import msgspec

from store.engine import jsontext
from store.engine.segment import SHORTEST, Appended, Segment

# The JSON of a document, or where in a segment it can be read again.
Document: TypeAlias = "bytes | Appended"

Kind: TypeAlias = Literal["put", "del", "make", "drop", "next"]


class Op(NamedTuple):
    """One absolute operation. ``document`` is there for ``put``, None for the others.

    ``make`` and ``drop`` are about whole tables; ``next`` closes the segment and names the segment
    that follows in ``doc_id``.
    """

    kind: Kind
    table: str
    doc_id: int
    document: Document | None = None


class Frame(NamedTuple):
    """One transaction, and where its line starts and ends in the bytes scanned."""

    sequence: int
    ops: tuple[Op, ...]
    start: int
    end: int


class Scan(NamedTuple):
    """What a stretch of journal holds.

    ``end`` is the offset after the last whole frame. ``damage`` lists ``(start, end)`` of bytes
    *between* whole frames that are none; bytes after ``end`` are a torn or unfinished write.
    """

    frames: list[Frame]
    end: int
    damage: list[tuple[int, int]]


_HEAD_BYTES = 8 + 1 + 18 + 1  # checksum, the longest length of a body, and their spaces

_RawOp: TypeAlias = tuple[Kind, str, int, int, msgspec.Raw]

_body = msgspec.json.Decoder(tuple[int, list[_RawOp]]).decode


def frame(sequence: int, ops: Sequence[Op]) -> bytes:
    """The line of that transaction."""
    body = b"[%d,[%s]]" % (sequence, b",".join(map(_operation, ops)))
    return b"%08x %d %s\n" % (zlib.crc32(body), len(body), body)


def _operation(op: Op) -> bytes:
    head = _head(op.kind, op.table, op.doc_id)
    document = op.document or b"null"
    if isinstance(document, Appended):
        document = document.raw()
    return b"[%s,%d,%s]" % (head, zlib.crc32(document, zlib.crc32(head)), document)


def _head(kind: Kind, table: str, doc_id: int) -> bytes:
    return b'"%s",%s,%d' % (kind.encode(), jsontext.encode(table), doc_id)


def scan(data: bytes, segment: Segment | None = None, offset: int = 0) -> Scan:
    """Read all whole frames in ``data``; never raises, whatever the bytes.

    With the ``segment`` in which ``data`` stands from ``offset`` on, long documents stay there.
    """
    frames: list[Frame] = []
    damage: list[tuple[int, int]] = []
    position = end = 0
    # A transaction may have megabytes, which are not to be copied for every look at them.
    view = memoryview(data)
    while (newline := data.find(b"\n", position)) >= 0:
        line = _read_line(view[position:newline], segment, offset + position)
        if line is not None:
            if position > end:
                damage.append((end, position))
            end = newline + 1
            frames.append(Frame(line[0], line[1], position, end))
        position = newline + 1
    return Scan(frames, end, damage)


def is_torn(tail: bytes) -> bool:
    """Whether the bytes after the last whole frame are the start of a frame that was cut short.

    A writer that was killed, or a full disk, leaves such a start. Anything else was damaged later.
    """
    head, _, _ = tail.partition(b"[")
    checksum, _, rest = head.partition(b" ")
    length = rest.rstrip(b" ")
    if b"\n" in tail or len(checksum) > 8 or (length and not length.isdigit()):
        return False
    return len(head) == len(tail) or len(tail) - len(head) < int(length or b"0")


def left_in(segment: Segment, offset: int, line: bytes, ops: Sequence[Op]) -> list[Op]:
    """The operations of the line at ``offset`` of a segment, their long documents left there."""
    left: list[Op] = []
    position = 0
    for op in ops:
        if isinstance(op.document, bytes) and len(op.document) >= SHORTEST:
            position = line.index(op.document, position)
            document = _document(op.document, segment, offset + position)
            left.append(op._replace(document=document))
            position += len(op.document)
        else:
            left.append(op)
    return left


def _read_line(
    line: memoryview, segment: Segment | None, offset: int
) -> tuple[int, tuple[Op, ...]] | None:
    checksum, _, rest = bytes(line[:_HEAD_BYTES]).partition(b" ")
    length, space, _ = rest.partition(b" ")
    body = line[len(checksum) + len(length) + 2 :]
    if len(checksum) != 8 or not space or not length.isdigit() or int(length) != len(body):
        return None
    try:
        if int(checksum, 16) != zlib.crc32(body):
            return None
        return _read_body(body, segment, offset + len(line) - len(body))
    except (ValueError, TypeError, LookupError):
        return None


def _read_body(
    body: memoryview, segment: Segment | None, offset: int
) -> tuple[int, tuple[Op, ...]]:
    try:
        sequence, raw_ops = _body(body)
    except ValueError:
        return _read_body_slowly(body)
    starts = _starts(body, sequence, raw_ops) if segment is not None else None
    if segment is None or starts is None:
        return sequence, tuple(
            Op(kind, table, doc_id, bytes(raw) if kind == "put" else None)
            for kind, table, doc_id, _, raw in raw_ops
        )
    return sequence, tuple(
        Op(kind, table, doc_id, _document(raw, segment, offset + start) if kind == "put" else None)
        for (kind, table, doc_id, _, raw), start in zip(raw_ops, starts, strict=True)
    )


def _document(raw: bytes | msgspec.Raw, segment: Segment, start: int) -> Document:
    view = memoryview(raw)
    if len(view) < SHORTEST:
        return bytes(view)
    return Appended(segment, start, len(view), zlib.crc32(view))


def _starts(body: memoryview, sequence: int, raw_ops: Sequence[_RawOp]) -> list[int] | None:
    """Where in a body the documents start; None if it is not written as ``frame`` writes one.

    Nothing is shorter than what ``frame`` writes: if all lengths add up, each of them is right.
    """
    starts: list[int] = []
    position = len(b"[%d,[" % sequence)
    for kind, table, doc_id, checksum, raw in raw_ops:
        position += len(_head(kind, table, doc_id)) + len(b"[,%d," % checksum)
        starts.append(position)
        position += len(memoryview(raw)) + len(b"],")
    written = position - len(b",") * bool(raw_ops) + len(b"]]")
    return starts if written == len(body) else None


def _read_body_slowly(body: memoryview) -> tuple[int, tuple[Op, ...]]:
    """For documents with lone surrogates, which only the standard library reads."""
    sequence, ops = json.loads(bytes(body))
    return sequence, tuple(
        Op(
            cast("Kind", kind),
            table,
            doc_id,
            jsontext.encode(document) if kind == "put" else None,
        )
        for kind, table, doc_id, _, document in ops
    )
