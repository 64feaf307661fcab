"""The briefing of a day from a library: the articles of its window, and what older ones announce.

What briefings are made of is kept from one to the next, so that a new article costs no more than
its own part.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from datetime import date
from threading import Lock
from typing import TYPE_CHECKING, TypeAlias, cast

from msgspec.structs import replace

from briefing.annotations.overlay import CorrectionOverlay
from briefing.article_refs import ArticleRef
from briefing.digest.agendas import Edition, edition_of
from briefing.digest.assembly import Part, announced, assemble, part_of
from briefing.digest.briefing import DEFAULT_DAYS, AsOf, Briefing, as_of, window
from briefing.digest.day_parts import DayParts
from briefing.digest.newest import Newest, newest_numbers
from briefing.digest.remembered import Remembered
from briefing.links import links_in
from briefing.model import Entry
from briefing.ports import Library, Pause, no_pause
from briefing.standing import PRUNED, Pruned, pruned_of
from briefing.timeline.past import Past

if TYPE_CHECKING:
    from briefing.digest.stories import Story, StoryGathering

KEPT = 5
"""Briefings kept: of the day at hand, of those beside it, and of those just left."""

MOST_ARTICLES = 20_000
"""In all briefings kept, but for the latest: 5 MB, for each of 2,000 articles has rows of 0.5 MB
(``tracemalloc``)."""

_Asked: TypeAlias = "tuple[object, AsOf, int, bool]"
"""The revision of the library, the day, how many days, and whether only what was known then."""


class DayBriefings:
    """Makes briefings and stories of a day, now or in the past.

    ``library`` gives the library, ``overlay`` its findings as their reader has set them right,
    ``past`` what stood at the end of a day, ``today`` the present day.
    """

    def __init__(
        self,
        library: Callable[[], Library],
        overlay: CorrectionOverlay,
        past: Past,
        today: Callable[[], date],
    ) -> None:
        self._library = library
        self._overlay = overlay
        self._past = past
        self._today = today
        self._day_parts = DayParts(overlay.numbered, overlay.marks, self._articles_revision)
        self._remembered = Remembered()
        self._comparing = Lock()
        self._announcing: dict[str, tuple[object, Part]] = {}
        self._gathering: StoryGathering | None = None
        self._kept: dict[_Asked, Briefing] = {}  # that used last at the end

    def _articles_revision(self) -> object:
        return self._library().articles_revision()

    def as_of(self, asked: date | None) -> AsOf:
        """The day to brief for, given the one asked for, the present one and the newest article."""
        counts = self._library().counts()
        samples_only = 0 < counts.articles == counts.samples
        return as_of(self._today(), counts.newest, asked, samples_only=samples_only)

    def briefing(
        self, asked: date | None, days: int = DEFAULT_DAYS, known: bool = False
    ) -> Briefing:
        """The briefing as of a day, over the articles of that many days up to it.

        The same object as long as nothing in the library has changed that could show in it. With
        ``known``, without the articles that came in after that day.
        """
        of = self.as_of(asked)
        since, until = window(of.day, days)
        library = self._library()
        revision = library.articles_revision()
        asked_for = (revision, of, days, known)
        kept = self._kept.get(asked_for)
        if kept is not None:
            self._keep(asked_for, kept)
            return kept
        parts = self._day_parts.parts(since, until)
        if past := _is_past(of, known):
            parts = self._past.parts(parts, (since, until), known)
            ahead = self._past.announced(since, of.day, known)
        else:
            ahead = self._announced(since, of.day)
        corrections = self._overlay.corrections_held(of.day if known else None)
        with self._comparing:
            briefing = assemble(
                parts,
                of,
                days,
                self._remembered,
                ahead,
                links_in(corrections),
                lambda agenda: self._replaced(agenda, of.day if past else None),
            )
        older = 0 if past else library.older(since) - len(briefing.announcing)
        pruned = self._pruned(since, of.day) if known else 0
        briefing = replace(briefing, older=older, past=past, known=known, pruned=pruned)
        self._keep(asked_for, briefing)
        return briefing

    def newest(
        self, asked: date | None, days: int = DEFAULT_DAYS
    ) -> tuple[Briefing, Newest | None]:
        """The briefing of the newest articles of a day's window, and how many of them it is of.

        No other article is read, nor are older ones that announce something. It is the whole
        briefing, with None, where these are all, and of a day that was asked for.
        """
        of = self.as_of(asked)
        span = window(of.day, days)
        by_day = self._library().numbers_by_day(*span)
        numbers, total = newest_numbers(by_day), sum(map(len, by_day.values()))
        if len(numbers) == total or _is_past(of, known=False):
            return self.briefing(asked, days), None
        parts = [part_of(entry) for _, entry in self._overlay.numbered(numbers)]
        links = links_in(self._overlay.corrections())
        briefing = assemble(
            parts, of, days, links=links, replaced=lambda agenda: self._replaced(agenda, None)
        )
        return briefing, Newest(len(parts), total)

    def _keep(self, asked_for: _Asked, briefing: Briefing) -> None:
        """Keep a briefing, and of those before only what is of the same revision of the library."""
        kept = {
            key: other
            for key, other in self._kept.items()
            if key != asked_for and key[0] == asked_for[0]
        }
        kept[asked_for] = briefing
        while len(kept) > 1 and (
            len(kept) > KEPT or sum(len(each.articles) for each in kept.values()) > MOST_ARTICLES
        ):
            del kept[next(iter(kept))]
        self._kept = kept

    def parts_of(self, briefing: Briefing) -> list[Part]:
        """The parts of all articles of a briefing, and of older ones of which something falls due
        on its days: deadlines that have passed since then are among them.
        """
        since, until = briefing.since, briefing.as_of.day
        parts = self._day_parts.parts(since, until)
        if briefing.past:
            parts = self._past.parts(parts, (since, until), briefing.known)
            return [*parts, *self._past.announced(since, until, briefing.known)]
        found = (self._part(article_id) for article_id in self._library().announcing(since, since))
        older = [part for part in found if part is not None]
        with self._comparing:
            self._remembered.events.know((part.article.id, part.topic) for part in older)
        return [*parts, *older]

    def _part(self, article_id: str) -> Part | None:
        article = self._library().article(article_id)
        if article is None:
            return None
        return part_of(Entry(article, self._overlay.findings(article_id)))

    def stories(
        self,
        asked: date | None,
        days: int = DEFAULT_DAYS,
        known: bool = False,
        pause: Pause = no_pause,
    ) -> tuple[Story, ...]:
        """The stories of two articles or more among those that ``briefing`` covers."""
        if self._gathering is None:
            from briefing.digest.stories import StoryGathering

            self._gathering = StoryGathering()
        of = self.as_of(asked)
        span = window(of.day, days)
        parts = self._day_parts.parts(*span)
        if _is_past(of, known):
            parts = self._past.parts(parts, span, known)
        articles = ((part.article, part.topic) for part in parts)
        return self._gathering.stories(articles, pause=pause)

    def of_one_event(self, article_id: str, among: Collection[str]) -> frozenset[str]:
        """Which of those articles, by their ids, are of one event with an article.

        All of them are of briefings that this has made.
        """
        with self._comparing:
            return self._remembered.events.near(article_id, among)

    def _replaced(self, agenda: ArticleRef, day: date | None) -> Iterator[Edition]:
        """The editions of an agenda before that of the present, or of the end of a day."""
        if day is None:
            versions = self._library().versions(agenda.id)
        else:
            versions = self._past.versions(agenda.id, day)
        for version in versions[:-1]:
            if version.findings is not None and not (version.removed or version.article.teaser):
                article = ArticleRef.of(version.article)
                yield edition_of(article, version.findings, replaced=True)

    def _pruned(self, since: date, until: date) -> int:
        counted = cast("Pruned", self._library().state(PRUNED) or {})
        return pruned_of(counted, since, until)

    def _announced(self, before: date, day: date) -> list[Part]:
        """What articles published before a day announce for ``day`` or later."""
        library = self._library()
        marks = dict(library.announcing(day, before))
        marks.update(dict.fromkeys({c.article_id for c in self._overlay.corrections()}))
        current = {i: p for i, p in self._announcing.items() if p[0] == marks.get(i, ()) and p[0]}
        # In their own order, which is not that in which the library gives them.
        unread = [article_id for article_id in marks if article_id not in current]
        read = {each.article.id: each for each in self._overlay.entries_by_id(unread)}
        for entry in filter(None, map(read.get, unread)):
            article_id, published = entry.article.id, entry.article.day
            if published is not None and published < before:
                current[article_id] = (marks[article_id], part_of(entry))
        self._announcing = current
        return [announced(part, day) for _, part in current.values()]


def _is_past(of: AsOf, known: bool) -> bool:
    """Whether articles are to be read as they stood at the end of that day."""
    return known or of.reason == "asked for"
