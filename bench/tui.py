"""What a key costs in the panes: time from the key to the last byte, and bytes, through a pty.

    python -m bench.tui [--sizes 1000 50000] [--keys 150]

The real app runs in a child process at 120x40 over a library in memory; a list of as many
statements as ``--sizes`` says is filtered, searched, and walked through by row and by page. A key
counts as answered when nothing has come for a while; the time is that of the last byte.
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
from datetime import date
from typing import Any

from bench.measure import HEADER, Row, machine
from bench.start import _resize as resize
from bench.synthetic import entries

COLUMNS, LINES = 120, 40
QUIET = 0.12  # seconds without a byte that end an answer
PATIENCE = 120.0
LAST_DAY = date(2024, 3, 14)
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


def child(size: int) -> None:
    """Run the app over ``size`` statements of one speaker, until it is killed."""
    from tui import terminal

    terminal.prepare(theme="dark")
    from briefing.desk import Desk
    from briefing.digest import AsOf, Briefing
    from briefing.model import Counts, Entry
    from briefing.rows import Head, SpeakerRow, Statement
    from tui.app import BriefApp

    kept: dict[str, Entry] = {e.article.id: e for e in entries(-(-size // 3), LAST_DAY)}
    heads = {i: Head.of(e.article) for i, e in kept.items()}
    said = (
        Statement(heads[i], n, quote)
        for i, e in kept.items()
        if e.findings
        for n, quote in enumerate(e.findings.quotes)
    )
    statements = tuple(s for s, _ in zip(said, range(size), strict=False))
    speaker = SpeakerRow("Everybody", None, "named", statements)

    class Library:
        """As much of a library as the panes ask for."""

        notices: tuple[str, ...] = ()

        def entries(self, *_: object) -> Iterator[Entry]:
            yield from kept.values()

        def article(self, article_id: str) -> Any:
            return kept[article_id].article

        def findings(self, article_id: str) -> Any:
            return kept[article_id].findings

        def counts(self) -> Counts:
            return Counts(articles=len(kept), analysed=len(kept), newest=LAST_DAY)

        def revision(self) -> object:
            return 1

        def marks(self, *_: object) -> dict[date, object]:
            return {}

        def state(self, _: str) -> None:
            return None

        def set_state(self, *_: object) -> None:
            """Nothing is remembered."""

    class Ready(Desk):
        """A desk whose briefing is made beforehand."""

        def briefing(self, asked: date | None = None, days: int = 14) -> Briefing:
            del asked, days
            of = AsOf(LAST_DAY, "asked for")
            return Briefing(of, LAST_DAY, tuple(heads.values()), (speaker,), (), ())

    BriefApp(Ready(Library())).run(mouse=False)  # type: ignore[arg-type]


class Panes:
    """The app in a child process on a pty."""

    def __init__(self, size: int) -> None:
        self.pid, self.terminal = pty.fork()
        if not self.pid:
            os.environ.update(TERM="xterm-256color", COLORTERM="truecolor")
            os.execv(sys.executable, [sys.executable, "-m", "bench.tui", "--child", str(size)])
        resize(self.terminal)
        self.wait_for(b"Everybody")
        self.press("\r")
        self.answer(1.0)

    def press(self, key: str) -> None:
        os.write(self.terminal, key.encode())

    def wait_for(self, words: bytes) -> None:
        seen = b""
        end = time.monotonic() + PATIENCE
        while words not in seen:
            if time.monotonic() > end:
                raise RuntimeError(f"the panes did not show {words!r}")
            seen += self._read(1.0)

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
        made = Cost([], [])
        for key in keys:
            self.press(key)
            seconds, received = self.answer()
            made.seconds.append(seconds)
            made.sizes.append(received)
        return made

    def close(self) -> None:
        os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)
        os.close(self.terminal)


def measure(sizes: Sequence[int], keys: int) -> dict[int, dict[str, Cost]]:
    """The costs of every kind of key over each size, the sizes taking turns."""
    panes = {size: Panes(size) for size in sizes}
    typed = [letter for word in _WORDS for letter in (*word, *("\x7f" * len(word)))]
    found: dict[int, dict[str, Cost]] = {size: {} for size in sizes}

    def take_turns(kind: str, pressed: Sequence[str]) -> None:
        for start in range(0, len(pressed), _TURN):
            for size, each in panes.items():
                cost = each.cost(pressed[start : start + _TURN])
                known = found[size].setdefault(kind, Cost([], []))
                known.seconds.extend(cost.seconds)
                known.sizes.extend(cost.sizes)

    try:
        take_turns("row move", ["j"] * keys)
        take_turns("page move", ["\x1b[6~", "\x1b[6~", "\x1b[5~"] * (keys // 3))
        for each in panes.values():
            each.cost(["<", "/"])
        take_turns("filter", typed)
        for each in panes.values():
            each.cost(["\x1b"])
            each.press("S")
            each.wait_for(b"Type words")
        take_turns("search", typed)
    finally:
        for each in panes.values():
            each.close()
    return found


def rows(found: dict[int, dict[str, Cost]]) -> Iterator[Row]:
    """The table: each size against the smallest, each against its budget."""
    least, most = min(found), max(found)
    for kind, cost in found[most].items():
        small = found[least][kind]
        budget = "1.3" if "move" in kind else "50 ms p99"
        ours, peer = (
            f"{c.median * 1000:.1f} ms, p99 {c.p99 * 1000:.1f} ms, {c.bytes:.0f} B"
            for c in (cost, small)
        )
        ratio = cost.median / small.median
        yield Row(f"{kind}, {most:,} rows against {least:,}", ours, peer, ratio, budget)


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--sizes", type=int, nargs="+", default=[1000, 50_000])
    asked.add_argument("--keys", type=int, default=150)
    asked.add_argument("--child", type=int)
    options = asked.parse_args()
    if options.child:
        child(options.child)
        return
    found = measure(options.sizes, options.keys)
    print(f"{machine()}; {COLUMNS}x{LINES}\n")
    print(HEADER)
    for row in rows(found):
        print(row)


if __name__ == "__main__":
    main()
