"""A backup with the sources of articles: a ZIP file of the plain backup and their files.

A store that keeps no sources has a plain backup, and a plain backup restores as ever.
"""

from __future__ import annotations

import contextlib
import os
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path

from briefing.errors import StoreCorrupt, StoreError
from briefing.files import STANDARD_OUTPUT, followed, is_stream, write_through
from store.engine import files
from store.engine.contents import Contents
from store.engine.sources import FOLDER, LARGEST, SourceArchive, write_beside
from store.engine.writer import Writer
from store.recovery import backup
from store.recovery.backup import Backup, Restored

_OF_SOURCES = re.compile(
    rf"{FOLDER}/(?:[0-9a-f]{{2}}/[0-9a-f]{{64}}\.z|of/[0-9a-f]{{2}}/[0-9a-f]{{32}}\.jsonl)"
)
_ANOTHER = "Take another backup"
_PIECE = 1 << 20  # bytes that are at hand at a time
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    ValueError,
    NotImplementedError,
    RuntimeError,
)
"""What ``zipfile`` raises for damaged files."""


def save(contents: Contents, to: Path) -> Backup:
    """Write what the store holds now to one file; see ``backup.save``. Raises StoreError.

    What is no regular file is written to as it is, once all of it is on this disk.
    """
    if not is_stream(to):
        with files.explained(to):
            target = followed(to)
        return replace(_save(contents, target), path=to)
    with _temporary(contents.folder / files.SNAPSHOT, ".backup") as whole:
        saved = _save(contents, whole)
        with whole.open("rb") as file:
            pieces = iter(partial(file.read, _PIECE), b"")
            if to == STANDARD_OUTPUT:
                write_through(to, pieces)
            else:
                with files.explained(to):
                    write_through(to, pieces)
    return replace(saved, path=to)


def _save(contents: Contents, to: Path) -> Backup:
    archive = SourceArchive(contents.folder)
    names = archive.names()
    if not names:
        return backup.save(contents, to)
    with _temporary(to, ".json") as plain, _temporary(to, ".zip") as packed:
        saved = backup.save(contents, plain)
        with files.explained(to):
            os.close(files.open_private(packed, os.O_WRONLY | os.O_CREAT | os.O_EXCL))
            # What is compressed already would only take longer.
            with zipfile.ZipFile(packed, "w", zipfile.ZIP_STORED) as out:
                out.write(plain, files.SNAPSHOT, zipfile.ZIP_DEFLATED)
                for name in names:
                    with contextlib.suppress(FileNotFoundError):  # pruned meanwhile
                        out.write(archive.folder / name, f"{FOLDER}/{name}")
            with packed.open("rb") as file:
                os.fsync(file.fileno())
            size = packed.stat().st_size
            files.take_place(packed, to)
    return replace(saved, path=to, size=size)


def restore(writer: Writer, source: Path, schema: int) -> Restored:
    """Let the store hold what that backup holds; see ``backup.restore``.

    Sources are added to those that are there: each is named by what is in it.
    """
    with files.explained(source):
        if not zipfile.is_zipfile(source):
            return backup.restore(writer, source, schema)
    try:
        with files.explained(source), zipfile.ZipFile(source) as packed:
            damaged = packed.testzip()
            if damaged is not None:
                raise StoreCorrupt(str(source), f"is damaged at {damaged}", _ANOTHER)
            with _temporary(writer.folder / files.SNAPSHOT, ".restored") as plain:
                files.make_folder(writer.folder)
                _unpack(packed, plain)
                try:
                    restored = backup.restore(writer, plain, schema)
                except StoreError as error:
                    if error.thing == str(plain):
                        error.thing = str(source)
                    raise
            _take_sources(packed, writer.folder)
            return restored
    except _BROKEN as error:
        raise StoreCorrupt(str(source), f"is no backup ({error})", _ANOTHER) from error


def _unpack(packed: zipfile.ZipFile, to: Path) -> None:
    try:
        info = packed.getinfo(files.SNAPSHOT)
    except KeyError:
        raise ValueError(f"it holds no {files.SNAPSHOT}") from None
    descriptor = files.open_private(to, os.O_WRONLY | os.O_CREAT | os.O_EXCL)
    try:
        with packed.open(info) as file:
            while piece := file.read(_PIECE):
                files.write_all(descriptor, piece)
    finally:
        os.close(descriptor)


def _take_sources(packed: zipfile.ZipFile, folder: Path) -> None:
    with files.explained(folder):
        for info in packed.infolist():
            # A name decides where bytes are written: only such as the archive gives itself count.
            if _OF_SOURCES.fullmatch(info.filename) and info.file_size <= LARGEST:
                path = folder / info.filename
                mine = path.read_bytes() if path.suffix == ".jsonl" and path.exists() else b""
                theirs = packed.read(info)
                if theirs not in mine or not mine:
                    write_beside(path, mine + theirs)


@contextlib.contextmanager
def _temporary(beside: Path, suffix: str) -> Iterator[Path]:
    """A name that nobody can have laid a file of their own under; what is there at the end goes."""
    path = beside.with_name(f".{beside.name}.{os.urandom(8).hex()}{suffix}")
    try:
        yield path
    finally:
        with contextlib.suppress(OSError):
            path.unlink(missing_ok=True)
