"""A screen of rows with their evidence, and facts above them: what most screens are."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, ClassVar

from textual import events, on
from textual.binding import BindingType
from textual.containers import Container
from textual.widget import Widget

from tui.keys import EVIDENCE
from tui.screens.base import WIDE, BriefScreen, of_total
from tui.widgets.evidence import EvidenceView, fact_block
from tui.widgets.paint import Line
from tui.widgets.row_list import RowList
from tui.widgets.text_view import TextView

OF_ARTICLES = ("export", "watch", "mark", "read", "correct")
"""Actions that rows have only where articles stand behind them: none on feeds or settings."""

_TRIES = 5  # refreshes until a view that has just appeared has a width


class Facts(TextView):
    """What stands above the rows: labelled lines and columns: no prose, so wider than that."""

    MEASURE: ClassVar[int] = 160


class ListScreen(BriefScreen):
    """``rows`` under ``facts``; Enter opens what the row stands for."""

    BINDINGS: ClassVar[list[BindingType]] = [*EVIDENCE]

    def __init__(self, rows: RowList[Any], title: str) -> None:
        super().__init__()
        self.rows = rows
        self._heading = title

    def facts(self) -> Sequence[Line]:
        """What stands above the rows, a line each."""
        return ()

    @property
    def measure(self) -> int:
        """How many cells a line of the facts has."""
        return max(8, min(self.app.size.width - Facts.MARGIN - 1, Facts.MEASURE))

    @property
    def room(self) -> int:
        """How many lines the facts have, at most."""
        return max(1, self.app.size.height // 3)

    def fill(self) -> None:
        """Give the rows their content, from the briefing at hand."""
        raise NotImplementedError

    def body(self) -> Iterable[Widget]:
        yield Facts("facts")
        yield Container(self.rows, EvidenceView("evidence"), id="main")

    def ready(self) -> None:
        super().ready()
        self.rows.border_title = self._heading
        self.query_one("#evidence").border_title = "Evidence"
        self.set_focus(self.rows)
        self.fill()
        self.show_facts()

    def on_resize(self, event: events.Resize) -> None:
        self.set_class(event.size.width < WIDE, "-narrow")
        self.call_after_refresh(self.show_facts)
        self.show_header()
        self.show_status()

    def briefing_changed(self) -> None:
        self.fill()
        self.show_facts()

    def watch_hits_changed(self) -> None:
        self.rows.refresh()
        self.show_facts()
        self._show_evidence()

    def show_facts(self, tries: int = _TRIES) -> None:
        """Write the facts, in as many lines as they need; ``tries`` to wait for a width."""
        view = self.query_one("#facts", TextView)
        lines = self.facts()
        view.display = bool(lines)
        view.show([fact_block(line) for line in lines])
        if view.size.width:
            view.styles.height = min(len(view.lines), self.room)
        elif lines:
            view.styles.height = len(lines)
            if tries:
                self.call_after_refresh(self.show_facts, tries - 1)

    def rows_here(self) -> RowList[Any] | None:
        return self.rows

    def place(self) -> str:
        return of_total(self.rows.position, counted=not self.session.shows_front)

    def rows_moved(self, rows: RowList[Any]) -> None:
        del rows  # there are no others
        self._show_evidence()

    def _show_evidence(self) -> None:
        self.set_class(not (self.rows.rows or self.rows.is_waiting), "-empty")
        self.query_one(EvidenceView).follow(self.rows)
        self.show_status()

    def action_evidence(self, lines: int) -> None:
        self.query_one(EvidenceView).action_scroll_lines(lines)

    @on(RowList.Chosen)
    def _chosen(self, event: RowList.Chosen) -> None:
        self.open(event.item)

    def open(self, item: Any) -> None:
        """Open what the row stands for."""
        self.brief.routes.open(item)
