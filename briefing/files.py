"""Writes files whole: a reader sees the old one or the new one, never a part."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from briefing.errors import ExportError


def write_whole(
    path: Path, content: bytes, *, mode: int | None = None, durable: bool = False
) -> None:
    """Put the content in place of the file, folders made as needed. Raises ``ExportError``.

    ``mode`` are its permissions, None for the usual ones; ``durable`` waits for the disk.
    """
    temporary = None
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            if durable:
                file.flush()
                os.fsync(file.fileno())
        if mode is None:
            # Temporary files are private; a file made in the ordinary way heeds the umask.
            mask = os.umask(0)
            os.umask(mask)
            mode = 0o666 & ~mask
        Path(temporary).chmod(mode)
        Path(temporary).replace(path)
    except OSError as error:
        if temporary:
            Path(temporary).unlink(missing_ok=True)
        raise ExportError(str(path), f"cannot be written ({error.strerror or error})") from error
