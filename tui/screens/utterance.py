"""One utterance as several articles report it: who, in which words, and on whose account."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from briefing.digest.briefing import Briefing
from briefing.merge.utterances import utterances, with_rivals
from briefing.rows import SpeakerRow, Statement, Utterance
from tui.kinds import with_rows
from tui.screens.list_screen import ListScreen
from tui.text.findings import quoted_content, who_and_role
from tui.widgets.paint import Line
from tui.widgets.reports import Reports
from tui.widgets.row_signs import watched_lines
from tui.widgets.speakers import NOBODY
from tui.widgets.statements import utterance_facts


class UtteranceScreen(ListScreen):
    """The reports of one utterance; Enter opens the article at the words."""

    rows: Reports

    def __init__(self, utterance: Utterance) -> None:
        super().__init__(Reports("rows"), "Reports")
        self.utterance = utterance

    @property
    def crumb(self) -> str:
        return f"Reports of {self.utterance.newest.quote.speaker or NOBODY}"

    def facts(self) -> Sequence[Line]:
        newest = self.utterance.newest
        who, role = who_and_role(newest.quote.speaker or NOBODY, newest.quote.role)
        return [
            ((self.look.clean(who), "strong"), (self.look.clean(role), "")),
            ((self.look.clean(quoted_content(newest)), ""),),
            *utterance_facts(self.look, self.utterance)[1:],
            *watched_lines(self, self.utterance),
        ]

    def viewed(self, briefing: Briefing) -> tuple[Briefing, str]:
        quote = self.utterance.newest.quote
        row = SpeakerRow(quote.speaker, quote.role, quote.attribution, self.utterance.statements)
        return with_rows(briefing, {"quote": (row,)}), self.crumb

    def fill(self) -> None:
        self.rows.show_utterance(self.utterance)
        briefing = self.session.briefing
        if briefing is None:
            return

        def look_for_reports() -> None:
            utterance = reports_of(self.utterance, briefing.speakers)
            if utterance is not None:
                (utterance,) = with_rivals([utterance], self.session.rivals(briefing))
            self.app.call_from_thread(self._show, utterance)

        self.brief.tasks.in_background(look_for_reports, "reports", self)

    def _show(self, utterance: Utterance | None) -> None:
        if utterance is not None:
            self.utterance = utterance
        self.rows.show_utterance(utterance)
        self.show_facts()


def reports_of(utterance: Utterance, rows: Iterable[SpeakerRow]) -> Utterance | None:
    """The same utterance in other rows: of those that share a report with it, the one with most."""
    own = set(map(_key, utterance.statements))
    best: tuple[int, Utterance | None] = (0, None)
    for row in rows:
        if own.isdisjoint(map(_key, row.statements)):
            continue
        for utterance_now in utterances(row.statements):
            shared = len(own.intersection(map(_key, utterance_now.statements)))
            best = max(best, (shared, utterance_now), key=lambda pair: pair[0])
    return best[1]


def _key(statement: Statement) -> tuple[str, int]:
    return statement.article.id, statement.quote.spans[0].start
