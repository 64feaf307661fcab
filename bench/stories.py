"""Ways to find the story of an article, side by side: quality and cost.

    python -m bench.stories [--articles 20000] [--labelled FOLDER]... [--quality]

All ways take articles one by one, by day, and let each join the story of the most alike earlier
article of the last 16 days, or found one; they differ in how likeness is measured and in what is
compared. The likeness from which an article joins was chosen for each way on the first labelled set
(the best of a grid), so that the second, which nothing was fitted to, is a fair test. scikit-learn
is no dependency of brief: without it, its ways are left out. Processor time, by the article.

Then all labelled articles in one store: F1, and how many of the stories of two articles or more
are mixed, that is, hold an article of another event. Then small stores: samples of 2 to 20 of them,
each a store of its own, and how many pairs of articles are joined that are of two events, and how
many of one event are not. FOLDER holds more labelled articles: seed files, and a gold.json whose
"stories" gives for the stem of each its events, with "|" between them. ``--quality`` leaves out the
other ways, and what each costs.
"""

from __future__ import annotations

import argparse
import json
import statistics
import time
from collections import Counter
from collections.abc import Sequence
from datetime import UTC, date, datetime
from itertools import combinations
from pathlib import Path
from random import Random
from typing import NamedTuple

from bench.clusters import b_cubed
from bench.corpora.stories import ASIDE, CORPUS, Labelled, about, read_stories
from bench.measure import machine
from bench.story_ways import Way, contenders
from bench.synthetic import entries
from briefing.digest.stories import StoryIndex
from briefing.intake.seeds import read_seed
from briefing.model import Article

LAST = date(2024, 6, 30)


def _scores(way: Way, labelled: Sequence[Labelled]) -> tuple[float, float, float]:
    return b_cubed([way.add(e.article) for e in labelled], [e.story for e in labelled])


def _cost(way: Way, count: int) -> tuple[float, float]:
    """Median milliseconds of the processor an article, after 1,000 and at the end."""
    few: list[float] = []
    many: list[float] = []
    for number, entry in enumerate(entries(count, LAST, days=max(1, count // 137))):
        started = time.process_time()
        way.add(entry.article)
        seconds = time.process_time() - started
        if 1_000 <= number < 1_500:
            few.append(seconds)
        elif number >= count - 500:
            many.append(seconds)
    return statistics.median(few) * 1_000, statistics.median(many) * 1_000


class Events(NamedTuple):
    """Articles by day, each with the events that it is about."""

    name: str
    articles: Sequence[Article]
    events: Sequence[frozenset[str]]


def read_labelled(folder: Path) -> Events:
    """The articles of a folder of seed files whose events ``gold.json`` beside them gives."""
    events_of = json.loads((folder / "gold.json").read_text("utf-8"))["stories"]
    articles = (read_seed(folder / f"{stem}.txt", datetime.now(UTC)) for stem in events_of)
    paired = zip(articles, events_of.values(), strict=True)
    ordered = sorted(paired, key=lambda pair: (str(pair[0].day), pair[0].id))
    events = [frozenset(value.split("|")) for _, value in ordered]
    return Events(folder.name, [article for article, _ in ordered], events)


def small_stores(events: Events, stores: int = 300) -> tuple[int, int, int]:
    """Pairs joined that are of two events, pairs of one event left apart, pairs of one event."""
    dice = Random(5)
    wrong = apart = together = 0
    for _ in range(stores):
        sample = sorted(dice.sample(range(len(events.articles)), dice.randint(2, 20)))
        index = StoryIndex()
        numbers = [(n, index.add(*about(events.articles[n]))) for n in sample]
        for (a, story), (b, other) in combinations(numbers, 2):
            same = bool(events.events[a] & events.events[b])
            together += same
            wrong += story == other and not same
            apart += story != other and same
    return wrong, apart, together


def _one_store(events: Events) -> tuple[float, int, int]:
    """B-cubed F1, where an article of two events is rightly with the others of either; how many
    stories of two articles or more are mixed, and how many there are."""
    index = StoryIndex()
    story = [index.add(*about(article)) for article in events.articles]
    every = range(len(story))
    precision = recall = 0.0
    for a in every:
        joined = [b for b in every if story[a] == story[b]]
        true = [b for b in every if events.events[a] & events.events[b]]
        hits = len(set(joined) & set(true))
        precision += hits / len(joined) / len(story)
        recall += hits / len(true) / len(story)
    shown = {number for number, articles in Counter(story).items() if articles > 1}
    mixed = {
        story[a]
        for a, b in combinations(every, 2)
        if story[a] == story[b] and not events.events[a] & events.events[b]
    }
    return 2 * precision * recall / (precision + recall), len(mixed), len(shown)


def compare_ways(tuned: Sequence[Labelled], aside: Sequence[Labelled], synthetic: int) -> None:
    """Print the quality of each way on both sets, and its cost over that many invented articles."""
    print(f"{len(tuned)} labelled articles to choose the likeness by, {len(aside)} put aside\n")
    print("| way | likeness | F1, first set | F1, put aside | ms after 1,000 | ms at the end |")
    print("|---|---|---|---|---|---|")
    for each in contenders():
        articles = [e.article for e in tuned]
        by_f1 = {t: _scores(each.make(t, articles), tuned)[2] for t in each.thresholds}
        best = max(by_f1, key=lambda t: (by_f1[t], -t))
        f1 = _scores(each.make(best, [e.article for e in aside]), aside)[2]
        cost = "| - | - |"
        if each.costed:
            few, many = _cost(each.make(best, ()), synthetic)
            cost = f"| {few:.2f} | {many:.2f} |"
        print(f"| {each.name} | {best} | {by_f1[best]:.3f} | {f1:.3f} {cost}", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=20_000)
    parser.add_argument("--labelled", type=Path, action="append", default=[], metavar="FOLDER")
    parser.add_argument("--quality", action="store_true")
    options = parser.parse_args()
    tuned, aside = read_stories(CORPUS), read_stories(ASIDE)
    print(machine(), end="\n\n")
    if not options.quality:
        compare_ways(tuned, aside, options.articles)

    own = (("first set", tuned), ("put aside", aside))
    sets = [
        Events(name, [e.article for e in of], [frozenset((e.story,)) for e in of])
        for name, of in own
    ]
    sets += map(read_labelled, options.labelled)
    print(
        "\n| articles | F1 | mixed stories | of | small stores: joined wrongly | left apart "
        "| of pairs of one event |\n|---|---|---|---|---|---|---|"
    )
    for events in sets:
        f1, mixed, shown = _one_store(events)
        wrong, apart, together = small_stores(events)
        print(f"| {events.name} | {f1:.3f} | {mixed} | {shown} | {wrong} | {apart} | {together} |")


if __name__ == "__main__":
    main()
