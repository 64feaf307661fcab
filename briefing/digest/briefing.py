"""What a briefing is, of which day and of which days of articles: what every face of brief shows.

Pure: the day is handed in, and "passed", "today" and "in 3 days" are decided here and nowhere else.
Each row keeps the mentions that it rests on, each mention the article and the spans.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Literal, TypeAlias

from msgspec import Struct

from briefing.article_refs import ArticleRef
from briefing.rows import DeadlineRow, FindingMention, SpeakerRow, TalkRow
from briefing.standing import known_by

DEFAULT_DAYS = 14
"""How many days of articles a briefing covers, up to and including its day."""

STALE_AFTER = timedelta(days=14)
"""When the newest article is older than this, the briefing is of that article's day."""

SAMPLES_UNTIL, SAMPLES_AS_OF = date(2022, 1, 14), date(2022, 1, 10)
"""The day of the newest sample article, and that on which the samples have most ahead: eight talks
and dates (``tests/briefing/test_samples.py`` counts them)."""

AsOfReason: TypeAlias = Literal["today", "newest article", "asked for", "most ahead"]


class AsOf(Struct, frozen=True, gc=False):
    """The day a briefing is of, and why it is that day."""

    day: date
    reason: AsOfReason


class Briefing(Struct, frozen=True):
    """The answers of one day: who said what, where talks happen, which deadlines come up.

    ``since`` and ``as_of.day`` bound the days of publication of ``heads``, the articles in it,
    newest first. ``others`` are findings of all other kinds, each by itself, the newest article's
    first. ``announcing`` are articles published before of which something is still ahead, ``older``
    is how many there are of which nothing is shown. ``past``: articles are as they stood at the end
    of the day; ``known``: only what had come in by then counts, and of that ``pruned`` articles
    are there no more.
    """

    as_of: AsOf
    since: date
    articles: tuple[ArticleRef, ...]
    speakers: tuple[SpeakerRow, ...]
    talks: tuple[TalkRow, ...]
    deadlines: tuple[DeadlineRow, ...]
    others: tuple[FindingMention, ...] = ()
    announcing: tuple[ArticleRef, ...] = ()
    older: int = 0
    past: bool = False
    known: bool = False
    pruned: int = 0

    def of_kind(self, name: str) -> tuple[FindingMention, ...]:
        """The findings of the kind of that name, if it has no rows of its own; newest first."""
        return tuple(mention for mention in self.others if mention.kind == name)

    def came_later(self, ref: ArticleRef) -> bool:
        """Whether that article had not come in by the day of this briefing of the past.

        It stands in it as it first came in, and not at all in what was known on the day.
        """
        return self.past and not known_by(ref.fetched, self.as_of.day)

    @property
    def samples_only(self) -> bool:
        """Whether all that is shown comes from the articles that ship with the program."""
        return bool(self.articles) and all(h.sample for h in self.articles)


def as_of(
    today: date, newest: date | None, asked: date | None = None, *, samples_only: bool = False
) -> AsOf:
    """The day to brief for: the one asked for, else today, else (old news) the newest article's.

    The samples, as long as there is nothing else, are shown as of the day with most ahead of it.
    """
    if asked is not None:
        return AsOf(asked, "asked for")
    if samples_only and newest == SAMPLES_UNTIL:
        return AsOf(SAMPLES_AS_OF, "most ahead")
    if newest is not None and today - newest > STALE_AFTER:
        return AsOf(newest, "newest article")
    return AsOf(today, "today")


def window(day: date, days: int = DEFAULT_DAYS) -> tuple[date, date]:
    """First and last day of publication that a briefing of ``day`` over ``days`` days covers.

    Reaches no further back than the calendar. Raises ValueError if ``days`` is less than one.
    """
    if days < 1:
        raise ValueError("a briefing covers at least one day")
    return date.fromordinal(max(1, day.toordinal() - days + 1)), day
