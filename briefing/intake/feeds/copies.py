"""Finds the same wire text at several outlets, so that sources are not counted twice.

Articles are compared by the sets of their runs of five words (Broder, "On the resemblance and
containment of documents", 1997); MinHash with locality-sensitive hashing names the candidates,
the sets themselves decide.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from briefing.model import Article
from briefing.ports import Copy

_WORD = re.compile(r"\w+")
# Which other values the labelled cases allow is said beside a number: ``python -m bench.vary
# briefing.intake.feeds.copies:NAME VALUES -- pytest tests/briefing/intake/feeds/test_copies.py``.
_RUN = 5  # words
_FEWEST_RUNS = 30  # of an article that is compared; 30 to 60, with 10 short notices are
_SIMILAR = 0.6  # of the runs of both texts together are in each of them; 0.4 to 0.7
_MOST_WORDS = 3000  # of an article that are compared: bounds the work
_MOST_CANDIDATES = 50  # more are a series from one template, of which the first will do
_PERMUTATIONS = 128  # values of a sketch, as ``_BANDS`` reckons
_BANDS = 32  # of four values each: finds 99 of 100 pairs with 0.6 of their runs in common


def shingles(text: str) -> frozenset[str]:
    """The runs of five words in a text, case and punctuation ignored."""
    words = _WORD.findall(text.casefold())[:_MOST_WORDS]
    return frozenset(" ".join(words[i : i + _RUN]) for i in range(len(words) - _RUN + 1))


def resemblance(one: frozenset[str], other: frozenset[str]) -> float:
    """The share of runs that two texts have in common, of all that occur in them: 0.0 to 1.0."""
    return len(one & other) / len(one | other) if one or other else 0.0


def find_copies(articles: Iterable[Article]) -> Iterator[Copy]:
    """Which of the articles repeat the wording of an earlier one and are not marked as copies.

    The earliest published of a group is the original, the others are its copies. Short articles
    are nobody's copy.
    """
    from rensa import RMinHash, RMinHashLSH

    index = RMinHashLSH(threshold=_SIMILAR, num_perm=_PERMUTATIONS, num_bands=_BANDS)
    originals: list[_Original] = []
    for article in sorted(articles, key=_age):
        runs = shingles(article.text)
        if len(runs) < _FEWEST_RUNS:
            continue
        sketch = RMinHash(num_perm=_PERMUTATIONS, seed=1)
        sketch.update(sorted(runs))
        candidates = [originals[n] for n in sorted(index.query(sketch))[:_MOST_CANDIDATES]]
        if article.copy_of is None:
            original = _original(runs, candidates)
            if original is not None:
                yield Copy(article.id, article.version, original.id, original.version)
            else:
                index.insert(len(originals), sketch)
                originals.append(_Original(article.id, article.version, runs))


class _Original(NamedTuple):
    id: str
    version: str
    runs: frozenset[str]


def _age(article: Article) -> tuple[float, str]:
    moment = article.published or article.fetched
    return (moment.timestamp() if moment else float("inf"), article.id)


def _original(runs: frozenset[str], candidates: Iterable[_Original]) -> _Original | None:
    alike = [(resemblance(runs, each.runs), each) for each in candidates]
    best, original = max(alike, key=lambda pair: (pair[0], pair[1].id), default=(0.0, None))
    return original if best >= _SIMILAR else None
