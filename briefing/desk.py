"""The one facade that every face of brief uses: add, refresh, briefing, article, search."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from datetime import date, datetime
from functools import cached_property, lru_cache
from itertools import islice
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any

from briefing.annotations.overlay import CorrectionOverlay
from briefing.clock import Clock, system_clock
from briefing.digest.briefing import DEFAULT_DAYS, AsOf, Briefing
from briefing.feed import Feed
from briefing.model import Article, Entry, Findings, Version
from briefing.ports import (
    Counts,
    Library,
    Pause,
    Progress,
    Stored,
    no_pause,
    no_progress,
)
from briefing.sources import NO_SOURCES, Sources
from briefing.standing import PRUNED

if TYPE_CHECKING:
    from collections.abc import Mapping

    from briefing.analysis.analyser import Analyser
    from briefing.annotations.reader_state import ReaderState
    from briefing.digest.changes import ArticleEdit
    from briefing.digest.dated import DatedRow
    from briefing.digest.newest import Newest
    from briefing.digest.outcomes import Outcomes
    from briefing.digest.stories import Story
    from briefing.intake.feeds.book import FeedBook
    from briefing.intake.feeds.results import RoundResult
    from briefing.intake.feeds.round_context import FetchOptions
    from briefing.jobs.fetch import FetchHooks
    from briefing.jobs.storing import Added
    from briefing.ledger.rows import Ledger
    from briefing.ports import Json
    from briefing.samples import Samples
    from briefing.timeline.timeline import Timeline
    from briefing.watches.on_match import HandedOver
    from briefing.watches.store import Watches
    from briefing.watches.watch import Match, Watch

_TEXTS = 256  # of articles that are kept at hand: rows that follow each other often cite one


def _usual_analyser() -> Analyser:
    from briefing.analysis.analyser import Analyser

    return Analyser()


class Desk:
    """Brings library, analyser and digest together; owns neither threads nor terminals.

    ``library`` is one, or opens one when it is needed, and so is ``sources``, which keeps the bytes
    that articles were read from. ``analyser`` is called for when there is work, and not before.
    ``clock`` gives the present moment with its zone. ``overlay`` reads findings as their reader has
    set them right. What only some questions need is imported with them, because every start of
    brief imports this module.
    """

    def __init__(
        self,
        library: Library | Callable[[], Library],
        analyser: Callable[[], Analyser] = _usual_analyser,
        clock: Clock = system_clock,
        sources: Sources | Callable[[], Sources] = NO_SOURCES,
    ) -> None:
        self._open = library if callable(library) else lambda: library
        self._library: Library | None = None
        self._opening = Lock()
        self._make_analyser = analyser
        self._analyser: Analyser | None = None
        self._clock = clock
        self._open_sources = sources if callable(sources) else lambda: sources
        self.overlay = CorrectionOverlay(self._opened, clock)
        self._opened_timeline: Timeline | None = None

    def _opened(self) -> Library:
        with self._opening:
            if self._library is None:
                self._library = self._open()
            return self._library

    @property
    def _timeline(self) -> Timeline:
        with self._opening:
            if self._opened_timeline is None:
                from briefing.timeline.timeline import Timeline

                self._opened_timeline = Timeline(self._opened, self.overlay, self.today)
            return self._opened_timeline

    @property
    def library(self) -> Library:
        """The library, opened when it is first asked for. Raises ``StoreError`` if it cannot be."""
        return self._opened()

    @cached_property
    def sources(self) -> Sources:
        """The bytes that articles were read from."""
        return self._open_sources()

    @property
    def notices(self) -> tuple[str, ...]:
        """What the library has to say to the user; nothing while it has not been opened."""
        return self._library.notices if self._library is not None else ()

    def salvaged_since(self, moment: datetime | None) -> tuple[str, ...]:
        """What became of damage to the library since then, or ever, whoever salvaged it."""
        return self.library.salvaged_since(moment)

    @property
    def analyser(self) -> Analyser:
        """The analyser in use; made at the first call. Raises ``AnalysisError``."""
        if self._analyser is None:
            self._analyser = self._make_analyser()
        return self._analyser

    def today(self) -> date:
        """The present day in the machine's zone."""
        return self._clock().date()

    # Articles in

    def add_files(self, paths: Iterable[Path], progress: Progress = no_progress) -> Added:
        """Read seed files (and those in folders), store and analyse them.

        A file that cannot be read is an error in the answer and stops no other. Articles are
        stored before they are analysed, so that cancelling loses none.
        """
        from briefing.jobs.storing import store_files

        added = store_files(self.library, paths, self._clock, self.sources)
        self.refresh(progress)
        return added

    def add_articles(self, articles: Iterable[Article], progress: Progress = no_progress) -> Stored:
        """Store articles from anywhere and analyse what needs it."""
        from briefing.jobs.storing import store_articles

        stored = store_articles(self.library, articles, self._clock)
        self.refresh(progress)
        return stored

    def refresh(self, progress: Progress = no_progress) -> int:
        """Analyse every article that lacks up-to-date findings; how many were.

        What is done is stored as it comes, so that an interrupted run goes on where it stopped. An
        article that has changed while it was analysed is analysed again.
        """
        from briefing.jobs.analyse import analyse_outdated

        return analyse_outdated(self.library, self.analyser, progress)

    def awaits_analysis(self) -> bool:
        """Whether there is anything in the library that ``refresh`` would analyse."""
        library, name = self.library, self.analyser.name
        return bool(library.outdated(name) or library.outdated_versions(name))

    def fetch(self, feeds: Iterable[Feed], options: FetchOptions, hooks: FetchHooks) -> RoundResult:
        """Fetch feeds and analyse what they bring; what became of each, and of their pages."""
        from briefing.jobs.fetch import fetch_round

        return fetch_round(
            self.library,
            feeds,
            self._clock,
            options,
            hooks,
            refresh=self.refresh,
            sources=self.sources,
        )

    def remove(self, article_ids: Iterable[str]) -> int:
        """Take articles out for good: no feed brings them back; how many there were."""
        return self.library.remove(article_ids, at=self._clock())

    @property
    def samples(self) -> Samples:
        """The articles that come with the program."""
        from briefing.samples import Samples

        return Samples(self.library, self._clock)

    # Answers

    def as_of(self, asked: date | None = None) -> AsOf:
        """The day to brief for, given the one asked for, the present one and the newest article."""
        return self._timeline.briefings.as_of(asked)

    def briefing(
        self, asked: date | None = None, days: int = DEFAULT_DAYS, known: bool = False
    ) -> Briefing:
        """The briefing as of a day, over the articles of that many days up to it.

        The same briefing as long as nothing in the library has changed that could show in it. With
        ``known``, without those that came in after that day: what could be known then.
        """
        return self._timeline.briefings.briefing(asked, days, known)

    def newest(
        self, asked: date | None = None, days: int = DEFAULT_DAYS
    ) -> tuple[Briefing, Newest | None]:
        """The briefing of the newest articles alone, and of how many of all it is; None: of all.

        However many articles there are, it reads a few (``newest_numbers``).
        """
        return self._timeline.briefings.newest(asked, days)

    def stories(
        self,
        asked: date | None = None,
        days: int = DEFAULT_DAYS,
        known: bool = False,
        pause: Pause = no_pause,
    ) -> tuple[Story, ...]:
        """The stories of two articles or more among those that ``briefing`` covers.

        ``pause`` is called between articles, and may raise to end it.
        """
        return self._timeline.briefings.stories(asked, days, known, pause)

    def with_contradictions(self, stories: Iterable[Story], of: Briefing) -> tuple[Story, ...]:
        """Those stories of a briefing with what in each of them cannot both hold."""
        return self._timeline.with_contradictions(stories, of)

    def edits(
        self, of: Briefing, after: Callable[[datetime], bool] = lambda _: True
    ) -> tuple[ArticleEdit, ...]:
        """What outlets have changed in articles of a briefing by the end of its day, latest first.

        ``after`` says of the moment at which a change came in whether it is asked about.
        """
        return self._timeline.edits(of, after)

    def outcomes(
        self,
        of: Briefing,
        among: Collection[DatedRow] | None = None,
        pause: Pause = no_pause,
    ) -> Outcomes:
        """What became of everything in a briefing that has passed, the latest first.

        ``among`` are its rows that are asked about; None asks about all. ``pause`` is called
        between things and between articles, and may raise to end it.
        """
        return self._timeline.outcomes(of, among, pause)

    def take_outcomes(self, of: Briefing, told: bytes) -> Outcomes | None:
        """What became of everything in a briefing as another process has looked it up.

        ``told`` is ``digest.outcome_codec.encoded`` there. From now on ``outcomes`` of that
        briefing are these. None if it is of another briefing.
        """
        from briefing.digest.outcome_codec import decoded

        outcomes = decoded(told, of)
        if outcomes is not None:
            self._timeline.take_outcomes(of, outcomes)
        return outcomes

    def ledger(self, of: Briefing) -> Ledger:
        """What was undertaken or demanded in a briefing's articles, and what became of it."""
        return self._timeline.ledger(of)

    def versions(self, article_id: str, of: Briefing | None = None) -> tuple[Version, ...]:
        """How an article stood from when to when, the oldest first; last as it stands now.

        With a briefing of the past only up to the version that stands in that.
        """
        if of is None:
            return self.library.versions(article_id)
        return self._timeline.versions(article_id, of)

    def article(self, article_id: str, of: Briefing | None = None) -> Article | None:
        """The article of that id, or None; as it stands in that briefing, or as it is now."""
        if of is None:
            return self.library.article(article_id)
        return self._timeline.article(article_id, of)

    def texts(self, of: Briefing) -> Callable[[str], str]:
        """Gives the text of an article of that briefing by its id, "" for one that is not there."""

        @lru_cache(_TEXTS)
        def text(article_id: str) -> str:
            article = self.article(article_id, of)
            return article.text if article else ""

        return text

    def findings(self, article_id: str, of: Briefing | None = None) -> Findings | None:
        """What was found in that article, as its reader has set it right, or None.

        In a briefing of the past: in the version that stands there.
        """
        if of is None:
            return self.overlay.findings(article_id)
        return self._timeline.findings(article_id, of)

    def entry(self, article_id: str, of: Briefing | None = None) -> Entry | None:
        """That article with what was found in it, as ``article`` and ``findings`` have them."""
        article = self.article(article_id, of)
        return Entry(article, self.findings(article_id, of)) if article else None

    def counts(self) -> Counts:
        """How much the library holds."""
        return self.library.counts()

    def entries(self) -> Iterator[Entry]:
        """All articles, newest first, with what was found in them, as set right."""
        return self.overlay.entries()

    def search(self, query: str, limit: int = 200) -> list[Article]:
        """Articles in which every word of the query occurs, newest first, case ignored."""
        words = query.casefold().split()
        if not words:
            return []
        hits = (
            entry.article
            for entry in self.library.entries()
            if all(
                word in f"{entry.article.title}\n{entry.article.text}".casefold() for word in words
            )
        )
        return list(islice(hits, limit))

    # What faces need of the library besides

    @property
    def feeds(self) -> FeedBook:
        """The subscriptions."""
        from briefing.intake.feeds.book import FeedBook

        return FeedBook(self.library)

    @property
    def reader(self) -> ReaderState:
        """What the reader has marked and read."""
        from briefing.annotations.reader_state import ReaderState

        return ReaderState(self.library)

    def watches(self, fixed: Mapping[str, Watch]) -> Watches:
        """The watches of the library, and those that the settings fix, by name."""
        from briefing.watches.store import Watches

        return Watches(self.library, fixed)

    def hand_over(
        self, watch: Watch, found: Iterable[Match], item: Callable[[Match], dict[str, Any]]
    ) -> HandedOver:
        """Run the command of a watch for each match that it has not had, with ``item`` of it."""
        from briefing.watches.on_match import hand_over

        return hand_over(self.library, watch, found, item)

    def revision(self) -> object:
        """Differs once anything in the library has changed."""
        return self.library.revision()

    def articles_revision(self) -> object:
        """Differs once an article, its findings or its corrections have changed."""
        return self.library.articles_revision()

    def answers_revision(self) -> object:
        """Differs once an answer about a day may: by its articles, feeds, or what was pruned.

        Written as text it is the same in other processes.
        """
        feeds = [(feed.url, feed.title, feed.paused) for feed in self.library.feeds()]
        return self.articles_revision(), feeds, self.library.state(PRUNED)

    def remembered(self, name: str) -> Json:
        """What a face has asked to be remembered under that name, None for nothing."""
        return self.library.state(name)

    def remember(self, name: str, change: Callable[[Json], Json]) -> Json:
        """Remember for a face what ``change`` makes of what is remembered now; what that is."""
        return self.library.update_state(name, change)

    def stop_analysis(self) -> None:
        """End the analysis under way in other threads, and any to come: AnalysisError there."""
        self.analyser.stop()

    def close(self) -> None:
        """Stop the workers and release the library."""
        if self._analyser is not None:
            self._analyser.stop()
        if self._library is not None:
            self._library.close()
