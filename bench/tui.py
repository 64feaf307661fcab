"""What a key costs in the panes: time from the key to the last byte, and bytes, through a pty.

    python -m bench.tui [--sizes 1000 50000] [--keys 150]

The real app runs in a child process at 120x40 over a library in memory; a list of as many
statements as ``--sizes`` says is filtered, searched, and walked through by row and by page. A key
counts as answered when nothing has come for a while; the time is that of the last byte. The bare
limit is a Textual app of one line that changes with every key, in the same run.
"""

from __future__ import annotations

import argparse
import os
import pty
import select
import signal
import statistics
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bench.measure import HEADER, Row, machine
from bench.start import _resize as resize
from bench.tui_apps import COLUMNS, GREETING

LINES = 40
QUIET = 0.12  # seconds without a byte that end an answer
PATIENCE = 120.0
_BUDGETS = {
    "row move": "2, 1.2 KB",
    "page move": "12 KB",
    "filter": "50 ms p99",
    "search": "50 ms p99",
}
_TURN = 6  # keys that one size gets before the next one's turn
_WORDS = ("talks", "gap", "port", "river", "oslo", "council")


@dataclass(frozen=True, slots=True)
class Cost:
    """Of one kind of key: seconds to the last byte and bytes, one of each a key pressed."""

    seconds: list[float]
    sizes: list[int]

    @property
    def median(self) -> float:
        return statistics.median(self.seconds)

    @property
    def p99(self) -> float:
        return sorted(self.seconds)[max(0, round(len(self.seconds) * 0.99) - 1)]

    @property
    def bytes(self) -> float:
        return statistics.median(self.sizes)

    def add(self, more: Cost) -> None:
        self.seconds.extend(more.seconds)
        self.sizes.extend(more.sizes)

    def __str__(self) -> str:
        ms, p99 = self.median * 1000, self.p99 * 1000
        return f"{ms:.1f} ms, p99 {p99:.1f} ms, {self.bytes:.0f} B"


class OnTerminal:
    """An app of ``bench.tui_apps`` in a child process on a pty, once it has said something."""

    def __init__(self, *arguments: str) -> None:
        self.pid, self.terminal = pty.fork()
        if not self.pid:
            os.environ.update(TERM="xterm-256color", COLORTERM="truecolor")
            os.execv(sys.executable, [sys.executable, "-m", "bench.tui_apps", *arguments])
        resize(self.terminal)
        self.wait_for(GREETING)
        self.answer(1.0)

    def press(self, key: str) -> None:
        os.write(self.terminal, key.encode())

    def wait_for(self, words: str) -> None:
        output = b""
        end = time.monotonic() + PATIENCE
        while words.encode() not in output:
            if time.monotonic() > end:
                raise RuntimeError(f"the panes did not show {words!r}")
            output += self._read(1.0)

    def _read(self, seconds: float) -> bytes:
        ready, _, _ = select.select([self.terminal], [], [], seconds)
        return os.read(self.terminal, 65536) if ready else b""

    def answer(self, quiet: float = QUIET) -> tuple[float, int]:
        """Seconds from now to the last byte that comes before it is quiet, and how many."""
        began = last = time.perf_counter()
        received = 0
        while data := self._read(quiet):
            last = time.perf_counter()
            received += len(data)
        return last - began, received

    def cost(self, keys: Sequence[str]) -> Cost:
        """Press keys one by one and wait for each."""
        cost = Cost([], [])
        for key in keys:
            self.press(key)
            seconds, received = self.answer()
            cost.seconds.append(seconds)
            cost.sizes.append(received)
        return cost

    def close(self) -> None:
        os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)
        os.close(self.terminal)


class Measured:
    """The apps measured, taking turns, and what their keys have cost."""

    def __init__(self, sizes: Sequence[int]) -> None:
        self.bare = OnTerminal("bare")
        self.panes = {size: OnTerminal("panes", str(size)) for size in sizes}
        self.bare_cost = Cost([], [])
        self.costs: dict[str, dict[int, Cost]] = {}

    def open_rows(self) -> None:
        """Go to the list of all statements; raises RuntimeError when they are fewer."""
        for size, app in self.panes.items():
            app.press("\r")
            app.wait_for(f"1/{size:,}")
            app.answer(1.0)

    def press_all(self, *keys: str) -> None:
        """Press keys that are not measured in every app of panes."""
        for app in self.panes.values():
            app.cost(keys)

    def take_turns(self, kind: str, keys: Sequence[str]) -> None:
        """Press the keys in every app, a few at a time."""
        costs = self.costs.setdefault(kind, {size: Cost([], []) for size in self.panes})
        for start in range(0, len(keys), _TURN):
            for size, app in self.panes.items():
                costs[size].add(app.cost(keys[start : start + _TURN]))
            self.bare_cost.add(self.bare.cost("j" * _TURN))

    def close(self) -> None:
        for app in (self.bare, *self.panes.values()):
            app.close()


def measure(sizes: Sequence[int], keys: int) -> Measured:
    """The costs of every kind of key over each size."""
    measured = Measured(sizes)
    typed = [letter for word in _WORDS for letter in (*word, *("\x7f" * len(word)))]
    try:
        measured.open_rows()
        measured.take_turns("row move", ["j"] * keys)
        measured.take_turns("page move", ["\x1b[6~", "\x1b[6~", "\x1b[5~"] * (keys // 3))
        measured.press_all("<")
        for again in range(3):
            if again:
                measured.press_all("\x1b")
            measured.take_turns("opening the filter", ["/"])
        measured.take_turns("filter", typed)
        measured.press_all("\x1b")
        for app in measured.panes.values():
            app.press("S")
            app.wait_for("Type words")
            app.answer(1.0)
        measured.take_turns("search", typed)
    finally:
        measured.close()
    return measured


def rows(measured: Measured) -> Iterator[Row]:
    """The table: each size against the bare app and the smallest, each against its budget."""
    least, most = min(measured.panes), max(measured.panes)
    peer = measured.bare_cost
    for kind, costs in measured.costs.items():
        cost, small = costs[most], costs[least]
        budget = _BUDGETS.get(kind, "")
        title = f"{kind}, {most:,} rows"
        yield Row(f"{title} (bare app)", str(cost), str(peer), cost.median / peer.median, budget)
        ratio = cost.median / small.median
        budget = "1.3" if "move" in kind else ""
        yield Row(f"{title} ({least:,} rows)", str(cost), str(small), ratio, budget)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=[1000, 50_000])
    parser.add_argument("--keys", type=int, default=150)
    options = parser.parse_args()
    measured = measure(options.sizes, options.keys)
    print(f"{machine()}; {COLUMNS}x{LINES}\n")
    print(HEADER)
    for row in rows(measured):
        print(row)


if __name__ == "__main__":
    main()
