"""The ledger: what was undertaken or demanded, by when, and what was heard of it since."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from msgspec.structs import replace

from briefing.digest.briefing import Briefing
from briefing.digest.front_page import of_articles
from briefing.ledger.rows import Ledger, LedgerRow
from tui.screens.list_screen import ListScreen
from tui.screens.row_actions import choose_export
from tui.text.look import count
from tui.widgets.ledger import LedgerList
from tui.widgets.paint import Line

Part = Callable[[Ledger], Ledger]
"""What of a ledger a screen shows: of one speaker, or of one story."""


class LedgerScreen(ListScreen):
    """All that is owed; Enter shows an undertaking beside the sentence that answers it.

    With ``part`` no more than that of it, which is ``called`` so.
    """

    rows: LedgerList

    def __init__(self, part: Part | None = None, called: str = "") -> None:
        super().__init__(LedgerList("rows"), "Undertakings")
        self._part = part
        self._called = called
        self._ledger: Ledger | None = None

    @property
    def crumb(self) -> str:
        return f"Ledger of {self._called}" if self._called else "Ledger"

    def facts(self) -> Sequence[Line]:
        ledger = self._ledger
        if ledger is None or not ledger.rows:
            return ()
        still = sum(row.is_open for row in ledger.rows)
        passed = sum(row.status == "no news found" for row in ledger.rows)
        heard, silent = sum(bool(row.heard) for row in ledger.rows), len(ledger.silences)
        numbers = (
            (still, f"{still:,} open"),
            (passed, f"{passed:,} passed without news"),
            (heard, f"{heard:,} heard of since"),
            (silent, count(silent, "silence")),
        )
        words = "; ".join(word for number, word in numbers if number)
        return [((f"Undertakings: {words}", "dim"),)]

    def fill(self) -> None:
        briefing, desk = self.session.briefing, self.session.desk
        if briefing is None:
            return

        def load() -> None:
            self.app.call_from_thread(self._show, briefing, desk.ledger(briefing))

        self.brief.tasks.in_background(load, "ledger", self)

    def _show(self, briefing: Briefing, ledger: Ledger) -> None:
        if self.session.briefing is briefing:
            self._ledger = self._part(ledger) if self._part else ledger
            self.rows.show_ledger(self._ledger)
            self.show_facts()

    def action_export(self) -> None:
        briefing, ledger = self.session.briefing, self._ledger
        if briefing is None or ledger is None or not self.rows.shown:
            self.brief.messages.say("There is nothing to export yet")
            return
        shown = self.rows.shown
        rows = tuple(item for item in shown if isinstance(item, LedgerRow))
        silences = tuple(item for item in shown if not isinstance(item, LedgerRow))
        kept = replace(ledger, rows=rows, silences=silences)
        choose_export(self, *self.viewed(briefing), kept)

    def viewed(self, briefing: Briefing) -> tuple[Briefing, str]:
        shown = self.rows.shown
        ids = {ref.id for item in shown for ref in _articles(item)}
        return of_articles(briefing, frozenset(ids)), "ledger"


def of_speaker(names: Sequence[str]) -> Part:
    """What somebody of one of those names owes, undertook, demanded or kept silent on."""

    def part(ledger: Ledger) -> Ledger:
        silences = [m for m in ledger.silences if m.finding.speaker in names]
        return replace(ledger, rows=ledger.of_speaker(names), silences=tuple(silences))

    return part


def of_story(article_ids: frozenset[str]) -> Part:
    """What those articles undertake, answer and report not to have been said."""

    def part(ledger: Ledger) -> Ledger:
        silences = [m for m in ledger.silences if m.article.id in article_ids]
        return replace(ledger, rows=ledger.of_articles(article_ids), silences=tuple(silences))

    return part


def _articles(item: Any) -> Sequence[Any]:
    return list(item.articles) if isinstance(item, LedgerRow) else [item.article]
