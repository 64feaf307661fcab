"""The real command on a pseudo-terminal, with a terminal that shows what it writes."""

from __future__ import annotations

import copy
import os
import shlex
import sys
import termios
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import pexpect
import pyte

from tests.tui.support.drive import START

COMMAND = [sys.executable, "-c", "from tui.cli.main import main; main()"]


PATIENCE = 120.0  # seconds: a slow machine is no failure


PROMPT = "READY> "  # of a shell
ENTER_SCREEN, LEAVE_SCREEN = "\x1b[?1049h", "\x1b[?1049l"


class TwoScreens(pyte.Screen):
    """A screen with an alternate one, blank whenever it is entered, as terminals have."""

    _main: object = None

    def set_mode(self, *modes: int, **kwargs: bool) -> None:
        super().set_mode(*modes, **kwargs)
        if 1049 in modes and self._main is None:
            self._main = copy.deepcopy((self.buffer, self.cursor))
            self.erase_in_display(2)

    def reset_mode(self, *modes: int, **kwargs: bool) -> None:
        super().reset_mode(*modes, **kwargs)
        if 1049 in modes and self._main is not None:
            self.buffer, self.cursor = self._main
            self._main = None

    @property
    def alternate(self) -> bool:
        return self._main is not None


class Terminal:
    """``brief`` in a terminal of pyte; ``raw`` is all that it has written.

    Without settings of its own, ``home`` gets those with which most tests begin.
    """

    COMMAND: Sequence[str] = COMMAND

    def __init__(self, home: Path, size: tuple[int, int], *arguments: str, **more: str) -> None:
        columns, lines = size
        settings = home / "config.toml"
        if not settings.exists():
            settings.write_text(f'[tui]\nstart = "{START}"\n')
        environment = {
            "PATH": os.environ["PATH"],
            "HOME": str(home),
            "BRIEF_HOME": str(home),
            "TERM": "xterm-256color",
            "LANG": "C.UTF-8",
            **more,
        }
        self.screen = TwoScreens(columns, lines)
        self.stream = pyte.Stream(self.screen)
        self.raw = ""
        self.child = pexpect.spawn(
            self.COMMAND[0],
            [*self.COMMAND[1:], *arguments],
            env=environment,
            dimensions=(lines, columns),
            encoding="utf-8",
            timeout=PATIENCE,
        )
        self.before = termios.tcgetattr(self.child.child_fd)

    @property
    def text(self) -> str:
        return "\n".join(self.screen.display)

    def read(self) -> None:
        """Take in what has been written up to now."""
        try:
            data = self.child.read_nonblocking(65536, timeout=0.05)
        except (pexpect.TIMEOUT, pexpect.EOF):
            return
        self.raw += data
        self.stream.feed(data)

    def until(self, seen: Callable[[str], bool]) -> None:
        """Read until the screen is as wanted."""
        end = time.monotonic() + PATIENCE
        while not seen(self.text):
            assert time.monotonic() < end, f"not seen in:\n{self.text}"
            self.read()

    def shows(self, *words: str) -> None:
        """Wait until all of the words are on the screen."""
        self.until(lambda text: all(word in text for word in words))

    def press(self, keys: str) -> None:
        self.child.send(keys)

    def ends(self) -> int:
        """Wait for the end; the exit status, negative for a signal."""
        end = time.monotonic() + PATIENCE
        while self.child.isalive():
            assert time.monotonic() < end, "does not end"
            self.read()
        self.read()
        status: int | None = self.child.exitstatus
        return -int(self.child.signalstatus or 0) if status is None else status


class Shell(Terminal):
    """A shell in a terminal, and ``brief`` started from it."""

    COMMAND: Sequence[str] = ("bash", "--norc", "--noprofile", "-i")

    def __init__(self, home: Path) -> None:
        path = os.environ.get("PYTHONPATH", "")
        super().__init__(home, (120, 40), PS1=PROMPT, PYTHONPATH=path)
        self.shows(PROMPT.strip())

    def ask(self, command: str) -> str:
        """What a command prints; waits for the prompt after it."""
        start = len(self.raw)
        self.press(f"{command}; echo do''ne\r")
        self.until(lambda _: "done\r\n" in self.raw[start:] and self.raw.endswith(PROMPT))
        lines = self.raw[start:].split("\r\n")
        return lines[-3].strip("\r")

    def brief(self) -> None:
        self.press(f"{shlex.join(COMMAND)}\r")

    def job(self) -> int:
        """The process of ``brief``."""
        children = Path(f"/proc/{self.child.pid}/task/{self.child.pid}/children")
        return int(children.read_text().split()[0])


def assert_restored(terminal: Terminal) -> None:
    assert terminal.raw.count(ENTER_SCREEN) == terminal.raw.count(LEAVE_SCREEN) > 0
    assert terminal.raw.rindex("\x1b[?25h") > terminal.raw.rindex("\x1b[?25l")
    assert "\x1b[?1000h" not in terminal.raw
    after = termios.tcgetattr(terminal.child.child_fd)
    assert after[:4] == terminal.before[:4]
