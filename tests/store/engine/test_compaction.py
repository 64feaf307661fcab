"""When a compaction is started: how much is copied for what is written, and what opening reads."""

from __future__ import annotations

import subprocess
from collections.abc import Sequence
from pathlib import Path
from types import SimpleNamespace
from typing import cast

import pytest

from store.engine.compaction import Background
from store.engine.contents import Contents

MIB, GIB = 1 << 20, 1 << 30


class Filling:
    """A store as compaction sees it, while a process writes to it; a compaction takes no time."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, snapshot: int = 0) -> None:
        self.state = SimpleNamespace(
            snapshot_size=snapshot, journal_size=0, indexed=True, identity=0
        )
        self.copied = 0
        self.longest = 0
        monkeypatch.setattr(subprocess, "Popen", self._compact)
        self._background = Background(Path("store"))

    def write(self, size: int, at_once: int = 4 * MIB) -> Filling:
        """Write so many bytes, a transaction of ``at_once`` after the other."""
        for _ in range(size // at_once):
            self.state.journal_size += at_once
            self._background.consider(cast("Contents", self.state))
            self.longest = max(self.longest, self.state.journal_size)
        return self

    def by_another_process(self) -> Filling:
        """Go on in a process that has not compacted yet."""
        self._background = Background(Path("store"))
        return self

    def _compact(self, _command: Sequence[str], **_options: object) -> object:
        self.state.snapshot_size += self.state.journal_size
        self.copied += self.state.snapshot_size
        self.state.journal_size = 0
        self.state.identity += 1
        return SimpleNamespace(poll=lambda: 0, wait=lambda _timeout=None: 0)


@pytest.mark.parametrize("size", [GIB // 4, GIB, 4 * GIB, 16 * GIB])
def test_filling_copies_no_more_for_each_byte_the_larger_the_store(
    size: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    filled = Filling(monkeypatch).write(size)
    assert filled.copied <= 18 * size


def test_what_a_process_leaves_after_filling_is_folded_in_by_the_next_that_writes(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    filled = Filling(monkeypatch, snapshot=4 * GIB).write(4 * 64 * MIB)
    assert filled.copied < 2 * 5 * GIB
    assert 64 * MIB < filled.state.journal_size < 256 * MIB
    filled.by_another_process().write(4 * MIB)
    assert filled.state.journal_size == 0


def test_processes_that_write_little_leave_no_more_than_opening_reads_in_a_moment(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    filled = Filling(monkeypatch, snapshot=16 * GIB)
    for _ in range(40):
        filled.by_another_process().write(4 * MIB)
    assert filled.longest <= 64 * MIB
