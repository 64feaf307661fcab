"""A journal segment open for reading, and documents in it that stay there until asked for."""

from __future__ import annotations

import os
import zlib
from pathlib import Path

from msgspec import Struct

from briefing.errors import StoreCorrupt
from store.engine import files

SHORTEST = 512
"""Bytes of a document that is worth being read again: of a shorter one, where it lies takes as
much memory as the document."""


class Segment:
    """A journal segment, open for as long as anybody rests on a document in it.

    Compaction deletes the file; what was read from it by then can be read on.
    """

    __slots__ = ("_descriptor", "path")

    def __init__(self, path: Path) -> None:
        """Raises OSError."""
        self.path = path
        self._descriptor = os.open(path, os.O_RDONLY | os.O_CLOEXEC)

    def __del__(self) -> None:
        if hasattr(self, "_descriptor"):
            os.close(self._descriptor)

    def size(self) -> int:
        """Bytes in the file, also such as make no transaction yet."""
        return os.fstat(self._descriptor).st_size

    def read_from(self, start: int) -> bytes:
        """All bytes from ``start`` to the present end of the file."""
        return files.read_all(self._descriptor, start)

    def read(self, start: int, length: int) -> bytes:
        """So many bytes from ``start``; fewer where the file ends before."""
        return os.pread(self._descriptor, length, start)


class Appended(Struct, frozen=True, gc=False):
    """A document where the journal has it: JSON of ``length`` bytes from ``start`` of its segment.

    ``checksum`` is the CRC-32 of these bytes.
    """

    segment: Segment
    start: int
    length: int
    checksum: int

    def raw(self) -> bytes:
        """The document's JSON; raises StoreCorrupt if it is not what was read there before."""
        data = self.segment.read(self.start, self.length)
        if zlib.crc32(data) != self.checksum:
            raise StoreCorrupt(
                str(self.segment.path),
                f"a document at byte {self.start} fails its checksum",
                files.REPAIR,
            )
        return data
