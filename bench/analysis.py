"""Analysis against stock spaCy on the same texts: words per second, memory, start of a worker.

    python -m bench.analysis [--articles N] [--rounds N] [--stream N]

Stock is ``nlp.pipe`` of the same model, doing nothing with the result: it finds no quote, talk or
deadline, so our figures carry the cost of everything that stock leaves out.
"""

from __future__ import annotations

import argparse
import itertools
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from msgspec.structs import replace

from bench.measure import HEADER, Row, alternating, machine
from briefing.analysis import BUNDLED_MODEL, Analyser, process_pool
from briefing.desk import Desk
from briefing.intake.seeds import read_seed
from briefing.model import Article
from store.library import open_library

ROOT = Path(__file__).parent.parent


def articles(count: int) -> Iterator[Article]:
    """That many articles: the samples and the test corpus over and over, each with its own id."""
    files = sorted(
        [*ROOT.glob("seeds/*.txt"), *ROOT.glob("tests/corpus/briefs/*.txt")], key=lambda p: p.name
    )
    originals = [read_seed(path) for path in files]
    for n, original in zip(range(count), itertools.cycle(originals), strict=False):
        yield replace(original, id=f"{n:016x}", url=None)


def stock(of: list[Article], processes: int) -> None:
    import spacy

    for _ in spacy.load(BUNDLED_MODEL).pipe((a.text for a in of), n_process=processes):
        pass


def in_process(of: list[Article]) -> None:
    from briefing.extract import pipeline

    for _ in pipeline.analyse(of, BUNDLED_MODEL):
        pass


def in_workers(of: list[Article], workers: int) -> None:
    analyser = Analyser(lambda _: process_pool(workers), model=BUNDLED_MODEL)
    for _ in analyser.analyse(of, total=len(of)):
        pass
    analyser.close()


def ingest(of: list[Article]) -> None:
    """Store, analyse and store the findings, as ``brief add`` does."""
    with tempfile.TemporaryDirectory() as folder:
        desk = Desk(open_library(Path(folder)), partial(Analyser, model=BUNDLED_MODEL))
        desk.add_articles(of)
        desk.close()


def speed(count: int, rounds: int) -> list[Row]:
    """Words per second, in one process, in two, and all the way into the store."""
    of = list(articles(count))
    words = sum(len(a.text.split()) for a in of)
    in_process(of[:16])
    took = alternating(
        {
            "stock 1": lambda: stock(of, 1),
            "ours 1": lambda: in_process(of),
            "stock 2": lambda: stock(of, 2),
            "ours 2": lambda: in_workers(of, 2),
            "ingest": lambda: ingest(of),
        },
        rounds,
    )
    rate = {name: words / s for name, s in took.items()}

    def row(what: str, ours: str, peer: str, budget: str) -> Row:
        return Row(
            what,
            f"{rate[ours]:.0f} words/s",
            f"{rate[peer]:.0f} words/s ({peer})",
            rate[ours] / rate[peer],
            f"at least {budget}",
        )

    return [
        row("analysis, one process", "ours 1", "stock 1", "1.3"),
        row("analysis, two processes", "ours 2", "stock 1", "2.2"),
        row(f"ingest of {count} articles", "ingest", "stock 2", "1.2"),
    ]


_PEAK = """
from pathlib import Path
from bench.analysis import articles
from briefing.extract import pipeline
for _ in pipeline.analyse(articles({count}), {model!r}):
    pass
print(next(line.split()[1] for line in Path("/proc/self/status").open() if "VmHWM" in line))
"""


def peak(count: int) -> float:
    """Peak memory in MiB of a process that analyses that many articles as a stream (Linux).

    By the kernel's high-water mark, which starts anew with the program; ``ru_maxrss`` does not.
    """
    code = _PEAK.format(count=count, model=BUNDLED_MODEL)
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    return int(done.stdout) / 1024


def memory(count: int) -> Row:
    """Peak memory of a long stream against that of one article."""
    one, many = peak(1), peak(count)
    return Row(
        f"peak memory, {count} articles streamed",
        f"{many:.0f} MiB",
        f"{one:.0f} MiB (one article)",
        many / one,
        "at most 1.5",
    )


_OURS = """
from bench.analysis import articles
from briefing.analysis import Analyser, process_pool
if __name__ == "__main__":
    analyser = Analyser(lambda _: process_pool(1), model={model!r})
    next(analyser.analyse(articles(1), total=1))
    analyser.close()
"""
_BARE = """
import spacy
from bench.analysis import articles
spacy.load({model!r})(next(articles(1)).text)
"""


def start(rounds: int) -> Row:
    """From nothing to the first finding of a worker, against bare spaCy's first document."""

    def run(code: str) -> None:
        with tempfile.NamedTemporaryFile("w", suffix=".py") as script:
            script.write(code.format(model=BUNDLED_MODEL))
            script.flush()
            subprocess.run(
                [sys.executable, script.name], cwd=ROOT, check=True, env={"PYTHONPATH": str(ROOT)}
            )

    took = alternating({"ours": lambda: run(_OURS), "bare": lambda: run(_BARE)}, rounds)
    return Row(
        "worker start to first finding",
        f"{took['ours'] * 1000:.0f} ms",
        f"{took['bare'] * 1000:.0f} ms (spacy.load and one document)",
        took["ours"] / took["bare"],
        "at most 1.2",
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--articles", type=int, default=1000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--stream", type=int, default=10_000)
    given = parser.parse_args()
    print(machine(), HEADER, sep="\n\n")
    print(start(2 * given.rounds + 1), flush=True)
    for row in speed(given.articles, given.rounds):
        print(row)
    print(memory(given.stream))


if __name__ == "__main__":
    main()
