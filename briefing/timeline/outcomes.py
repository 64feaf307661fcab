"""What became of what has passed in a briefing, from the articles that came out since."""

from __future__ import annotations

from collections.abc import Callable, Collection, Container, Iterable, Iterator, Sequence

from msgspec import Struct

from briefing.acts.duties import OUTCOMES, TURNS, Answer
from briefing.acts.lines import lines_of, stems_of
from briefing.article_refs import ArticleRef
from briefing.digest.answers import Question, answers_in_accounts
from briefing.digest.briefing import Briefing
from briefing.digest.dated import DatedRow
from briefing.digest.outcomes import (
    Aftermath,
    Outcomes,
    Reading,
    ahead,
    later_articles,
    passed,
    read_since,
    since_last_told,
)
from briefing.model import Article, Span
from briefing.ports import Library, Pause, no_pause
from briefing.rows import TalkMention

Near = Callable[[str, Collection[str]], "frozenset[str]"]
"""Which of those articles, by their ids, are of one event with an article."""


class _Asked(Struct, frozen=True):
    """A question, and the articles, by their ids, that may answer it."""

    question: Question
    articles: frozenset[str]
    elsewhere: frozenset[str] = frozenset()  # of other events, whose titles name who acts


_MOST_ANSWERS = 8  # articles of which it is told what they say became of one thing
_NOTHING = _Asked(Question((), OUTCOMES), frozenset())  # its own accounts answer, or nothing can


class OutcomeSearch:
    """Looks up what became of things; keeps what it found in the latest briefing.

    ``library`` gives the library, ``article`` an article as it stands in a briefing, ``near`` what
    is of one event with it.
    """

    def __init__(
        self,
        library: Callable[[], Library],
        article: Callable[[str, Briefing], Article | None],
        near: Near,
    ) -> None:
        self._library = library
        self._article = article
        self._near = near
        self._latest: tuple[Briefing, Outcomes] | None = None

    def of(
        self,
        briefing: Briefing,
        among: Collection[DatedRow] | None = None,
        pause: Pause = no_pause,
    ) -> Outcomes:
        """What became of everything that has passed, the latest first.

        ``among`` are the rows of the briefing that are asked about; None asks about all. ``pause``
        is called between things and between articles, and may raise to end it.
        """
        if self._latest is not None and self._latest[0] is briefing:
            return self._latest[1]
        if among is not None:
            return self._search(briefing, _with_counterparts(among, briefing), pause)
        outcomes = self._search(briefing, (*briefing.talks, *briefing.deadlines), pause)
        self._latest = (briefing, outcomes)
        return outcomes

    def take(self, briefing: Briefing, outcomes: Outcomes) -> None:
        """Keep what was found in a briefing by another process."""
        self._latest = (briefing, outcomes)

    def _search(self, briefing: Briefing, rows: Collection[DatedRow], pause: Pause) -> Outcomes:
        # Which feeds were silent in the past is not kept.
        feeds = () if briefing.past else self._library().feeds()
        over, coming = passed(rows), ahead(rows)
        own = [answers_in_accounts(row) for row in over]
        asked: list[_Asked] = []
        for row, answers in zip(over, own, strict=True):
            pause()
            asked.append(_NOTHING if answers else self._about_passed(row, briefing))
        for row in coming:
            pause()
            asked.append(self._about_turns(row, briefing))
        looked_up = self._looked_up(asked, briefing, pause)
        since = looked_up[: len(over)]
        ends = _as_one(over, [mine or later for mine, later in zip(own, since, strict=True)])
        turns = _as_one(coming, looked_up[len(over) :])
        return Outcomes.of_all(
            (
                *(
                    _aftermath(row, answers, read_since(row, briefing, feeds))
                    for row, answers in zip(over, ends, strict=True)
                ),
                *(
                    _aftermath(row, answers, Reading())
                    for row, answers in zip(coming, turns, strict=True)
                    if answers
                ),
            )
        )

    def _about_turns(self, row: DatedRow, briefing: Briefing) -> _Asked:
        """What an article since the last account says of a thing that lies ahead."""
        return self._asked(row, since_last_told(row, briefing), TURNS)

    def _about_passed(self, row: DatedRow, briefing: Briefing) -> _Asked:
        """What an article since its last day says of a thing."""
        announced = min((m.article.day for m in row.mentions if m.article.day), default=None)
        later = (
            ref
            for ref in later_articles(row, briefing)
            if announced is None or (ref.day is not None and ref.day > announced)
        )
        return self._asked(row, later, OUTCOMES)

    def _asked(self, row: DatedRow, refs: Iterable[ArticleRef], among: Container[str]) -> _Asked:
        """A question to those of the articles that are of one event with the row."""
        question = Question.of(row, among)
        if not (question.duties or question.days):
            return _NOTHING
        later = {ref.id: ref for ref in refs}
        own = {mention.article.id for mention in row.mentions}
        near = frozenset[str]().union(*(self._near(article_id, later) for article_id in own))
        named = later.items() if question.days else ()
        naming = frozenset(i for i, ref in named if question.is_named_in(ref))
        return _Asked(question, near, naming - near)

    def _looked_up(
        self, asked: Sequence[_Asked], briefing: Briefing, pause: Pause
    ) -> list[tuple[Answer, ...]]:
        """The first answers to each question, the oldest article first; each is read once for all.

        Of a thousand articles of one event every one may be asked of every thing in the others.
        """
        answers: list[tuple[Answer, ...]] = [()] * len(asked)
        waiting: dict[str, list[int]] = {}
        for number, each in enumerate(asked):
            for article_id in (*each.articles, *each.elsewhere):
                waiting.setdefault(article_id, []).append(number)
        for ref in reversed(briefing.articles):
            pause()
            numbers = [n for n in waiting.get(ref.id, ()) if len(answers[n]) < _MOST_ANSWERS]
            article = self._article(ref.id, briefing) if numbers else None
            lines = lines_of(article.text) if article is not None else ()
            stems = stems_of(lines)
            for number in numbers:
                each = asked[number]
                near = ref.id in each.articles
                answer = each.question.in_lines(ref, lines, stems, one_event=near)
                if answer is not None:
                    answers[number] = (*answers[number], answer)
        return answers


def _with_counterparts(rows: Collection[DatedRow], briefing: Briefing) -> list[DatedRow]:
    """Those rows of a briefing, with the talks that deadlines among them are as well, and back."""
    chosen = {id(row) for row in rows}
    at = {place for row in rows for place in _places(row)}
    every: tuple[DatedRow, ...] = (*briefing.talks, *briefing.deadlines)
    return [row for row in every if id(row) in chosen or not at.isdisjoint(_places(row))]


def _aftermath(row: DatedRow, answers: Sequence[Answer], read: Reading) -> Aftermath:
    return Aftermath(row, answers[0] if answers else None, read, tuple(answers[1:]))


def _as_one(
    rows: Sequence[DatedRow], answers: Sequence[tuple[Answer, ...]]
) -> Sequence[tuple[Answer, ...]]:
    """The answers, those of talks standing for the deadline that they are as well, and back."""
    at: dict[tuple[str, Span], tuple[Answer, ...]] = {}
    for row, own in zip(rows, answers, strict=True):
        if own:
            at.update((place, own) for place in _places(row))
    return [
        own or next((at[place] for place in _places(row) if place in at), ())
        for row, own in zip(rows, answers, strict=True)
    ]


def _places(row: DatedRow) -> Iterator[tuple[str, Span]]:
    """Where the accounts of a meeting stand; what is due or expires in such words is none."""
    for mention in row.mentions:
        if isinstance(mention, TalkMention):
            for span in (mention.talk.span, *mention.talk.mentions):
                yield mention.article.id, span
        elif mention.deadline.kind == "event":
            yield mention.article.id, mention.deadline.span
