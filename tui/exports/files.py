"""Writes files whole: a reader sees the old one or the new one, never a part."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from briefing.errors import ExportError


def write_whole(path: Path, content: bytes) -> None:
    """Put the content in place of the file, folders made as needed. Raises ``ExportError``."""
    temporary = None
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        # Temporary files are private; a file made in the ordinary way heeds the umask.
        mask = os.umask(0)
        os.umask(mask)
        Path(temporary).chmod(0o666 & ~mask)
        Path(temporary).replace(path)
    except OSError as error:
        if temporary:
            Path(temporary).unlink(missing_ok=True)
        raise ExportError(str(path), f"cannot be written ({error.strerror or error})") from error
