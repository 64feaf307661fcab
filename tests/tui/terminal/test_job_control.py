"""The real command under a shell with job control: out with ctrl+z and back; told to go."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from briefing.samples import sample_articles
from store.library import open_library
from store.upkeep.health import examine
from tests.tui.support.making import NOW
from tests.tui.support.pseudo_terminal import (
    PATIENCE,
    PROMPT,
    Shell,
    Terminal,
    assert_restored,
)

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(shutil.which("bash") is None, reason="needs a shell with job control"),
]


@pytest.fixture
def shell(home: Path) -> Iterator[Shell]:
    made = Shell(home)
    yield made
    made.child.close(force=True)


def suspend_by_key(shell: Shell) -> None:
    shell.press("\x1a")


def suspend_by_signal(shell: Shell) -> None:
    os.kill(shell.job(), signal.SIGTSTP)


def stop_outright(shell: Shell) -> None:
    os.kill(shell.job(), signal.SIGSTOP)


def at_rest(shell: Shell) -> str:
    """What is on the screen once nothing more comes: after the rows what became of things."""
    shell.shows("7 ahead", "cancelled: Bergen", "moved: Porto", "? Vestmark", "brought nothing")
    before = ""
    while before != shell.text:
        before = shell.text
        for _ in range(10):
            shell.read()
    return before


@pytest.mark.parametrize("suspend", [suspend_by_key, suspend_by_signal])
def test_the_shell_gets_its_terminal_and_fg_brings_the_panes_back_whole(
    shell: Shell, suspend: Callable[[Shell], None]
) -> None:
    modes = shell.ask("stty -g")
    shell.brief()
    shell.shows("Tomas Okonjo", "q quit")
    shell.press("jj")
    shell.shows("3/8", "According to the line")
    panes = at_rest(shell)
    assert shell.screen.alternate
    for _ in range(2):
        suspend(shell)
        shell.shows("Stopped", PROMPT.strip())
        assert not shell.screen.alternate
        assert "Tomas Okonjo" not in shell.text
        assert not shell.screen.cursor.hidden
        assert shell.ask("stty -g") == modes
        shell.press("fg\r")
        shell.until(lambda text: text == panes)
        assert shell.screen.alternate
    shell.press("j")
    shell.shows("4/8")
    shell.press("q")
    shell.until(lambda _: shell.raw.endswith(PROMPT))
    assert shell.ask("stty -g") == modes
    assert not shell.screen.alternate
    assert not shell.screen.cursor.hidden


def test_one_that_was_stopped_outright_comes_back_as_well(shell: Shell) -> None:
    modes = shell.ask("stty -g")
    shell.brief()
    shell.shows("Tomas Okonjo", "q quit")
    panes = at_rest(shell)
    stop_outright(shell)
    shell.until(lambda _: "Stopped" in shell.raw and shell.raw.endswith(PROMPT))
    shell.press("fg\r")
    shell.until(lambda text: text == panes)
    shell.press("jjj")
    shell.shows("4/8")
    shell.press("q")
    shell.until(lambda _: shell.raw.endswith(PROMPT))
    assert shell.ask("stty -g") == modes


def test_a_size_changed_meanwhile_is_the_size_that_it_comes_back_in(shell: Shell) -> None:
    shell.brief()
    shell.shows("Tomas Okonjo", "q quit")
    suspend_by_key(shell)
    shell.shows("Stopped")
    shell.screen.resize(24, 80)
    shell.child.setwinsize(24, 80)
    shell.press("fg\r")
    shell.shows("1 Who said what (8)", "2 Talks", "q quit")
    assert "╭" not in shell.text  # tabs: too small for panes above each other
    shell.press("q")
    shell.until(lambda _: shell.raw.endswith(PROMPT))


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
@pytest.mark.parametrize("after", ["Starting the analysis", "Analysed "])
def test_told_to_go_in_the_middle_of_analysis_it_leaves_all_in_order(
    tmp_path: Path, number: int, after: str
) -> None:
    waiting = open_library(tmp_path / "data")
    waiting.take_in(sample_articles(), NOW)
    waiting.close()
    terminal = Terminal(tmp_path, (120, 40))
    try:
        terminal.shows(after)
        terminal.child.kill(number)
        assert terminal.ends() == 128 + number
        assert_restored(terminal)
    finally:
        terminal.child.close(force=True)
    assert not left_behind(tmp_path)
    library = open_library(tmp_path / "data")
    counts = library.counts()
    assert counts.samples == counts.articles > 5
    assert not library.notices
    library.close()
    assert examine(tmp_path / "data").sound


def left_behind(home: Path) -> list[int]:
    """Processes that still run over that home, a moment given to those about to end."""
    end = time.monotonic() + PATIENCE
    while (running_still := list(_running(home))) and time.monotonic() < end:
        time.sleep(0.05)
    return running_still


def _running(home: Path) -> Iterator[int]:
    mark = f"BRIEF_HOME={home}\0".encode()
    for process in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            if mark in (process / "environ").read_bytes() and int(process.name) != os.getpid():
                yield int(process.name)


if sys.platform != "linux":
    pytestmark.append(pytest.mark.skip(reason="looks at /proc"))
