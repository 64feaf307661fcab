"""Backup and restore, while others read.

A backup is one file in the form of the snapshot: plain TinyDB JSON, a checksum in its first line.
"""

from __future__ import annotations

import contextlib
import os
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from briefing.errors import StoreCorrupt, StoreError, StoreTooNew
from store.engine import files, jsontext, snapshot
from store.engine.contents import Contents
from store.engine.index import SnapshotHeader
from store.engine.tables import Table, frozen
from store.engine.writer import Writer, new_epoch


@dataclass(frozen=True, slots=True)
class Backup:
    """A backup file: where, its size in bytes, and documents by table."""

    path: Path
    size: int
    documents: dict[str, int]


def save(contents: Contents, to: Path) -> Backup:
    """Write what ``contents`` holds now to a file of its own, replacing one of that name.

    Takes no lock. The file appears whole or not at all. Raises StoreError.
    """
    tables = frozen(contents.tables)
    head = SnapshotHeader(journal=0, sequence=contents.sequence, epoch=contents.head.epoch)
    # A name that nobody can have laid a file of their own under, in a folder shared with others.
    temporary = to.with_name(f".{to.name}.{os.urandom(8).hex()}")
    with files.explained(to):
        try:
            rows = {name: table.rows(None) for name, table in tables.items()}
            size = snapshot.write(temporary, head, rows, {})
            files.take_place(temporary, to)
        except BaseException:
            with contextlib.suppress(OSError):
                temporary.unlink(missing_ok=True)
            raise
    return Backup(to, size, {name: len(table.refs) for name, table in tables.items()})


def load(source: Path, schema: int) -> dict[str, Table]:
    """The tables of a backup or of any TinyDB file with our tables.

    Raises StoreError if it cannot be read, StoreCorrupt if it is not what was written, StoreTooNew
    if its schema is newer than ``schema``.
    """
    with files.explained(source):
        data = source.read_bytes()
    snapshot.refuse_newer(source, snapshot.read_head(data.partition(b"\n")[0]))
    if not snapshot.checks(data):
        raise StoreCorrupt(str(source), "fails its checksum", "Take another backup")
    try:
        tables = jsontext.split_tables(data)
        tables.pop(snapshot.STORAGE_TABLE, None)
        by_name = {
            name: Table(refs=jsontext.by_number(documents)) for name, documents in tables.items()
        }
        newest = max((_schema(d) for d in tables.get("meta", {}).values()), default=0)
    except (ValueError, RecursionError) as error:
        raise StoreCorrupt(str(source), f"is no backup ({error})", "Take another file") from error
    if not by_name:
        raise StoreError(str(source), "holds nothing", "Take another file")
    if newest > schema:
        raise StoreTooNew(
            str(source), f"was written by a newer brief (schema {newest})", "Upgrade brief"
        )
    return by_name


@dataclass(frozen=True, slots=True)
class Restored:
    """What a restore did: documents by table, and the files that keep what was there before."""

    documents: dict[str, int]
    kept: tuple[Path, ...]


def restore(writer: Writer, source: Path, schema: int) -> Restored:
    """Let the store hold exactly what that backup holds, while others read.

    What was there is kept first: as a backup in the folder, or, if it is damaged, as dated copies
    of its files. Raises what ``load`` raises (nothing is changed then), StoreBusy and StoreError.
    """
    tables = load(source, schema)
    with writer.held(), files.explained(writer.folder):
        aside = _keep(writer.contents)
        number = max(files.segments(writer.folder), default=0) + 1
        head = SnapshotHeader(number, writer.contents.sequence + 1, new_epoch())
        writer.replace(head, tables)
    return Restored({name: len(table.refs) for name, table in tables.items()}, aside)


def _keep(contents: Contents) -> tuple[Path, ...]:
    folder = contents.folder
    try:
        contents.refresh()
        if not contents.segment:
            return ()
        stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%SZ")
        return (save(contents, folder / f"library.before-restore-{stamp}.backup.json").path,)
    except StoreCorrupt:
        paths = [folder / files.SNAPSHOT]
        paths += [folder / files.segment_name(number) for number in files.segments(folder)]
        return tuple(aside for path in paths if (aside := files.link_aside(path)))


def _schema(document: bytes) -> int:
    value = jsontext.decode(document)
    schema = value.get("schema") if isinstance(value, dict) else None
    return schema if isinstance(schema, int) else 0
