"""From a page to a row: how long a user waits for what has just come in.

    python -m bench.rows [--rounds N]

The panes are open in a pty of their own, at rest, over a handful of articles, and another process
brings something new; the clock stops when its row is on the screen. Beside each stands the limit:
what cannot be done without, done bare by a new process in the same round.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import select
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from bench.feeds import HOSTS, serving, subscribed
from bench.measure import HEADER, Row, in_turn, machine
from bench.start import BARE, BRIEF, CALM, PATIENCE, ROWS, Shown, at, library, rest, run, shown
from briefing.nlp_model import BUNDLED_MODEL

ARTICLES = 6  # in the store before: so few that every row is on the screen
FEEDS = 20
SPEAKER = "Zelma Quarrik"  # whom no other article has
_TEXT = (
    "The quay of Bergen stays open through the winter, said {}, the harbour master. "
    "The council of Bergen will vote on the fees of the quay on Friday."
)
_SPACY = f"import spacy; spacy.load({BUNDLED_MODEL!r})"
_PARSE = f"{_SPACY}({_TEXT.format(SPEAKER)!r})"
_OURS = f"from briefing.extract.pipeline import load; load({BUNDLED_MODEL!r})"
_FETCH = "import sys; from bench.feeds import bare_round; bare_round(sys.argv[1:], {})"


def python(code: str, *arguments: str) -> Sequence[str]:
    """The command of a new process that runs that code."""
    return [sys.executable, "-c", code, *arguments]


@contextlib.contextmanager
def desk(home: Path) -> Iterator[Shown]:
    """The panes over a small store in ``home``, when they have come to rest."""
    hosts = ", ".join(f'"{host}"' for host in HOSTS)
    (home / "config.toml").write_text(
        f'[tui]\nstart = "desk"\n[feeds]\nfull_text = "never"\nallow_hosts = [{hosts}]\n'
    )
    with shown(BRIEF, ROWS["desk"], at(home)) as screen:
        rest(screen)
        yield screen


def until_row(screen: Shown, words: bytes, command: Sequence[str], home: Path) -> float:
    """Seconds from the start of ``command`` until the screen has written ``words``.

    Raises RuntimeError if they do not come in a minute.
    """
    began = time.perf_counter()
    child = subprocess.Popen(
        command,
        env={**os.environ, **at(home)},
        cwd=Path(__file__).parents[1],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    output = b""
    while words not in output:
        if not select.select([screen.terminal], [], [], PATIENCE)[0]:
            raise RuntimeError(f"{command[-2:]} brought no row with {words!r}")
        output += os.read(screen.terminal, 65536)
    seconds = time.perf_counter() - began
    child.wait()
    return seconds


def added() -> float:
    """A file, from ``brief add FILE`` to its row in open panes."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        library(home, ARTICLES)
        seed = home / "quay.txt"
        seed.write_text(f"Bergen's quay\n{datetime.now(UTC):%Y%m%d}\n\n{_TEXT.format(SPEAKER)}\n")
        with desk(home) as screen:
            command = [*BRIEF, "add", str(seed)]
            return until_row(screen, SPEAKER.encode(), command, home)


def feed(number: int) -> bytes:
    """An RSS feed with one article, of whose speaker the family name is the same in every feed."""
    moment = f"{datetime.now(UTC):%a, %d %b %Y %H:%M:%S} +0000"
    name = f"Z{'abcdefghijklmnopqrst'[number]}lma Quarrik"
    link = f"https://outlet{number}.example/quay"
    return (
        f'<rss version="2.0"><channel><title>Outlet {number}</title><language>en</language>'
        f"<item><title>Bergen's quay {number}</title><link>{link}</link><pubDate>{moment}</pubDate>"
        f"<description>{_TEXT.format(name)}</description></item></channel></rss>"
    ).encode()


def fetched(urls: Sequence[str]) -> float:
    """Twenty feeds, from ``brief fetch`` to the first new row in open panes."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        library(home, ARTICLES)
        subscribed(home / "data", list(urls)).close()
        with desk(home) as screen:
            return until_row(screen, b"Quarrik", [*BRIEF, "fetch"], home)


def launched(command: Sequence[str]) -> float:
    """A first launch, from the command to the first row of the samples."""
    with (
        tempfile.TemporaryDirectory() as folder,
        shown(command, ROWS["stories"], at(Path(folder))) as first,
    ):
        return first.seconds


def bare() -> float:
    """A Textual app that shows one line."""
    with shown(BARE, b"one line is here", CALM) as screen:
        return screen.seconds


def bare_work(*commands: Sequence[str]) -> Callable[[], float]:
    """Those commands one after the other."""
    return lambda: sum(run(command, CALM) for command in commands)


def rows(rounds: int) -> Iterator[Row]:
    """All measurements, each with its limit."""
    with serving([feed(number) for number in range(FEEDS)]) as urls:
        runs: Mapping[str, Callable[[], float]] = {
            "spacy.load": bare_work(python(_SPACY)),
            "load": bare_work(python(_OURS)),
            "spacy.load and the text": bare_work(python(_PARSE)),
            "add": added,
            "bare fetch": bare_work(python(_FETCH, *urls), python(_PARSE)),
            "fetch": partial(fetched, urls),
            "bare app": bare,
            "first launch": partial(launched, BRIEF),
            "make run": partial(launched, ["make", "-s", "run"]),
        }
        taken = in_turn(runs, rounds)
    middle = {name: statistics.median(times) for name, times in taken.items()}

    def row(title: str, ours: str, limit: str, what: str, budget: str) -> Row:
        peer = f"{middle[limit] * 1000:.0f} ms ({what})"
        return Row(
            title, f"{middle[ours] * 1000:.0f} ms", peer, middle[ours] / middle[limit], budget
        )

    new = "in a new process"
    yield row("the model's load", "load", "spacy.load", f"`spacy.load`, {new}", "below 1")
    yield row(
        "`brief add FILE` to the row in open panes",
        "add",
        "spacy.load and the text",
        f"`spacy.load` and the text, {new}",
        "1.3",
    )
    yield row(
        f"`brief fetch` of {FEEDS} feeds to the first row in open panes",
        "fetch",
        "bare fetch",
        f"httpx and feedparser alone, then `spacy.load` and one text, {new}",
        "1.3",
    )
    app = "bare Textual app"
    yield row("first launch to the first row", "first launch", "bare app", app, "1.3")
    yield row("`make run` to the first row", "make run", "bare app", app, "1.3")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=7)
    options = parser.parse_args()
    print(machine())
    print(HEADER)
    for row in rows(options.rounds):
        print(row, flush=True)


if __name__ == "__main__":
    main()
