"""A disk that is full at any one write: nothing is lost, and the error is one line with a remedy.

Every write that an operation makes fails once, in a run of its own: it takes half of what it is
given, where it takes bytes, and it and all later ones find no room.
"""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest
from msgspec.structs import replace

from bench.corpora.store_samples import article, entry, findings
from bench.filling import put_in
from briefing.annotations.overlay import CorrectionOverlay
from briefing.errors import StoreError
from briefing.feed import Feed
from briefing.sources import Source
from store.engine.sources import SourceArchive
from store.library import TinyLibrary, open_library
from store.upkeep.facade import prune, restore_backup, save_backup
from store.upkeep.health import examine

pytestmark = pytest.mark.slow

NOW = datetime(2023, 3, 1, 9, tzinfo=UTC)
FEED = Feed("https://quay.example/feed", "The Quay")
ROOM = 30  # writes that no operation here needs

Operation = Callable[[TinyLibrary, Path], object]


class Disk:
    """Counts what is written, and is full from the write of that number on; 0: it never is."""

    def __init__(self, full_at: int) -> None:
        self.full_at = full_at
        self.writes = 0
        self._real = {name: getattr(os, name) for name in ("write", "pwrite", "open", "mkdir")}

    @property
    def was_full(self) -> bool:
        return bool(self.full_at) and self.writes >= self.full_at

    @contextmanager
    def in_use(self) -> Iterator[None]:
        fakes = {name: getattr(self, f"_{name}") for name in self._real}
        with patch.multiple(os, **fakes):
            yield

    def _has_room(self) -> bool:
        self.writes += 1
        return not self.was_full

    def _refuse(self) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    def _write(self, descriptor: int, data: Any) -> int:
        if not self._has_room():
            if self.writes == self.full_at and len(data) > 1:
                # What comes after that finds nothing at all.
                return int(self._real["write"](descriptor, memoryview(data)[: len(data) // 2]))
            self._refuse()
        return int(self._real["write"](descriptor, data))

    def _pwrite(self, descriptor: int, data: Any, offset: int) -> int:
        if not self._has_room():
            self._refuse()
        return int(self._real["pwrite"](descriptor, data, offset))

    def _open(self, path: Any, flags: int, *more: Any, **others: Any) -> int:
        if flags & os.O_CREAT and not os.path.lexists(path) and not self._has_room():
            self._refuse()
        return int(self._real["open"](path, flags, *more, **others))

    def _mkdir(self, path: Any, *more: Any, **others: Any) -> None:
        if not self._has_room():
            self._refuse()
        self._real["mkdir"](path, *more, **others)


def begin(library: TinyLibrary, folder: Path) -> None:
    """What stands in the library before."""
    put_in(library, [entry(n) for n in range(3)])
    library.revise("a00000", lambda a: replace(a, title="Another title"), NOW)
    library.put_findings([findings(library.article("a00000") or article(0))])
    library.add_feed(FEED)
    library.set_state("mark", [1, 2])
    of = findings(article(1)).quotes[0]
    CorrectionOverlay(lambda: library).correct("a00001", of, NOW, "speaker", "Ana Lind")
    save_backup(folder, folder.parent / "backup")
    put_in(library, [entry(4)])


def keep_source(library: TinyLibrary, folder: Path) -> None:
    SourceArchive(folder).keep(Source(b"bytes of a page" * 50, "page"), [article(1)], NOW)


def correct(library: TinyLibrary, folder: Path) -> None:
    if any(correction.article_id == "a00002" for correction in library.corrections()):
        return
    of = findings(article(2)).quotes[0]
    CorrectionOverlay(lambda: library).correct("a00002", of, NOW, "speaker", "Bo Berg")


def two_at_once(library: TinyLibrary, folder: Path) -> None:
    def both() -> None:
        library.set_state("mark", None)
        library.remove(["a00002"], at=NOW)

    library.atomically(both)


OPERATIONS: dict[str, Operation] = {
    "take in": lambda library, _: library.take_in([article(7), article(8)], NOW),
    "revise": lambda library, _: library.revise(
        "a00002", lambda a: replace(a, text="Other words."), NOW
    ),
    "findings": lambda library, _: library.put_findings([findings(article(2), speaker="Bo")]),
    "remove": lambda library, _: library.remove(["a00001"], at=NOW),
    "state": lambda library, _: library.set_state("mark", [3]),
    "feed": lambda library, _: library.change_feed(FEED.url, lambda f: replace(f, paused=True)),
    "correct": correct,
    "two at once": two_at_once,
    "compact": lambda library, _: library.compact(),
    "prune": lambda library, _: prune(library, date(2022, 1, 5)),
    "restore": lambda _, folder: restore_backup(folder, folder.parent / "backup"),
    "back up": lambda _, folder: save_backup(folder, folder.parent / "another"),
    "source": keep_source,
}


def held(folder: Path) -> object:
    """All that a library holds, as whoever opens it now reads it."""
    library = open_library(folder, read_only=True)
    try:
        entries = list(library.entries())
        ids = {f"a{n:05d}" for n in range(10)}
        versions = {i: library.versions(i) for i in sorted(ids)}
        state = library.state("mark")
        return entries, versions, library.feeds(), state, library.corrections(), library.counts()
    finally:
        library.close()


@pytest.mark.parametrize("name", OPERATIONS)
def test_a_disk_that_is_full_at_any_write(name: str, tmp_path: Path) -> None:
    operation, start = OPERATIONS[name], tmp_path / "start"
    library = open_library(start / "library")
    begin(library, start / "library")
    library.close()
    states = [held(start / "library")]
    for full_at in range(ROOM):
        folder, disk = tmp_path / str(full_at) / "library", Disk(full_at)
        shutil.copytree(start, folder.parent)
        library = open_library(folder)
        problem = None
        try:
            with disk.in_use():
                operation(library, folder)
        except StoreError as error:
            problem = str(error)
        if problem is not None:
            assert disk.was_full
            assert "No space left on device. Free some space" in problem
            assert "\n" not in problem
        if not full_at:
            states.append(held(folder))
        # Nothing is lost or half done, for whoever opens it now and for who has it open.
        assert held(folder) in states
        operation(library, folder)
        library.close()
        assert held(folder) == states[-1]
        assert examine(folder).sound
        if full_at and not disk.was_full:
            assert full_at > 1
            return
    raise AssertionError(f"{name} writes more than {ROOM} times")
