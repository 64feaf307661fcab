"""All extractors: their own time beside the parser's, and what they find on whole articles.

    python -m bench.extract [--quotes GOLD.jsonl] [--dates GOLD.jsonl...]

The time is that of the samples and the test corpus, parsed once by the bare pipeline and then read
by each extractor, and by all of them as the product does, in alternating runs; what an extractor
keeps with a parsed article for the next is made anew each time. Talks and deadlines are scored by
part on the articles in ``tests/corpus/briefs``; quotes and dates on the gold files, if there are
any.
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
from collections.abc import Callable
from datetime import date

import spacy
from spacy.tokens import Doc

from bench.analysis import articles
from bench.measure import HEADER, Row, machine, seconds
from briefing.extract import pipeline
from briefing.extract.dates.find import find_dates
from briefing.extract.deadlines.find import find_deadlines
from briefing.extract.places.find import find_places
from briefing.extract.quotes.find import find_quotes
from briefing.extract.talks.find import find_talks
from briefing.nlp_model import BUNDLED_MODEL

ARTICLES = 120
ROUNDS = 3
DAY = date(2024, 3, 5)


def talks_and_deadlines(doc: Doc) -> None:
    """Both, with the dates and places that they need: what an article takes beside its quotes."""
    dates, places = find_dates(doc, DAY), find_places(doc)
    talks = find_talks(doc, dates, places, DAY)
    find_deadlines(doc, dates, talks, DAY)


def all_extractors(doc: Doc) -> None:
    """What the product does with a parsed article: every extractor, each asked once."""
    pipeline.findings_of(doc, "bench", DAY, "bench")


def _read_anew(read: Callable[[Doc], object], docs: list[Doc]) -> None:
    for doc in docs:
        doc.user_data.clear()
        read(doc)


def own_time() -> list[Row]:
    """Each extractor's time as a share of the bare pipeline's."""
    nlp = pipeline.load(BUNDLED_MODEL)
    texts = [a.text for a in articles(ARTICLES)]
    words = sum(len(t.split()) for t in texts)
    docs = list(pipeline.parse(nlp, texts))
    readers: dict[str, Callable[[Doc], object]] = {
        "quotes": find_quotes,
        "dates": lambda doc: find_dates(doc, DAY),
        "places": find_places,
        "dates, places, talks, deadlines": talks_and_deadlines,
        "all extractors": all_extractors,
    }
    for read in readers.values():
        read(docs[0])
    stock = spacy.load(BUNDLED_MODEL)
    taken: dict[str, list[float]] = {name: [] for name in ("stock", "tuned", *readers)}
    for _ in range(ROUNDS):
        taken["stock"].append(seconds(lambda: list(stock.pipe(texts))))
        taken["tuned"].append(seconds(lambda: list(pipeline.parse(nlp, texts))))
        for name, read in readers.items():
            taken[name].append(seconds(lambda read=read: _read_anew(read, docs)))  # type: ignore[misc]
    middle = {name: statistics.median(times) for name, times in taken.items()}
    every = middle["all extractors"]

    def row(name: str, took: float, peer: str, budget: str = "") -> Row:
        rate = f"{middle[peer] * 1000:.0f} ms, {words / middle[peer]:.0f} words/s"
        return Row(
            name, f"{took * 1000:.0f} ms", f"{rate} ({peer} pipeline)", took / middle[peer], budget
        )

    return [
        *(row(name, middle[name], "stock") for name in readers if name != "all extractors"),
        row("all extractors", every, "stock", "at most 0.20"),
        row("all extractors", every, "tuned"),
        row("tuned pipeline and all extractors", middle["tuned"] + every, "stock"),
    ]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--quotes")
    parser.add_argument("--dates", nargs="+", default=[])
    options = parser.parse_args()
    print(machine(), HEADER, sep="\n\n")
    print(*own_time(), sep="\n", flush=True)
    runs = [["bench.extract_briefs"]]
    runs += [["bench.extract_quotes", options.quotes]] if options.quotes else []
    runs += [["bench.extract_dates", *options.dates]] if options.dates else []
    for run in runs:
        print(flush=True)
        subprocess.run([sys.executable, "-m", *run], check=True)


if __name__ == "__main__":
    main()
