"""What was undertaken in many articles, and what was heard of it in later ones.

An article is looked up, by its words, among those undertakings whose actor and act it may name, so
that what it costs does not grow with how many articles there are.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TypeAlias

from briefing.acts.duties import Answer, ways_to_answer
from briefing.acts.hearing import heard_in
from briefing.acts.lines import Line, lines_of, stems_of
from briefing.article_refs import ArticleRef
from briefing.ledger.reading import undertakings_of
from briefing.ledger.undertakings import Undertaking
from briefing.model import Entry

_Place: TypeAlias = tuple[str, int]
"""Where an undertaking stands: the id of its article, and which of its undertakings it is."""
_Posting: TypeAlias = tuple[_Place, frozenset[str]]
OneStory = Callable[[str, str], bool]
"""Whether two articles, by their ids, are of one event."""


class Book:
    """Takes in articles in any order, each as often as it changes. Threads may not share one."""

    def __init__(self, one_story: OneStory) -> None:
        self._one_story = one_story
        self._of: dict[str, tuple[Undertaking, ...]] = {}
        # By a word: where undertakings stand, with all the words that an answer has beside it.
        self._at: defaultdict[str, dict[_Posting, None]] = defaultdict(dict)
        self._posted: dict[_Place, tuple[tuple[str, _Posting], ...]] = {}
        self._heard: defaultdict[_Place, dict[str, Answer]] = defaultdict(dict)
        self._answers_in: defaultdict[str, set[_Place]] = defaultdict(set)

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
            self._post((entry.article.id, number), undertaking)
        if own:
            for other in later:
                theirs = lines_of(other.article.text)
                for number in range(len(own)):
                    self._ask((entry.article.id, number), other, theirs)

    def drop(self, article_id: str) -> None:
        """Forget an article, and what was heard in it."""
        for number, _ in enumerate(self._of.pop(article_id, ())):
            for word, posting in self._posted.pop((article_id, number)):
                self._at[word].pop(posting, None)
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

    def _ask(self, place: _Place, entry: Entry, lines: Sequence[Line]) -> None:
        """Look for the answer to an undertaking in an article."""
        undertaking = self._of[place[0]][place[1]]
        ref, findings = ArticleRef.of(entry.article), entry.findings
        one_story = self._one_story(place[0], ref.id)
        dates = findings.dates if findings else ()
        answer = heard_in(undertaking.duty, ref, lines, dates, one_story=one_story)
        if answer is not None:
            self._heard[place][ref.id] = answer
            self._answers_in[ref.id].add(place)

    def _post(self, place: _Place, undertaking: Undertaking) -> None:
        """Keep where an undertaking stands under one word of each way to answer it: of its words
        that under which the fewest stand so far.
        """
        posted = []
        for words in dict.fromkeys(ways_to_answer(undertaking.duty)):
            word = min(words, key=lambda word: (len(self._at.get(word, ())), word))
            posting = (place, words)
            self._at[word][posting] = None
            posted.append((word, posting))
        self._posted[place] = tuple(posted)

    def _asked_of(self, lines: Sequence[Line]) -> set[_Place]:
        """Where the undertakings stand of which those sentences may tell."""
        stems = stems_of(lines)
        return {
            place
            for word in self._at.keys() & stems
            for place, words in self._at[word]
            if words <= stems
        }


def _when(answer: Answer) -> tuple[int, str]:
    return (-answer.article.age, answer.article.id)
