"""Articles on one event, gathered as they come in: single-pass clustering by topic.

Method: the incremental (single-pass) clustering of topic detection and tracking; see Allan, Papka
and Lavrenko, "On-line new event detection and tracking", SIGIR 1998. What makes two articles alike
is decided in ``merge.likeness``. A new article is compared with the few recent stories that share
its rarest words, so what it costs does not grow with the number of articles seen.

Two articles of one beat share words by chance, the more the longer both are. So two articles found
a story on stronger evidence than a third joins it, for which both vouch, and teasers of a sentence
or two on less than whole reports; and who joins a story is like its articles on the whole, not
like one of them alone.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from itertools import takewhile

from msgspec import Struct

from briefing.article_refs import ArticleRef, Sources
from briefing.contradictions.rows import Contradiction
from briefing.extract.topics import title_terms
from briefing.merge.likeness import (
    ALIKE,
    APART,
    BY_CHANCE,
    likeness,
    product,
    weight_of_names,
)
from briefing.merge.memory import Merged
from briefing.model import TOPIC_LENGTH, Topic
from briefing.ports import Pause, no_pause

# Beside each number the F1 on the first labelled set, for other values, as ``python -m bench.vary
# briefing.digest.stories:NAME VALUES -- bench.stories --quality`` prints it. All but the last bound
# the work.
_SOUGHT = 12  # of an article's heaviest words, to look stories up by; 6: .889, 12: .898, 24: .893
_LOOKED_AT = 24  # latest stories of each such word; 12, 24 and 48: .898
_COMPARED = 12  # stories that share most, and are compared in full; 6, 12 and 24: .898
_MEMBERS = 8  # latest articles of a story to compare a new one with; 4: .893, 8 and 16: .898
# Of the likeness to a story is that to its most alike article, the rest the mean. 0.5: .885, 0.6:
# .890, 0.7: .898, 0.8: .893, 1.0: .871.
_NEAREST = 0.7
# The likeness that each word compared asks for, to a story of one article, of two and of more; a
# whole report has 40 words. On two fortnights of agency news labelled by hand (``bench.stories
# --labelled``) 22 of 91 stories are mixed; with 0.003 for all 39 of 102; with 0.005 for all 21 of
# 97, and F1 on a third fortnight falls from 0.965 to 0.889.
_BY_CHANCE = (BY_CHANCE, 0.004, 0.003)
# The mean likeness to a story's latest articles from which one may join it. 0.05 to 0.08: F1 on the
# first of the two is 0.959; 0: 0.955; 0.09: on the first labelled set it falls from 0.898 to 0.876.
_TO_ALL = 0.07
# Two whole reports that have no word of their titles in common found a story only on more than
# their likeness: that of the names in both, and much of it or words that one has in its title and
# the other anywhere. Of 143 stories in three fortnights of agency news, read by hand, it takes
# apart 5, all of two events. On the labelled sets (``bench.stories --quality``) F1 and pairs
# wrongly joined are the same with it and without.
_WHOLE = 32  # words compared, of 40 at the most; 25 to 40: the same
_NAMED = 0.1  # 0.06: one of the 5 stays; 0.15: an article more is torn from its story
_MUCH = 0.28  # 0.26: the same; 0.35: one more is taken apart
_OF_TITLES = 3
_COLUMN = re.compile(r"(?i)[^:]*\b(?:week|weekly|daily|podcast|recap|roundup|newsletter)\b[^:]*:")
"""How the titles of a column begin that comes out again and again, about something else."""
_ROUNDING = 1 + 1e-9  # by more than floating point numbers are rounded


class Story(Struct, frozen=True):
    """Articles on one event, newest first; the headline is that of the most typical one.

    ``first`` and ``last`` are days of publication. ``contradictions`` are what cannot both hold in
    it, the latest first: none before they have been looked for.
    """

    headline: str
    first: date
    last: date
    articles: tuple[ArticleRef, ...]
    contradictions: tuple[Contradiction, ...] = ()

    @property
    def sources(self) -> Sources:
        """Who writes about it."""
        return Sources.of(self.articles)


class _Member(Struct, frozen=True):
    article: ArticleRef
    day: int
    topic: Topic


class _Remembered:
    """What has been found out about articles and stories, whichever index asks.

    Each answer follows from what it is about alone. Of what nobody has asked again since the last
    two times that ``turn`` was called nothing is held.
    """

    def __init__(self) -> None:
        self.members: Merged[_Member] = Merged()  # by article, so that equal ones are one object
        self.choices: Merged[int | None] = Merged()  # by article
        self.stories: Merged[Story] = Merged()  # by the article that founds one

    def turn(self) -> None:
        """Stories are gathered from the start."""
        for merged in (self.members, self.choices, self.stories):
            merged.turn()


class StoryIndex:
    """Puts articles into stories one by one, preferably by day of publication.

    ``threshold`` is the likeness below which no article joins a story, however short they are.
    Stories that no article can join any more are kept without the words of their articles.
    ``remembered`` is what indexes of the same threshold have found out before.
    """

    def __init__(self, threshold: float = ALIKE, remembered: _Remembered | None = None) -> None:
        self._threshold = threshold
        self._remembered = remembered or _Remembered()
        self._forgets = remembered is None
        self._newest = 0
        self._open: dict[int, tuple[_Member, ...]] = {}
        self._latest: dict[int, tuple[_Member, ...]] = {}  # of those the members to compare with
        self._closed: dict[int, Story] = {}
        self._by_term: dict[str, tuple[int, ...]] = {}
        self._heaviest: dict[int, Mapping[str, int]] = {}  # what words weigh most in a story

    def copy(self) -> StoryIndex:
        """The same stories, which other articles may join than join these."""
        copied = StoryIndex(self._threshold, self._remembered)
        copied._newest = self._newest
        copied._open = self._open.copy()
        copied._latest = self._latest.copy()
        copied._closed = self._closed.copy()
        copied._heaviest = self._heaviest.copy()
        copied._by_term = self._by_term.copy()
        return copied

    def add(self, article: ArticleRef, topic: Topic) -> int | None:
        """The number of the story that the article joins or founds; None if it has no day."""
        day = article.day
        if day is None:
            return None
        member = self._remembered.members.of(
            article.id, (article, topic), lambda: _Member(article, day.toordinal(), topic)
        )
        self._close_before(member.day - APART)
        number = self._nearest(member)
        if number is None:
            number = len(self._open) + len(self._closed)
        self._open[number] = (*self._open.get(number, ()), member)
        self._latest[number] = self._open[number][-_MEMBERS:]
        self._heaviest.pop(number, None)
        for term in _rarest(member.topic):
            numbers = self._by_term.get(term, ())
            if number in numbers:
                numbers = tuple(each for each in numbers if each != number)
            self._by_term[term] = (*numbers, number)[-_LOOKED_AT:]
        return number

    def _close_before(self, day: int) -> None:
        if day <= self._newest:
            return
        self._newest = day
        if self._forgets:
            self._remembered.turn()  # it gathers from the start only once
        for number in [n for n, story in self._open.items() if story[-1].day < day]:
            self._closed[number] = self._told(self._open.pop(number))
            self._latest.pop(number)
            self._heaviest.pop(number, None)

    def _nearest(self, member: _Member) -> int | None:
        shared: Counter[int] = Counter()
        for term in _rarest(member.topic):
            shared.update(self._by_term.get(term, ()))
        numbers = sorted(
            (number for number in shared if number in self._open),
            key=lambda number: (-shared[number], -number),
        )[:_COMPARED]
        # The same stories in the same order are chosen from in the same way.
        latest = tuple([self._latest[number] for number in numbers])
        place = self._remembered.choices.of(
            member.article.id, (member, latest), lambda: self._choice(member, numbers)
        )
        return None if place is None else numbers[place]

    def _choice(self, member: _Member, numbers: Sequence[int]) -> int | None:
        """The place, among stories of those numbers, of the one that the article joins."""
        best, best_likeness = None, 0.0
        for place, number in enumerate(numbers):
            story = self._latest[number]
            least = max(best_likeness, self._least(member, story))
            if self._at_most(member, number) > least:
                alike = _likeness(member, story)
                if alike > least and (len(story) > 1 or _are_told_alike(member, story[0], alike)):
                    best, best_likeness = place, alike
        return best

    def _least(self, member: _Member, story: Sequence[_Member]) -> float:
        """The likeness above which an article joins a story."""
        words = min(len(each.topic.vector) for each in (member, *story))
        return max(self._threshold, words * _BY_CHANCE[min(len(story), len(_BY_CHANCE)) - 1])

    def _at_most(self, member: _Member, number: int) -> float:
        """No less than the likeness to a story: that to all of its latest articles in one.

        Of a dozen stories ten need not be compared, after the one that it is of.
        """
        if number not in self._heaviest:
            heaviest: dict[str, int] = {}
            for other in self._latest[number]:
                for term, weight in other.topic.vector.items():
                    if weight > heaviest.get(term, 0):
                        heaviest[term] = weight
            self._heaviest[number] = heaviest
        return _ROUNDING * product(member.topic.vector, self._heaviest[number]) / TOPIC_LENGTH**2

    def stories(self, at_least: int = 2) -> tuple[Story, ...]:
        """The stories of that many articles or more: last heard of, then largest, first."""
        gathered = [*self._closed.values(), *map(self._told, self._open.values())]
        gathered = [story for story in gathered if len(story.articles) >= at_least]
        return tuple(
            sorted(gathered, key=lambda s: (-s.last.toordinal(), -len(s.articles), s.headline))
        )

    def _told(self, members: tuple[_Member, ...]) -> Story:
        return self._remembered.stories.of(members[0].article.id, members, lambda: _story(members))


def gather(
    articles: Iterable[tuple[ArticleRef, Topic | None]],
    at_least: int = 2,
    pause: Pause = no_pause,
) -> tuple[Story, ...]:
    """The stories among articles and what each is about, taken in by day of publication."""
    return StoryGathering().stories(articles, at_least, pause)


class StoryGathering:
    """Gathers the stories of one briefing after the other.

    Where all days but the newest are as they were, only the articles of that day are put in anew,
    and compared only with stories that are others than they were. Threads may share it.
    """

    def __init__(self) -> None:
        self._remembered = _Remembered()
        self._kept: tuple[Sequence[tuple[ArticleRef, Topic | None]], StoryIndex] = (
            (),
            StoryIndex(),
        )

    def stories(
        self,
        articles: Iterable[tuple[ArticleRef, Topic | None]],
        at_least: int = 2,
        pause: Pause = no_pause,
    ) -> tuple[Story, ...]:
        """As ``gather``."""
        ordered = sorted(articles, key=lambda given: (-given[0].age, given[0].id))
        newest = ordered[-1][0].age if ordered else 0
        older = list(takewhile(lambda given: given[0].age != newest, ordered))
        kept, index = self._kept
        if kept != older:
            self._remembered.turn()
            index = StoryIndex(remembered=self._remembered)
            _put_in(index, older, pause)
            self._kept = older, index
        index = index.copy()
        _put_in(index, ordered[len(older) :], pause)
        return index.stories(at_least)


def _put_in(
    index: StoryIndex, articles: Iterable[tuple[ArticleRef, Topic | None]], pause: Pause
) -> None:
    for article, topic in articles:
        pause()
        if topic is not None:
            index.add(article, topic)


def _rarest(topic: Topic) -> list[str]:
    # Vectors are made with their heaviest terms first.
    return list(topic.vector)[:_SOUGHT]


def _likeness(member: _Member, story: Sequence[_Member]) -> float:
    """To a story's latest articles, above all the most alike.

    0 if all of them are too old, or the article is like one of them alone.
    """
    recent = [m for m in story if member.day - m.day <= APART]
    alike = [likeness(member.topic, other.topic) for other in recent]
    mean = math.fsum(alike) / len(alike) if alike else 0.0
    return _NEAREST * max(alike) + (1 - _NEAREST) * mean if mean >= _TO_ALL else 0.0


def _are_told_alike(one: _Member, other: _Member, alike: float) -> bool:
    """Whether titles, or names and titles together, say that two articles are of one event.

    Two reports of one kind, such as those of quarterly results, or of one beat share words by
    chance. A teaser has no room for names.
    """
    column = _COLUMN.match(one.article.title)
    if column and other.article.title.startswith(column[0]):
        return False  # of another week
    mine, theirs = one.topic.vector.keys(), other.topic.vector.keys()
    if min(len(mine), len(theirs)) < _WHOLE:
        return True
    titles = title_terms(one.article.title), title_terms(other.article.title)
    if not titles[0].isdisjoint(titles[1]):
        return True
    if weight_of_names(one.topic, other.topic) < _NAMED:
        return False
    return alike >= _MUCH or len((titles[0] & theirs) | (titles[1] & mine)) >= _OF_TITLES


def _story(members: Sequence[_Member]) -> Story:
    centre: Counter[str] = Counter()
    for member in members:
        centre.update(member.topic.vector)
    typical = max(
        members,
        key=lambda m: (
            sum(w * centre[t] for t, w in m.topic.vector.items()),
            -m.day,
            m.article.id,
        ),
    )
    newest = sorted(members, key=lambda m: (-m.day, m.article.id))
    first, last = newest[-1].day, newest[0].day
    refs = tuple(m.article for m in newest)
    return Story(typical.article.title, date.fromordinal(first), date.fromordinal(last), refs)
