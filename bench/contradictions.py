"""What words against words cost: ``python -m bench.contradictions [--articles 50000]``.

Articles of twenty sentences, of the labelled passages in ``tests/corpus/ledger``. Printed are the
time to read what an article claims, to compare one more article in a story of so many, and to
compare all stories of a library of that size, each in processor time: articles are compared within
their story alone, so the last grows with the library as the number of its stories does, and what a
new article costs does not. Times are bare limits: no peer does this.
"""

from __future__ import annotations

import argparse
import random
import tomllib
from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path
from time import process_time

from briefing.article_refs import ArticleRef
from briefing.contradictions.claims import Claim, claims_of
from briefing.contradictions.pairs import contradictions

CORPUS = Path(__file__).parents[1] / "tests" / "corpus" / "ledger" / "contradictions.toml"
SENTENCES = 20  # of an article: 2,740 articles of a news agency of 2016 have 25 each
STORIES = (2, 10, 100, 1_000)
OF_A_STORY = 8  # articles: more than most stories have (those 2,740 articles make 1,396 stories)


def sentences() -> list[str]:
    """The labelled statements."""
    pairs = tomllib.loads(CORPUS.read_text("utf-8"))["pair"]
    return [pair[side]["statement"] for pair in pairs for side in ("first", "second")]


def article(number: int, chosen: random.Random, given: Sequence[str]) -> tuple[ArticleRef, str]:
    """An article of statements drawn by chance."""
    day = date(2025, 1, 1) + timedelta(days=number % 14)
    ref = ArticleRef(f"a{number}", f"Title {number}", f"Outlet {number % 40}", None, day, False)
    return ref, " ".join(chosen.sample(given, SENTENCES))


def read(articles: Sequence[tuple[ArticleRef, str]]) -> tuple[list[tuple[Claim, ...]], float]:
    """What each article claims, and the seconds that this took."""
    start = process_time()
    claims = [tuple(claims_of(ref, text, None)) for ref, text in articles]
    return claims, process_time() - start


def compared(claims: Sequence[tuple[Claim, ...]]) -> float:
    """The seconds that it takes to compare the articles of a story."""
    start = process_time()
    contradictions(claim for each in claims for claim in each)
    return process_time() - start


def main() -> None:
    """Read, compare, print."""
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--articles", type=int, default=50_000, help="of the library")
    library = arguments.parse_args().articles
    chosen, given = random.Random(1), sentences()
    articles = [article(number, chosen, given) for number in range(max(STORIES))]
    read(articles[:50])  # word lists and patterns are read once
    claims, seconds = read(articles)
    a_reading = seconds / len(articles)
    print(f"to read what an article claims: {1e3 * a_reading:.2f} ms")
    for size in STORIES:
        whole = compared(claims[:size])
        print(f"a story of {size:5,} articles: {1e3 * whole / size:.2f} ms for each of them")
    a_story = compared(claims[:OF_A_STORY]) + OF_A_STORY * a_reading
    print(f"one more article in a story of {OF_A_STORY}: {1e3 * (a_reading + a_story):.1f} ms")
    minutes = library / OF_A_STORY * a_story / 60
    print(f"all stories of {library:,} articles: {minutes:.1f} minutes, once")


if __name__ == "__main__":
    main()
