"""A picture before the interface is there: taken over by it, and gone with whatever ends brief."""

from __future__ import annotations

import shlex
import shutil
import signal
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.tui.support.pseudo_terminal import PROMPT, Shell, Terminal, assert_restored
from tui.cache.picture import NAME

pytestmark = pytest.mark.slow

_WAITING = """
import signal
# Whatever whoever started the tests does with them.
signal.signal(signal.SIGHUP, signal.{hangup})
signal.signal(signal.SIGINT, signal.default_int_handler)
from tui.terminal.early_screen import EarlyScreen
early = EarlyScreen()
early.show(b"\\x1b[3;5HA PICTURE")
try:
    signal.pause()
finally:
    early.take_back()
"""

_SLOW_IMPORT = """
import os, sys, time
class Late:
    def find_spec(self, name, path=None, target=None):
        if name == "textual":
            open({here!r}, "w").close()
            while not os.path.exists({go!r}):
                time.sleep(0.01)
sys.meta_path.insert(0, Late())
"""


class Waiting(Terminal):
    """A program that shows a picture and waits for a signal."""

    COMMAND = (sys.executable, "-c", _WAITING.format(hangup="SIG_DFL"))


class Unhangable(Terminal):
    """The same where a hang-up is ignored."""

    COMMAND = (sys.executable, "-c", _WAITING.format(hangup="SIG_IGN"))


@pytest.fixture
def waiting(home: Path) -> Iterator[Waiting]:
    made = Waiting(home, (80, 24))
    made.shows("A PICTURE")
    yield made
    made.child.close(force=True)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
def test_a_signal_does_what_it_does_without_a_picture(waiting: Waiting, number: int) -> None:
    assert waiting.screen.alternate
    waiting.child.kill(number)
    assert waiting.ends() == -number
    assert_restored(waiting)
    assert "A PICTURE" not in waiting.text


def test_a_hang_up_that_is_ignored_stays_ignored(home: Path) -> None:
    waiting = Unhangable(home, (80, 24))
    try:
        waiting.shows("A PICTURE")
        waiting.child.kill(signal.SIGHUP)
        waiting.child.kill(signal.SIGTERM)
        assert waiting.ends() == -signal.SIGTERM
        assert_restored(waiting)
    finally:
        waiting.child.close(force=True)


def test_what_is_typed_meanwhile_is_not_written_over_it(waiting: Waiting) -> None:
    waiting.press("jjj")
    waiting.press("\x03")  # by then the others have been typed
    waiting.ends()
    assert "jjj" not in waiting.raw


@pytest.mark.skipif(shutil.which("bash") is None, reason="needs a shell with job control")
def test_the_shell_has_its_terminal_while_brief_is_stopped(home: Path) -> None:
    shell = Shell(home)
    try:
        modes = shell.ask("stty -g")
        shell.press(f"{shlex.join(Waiting.COMMAND)}\r")
        shell.until(lambda text: shell.screen.alternate and "A PICTURE" in text)
        shell.press("\x1a")
        shell.shows("Stopped", PROMPT.strip())
        assert not shell.screen.alternate
        assert not shell.screen.cursor.hidden
        assert shell.ask("stty -g") == modes
    finally:
        shell.child.close(force=True)


@pytest.fixture
def start(home: Path, tmp_path: Path) -> Iterator[Callable[..., Terminal]]:
    running: list[Terminal] = []

    def make(**environment: str) -> Terminal:
        running.append(Terminal(home, (120, 40), **environment))
        return running[-1]

    yield make
    for terminal in running:
        terminal.child.close(force=True)


def visit(home: Path, start: Callable[..., Terminal]) -> None:
    """Open the panes and leave them once they have left a picture."""
    first = start()
    first.shows("Tomas Okonjo", "q quit")
    first.until(lambda _: (home / "cache" / NAME).exists())
    first.press("q")
    assert first.ends() == 0


@pytest.fixture
def held(tmp_path: Path) -> dict[str, str]:
    """An environment in which the interface is to be loaded once there is a file ``here``, and is
    not loaded before there is a file ``go``.
    """
    (tmp_path / "late").mkdir()
    program = _SLOW_IMPORT.format(here=str(tmp_path / "here"), go=str(tmp_path / "go"))
    (tmp_path / "late" / "sitecustomize.py").write_text(program)
    return {"PYTHONPATH": str(tmp_path / "late")}


def test_the_rows_are_there_before_the_interface_and_keys_wait_for_it(
    home: Path, tmp_path: Path, start: Callable[..., Terminal], held: dict[str, str]
) -> None:
    visit(home, start)
    again = start(**held)
    again.shows("Tomas Okonjo", "1 Who said what", "q quit")
    picture = again.text
    again.press("j")
    assert "\x1b[?2004h" not in again.raw  # which Textual writes
    (tmp_path / "go").touch()
    again.shows("2/8")
    again.press("k")
    again.shows("1/8")
    again.press("q")
    assert again.ends() == 0
    assert_restored(again)
    assert "Tomas Okonjo" in picture


def test_the_interface_draws_first_what_is_on_the_picture(
    home: Path, tmp_path: Path, start: Callable[..., Terminal], held: dict[str, str]
) -> None:
    visit(home, start)
    again = start(**held)
    again.shows("Tomas Okonjo", "q quit")
    seen = [again.text]
    feed = again.stream.feed

    def watched(data: str) -> None:
        for part in data.split("\x1b[?2026l"):  # by which each painting ends
            feed(part)
            seen.append(again.text)

    again.stream.feed = watched
    (tmp_path / "go").touch()
    again.shows("1/8")
    assert "\x1b[2J" not in again.raw
    rows = [line for line in seen[0].splitlines() if "│▌" in line or "q quit" in line]
    assert rows
    for text in seen:
        assert all(line[:40] in text for line in rows)


def test_no_picture_is_shown_under_other_settings(
    home: Path, tmp_path: Path, start: Callable[..., Terminal], held: dict[str, str]
) -> None:
    visit(home, start)
    (home / "config.toml").write_text('[tui]\nstart = "desk"\ntheme = "light"\n')
    other = start(**held)
    other.until(lambda _: (tmp_path / "here").exists())
    other.read()
    assert other.raw == ""
    (tmp_path / "go").touch()
    other.shows("Tomas Okonjo", "q quit")
