"""Files: read within a limit, and written whole, so that a reader never sees a part of one."""

from __future__ import annotations

import errno
import os
import re
import stat
import sys
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path

from briefing.errors import ExportError, IntakeError

_DESCRIPTORS = {"stdout": 1, "stderr": 2}
_DESCRIPTOR = r"/dev/(?:(stdout|stderr)|fd/(\d{1,4}))|/proc/self/fd/(\d{1,4})"


STANDARD_OUTPUT = Path("/dev/stdout")
"""Where ``-`` on a command line leads."""


def read_at_most(path: Path, most: int) -> bytes:
    """The bytes of a file. Raises ``IntakeError`` if it cannot be read, or has more than that."""
    try:
        with path.open("rb") as file:
            raw = file.read(most + 1)
    except OSError as error:
        problem = error.strerror or str(error)
        raise IntakeError(str(path), problem, "Check the path and its permissions") from error
    require_at_most(raw, most, path)
    return raw


def require_at_most(raw: bytes, most: int, path: Path) -> None:
    """Raises ``IntakeError`` if those bytes of a file are more than that."""
    if len(raw) > most:
        limit = f"is larger than {most // 1024**2} MiB"
        raise IntakeError(str(path), limit, "Split it into articles")


def write_whole(
    path: Path, content: bytes, *, mode: int | None = None, durable: bool = False
) -> None:
    """Put the content in place of the file, in a folder that is there. Raises ``ExportError``.

    A link is followed to what it leads to. What is no regular file (a pipe, a device, a descriptor
    such as ``/dev/stdout``) is written to as it is. ``mode`` are the permissions, None for those of
    the file that is replaced, or the usual ones; ``durable`` waits for the disk.

    Raises ``BrokenPipeError`` when whoever reads the standard output has had enough.
    """
    write_all_whole({path: content}, mode=mode, durable=durable)


def write_all_whole(
    files: Mapping[Path, bytes],
    *,
    folders: Iterable[Path] = (),
    mode: int | None = None,
    durable: bool = False,
) -> None:
    """The same for several files: none is replaced before all are on the disk beside their places.

    ``folders`` are made if they are not there, each in one that is. What is no regular file comes
    last, when nothing else can fail any more.
    """
    staged: list[tuple[Path, Path]] = []
    streams: list[tuple[Path, bytes]] = []
    made: list[Path] = []
    path = Path()
    try:
        for path in folders:
            if not path.is_dir():
                path.mkdir()
                made.append(path)
        for path, content in files.items():
            if is_stream(path):
                streams.append((path, content))
            else:
                target = followed(path)
                staged.append((_stage(target, content, mode, durable), target))
        while staged:
            temporary, path = staged[0]
            temporary.replace(path)
            staged.pop(0)
        for path, content in streams:
            write_through(path, [content])
        made.clear()
    except OSError as error:
        if isinstance(error, BrokenPipeError) and path == STANDARD_OUTPUT:
            raise
        reason = error.strerror or error
        raise ExportError(str(path), f"cannot be written ({reason})") from error
    finally:
        for temporary, _ in staged:
            temporary.unlink(missing_ok=True)
        for folder in reversed(made):
            with suppress(OSError):  # something of it was written: a stream came after it
                folder.rmdir()


def followed(path: Path) -> Path:
    """Where a link leads, other paths as they are. Raises OSError for links in a circle."""
    if not path.is_symlink():
        return path
    target = Path(os.path.realpath(path))
    if target.is_symlink():
        raise OSError(errno.ELOOP, os.strerror(errno.ELOOP), str(path))
    return target


def is_stream(path: Path) -> bool:
    """Whether it is there and no regular file: a pipe, a device, a descriptor of this process."""
    if path == STANDARD_OUTPUT or re.fullmatch(_DESCRIPTOR, str(path)):
        return True
    try:
        kind = path.stat().st_mode
    except (FileNotFoundError, NotADirectoryError):
        return False
    return not stat.S_ISREG(kind) and not stat.S_ISDIR(kind)


def _stage(path: Path, content: bytes, mode: int | None, durable: bool) -> Path:
    """The content in a file of its own beside the path, with the permissions that it is to have."""
    if path.is_dir():
        raise IsADirectoryError(None, "Is a directory")
    # ``tempfile`` would do as well, but importing it is a tenth of what ``brief print`` takes.
    temporary = path.with_name(f".{path.name[:100]}.{os.urandom(8).hex()}")
    handle = os.open(temporary, os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            if durable:
                file.flush()
                os.fsync(file.fileno())
        take_after(temporary, path, mode)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    return temporary


def take_after(fresh: Path, old: Path, mode: int | None = None) -> None:
    """Give a file the owner and the permissions of the one that it is to replace.

    ``mode`` are other permissions; without it, and where nothing is replaced, they are the usual
    ones. Raises OSError.
    """
    try:
        before = old.stat()
    except FileNotFoundError:
        fresh.chmod(_usual_mode() if mode is None else mode)
        return
    if (before.st_uid, before.st_gid) != (os.geteuid(), os.getegid()):
        with suppress(PermissionError):  # only root may give files away
            os.chown(fresh, before.st_uid, before.st_gid)
    fresh.chmod(stat.S_IMODE(before.st_mode) if mode is None else mode)


def _usual_mode() -> int:
    # Temporary files are private; a file made in the ordinary way heeds the umask.
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask


def write_through(path: Path, pieces: Iterable[bytes]) -> None:
    """Write to what is no regular file as it is. Raises OSError."""
    named = re.fullmatch(_DESCRIPTOR, str(path))
    # Opened anew, a descriptor that leads to a file would begin at its start, and cut it off.
    number = _DESCRIPTORS.get(named[1] or "", int(named[2] or named[3] or 0)) if named else None
    if number == 1 and hasattr(sys.stdout, "buffer"):
        sys.stdout.flush()  # what was printed before comes before
        sys.stdout.buffer.writelines(pieces)
        sys.stdout.buffer.flush()
        return
    with open(path if number is None else number, "wb", closefd=number is None) as file:
        file.writelines(pieces)


def write_private(path: Path, data: bytes) -> None:
    """Put a file in place whole, for its owner alone, its folder made if need be. Raises OSError.

    For caches: nothing waits for the disk, and what is lost can be made again.
    """
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    fresh = path.with_suffix(f".{os.getpid()}")
    descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with open(descriptor, "wb") as file:  # noqa: PTH123  (a descriptor, for its mode)
        file.write(data)
    fresh.replace(path)
