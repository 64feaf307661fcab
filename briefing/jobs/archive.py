"""Whole archives of articles, as JSON lines, in and out without the store.

The output is a folder of parts, each of the findings of a run of input lines, written at once: a
run that was interrupted goes on with the parts that are missing. Findings name the version of the
words that they are of; a part whose lines stand otherwise now is made anew.
"""

from __future__ import annotations

import gzip
import io
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from itertools import islice
from pathlib import Path
from typing import Any, BinaryIO, Protocol, cast

import msgspec

from briefing.analysis.analyser import Analyser
from briefing.errors import BriefError, ExportError, IntakeError
from briefing.files import write_all_whole
from briefing.installing import how_to_install
from briefing.jobs.extract import extract_lines, parse_line
from briefing.ports import Progress

LINES_A_PART = 1_000  # articles: what an interruption costs at most
_URL = "://"


class ArchiveReport(msgspec.Struct):
    """Input lines that were analysed now, and those whose part was there already."""

    analysed: int = 0
    skipped: int = 0


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
        """The names of the files in it; none if it does not exist."""
        return {p.name for p in self._path.iterdir()} if self._path.is_dir() else set()

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


def folder_at(place: str) -> Folder:
    """The folder of that path or URL."""
    return RemoteFolder(place) if _URL in place else LocalFolder(Path(place))


def _fsspec(url: str) -> Any:
    try:
        import fsspec
    except ImportError as error:
        raise IntakeError(url, "needs fsspec", how_to_install("fsspec")) from error
    return fsspec


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
        raise IntakeError(url, f"needs a driver ({_reason(error)})") from error
    except Exception as error:
        raise IntakeError(url, f"cannot be read ({_reason(error)})") from error


def _reason(error: BaseException) -> str:
    return str(error) or type(error).__name__


@contextmanager
def open_lines(place: str) -> Iterator[Iterable[bytes]]:
    """The lines of a file, a URL, or standard input (``-``); .gz is unpacked.

    Raises ``IntakeError``.
    """
    try:
        if place == "-":
            yield sys.stdin.buffer
        elif _URL in place:
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


def analyse_archive(
    lines: Iterable[bytes],
    name: str,
    folder: Folder,
    analyser: Analyser,
    errors: list[BriefError],
    progress: Progress,
) -> ArchiveReport:
    """Analyse JSON lines (as of ``brief extract --jsonl``) into the parts that are missing, or are
    of other versions than these lines.

    ``name`` is what errors call the input. Memory holds one part at a time.
    """
    stream = iter(lines)
    present = folder.names()
    report = ArchiveReport()
    first = 1
    while batch := list(islice(stream, LINES_A_PART)):
        last = first + len(batch) - 1
        part = part_name(first, last)
        if part in present and _versions_in(folder.read(part)) == _versions_of(batch, name):
            report.skipped += len(batch)
        else:
            rows = extract_lines(batch, analyser, errors, name, first, versions=True)
            folder.put(part, "".join(f"{row}\n" for row in rows).encode())
            # An input that has grown since has a longer last part now.
            for stale in present - {part}:
                if stale.startswith(part_name(first, last).rpartition("-")[0] + "-"):
                    folder.remove(stale)
            report.analysed += len(batch)
        progress(last, None, part)
        first = last + 1
    return report


class _Line(msgspec.Struct):
    """What names a line of a part; those of an older brief name no version."""

    id: str
    version: str = ""


def _versions_in(part: bytes) -> list[tuple[str, str]]:
    """Which version of which article each line of a part is of; nothing of one that is damaged."""
    try:
        lines = [msgspec.json.decode(line, type=_Line) for line in part.splitlines()]
    except msgspec.MsgspecError:
        return [("", "")]
    return [(line.id, line.version) for line in lines]


def _versions_of(batch: Iterable[bytes], name: str) -> list[tuple[str, str]]:
    versions = []
    for line in batch:
        with suppress(IntakeError):  # told when they are analysed
            if line.strip():
                article = parse_line(line, name)
                versions.append((article.id, article.version))
    return versions


def part_name(first: int, last: int) -> str:
    """The file with the findings of those input lines, counted from 1."""
    return f"part-{first:09}-{last:09}.jsonl"
