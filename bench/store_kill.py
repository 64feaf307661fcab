"""Rounds of ``kill -9`` in the middle of writes, one and three writers at a time."""

from __future__ import annotations

import random
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from bench.corpora.store_samples import entry
from store.library import open_library
from store.upkeep.health import examine

WORKER = Path(__file__).parents[1] / "tests" / "store" / "worker.py"
BATCH = 4


def kill_rounds(folder: Path, rounds: int, say: Callable[[str, str], None]) -> None:
    """Kill writers at random moments, compacting ones among them; count what was lost (nothing).

    Raises SystemExit if an acknowledged article is missing or altered, or a batch is there in part.
    """
    chance = random.Random(20220113)
    acknowledged: set[int] = set()
    at_once = 0
    for number in range(rounds):
        several = number % 4 == 0
        at_once += several
        starts = [1_000_000 * w + 400 * number for w in range(3 if several else 1)]
        writers = [_writer(folder, start) for start in starts]
        for writer in writers:
            assert writer.stdout is not None
            acknowledged |= _numbers(writer.stdout.readline())
        time.sleep(chance.uniform(0, 0.04))
        for writer in writers:
            writer.kill()
        for writer in writers:
            assert writer.stdout is not None
            # Not communicate(): it passes over what reading the first line has buffered.
            output = writer.stdout.read()
            writer.wait()
            acknowledged |= _numbers(*output.split("\n")[:-1])
        if number % 20 == 19 or number == rounds - 1:
            _check(folder, acknowledged)
    say(f"kill -9, {rounds} rounds, {at_once} of three at once", "0 lost")
    say("  articles acknowledged", f"{len(acknowledged):,}")


def _writer(folder: Path, start: int) -> subprocess.Popen[str]:
    command = [sys.executable, str(WORKER), "write", str(folder), str(start), str(BATCH), "yes"]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)


def _numbers(*lines: str) -> set[int]:
    return {int(word) for line in lines for word in line.split()}


def _check(folder: Path, acknowledged: set[int]) -> None:
    library = open_library(folder, read_only=True)
    held = {int(e.article.id[1:]): e for e in library.entries()}
    library.close()
    wrong = [n for n in acknowledged if held.get(n) != entry(n)]
    parts = {n // BATCH for n in held}
    if wrong or len(held) != BATCH * len(parts) or not examine(folder).sound:
        raise SystemExit(
            f"LOST: {len(wrong)} acknowledged; {len(held)} held of {len(parts)} batches"
        )
