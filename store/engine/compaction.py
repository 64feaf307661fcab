"""Compaction: the journal folded into a new snapshot, while others read and write.

The lock is held twice, for milliseconds: to start a new journal segment, and to put the finished
snapshot in place. In between documents are copied as bytes, unparsed, from a frozen state. A
library starts it in a process of its own, so that not even the interpreter's lock is in the
interface's way; dying at any point costs nothing but the work.
"""

from __future__ import annotations

import contextlib
import json
import os
import sys
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING

from briefing.errors import StoreBusy
from store.engine import files
from store.engine.contents import Contents
from store.engine.index import SnapshotHeader
from store.engine.lock import Lock
from store.engine.tables import frozen
from store.engine.writer import Writer

if TYPE_CHECKING:
    import subprocess

SMALLEST_JOURNAL = 1 << 20  # bytes; a smaller one is read in a moment
LARGEST_JOURNAL = 64 << 20  # bytes, which bounds the time that opening takes after a crash
# Of a snapshot the journal's part with which compactions copy some 16 bytes for each one written.
_PART = 16
_COMPACTING = f"{files.SNAPSHOT}.compacting"

_CHILD = """
import json, os, sys
os.nice(10)
sys.path[:] = json.loads(sys.argv[1])
from store.library import compact_folder
compact_folder(sys.argv[2])
"""


def is_due(contents: Contents) -> bool:
    """Whether the journal exceeds a sixteenth of the snapshot (and 1 MiB), or 64 MiB.

    A journal is read whole at every opening, at some 2 ms a MiB; a compaction copies the snapshot.

    Also if a snapshot of that size has lost its index: compaction makes a new one.
    """
    if not contents.indexed and contents.snapshot_size > SMALLEST_JOURNAL:
        return True
    limit = min(max(SMALLEST_JOURNAL, contents.snapshot_size // _PART), LARGEST_JOURNAL)
    return contents.journal_size > limit


def _is_soon(contents: Contents) -> bool:
    """Whether a compaction now would follow too soon on one that this process has started.

    Where it writes 64 MiB after 64 MiB, those that this size alone asks for would copy a snapshot
    of more than 1 GiB so often that filling a store grew with the square of its size.
    """
    return contents.indexed and contents.journal_size <= contents.snapshot_size // _PART


def compact(writer: Writer) -> bool:
    """Fold the journal into the snapshot; False if another process is at it or there is no store.

    Raises StoreCorrupt if a document fails its checksum (nothing is changed then), and StoreError
    if the disk refuses.
    """
    if not writer.folder.is_dir():
        return False
    guard = Lock(writer.folder / files.COMPACTION_LOCK, 0)
    with contextlib.closing(guard), files.explained(writer.folder):
        try:
            guard.acquire()
        except StoreBusy:
            return False
        return _compact(writer)


def _compact(writer: Writer) -> bool:
    contents = writer.contents
    with writer.exclusive():
        writer.rotate()
        replaced = contents.identity
        damaged = {number for number, _, _ in contents.damage}
        tables = frozen(contents.tables)
        head = SnapshotHeader(contents.segment, contents.sequence, contents.head.epoch)
    writer.write_snapshot(_COMPACTING, head, tables)
    with writer.exclusive():
        if contents.identity != replaced:
            (writer.folder / _COMPACTING).unlink(missing_ok=True)
            return False
        for number in damaged:
            files.link_aside(writer.folder / files.segment_name(number))
        writer.put_in_place(_COMPACTING)
        writer.sweep(head.journal)
    return True


class Background:
    """Starts compaction in another process when it is due, one at a time for this library."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.child: subprocess.Popen[bytes] | None = None
        self._tried: tuple[object, int] = (None, 0)

    def consider(self, contents: Contents) -> None:
        """Start it if it is due, and has not been tried at nearly this size before."""
        if not is_due(contents) or (self.child is not None and self.child.poll() is None):
            return
        if self.child is not None and _is_soon(contents):
            return
        snapshot, size = self._tried
        if snapshot == contents.identity and contents.journal_size < 2 * size:
            return
        self._tried = (contents.identity, contents.journal_size)
        # Without a child the journal just grows on until the next attempt.
        with contextlib.suppress(OSError):
            self.child = _start(self._folder) if sys.executable else None
        if self.child is not None:
            # Waited for at once, so that it is no zombie until the next compaction.
            Thread(target=self.child.wait, name="compaction", daemon=True).start()

    def wait(self, timeout: float | None = None) -> None:
        """Wait for a compaction that was started, for at most ``timeout`` seconds."""
        if self.child is not None:
            self.child.wait(timeout)


def _start(folder: Path) -> subprocess.Popen[bytes]:
    """A child in a session of its own: it outlives the terminal, and its death harms nobody."""
    # Rarely needed, and not to be waited for at every start of the program.
    import subprocess

    path = json.dumps([os.fspath(Path(place).absolute()) for place in sys.path])
    command = [sys.executable, "-P", "-c", _CHILD, path, os.fspath(folder.absolute())]
    return subprocess.Popen(  # noqa: S603  (our own interpreter and code)
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
        cwd="/",
    )
