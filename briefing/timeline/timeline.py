"""What a library has to say of a day: its briefing, and all that is looked up around that.

What only some questions need is imported with them.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from datetime import date, datetime
from typing import TYPE_CHECKING

from briefing.annotations.overlay import CorrectionOverlay
from briefing.digest.briefing import Briefing
from briefing.model import Article, Entry, Findings, Version
from briefing.ports import Library, Pause, no_pause
from briefing.timeline.day_briefings import DayBriefings
from briefing.timeline.past import Past

if TYPE_CHECKING:
    from briefing.digest.changes import ArticleEdit
    from briefing.digest.dated import DatedRow
    from briefing.digest.outcomes import Outcomes
    from briefing.digest.stories import Story
    from briefing.ledger.rows import Ledger
    from briefing.timeline.contradictions import ContradictionSearch
    from briefing.timeline.ledger import LedgerSearch
    from briefing.timeline.outcomes import OutcomeSearch
    from briefing.timeline.outlet_edits import EditHistory


class Timeline:
    """Answers for the days of a library; each search is made once, and keeps what it has read.

    ``library`` gives the library, ``overlay`` its findings as their reader has set them right,
    ``today`` the present day.
    """

    def __init__(
        self,
        library: Callable[[], Library],
        overlay: CorrectionOverlay,
        today: Callable[[], date],
    ) -> None:
        self._library = library
        self._overlay = overlay
        self._past = Past(library, overlay)
        self.briefings = DayBriefings(library, overlay, self._past, today)
        self._edits: EditHistory | None = None
        self._outcomes: OutcomeSearch | None = None
        self._contradictions: ContradictionSearch | None = None
        self._ledger: LedgerSearch | None = None

    # Articles as they stand in a briefing

    def versions(self, article_id: str, of: Briefing) -> tuple[Version, ...]:
        """How an article stood from when to when; in a briefing of the past up to its day."""
        if not of.past:
            return self._library().versions(article_id)
        return self._past.versions(article_id, of.as_of.day)

    def article(self, article_id: str, of: Briefing) -> Article | None:
        """The article of that id as it stands in that briefing, or None."""
        if not of.past:
            return self._library().article(article_id)
        version = self._past.version(article_id, of)
        return version.article if version else None

    def findings(self, article_id: str, of: Briefing) -> Findings | None:
        """What was found in the article, or None; in the version that stands in that briefing."""
        if not of.past:
            return self._overlay.findings(article_id)
        version = self._past.version(article_id, of)
        return version.findings if version else None

    def entry(self, article_id: str, of: Briefing) -> Entry | None:
        """That article with what was found in it."""
        article = self.article(article_id, of)
        return Entry(article, self.findings(article_id, of)) if article else None

    # What is looked up around a briefing

    def with_contradictions(self, stories: Iterable[Story], of: Briefing) -> tuple[Story, ...]:
        """Those stories of a briefing with what in each of them cannot both hold."""
        if self._contradictions is None:
            from briefing.timeline.contradictions import ContradictionSearch

            self._contradictions = ContradictionSearch(self.article, self.findings)
        return self._contradictions.within(stories, of)

    def edits(self, of: Briefing, after: Callable[[datetime], bool]) -> tuple[ArticleEdit, ...]:
        """What outlets have changed in its articles, after moments of which ``after`` is true."""
        if self._edits is None:
            from briefing.timeline.outlet_edits import EditHistory

            self._edits = EditHistory(self._library, self.versions)
        return self._edits.of(of, after)

    def outcomes(
        self, of: Briefing, among: Collection[DatedRow] | None = None, pause: Pause = no_pause
    ) -> Outcomes:
        """What became of what has passed, of all of it or of the rows ``among`` it."""
        return self._outcome_search().of(of, among, pause)

    def take_outcomes(self, of: Briefing, outcomes: Outcomes) -> None:
        """Keep what became of what has passed as another process has looked it up."""
        self._outcome_search().take(of, outcomes)

    def _outcome_search(self) -> OutcomeSearch:
        if self._outcomes is None:
            from briefing.timeline.outcomes import OutcomeSearch

            near = self.briefings.of_one_event
            self._outcomes = OutcomeSearch(self._library, self.article, near)
        return self._outcomes

    def ledger(self, of: Briefing) -> Ledger:
        """What was undertaken or demanded in its articles, and what became of it."""
        if self._ledger is None:
            from briefing.timeline.ledger import LedgerSearch

            briefings = self.briefings
            self._ledger = LedgerSearch(briefings.parts_of, self.entry, briefings.of_one_event)
        return self._ledger.of(of)
