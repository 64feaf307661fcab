"""The reports of one utterance: an article a row, those that quote it alike under their words."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from typing import ClassVar

from briefing.article_refs import Evidence
from briefing.rows import Statement, Utterance
from tui.context.ports import look_of
from tui.text.days import published_on
from tui.text.findings import quoted_content
from tui.text.row_words import statement_words
from tui.widgets.arrangement import Divider, Order
from tui.widgets.flow import flow, widest
from tui.widgets.paint import Line
from tui.widgets.row_list import RowList
from tui.widgets.speakers import NOBODY
from tui.widgets.statements import how_said, quoted

_DAY, _OUTLET = 11, 20  # cells of the columns of days and outlets, at most


class Reports(RowList[Statement]):
    """Statements of several articles that report one utterance, newest first.

    Under them, what gives the same words to other speakers.
    """

    WATCHED = True
    EMPTY: ClassVar[tuple[str, ...]] = (
        "No article reports this any more.",
        "Esc leads back to where you came from.",
    )
    ORDERS = (
        Order("newest first"),
        Order("by outlet", lambda s: (s.article.source or "").casefold()),
    )

    def __init__(self, widget_id: str | None = None) -> None:
        super().__init__(widget_id)
        self._utterance: Utterance | None = None
        self._outlet = 0  # cells of their column

    def show_utterance(self, utterance: Utterance | None) -> None:
        """Show its reports; none at all if there is no such utterance any more."""
        self._utterance = utterance
        reports = (*utterance.statements, *utterance.rivals) if utterance else ()
        self._outlet = widest(look_of(self), map(_outlet_of, reports), _OUTLET)
        self.replace(reports)

    def with_dividers(self, rows: Sequence[Statement]) -> Sequence[Statement | Divider]:
        """Under each wording those who quote it so, then the rest; then who names another."""
        utterance = self._utterance
        if utterance is None or not (utterance.wordings or utterance.rivals):
            return rows
        others = [row for row in rows if row in utterance.rivals]
        left = [row for row in rows if row not in others]
        items: list[Statement | Divider] = []
        for wording in utterance.wordings:
            alike = [row for row in left if row in wording.statements]
            left = [row for row in left if row not in alike]
            if alike:
                items += [Divider(f"{quoted(wording)} ({len(alike):,})"), *alike]
        if left:
            label = (
                "In other words" if utterance.wordings else utterance.newest.quote.speaker or NOBODY
            )
            items += [Divider(f"{label} ({len(left):,})"), *left]
        if others:
            items += [Divider(f"Given to others ({len(others):,})"), *others]
        return items

    def identify(self, item: Statement) -> Hashable:
        return (item.article.id, item.quote.spans)

    def words(self, item: Statement) -> str:
        return f"{statement_words(item)} {item.article.title}"

    def paint_lines(self, item: Statement, width: int, most: int) -> Sequence[Line]:
        look = look_of(self)
        outlet = look.fit(_outlet_of(item), self._outlet) + "  "
        # Where reports stand under the words that they give, the titles say more.
        words = (
            item.article.title
            if self._utterance and self._utterance.wordings
            else quoted_content(item)
        )
        if self._utterance and item in self._utterance.rivals:
            words = f"{item.quote.speaker or NOBODY}: {quoted_content(item)}"
        when = f"{published_on(item.article):<{_DAY}}"
        lead = ((when, "dim"), (outlet, ""))
        return flow(look, lead, [(look.clean(words), "")], width, most)

    def facts(self, item: Statement) -> list[Line]:
        return [((look_of(self).clean(how_said(item)), "dim"),)]

    def evidence(self, item: Statement) -> Sequence[Evidence]:
        return [item.evidence]


def _outlet_of(report: Statement) -> str:
    return report.article.source or report.article.title
