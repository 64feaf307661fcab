"""What an article is about, as weighted words.

Words are weighted by how rare they are in general news (a table that comes with the program), not
by the articles at hand, so that the second article of a store is judged as well as the thousandth.
Names weigh most.

Method: tf-idf, with names and titles weighted up; see Allan, Papka and Lavrenko, "On-line new event
detection and tracking", SIGIR 1998. The weights and limits were chosen by ``python -m
bench.stories``: B-cubed F1 on labelled articles, and pairs wrongly joined in random stores of 2 to
20 of them.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

from briefing.model import TOPIC_LENGTH, Article, Topic
from briefing.names.word_lists import words_of
from briefing.names.words import EMPTY, stem

_READ = 1_300  # characters of an article's text: news tells what it is about at the top
_TERMS = 40  # words of an article that are compared, those of the greatest weight
# How often a word counts that is in the title, or a name. Of the first set of articles F1 is .898;
# with 1.5 and 6.0 (python -m bench.vary … 1.5 6.0 -- bench.stories --quality) it is as said here.
_TITLE = 3.0  # 1.5: .877, 6: .863
_NAME = 3.0  # 1.5: .864, 6: .869
_WRITTEN = 5  # names of an article, of which one may tell its event from others
# Of a name's mentions: "North" belongs to "Korea" where the South has its say as well; not 1.
_NEARLY_ALWAYS = 0.75
_LONGEST = 24  # characters before a name in which another word of it stands
_TABLE = "data/news_words.tsv"

_BYLINE = re.compile(r"\((?:Additional )?(?:Reporting|Writing|Editing|Compiled)\b[^)]*\)?")
_BEFORE = re.compile(r"\b([A-Z][^\W_]+) $")
_AFTER = re.compile(r" ([A-Z][^\W_]+)")
_NOUGHTS = re.compile(r"0+")
_TOKEN = re.compile(r"[^\W_]+")
# The capital comes first, for the engine looks for one much faster than it looks behind.
_NAMED = re.compile(r"[A-Z](?<=[^.?!:\n“\"] [A-Z])[^\W_]+")
_UNTELLING = EMPTY | frozenset(words_of("untelling.txt", Path(__file__).parent / "data"))


def topic_of(article: Article) -> Topic:
    """What the article is about."""
    opening = article.text[:_READ]
    written = [*_NAMED.findall(f"{article.title}.\n{opening}")]
    vector = _weighted(terms(article))
    named = {term: word for word in reversed(written) if (term := _term(word))}
    news = _BYLINE.sub("", opening) if "by " in opening else opening
    in_news = {term for term, word in named.items() if word in article.title or word in news}
    heaviest = [(term, named[term]) for term in vector if term in in_news]
    in_full = tuple((term, _in_full(word, news)) for term, word in heaviest[:_WRITTEN])
    day = article.day.toordinal() if article.day else None
    return Topic(day, vector, frozenset(named), in_full)


def _in_full(word: str, text: str) -> str:
    """A name with the capitalised words that nearly always stand beside it: "Santa Barbara"."""
    places = [match.span() for match in re.finditer(rf"\b{re.escape(word)}\b", text)]
    before = _usual(_BEFORE.search(text, max(0, start - _LONGEST), start) for start, _ in places)
    after = _usual(_AFTER.match(text, end) for _, end in places)
    return " ".join(filter(None, (before, word, after)))


def _usual(matches: Iterable[re.Match[str] | None]) -> str | None:
    """The word that nearly all of those matches give, if it tells anything."""
    beside = [match[1] if match else None for match in matches]
    usual, times = Counter(beside).most_common(1)[0] if beside else (None, 0)
    if usual is None or usual.isupper() or times < _NEARLY_ALWAYS * len(beside):
        return None
    return usual if _term(usual) else None


def terms(article: Article) -> dict[str, float]:
    """How often the words of an article's title and opening occur; names and titles count more."""
    opening = article.text[:_READ]
    named = set(_NAMED.findall(opening))
    counts: dict[str, float] = defaultdict(float)
    for text, weight in ((article.title, _TITLE), (opening, 1.0)):
        for word, times in Counter(_TOKEN.findall(text)).items():
            if term := _term(word):
                counts[term] += times * weight * (_NAME if word in named else 1.0)
    return dict(counts)


@lru_cache(maxsize=4_096)
def title_terms(title: str) -> frozenset[str]:
    """What the words of a title are counted as."""
    return frozenset(filter(None, map(_term, _TOKEN.findall(title))))


def _weighted(counts: dict[str, float]) -> dict[str, int]:
    """The heaviest terms, as a vector of ``TOPIC_LENGTH``."""
    weights = {term: math.sqrt(count) * weight_of(term) for term, count in counts.items()}
    heaviest = sorted(weights, key=lambda term: (-weights[term], term))[:_TERMS]
    length = math.sqrt(math.fsum(weights[term] ** 2 for term in heaviest)) or 1.0
    return {term: round(TOPIC_LENGTH * weights[term] / length) for term in heaviest}


@lru_cache(maxsize=65_536)
def weight_of(term: str) -> float:
    """How much the stem of a word tells, by how rare it is in general news: 0 to 8."""
    articles, usual = _general_news()
    return math.log(1 + articles) - math.log(1 + usual.get(term, 0))


@lru_cache(maxsize=1)
def _general_news() -> tuple[int, dict[str, int]]:
    """How many articles the table of general news is of, and in how many of them a word is."""
    # Stored topics need no table, and what reads one takes a tenth of the start of ``brief print``.
    from importlib.resources import files

    lines = (files("briefing.extract") / _TABLE).read_text("utf-8").splitlines()
    rows = (line.split("\t") for line in lines if not line.startswith("#"))
    counts = {word: int(count) for word, count in rows}
    return counts.pop("articles"), counts


@lru_cache(maxsize=65_536)
def _term(word: str) -> str:
    """What a word is counted as; "" for one that tells nothing, as the end of "150,000"."""
    bare = word.casefold()
    telling = len(bare) > 2 and bare not in _UNTELLING and not _NOUGHTS.fullmatch(bare)
    return stem(bare) if telling else ""
