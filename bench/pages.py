"""Text of web pages against what people marked as the article, beside bare trafilatura.

    python -m bench.pages ARTICLES FUNDUS [--half first|second|all] [--worst N]

ARTICLES is a copy of github.com/scrapinghub/article-extraction-benchmark, FUNDUS one of
github.com/flairNLP/fundus. Scored are runs of four words, as in that benchmark; the means over
pages of precision, recall and F1. ``--half`` takes every second
page by name, so that a rule can be written on one half and judged by the other.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import statistics
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from briefing.errors import FeedError
from briefing.intake.formats.pages import read_page
from briefing.intake.language import detect

_WORD = re.compile(r"\w+")
_RUN = 4  # words, as in the benchmark
_TEST_DATA = "tests/resources/parser/test_data"


@dataclass(frozen=True, slots=True)
class Page:
    """A saved page, its address, and the text that people took for its article."""

    name: str
    raw: bytes
    url: str
    expected: str


@dataclass(frozen=True, slots=True)
class Score:
    """How one page was read: shares of runs of four words, and whether anything came of it."""

    name: str
    precision: float
    recall: float
    lost: bool

    @property
    def f1(self) -> float:
        """The harmonic mean of the page's precision and recall."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def article_pages(folder: Path) -> Iterator[Page]:
    """The pages of the article extraction benchmark, in order of name."""
    truth: dict[str, dict[str, str]] = json.loads((folder / "ground-truth.json").read_bytes())
    for name in sorted(truth):
        raw = gzip.decompress((folder / "html" / f"{name}.html.gz").read_bytes())
        yield Page(name, raw, truth[name].get("url", ""), truth[name]["articleBody"])


def fundus_pages(folder: Path) -> Iterator[Page]:
    """The English pages among the test data of fundus, in order of name.

    A publisher has an expectation for each version of its parser; it belongs to the page that has
    most of its words.
    """
    for record in sorted((folder / _TEST_DATA).glob("*/*.json")):
        pages = {
            p: gzip.decompress(p.read_bytes())
            for p in record.parent.glob(f"{record.stem}_[0-9]*.html.gz")
        }
        about: dict[str, dict[str, str]] = json.loads((record.parent / "meta.info").read_bytes())
        for version in json.loads(record.read_bytes()).values():
            expected = _fundus_text(version)
            if not pages or not expected or detect(expected) != "en":
                continue
            path = max(sorted(pages), key=lambda p: _shared(expected, pages[p]))
            url = about.get(path.name, {}).get("url", "")
            yield Page(path.name.removesuffix(".html.gz"), pages[path], url, expected)


def _fundus_text(version: dict[str, Any]) -> str:
    body = version.get("body") or {}
    lines = list(body.get("summary", ()))
    for section in body.get("sections", ()):
        lines += [*section["headline"], *section["paragraphs"]]
    return "\n".join(lines)


def _shared(expected: str, raw: bytes) -> int:
    words = set(_WORD.findall(raw.decode("utf-8", "replace")))
    return sum(w in words for w in _WORD.findall(expected))


def as_brief(page: Page) -> str:
    """The page's text as the program reads it; nothing where it finds no article."""
    try:
        return "\n".join(read_page(page.raw, "", page.url).paragraphs)
    except FeedError:
        return ""


def as_trafilatura(page: Page) -> str:
    """The page's text as trafilatura gives it, without comments and tables."""
    import trafilatura

    return trafilatura.extract(page.raw, include_comments=False, include_tables=False) or ""


def score(page: Page, text: str) -> Score:
    """Compare a text with the page's expected one."""
    expected, got = _runs(page.expected), _runs(text)
    common = (expected & got).total()
    return Score(
        page.name,
        common / got.total() if got else 0.0,
        common / expected.total() if expected else 1.0,
        lost=not got,
    )


def _runs(text: str) -> Counter[tuple[str, ...]]:
    words = _WORD.findall(text)
    last = max(1, len(words) - _RUN + 1)
    return Counter(tuple(words[i : i + _RUN]) for i in range(last) if words)


def report(name: str, pages: list[Page], read: Callable[[Page], str]) -> list[Score]:
    """Print a line for a reader over some pages; the scores of the pages."""
    scores = [score(page, read(page)) for page in pages]
    precision = statistics.mean(s.precision for s in scores)
    recall = statistics.mean(s.recall for s in scores)
    f1 = statistics.mean(s.f1 for s in scores)
    lost = sum(s.lost for s in scores)
    print(f"{name:24} {len(pages):5} {f1:.3f}  {precision:.3f}  {recall:.3f}  {lost:4}")
    return scores


def main() -> None:
    """Print both readers' scores over both collections."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("articles", type=Path)
    arguments.add_argument("fundus", type=Path)
    arguments.add_argument("--half", choices=("first", "second", "all"), default="all")
    arguments.add_argument("--worst", type=int, default=0, help="name the worst pages")
    options = arguments.parse_args()
    start, step = {"first": (0, 2), "second": (1, 2), "all": (0, 1)}[options.half]
    print(f"{'':24} pages    F1  precis.  recall  lost")
    for label, pages in (
        ("articles", list(article_pages(options.articles))[start::step]),
        ("fundus", list(fundus_pages(options.fundus))[start::step]),
    ):
        report(f"{label}, trafilatura", pages, as_trafilatura)
        scores = report(f"{label}, brief", pages, as_brief)
        for s in sorted(scores, key=lambda s: s.f1)[: options.worst]:
            print(f"  {s.f1:.3f} {s.precision:.3f} {s.recall:.3f}  {s.name}")


if __name__ == "__main__":
    main()
