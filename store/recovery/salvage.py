"""Putting a damaged store right: keep the damaged files aside, and every whole document in use.

Documents are taken from the snapshot by the index, which has a checksum for each; without an index,
by reading the JSON as far as it makes sense and going on after what does not. All whole
transactions of the journal, and of a damaged one all whole operations, are carried out over them.
Nothing is overwritten: the damaged files
stay beside the new ones under dated names.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from store.documents import records
from store.documents.records import ARTICLES, FINDINGS, META, VERSION_FINDINGS, VERSIONS
from store.engine import files, journal, jsontext, snapshot
from store.engine.index import SnapshotHeader
from store.engine.journal import Op
from store.engine.tables import Table
from store.engine.writer import Writer, new_epoch
from store.recovery import scan

Documents = dict[str, dict[int, bytes]]


@dataclass(frozen=True, slots=True)
class Salvaged:
    """What became of a damaged store.

    ``lost`` says what could not be saved, ``aside`` where the damaged files are kept, ``documents``
    how many documents of each table are in use.
    """

    lost: tuple[str, ...]
    aside: tuple[Path, ...]
    documents: dict[str, int]

    def __str__(self) -> str:
        lost = "; ".join(self.lost) or "nothing"
        said = f"The store was damaged. Lost: {lost}"
        aside = ", ".join(path.name for path in self.aside)
        kept = f". The damaged files are kept as {aside}" if aside else ""
        remedy = ". `brief restore` brings back what a backup holds" if self.lost else ""
        return f"{said}{kept}{remedy}"


@dataclass(slots=True)
class _Recovered:
    documents: Documents = field(default_factory=dict)
    head: SnapshotHeader | None = None
    sequence: int = 0
    lost: list[str] = field(default_factory=list)
    missing: dict[tuple[str, int], None] = field(default_factory=dict)
    damaged: list[Path] = field(default_factory=list)


def salvage(writer: Writer) -> Salvaged | None:
    """Check every byte and put right what is damaged; None if nothing is.

    Readers go on and see the result at once. Raises StoreBusy, StoreTooNew if the files are of a
    form that this version does not know, and StoreError if the disk refuses.
    """
    with writer.held(), files.explained(writer.folder):
        find = _Recovered()
        _search_snapshot(writer.folder, find)
        _search_journal(writer.folder, find)
        if not find.damaged:
            return None
        _drop_orphans(find)
        return _rebuild(writer, find)


def _search_snapshot(folder: Path, find: _Recovered) -> None:
    path = folder / files.SNAPSHOT
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        if files.segments(folder):
            find.lost.append(f"{path.name}, which is missing")
            find.damaged.append(path)
        return
    find.head = snapshot.read_head(data.partition(b"\n")[0])
    snapshot.refuse_newer(path, find.head)
    try:
        if not snapshot.checks(data) or snapshot.is_emptied(data, path):
            raise ValueError("not what was written")
        tables = jsontext.split_tables(data)
        stored = tables.pop(snapshot.STORAGE_TABLE, {}).get("1")
        find.head = find.head or (snapshot.parse_head(stored) if stored else None)
        find.documents = {name: jsontext.by_number(documents) for name, documents in tables.items()}
    except (ValueError, RecursionError):
        find.damaged.append(path)
        if not _search_by_index(folder, data, find):
            _search_by_eye(data, find)
    find.sequence = find.head.sequence if find.head else 0


def _search_by_index(folder: Path, data: bytes, find: _Recovered) -> bool:
    """Take every document that an index vouches for; False if no index vouches for any."""
    vouched = [scan.vouched(folder / files.index_name(n), data) for n in files.indexes(folder)]
    best = max(vouched, key=lambda candidate: candidate.size, default=scan.Vouched())
    if best.head is None or not best.size:
        return False
    find.documents, find.head = best.documents, best.head
    find.missing = dict.fromkeys(best.missing)
    return True


def _search_by_eye(data: bytes, find: _Recovered) -> None:
    """Take what is legible of a snapshot without an index, and is what its table holds."""
    find.lost.append(
        f"what is broken in {files.SNAPSHOT} (without its index, which is missing, nobody can say "
        "what that was, nor whether a letter has changed in what is kept)"
    )
    find.head = None
    for name, doc_id, raw in scan.legible(data):
        usable = records.complaint(name, raw) is None
        if usable and name != snapshot.STORAGE_TABLE:
            find.documents.setdefault(name, {}).setdefault(doc_id, raw)


def _search_journal(folder: Path, find: _Recovered) -> None:
    first = find.head.journal if find.head else 0
    if first and first not in files.segments(folder):
        path = folder / files.segment_name(first)
        find.damaged.append(path)
        find.lost.append(f"{path.name}, which is missing, and what was written since compaction")
    for number in files.segments(folder):
        if number < first:
            continue
        path = folder / files.segment_name(number)
        data = path.read_bytes()
        journal_scan = journal.scan(data)
        tail = data[journal_scan.end :]
        damage = list(journal_scan.damage)
        if tail and not journal.is_torn(tail):
            damage.append((journal_scan.end, len(data)))
        if damage:
            find.damaged.append(path)
            find.lost += [
                f"what is broken in bytes {start} to {end} of {path.name}" for start, end in damage
            ]
        find.sequence = max([find.sequence, *(frame.sequence for frame in journal_scan.frames)])
        whole = [(frame.start, frame.ops) for frame in journal_scan.frames]
        torn = [(start, tuple(scan.operations(data[start:end]))) for start, end in damage]
        for _, ops in sorted(whole + torn):
            _carry_out(ops, find)
    find.lost += [f"document {doc_id} of {name}" for name, doc_id in find.missing]


def _carry_out(ops: Iterable[Op], find: _Recovered) -> None:
    for op in ops:
        if op.kind == "put" and isinstance(op.document, bytes):
            find.documents.setdefault(op.table, {})[op.doc_id] = op.document
        elif op.kind == "del":
            find.documents.get(op.table, {}).pop(op.doc_id, None)
        elif op.kind == "drop":
            find.documents.pop(op.table, None)
            find.missing = {key: None for key in find.missing if key[0] != op.table}
        find.missing.pop((op.table, op.doc_id), None)


def _drop_orphans(find: _Recovered) -> None:
    """Findings whose article is lost would be taken for those of the next article of that id."""
    for table, of in ((FINDINGS, ARTICLES), (VERSION_FINDINGS, VERSIONS)):
        findings = find.documents.get(table, {})
        for doc_id in findings.keys() - find.documents.get(of, {}).keys():
            del findings[doc_id]
            find.lost.append(f"{table} {doc_id}, whose article is lost")


def _rebuild(writer: Writer, find: _Recovered) -> Salvaged:
    folder = writer.folder
    number = max(files.segments(folder), default=0) + 1
    aside = [linked for path in find.damaged if (linked := files.link_aside(path))]
    report = Salvaged(
        tuple(find.lost),
        tuple(aside),
        {name: len(documents) for name, documents in find.documents.items()},
    )
    meta = find.documents.setdefault(META, {})
    incident = {"incident": str(report), "at": datetime.now(UTC).isoformat(timespec="seconds")}
    if not any(b'"schema"' in document for document in meta.values()):
        meta.update(writer.seed_of(META))
    meta[max(meta, default=0) + 1] = jsontext.encode(incident)
    # Of a new epoch, for readers may have seen transactions that are lost.
    head = SnapshotHeader(number, find.sequence + 1, new_epoch())
    writer.replace(
        head, {name: Table(refs=recovered) for name, recovered in find.documents.items()}
    )
    return report
