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

from briefing.merge.likeness import ALIKE, APART, days_between, enough, of_products
from briefing.model import TOPIC_LENGTH, Topic

_LEAST = math.floor(ALIKE * TOPIC_LENGTH**2)  # no likeness is more than all products together
_REMEMBERED = 400_000  # articles near an article, 8 bytes each: as many as 2,000 have of 15 stories


def _since(holders: array[int], number: int) -> Iterator[tuple[int, int]]:
    """Of the articles that hold a word those from a number on, each with what it weighs there."""
    start = 0
    if number:
        start = 2 * bisect_left(range(len(holders) // 2), number, key=lambda i: holders[2 * i])
    return zip(holders[start::2], holders[start + 1 :: 2], strict=True)


class NearArticles:
    """Articles by their words; ``heaviest`` of an article's, of which two of one event share one.

    Threads may not share one.
    """

    def __init__(self, heaviest: int) -> None:
        self._heaviest = heaviest
        self._ids: list[str] = []
        self._topics: list[Topic] = []
        # By word the numbers of the articles that hold it, the least first, each before what the
        # word weighs there: most words stand in one article, and objects would be the most of it.
        self._as_name: dict[str, array[int]] = {}
        self._as_word: dict[str, array[int]] = {}
        self._as_heavy: defaultdict[str, array[int]] = defaultdict(lambda: array("L"))
        # Numbers, too: sets of ids would be as large as all the words (``_REMEMBERED``).
        self._near: dict[str, tuple[int, array[int]]] = {}
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
            if word in held:
                held[word].extend((number, weight))
            else:
                held[word] = array("L", (number, weight))
            if rank < self._heaviest:
                self._as_heavy[word].append(number)

    def of(self, article_id: str, topic: Topic) -> set[str]:
        """The articles taken in, by their ids, that are of one event with that one."""
        start, near = self._near.get(article_id, (0, array("L")))
        if start < len(self._ids):
            if self._remembered >= _REMEMBERED:
                self._near.clear()
                self._remembered, start, near = 0, 0, array("L")
            before = len(near)
            near.extend(self._alike(topic, start))
            self._remembered += len(near) - before
            self._near[article_id] = len(self._ids), near
        return set(map(self._ids.__getitem__, near))

    def _alike(self, topic: Topic, start: int) -> Iterator[int]:
        """Of the articles from that number on those that are of one event with a topic."""
        products = [0] * len(self._ids)
        of_names = products.copy()
        sharing: set[int] = set()
        for rank, (word, weight) in enumerate(topic.vector.items()):
            if holders := self._as_word.get(word):
                for number, theirs in _since(holders, start):
                    products[number] += weight * theirs
            if holders := self._as_name.get(word):
                is_name = word in topic.names
                for number, theirs in _since(holders, start):
                    products[number] += weight * theirs
                    if is_name:
                        of_names[number] += weight * theirs
            if rank < self._heaviest and (numbers := self._as_heavy.get(word)):
                sharing.update(numbers[bisect_left(numbers, start) :])
        for number in sharing:
            product = products[number]
            if product >= _LEAST:
                other = self._topics[number]
                apart = days_between(topic, other)
                needed = enough(len(topic.vector), len(other.vector))
                if apart <= APART and of_products(of_names[number], product, apart) >= needed:
                    yield number
