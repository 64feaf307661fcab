"""The real command on a pseudo-terminal: what a terminal gets to see, and is left as."""

from __future__ import annotations

import copy
import os
import re
import signal
import sys
import termios
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pexpect
import pyte
import pytest

from bench.filling import put_in
from store.library import open_library
from tests.tui.test_hostile import FORBIDDEN, hostile_entries
from tests.tui.world import entries

pytestmark = pytest.mark.slow

COMMAND = [sys.executable, "-c", "from tui.cli.main import main; main()"]
PATIENCE = 30.0  # seconds: a slow machine is no failure
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
    """``brief`` in a terminal of pyte; ``raw`` is all that it has written."""

    COMMAND: Sequence[str] = COMMAND

    def __init__(self, home: Path, size: tuple[int, int], *arguments: str, **more: str) -> None:
        columns, lines = size
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


@pytest.fixture
def home(tmp_path: Path) -> Path:
    library = open_library(tmp_path / "data")
    put_in(library, entries())
    library.close()
    return tmp_path


@pytest.fixture
def start(home: Path) -> Iterator[Callable[..., Terminal]]:
    running: list[Terminal] = []

    def make(size: tuple[int, int] = (120, 40), *arguments: str, **more: str) -> Terminal:
        terminal = Terminal(home, size, *arguments, **more)
        running.append(terminal)
        return terminal

    yield make
    for terminal in running:
        terminal.child.close(force=True)


def assert_restored(terminal: Terminal) -> None:
    assert terminal.raw.count(ENTER_SCREEN) == terminal.raw.count(LEAVE_SCREEN) > 0
    assert terminal.raw.rindex("\x1b[?25h") > terminal.raw.rindex("\x1b[?25l")
    assert "\x1b[?1000h" not in terminal.raw
    after = termios.tcgetattr(terminal.child.child_fd)
    assert after[:4] == terminal.before[:4]


def test_down_to_the_sentence_and_back_then_quit(start: Callable[..., Terminal]) -> None:
    terminal = start()
    terminal.shows("Who said what (8)", "Talks (4)", "Coming up (9)", "day of the newest article")
    terminal.press("jjj\r")
    terminal.shows("Desk › Ilse Marenko", "A day more is no disaster")
    terminal.press("\r")
    terminal.shows("Second round of the Ambra talks moved", "Q quote: Ilse Marenko")
    terminal.press("\x1b")
    terminal.until(lambda text: "Q quote" not in text)
    terminal.press("h")
    terminal.shows("4/8")
    terminal.press("q")
    assert terminal.ends() == 0
    assert_restored(terminal)


def test_the_terminal_may_change_its_size(start: Callable[..., Terminal]) -> None:
    terminal = start()
    terminal.shows("Evidence", "Coming up (9)")
    for columns, lines in ((80, 24), (40, 12), (120, 40)):
        terminal.screen.resize(lines, columns)
        terminal.child.setwinsize(lines, columns)
        terminal.shows("1 Who said what (8)", "Tomas Okonjo", "q quit")
    terminal.press("q")
    assert terminal.ends() == 0


def test_a_setting_changed_in_the_panes_is_in_force_at_once_and_the_next_time(
    home: Path, start: Callable[..., Terminal]
) -> None:
    file = home / "config.toml"
    file.write_text("# mine\n[tui]  # looks\n")
    terminal = start()
    terminal.shows("1 Who said what (8)", "3 Coming up (9)")
    terminal.press(",8G\r")
    terminal.shows("tui.panes:", "speakers, talks, deadlines")
    for _ in range(len("speakers, talks, deadlines")):
        terminal.press("\x7f")
    terminal.press("deadlines\r")
    terminal.shows("tui.panes is deadlines")
    assert file.read_text() == '# mine\n[tui]  # looks\npanes = ["deadlines"]\n'
    terminal.press("h")
    terminal.until(lambda text: "1 Coming up (9)" in text and "Who said" not in text)
    terminal.press("q")
    assert terminal.ends() == 0
    again = start((80, 24))
    again.until(lambda text: "1 Coming up (9)" in text and "Who said" not in text)
    again.press("q")
    assert again.ends() == 0


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
def test_signals_restore_the_terminal(start: Callable[..., Terminal], number: int) -> None:
    terminal = start()
    terminal.shows("Tomas Okonjo")
    terminal.child.kill(number)
    terminal.ends()
    assert_restored(terminal)


def test_no_color_is_respected(start: Callable[..., Terminal]) -> None:
    terminal = start((80, 24), NO_COLOR="1")
    terminal.shows("Tomas Okonjo", "q quit")
    terminal.press("jq")
    terminal.ends()
    sgr = re.findall(r"\x1b\[([0-9;]*)m", terminal.raw)
    codes = {code for group in sgr for code in group.split(";")}
    assert codes <= {"", "0", "1", "2", "3", "4", "7", "39", "49"}
    assert "7" in codes


@pytest.mark.parametrize(
    "environment",
    [
        {"LC_ALL": "C"},
        {"LC_ALL": "en_US.ISO-8859-1", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
    ],
)
def test_a_locale_without_utf8_gets_ascii(
    start: Callable[..., Terminal], environment: dict[str, str]
) -> None:
    terminal = start((80, 24), **environment)
    terminal.shows("Tomas Okonjo", "q quit")
    terminal.press("2")
    terminal.shows("Vestmark (held)")
    terminal.press("q")
    terminal.ends()
    assert terminal.raw.isascii()


def test_nothing_hostile_reaches_the_terminal(home: Path, start: Callable[..., Terminal]) -> None:
    library = open_library(home / "data")
    library.remove([e.article.id for e in entries()])
    put_in(library, hostile_entries())
    library.close()
    terminal = start()
    terminal.shows("Who said what (1)", "[/x]")
    for keys, seen in (
        ("\r", "Statements, 1 in 3 reports"),
        ("\r", "Quoted differently"),
        ("\r", "Q quote"),
        ("hhh2\r", "Mentions"),
        ("\r", "T talk"),
        ("hh3\r", "Mentions"),
        ("ha", "Articles"),
        ("h", "Coming up"),
    ):
        terminal.press(keys)
        terminal.shows(seen)
    terminal.press("q")
    assert terminal.ends() == 0
    painting = re.compile(r"\x1b\[[0-9;?<>=$]*[A-Za-z]|\x1b\]22;default\x07")
    rest = painting.sub("", terminal.raw).replace("\r", "").replace("\n", "")
    assert not FORBIDDEN.search(rest)
    assert "\x1b]52" not in terminal.raw


def test_a_first_launch_can_be_left_in_the_middle_of_analysis(tmp_path: Path) -> None:
    terminal = Terminal(tmp_path, (80, 24))
    try:
        terminal.shows("brief shows who said what", "sample articles")
        terminal.press("q")
        assert terminal.ends() == 0
        assert_restored(terminal)
    finally:
        terminal.child.close(force=True)
    library = open_library(tmp_path / "data")
    assert library.counts().samples > 5
    library.close()
