"""What the store costs, beside stock TinyDB and SQLite (WAL, synchronous FULL) in the same run.

    python -m bench.store                 all of it, at 1,000 and 50,000 articles
    python -m bench.store --large 5000 --kills 20      quicker
    python -m bench.store --only insert,open,see,kill

All three keep the same documents: an article of about 3 KB with its findings, found again by id,
URL and day. Inserts into the stores compared are interleaved, so that a busy machine slows all
alike; times are medians.
"""

from __future__ import annotations

import argparse
import gc
import json
import os
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from functools import partial
from pathlib import Path

from tinydb import TinyDB

from bench.filling import put_in
from bench.measure import machine, seconds
from bench.store_kill import kill_rounds
from bench.store_peers import Sqlite, entry, filled, filled_sqlite, fresh
from briefing.model import Entry
from store.documents import records
from store.engine import files
from store.library import TinyLibrary, open_library


def milliseconds(work: Callable[[], object]) -> float:
    """How long it takes."""
    return seconds(work) * 1000


def say(title: str, figure: str, against: str = "", limit: float | None = None) -> None:
    """One line of the report; ``against`` is ``ratio of what``, compared with the limit."""
    verdict = ""
    if limit is not None:
        verdict = f"limit {limit:g}  " + ("ok" if float(against.split()[0]) <= limit else "MISSED")
    print(f"{title:44} {figure:>22}  {against:28} {verdict}", flush=True)


def inserts(place: Path, small: int, large: int, rounds: int) -> None:
    """One article at a time, and a hundred, at both sizes, turn by turn."""
    ours = {n: filled(place / f"ours-{n}", n) for n in (small, large)}
    peer = {n: filled_sqlite(place / f"peer-{n}.db", n) for n in (small, large)}
    new = fresh(10_000_000)
    times: dict[tuple[str, int], list[float]] = {}
    for _ in range(rounds):
        for size in (small, large):
            one = [next(new)]
            times.setdefault(("ours", size), []).append(
                milliseconds(partial(put_in, ours[size], one))
            )
            times.setdefault(("peer", size), []).append(milliseconds(partial(peer[size].put, one)))
    middle = {key: statistics.median(values) for key, values in times.items()}
    for (name, size), value in sorted(middle.items()):
        label = "store" if name == "ours" else "SQLite"
        say(f"insert 1 at {size:,}, {label}", f"{value:.3f} ms")
    growth = middle["ours", large] / middle["ours", small]
    say(f"insert 1 at {large:,}", "", f"{growth:.2f} of that at {small:,}", 1.5)
    ratio = middle["ours", large] / middle["peer", large]
    say(f"insert 1 at {large:,}", "", f"{ratio:.2f} of SQLite's", 2)
    batches(ours[large], peer[large], new, max(rounds // 10, 5))
    ours[large].wait_for_compaction()
    while_compacting(ours[large], new)
    for library in ours.values():
        library.wait_for_compaction()
        library.close()


def batches(ours: TinyLibrary, peer: Sqlite, new: Iterator[Entry], rounds: int) -> None:
    """A hundred articles in one transaction."""
    mine, theirs = [], []
    for _ in range(rounds):
        batch = [next(new) for _ in range(100)]
        mine.append(milliseconds(partial(put_in, ours, batch)))
        theirs.append(milliseconds(partial(peer.put, batch)))
    a, b = statistics.median(mine), statistics.median(theirs)
    say("insert 100 in one transaction", f"{a:.2f} / {b:.2f} ms", f"{a / b:.2f} of SQLite's", 3)


def while_compacting(library: TinyLibrary, new: Iterator[Entry]) -> None:
    """What a writer notices of a compaction in another process."""
    child = subprocess.Popen(
        [sys.executable, "-c", _COMPACT, str(library.folder)],
        stdout=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).parents[1],
    )
    times = []
    while child.poll() is None:
        one = [next(new)]
        times.append(milliseconds(partial(put_in, library, one)))
    output = child.stdout.read().strip() if child.stdout else ""
    say("compaction in another process", f"{float(output):.0f} ms")
    times.sort()
    middle, worst = statistics.median(times), times[-1]
    say(f"insert 1 meanwhile ({len(times)} of them)", f"{middle:.2f}, worst {worst:.0f} ms")


_COMPACT = """
import sys, time
from store.library import compact_folder
start = time.perf_counter()
compact_folder(sys.argv[1])
print((time.perf_counter() - start) * 1000)
"""


def stock(place: Path, small: int, large: int) -> None:
    """Stock TinyDB, which rewrites its file: articles alone, few rounds, for they are slow."""
    for size in (small, large):
        database = TinyDB(place / f"stock-{size}.json")
        table = database.table("articles")
        table.insert_multiple(records.article_to_record(entry(n).article) for n in range(size))
        new = [records.article_to_record(entry(10**7 + n).article) for n in range(20)]
        times = [
            milliseconds(partial(table.insert, document))
            for document in new[: 20 if size <= 1000 else 3]
        ]
        say(f"insert 1 at {size:,}, stock TinyDB", f"{statistics.median(times):.1f} ms")
        database.close()
        (place / f"stock-{size}.json").unlink()
        gc.collect()


def opening(place: Path, size: int) -> None:
    """Opening for the first screen, against parsing the same bytes."""
    folder = place / "opened"
    filled(folder, size).close()
    path = folder / files.SNAPSHOT
    parse = min(parsing(path))
    ways = {"with its index": "", "its index lost": "no index"}
    for label, way in ways.items():
        runs = [_child(_OPEN, str(folder), way) for _ in range(3)]
        best = min(runs, key=lambda f: f["open"] + f["counts"])
        ratio = f"{best['open'] / parse:.3f} of parsing"
        say(f"open {size:,}, {label}", f"{best['open']:.0f} ms", ratio, 1.5)
        say("  and count everything in it", f"{best['counts']:.0f} ms")
        say("  and list the newest two weeks", f"{best['entries']:.0f} ms")
        say("  memory, imports included", f"{best['before']:.0f} -> {best['after']:.0f} MB")


def parsing(path: Path) -> Iterator[float]:
    """Milliseconds for that file by each JSON library, best of three, collector off."""
    for name in ("msgspec", "orjson"):
        figures = _child(_PARSE, str(path), name)
        if figures:
            say(
                f"parsing its {path.stat().st_size / 1e6:.0f} MB, {name}",
                f"{figures['parse']:.0f} ms",
            )
            yield figures["parse"]


_PARSE = """
import gc, importlib, json, sys, time
from pathlib import Path
try:
    module = importlib.import_module({"msgspec": "msgspec.json", "orjson": "orjson"}[sys.argv[2]])
except ImportError:
    print("{}")
    sys.exit()
parse = module.decode if sys.argv[2] == "msgspec" else module.loads
data = Path(sys.argv[1]).read_bytes()
gc.disable()
best = 1e9
for _ in range(3):
    start = time.perf_counter()
    parsed = parse(data)
    best = min(best, time.perf_counter() - start)
    del parsed
print(json.dumps({"parse": best * 1e3}))
"""


def _child(script: str, *arguments: str) -> dict[str, float]:
    """What that script prints, run by a fresh interpreter."""
    finished = subprocess.run(
        [sys.executable, "-c", script, *arguments],
        check=True,
        capture_output=True,
        text=True,
        cwd=Path(__file__).parents[1],
    )
    figures: dict[str, float] = json.loads(finished.stdout)
    return figures


_OPEN = """
import json, re, sys, time
from datetime import timedelta
from pathlib import Path
from store.engine import snapshot
from store.library import open_library

def memory():
    return int(re.search(r"VmRSS:\\s+(\\d+)", Path("/proc/self/status").read_text())[1]) / 1024

if sys.argv[2]:
    snapshot.Snapshot._use_index = lambda self: False
before = memory()
start = time.perf_counter()
library = open_library(Path(sys.argv[1]), read_only=True)
opened = time.perf_counter()
counts = library.counts()
counted = time.perf_counter()
entries = list(library.entries(since=counts.newest - timedelta(days=14)))
listed = time.perf_counter()
del entries
print(json.dumps({"open": (opened - start) * 1e3, "counts": (counted - opened) * 1e3,
    "entries": (listed - counted) * 1e3, "before": before, "after": memory()}))
"""


def seeing(place: Path, rounds: int) -> None:
    """How long after a write is durable another process sees it, polling every half millisecond."""
    folder = place / "seen"
    with closing(open_library(folder)) as library:
        put_in(library, [entry(0)])
        child = subprocess.Popen(
            [sys.executable, "-c", _SEE, str(folder), str(rounds)],
            stdout=subprocess.PIPE,
            text=True,
            cwd=Path(__file__).parents[1],
        )
        assert child.stdout is not None
        child.stdout.readline()
        durable = []
        for number in range(1, rounds + 1):
            put_in(library, [entry(number)])
            durable.append(time.monotonic())
            time.sleep(0.005)
        seen = [float(child.stdout.readline()) for _ in range(rounds)]
        child.wait()
    late = sorted(max(0.0, (s - d) * 1000) for s, d in zip(seen, durable, strict=True))
    middle, most = statistics.median(late), late[int(len(late) * 0.99)]
    say("a write is seen elsewhere after", f"{middle:.2f}, p99 {most:.2f} ms", f"{most:.2f} ms", 10)


_SEE = """
import sys, time
from pathlib import Path
from store.library import open_library
library = open_library(Path(sys.argv[1]), read_only=True)
have = library.counts().articles
print("ready", flush=True)
while have < int(sys.argv[2]) + 1:
    now = library.counts().articles
    moment = time.monotonic()
    for _ in range(now - have):
        print(moment, flush=True)
    have = now
    time.sleep(0.0005)
"""


def main() -> None:
    """Run what is asked for in a folder of its own and print the report."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--small", type=int, default=1000)
    options.add_argument("--large", type=int, default=50_000)
    options.add_argument("--rounds", type=int, default=200, help="inserts to take the median of")
    options.add_argument("--kills", type=int, default=200, help="rounds of kill -9")
    options.add_argument("--only", default="insert,stock,open,see,kill")
    options.add_argument("--folder", type=Path, help="where to make the stores")
    chosen = options.parse_args()
    print(machine())
    print(f"load {os.getloadavg()[0]:.1f}", "SQLite", sqlite3.sqlite_version)
    with tempfile.TemporaryDirectory(dir=chosen.folder) as temporary:
        place = Path(temporary)
        parts: dict[str, Callable[[], None]] = {
            "insert": lambda: inserts(place, chosen.small, chosen.large, chosen.rounds),
            "stock": lambda: stock(place, chosen.small, chosen.large),
            "open": lambda: opening(place, chosen.large),
            "see": lambda: seeing(place, chosen.rounds),
            "kill": lambda: kill_rounds(place / "killed", chosen.kills, say),
        }
        for name in chosen.only.split(","):
            parts[name]()


if __name__ == "__main__":
    main()
