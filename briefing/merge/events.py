"""Which articles are of one event, asked of few articles at a time.

What is said of two articles depends on the two alone (``merge.likeness``), so it is remembered from
one briefing to the next.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from itertools import islice

from briefing.merge.headings import as_country
from briefing.merge.likeness import enough, likeness_if_similar
from briefing.merge.near_articles import NearArticles
from briefing.model import Topic
from briefing.names.people import fold

# Of an article's heaviest words: two of one event share one of these. It bounds the work: with 6 or
# 24 ``python -m bench.stories --quality`` prints the same figures.
_SOUGHT = 12
_REMEMBERED = 400_000  # pairs, some 45 MB: all those of 900 articles
_SETS_REMEMBERED = 2_000  # of articles: those of each name that several of a briefing speak by
_NONE: frozenset[str] = frozenset()
# What two articles are to each other: unlike, similar, or alike enough to be of one event.
_SIMILAR, _ALIKE = 1, 2


class Events:
    """Tells the events of articles apart by their topics. Threads may not share one."""

    def __init__(self) -> None:
        self._topics: dict[str, Topic] = {}
        self._heaviest: dict[str, frozenset[str]] = {}
        self._degrees: dict[tuple[str, str], int] = {}
        self._among: dict[frozenset[str], Mapping[str, str]] = {}
        self._near = NearArticles(_SOUGHT)  # with the first of ``_topics``, in their order
        self.revision = 0
        """Differs once an article is about something else than before."""

    def know(self, topics: Iterable[tuple[str, Topic | None]]) -> None:
        """Take in what articles are about, by id; an article that has changed is compared anew."""
        for article_id, topic in topics:
            earlier = self._topics.get(article_id)
            # What is read again is another object that says the same.
            if topic is None or topic is earlier or topic == earlier:
                continue
            if earlier is not None:
                self._degrees.clear()
                self._among.clear()
                self._near = NearArticles(_SOUGHT)
                self.revision += 1
            self._topics[article_id] = topic
            self._heaviest[article_id] = frozenset(islice(topic.vector, _SOUGHT))

    def knows(self, article_id: str) -> bool:
        """Whether it has been told what an article, by its id, is about."""
        return article_id in self._topics

    def is_one(self, one: str, other: str) -> bool:
        """Whether two articles, by their ids, are of one event."""
        return one == other or self._degree(one, other) >= _ALIKE

    def may_be_one(self, one: str, other: str) -> bool:
        """Whether two articles, by their ids, may be of one event, where more speaks for it: the
        last name or the office of a person that stands in both."""
        return one == other or self._degree(one, other) >= _SIMILAR

    def _degree(self, one: str, other: str) -> int:
        # Most pairs that are asked of share nothing, and are neither compared nor remembered.
        if self._heaviest.get(one, _NONE).isdisjoint(self._heaviest.get(other, _NONE)):
            return 0
        return self._compared(one, other)

    def _compared(self, one: str, other: str) -> int:
        pair = (one, other) if one < other else (other, one)
        degree = self._degrees.get(pair)
        if degree is None:
            mine, theirs = self._topics[one], self._topics[other]
            degree = 0
            if alike := likeness_if_similar(mine, theirs):
                needed = enough(len(mine.vector), len(theirs.vector))
                degree = _ALIKE if alike >= needed else _SIMILAR
            if len(self._degrees) >= _REMEMBERED:
                self._degrees.clear()
            self._degrees[pair] = degree
        return degree

    def first_of(self, one: str, others: Iterable[str]) -> str | None:
        """The first of those others that is of one event with an article, all by their ids."""
        heaviest = self._heaviest
        shares_none = heaviest.get(one, _NONE).isdisjoint
        for other in others:
            if other == one or (
                not shares_none(heaviest.get(other, _NONE)) and self._compared(one, other) >= _ALIKE
            ):
                return other
        return None

    def share_a_name(self, one: str, other: str) -> bool:
        """Whether one of the names that two articles, by their ids, are most about is in both."""
        topics = self._topics.get(one), self._topics.get(other)
        mine, theirs = ({term for term, _ in topic.written} if topic else set() for topic in topics)
        return bool(mine & theirs)

    def names_one_of(self, article_id: str, names: frozenset[str]) -> bool:
        """Whether one of those stems is a name in what an article, by its id, is about."""
        topic = self._topics.get(article_id)
        return topic is not None and not names.isdisjoint(topic.names)

    def near(self, article_id: str, among: Collection[str]) -> frozenset[str]:
        """Which of those articles, by their ids, are of one event with an article."""
        itself = frozenset((article_id,)).intersection(among)
        topic = self._topics.get(article_id)
        if topic is None:
            return itself
        for other, its_topic in islice(self._topics.items(), len(self._near), None):
            self._near.add(other, its_topic)
        return itself.union(self._near.of(article_id, topic).intersection(among))

    def among(
        self, article_ids: Collection[str], before: Mapping[str, str] | None = None
    ) -> Mapping[str, str]:
        """For each of the articles the first, in the order of their ids, that it is connected with
        by articles among these that are of one event each with the next.

        ``before`` is what this was for other articles, since when none has come to be about
        something else: the more of them are the same, the fewer are compared.
        """
        if len(article_ids) == 1:
            (only,) = article_ids
            return {only: only}
        asked = frozenset(article_ids)
        events = self._among.get(asked)
        if events is None:
            events = self._connected(asked, before or {})
            if len(self._among) >= _SETS_REMEMBERED:
                self._among.clear()
            if self._topics.keys() >= asked:
                self._among[asked] = events
        return events

    def _connected(
        self, article_ids: frozenset[str], before: Mapping[str, str]
    ) -> Mapping[str, str]:
        by_term: dict[str, list[str]] = defaultdict(list)
        connected = _still_connected(article_ids, before)
        for article_id in connected:
            for term in self._heaviest.get(article_id, _NONE):
                by_term[term].append(article_id)
        for article_id in sorted(article_ids.difference(connected)):
            own = connected[article_id] = [article_id]
            terms = self._heaviest.get(article_id, _NONE)
            for other in set().union(*map(by_term.__getitem__, terms)):
                theirs = connected[other]
                if theirs is not own and self._compared(article_id, other) >= _ALIKE:
                    own, theirs = (own, theirs) if len(own) > len(theirs) else (theirs, own)
                    own += theirs
                    connected.update(dict.fromkeys(theirs, own))
            for term in terms:
                by_term[term].append(article_id)
        lists = {id(together): together for together in connected.values()}
        firsts = {number: min(together) for number, together in lists.items()}
        return {article_id: firsts[id(together)] for article_id, together in connected.items()}

    def telling_name(self, article_ids: Iterable[str], but: str = "") -> str | None:
        """The name, as it is written, that most of what those articles are about; None for none.

        The country for a word that says of which one something is.
        ``but`` is a folded name that tells nothing here.
        """
        weights: dict[str, float] = defaultdict(float)
        own = set(but.split())
        topics = [*filter(None, map(self._topics.get, article_ids))]
        for topic in topics:
            for term, written in topic.written:
                if not own or own.isdisjoint(fold(written).split()):
                    weights[term] += topic.vector[term]
        if not weights:
            return None
        heaviest = min(weights, key=lambda term: (-weights[term], term))
        forms = [written for topic in topics for term, written in topic.written if term == heaviest]
        names = Counter(name for name in forms if own.isdisjoint(fold(name).split()))
        # "The official (Norwegian)" would say what he is, not what it is about.
        return as_country(min(names, key=lambda name: (-names[name], name)))


def _still_connected(
    article_ids: frozenset[str], before: Mapping[str, str]
) -> dict[str, list[str]]:
    """Each of the articles that were connected as ``Events.among`` says with nothing that is gone,
    with all that it was connected with."""
    gone = {first for article_id, first in before.items() if article_id not in article_ids}
    together: dict[str, list[str]] = defaultdict(list)
    for article_id, first in before.items():
        if first not in gone:
            together[first].append(article_id)
    return {article_id: own for own in together.values() for article_id in own}
