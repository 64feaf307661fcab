"""Files of a store: their names, their modes, and operating-system errors in the user's words."""

from __future__ import annotations

import contextlib
import errno
import functools
import os
import re
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

from briefing.errors import StoreError

SNAPSHOT = "library.json"
LOCK = "library.lock"
COMPACTION_LOCK = "library.compact.lock"
FILE_MODE = 0o600  # what others read may be private
FOLDER_MODE = 0o700  # as of files

REPAIR = "Run `brief doctor --repair`: it keeps the damaged files and salvages what is whole"

_SEGMENT = r"library-(\d{1,15})\.journal"
_INDEX = r"library-(\d{1,15})\.index"

_REMEDIES = {
    errno.ENOSPC: "Free some space and try again; what was stored before is intact",
    errno.EDQUOT: "Free some of your disk quota and try again; what was stored before is intact",
    errno.EFBIG: "Raise the file-size limit (ulimit -f) and try again; what was stored is intact",
    errno.EACCES: "Make the folder and its files yours and writable (chown, chmod u+rwX)",
    errno.EPERM: "Make the folder and its files yours and writable (chown, chmod u+rwX)",
    errno.EROFS: "The file system is read-only: choose another folder with BRIEF_HOME",
    errno.ENOENT: "Choose another folder with BRIEF_HOME",
    errno.ENOTDIR: "Choose a folder with BRIEF_HOME",
    errno.EEXIST: "Choose a folder with BRIEF_HOME",
    errno.ENAMETOOLONG: "Choose another folder with BRIEF_HOME",
    errno.ELOOP: "Choose another folder with BRIEF_HOME",
    errno.EIO: "The disk failed: look at the system's log, and keep a backup elsewhere",
}


def segment_name(number: int) -> str:
    """Name of the journal segment of that number."""
    return f"library-{number}.journal"


def index_name(number: int) -> str:
    """Name of the index that belongs to the snapshot whose journal starts at that segment."""
    return f"library-{number}.index"


def segments(folder: Path) -> list[int]:
    """Numbers of the journal segments in the folder, in ascending order."""
    return _numbers(folder, _SEGMENT)


def indexes(folder: Path) -> list[int]:
    """Numbers of the index files in the folder, in ascending order."""
    return _numbers(folder, _INDEX)


def size(folder: Path) -> int:
    """Bytes that the snapshot, its index and the journal take."""
    names = [SNAPSHOT, *map(segment_name, segments(folder)), *map(index_name, indexes(folder))]
    paths = [folder / name for name in names]
    return sum(path.stat().st_size for path in paths if path.exists())


def identity(stat: os.stat_result) -> tuple[int, ...]:
    """What differs between two files of the same name, or one file before and after a rewrite."""
    return (stat.st_dev, stat.st_ino, stat.st_size, stat.st_mtime_ns)


def stamp(folder: Path) -> tuple[tuple[str, tuple[int, ...]], ...]:
    """What differs once any process has written to the store; reads names and sizes only.

    Compaction changes it too, though not what is in the store. Empty where there is no store.
    """
    try:
        with os.scandir(folder) as entries:
            return tuple(
                sorted(
                    (entry.name, identity(entry.stat()))
                    for entry in entries
                    if entry.name == SNAPSHOT or re.fullmatch(_SEGMENT, entry.name)
                )
            )
    except OSError:
        return ()


def snapshot_identity(folder: Path) -> tuple[int, ...]:
    """What differs once the snapshot of the store is another one; empty where there is none.

    An older file put back has the time of its content, and may get the number of the one that it
    replaced: only the moment at which it was put there is always another.
    """
    try:
        stat = (folder / SNAPSHOT).stat()
    except OSError:
        return ()
    return (*identity(stat), stat.st_ctime_ns)


def _numbers(folder: Path, pattern: str) -> list[int]:
    try:
        names = [path.name for path in folder.iterdir()]
    except (FileNotFoundError, NotADirectoryError):
        return []
    return sorted(int(m[1]) for name in names if (m := re.fullmatch(pattern, name)))


@contextlib.contextmanager
def explained(path: Path) -> Iterator[None]:
    """Turn an OSError into a StoreError that names the file, the problem and the remedy."""
    try:
        yield
    except OSError as error:
        culprit = os.fsdecode(error.filename) if error.filename else str(path)
        problem = error.strerror or type(error).__name__
        raise StoreError(culprit, problem, _REMEDIES.get(error.errno or 0)) from error


def make_folder(folder: Path) -> None:
    """Create the folder for its owner alone, whatever the umask; an existing one is left as is.

    Raises StoreError where there can be no folder, and OSError.
    """
    if folder.is_dir():
        return
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        with contextlib.suppress(FileExistsError):
            folder.mkdir(mode=FOLDER_MODE)
            folder.chmod(FOLDER_MODE)
            sync_folder(folder.parent)
    except FileNotFoundError as error:
        # As below /proc, where it is no answer that the folder is not there.
        problem = "the folder cannot be made there"
        raise StoreError(str(folder), problem, _REMEDIES[errno.ENOENT]) from error


def open_private(path: Path, flags: int) -> int:
    """Open or create a file that is its owner's alone, whatever the umask; the descriptor."""
    descriptor = os.open(path, flags | os.O_CLOEXEC | os.O_NOFOLLOW, FILE_MODE)
    try:
        if flags & os.O_CREAT and os.fstat(descriptor).st_mode & 0o777 != FILE_MODE:
            os.fchmod(descriptor, FILE_MODE)
    except BaseException:
        os.close(descriptor)
        raise
    return descriptor


def write_all(descriptor: int, data: bytes) -> None:
    """Write every byte, or raise OSError."""
    view = memoryview(data)
    while view:
        view = view[os.write(descriptor, view) :]


def reserve(descriptor: int, start: int, length: int) -> bool:
    """Have blocks ready for a stretch of the file beyond its end, without changing its size.

    A sync then need not wait for their allocation: on an ext4 disk busy with other writers the
    slowest tenth of appends with their syncs took 8 to 16 ms without it, and 0.2 to 4 ms with it
    (three runs of 100). Linux only; False where it cannot be done.
    """
    fallocate = _fallocate()
    return fallocate is not None and fallocate(descriptor, _KEEP_SIZE, start, length) == 0


_KEEP_SIZE = 1  # FALLOC_FL_KEEP_SIZE of linux/falloc.h


@functools.cache
def _fallocate() -> Callable[[int, int, int, int], int] | None:
    # Only writers need it, so readers do not wait for the import.
    import ctypes

    try:
        function = ctypes.CDLL(None).fallocate
    except (OSError, AttributeError):
        return None
    # The C library's plain function takes 64-bit offsets on 64-bit machines only.
    if sys.maxsize < 1 << 32:
        return None
    function.argtypes = (ctypes.c_int, ctypes.c_int, ctypes.c_int64, ctypes.c_int64)
    function.restype = ctypes.c_int
    fallocate: Callable[[int, int, int, int], int] = function
    return fallocate


def sync_folder(folder: Path) -> None:
    """Make renames, creations and deletions in the folder durable."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def take_place(temporary: Path, to: Path) -> None:
    """Put a finished file in place of another, which leaves it its owner and its permissions."""
    if to.exists():
        from briefing.files import take_after

        take_after(temporary, to)
    temporary.replace(to)
    sync_folder(to.parent)


def read_all(descriptor: int, start: int = 0) -> bytes:
    """All bytes from ``start`` to the present end of the file."""
    chunks = []
    size = os.fstat(descriptor).st_size
    while start < size and (chunk := os.pread(descriptor, size - start, start)):
        chunks.append(chunk)
        start += len(chunk)
    return chunks[0] if len(chunks) == 1 else b"".join(chunks)


def aside_name(path: Path) -> Path:
    """A free dated name beside ``path`` to put a damaged file aside under."""
    stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%SZ")
    candidate = path.with_name(f"{path.name}.damaged-{stamp}")
    counter = 1
    while candidate.exists():
        counter += 1
        candidate = path.with_name(f"{path.name}.damaged-{stamp}-{counter}")
    return candidate


def link_aside(path: Path) -> Path | None:
    """Keep a damaged file under a dated name as well; that name, or None if there is no file."""
    aside = aside_name(path)
    try:
        os.link(path, aside, follow_symlinks=False)
    except FileNotFoundError:
        return None
    except OSError:
        # Some file systems have no links.
        return put_aside(path, path.read_bytes())
    sync_folder(path.parent)
    return aside


def put_aside(path: Path, data: bytes) -> Path:
    """Keep damaged bytes of ``path`` durably under a dated name beside it; that name."""
    aside = aside_name(path)
    descriptor = open_private(aside, os.O_WRONLY | os.O_CREAT | os.O_EXCL)
    try:
        write_all(descriptor, data)
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
    sync_folder(path.parent)
    return aside
