"""The state of a store's health: what is wrong with it, and what to do about each complaint."""

from __future__ import annotations

import os
import shutil
import stat
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, TypeAlias

from briefing.errors import StoreBusy, StoreCorrupt, StoreError, StoreTooNew
from briefing.ports import Counts
from store.adapter.storage import JournalStorage
from store.documents import records
from store.documents.columns import COLUMNS
from store.documents.lookups import Lookups
from store.documents.records import ARTICLES, FEEDS, FINDINGS, META, STATE
from store.engine import files, journal, jsontext, snapshot
from store.engine.index import Index, Placed
from store.engine.lock import Lock
from store.engine.sources import SourceArchive
from store.engine.tables import Table
from store.recovery import migrations

Level: TypeAlias = Literal["error", "warning", "note"]

_ANEW = "Another program wrote it. Take it out with TinyDB, or add the article or feed again"
_NETWORK = {"nfs", "nfs4", "cifs", "smb3", "smbfs", "9p", "afs", "fuse.sshfs", "ceph", "lustre"}
ROOM = 64 << 20  # bytes beside twice the snapshot: a journal at its largest


@dataclass(frozen=True, slots=True)
class Complaint:
    """One thing that is wrong or worth knowing; ``remedy`` says what to do, if anything."""

    level: Level
    thing: str
    problem: str
    remedy: str | None = None


@dataclass(frozen=True, slots=True)
class Health:
    """The result of an examination.

    ``counts``, ``found``, ``schema`` and ``documents`` (by table) are None or empty when the store
    could not be read. ``sizes`` are bytes by file name. The store is sound if no complaint is an
    error.
    """

    folder: Path
    complaints: tuple[Complaint, ...]
    counts: Counts | None
    found: Mapping[str, int] | None
    schema: int | None
    documents: dict[str, int]
    sizes: dict[str, int]

    @property
    def sound(self) -> bool:
        """Whether nothing is wrong that endangers data or keeps brief from working."""
        return all(complaint.level != "error" for complaint in self.complaints)


def examine(folder: Path) -> Health:
    """Look at every byte of the store, change nothing, and say what is wrong. Never raises."""
    complaints: list[Complaint] = []
    counts: Counts | None = None
    finding_counts: Mapping[str, int] | None = None
    schema: int | None = None
    documents: dict[str, int] = {}
    sizes: dict[str, int] = {}
    try:
        sizes = {p.name: p.stat().st_size for p in sorted(folder.iterdir()) if p.is_file()}
        for look in (
            _folder,
            _modes,
            _file_system,
            _room,
            _snapshot,
            _index,
            _journal,
            _sources,
            _leftovers,
        ):
            complaints += look(folder)
        storage = JournalStorage(folder, read_only=True, columns=COLUMNS)
        try:
            documents = {name: len(t.refs) for name, t in storage.contents.tables.items()}
            lookups = Lookups()
            counts, finding_counts = (
                lookups.counts(storage.contents),
                lookups.finding_counts(storage.contents),
            )
            complaints += _documents(storage)
            schema = migrations.check(storage)
            complaints += _incidents(storage)
        finally:
            storage.close()
    except FileNotFoundError:
        complaints.append(
            Complaint("note", str(folder), "there is no store yet", "The first article makes one")
        )
    except StoreCorrupt as error:
        complaints.append(Complaint("error", error.thing, error.problem, files.REPAIR))
    except (StoreTooNew, StoreError) as error:
        complaints.append(Complaint("error", error.thing, error.problem, error.remedy))
    except OSError as error:
        problem = error.strerror or type(error).__name__
        complaints.append(Complaint("error", str(folder), problem, "Make it yours and readable"))
    return Health(folder, _once(complaints), counts, finding_counts, schema, documents, sizes)


def _once(complaints: list[Complaint]) -> tuple[Complaint, ...]:
    return tuple(dict.fromkeys(complaints))


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


def _documents(storage: JournalStorage) -> Iterator[Complaint]:
    """Whether each document is what its table holds, and findings belong to an article."""
    ids: dict[int, str] = {}
    for name in (ARTICLES, FINDINGS, FEEDS, STATE):
        table = storage.contents.tables.get(name) or Table()
        for doc_id, ref in table.refs.items():
            try:
                raw = table.raw(ref)
            except StoreCorrupt:
                continue
            problem = records.complaint(name, raw)
            if problem:
                name_of_it = f"document {doc_id} of {name}"
                yield Complaint("error", name_of_it, f"is unusable ({problem})", _ANEW)
            elif name == ARTICLES:
                ids[doc_id] = jsontext.decode(raw)["id"]
            elif name == FINDINGS and ids.get(doc_id) != jsontext.decode(raw)["article"]:
                yield Complaint(
                    "warning", f"findings {doc_id}", "belong to no article", "None: they are unused"
                )
    for article_id, times in Counter(ids.values()).items():
        if times > 1:
            yield Complaint("error", f"article {article_id}", f"is there {times} times", _ANEW)


def _incidents(storage: JournalStorage) -> Iterator[Complaint]:
    for document in storage.view(META).values():
        if "incident" in document:
            yield Complaint("note", str(document.get("at")), str(document["incident"]))
