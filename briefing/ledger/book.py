"""What was undertaken in many articles, and what was heard of it in later ones.

An article is looked up, by its words, among those undertakings whose actor and act it may name, so
that what it costs does not grow with how many articles there are.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from briefing.article_refs import ArticleRef
from briefing.digest.answers import Answer
from briefing.ledger.actors import Actor
from briefing.ledger.hearing import Line, heard_in, lines_of
from briefing.ledger.undertakings import Undertaking, undertakings_of
from briefing.model import Entry

OneStory = Callable[[str, str], bool]
"""Whether two articles, by their ids, are of one event."""


class Book:
    """Takes in articles in any order, each as often as it changes. Threads may not share one."""

    def __init__(self, one_story: OneStory) -> None:
        self._one_story = one_story
        self._of: dict[str, tuple[Undertaking, ...]] = {}
        # By a word of who acts (or asked), and one of what it is done to: where undertakings stand.
        self._at: defaultdict[str, defaultdict[str, set[tuple[str, int]]]] = defaultdict(
            lambda: defaultdict(set)
        )
        self._heard: defaultdict[tuple[str, int], dict[str, Answer]] = defaultdict(dict)
        self._answers_in: defaultdict[str, set[tuple[str, int]]] = defaultdict(set)

    def take_in(self, entry: Entry, later: Iterable[Entry] = ()) -> None:
        """Read an article for what is undertaken in it, and for what it says of others' acts.

        ``later`` are articles that were taken in before it, are of one event with it, and may
        answer what it announces.
        """
        self.drop(entry.article.id)
        own = undertakings_of(entry)
        if own:
            self._of[entry.article.id] = own
        lines = lines_of(entry.article.text)
        for place in self._asked_of(lines):
            self._ask(place, entry, lines)
        for number, undertaking in enumerate(own):
            for first, second in _keys(undertaking):
                self._at[first][second].add((entry.article.id, number))
        if own:
            for other in later:
                theirs = lines_of(other.article.text)
                for number in range(len(own)):
                    self._ask((entry.article.id, number), other, theirs)

    def drop(self, article_id: str) -> None:
        """Forget an article, and what was heard in it."""
        for number, undertaking in enumerate(self._of.pop(article_id, ())):
            for first, second in _keys(undertaking):
                self._at[first][second].discard((article_id, number))
            for teller in self._heard.pop((article_id, number), {}):
                self._answers_in[teller].discard((article_id, number))
        for place in self._answers_in.pop(article_id, ()):
            self._heard[place].pop(article_id, None)

    def undertakings(self) -> Iterator[tuple[Undertaking, Sequence[Answer]]]:
        """Each undertaking of each article, with what was heard of it, the oldest news first."""
        for article_id, own in self._of.items():
            for number, undertaking in enumerate(own):
                heard: Mapping[str, Answer] = self._heard.get((article_id, number), {})
                yield undertaking, sorted(heard.values(), key=_when)

    def _ask(self, place: tuple[str, int], entry: Entry, lines: Sequence[Line]) -> None:
        """Look for the answer to an undertaking in an article."""
        undertaking = self._of[place[0]][place[1]]
        ref, findings = ArticleRef.of(entry.article), entry.findings
        one_story = self._one_story(place[0], ref.id)
        dates = findings.dates if findings else ()
        answer = heard_in(undertaking, ref, lines, dates, one_story=one_story)
        if answer is not None:
            self._heard[place][ref.id] = answer
            self._answers_in[ref.id].add(place)

    def _asked_of(self, lines: Sequence[Line]) -> set[tuple[str, int]]:
        """Where the undertakings stand of which those sentences may tell."""
        stems = frozenset[str]().union(*(line.stems for line in lines))
        asked: set[tuple[str, int]] = set()
        for first in self._at.keys() & stems:
            seconds = self._at[first]
            for second in seconds.keys() & stems if len(seconds) > 1 else seconds:
                if second in stems or not second:
                    asked |= seconds[second]
            asked |= seconds.get("", set())
        return asked


def _keys(undertaking: Undertaking) -> Iterator[tuple[str, str]]:
    """Pairs of words of which one is in every article that may answer an undertaking.

    A word of who acts with what the act is done to, "" where it is on nothing or may go without
    saying: who was asked for something, named with who asked, is enough.
    """
    does = undertaking.does
    for first in _words_of(undertaking.acting):
        yield first, does.done_to
        for second in _words_of(undertaking.asking):
            yield first, second
    for first in _words_of(undertaking.asking):
        yield first, does.done_to
    if does.undergone and does.done_to:
        for first in does.names:
            yield first, does.done_to


def _words_of(actors: Iterable[Actor]) -> Iterator[str]:
    """One word at least of every way in which a sentence may name one of those."""
    for actor in actors:
        if actor.names:
            yield from actor.names if actor.any_name else sorted(actor.names)[:1]
        elif actor.nouns:
            yield min(actor.nouns, key=lambda noun: (noun == actor.body, noun))
        if actor.body:
            yield actor.body


def _when(answer: Answer) -> tuple[int, str]:
    return (-answer.article.age, answer.article.id)
