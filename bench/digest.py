"""What a briefing costs over a large library, and what a new article's story costs.

    python -m bench.digest [--articles 50000] [--folder FOLDER]

Builds a library of invented articles, six findings each, spread over a year (in FOLDER, or takes
the one that is there), and prints what each way to come to a briefing of 14 days takes: by the
clock, and by the processor, whose time does not grow when others are at work. The first briefing
opens the store and decodes its window; those after it should take 50 ms. The limit beside them is
what it takes of the processor only to read the articles that a briefing has and the one before it
had not. The same for its stories. Garbage is collected as the program has it (``tui.cli``). Then:
milliseconds to put a new article into a story after 1,000 and after all articles, and how well the
labelled stories of the tests are found again: those that thresholds were chosen by, and those put
aside.
"""

from __future__ import annotations

import argparse
import gc
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from msgspec.structs import replace

from bench.clusters import b_cubed
from bench.corpora.stories import ASIDE, Labelled, about, read_stories
from bench.filling import put_in
from bench.measure import machine
from bench.synthetic import entries
from briefing.article_refs import ArticleRef
from briefing.desk import Desk
from briefing.digest.assembly import part_of
from briefing.digest.briefing import window
from briefing.digest.stories import StoryIndex
from briefing.merge.talks import merge_talks
from briefing.model import Article, Entry
from store.library import open_library

LAST = date(2024, 6, 30)
BATCH = 1_000
BUDGET = 50.0  # milliseconds for a briefing after the first
ROUNDS = 5
A_YEAR = 351  # days back to the earliest day whose window has articles throughout


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=50_000)
    parser.add_argument("--folder", type=Path)
    options = parser.parse_args()
    gc.set_threshold(100_000, 20, 20)
    print(machine(), end="\n\n")
    with _folder(options.folder) as folder:
        _build(folder, options.articles)
        _briefings(folder)
    _stories(options.articles)
    _quality()


@contextmanager
def _folder(folder: Path | None) -> Iterator[Path]:
    if folder is not None:
        yield folder
        return
    with tempfile.TemporaryDirectory() as temporary:
        yield Path(temporary) / "library"


def _build(folder: Path, count: int) -> None:
    library = open_library(folder)
    if not library.counts().articles:
        stream = entries(count, LAST)
        while batch := list(islice(stream, BATCH)):
            put_in(library, batch)
            print(f"\r{library.counts().articles} articles", end="", file=sys.stderr)
        print(file=sys.stderr)
    library.close()


def _briefings(folder: Path) -> None:
    library = open_library(folder)
    findings = sum(library.finding_counts().values())
    library.close()
    desk = Desk(open_library(folder), clock=lambda: datetime(2024, 6, 30, 12, tzinfo=UTC))
    print(f"{desk.counts().articles} articles, {findings} findings\n")
    print("| briefing of 14 days | ms | processor ms | limit | budget |\n|---|---|---|---|---|")
    whole = [_reading(desk, *window(LAST))]
    _print("the first, store just opened", [_timed(lambda: desk.briefing(LAST))], None, whole)
    same = [_timed(lambda: desk.briefing(LAST)) for _ in range(ROUNDS)]
    _print("the same day again", same, BUDGET)
    back = [_days_back(desk, n) for n in range(1, ROUNDS + 1)]
    comes_in = [window(LAST - timedelta(days=n))[0] for n in range(1, ROUNDS + 1)]
    _print("the day before (`[`)", back, BUDGET, [_reading(desk, day, day) for day in comes_in])
    # Each from the day at hand, and none of the days of another: they are three weeks apart.
    long_ago = range(A_YEAR - 21 * ROUNDS, A_YEAR, 21)
    far = [_from_the_last_day(desk, n) for n in long_ago]
    spans = [window(LAST - timedelta(days=n)) for n in long_ago]
    _print("a day about a year ago", far, None, [_reading(desk, *span) for span in spans])
    desk.briefing(LAST)
    added = [_with_a_new_article(desk, n) for n in range(ROUNDS)]
    _print("after a new article came in", added, BUDGET, [_reading(desk, LAST, LAST, only=1)])
    _print("its stories, the first time", [_timed(lambda: desk.stories(LAST))], None)
    told = [_with_a_new_article(desk, n, desk.stories) for n in range(ROUNDS, 2 * ROUNDS)]
    _print("its stories after a new article came in", told, BUDGET)
    desk.close()


class Times(NamedTuple):
    """Seconds of the clock and of the processor."""

    clock: float
    processor: float


def _timed(run: Callable[[], object]) -> Times:
    clock, processor = time.perf_counter(), time.process_time()
    run()
    return Times(time.perf_counter() - clock, time.process_time() - processor)


def _days_back(desk: Desk, days: int) -> Times:
    return _timed(lambda: desk.briefing(LAST - timedelta(days=days)))


def _from_the_last_day(desk: Desk, days: int) -> Times:
    """What it takes to go back so many days at once."""
    desk.briefing(LAST)
    return _days_back(desk, days)


def _reading(desk: Desk, since: date, until: date, only: int | None = None) -> Times:
    """What it takes to read the articles of those days, or only so many, and nothing more."""
    by_day = desk.library.numbers_by_day(since, until)
    numbers = [number for day in by_day.values() for number in day][:only]
    return _timed(lambda: [part_of(entry) for _, entry in desk.library.numbered(numbers)])


def _with_a_new_article(
    desk: Desk, number: int, answer: Callable[[date], object] | None = None
) -> Times:
    """What it takes to answer for the last day, by default with its briefing."""
    entry = next(entries(1, LAST, days=1, seed=1_000 + number))
    assert entry.findings is not None
    name = f"new {time.time_ns()}"
    new = Entry(replace(entry.article, id=name), replace(entry.findings, article_id=name))
    put_in(desk.library, [new])
    ask = answer or desk.briefing
    return _timed(lambda: ask(LAST))


def _print(
    title: str, times: list[Times], budget: float | None, limit: list[Times] | None = None
) -> None:
    clock = statistics.median(t.clock for t in times) * 1_000
    processor = statistics.median(t.processor for t in times) * 1_000
    least = f"{statistics.median(t.processor for t in limit) * 1_000:.1f}" if limit else "-"
    within = f"{budget:.0f}" if budget else "-"
    print(f"| {title} | {clock:.1f} | {processor:.1f} | {least} | {within} |")


def _stories(count: int) -> None:
    index = StoryIndex()
    few: list[float] = []
    many: list[float] = []
    for number, entry in enumerate(entries(count, LAST)):
        seconds = _timed(_adding(index, entry.article)).processor
        if 1_000 <= number < 2_000:
            few.append(seconds)
        elif number >= count - 1_000:
            many.append(seconds)
    first, last = statistics.median(few) * 1_000, statistics.median(many) * 1_000
    print("\n| a new article's story | processor ms | ratio | budget |\n|---|---|---|---|")
    print(f"| after 1,000 articles | {first:.2f} | | |")
    print(f"| after {count - 1_000:,} articles | {last:.2f} | {last / first:.2f} | 2 |")


def _adding(index: StoryIndex, article: Article) -> Callable[[], object]:
    return lambda: index.add(*about(article))


def _quality() -> None:
    _quality_on("the first labelled set, which the figures were chosen by", read_stories())
    _quality_on("the labelled set put aside", read_stories(ASIDE))


def _quality_on(name: str, labelled: list[Labelled]) -> None:
    index = StoryIndex()
    clusters = [index.add(*about(each.article)) for each in labelled]
    scores = b_cubed(clusters, [each.story for each in labelled])
    print(f"\n{name}, {len(labelled)} articles; B-cubed precision, recall, F1")
    print("stories: " + ", ".join(f"{score:.3f}" for score in scores))
    accounts = [(each.article, meeting, talk) for each in labelled for meeting, talk in each.talks]
    rows = merge_talks([(ArticleRef.of(article), talk) for article, _, talk in accounts], LAST)
    row_of = {(m.article.id, m.talk): n for n, row in enumerate(rows) for m in row.mentions}
    merged = [row_of[article.id, talk] for article, _, talk in accounts]
    scores = b_cubed(merged, [meeting for _, meeting, _ in accounts])
    print(f"{len(accounts)} accounts of talks: " + ", ".join(f"{score:.3f}" for score in scores))


if __name__ == "__main__":
    main()
