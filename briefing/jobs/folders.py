"""Files and folders of this machine, or behind URLs that fsspec knows (``s3://bucket/findings``)."""

from __future__ import annotations

import gzip
import io
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, BinaryIO, Protocol, cast

from briefing.errors import BriefError, ExportError, IntakeError
from briefing.files import write_all_whole
from briefing.installing import how_to_install

DASH = "-"
STANDARD_INPUT = "standard input"
"""What ``-`` stands for."""

_URL = "://"

DRIVERS = {
    **dict.fromkeys(("s3", "s3a"), ("s3fs",)),
    **dict.fromkeys(("gs", "gcs"), ("gcsfs",)),
    **dict.fromkeys(("az", "abfs", "abfss"), ("adlfs",)),
    **dict.fromkeys(("http", "https"), ("aiohttp", "requests")),
    **dict.fromkeys(("sftp", "ssh"), ("paramiko",)),
    **dict.fromkeys(("oci", "ocilake"), ("ocifs",)),
    "oss": ("ossfs",),
    "hf": ("huggingface_hub",),
    "hdfs": ("pyarrow",),
    "webhdfs": ("requests",),
    "smb": ("smbprotocol",),
    "webdav": ("webdav4[fsspec]",),
}
"""What fsspec wants installed for each protocol, as ``fsspec.registry.known_implementations``
says in sentences."""


class Folder(Protocol):
    """Where parts go."""

    def names(self) -> set[str]:
        """The names of the files in it; none if it does not exist."""

    def put(self, name: str, content: bytes) -> None:
        """Write a file as a whole. Raises ``ExportError``."""

    def read(self, name: str) -> bytes:
        """The contents of a file. Raises ``IntakeError``."""

    def remove(self, name: str) -> None:
        """Delete a file."""


class LocalFolder:
    """A folder of this machine."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def names(self) -> set[str]:
        """The names of the files in it; none if it does not exist.

        Raises ``ExportError`` before anything is done for a folder that cannot be one.
        """
        if not self._path.exists():
            return set()
        try:
            return {each.name for each in self._path.iterdir()}
        except OSError as error:
            problem = f"cannot be written ({error.strerror or error})"
            raise ExportError(str(self._path), problem) from error

    def put(self, name: str, content: bytes) -> None:
        """Write a file as a whole. Raises ``ExportError``."""
        write_all_whole({self._path / name: content}, folders=[self._path])

    def read(self, name: str) -> bytes:
        """The contents of a file. Raises ``IntakeError``."""
        try:
            return (self._path / name).read_bytes()
        except OSError as error:
            raise IntakeError(str(self._path / name), f"cannot be read ({error})") from error

    def remove(self, name: str) -> None:
        """Delete a file."""
        (self._path / name).unlink(missing_ok=True)


class RemoteFolder:
    """A folder behind a URL that fsspec knows, such as ``s3://bucket/findings``."""

    def __init__(self, url: str) -> None:
        self._url = url
        with _explained(url):
            self._files, self._path = _fsspec(url).core.url_to_fs(url)

    def names(self) -> set[str]:
        """The names of the files in it; none if it does not exist."""
        with _explained(self._url):
            if not self._files.isdir(self._path):
                return set()
            paths: list[str] = self._files.ls(self._path, detail=False)
        return {each.rstrip("/").rpartition("/")[2] for each in paths}

    def put(self, name: str, content: bytes) -> None:
        """Write a file as a whole. Raises ``ExportError``."""
        place, path = f"{self._url}/{name}", f"{self._path}/{name}"
        # Where files are made piece by piece, an interrupted one has another name.
        beside = f"{self._path}/.{name}.part"
        try:
            self._files.makedirs(self._path, exist_ok=True)
            try:
                self._files.pipe_file(beside, content)
                self._files.mv(beside, path)
            except BaseException:
                with suppress(Exception):
                    self._files.rm_file(beside)
                raise
            size = self._files.size(path)
        except Exception as error:
            raise ExportError(place, f"cannot be written ({_reason(error)})") from error
        if size not in (None, len(content)):
            raise ExportError(place, f"holds {size} of {len(content)} bytes", "Try again")

    def read(self, name: str) -> bytes:
        """The contents of a file. Raises ``IntakeError``."""
        with _explained(f"{self._url}/{name}"):
            content: bytes = self._files.cat_file(f"{self._path}/{name}")
        return content

    def remove(self, name: str) -> None:
        """Delete a file."""
        with _explained(self._url):
            self._files.rm_file(f"{self._path}/{name}")


def is_url(place: str) -> bool:
    """Whether that is for fsspec, and no path of this machine."""
    return _URL in place


def folder_at(place: str) -> Folder:
    """The folder of that path or URL."""
    return RemoteFolder(place) if is_url(place) else LocalFolder(Path(place))


def full_name(place: str) -> str:
    """What a path, a URL or ``-`` is called in whichever folder one is."""
    if place == DASH:
        return STANDARD_INPUT
    return place if is_url(place) else str(Path(place).resolve())


@contextmanager
def open_lines(place: str) -> Iterator[Iterable[bytes]]:
    """The lines of a file, a URL, or standard input (``-``); .gz is unpacked.

    Raises ``IntakeError``.
    """
    try:
        if place == DASH:
            yield sys.stdin.buffer
        elif is_url(place):
            with _explained(place):
                opened = _fsspec(place).open(place, "rb", compression="infer").open()
            with opened as remote:
                yield _read_lines(cast("BinaryIO", remote), place)
        elif place.endswith(".gz"):
            with gzip.open(place, "rb") as packed:
                yield io.BufferedReader(packed)
        else:
            with Path(place).open("rb") as file:
                yield file
    except (OSError, EOFError) as error:
        raise IntakeError(place, f"cannot be read ({error})") from error


def _read_lines(stream: BinaryIO, place: str) -> Iterator[bytes]:
    with _explained(place):
        yield from stream


def _fsspec(url: str) -> Any:
    try:
        import fsspec
    except ImportError as error:
        remedy = how_to_install("fsspec", *_drivers(url))
        raise IntakeError(url, "needs fsspec", remedy) from error
    return fsspec


def _drivers(url: str) -> tuple[str, ...]:
    """The packages that a URL needs beside fsspec, as far as they are known here."""
    # ``s3://x`` may be wrapped in another protocol: ``simplecache::s3://x``.
    protocol = url.partition(_URL)[0].rpartition("::")[2]
    return DRIVERS.get(protocol, ())


@contextmanager
def _explained(url: str) -> Iterator[None]:
    """Turn what fsspec and its drivers raise into an ``IntakeError`` about that URL.

    ImportError stands for a driver that is not installed, ValueError for a protocol that nobody
    knows; what a driver raises when nobody answers is of its own kind.
    """
    try:
        yield
    except BriefError:
        raise
    except ImportError as error:
        if packages := _drivers(url):
            problem, remedy = f"needs {' and '.join(packages)}", how_to_install(*packages)
            raise IntakeError(url, problem, remedy) from error
        raise IntakeError(url, f"needs a driver ({_reason(error)})") from error
    except Exception as error:
        raise IntakeError(url, f"cannot be read ({_reason(error)})") from error


def _reason(error: BaseException) -> str:
    return str(error) or type(error).__name__
