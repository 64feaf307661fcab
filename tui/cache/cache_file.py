"""Files in the cache folder: what is in them can be made again, and is the user's alone."""

from __future__ import annotations

import os
from pathlib import Path


def write_cache(path: Path, data: bytes) -> None:
    """Put the file in place whole, for its owner alone; makes its folder. Raises OSError."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    fresh = path.with_suffix(f".{os.getpid()}")
    descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with open(descriptor, "wb") as file:  # noqa: PTH123  (a descriptor, for its mode)
        file.write(data)
    fresh.replace(path)
