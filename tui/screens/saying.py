"""One utterance as several articles report it: who, in which words, and on whose account."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec.structs import replace

from briefing.digest.briefing import Briefing
from briefing.merge.utterances import Saying, sayings, with_rivals
from briefing.rows import SpeakerRow, Statement
from tui.screens.list_screen import ListScreen
from tui.widgets.paint import Line
from tui.widgets.reports import Reports
from tui.widgets.row_list import watched_lines
from tui.widgets.speakers import NOBODY
from tui.widgets.statements import saying_facts, spoken


class SayingScreen(ListScreen):
    """The reports of one utterance; Enter opens the article at the words."""

    rows: Reports

    def __init__(self, saying: Saying) -> None:
        super().__init__(Reports("rows"), "Reports")
        self.saying = saying

    @property
    def crumb(self) -> str:
        return f"Reports of {self.saying.newest.quote.speaker or NOBODY}"

    def facts(self) -> Sequence[Line]:
        newest = self.saying.newest
        who = newest.quote.speaker or NOBODY
        role = f", {newest.quote.role}" if newest.quote.role else ""
        return [
            ((self.look.clean(who), "strong"), (self.look.clean(role), "")),
            ((self.look.clean(spoken(newest)), ""),),
            *saying_facts(self.look, self.saying)[1:],
            *watched_lines(self, self.saying),
        ]

    def viewed(self, briefing: Briefing) -> tuple[Briefing, str]:
        quote = self.saying.newest.quote
        row = SpeakerRow(quote.speaker, quote.role, quote.attribution, self.saying.statements)
        return replace(briefing, speakers=(row,), talks=(), deadlines=()), self.crumb

    def fill(self) -> None:
        self.rows.show_saying(self.saying)
        briefing = self.session.briefing
        if briefing is None:
            return

        def look_for_reports() -> None:
            found = reports_of(self.saying, briefing.speakers)
            if found is not None:
                (found,) = with_rivals([found], self.session.rivals(briefing))
            self.app.call_from_thread(self._show, found)

        self.brief.in_background(look_for_reports, "reports")

    def _show(self, found: Saying | None) -> None:
        if found is not None:
            self.saying = found
        self.rows.show_saying(found)
        self.show_facts()


def reports_of(saying: Saying, rows: Iterable[SpeakerRow]) -> Saying | None:
    """The same utterance in other rows: of those that share a report with it, the one with most."""
    known = set(map(_key, saying.statements))
    best: tuple[int, Saying | None] = (0, None)
    for row in rows:
        if known.isdisjoint(map(_key, row.statements)):
            continue
        for found in sayings(row.statements):
            shared = len(known.intersection(map(_key, found.statements)))
            best = max(best, (shared, found), key=lambda pair: pair[0])
    return best[1]


def _key(statement: Statement) -> tuple[str, int]:
    return statement.head.id, statement.quote.spans[0].start
