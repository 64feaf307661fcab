"""The panes over a store that is damaged, locked, gone or cannot be made: with real processes."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from bench.filling import put_in
from store.engine import files
from store.library import open_library
from tests.tui.support.pseudo_terminal import Terminal, assert_restored
from tests.tui.support.world import entries

pytestmark = pytest.mark.slow

SMALL, LARGE = (80, 24), (120, 40)
_HOLDER = """
import sys, time
from pathlib import Path
from store.engine.lock import Lock
lock = Lock(Path(sys.argv[1]))
lock.acquire()
print("held", flush=True)
time.sleep(3600)
"""


@contextmanager
def lock_held(data: Path) -> Iterator[int]:
    """Another process that holds the write lock, by its number, and does not finish."""
    data.mkdir(parents=True, exist_ok=True)
    command = [sys.executable, "-c", _HOLDER, str(data / files.LOCK)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "held\n"
        try:
            yield holder.pid
        finally:
            holder.kill()


@pytest.fixture
def bare(tmp_path: Path) -> Path:
    """A home with nothing in it."""
    folder = tmp_path / "bare"
    folder.mkdir()
    return folder


@pytest.fixture
def start(bare: Path) -> Iterator[Callable[..., Terminal]]:
    running: list[Terminal] = []

    def make(size: tuple[int, int] = SMALL, **more: str) -> Terminal:
        terminal = Terminal(bare, size, **more)
        running.append(terminal)
        return terminal

    yield make
    for terminal in running:
        assert "Traceback" not in terminal.raw
        terminal.child.close(force=True)


def ends_well(terminal: Terminal) -> None:
    terminal.press("q")
    assert terminal.ends() == 0
    assert_restored(terminal)


def shows_in_lines(terminal: Terminal, *words: str) -> None:
    """Wait until all of that stands on the screen, over however many lines."""
    terminal.until(lambda text: all(each in " ".join(text.split()) for each in words))


def journal_of(data: Path) -> Path:
    return data / files.segment_name(max(files.segments(data)))


def test_damage_is_said_in_the_panes_with_what_was_lost_and_the_way_back(
    bare: Path, start: Callable[..., Terminal]
) -> None:
    data = bare / "data"
    library = open_library(data)
    put_in(library, entries())
    library.close()
    path = journal_of(data)
    whole = path.read_bytes()
    path.write_bytes(whole[:-300] + b"\x00GARBAGE" + whole[-292:])
    terminal = start()
    shows_in_lines(terminal, "The store was damaged. Lost: ")
    shows_in_lines(terminal, "`brief restore` brings back what a backup")
    assert list(data.glob("*.damaged-*"))
    terminal.press("!")
    terminal.shows("Messages, newest first", "The store was damaged")
    terminal.press("\x1b")
    terminal.until(lambda text: "was damaged" not in text and "Who said what" in text)
    ends_well(terminal)


def test_a_write_that_was_cut_short_is_kept_and_said(
    bare: Path, start: Callable[..., Terminal]
) -> None:
    data = bare / "data"
    library = open_library(data)
    put_in(library, entries()[:1])
    kept = journal_of(data).stat().st_size
    put_in(library, entries()[1:])
    library.close()
    path = journal_of(data)
    cut = path.read_bytes()[:-100]
    path.write_bytes(cut)
    terminal = start()
    shows_in_lines(terminal, "ended in the middle of a write")
    terminal.shows("1 Who said what (")
    aside = next(data.glob("*.damaged-*"))
    assert aside.read_bytes()[-200:] == cut[-200:]
    assert len(aside.read_bytes()) == len(cut) - kept
    ends_well(terminal)


def test_a_store_that_goes_away_leaves_its_rows_and_is_read_when_it_is_back(
    bare: Path, start: Callable[..., Terminal]
) -> None:
    library = open_library(bare / "data")
    put_in(library, entries())
    library.close()
    terminal = start()
    terminal.shows("1 Who said what (8)")
    terminal.press("j")
    terminal.shows("2/8")
    (bare / "data").rename(bare / "away")
    shows_in_lines(terminal, "is gone. Bring the folder or its disk back")
    terminal.shows("1 Who said what (8)", "the library cannot be read", "2/8")
    (bare / "away").rename(bare / "data")
    terminal.shows("The library can be read again", "1 Who said what (8)", "2/8")
    ends_well(terminal)


def test_a_first_start_while_another_process_writes_says_who_and_goes_on_after_it(
    bare: Path, start: Callable[..., Terminal]
) -> None:
    with lock_held(bare / "data") as holder:
        terminal = start(LARGE)
        shows_in_lines(
            terminal,
            f"process {holder} (",
            "has held the write lock",
            "Try again when it has finished, or end it",
        )
    terminal.shows("1 Who said what (", "sample")
    ends_well(terminal)


def test_marking_while_another_process_writes_says_who_and_works_after_it(
    bare: Path, start: Callable[..., Terminal]
) -> None:
    library = open_library(bare / "data")
    put_in(library, entries())
    library.close()
    terminal = start(LARGE)
    terminal.shows("1 Who said what (8)")
    terminal.press("j\r")
    terminal.shows("Desk › ")
    with lock_held(bare / "data") as holder:
        terminal.press("m")
        shows_in_lines(terminal, f"process {holder} (", "reading goes on meanwhile")
    terminal.press("m")
    terminal.shows("Marked; M lists")
    ends_well(terminal)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_store_that_may_not_be_read_says_so(bare: Path, start: Callable[..., Terminal]) -> None:
    library = open_library(bare / "data")
    put_in(library, entries())
    library.close()
    terminal = start()
    terminal.shows("1 Who said what (8)")
    (bare / "data").chmod(0)
    shows_in_lines(terminal, "Make the folder and its files yours")
    (bare / "data").chmod(0o700)
    terminal.shows("The library can be read again")
    ends_well(terminal)


@pytest.mark.parametrize("below", ["/proc/brief", "/dev/null/brief"])
def test_a_home_that_cannot_be_made_is_one_line_with_the_remedy(below: str, bare: Path) -> None:
    command = [sys.executable, "-c", "from tui.cli.main import main; main()", "print"]
    environment = {"PATH": os.environ["PATH"], "HOME": str(bare), "BRIEF_HOME": below}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode in (1, 2)
    assert not done.stdout
    said = " ".join(done.stderr.split())
    assert said.startswith(f"brief: {below}/")
    assert said.endswith("Choose another folder with BRIEF_HOME")
