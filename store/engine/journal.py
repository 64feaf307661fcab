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

Kind: TypeAlias = Literal["put", "del", "make", "drop", "next"]


class Op(NamedTuple):
    """One absolute operation. ``document`` is JSON bytes for ``put``, None for the others.

    ``make`` and ``drop`` are about whole tables; ``next`` closes the segment and names the segment
    that follows in ``doc_id``.
    """

    kind: Kind
    table: str
    doc_id: int
    document: bytes | None = None


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

_body = msgspec.json.Decoder(tuple[int, list[tuple[Kind, str, int, int, msgspec.Raw]]]).decode


def frame(sequence: int, ops: Sequence[Op]) -> bytes:
    """The line of that transaction."""
    body = b"[%d,[%s]]" % (sequence, b",".join(map(_operation, ops)))
    return b"%08x %d %s\n" % (zlib.crc32(body), len(body), body)


def _operation(op: Op) -> bytes:
    head = b'"%s",%s,%d' % (op.kind.encode(), jsontext.encode(op.table), op.doc_id)
    document = op.document or b"null"
    return b"[%s,%d,%s]" % (head, zlib.crc32(document, zlib.crc32(head)), document)


def scan(data: bytes) -> Scan:
    """Read all whole frames in ``data``; never raises, whatever the bytes."""
    frames: list[Frame] = []
    damage: list[tuple[int, int]] = []
    position = end = 0
    # A transaction may have megabytes, which are not to be copied for every look at them.
    view = memoryview(data)
    while (newline := data.find(b"\n", position)) >= 0:
        line = _read_line(view[position:newline])
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


def _read_line(line: memoryview) -> tuple[int, tuple[Op, ...]] | None:
    checksum, _, rest = bytes(line[:_HEAD_BYTES]).partition(b" ")
    length, space, _ = rest.partition(b" ")
    body = line[len(checksum) + len(length) + 2 :]
    if len(checksum) != 8 or not space or not length.isdigit() or int(length) != len(body):
        return None
    try:
        if int(checksum, 16) != zlib.crc32(body):
            return None
        return _read_body(body)
    except (ValueError, TypeError, LookupError):
        return None


def _read_body(body: memoryview) -> tuple[int, tuple[Op, ...]]:
    try:
        sequence, raw_ops = _body(body)
    except ValueError:
        return _read_body_slowly(body)
    return sequence, tuple(
        Op(kind, table, doc_id, bytes(raw) if kind == "put" else None)
        for kind, table, doc_id, _, raw in raw_ops
    )


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
