"""Fixtures of the store's tests: a folder, a library in it, and processes that work on it."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from store.library import TinyLibrary, open_library

WORKER = Path(__file__).with_name("worker.py")

Start = Callable[..., "subprocess.Popen[str]"]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where a library may be made; it is not there yet."""
    return tmp_path / "library"


@pytest.fixture
def library(folder: Path) -> Iterator[TinyLibrary]:
    """An empty library."""
    opened = open_library(folder, lock_timeout=20)
    yield opened
    opened.close()


@pytest.fixture
def start() -> Iterator[Start]:
    """Start ``worker.py`` with arguments; every process still running at the end is killed."""
    running: list[subprocess.Popen[str]] = []

    def run(*arguments: object) -> subprocess.Popen[str]:
        process = subprocess.Popen(
            [sys.executable, str(WORKER), *map(str, arguments)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        running.append(process)
        return process

    yield run
    for process in running:
        process.kill()
        process.communicate()
