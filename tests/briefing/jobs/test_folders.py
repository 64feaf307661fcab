"""Parts of an archive behind a URL: whole or not at all, and errors that say what to do."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import ClassVar

import fsspec
import pytest
from fsspec.implementations.memory import MemoryFileSystem
from fsspec.registry import known_implementations

from briefing.errors import ExportError, IntakeError
from briefing.jobs.folders import DRIVERS, RemoteFolder, folder_at, open_lines


class Torn(MemoryFileSystem):  # type: ignore[misc]
    """A place that keeps the first half of what it is given, and then fails."""

    protocol = "torn"
    store: ClassVar[dict[str, object]] = {}
    fails = True

    def pipe_file(self, path: str, value: bytes, **more: object) -> None:
        super().pipe_file(path, value[: len(value) // 2] if self.fails else value)
        if self.fails:
            raise ConnectionError("the line went dead")


@pytest.fixture(autouse=True)
def places() -> Iterator[None]:
    fsspec.register_implementation("torn", Torn, clobber=True)
    Torn.store.clear()
    MemoryFileSystem.store.clear()
    yield
    MemoryFileSystem.store.clear()


def test_a_part_is_there_whole() -> None:
    folder = folder_at("memory://found")
    assert folder.names() == set()
    folder.put("part-1", b"one\n")
    folder.put("part-1", b"one more\n")
    folder.put("part-2", b"two\n")
    assert folder.names() == {"part-1", "part-2"}
    folder.remove("part-2")
    with open_lines("memory://found/part-1") as lines:
        assert list(lines) == [b"one more\n"]
    assert folder.names() == {"part-1"}


def test_of_an_interrupted_part_nothing_is_there(monkeypatch: pytest.MonkeyPatch) -> None:
    folder = RemoteFolder("torn://found")
    with pytest.raises(ExportError, match=r"torn://found/part-1: .*the line went dead"):
        folder.put("part-1", b"one\n")
    assert folder.names() == set()
    monkeypatch.setattr(Torn, "fails", False)
    folder.put("part-1", b"one\n")
    assert folder.names() == {"part-1"}


@pytest.mark.parametrize("url", ["foo://x", "gcs://bucket/x", "memory://not/there", "://"])
def test_what_cannot_be_opened_is_an_error_of_its_own(url: str) -> None:
    with pytest.raises(IntakeError) as raised, open_lines(url) as lines:
        list(lines)
    assert raised.value.thing == url


def test_a_folder_of_an_unknown_protocol_is_an_error_of_its_own() -> None:
    with pytest.raises(IntakeError, match="foo://x"):
        folder_at("foo://x")


@pytest.mark.parametrize(
    ("url", "packages"),
    [
        ("s3://bucket/a.jsonl.gz", "s3fs"),
        ("gs://bucket/found", "gcsfs"),
        ("abfs://box/found", "adlfs"),
        ("simplecache::s3://bucket/a.jsonl", "s3fs"),
        ("https://example.org/a.jsonl", "aiohttp requests"),
    ],
)
def test_a_driver_that_is_missing_is_named_with_how_to_install_it(
    url: str, packages: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def missing(*_: object, **__: object) -> None:
        raise ImportError("a sentence of fsspec's")

    monkeypatch.setattr("fsspec.open", missing)
    monkeypatch.setattr("fsspec.core.url_to_fs", missing)
    named = f"{url}: needs {packages.replace(' ', ' and ')}. Install it: "
    for needy in (lambda: folder_at(url), lambda: list(_lines_of(url))):
        with pytest.raises(IntakeError) as raised:
            needy()
        assert str(raised.value).startswith(named)
        assert str(raised.value).endswith(f" -m pip install {packages}")


def _lines_of(url: str) -> Iterator[bytes]:
    with open_lines(url) as lines:
        yield from lines


def test_without_fsspec_all_that_a_url_needs_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "fsspec", None)
    with pytest.raises(IntakeError, match=r"needs fsspec\. Install it: .* fsspec s3fs$"):
        folder_at("s3://bucket/found")


def test_drivers_are_those_of_protocols_that_fsspec_knows() -> None:
    # abfss is adlfs's own, and stands in no release of fsspec.
    assert {protocol for protocol in DRIVERS if protocol not in known_implementations} <= {"abfss"}
