"""The front page: the running stories, most important first, each with what matters of it.

What makes a story important is the table of ``importance``, and nothing else.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from datetime import date

from msgspec import Struct
from msgspec.structs import replace

from briefing.article_refs import ArticleRef, Sources, origins_of
from briefing.digest.briefing import Briefing
from briefing.digest.changes import Change, Changes
from briefing.digest.dated import DatedRow, first_day, is_over, soonest
from briefing.digest.importance import weigh
from briefing.digest.stories import Story
from briefing.rows import DeadlinesThatAreTalks, SpeakerRow, Statement

LINES = 4  # of a card, its headline among them
_NEWS = 1  # turns and new dates in a card


class StoryCard(Struct, frozen=True):
    """A story with what matters of it: the next date, what is new, the newest words of each side.

    ``statements`` are the newest of each side, the most important sides first (``sides``); all
    together has ``LINES`` at most. ``coming`` is None too where ``news`` say what became of it.
    ``weight`` is its importance, ``sources`` who writes about it.
    """

    story: Story
    sources: Sources
    weight: float
    coming: DatedRow | None = None
    news: tuple[Change | DatedRow, ...] = ()
    statements: tuple[tuple[SpeakerRow, Statement], ...] = ()


class FrontPage(Struct, frozen=True):
    """The cards, most important first, and the articles that are in no story, newest first."""

    cards: tuple[StoryCard, ...]
    others: tuple[ArticleRef, ...]


def front_page(
    briefing: Briefing,
    stories: Sequence[Story],
    changes: Changes | None = None,
    new: Collection[str] = (),
    is_watched: Callable[[object], bool] = lambda _: False,
) -> FrontPage:
    """The front page of a briefing and the stories among its articles.

    ``changes`` and ``new`` are what came in since the last visit: findings and ids of articles.
    ``is_watched`` says of a row or statement whether the reader watches for it.
    """
    parts = _Parts(briefing, stories, changes or Changes(), is_watched)
    cards = [
        _card(story, parts, number, briefing.as_of.day, new) for number, story in enumerate(stories)
    ]
    gathered = {ref.id for story in stories for ref in story.articles}
    return FrontPage(
        tuple(sorted(cards, key=lambda card: (-card.weight, card.story.headline))),
        tuple(ref for ref in briefing.articles if ref.id not in gathered),
    )


def of_articles(briefing: Briefing, article_ids: Collection[str]) -> Briefing:
    """What of a briefing rests on those articles; a row stays whole if one of its mentions does."""
    speakers = (
        replace(row, statements=said)
        for row in briefing.speakers
        if (said := tuple(s for s in row.statements if s.article.id in article_ids))
    )
    return replace(
        briefing,
        articles=tuple(ref for ref in briefing.articles if ref.id in article_ids),
        speakers=tuple(speakers),
        talks=tuple(row for row in briefing.talks if _touches(row, article_ids)),
        deadlines=tuple(row for row in briefing.deadlines if _touches(row, article_ids)),
        others=tuple(each for each in briefing.others if each.article.id in article_ids),
        announcing=(),
        older=0,
    )


def _touches(row: DatedRow, article_ids: Collection[str]) -> bool:
    return any(mention.article.id in article_ids for mention in row.mentions)


class _Parts:
    """The rows of a briefing by the story, by number, that one of their articles is in."""

    def __init__(
        self,
        briefing: Briefing,
        stories: Sequence[Story],
        changes: Changes,
        is_watched: Callable[[object], bool],
    ) -> None:
        self._story = {ref.id: n for n, story in enumerate(stories) for ref in story.articles}
        self.origins = origins_of(briefing.articles)
        self.is_watched = is_watched
        self.watched: set[int] = set()
        self.dated: dict[int, list[DatedRow]] = {}
        self.news: dict[int, list[Change | DatedRow]] = {}
        self.said: dict[int, list[tuple[SpeakerRow, Statement]]] = {}
        over = DeadlinesThatAreTalks(row for row in briefing.talks if is_over(row))
        due = (row for row in briefing.deadlines if row not in over)
        dated: tuple[DatedRow, ...] = (*briefing.talks, *due)
        fresh: tuple[DatedRow, ...] = (*changes.talks, *changes.deadlines)
        for row in dated:
            for number in self._of(row):
                self.dated.setdefault(number, []).append(row)
                if is_watched(row):
                    self.watched.add(number)
        for turn in changes.turns:
            for number in self._of(turn.row):
                self.news.setdefault(number, []).append(turn)
        for new in fresh:
            for number in self._of(new):
                self.news.setdefault(number, []).append(new)
        for speaker, statement in _newest_words(briefing.speakers):
            number_of = self._story.get(statement.article.id)
            if number_of is not None:
                self.said.setdefault(number_of, []).append((speaker, statement))
                if is_watched(statement):
                    self.watched.add(number_of)

    def _of(self, row: DatedRow) -> list[int]:
        numbers = (self._story.get(mention.article.id) for mention in row.mentions)
        return list(dict.fromkeys(n for n in numbers if n is not None))


def _newest_words(speakers: Iterable[SpeakerRow]) -> Iterator[tuple[SpeakerRow, Statement]]:
    """All statements of speakers with a name, the newest articles' first, unnamed sources last."""
    named = ((row, said) for row in speakers if row.name for said in row.statements)
    return iter(
        sorted(named, key=lambda said: (said[0].attribution == "unnamed", said[1].article.age))
    )


def _card(story: Story, parts: _Parts, number: int, day: date, new: Collection[str]) -> StoryCard:
    # Every start of brief imports this module, for the cards of the last visit.
    from briefing.digest.sides import newest_of_sides

    coming = soonest(parts.dated.get(number, ()), day)
    news = parts.news.get(number, [])
    sources = story.sources
    weight = weigh(
        independent=sources.independent,
        age=(day - story.last).days,
        ahead=(first_day(coming) - day).days if coming else None,
        watched=number in parts.watched,
        moved=any(isinstance(each, Change) for each in news),
        new=any(ref.id in new for ref in story.articles),
    )
    turned = [each for each in news if isinstance(each, Change) and each.row is coming]
    fresh = [*turned, *(each for each in news if each not in turned and each is not coming)][:_NEWS]
    shown = None if turned else coming
    room = LINES - 1 - (shown is not None) - len(fresh)
    said = newest_of_sides(
        parts.said.get(number, ()),
        parts.dated.get(number, ()),
        day,
        parts.origins,
        parts.is_watched,
    )
    return StoryCard(story, sources, weight, shown, tuple(fresh), said[:room])
