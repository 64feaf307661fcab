"""What a store of many articles costs, and where the cost begins to grow.

    python -m bench.scale [--sizes 10000 50000 200000 1000000] [--a-day 137] [--folder DIR]

Stores are filled in streams with made-up articles, the same number a day whatever the size, so that
a larger store reaches further back and the briefing of a day stays the same. Each piece of work is
one that a user does, in a process of its own, and what it wrote stays for the next. Given are wall
clock, in brackets processor time, and peak memory (``ru_maxrss``) of that process or a child of
it, but at least that of this program, some 60 MiB; disk is what the store takes after it.
``growth`` is the exponent b of cost ~ size**b from one size to the next, by processor time: 0 where
size does not matter, 1 where it is in proportion.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice, pairwise
from pathlib import Path

from msgspec.structs import replace

from bench.feeds import document, serving
from bench.filling import put_in
from bench.measure import machine
from bench.start import BRIEF, ROWS, at, at_rest, start_with, until_first_rows, until_seen
from bench.synthetic import entries
from briefing.nlp_model import BUNDLED_MODEL, analyser_name
from store.library import open_library

ROOT = Path(__file__).parent.parent
A_DAY = 137  # articles: 50,000 a year
SIZES = (10_000, 50_000, 200_000, 1_000_000)
_BATCH = 1000
_FINEST = 0.001  # seconds: what takes less is not told apart
_PROBE = "ScaleBergen"  # a word that no other article has
_LIBRARY = """
import json, sys, time
from pathlib import Path
from briefing.desk import Desk
from store.library import compact_folder, open_library
folder = Path(sys.argv[1])
began, processor = time.perf_counter(), time.process_time()
"""
_WORK = {
    "open and count": "open_library(folder, read_only=True).counts()",
    "search, the first": "Desk(open_library(folder)).search('mackerel quotas')",
    "search, then again": (
        "desk = Desk(open_library(folder)); desk.search('mackerel quotas')\n"
        "began, processor = time.perf_counter(), time.process_time(); desk.search('wheat prices')"
    ),
    "compaction": "compact_folder(str(folder))",
}
_ENDING = "\nprint(json.dumps([time.perf_counter() - began, time.process_time() - processor]))"


@dataclass(frozen=True, slots=True)
class Cost:
    """Seconds, seconds of processor and peak MiB of one piece of work; NaN where not known."""

    wall: float
    processor: float
    mib: float

    def __str__(self) -> str:
        processor = "" if math.isnan(self.processor) else f" ({_seconds(self.processor)})"
        memory = "" if math.isnan(self.mib) else f", {self.mib:,.0f} MiB"
        return f"{_seconds(self.wall)}{processor}{memory}"


def _seconds(value: float) -> str:
    return f"{value * 1000:,.0f} ms" if value < 10 else f"{value:,.0f} s"


def run(command: Sequence[str], home: Path) -> tuple[Cost, str]:
    """What that command cost over the store of ``home``, and the last line that it printed.

    Raises RuntimeError with what it said if it fails.
    """
    with tempfile.TemporaryFile() as said, tempfile.TemporaryFile() as printed:
        began = time.perf_counter()
        child = subprocess.Popen(
            command,
            cwd=ROOT,
            env={**os.environ, **at(home)},
            stdin=subprocess.DEVNULL,
            stdout=printed,
            stderr=said,
        )
        _, status, used = os.wait4(child.pid, 0)
        wall = time.perf_counter() - began
        child.returncode = os.waitstatus_to_exitcode(status)
        for stream in (said, printed):
            stream.seek(0)
        if child.returncode:
            raise RuntimeError(f"{command} ended with {child.returncode}: {said.read().decode()}")
        last = printed.read().decode().strip().rpartition("\n")[2]
    return Cost(wall, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024), last


def fill(home: Path, size: int, a_day: int) -> None:
    """Store so many articles of the days up to today, a batch a transaction."""
    opened = open_library(home / "data")
    name = analyser_name(BUNDLED_MODEL)
    made = entries(size, date.today(), max(14, size // a_day))
    while batch := list(islice(made, _BATCH)):
        put_in(
            opened,
            (
                replace(each, findings=each.findings and replace(each.findings, analyser=name))
                for each in batch
            ),
        )
    opened.wait_for_compaction()
    opened.close()


def filling(home: Path, size: int, a_day: int) -> Cost:
    """The work of filling, by a process of its own: a larger parent would count as a child's."""
    script = f"""if True:
        from pathlib import Path
        from bench.scale import fill
        fill(Path({str(home)!r}), {size}, {a_day})
    """
    return run([sys.executable, "-c", script], home)[0]


def brief(*arguments: str) -> Callable[[Path], Cost]:
    """The work of one command of brief."""
    return lambda home: run([*BRIEF, *arguments], home)[0]


def library(work: str) -> Callable[[Path], Cost]:
    """The work of a process that opens the store of ``home``, without what it imports."""
    script = f"{_LIBRARY}{_WORK[work]}{_ENDING}"

    def measured(home: Path) -> Cost:
        cost, printed = run([sys.executable, "-c", script, str(home / "data")], home)
        wall, processor = json.loads(printed)
        return Cost(wall, processor, cost.mib)

    return measured


def first_screen(home: Path) -> Cost:
    """To the first rows of the desk, with no front kept from an earlier visit."""
    start_with(home, "desk")
    seconds = until_first_rows(home, "desk")()
    resident, _ = at_rest(BRIEF, ROWS["desk"], at(home))
    return Cost(seconds, math.nan, resident / 2**20)


def first_screen_again(home: Path) -> Cost:
    """To the first rows with the front that the visit before has kept."""
    return Cost(until_seen(BRIEF, ROWS["desk"], at(home)), math.nan, math.nan)


def fetch(home: Path) -> Cost:
    """A feed of twenty new articles, from its address to their rows."""
    (home / "config.toml").write_text(
        '[feeds]\nfull_text = "never"\nallow_hosts = ["127.0.0.1"]\n', encoding="utf-8"
    )
    with serving([document(0, 20)]) as (url,):
        brief("feeds", "add", url)(home)
        return brief("fetch")(home)


def works(home: Path, size: int, a_day: int) -> Iterator[tuple[str, Callable[[Path], Cost]]]:
    """What is measured, in order; the last ones delete and copy."""
    article = f"{_PROBE} council votes\n{date.today():%Y%m%d}\nhttps://example.org/scale\n"
    text = home / "one.txt"
    text.write_text(article + "The council will vote on Friday, said Ana Lindqvar, its chair.\n")
    yield "open and count", library("open and count")
    yield "first screen, no front kept", first_screen
    yield "first screen, front kept", first_screen_again
    yield "`brief print`, made anew", brief("print")
    yield "`brief status`", brief("status")
    yield "search, index made", library("search, the first")
    yield "search, index there", library("search, then again")
    yield "`brief add FILE`", brief("add", str(text))
    yield "`brief print` after it", brief("print")
    yield "`brief fetch`, 20 new articles", fetch
    yield "`brief doctor`", brief("doctor")
    yield "`brief backup`", brief("backup", str(home / "whole.backup"))
    days = max(14, size // a_day) * 9 // 10
    yield "`brief prune`, a tenth", brief("prune", "--yes", "--keep-days", str(days))
    yield "compaction after it", library("compaction")


def disk(folder: Path) -> float:
    """MiB of the files below ``folder``."""
    return sum(f.stat().st_size for f in folder.rglob("*") if f.is_file()) / 2**20


def measure(place: Path, size: int, a_day: int) -> Mapping[str, Cost]:
    """Every piece of work over a store of that size, which is gone afterwards."""
    home = place / str(size)
    home.mkdir()
    costs = {"filling": filling(home, size, a_day)}
    print(f"{size:,} articles: {costs['filling']}, {disk(home / 'data'):,.0f} MiB on disk")
    for name, work in works(home, size, a_day):
        costs[name] = work(home)
        print(f"  {name}: {costs[name]}, {disk(home / 'data'):,.0f} MiB on disk", flush=True)
    shutil.rmtree(home)
    return costs


def table(measured: Mapping[int, Mapping[str, Cost]]) -> Iterator[str]:
    """The lines of the table, a column a size and one for growth from each size to the next."""
    sizes = sorted(measured)
    yield "| what | " + " | ".join(f"{size:,}" for size in sizes) + " | growth |"
    yield "|---" * (len(sizes) + 2) + "|"
    for name in measured[sizes[0]]:
        costs = [measured[size][name] for size in sizes]
        steps = zip(pairwise(costs), pairwise(sizes), strict=True)
        growth = [
            math.log(_seconds_of(b) / _seconds_of(a)) / math.log(more / less)
            for (a, b), (less, more) in steps
        ]
        cells = " | ".join(map(str, costs))
        yield f"| {name} | {cells} | {', '.join(f'{each:.2f}' for each in growth)} |"


def _seconds_of(cost: Cost) -> float:
    """Seconds by which two costs are compared: of processor where they are known."""
    return max(_FINEST, cost.wall if math.isnan(cost.processor) else cost.processor)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES)
    parser.add_argument("--a-day", type=int, default=A_DAY, help="articles a day")
    parser.add_argument("--folder", type=Path, help="where to make the stores")
    options = parser.parse_args()
    print(machine())
    with tempfile.TemporaryDirectory(dir=options.folder) as temporary:
        place = Path(temporary)
        measured = {size: measure(place, size, options.a_day) for size in options.sizes}
    print()
    for line in table(measured):
        print(line)


if __name__ == "__main__":
    main()
