"""Which articles are of one event with an article, asked of all articles at a time.

What ``likeness`` says of each pair is added up word by word: from the articles that hold a word of
the one asked about, not from the words of each article. Of 2,000 articles that is ten times as
quick (``python -m bench.tui_stories``).
"""

from __future__ import annotations

import math
from array import array
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator
from itertools import islice

from briefing.merge.likeness import ALIKE, APART, days_between, of_products
from briefing.model import TOPIC_LENGTH, Topic

_LEAST = math.floor(ALIKE * TOPIC_LENGTH**2)  # no likeness is more than all products together
_REMEMBERED = 400_000  # articles near an article, some 20 MB: as many as 2,000 have of 15 stories


class _Holders:
    """The articles that hold a word, by number, the least first; and what it weighs in each."""

    __slots__ = ("numbers", "weights")

    def __init__(self) -> None:
        self.numbers = array("L")
        self.weights = array("L")

    def add(self, number: int, weight: int) -> None:
        self.numbers.append(number)
        self.weights.append(weight)

    def since(self, number: int) -> Iterator[tuple[int, int]]:
        """Those from that number on, each with what the word weighs there."""
        start = bisect_left(self.numbers, number)
        return islice(zip(self.numbers, self.weights, strict=True), start, None)


class NearArticles:
    """Articles by their words; ``heaviest`` of an article's, of which two of one event share one.

    Threads may not share one.
    """

    def __init__(self, heaviest: int) -> None:
        self._heaviest = heaviest
        self._ids: list[str] = []
        self._topics: list[Topic] = []
        self._as_name: defaultdict[str, _Holders] = defaultdict(_Holders)
        self._as_word: defaultdict[str, _Holders] = defaultdict(_Holders)
        self._as_heavy: defaultdict[str, array[int]] = defaultdict(lambda: array("L"))
        self._near: dict[str, tuple[int, set[str]]] = {}
        self._remembered = 0

    def __len__(self) -> int:
        return len(self._ids)

    def add(self, article_id: str, topic: Topic) -> None:
        """Take in an article that has not been taken in."""
        number = len(self._ids)
        self._ids.append(article_id)
        self._topics.append(topic)
        for rank, (word, weight) in enumerate(topic.vector.items()):
            held = self._as_name if word in topic.names else self._as_word
            held[word].add(number, weight)
            if rank < self._heaviest:
                self._as_heavy[word].append(number)

    def of(self, article_id: str, topic: Topic) -> set[str]:
        """The articles taken in, by their ids, that are of one event with that one."""
        start, near = self._near.get(article_id, (0, set()))
        if start < len(self._ids):
            if self._remembered >= _REMEMBERED:
                self._near.clear()
                self._remembered, start, near = 0, 0, set()
            before = len(near)
            near.update(self._alike(topic, start))
            self._remembered += len(near) - before
            self._near[article_id] = len(self._ids), near
        return near

    def _alike(self, topic: Topic, start: int) -> Iterator[str]:
        """Of the articles from that number on those that are of one event with a topic."""
        products = [0] * (len(self._ids) - start)
        of_names = products.copy()
        sharing: set[int] = set()
        for rank, (word, weight) in enumerate(topic.vector.items()):
            for holders in (self._as_name.get(word), self._as_word.get(word)):
                if holders is not None:
                    for number, theirs in holders.since(start):
                        products[number - start] += weight * theirs
            if word in topic.names and (holders := self._as_name.get(word)):
                for number, theirs in holders.since(start):
                    of_names[number - start] += weight * theirs
            if rank < self._heaviest and (numbers := self._as_heavy.get(word)):
                sharing.update(numbers[bisect_left(numbers, start) :])
        for number, product in enumerate(products, start):
            if product >= _LEAST and number in sharing:
                apart = days_between(topic, self._topics[number])
                names = of_names[number - start]
                if apart <= APART and of_products(names, product, apart) >= ALIKE:
                    yield self._ids[number]
