"""What the screens share: the desk, the briefing at hand and the articles read lately.

All methods that may read the disk are named ``load_…`` and are called in worker threads only.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta
from threading import Lock
from typing import TYPE_CHECKING, TypeAlias

from msgspec import Struct, field

from briefing.annotations.reader_state import NO_MARKS, ReaderMarks
from briefing.corrections import Correctable
from briefing.desk import Desk
from briefing.digest.briefing import Briefing
from briefing.model import Article, Findings, Version
from briefing.ports import Counts, Pause, no_pause
from briefing.rows import Rivals
from briefing.watches.hits import NO_HITS, WatchHits

if TYPE_CHECKING:
    from briefing.digest.changes import OutletEdits
    from briefing.digest.front_page import FrontPage
    from briefing.digest.newest import Newest
    from briefing.digest.outcomes import Outcomes
    from briefing.digest.stories import Story
    from briefing.search.index import Index
    from briefing.watches.store import Watches
    from briefing.watches.watch import Watch

_A_DAY = timedelta(days=1)
# Articles of a briefing of which the days beside it are read ahead of time, which holds up the
# interface for as long as accounts are merged: a third of a second (``bench.tui_stories``).
_MOST_AHEAD_OF_TIME = 3_000
_KEPT_DAYS = 5  # briefings with their stories: as many as the desk keeps
_KEPT_ARTICLES = 256  # texts: those of some screens of rows
# Articles of a briefing: of fewer, all is looked up before another process has begun to, and of
# more, what is read ahead of time and looked up is a good part of the memory that the panes take.
_MANY = 500

OutcomeLookup: TypeAlias = "Callable[[date | None, int, bool, Pause], bytes | None]"
"""Given a day, the days covered, and whether only what was known then counts: what became of things
in that briefing, encoded; None if no other process tells."""


class Session(Struct):
    """One user's visit. ``asked`` is the day asked for, None for the day that the desk chooses.

    ``known`` leaves out what came in after that day. ``look_up_outcomes`` has another process look
    up what became of things, of which this one would keep some ten megabytes of scattered memory.
    ``fixed_watches`` are those of the settings, by name. ``joining`` is a finding, with the id of
    its article, whose row is to be joined with one that is still to be chosen. ``trouble`` is why
    the library cannot be read now, "" if it can; ``salvaged`` is what became of damage to it since
    the last visit.
    """

    desk: Desk
    asked: date | None
    days: int
    fixed_watches: Mapping[str, Watch] = field(default_factory=dict)
    known: bool = False
    look_up_outcomes: OutcomeLookup | None = None
    briefing: Briefing | None = None
    front: Briefing | None = None
    front_page: FrontPage | None = None
    front_newest: Newest | None = None
    last_query: str = ""
    last_visit: datetime | None = None
    counts: Counts = field(default_factory=Counts)
    watch_hits: WatchHits = NO_HITS
    edits: OutletEdits | None = None
    outcomes: Outcomes | None = None
    joining: tuple[str, Correctable] | None = None
    trouble: str = ""
    salvaged: tuple[str, ...] = ()
    kept: ReaderMarks = NO_MARKS
    _articles: OrderedDict[str, Article] = field(default_factory=OrderedDict)
    _index: tuple[object, Index] | None = None
    _rivals: tuple[Briefing, Rivals] | None = None
    _stories: tuple[tuple[Briefing, tuple[Story, ...]], ...] = ()
    _pages: tuple[tuple[Briefing, WatchHits, FrontPage], ...] = ()
    _gathering: Lock = field(default_factory=Lock)
    _orders: tuple[tuple[Briefing, WatchHits, Briefing], ...] = ()
    _visited: bool = False
    _lock: Lock = field(default_factory=Lock)

    @property
    def day(self) -> date:
        """The day of the briefing at hand."""
        return self.briefing.as_of.day if self.briefing else self.asked or self.desk.today()

    @property
    def awaited(self) -> date | None:
        """The day that was asked for, if the briefing at hand is of another."""
        shown = self.briefing.as_of.day if self.briefing else self.asked
        return self.asked if self.asked != shown else None

    @property
    def shows_front(self) -> bool:
        """Whether the briefing at hand is but the first rows of one, not to be counted."""
        return self.briefing is not None and self.briefing is self.front

    @property
    def newest(self) -> Newest | None:
        """Of how few articles the briefing at hand is, as long as the others are not read."""
        return self.front_newest if self.shows_front else None

    @property
    def watches(self) -> Watches:
        """The watches of the library and of the settings; for worker threads only."""
        return self.desk.watches(self.fixed_watches)

    def load_visit(self, now: datetime) -> None:
        """Look up when the last visit began, and note that this one begins now; once a session."""
        if self._visited:
            return
        self._visited = True
        self.last_visit = self.desk.reader.begin_visit(now)
        self.salvaged = self.desk.salvaged_since(self.last_visit)

    def load_briefing(self) -> tuple[Briefing, Counts]:
        """The briefing as things are in the library now, and how much that holds."""
        briefing = self.desk.briefing(self.asked, self.days, self.known)
        self.order_for(briefing, self.watch_hits)
        return briefing, self.desk.counts()

    def order_for(self, briefing: Briefing, hits: WatchHits) -> Briefing:
        """That briefing with what matters most to the reader first; worked out once."""
        for base, seen, in_order in self._orders:
            if base is briefing and seen is hits:
                return in_order
        from briefing.digest.changes import fetched_after
        from briefing.digest.importance import ranked

        is_new = fetched_after(self.last_visit) if self.last_visit else None
        in_order = ranked(
            briefing, is_new, (lambda row: bool(hits.why(row))) if hits.total else None
        )
        self._orders = ((briefing, hits, in_order), *self._orders[: _KEPT_DAYS - 1])
        return in_order

    @property
    def in_order(self) -> Briefing | None:
        """The briefing at hand, what matters most to the reader first."""
        if self.briefing is None or self.shows_front:
            return self.briefing  # which was put in order when it was kept
        return self.order_for(self.briefing, self.watch_hits)

    @property
    def has_own_articles(self) -> bool:
        """Whether there are articles in the library that are no samples."""
        return self.counts.articles > self.counts.samples

    def load_stories(
        self, of: Briefing | None = None, pause: Pause = no_pause
    ) -> tuple[Story, ...]:
        """The stories among the articles of the briefing as things are in the library now.

        Those ``of`` a briefing are gathered once, whoever asks for them. ``pause`` is called now
        and then; it may raise to end it, and must not wait.
        """
        if of is None:
            return self.desk.stories(self.asked, self.days, self.known)
        with self._gathering:
            for briefing, stories in self._stories:
                if briefing is of:
                    return stories
            asked = of.as_of.day if of.as_of.reason == "asked for" else None
            stories = self.desk.stories(asked, self.days, of.known, pause)
            self._stories = ((of, stories), *self._stories[: _KEPT_DAYS - 1])
            return stories

    @property
    def has_page(self) -> bool:
        """Whether there is a front page: one has been made, or that of the last visit is shown."""
        return bool(self._pages) or self.front_page is not None

    def page_at_hand(self, briefing: Briefing) -> FrontPage | None:
        """The front page of a briefing, as its reader watches now, if it has been made."""
        hits = self.watch_hits
        made = (page for of, by, page in self._pages if of is briefing and by is hits)
        return next(made, None)

    def load_page(self, briefing: Briefing, pause: Pause = no_pause) -> FrontPage:
        """The front page of a briefing; ``pause`` is as of ``load_stories``."""
        if (page := self.page_at_hand(briefing)) is not None:
            return page
        from briefing.digest.changes import Changes, changes, fetched_after
        from briefing.digest.front_page import front_page

        stories, hits = self.load_stories(briefing, pause), self.watch_hits
        is_new = fetched_after(self.last_visit) if self.last_visit else None
        turned = changes(briefing, is_new) if is_new else Changes()
        new = {ref.id for ref in briefing.articles if is_new and is_new(ref)}
        page = front_page(briefing, stories, turned, new, lambda row: bool(hits.why(row)))
        self._pages = ((briefing, hits, page), *self._pages[: _KEPT_DAYS - 1])
        return page

    def load_days_beside(self, briefing: Briefing, pause: Pause) -> None:
        """Have the front pages of the days before and after a briefing's at hand, then that of two
        days before, so far as they are small enough: days are gone back through one by one.

        ``pause`` is as of ``load_stories``.
        """
        if len(briefing.articles) > _MOST_AHEAD_OF_TIME:
            return
        day = briefing.as_of.day
        back = (1, 2) if len(briefing.articles) < _MANY else (1,)  # some 4 MiB each, of 2,000
        before = [day - _A_DAY * n for n in back if day - date.min >= _A_DAY * n]
        after = [day + _A_DAY] if self.asked is not None and day < date.max else []
        for beside in (*before[:1], *after, *before[1:]):
            pause()
            other = self.desk.briefing(beside, self.days, self.known)
            pause()
            self.order_for(other, self.watch_hits)
            self.load_page(other, pause)

    def load_kept(self, briefing: Briefing) -> ReaderMarks:
        """What is marked, and what was read of the articles of that briefing."""
        return self.desk.reader.kept({ref.day for ref in briefing.articles})

    def accept(self, briefing: Briefing, counts: Counts, kept: ReaderMarks) -> None:
        """Take a loaded briefing as the one at hand; articles may have changed with it."""
        self.kept = kept
        if self.briefing is not None and _day_shown(self.briefing) != _day_shown(briefing):
            # Until those of that day have been looked up.
            self.edits = self.outcomes = None
        self.briefing = briefing
        self.counts = counts
        with self._lock:
            self._articles.clear()

    def load_watch_hits(self, briefing: Briefing) -> WatchHits:
        """What the watches see in that briefing."""
        hits = self.watches.hits(briefing)
        self.order_for(briefing, self.watch_hits if hits == self.watch_hits else hits)
        return hits

    def load_edits(self, briefing: Briefing) -> OutletEdits | None:
        """What outlets have changed that rows of that briefing may rest on.

        None for nothing.
        """
        every = self.desk.edits(briefing)
        edits = [each for each in every if each.edit.whole or each.edit.span is not None]
        if not edits:
            return None
        from briefing.digest.changes import OutletEdits

        return OutletEdits.of(edits)

    def load_outcomes(self, briefing: Briefing, pause: Pause = no_pause) -> Outcomes | None:
        """What became of what was announced in that briefing; None where nothing was.

        ``pause`` is called now and then.
        """
        if not briefing.talks and not briefing.deadlines:
            return None
        if self.look_up_outcomes is not None and len(briefing.articles) >= _MANY:
            told = self.look_up_outcomes(self.asked, self.days, self.known, pause)
            outcomes = self.desk.take_outcomes(briefing, told) if told is not None else None
            if outcomes is not None:
                return outcomes
        return self.desk.outcomes(briefing, pause=pause)

    def rivals(self, briefing: Briefing) -> Rivals:
        """The statements of that briefing whose words are given to others too, and by which."""
        from briefing.merge.utterances import rivals

        cached = self._rivals
        if cached is None or cached[0] is not briefing:
            cached = self._rivals = (briefing, rivals(briefing.speakers))
        return cached[1]

    def article_at_hand(self, article_id: str) -> Article | None:
        """The article, if it was read lately."""
        with self._lock:
            return self._articles.get(article_id)

    def load_article(self, article_id: str) -> Article | None:
        """The article, from memory or from the library."""
        article = self.article_at_hand(article_id) or self.desk.article(article_id, self.briefing)
        if article is not None:
            with self._lock:
                self._articles[article_id] = article
                self._articles.move_to_end(article_id)
                while len(self._articles) > _KEPT_ARTICLES:
                    self._articles.popitem(last=False)
        return article

    def load_findings(self, article_id: str) -> Findings | None:
        """What was found in the article."""
        return self.desk.findings(article_id, self.briefing)

    def load_versions(self, article_id: str) -> tuple[Version, ...]:
        """How the article stood from when to when, the oldest first, up to that of the briefing."""
        return self.desk.versions(article_id, self.briefing)

    def load_index(self) -> Index:
        """Everything that can be searched, kept until something else is stored."""
        from briefing.search.index import SEARCHED_CHARACTERS, Index

        revision = self.desk.articles_revision()
        if self._index is None or self._index[0] != revision:
            self._index = (revision, Index(self.desk.entries(), SEARCHED_CHARACTERS))
        return self._index[1]


def _day_shown(briefing: Briefing) -> tuple[date, bool, bool]:
    return briefing.as_of.day, briefing.past, briefing.known
