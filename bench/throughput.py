"""One contender of bench.analysis in a process of its own: its start, then its steady state.

    python -m bench.throughput stock|ours PROCESSES ARTICLES

Printed is a JSON object: seconds until the first articles are done, then words a second, and words
a second of processor time (that of all processes), over as many articles as asked for.
"""

from __future__ import annotations

import json
import multiprocessing
import os
import sys
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

# One thread a process for everybody, as in our workers: what is compared is processes.
os.environ["OPENBLAS_NUM_THREADS"] = "1"

from bench.analysis import articles
from briefing.analysis.analyser import BATCH, Analyser
from briefing.analysis.workers import process_pool
from briefing.model import Article
from briefing.nlp_model import BUNDLED_MODEL

Run = Callable[[list[Article]], Iterator[object]]


def stock() -> Run:
    """spaCy as it comes, in this process; what it parses is looked at by nobody."""
    import spacy

    nlp = spacy.load(BUNDLED_MODEL)
    return lambda of: nlp.pipe(a.text for a in of)


def ours() -> Run:
    """The same model and all extractors in this process."""
    from briefing.extract import pipeline

    return lambda of: pipeline.analyse(of, BUNDLED_MODEL)


def workers(processes: int) -> Run:
    """The same in worker processes, fed from this one."""
    analyser = Analyser(lambda _: process_pool(processes), BUNDLED_MODEL, cores=lambda: processes)
    return analyser.analyse


def processor_seconds() -> float:
    """What this process and its living children have had of the processor (Linux)."""
    ticks = 0
    for child in multiprocessing.active_children():
        fields = Path(f"/proc/{child.pid}/stat").read_text().rpartition(")")[2].split()
        ticks += int(fields[11]) + int(fields[12])
    return time.process_time() + ticks / os.sysconf("SC_CLK_TCK")


def measure(make: Callable[[], Run], processes: int, count: int) -> dict[str, float]:
    """Start a contender, let it do a few batches, and then time it on ``count`` articles."""
    of = list(articles(count))
    began = time.perf_counter()
    run = make()
    for _ in run(of[: 4 * BATCH * processes]):
        pass
    started, busy = time.perf_counter(), processor_seconds()
    for _ in run(of):
        pass
    took, used = time.perf_counter() - started, processor_seconds() - busy
    words = sum(len(a.text.split()) for a in of)
    return {"start": started - began, "rate": words / took, "processor_rate": words / used}


def main() -> None:
    name, processes, count = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    makers = {"stock": stock, "ours": ours if processes == 1 else partial(workers, processes)}
    print(json.dumps(measure(makers[name], processes, count)))


if __name__ == "__main__":
    main()
