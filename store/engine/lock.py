"""One writer at a time: an advisory lock with a time-out that names its holder.

``flock`` is used because the kernel drops it when its holder dies, however it dies. It works
between processes of one machine; on network file systems it may not, and such folders are not
supported.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
import sys
import time
from pathlib import Path

from briefing.errors import StoreBusy
from store.engine import files

LOCK_SECONDS = 5.0
"""How long a write waits for others: some writes of a whole round, and less than patience lasts."""

_HOLDER_BYTES = 200  # room for a command, a host and a process id
_FIRST_WAIT = 0.0002  # seconds, as short as a write that is under way
_LONGEST_WAIT = 0.02  # seconds, which nobody notices


class Lock:
    """An exclusive lock on one file. Not re-entrant; the caller keeps its own threads apart."""

    def __init__(self, path: Path, timeout: float = LOCK_SECONDS) -> None:
        """``timeout`` is in seconds; 0 tries once."""
        self._path = path
        self._timeout = timeout
        self._descriptor = -1
        self._owner = 0
        self._label = b""

    def acquire(self) -> None:
        """Take the lock; StoreBusy after the time-out, OSError if the file cannot be made."""
        deadline = time.monotonic() + self._timeout
        wait = _FIRST_WAIT
        while not self._try():
            if time.monotonic() >= deadline:
                raise self._busy()
            time.sleep(wait)
            wait = min(wait * 2, _LONGEST_WAIT)
        os.pwrite(self._descriptor, self._label, 0)

    def holder(self) -> str:
        """Who has it now, in words; "" for nobody. Raises OSError as ``acquire`` does."""
        if self._try():
            self.release()
            return ""
        return self._busy().thing

    def release(self) -> None:
        """Let others have it."""
        fcntl.flock(self._descriptor, fcntl.LOCK_UN)

    def close(self) -> None:
        """Close the file, which also lets go of the lock."""
        if self._descriptor >= 0 and self._owner == os.getpid():
            os.close(self._descriptor)
        self._descriptor = -1

    def _try(self) -> bool:
        if self._owner != os.getpid():
            # A forked child shares its parent's open file, and with it the parent's lock.
            self._descriptor = -1
        if self._descriptor < 0:
            self._open()
        try:
            fcntl.flock(self._descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        if self._is_the_file():
            return True
        os.close(self._descriptor)
        self._descriptor = -1
        return False

    def _open(self) -> None:
        self._descriptor = files.open_private(self._path, os.O_RDWR | os.O_CREAT)
        self._owner = os.getpid()
        command = " ".join([Path(sys.argv[0]).name or "python", *sys.argv[1:3]])
        label = f"{self._owner} {os.uname().nodename} {command}".encode(errors="replace")
        self._label = label[:_HOLDER_BYTES].ljust(_HOLDER_BYTES)

    def _is_the_file(self) -> bool:
        """Whether the name still leads to the file that is locked (it may have been deleted)."""
        try:
            there = self._path.stat()
        except FileNotFoundError:
            return False
        here = os.fstat(self._descriptor)
        return (there.st_dev, there.st_ino) == (here.st_dev, here.st_ino)

    def _busy(self) -> StoreBusy:
        pid, host, command = self._holder()
        who = f"process {pid} ({command})" if pid else "another process"
        here = host == os.uname().nodename
        if not here and pid:
            who += f" on {host}"
        stopped = here and _is_stopped(pid)
        state = "is stopped and holds" if stopped else "has held"
        remedy = (
            f"Continue it (kill -CONT {pid}) or end it (kill {pid}), then try again"
            if stopped
            else "Try again when it has finished, or end it"
        )
        return StoreBusy(
            who,
            f"{state} the write lock {self._path} for more than {self._timeout:g} s",
            f"{remedy}; reading goes on meanwhile",
        )

    def _holder(self) -> tuple[int, str, str]:
        text = os.pread(self._descriptor, _HOLDER_BYTES, 0).decode(errors="replace")
        clean = "".join(c if c.isprintable() else "?" for c in text).strip()
        pid, _, rest = clean.partition(" ")
        host, _, command = rest.partition(" ")
        return (int(pid) if pid.isdecimal() else 0), host, command


def _is_stopped(pid: int) -> bool:
    """Whether the process is stopped (SIGSTOP, ^Z); False where the system does not say."""
    with contextlib.suppress(OSError, IndexError):
        stat = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8", errors="replace")
        return stat.rpartition(")")[2].split()[0] in {"T", "t"}
    return False
