"""Analysis against stock spaCy on the same texts: words per second, memory, start of a worker.

    python -m bench.analysis [--articles N] [--rounds N] [--stream N]

Stock is ``nlp.pipe`` of the same model, doing nothing with the result: it finds no quote, talk or
deadline, so our figures carry the cost of everything that stock leaves out. Words per second are
those of the steady state, after all processes have started and worked for a while; the start is
stated apart. Only the row of the ingest counts everything, for both sides. As is, five minutes on
two free cores; on busy ones, see the row by processor time, which others' work disturbs little.
"""

from __future__ import annotations

import argparse
import itertools
import json
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path

from msgspec.structs import replace

from bench.measure import HEADER, Row, alternating, in_turn, machine
from briefing.analysis.analyser import Analyser
from briefing.desk import Desk
from briefing.intake.seeds import read_seed
from briefing.model import Article
from briefing.nlp_model import BUNDLED_MODEL
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


def with_new_names(of: Iterable[Article]) -> Iterator[Article]:
    """The same articles, each with some words that stand in no other: news never lacks them."""
    for number, article in enumerate(of):
        names = [_name(8 * number + i) for i in range(8)]
        line = f"{names[0]} {names[1]} of {names[2]}, {names[3]} and {names[4]} {names[5]} told "
        yield replace(article, text=f"{article.text}\n{line}{names[6]} {names[7]} to wait.")


def _name(number: int) -> str:
    syllables = "ba be di do fa go ha hi ka ke la lo ma mi na no pa ro sa ti".split()
    name = ""
    for _ in range(5):
        number, which = divmod(number, len(syllables))
        name += syllables[which]
    return name.capitalize()


def stock(of: list[Article], processes: int) -> None:
    import spacy

    for _ in spacy.load(BUNDLED_MODEL).pipe((a.text for a in of), n_process=processes):
        pass


def ingest(of: list[Article]) -> None:
    """Store, analyse and store the findings, as ``brief add`` does."""
    with tempfile.TemporaryDirectory() as folder:
        desk = Desk(open_library(Path(folder)), partial(Analyser, model=BUNDLED_MODEL))
        desk.add_articles(of)
        desk.close()


def contender(name: str, processes: int, count: int) -> dict[str, float]:
    """What ``bench.throughput`` prints of one contender."""
    command = [sys.executable, "-m", "bench.throughput", name, str(processes), str(count)]
    finished = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, check=True)
    return dict(json.loads(finished.stdout))


def speed(count: int, rounds: int) -> list[Row]:
    """Words per second, in one process and in two, and by what they use of the processor."""
    runs = {
        "stock": partial(contender, "stock", 1, count),
        "one": partial(contender, "ours", 1, count),
        "two": partial(contender, "ours", 2, count),
    }
    middle = {
        name: {key: statistics.median(f[key] for f in figures) for key in figures[0]}
        for name, figures in in_turn(runs, rounds).items()
    }

    def row(title: str, ours: str, key: str, budget: str, cores: int = 1) -> Row:
        rate, peer = cores * middle[ours][key], middle["stock"][key]
        per = "words/s" if key == "rate" else "words/s of a core"
        return Row(title, f"{rate:.0f} {per}", f"{peer:.0f} {per} (stock)", rate / peer, budget)

    starts = {name: f"(ready after {figures['start']:.1f} s)" for name, figures in middle.items()}
    return [
        row(f"analysis, one process {starts['one']}", "one", "rate", "at least 1.6"),
        row(f"analysis, two processes {starts['two']}", "two", "rate", "at least 3.0"),
        row("the same by processor time, times two", "two", "processor_rate", "-", cores=2),
    ]


def whole(count: int, rounds: int) -> Row:
    """Articles all the way into the store, the start of every process included."""
    of = list(articles(count))
    words = sum(len(a.text.split()) for a in of)
    took = alternating({"stock 2": lambda: stock(of, 2), "ingest": lambda: ingest(of)}, rounds)
    rate = {name: words / s for name, s in took.items()}
    return Row(
        f"ingest of {count} articles, starts included",
        f"{rate['ingest']:.0f} words/s",
        f"{rate['stock 2']:.0f} words/s (stock 2)",
        rate["ingest"] / rate["stock 2"],
        "at least 1.2",
    )


_PEAK = """
from pathlib import Path
from bench.analysis import articles, with_new_names
from briefing.extract import pipeline
for _ in pipeline.analyse(with_new_names(articles({count})), {model!r}):
    pass
print(next(line.split()[1] for line in Path("/proc/self/status").open() if "VmHWM" in line))
"""


def peak(count: int) -> float:
    """Peak memory in MiB of a process that analyses that many articles as a stream (Linux).

    By the kernel's high-water mark, which starts anew with the program; ``ru_maxrss`` does not.
    """
    code = _PEAK.format(count=count, model=BUNDLED_MODEL)
    finished = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    return int(finished.stdout) / 1024


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
import sys, time
from pathlib import Path
from tui.cli.main import main  # what the program's own script imports, and its workers with it
if __name__ == "__main__":
    from briefing.analysis.analyser import Analyser
    from briefing.analysis.workers import process_pool
    from briefing.intake.seeds import read_seed
    article = read_seed(Path(sys.argv[1]))
    analyser = Analyser(lambda _: process_pool(1), model={model!r})
    began = time.time()
    next(analyser.analyse([article], total=1))
    print(time.time() - began, time.time())
    analyser.close()
"""
_BARE = """
import sys, time, spacy
spacy.load({model!r})(open(sys.argv[1], encoding="utf-8").read())
print(0, time.time())
"""


def start(rounds: int) -> list[Row]:
    """From nothing to the first finding of a worker, against bare spaCy's first document."""
    sample = min(ROOT.glob("seeds/*.txt"))

    def run(code: str) -> tuple[float, float]:
        with tempfile.NamedTemporaryFile("w", suffix=".py") as script:
            script.write(code.format(model=BUNDLED_MODEL))
            script.flush()
            began = time.time()
            finished = subprocess.run(
                [sys.executable, script.name, str(sample)],
                cwd=ROOT,
                check=True,
                env={"PYTHONPATH": str(ROOT)},
                stdout=subprocess.PIPE,
            )
            worker, ended = map(float, finished.stdout.split())
            return worker, ended - began

    seconds = in_turn({"ours": partial(run, _OURS), "bare": partial(run, _BARE)}, rounds)
    worker = statistics.median(worker for worker, _ in seconds["ours"])
    program = statistics.median(all_of_it for _, all_of_it in seconds["ours"])
    bare = statistics.median(all_of_it for _, all_of_it in seconds["bare"])
    peer = f"{bare * 1000:.0f} ms (spacy.load and one document in a new process)"
    return [
        Row(
            "worker start to first finding",
            f"{worker * 1000:.0f} ms",
            peer,
            worker / bare,
            "at most 1.2",
        ),
        Row(
            "the same with the start of a program that does nothing else before",
            f"{program * 1000:.0f} ms",
            peer,
            program / bare,
            "-",
        ),
    ]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--articles", type=int, default=1000)
    parser.add_argument("--rounds", type=int, default=2)
    parser.add_argument("--stream", type=int, default=10_000)
    options = parser.parse_args()
    print(machine(), HEADER, sep="\n\n")
    print(*start(2 * options.rounds + 3), sep="\n", flush=True)
    print(*speed(options.articles, options.rounds), sep="\n", flush=True)
    print(whole(options.articles, options.rounds), flush=True)
    print(memory(options.stream))


if __name__ == "__main__":
    main()
