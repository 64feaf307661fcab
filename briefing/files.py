"""Files: read within a limit, and written whole, so that a reader never sees a part of one."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Mapping
from pathlib import Path

from briefing.errors import ExportError, IntakeError

_DESCRIPTORS = {"stdout": 1, "stderr": 2}
_DESCRIPTOR = re.compile(r"/dev/(?:(stdout|stderr)|fd/(\d{1,4}))|/proc/self/fd/(\d{1,4})")


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
    """Put the content in place of the file, folders made as needed. Raises ``ExportError``.

    A link is followed to what it leads to. What is no regular file (a pipe, a device, a descriptor
    such as ``/dev/stdout``) is written to as it is. ``mode`` are the permissions, None for those of
    the file that is replaced, or the usual ones; ``durable`` waits for the disk.
    """
    write_all_whole({path: content}, mode=mode, durable=durable)


def write_all_whole(
    files: Mapping[Path, bytes], *, mode: int | None = None, durable: bool = False
) -> None:
    """The same for several files: none is replaced before all are on the disk beside their places.

    What is no regular file comes last, when nothing else can fail any more.
    """
    staged: list[tuple[Path, Path]] = []
    streams: list[tuple[Path, bytes]] = []
    path = Path()
    try:
        for path, content in files.items():
            if _is_stream(path):
                streams.append((path, content))
            else:
                target = path.resolve() if path.is_symlink() else path
                staged.append((_stage(target, content, mode, durable), target))
        while staged:
            temporary, path = staged[0]
            temporary.replace(path)
            staged.pop(0)
        for path, content in streams:
            _write_through(path, content)
    except (OSError, RuntimeError) as error:  # the latter: links in a circle
        reason = getattr(error, "strerror", None) or error
        raise ExportError(str(path), f"cannot be written ({reason})") from error
    finally:
        for temporary, _ in staged:
            temporary.unlink(missing_ok=True)


def _is_stream(path: Path) -> bool:
    if _DESCRIPTOR.fullmatch(str(path)):
        return True
    try:
        kind = path.stat().st_mode
    except (FileNotFoundError, NotADirectoryError):
        return False
    return not stat.S_ISREG(kind) and not stat.S_ISDIR(kind)


def _stage(path: Path, content: bytes, mode: int | None, durable: bool) -> Path:
    """The content in a file of its own beside the path, with the permissions that it is to have."""
    path.parent.mkdir(parents=True, exist_ok=True)
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
        temporary.chmod(_usual_mode(path) if mode is None else mode)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    return temporary


def _usual_mode(path: Path) -> int:
    try:
        return stat.S_IMODE(path.stat().st_mode)
    except FileNotFoundError:
        # Temporary files are private; a file made in the ordinary way heeds the umask.
        mask = os.umask(0)
        os.umask(mask)
        return 0o666 & ~mask


def _write_through(path: Path, content: bytes) -> None:
    named = _DESCRIPTOR.fullmatch(str(path))
    # Opened anew, a descriptor that leads to a file would begin at its start, and cut it off.
    number = _DESCRIPTORS.get(named[1] or "", int(named[2] or named[3] or 0)) if named else None
    with open(path if number is None else number, "wb", closefd=number is None) as file:
        file.write(content)


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
