"""How long a user waits for `brief`: to the first screen with real rows, and for short commands.

    python -m bench.start [--rounds N] [--sizes 1000 50000]

Screens are measured through a pty, from the start of the process to the moment at which the words
of a row arrive, against a bare Textual app that shows one line, in alternating runs: both screens
that brief can start with, the stories and the desk. Where the first screen was kept, its rows are
those of a picture; so it is said, too, when a key that is typed at once has been answered.
"""

from __future__ import annotations

import argparse
import contextlib
import fcntl
import math
import os
import pty
import select
import signal
import statistics
import struct
import subprocess
import sys
import tempfile
import termios
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

from msgspec.structs import replace

from bench import newsboat
from bench.filling import put_in
from bench.measure import HEADER, Row, machine
from bench.synthetic import entries
from briefing.nlp_model import BUNDLED_MODEL, analyser_name
from store.library import open_library

ROOT = Path(__file__).parent.parent
BRIEF = [sys.executable, "-c", "from tui.cli.entry import run; run()"]
_BARE = """
from textual.app import App
from textual.widgets import Static
class Bare(App[None]):
    def compose(self):
        yield Static("one line is here")
Bare().run(mouse=False)
"""
BARE = [sys.executable, "-c", _BARE]
ROWS: Mapping[str, bytes] = {"stories": b"said  ", "desk": b"(planned)"}
"""What stands in rows of each screen to start with: before words in cards, in rows of talks."""
UNGATHERED: Mapping[str, bytes] = {**ROWS, "stories": b"gathering stories"}
"""The same on a visit that finds no front: articles, until it is known which are of one story."""
_FILTER, _PROMPT = b"/", b"ords to filter by"  # a key, and what stands there once it is answered
CALM = {"TERM": "xterm-256color", "TEXTUAL_ANIMATIONS": "none"}
PATIENCE = 60.0  # seconds before a screen is given up
AT_REST = 3.0  # seconds without work after which a program has read and kept all that it wants to
_LOOK = 0.1  # seconds between two looks at what it does
_WORK = 0.02  # of a processor: what looks now and then whether anything was written is no work
HEAVY = ("spacy", "thinc", "numpy")


class Shown(NamedTuple):
    """A program whose screen has shown what was looked for, ``seconds`` after its start."""

    seconds: float
    pid: int
    terminal: int


@contextlib.contextmanager
def shown(
    command: Sequence[str], words: bytes, environment: Mapping[str, str], typed: bytes = b""
) -> Iterator[Shown]:
    """Start ``command`` in a pty of 120x40 and read until it has written ``words``; then kill it.

    ``typed`` are keys that wait for it from the beginning. Raises RuntimeError if the words do not
    come in a minute.
    """
    began = time.perf_counter()
    pid, terminal = pty.fork()
    if pid == 0:
        os.chdir(ROOT)
        os.execvpe(command[0], list(command), {**os.environ, **environment})
    _resize(terminal)
    os.write(terminal, typed)
    output = b""
    try:
        while words not in output:
            ready, _, _ = select.select([terminal], [], [], PATIENCE)
            if not ready:
                raise RuntimeError(f"{command[:3]} did not show {words!r}")
            output += os.read(terminal, 65536)
        yield Shown(time.perf_counter() - began, pid, terminal)
    finally:
        os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)
        os.close(terminal)


def until_seen(
    command: Sequence[str], words: bytes, environment: Mapping[str, str], typed: bytes = b""
) -> float:
    """Seconds from the start of ``command`` until it has written ``words``; ``typed`` as above."""
    with shown(command, words, environment, typed) as screen:
        return screen.seconds


def rest(screen: Shown) -> None:
    """Read what a program writes until it, and what it has started, has nothing to do any more."""
    began, used = time.monotonic(), _used(screen.pid)
    until = began + PATIENCE
    while time.monotonic() < min(until, began + AT_REST):
        if select.select([screen.terminal], [], [], _LOOK)[0]:
            os.read(screen.terminal, 65536)
        now = _used(screen.pid)
        if _children(screen.pid) or now - used > _WORK * AT_REST:
            began, used = time.monotonic(), now


def _used(process: int) -> float:
    """Seconds of the processor that a process has used."""
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _children(process: int) -> str:
    """The processes that it has started and that have not ended."""
    tasks = Path(f"/proc/{process}/task").glob("*/children")
    return "".join(task.read_text() for task in tasks).strip()


def at_rest(
    command: Sequence[str], words: bytes, environment: Mapping[str, str]
) -> tuple[int, str]:
    """Resident bytes of a program at rest after ``words``, and what it has mapped of HEAVY."""
    with shown(command, words, environment) as screen:
        rest(screen)
        process = Path(f"/proc/{screen.pid}")
        pages = int((process / "statm").read_text().split()[1])
        mapped = (process / "maps").read_text()
    loaded = [name for name in HEAVY if f"/{name}/" in mapped]
    return pages * os.sysconf("SC_PAGE_SIZE"), ", ".join(loaded) or "none"


def _resize(terminal: int) -> None:
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 120, 0, 0))


def run(command: Sequence[str], environment: Mapping[str, str]) -> float:
    """Seconds that a command takes whose output goes nowhere."""
    began = time.perf_counter()
    subprocess.run(
        command,
        cwd=ROOT,
        env={**os.environ, **environment},
        stdout=subprocess.DEVNULL,
        check=True,
    )
    return time.perf_counter() - began


def library(home: Path, size: int) -> None:
    """Fill the store below ``home`` with that many analysed articles."""
    name = analyser_name(BUNDLED_MODEL)
    opened = open_library(home / "data")
    batch = []
    for entry in entries(size, date.today()):
        findings = entry.findings and replace(entry.findings, analyser=name)
        batch.append(replace(entry, findings=findings))
        if len(batch) == 1000:
            put_in(opened, batch)
            batch = []
    put_in(opened, batch)
    # What follows is to be measured on a machine that has nothing else to do.
    opened.wait_for_compaction()
    opened.close()


def screens(homes: Mapping[int, Path], rounds: int) -> Iterator[Row]:
    """To the first rows of either screen: with a front kept, without one, and newsboat's."""
    peers = {size: _newsboat(home, size) for size, home in homes.items()}
    taken: dict[str, list[float]] = {}

    def note(name: str, seconds: float) -> None:
        taken.setdefault(name, []).append(seconds)

    for _ in range(rounds):
        note("bare", until_seen(BARE, b"one line is here", CALM))
        for size, home in homes.items():
            for start, words in ROWS.items():
                start_with(home, start)
                note(f"first {start} {size}", until_first_rows(home, start)())
                at_rest(BRIEF, words, at(home))
                note(f"again {start} {size}", until_seen(BRIEF, words, at(home)))
                note(f"key {start} {size}", until_seen(BRIEF, _PROMPT, at(home), _FILTER))
            if command := peers[size]:
                note(f"newsboat {size}", until_seen(command, newsboat.ROW, at(home)))
    middle = {name: statistics.median(times) for name, times in taken.items()}
    bare = (middle["bare"], "bare Textual app")
    kept = ("with the front kept", "again", "at most 1.25")
    for what, name, budget in (kept, ("with none kept", "first", "at most 1.4")):
        for size in homes:
            for start in ROWS:
                title = f"`brief` to rows on the screen, the {start}, {size:,} articles, {what}"
                yield _row(title, middle[f"{name} {start} {size}"], bare, budget)
    for size in homes:
        for start in ROWS:
            title = (
                f"`brief` to a key answered, the {start}, {size:,} articles, with the front kept"
            )
            yield _row(title, middle[f"key {start} {size}"], bare, "stated")
    for size in homes:
        title = f"the same, the stories, {size:,} articles, with the front kept"
        if peers[size]:
            peer = (middle[f"newsboat {size}"], f"{newsboat.installed()}, as many cached")
            yield _row(title, middle[f"again stories {size}"], peer, "stated")
        else:
            yield Row(title, "", "newsboat is not installed", math.nan, "stated")


def _row(title: str, ours: float, peer: tuple[float, str], budget: str) -> Row:
    theirs = f"{peer[0] * 1000:.0f} ms ({peer[1]})"
    return Row(title, f"{ours * 1000:.0f} ms", theirs, ours / peer[0], budget)


def at(home: Path) -> dict[str, str]:
    """The environment of a brief whose files are all below ``home``."""
    return {**CALM, "BRIEF_HOME": str(home), "HOME": str(home)}


def start_with(home: Path, start: str) -> None:
    """Have that screen as the one to start with."""
    (home / "config.toml").write_text(f'[tui]\nstart = "{start}"\n')


def until_first_rows(home: Path, start: str = "stories") -> Callable[[], float]:
    """What measures a visit that finds no front."""

    def measure() -> float:
        (home / "cache" / "front.json").unlink(missing_ok=True)
        return until_seen(BRIEF, UNGATHERED[start], at(home))

    return measure


def _newsboat(home: Path, size: int) -> list[str] | None:
    return newsboat.filled(home / "newsboat", size) if newsboat.installed() else None


def memory(home: Path, size: int) -> Row:
    """Resident memory of the interface's process, beside that of a bare Textual app."""
    bare, _ = at_rest(BARE, b"one line is here", CALM)
    start_with(home, "stories")
    ours, loaded = at_rest(BRIEF, ROWS["stories"], at(home))
    return Row(
        f"memory of the panes' process, {size:,} articles; of {', '.join(HEAVY)} loaded: {loaded}",
        f"{ours / 2**20:.0f} MiB",
        f"{bare / 2**20:.0f} MiB (bare Textual app)",
        ours / bare,
        "at most 75 MiB",
    )


def commands(home: Path, rounds: int) -> Iterator[Row]:
    """``brief --help`` and ``brief print`` against an interpreter that does nothing.

    A report is made anew where nothing is kept: on a new day, after other settings, after articles
    that open panes brought in. Commands that bring articles leave it for whoever asks next.
    """
    seconds: dict[str, list[float]] = {}

    def note(name: str, command: Sequence[str]) -> None:
        seconds.setdefault(name, []).append(run(command, at(home)))

    for number in range(rounds):
        note("pass", [sys.executable, "-c", "pass"])
        note("help", [*BRIEF, "--help"])
        for cached in home.glob("cache/printed-*"):
            cached.unlink()
        note("anew", [*BRIEF, "print"])
        note("again", [*BRIEF, "print"])
        _mark(home, number)
        note("marked", [*BRIEF, "print"])
        run([*BRIEF, "add", str(_seed(home, number))], at(home))
        note("added", [*BRIEF, "print"])
    middle = {name: statistics.median(times) for name, times in seconds.items()}
    peer = (middle["pass"], "python -c pass")
    yield _row("`brief --help`", middle["help"], peer, "at most 4")
    yield _row("`brief print`, the first after `brief add`", middle["added"], peer, "at most 7")
    beside = "`brief print`, the first after a write of what no report rests on"
    yield _row(beside, middle["marked"], peer, "at most 7")
    yield _row("`brief print`, with nothing kept", middle["anew"], peer, "at most 7")
    yield _row("`brief print`, nothing written since", middle["again"], peer, "at most 8")


def _mark(home: Path, number: int) -> None:
    """Write something that no report rests on."""
    opened = open_library(home / "data")
    opened.set_state("bench", number)
    opened.close()


def _seed(home: Path, number: int) -> Path:
    """A seed file with an article of today that is not in the library."""
    text = (
        f"Ferry pilots of Norland call for talks, day {number}\n{date.today():%Y%m%d}\n"
        f"https://example.org/ferries/{number}\n"
        "The pilots' union will meet the port of Osthaven on Friday. "
        f"“We want a fair roster number {number},” said Ana Lind, who leads the union.\n"
    )
    file = home / "ferries.txt"
    file.write_text(text, encoding="utf-8")
    return file


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=9)
    parser.add_argument("--sizes", type=int, nargs="+", default=[1000, 50_000])
    options = parser.parse_args()
    # An installed program has its bytecode at hand, as the peers' packages have here.
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    print(machine(), HEADER, sep="\n\n", flush=True)
    with tempfile.TemporaryDirectory() as folder:
        homes = {size: Path(folder) / str(size) for size in options.sizes}
        for size, home in homes.items():
            library(home, size)
        largest = max(homes)
        for row in (
            *commands(homes[min(homes)], options.rounds),
            *screens(homes, options.rounds),
            memory(homes[largest], largest),
        ):
            print(row, flush=True)


if __name__ == "__main__":
    main()
