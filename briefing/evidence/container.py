"""The ZIP file of a bundle, with a seal at its end over every byte before it.

A ZIP file says much twice and readers look at half of it; the seal, its comment, holds the SHA-256
of all else, so that no changed byte goes unseen. It proves no origin: a signature does.
"""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Mapping
from datetime import date
from hashlib import sha256

from briefing.errors import UsageError

_SEAL = b"brief-seal sha256:"
_LENGTH = len(_SEAL) + 64  # the hexadecimal digits of SHA-256
_EARLIEST = date(1980, 1, 1)  # that a ZIP file can give
_MOST = 4 * 1024**3
"""Bytes of all files of a bundle together, unpacked, that are read at the most."""


def packed(files: Mapping[str, bytes], day: date) -> bytes:
    """The ZIP file of these files, in their order, dated that day, sealed."""
    out = io.BytesIO()
    day = max(day, _EARLIEST)
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as bundle:
        for name, content in files.items():
            info = zipfile.ZipInfo(name, (day.year, day.month, day.day, 0, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = 0o644 << 16
            bundle.writestr(info, content)
        bundle.comment = bytes(_LENGTH)
    raw = out.getvalue()[:-_LENGTH]
    return raw + seal_of(raw)


def seal_of(raw: bytes) -> bytes:
    """What ends a bundle that begins with these bytes."""
    return _SEAL + sha256(raw).hexdigest().encode()


def is_sealed(raw: bytes) -> bool:
    """Whether a bundle is, byte for byte, what was sealed."""
    return raw[-_LENGTH:] == seal_of(raw[:-_LENGTH])


def unpacked(raw: bytes) -> tuple[dict[str, bytes], dict[str, str]]:
    """The files of a bundle that can be read, and for each other why not.

    Raises ``UsageError`` for what is no ZIP file at all.
    """
    files: dict[str, bytes] = {}
    problems: dict[str, str] = {}
    budget = _MOST
    try:
        bundle = zipfile.ZipFile(io.BytesIO(raw))
    except _BROKEN as error:
        raise UsageError("bundle", f"is no ZIP file ({_why(error)})", "It is damaged") from None
    with bundle:
        for info in bundle.infolist():
            if info.filename in files:
                problems[info.filename] = "is there twice"
                continue
            try:
                with bundle.open(info) as file:
                    content = file.read(budget + 1)
            except _BROKEN as error:
                problems[info.filename] = f"cannot be unpacked ({_why(error)})"
                continue
            budget -= len(content)
            if budget < 0:
                raise UsageError("bundle", f"unpacks to more than {_MOST >> 30} GiB")
            files[info.filename] = content
    return files, problems


_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    IndexError,
    LookupError,
    NotImplementedError,
    OSError,
    RuntimeError,
    ValueError,
    OverflowError,
)
"""What ``zipfile`` raises for damaged files."""


def _why(error: BaseException) -> str:
    return str(error) or type(error).__name__
