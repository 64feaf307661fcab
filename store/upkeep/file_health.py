"""The health of a store's files: modes, room, checksums, and what other programs left behind."""

from __future__ import annotations

import os
import shutil
import stat
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, TypeAlias

from briefing.errors import StoreBusy, StoreCorrupt
from store.engine import files, journal, jsontext, snapshot
from store.engine.index import Index, Placed
from store.engine.lock import Lock
from store.engine.sources import SourceArchive

Level: TypeAlias = Literal["error", "warning", "note"]

_NETWORK = {"nfs", "nfs4", "cifs", "smb3", "smbfs", "9p", "afs", "fuse.sshfs", "ceph", "lustre"}
ROOM = 64 << 20  # bytes beside twice the snapshot: a journal at its largest


@dataclass(frozen=True, slots=True)
class Complaint:
    """One thing that is wrong or worth knowing; ``remedy`` says what to do, if anything."""

    level: Level
    thing: str
    problem: str
    remedy: str | None = None


def file_complaints(folder: Path) -> Iterator[Complaint]:
    """What is wrong with the files in a store's folder. Raises OSError where it cannot look."""
    for look in _LOOKS:
        yield from look(folder)


def _folder(folder: Path) -> Iterator[Complaint]:
    status = folder.stat()
    if status.st_mode & 0o077:
        yield Complaint(
            "warning",
            str(folder),
            f"others may look into it (mode {stat.S_IMODE(status.st_mode):o})",
            f"chmod 700 {folder}",
        )
    if not os.access(folder, os.W_OK | os.X_OK):
        yield Complaint("warning", str(folder), "is not writable for you", "chmod u+rwx it")


def _modes(folder: Path) -> Iterator[Complaint]:
    mine = os.geteuid()
    for path in sorted(folder.glob("library*")):
        status = path.lstat()
        if stat.S_ISLNK(status.st_mode):
            yield Complaint("warning", str(path), "is a symbolic link", "Put the file itself there")
        elif status.st_mode & 0o077:
            mode = stat.S_IMODE(status.st_mode)
            yield Complaint(
                "warning", str(path), f"others may read it (mode {mode:o})", f"chmod 600 {path}"
            )
        if status.st_uid != mine:
            yield Complaint(
                "error" if not os.access(path, os.R_OK | os.W_OK) else "warning",
                str(path),
                f"belongs to user {status.st_uid}, not to you ({mine})",
                f"chown {mine} {path}",
            )


def _file_system(folder: Path) -> Iterator[Complaint]:
    kind = kind_of_file_system(folder)
    if kind in _NETWORK:
        yield Complaint(
            "warning",
            str(folder),
            f"lies on a network file system ({kind}), where locks and renames may not hold",
            "Set BRIEF_HOME to a folder on a local disk, and keep backups on the network",
        )


def kind_of_file_system(folder: Path) -> str | None:
    """The type of the file system that holds the folder, where /proc tells."""
    try:
        lines = Path("/proc/self/mountinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return None
    place = folder.resolve()
    deepest: tuple[int, str] | None = None
    for line in lines:
        left, _, right = line.partition(" - ")
        point = Path(left.split()[4].replace("\\040", " "))
        if place.is_relative_to(point) and (deepest is None or len(point.parts) >= deepest[0]):
            deepest = (len(point.parts), right.split()[0])
    return deepest[1] if deepest else None


def _room(folder: Path) -> Iterator[Complaint]:
    path = folder / files.SNAPSHOT
    needed = ROOM + (2 * path.stat().st_size if path.exists() else 0)
    free = shutil.disk_usage(folder).free
    if free < needed:
        yield Complaint(
            "warning",
            str(folder),
            f"{free >> 20} MiB are free, and compaction may need {needed >> 20} MiB",
            "Free some space, or run `brief prune`",
        )


def _snapshot(folder: Path) -> Iterator[Complaint]:
    path = folder / files.SNAPSHOT
    if not path.exists():
        if any((folder / files.segment_name(n)).stat().st_size for n in files.segments(folder)):
            yield Complaint(
                "error", str(path), "is missing, though its journal is there", files.REPAIR
            )
        return
    if snapshot.is_as_written(path):
        return
    data = path.read_bytes()
    if not snapshot.checks(data):
        yield Complaint("error", str(path), "fails its checksum", files.REPAIR)
    try:
        jsontext.split_tables(data)
    except (ValueError, RecursionError) as error:
        yield Complaint("error", str(path), f"is no TinyDB file ({error})", files.REPAIR)


def _index(folder: Path) -> Iterator[Complaint]:
    path = folder / files.SNAPSHOT
    if not path.exists():
        return
    with path.open("rb") as file:
        head = snapshot.read_head(file.readline().rstrip(b"\n"))
        size = path.stat().st_size
        rebuilt = "It is made anew by the next compaction"
        try:
            name = files.index_name(head.journal if head else 0)
            index = Index(folder / name)
            if index.head != head or index.size != size:
                raise ValueError("it belongs to another snapshot")
            descriptor = file.fileno()

            def read(start: int, length: int) -> bytes:
                return os.pread(descriptor, length, start)

            for table in index.tables:
                yield from _places(Placed(index, table, read, str(path)))
        except (OSError, ValueError, LookupError) as error:
            problem = f"has no index that can be used ({error}), so that opening it takes longer"
            yield Complaint("note", str(path), problem, rebuilt)


def _places(placed: Placed) -> Iterator[Complaint]:
    for row in range(len(placed.ids)):
        try:
            placed.raw(row)
        except StoreCorrupt as error:
            yield Complaint("error", error.thing, error.problem, files.REPAIR)


def _journal(folder: Path) -> Iterator[Complaint]:
    with suppress(FileNotFoundError), (folder / files.SNAPSHOT).open("rb") as file:
        head = snapshot.read_head(file.readline().rstrip(b"\n"))
        if head and head.journal and head.journal not in files.segments(folder):
            path = folder / files.segment_name(head.journal)
            yield Complaint(
                "error", str(path), "is missing, though its snapshot is there", files.REPAIR
            )
    for number in files.segments(folder):
        path = folder / files.segment_name(number)
        data = path.read_bytes()
        scan = journal.scan(data)
        for start, end in scan.damage:
            yield Complaint("error", str(path), f"bytes {start} to {end} are damaged", files.REPAIR)
        tail = data[scan.end :]
        if tail and journal.is_torn(tail):
            yield Complaint(
                "note",
                str(path),
                f"ends with {len(tail)} bytes that a writer left unfinished",
                "None needed: the next write cuts them off",
            )
        elif tail:
            problem = f"bytes {scan.end} to {len(data)} are damaged"
            yield Complaint("error", str(path), problem, files.REPAIR)


def _sources(folder: Path) -> Iterator[Complaint]:
    for path in SourceArchive(folder).damaged():
        problem = "is no longer what an article was read from"
        yield Complaint("warning", str(path), problem, "Delete it: nothing else rests on it")


def _leftovers(folder: Path) -> Iterator[Complaint]:
    for path in sorted(folder.glob("*.damaged-*")):
        yield Complaint(
            "note", str(path), "was put aside because it was damaged", "Delete it when you are done"
        )
    lock = folder / files.LOCK
    if lock.exists() and os.access(lock, os.W_OK):
        holder = Lock(lock, timeout=0)
        try:
            holder.acquire()
            holder.release()
        except StoreBusy as busy:
            yield Complaint("warning", busy.thing, "is writing at this moment", busy.remedy)
        finally:
            holder.close()


_LOOKS: tuple[Callable[[Path], Iterator[Complaint]], ...] = (
    _folder,
    _modes,
    _file_system,
    _room,
    _snapshot,
    _index,
    _journal,
    _sources,
    _leftovers,
)
"""What is looked at from outside, in this order."""
