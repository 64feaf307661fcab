"""The interface's tests do not depend on the terminal that they are run in, nor touch it."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from pathlib import Path

import pytest

from bench.filling import put_in
from store.library import open_library
from tests.briefing.intake.server import Server, running_in_thread
from tests.tui.support.drive import NEVER, nothing_to_do
from tests.tui.support.world import entries
from tui.terminal import capabilities

capabilities.prepare(theme="dark")


@pytest.fixture(autouse=True)
def plain_surroundings(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, shared_processes: None
) -> None:
    monkeypatch.setenv("BRIEF_HOME", str(tmp_path))
    for name in ("TMUX", "SSH_CONNECTION", "SSH_TTY", "DISPLAY", "WAYLAND_DISPLAY", "NO_COLOR"):
        monkeypatch.delenv(name, raising=False)
    # An app puts aside what is there for good: here that would be the apps of all tests before it.
    # Commands put collections off, too, which their processes do not live to need.
    monkeypatch.setattr(gc, "freeze", lambda: None)
    gc.enable()
    gc.set_threshold(700, 10, 10)
    # Apps are at rest once they have nothing to do, and messages stand however slow a test is.
    monkeypatch.setattr("textual.pilot.wait_for_idle", lambda *_: nothing_to_do())
    for name in ("SAID_SECONDS", "ERROR_SECONDS"):
        monkeypatch.setattr(f"tui.app.messages.{name}", NEVER)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """The folder of a user whose library holds the invented world."""
    library = open_library(tmp_path / "data")
    put_in(library, entries())
    library.close()
    return tmp_path


@pytest.fixture
def server() -> Iterator[Server]:
    """A server in a thread of its own, since commands run event loops of their own."""
    with running_in_thread() as one:
        yield one
