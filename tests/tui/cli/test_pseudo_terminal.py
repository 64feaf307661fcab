"""The real command on a pseudo-terminal: what a terminal gets to see, and is left as."""

from __future__ import annotations

import re
import signal
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from bench.filling import put_in
from store.library import open_library
from tests.tui.support.hostile import FORBIDDEN, hostile_entries
from tests.tui.support.pseudo_terminal import (
    LEAVE_SCREEN,
    Terminal,
    assert_restored,
)
from tests.tui.support.world import entries

pytestmark = pytest.mark.slow


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


def test_down_to_the_sentence_and_back_then_quit(start: Callable[..., Terminal]) -> None:
    terminal = start()
    terminal.shows(
        "Who said what (8)", "Talks (4)", "Coming up (9, 1 passed)", "day of the newest article"
    )
    terminal.press("j\r")
    terminal.shows("Desk › Ilse Marenko", "A day more is no disaster")
    terminal.press("\r")
    terminal.shows("Second round of the Ambra talks moved", "Q quote: Ilse Marenko")
    terminal.press("\x1b")
    terminal.until(lambda text: "Q quote" not in text)
    terminal.press("h")
    terminal.shows("2/8")
    terminal.press("q")
    assert terminal.ends() == 0
    assert_restored(terminal)


def test_it_opens_with_the_stories_and_the_desk_is_one_key_away(
    home: Path, start: Callable[..., Terminal]
) -> None:
    (home / "config.toml").write_text("# all as it comes\n")
    terminal = start()
    terminal.shows("1 story · 1 other article", "▌•What the river states want from Porto")
    terminal.press("D")
    terminal.shows("Who said what (8)", "Talks (4)", "Coming up (9, 1 passed)")
    terminal.press("b")
    terminal.shows("1 story · 1 other article")
    terminal.press("q")
    assert terminal.ends() == 0
    assert_restored(terminal)
    again = start()  # with the front that the first visit left
    again.shows("1 story · 1 other article", "▌•What the river states want from Porto")
    again.press("q")
    assert again.ends() == 0


def test_the_cursor_stands_on_the_selected_row(start: Callable[..., Terminal]) -> None:
    """Hidden as it is, a braille display follows it."""
    terminal = start()
    terminal.shows("Who said what (8)", "Coming up (9, 1 passed)")

    def line_of_the_cursor() -> str:
        return str(terminal.screen.display[terminal.screen.cursor.y])

    terminal.press("jjj")
    terminal.until(lambda text: "4/8" in text and "Renske Dallow" in line_of_the_cursor())
    terminal.press("kk\r")
    terminal.until(lambda text: "Desk › " in text and "▌" in line_of_the_cursor())
    terminal.press("\r")
    terminal.until(lambda text: "Q quote" in text and "Q" in line_of_the_cursor()[:6])


def test_what_others_wrote_there_is_drawn_over(start: Callable[..., Terminal]) -> None:
    terminal = start()
    terminal.shows("Who said what (8)", "Coming up (9, 1 passed)")
    terminal.press("j")
    terminal.shows("2/8")
    terminal.stream.feed("\x1b[5;1Ha broadcast message\x1b[24;1Hfrom root")
    terminal.press("\x0c")
    terminal.until(lambda text: "broadcast" not in text and "from root" not in text)
    terminal.shows("2/8")


def test_the_terminal_may_change_its_size(start: Callable[..., Terminal]) -> None:
    terminal = start()
    terminal.shows("Evidence", "Coming up (9, 1 passed)")
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
    file.write_text('# mine\n[tui]  # looks\nstart = "desk"\n')
    terminal = start()
    terminal.shows("1 Who said what (8)", "3 Coming up (9, 1 passed)")
    terminal.press(",4G\r")
    terminal.shows("tui.panes:", "speakers, talks, deadlines")
    for _ in range(len("speakers, talks, deadlines")):
        terminal.press("\x7f")
    terminal.press("deadlines\r")
    terminal.shows("tui.panes is deadlines")
    assert 'panes = ["deadlines"]\n' in file.read_text()
    assert file.read_text().startswith('# mine\n[tui]  # looks\nstart = "desk"\n')
    terminal.press("h")
    terminal.until(lambda text: "1 Coming up (9, 1 passed)" in text and "Who said" not in text)
    terminal.press("q")
    assert terminal.ends() == 0
    again = start((80, 24))
    again.until(lambda text: "1 Coming up (9, 1 passed)" in text and "Who said" not in text)
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


class Faulty(Terminal):
    """``brief`` with a fault in it, which the key ``a`` or a thread brings out."""

    COMMAND = (
        sys.executable,
        "-c",
        "from tui.app.app import BriefApp\n"  # noqa: ISC004
        "def fails(*_): raise ZeroDivisionError('the tide\\x1b[31m')\n"
        "BriefApp.action_show = fails\n"
        "BriefApp.action_fetch = lambda app: app.tasks.in_background(fails, 'fault')\n"
        "from tui.cli.main import main; main()",
    )


@pytest.mark.parametrize("key", ["a", "r"], ids=["a key", "a thread"])
def test_a_fault_in_the_panes_is_one_line_and_leaves_the_terminal_as_it_was(
    home: Path, key: str
) -> None:
    terminal = Faulty(home, (120, 40))
    try:
        terminal.shows("Tomas Okonjo", "q quit")
        terminal.press(key)
        assert terminal.ends() == 1
        assert_restored(terminal)
        after = terminal.raw.rpartition(LEAVE_SCREEN)[2]
        assert "brief: a fault in brief (ZeroDivisionError: the tide?[31m)" in after
        log = home / "cache" / "fault.log"
        assert f"Its details are in {log}" in after.replace("\r\n", "")
        assert "Traceback" not in terminal.raw
        assert "raise ZeroDivisionError" not in terminal.raw
        assert "Traceback" in log.read_text()
    finally:
        terminal.child.close(force=True)


def test_a_first_launch_can_be_left_at_once(tmp_path: Path) -> None:
    terminal = Terminal(tmp_path, (80, 24))
    try:
        terminal.shows("brief shows who said what", "These are samples")
        terminal.press("q")
        assert terminal.ends() == 0
        assert_restored(terminal)
    finally:
        terminal.child.close(force=True)
    library = open_library(tmp_path / "data")
    assert library.counts().samples > 5
    library.close()
