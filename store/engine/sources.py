"""Source documents beside a store: files named by the SHA-256 of what is in them, compressed.

``sources/ab/ab12….z`` holds bytes, ``sources/of/3f/….jsonl`` a line for each version of an article
and what it was read from. Both only ever gain whole files and whole lines, so that no lock is
needed; what is kept first and then not stored is swept away with the next pruning.
"""

from __future__ import annotations

import contextlib
import os
import time
import zlib
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from pathlib import Path

import msgspec

from briefing.model import Article
from briefing.sources import Source, SourceRef
from store.engine import files

FOLDER = "sources"
USUAL_QUOTA = 256 * 1024**2
"""Bytes of files, unless the settings say another number."""

LARGEST = 64 * 1024**2
"""Bytes of one source; the intake takes no larger document."""

_SUFFIX = ".z"
_LINKS = "of"
_LOW = 0.9  # of the quota, to which a full archive is brought down
_GRACE = 3600.0  # seconds: bytes without a link may belong to somebody who is about to link them


class _Link(msgspec.Struct, frozen=True):
    id: str
    source: SourceRef


class SourceArchive:
    """The sources of the store in a folder, shared with other processes; see ``Sources``.

    ``quota`` is how many bytes its files may take; the oldest go first. 0: nothing new is kept.
    """

    def __init__(self, folder: Path, quota: int = USUAL_QUOTA) -> None:
        self.folder = folder / FOLDER
        self._quota = quota
        self._size: int | None = None

    def keep(self, source: Source, articles: Iterable[Article], at: datetime) -> None:
        """Keep what these articles were read from, as they are now. Raises StoreError."""
        kept_articles = tuple(articles)
        if not kept_articles or not self._quota or len(source.raw) > LARGEST:
            return
        name = _digest(source.raw)
        with files.explained(self.folder):
            if not self._put(name, source.raw):
                return
            for article in kept_articles:
                self._link(article, _ref(source, name, article.version, at))

    def of(self, article_id: str) -> tuple[SourceRef, ...]:
        """What is kept of an article's sources, the oldest first."""
        refs = (link.source for link in _links(self._links_of(article_id)))
        return tuple(ref for ref in refs if self._path(ref.sha256).exists())

    def read(self, sha256: str) -> bytes | None:
        """The bytes of that name; None if they are not kept, or are no longer what they were."""
        try:
            packed = self._path(sha256).read_bytes()
            unpack = zlib.decompressobj()
            raw = unpack.decompress(packed, LARGEST + 1)
        except (OSError, zlib.error, ValueError):
            return None
        return raw if _digest(raw) == sha256 else None

    def forget(self, article_ids: Iterable[str]) -> None:
        """Drop what these articles were read from, unless others rest on it too."""
        ids = set(article_ids)
        if ids and self.folder.exists():
            self.sweep(lambda article_id: article_id not in ids)

    def sweep(self, stays: Callable[[str], bool]) -> int:
        """Drop the sources of articles that do not stay; how many files of bytes went."""
        with files.explained(self.folder):
            linked, freed = set[str](), set[str]()
            for path in self.folder.glob(f"{_LINKS}/*/*.jsonl"):
                links = tuple(_links(path))
                stay = bool(links) and stays(links[0].id)
                (linked if stay else freed).update(link.source.sha256 for link in links)
                if not stay:
                    path.unlink(missing_ok=True)
            young = time.time() - _GRACE
            return self._drop(
                path
                for path, stat in self._packed()
                if path.stem not in linked and (path.stem in freed or stat.st_mtime < young)
            )

    def damaged(self) -> Iterator[Path]:
        """Files whose bytes are not those that they are named by."""
        return (path for path, _ in self._packed() if self.read(path.stem) is None)

    def names(self) -> list[str]:
        """All files of the archive, relative to its folder, in order."""
        paths = (p for p in self.folder.rglob("*") if p.suffix in (_SUFFIX, ".jsonl"))
        return sorted(p.relative_to(self.folder).as_posix() for p in paths)

    def _put(self, name: str, raw: bytes) -> bool:
        path = self._path(name)
        if self.read(name) is not None:
            os.utime(path)  # as young as what it is needed for
            return True
        packed = zlib.compress(raw)
        if len(packed) > self._quota:
            return False
        self._make_room(len(packed))
        files.make_folder(self.folder)
        write_beside(path, packed)
        return True

    def _make_room(self, needed: int) -> None:
        if self._size is None:
            self._size = sum(stat.st_size for _, stat in self._packed())
        self._size += needed
        if self._size <= self._quota:
            return
        # Others may have added and dropped files meanwhile.
        oldest = sorted(self._packed(), key=lambda found: found[1].st_mtime)
        self._size = needed + sum(stat.st_size for _, stat in oldest)
        for path, stat in oldest:
            if self._size <= self._quota * _LOW:
                break
            path.unlink(missing_ok=True)
            self._size -= stat.st_size

    def _drop(self, paths: Iterable[Path]) -> int:
        count = 0
        for path in paths:
            path.unlink(missing_ok=True)
            count += 1
        self._size = None
        return count

    def _link(self, article: Article, ref: SourceRef) -> None:
        path = self._links_of(article.id)
        if any(
            (link.source.sha256, link.source.version) == (ref.sha256, ref.version)
            for link in _links(path)
        ):
            return
        _make_folders(path.parent)
        descriptor = files.open_private(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
        try:
            # With the line end first, a line that a killed writer left unfinished ends there.
            files.write_all(descriptor, b"\n" + msgspec.json.encode(_Link(article.id, ref)) + b"\n")
        finally:
            os.close(descriptor)

    def _links_of(self, article_id: str) -> Path:
        # Ids need not be fit for names of files.
        name = _digest(article_id.encode("utf-8", "surrogatepass"))[:32]
        return self.folder / _LINKS / name[:2] / f"{name}.jsonl"

    def _path(self, name: str) -> Path:
        if len(name) != 64 or not set(name) <= set("0123456789abcdef"):
            raise ValueError(f"{name!r} is no SHA-256")
        return self.folder / name[:2] / f"{name}{_SUFFIX}"

    def _packed(self) -> Iterator[tuple[Path, os.stat_result]]:
        for path in self.folder.glob(f"??/*{_SUFFIX}"):
            with contextlib.suppress(FileNotFoundError):
                yield path, path.stat()


def write_beside(path: Path, data: bytes) -> None:
    """Put a file of the archive in its place, whole or not at all. Raises OSError."""
    _make_folders(path.parent)
    temporary = path.with_name(f".{path.name}.{os.urandom(8).hex()}")
    try:
        descriptor = files.open_private(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL)
        try:
            files.write_all(descriptor, data)
        finally:
            os.close(descriptor)
        temporary.replace(path)
    except BaseException:
        with contextlib.suppress(OSError):
            temporary.unlink(missing_ok=True)
        raise


def _make_folders(folder: Path) -> None:
    if not folder.is_dir():
        folder.mkdir(mode=files.FOLDER_MODE, parents=True, exist_ok=True)


def _digest(raw: bytes) -> str:
    """The SHA-256 of bytes. Every command opens an archive, and few read or write one."""
    from hashlib import sha256

    return sha256(raw).hexdigest()


def _links(path: Path) -> Iterator[_Link]:
    """The links in a file; a line that a killed writer left unfinished is none."""
    try:
        lines = path.read_bytes().split(b"\n")
    except FileNotFoundError:
        return
    for line in lines:
        if line:
            with contextlib.suppress(msgspec.MsgspecError):
                yield msgspec.json.decode(line, type=_Link)


def _ref(source: Source, name: str, version: str, at: datetime) -> SourceRef:
    return SourceRef(
        name,
        len(source.raw),
        version,
        at,
        source.reader,
        source.content_type,
        source.url,
        source.format,
        source.filename,
    )
