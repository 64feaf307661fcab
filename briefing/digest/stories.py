"""Articles on one event, gathered as they come in: single-pass clustering of weighted words.

Method: the incremental (single-pass) clustering of topic detection and tracking, with tf-idf
weights, names and titles weighted up, and a decay with the days between articles; see Allan, Papka
and Lavrenko, "On-line new event detection and tracking", SIGIR 1998. How rare a word is comes from
a table of general news as well as from the articles seen, so that the second article is judged as
well as the thousandth. Names weigh most, and count less where two articles share nothing beside
them, for one person is in many events. A new article is compared with the few recent stories that
share its rarest words, so what it costs does not grow with the number of articles seen.

The weights and limits below were chosen by ``python -m bench.stories`` (B-cubed F1 on
labelled articles, and pairs wrongly joined in random stores of 2 to 20 of them).
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict, deque
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from importlib.resources import files

from briefing.model import Article
from briefing.names.words import EMPTY, stem
from briefing.rows import ArticleRef, Sources

_READ = 1_300  # characters of an article's text: news tells what it is about at the top
_TERMS = 40  # words of an article that are compared, those of the greatest weight
_SOUGHT = 12  # of these, by which stories are looked up
_LOOKED_AT = 24  # latest stories of each such word
_COMPARED = 12  # stories that share most, and are compared in full
_MEMBERS = 8  # latest articles of a story that a new one is compared with
_PATIENCE = 16  # days after its last article at which a story is closed
_DECAY = 0.01  # of the likeness, lost with each day between two articles
_THRESHOLD = 0.13
_TITLE, _NAME = 3.0, 3.0
_NEAREST = 0.7  # of the likeness to a story is that to its most alike article, the rest the mean
_SHARED_EVENT = 0.025  # of the likeness of two articles of one event, that of words beside names
_NAMES_ALONE = 0.4  # of the likeness of two articles that share names and not what happened
_TABLE = "data/news_words.tsv"

_TOKEN = re.compile(r"[^\W_]+")
# The capital comes first, for the engine looks for one much faster than it looks behind.
_NAMED = re.compile(r"[A-Z](?<=[^.?!:\n“\"] [A-Z])[^\W_]+")
_UNTELLING = EMPTY | frozenset(
    """january february march april june july august september october november december
    two three four five six seven eight nine ten eleven twelve twenty thirty forty fifty hundred
    thousand million billion half third per cent percent hour hours days minutes years months weeks
    found find near people still mean means many much more made make take took get got went come
    came per including told asked want wants old already yet""".split()
)

Vector = dict[str, float]


@dataclass(frozen=True, slots=True)
class Story:
    """Articles on one event. ``heads`` newest first; the headline is that of the most typical one.

    ``first`` and ``last`` are days of publication.
    """

    headline: str
    first: date
    last: date
    articles: tuple[ArticleRef, ...]

    @property
    def sources(self) -> Sources:
        """Who writes about it."""
        return Sources.of(self.articles)


@dataclass(slots=True)
class _Member:
    article: ArticleRef
    day: int
    vector: Vector
    names: frozenset[str]


class StoryIndex:
    """Puts articles into stories one by one, preferably by day of publication.

    Stories that no article can join any more are kept without the words of their articles.
    """

    def __init__(self) -> None:
        self._seen = 0
        self._newest = 0
        self._articles_with: Counter[str] = Counter()
        self._open: dict[int, list[_Member]] = {}
        self._closed: dict[int, Story] = {}
        self._by_term: dict[str, deque[int]] = defaultdict(lambda: deque(maxlen=_LOOKED_AT))

    def add(self, article: Article) -> int | None:
        """The number of the story that the article joins or founds; None if it has no day."""
        day = article.day
        if day is None:
            return None
        counts = terms(article)
        self._seen += 1
        self._articles_with.update(counts.keys())
        vector = self._weighted(counts)
        member = _Member(ArticleRef.of(article), day.toordinal(), vector, names(article))
        self._close_before(member.day - _PATIENCE)
        number = self._nearest(member)
        if number is None:
            number = len(self._open) + len(self._closed)
            self._open[number] = []
        self._open[number].append(member)
        for term in _rarest(member.vector):
            numbers = self._by_term[term]
            if number in numbers:
                numbers.remove(number)
            numbers.append(number)
        return number

    def _close_before(self, day: int) -> None:
        if day <= self._newest:
            return
        self._newest = day
        for number in [n for n, story in self._open.items() if story[-1].day < day]:
            self._closed[number] = _story(self._open.pop(number))

    def _weighted(self, counts: Mapping[str, float]) -> Vector:
        """The heaviest terms, as a vector of length 1."""
        articles, usual = _general_news()
        total = math.log(1 + self._seen + articles)
        seen = self._articles_with
        weights = {
            term: math.sqrt(count) * (total - math.log(1 + seen[term] + usual.get(term, 0)))
            for term, count in counts.items()
        }
        kept = sorted(weights, key=lambda term: (-weights[term], term))[:_TERMS]
        length = math.sqrt(sum(weights[term] ** 2 for term in kept)) or 1.0
        return {term: weights[term] / length for term in kept}

    def _nearest(self, member: _Member) -> int | None:
        shared: Counter[int] = Counter()
        for term in _rarest(member.vector):
            for number in self._by_term.get(term, ()):
                if number in self._open:
                    shared[number] += 1
        best, best_likeness = None, _THRESHOLD
        for number, _ in sorted(shared.items(), key=lambda s: (-s[1], -s[0]))[:_COMPARED]:
            likeness = _likeness(member, self._open[number])
            if likeness > best_likeness:
                best, best_likeness = number, likeness
        return best

    def stories(self, at_least: int = 2) -> tuple[Story, ...]:
        """The stories of that many articles or more: last heard of, then largest, first."""
        made = [*self._closed.values(), *map(_story, self._open.values())]
        made = [story for story in made if len(story.articles) >= at_least]
        return tuple(
            sorted(made, key=lambda s: (-s.last.toordinal(), -len(s.articles), s.headline))
        )


def gather(articles: Iterable[Article], at_least: int = 2) -> tuple[Story, ...]:
    """The stories among articles, which are taken in by day of publication."""
    index = StoryIndex()
    dated = (a for a in articles if a.published is not None)
    for article in sorted(dated, key=lambda a: (a.published, a.id)):
        index.add(article)
    return index.stories(at_least)


@lru_cache(maxsize=1)
def _general_news() -> tuple[int, dict[str, int]]:
    """How many articles the table of general news is of, and in how many of them a word is."""
    lines = (files("briefing.digest") / _TABLE).read_text("utf-8").splitlines()
    rows = (line.split("\t") for line in lines if not line.startswith("#"))
    counts = {word: int(count) for word, count in rows}
    return counts.pop("articles"), counts


def names(article: Article) -> frozenset[str]:
    """The words of an article's title and opening that are written as names."""
    opening = f"{article.title}.\n{article.text[:_READ]}"
    return frozenset(term for word in _NAMED.findall(opening) if (term := _term(word)))


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


@lru_cache(maxsize=65_536)
def _term(word: str) -> str:
    """What a word is counted as; "" for one that tells nothing."""
    bare = word.casefold()
    return stem(bare) if len(bare) > 2 and bare not in _UNTELLING else ""


def _rarest(vector: Vector) -> list[str]:
    # Vectors are made with their heaviest terms first.
    return list(vector)[:_SOUGHT]


def _likeness(member: _Member, story: list[_Member]) -> float:
    """To the story's latest articles, above all the most alike; 0 if all of them are too old."""
    recent = [m for m in story[-_MEMBERS:] if member.day - m.day <= _PATIENCE]
    alike = [_cosine(member, other) for other in recent]
    if not alike:
        return 0.0
    return _NEAREST * max(alike) + (1 - _NEAREST) * math.fsum(alike) / len(alike)


def _cosine(a: _Member, b: _Member) -> float:
    """The cosine of two articles, less for days between, and for names without what happened."""
    mine, theirs = a.vector, b.vector
    shared = {term: weight * theirs[term] for term, weight in mine.items() if term in theirs}
    of_names = math.fsum(shared[term] for term in shared if term in a.names and term in b.names)
    of_event = math.fsum(shared.values()) - of_names
    weight = 1.0 if of_event >= _SHARED_EVENT else _NAMES_ALONE
    return weight * (of_names + of_event) * max(0.0, 1 - _DECAY * abs(a.day - b.day))


def _story(members: list[_Member]) -> Story:
    centre: Counter[str] = Counter()
    for member in members:
        centre.update(member.vector)
    typical = max(
        members,
        key=lambda m: (sum(w * centre[t] for t, w in m.vector.items()), -m.day, m.article.id),
    )
    newest = sorted(members, key=lambda m: (-m.day, m.article.id))
    first, last = newest[-1].day, newest[0].day
    refs = tuple(m.article for m in newest)
    return Story(typical.article.title, date.fromordinal(first), date.fromordinal(last), refs)
