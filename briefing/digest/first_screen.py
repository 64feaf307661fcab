"""The first screen of the last briefing and of its stories, as one small JSON object.

A face that keeps it can show rows before it has opened the library, however large that is, and
then put the real briefing in their place. It is good for the same question on the same day only,
because what is "today" and what has "passed" was decided for that day.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TypeVar

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from briefing.article_refs import ArticleRef, Sources
from briefing.digest.briefing import Briefing
from briefing.digest.front_page import FrontPage, StoryCard, front_page
from briefing.digest.importance import ranked
from briefing.digest.newest import Newest
from briefing.digest.stories import Story
from briefing.ports import Counts
from briefing.rows import DeadlineRow, SpeakerRow, Statement, TalkRow

ROWS = 60  # a pane: more than the tallest terminal shows
EVIDENCE = 4  # a row: more than is shown beside it
CARDS = 20  # of stories: of four lines each more than the tallest terminal shows


class _KeptCard(Struct, frozen=True):
    """A card as it is kept; what was new on the last visit is not new on the next."""

    story: Story
    sources: Sources
    weight: float
    talk: TalkRow | None
    deadline: DeadlineRow | None
    statements: tuple[tuple[SpeakerRow, Statement], ...]

    @classmethod
    def of(cls, card: StoryCard) -> _KeptCard:
        story, coming = card.story, card.coming
        return cls(
            Story(story.headline, story.first, story.last, story.articles[:EVIDENCE]),
            card.sources,
            card.weight,
            _cut(coming) if isinstance(coming, TalkRow) else None,
            _cut(coming) if isinstance(coming, DeadlineRow) else None,
            tuple((replace(who, statements=(said,)), said) for who, said in card.statements),
        )

    @property
    def card(self) -> StoryCard:
        """The card that was kept, so far as it was."""
        coming = self.talk or self.deadline
        return StoryCard(self.story, self.sources, self.weight, coming, statements=self.statements)


class FirstScreen(Struct, frozen=True):
    """A briefing cut down to its first rows, and the question that it answers.

    It holds quotes, talks and deadlines, no findings of other kinds. Neither its rows nor what they
    rest on are all that there are, and so not to be counted. ``today`` is the day on which it was
    made, ``asked`` and ``days`` what the user asked for. Its cards are those of the stories, None
    where those had not been gathered. ``newest`` says of how few articles it is, None for all.
    """

    today: date
    asked: date | None
    days: int
    briefing: Briefing
    counts: Counts
    cards: tuple[_KeptCard, ...] | None = None
    others: tuple[ArticleRef, ...] = ()
    newest: Newest | None = None

    @property
    def page(self) -> FrontPage | None:
        """The front page of stories, so far as it was kept."""
        if self.cards is None:
            return None
        return FrontPage(tuple(kept.card for kept in self.cards), self.others)

    def answers(self, today: date, asked: date | None, days: int) -> bool:
        """Whether this is the answer to that question on that day."""
        return (self.today, self.asked, self.days) == (today, asked, days)


def first_screen_of(
    briefing: Briefing,
    counts: Counts,
    today: date,
    asked: date | None,
    days: int,
    stories: Sequence[Story] | None = None,
    newest: Newest | None = None,
) -> FirstScreen:
    """The first rows of a briefing in order of importance, each with the first that it rests on.

    With the first cards of ``stories``, those among its articles, if they have been gathered.
    ``newest`` says of how few articles the briefing is, None for all.
    """
    page = front_page(briefing, stories) if stories is not None else None
    briefing = ranked(briefing)
    cut = replace(
        briefing,
        articles=briefing.articles[:ROWS],
        speakers=tuple(
            replace(row, statements=row.statements[:EVIDENCE]) for row in briefing.speakers[:ROWS]
        ),
        talks=tuple(map(_cut, briefing.talks[:ROWS])),
        others=(),
        deadlines=tuple(map(_cut, briefing.deadlines[:ROWS])),
    )
    if page is None:
        return FirstScreen(today, asked, days, cut, counts, newest=newest)
    cards = tuple(map(_KeptCard.of, page.cards[:CARDS]))
    others = page.others[:ROWS]
    return FirstScreen(today, asked, days, cut, counts, cards, others, newest)


Row = TypeVar("Row", TalkRow, DeadlineRow)


def _cut(row: Row) -> Row:
    """The row with the first of what it rests on."""
    if isinstance(row, DeadlineRow):
        return replace(row, mentions=row.mentions[:EVIDENCE], rivals=row.rivals[:EVIDENCE])
    return replace(row, mentions=row.mentions[:EVIDENCE])


def encode(front: FirstScreen) -> bytes:
    """The front as JSON. Raises UnicodeEncodeError for text with lone surrogates."""
    return msgspec.json.encode(front)


def decode(data: bytes) -> FirstScreen | None:
    """The inverse; None for anything that is no front of this version."""
    try:
        return msgspec.json.decode(data, type=FirstScreen)
    except (ValueError, RecursionError):
        return None
