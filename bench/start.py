"""How long a user waits for `brief`: to the first screen with real rows, and for short commands.

    python -m bench.start [--rounds N] [--sizes 1000 50000]

Screens are measured through a pty, from the start of the process to the moment at which the words
of a row arrive, against a bare Textual app that shows one line, in alternating runs.
"""

from __future__ import annotations

import argparse
import fcntl
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
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

from msgspec.structs import replace

from bench.measure import HEADER, Row, machine
from bench.synthetic import entries
from briefing.analysis import BUNDLED_MODEL, analyser_name
from store.library import open_library

ROOT = Path(__file__).parent.parent
BRIEF = [sys.executable, "-c", "from tui.cli import main; main(prog_name='brief')"]
_BARE = """
from textual.app import App
from textual.widgets import Static
class Bare(App[None]):
    def compose(self):
        yield Static("one line is here")
Bare().run(mouse=False)
"""
BARE = [sys.executable, "-c", _BARE]
ROWS = b"(planned)"  # stands in rows of talks
PATIENCE = 60.0  # seconds before a screen is given up


def until_seen(
    command: Sequence[str], words: bytes, environment: Mapping[str, str], linger: float = 0.0
) -> float:
    """Seconds from starting ``command`` in a pty of 120x40 until it has written ``words``.

    It is left alone for ``linger`` seconds more, and then killed. Raises RuntimeError if the words
    do not come in a minute.
    """
    began = time.perf_counter()
    pid, terminal = pty.fork()
    if pid == 0:
        os.chdir(ROOT)
        os.execvpe(command[0], list(command), {**os.environ, **environment})
    _resize(terminal)
    seen = b""
    try:
        while words not in seen:
            ready, _, _ = select.select([terminal], [], [], PATIENCE)
            if not ready:
                raise RuntimeError(f"{command[:3]} did not show {words!r}")
            seen += os.read(terminal, 65536)
        took = time.perf_counter() - began
        time.sleep(linger)
        return took
    finally:
        os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)
        os.close(terminal)


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
    kept = open_library(home / "data")
    batch = []
    for entry in entries(size, date.today()):
        found = entry.findings and replace(entry.findings, analyser=name)
        batch.append(replace(entry, findings=found))
        if len(batch) == 1000:
            kept.put(batch)
            batch = []
    kept.put(batch)
    kept.close()


def screens(homes: Mapping[int, Path], rounds: int) -> list[Row]:
    """One row for each size of library."""
    calm = {"TERM": "xterm-256color", "TEXTUAL_ANIMATIONS": "none"}
    taken: dict[str, list[float]] = {"bare": [], **{str(size): [] for size in homes}}
    firsts = {
        size: until_seen(BRIEF, ROWS, {**calm, "BRIEF_HOME": str(home)}, linger=2.0)
        for size, home in homes.items()
    }
    for _ in range(rounds):
        taken["bare"].append(until_seen(BARE, b"one line is here", calm))
        for size, home in homes.items():
            taken[str(size)].append(until_seen(BRIEF, ROWS, {**calm, "BRIEF_HOME": str(home)}))
    middle = {name: statistics.median(times) for name, times in taken.items()}
    return [
        Row(
            f"`brief` to rows on the screen, {size:,} articles (a first visit: "
            f"{firsts[size] * 1000:.0f} ms)",
            f"{middle[str(size)] * 1000:.0f} ms",
            f"{middle['bare'] * 1000:.0f} ms (bare Textual app)",
            middle[str(size)] / middle["bare"],
            "at most 1.5",
        )
        for size in homes
    ]


def commands(home: Path, rounds: int) -> list[Row]:
    """``brief --help`` and ``brief print`` against an interpreter that does nothing."""
    environment = {"BRIEF_HOME": str(home)}
    budgets = {"--help": 4, "print": 8}
    taken: dict[str, list[float]] = {"pass": [], **{name: [] for name in budgets}}
    for _ in range(rounds):
        taken["pass"].append(run([sys.executable, "-c", "pass"], environment))
        for name in budgets:
            taken[name].append(run([*BRIEF, name], environment))
    middle = {name: statistics.median(times) for name, times in taken.items()}
    return [
        Row(
            f"`brief {name}`",
            f"{middle[name] * 1000:.0f} ms",
            f"{middle['pass'] * 1000:.0f} ms (python -c pass)",
            middle[name] / middle["pass"],
            f"at most {budget}",
        )
        for name, budget in budgets.items()
    ]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=9)
    parser.add_argument("--sizes", type=int, nargs="+", default=[1000, 50_000])
    given = parser.parse_args()
    # An installed program has its bytecode at hand, as the peers' packages have here.
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    print(machine(), HEADER, sep="\n\n", flush=True)
    with tempfile.TemporaryDirectory() as folder:
        homes = {size: Path(folder) / str(size) for size in given.sizes}
        for size, home in homes.items():
            library(home, size)
        for row in [*screens(homes, given.rounds), *commands(homes[min(homes)], given.rounds)]:
            print(row, flush=True)


if __name__ == "__main__":
    main()
