"""What became of what has passed in a briefing, from the articles that came out since."""

from __future__ import annotations

from collections.abc import Callable, Collection, Container, Iterable, Iterator, Sequence

from briefing.digest.briefing import Briefing
from briefing.digest.dated import DatedRow
from briefing.digest.outcomes import (
    OUTCOMES,
    TURNS,
    Aftermath,
    Answer,
    Outcomes,
    Reading,
    ahead,
    answer_in,
    answer_in_accounts,
    later_articles,
    passed,
    read_since,
    since_last_told,
)
from briefing.model import Article, Span
from briefing.ports import Library
from briefing.rows import ArticleRef, TalkMention

Near = Callable[[str, Collection[str]], "frozenset[str]"]
"""Which of those articles, by their ids, are of one event with an article."""


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

    def of(self, briefing: Briefing) -> Outcomes:
        """What became of everything that has passed, the latest first."""
        latest = self._latest
        if latest is None or latest[0] is not briefing:
            latest = self._latest = (briefing, self._search(briefing))
        return latest[1]

    def _search(self, briefing: Briefing) -> Outcomes:
        # Which feeds were silent in the past is not kept.
        feeds = () if briefing.past else self._library().feeds()
        over, coming = passed(briefing), ahead(briefing)
        answers = _as_one(over, [self._answer(row, briefing) for row in over])
        turns = _as_one(coming, [self._turn(row, briefing) for row in coming])
        return Outcomes.of_all(
            (
                *(
                    Aftermath(row, answer, read_since(row, briefing, feeds))
                    for row, answer in zip(over, answers, strict=True)
                ),
                *(
                    Aftermath(row, turn, Reading())
                    for row, turn in zip(coming, turns, strict=True)
                    if turn is not None
                ),
            )
        )

    def _turn(self, row: DatedRow, briefing: Briefing) -> Answer | None:
        """What an article since the last account says of a thing that lies ahead."""
        return self._first_answer(row, briefing, since_last_told(row, briefing), TURNS)

    def _answer(self, row: DatedRow, briefing: Briefing) -> Answer | None:
        answer = answer_in_accounts(row)
        if answer is not None:
            return answer
        announced = min((m.article.day for m in row.mentions if m.article.day), default=None)
        later = [
            ref
            for ref in later_articles(row, briefing)
            if announced is None or (ref.day is not None and ref.day > announced)
        ]
        return self._first_answer(row, briefing, later, OUTCOMES)

    def _first_answer(
        self,
        row: DatedRow,
        briefing: Briefing,
        refs: Iterable[ArticleRef],
        among: Container[str],
    ) -> Answer | None:
        """What the first of those articles that is of one event with the row says became of it."""
        later = {ref.id: ref for ref in refs}
        own = {mention.article.id for mention in row.mentions}
        near = frozenset().union(*(self._near(article_id, later) for article_id in own))
        for ref in (ref for article_id, ref in later.items() if article_id in near):
            article = self._article(ref.id, briefing)
            answer = answer_in(row, ref, article.text, among) if article is not None else None
            if answer is not None:
                return answer
        return None


def _as_one(rows: Sequence[DatedRow], answers: Sequence[Answer | None]) -> Sequence[Answer | None]:
    """The answers, those of talks standing for the deadline that they are as well, and back."""
    at: dict[tuple[str, Span], Answer] = {}
    for row, answer in zip(rows, answers, strict=True):
        if answer is not None:
            at.update((place, answer) for place in _places(row))
    return [
        answer or next((at[place] for place in _places(row) if place in at), None)
        for row, answer in zip(rows, answers, strict=True)
    ]


def _places(row: DatedRow) -> Iterator[tuple[str, Span]]:
    """Where the accounts of a meeting stand; what is due or expires in such words is none."""
    for mention in row.mentions:
        if isinstance(mention, TalkMention):
            for span in (mention.talk.span, *mention.talk.mentions):
                yield mention.article.id, span
        elif mention.deadline.kind == "event":
            yield mention.article.id, mention.deadline.span
