"""Rows of the ledger: ``○ Fri 14 Jan  Ardal Shipping: repair the Vik ferry``."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from typing import Any, ClassVar

from briefing.article_refs import Evidence
from briefing.ledger.rows import Ledger, LedgerRow
from tui.context.ports import look_of, session_of
from tui.text.days import day_cell
from tui.text.ledger import (
    NOBODY_NAMED,
    due_cell,
    due_words,
    heard_words,
    said_words,
    section_of,
    status_sign,
    status_word,
    unspoken_words,
    what_is_owed,
    who_owes,
)
from tui.text.row_words import outlet_words
from tui.widgets.arrangement import Divider, Group, Order, grouped
from tui.widgets.flow import flow
from tui.widgets.mixed_list import evidence_of, heading_of, summary_facts, summary_of, words_of
from tui.widgets.paint import Line, Part, cells_of
from tui.widgets.row_layout import lines_a_row
from tui.widgets.row_list import RowList
from tui.widgets.talks import MEASURED, column_for

_NOT_SAID = "Not said"


class LedgerList(RowList[Any]):
    """What is owed, the nearest day first, and below it what speakers kept silent on."""

    WATCHED = True
    RESTS_ON_ARTICLES = True
    _days = 0  # cells of their column
    EMPTY: ClassVar[tuple[str, ...]] = (
        "Nobody promises or demands anything in the articles of these days.",
        "Look at another day with [ and ].",
    )
    ORDERS = (
        Order("open first, by day"),
        Order("by name of who has to act", lambda item: (_who(item) == NOBODY_NAMED, _who(item))),
        Order("latest news first", lambda item: _age(item)),
    )
    GROUPS = (
        Group("who", "w", lambda item: _who(item)),
        Group("how it stands", "h", lambda item: _status(item)),
        Group("kind", "k", lambda item: _kind(item)),
    )

    def show_ledger(self, ledger: Ledger) -> None:
        """Show its rows and silences."""
        self.replace([*ledger.rows, *ledger.silences])

    def replace(self, rows: Sequence[Any], empty: Sequence[str] | None = None) -> None:
        self._days = column_for(map(self._day_of, rows[:MEASURED]))
        super().replace(rows, empty)

    def with_dividers(self, rows: Sequence[Any]) -> Sequence[Any | Divider]:
        return grouped(rows, Group("", "", _section))

    def identify(self, item: Any) -> Hashable:
        if isinstance(item, LedgerRow):
            return (item.owed_by, item.act, item.due)
        return (item.article.id, item.spans)

    def words(self, item: Any) -> str:
        if not isinstance(item, LedgerRow):
            return f"{' '.join(summary_of(item))} {words_of(item)}"
        said = (who_owes(item), item.act, said_words(item), status_word(item.status), item.kind)
        days = due_words(item, session_of(self).day)
        return " ".join((*said, days, outlet_words(item.articles)))

    def finding_of(self, item: Any) -> object:
        if isinstance(item, LedgerRow):
            return item.newest.finding or item.newest.article
        return item

    def paint(self, item: Any, width: int) -> Line:
        look, lead = look_of(self), self._lead(item)
        room = max(4, width - cells_of(self, lead))
        (state, role), (text, strength) = self._clause(item)
        return (*lead, (state, role), (look.clip(text, max(1, room - len(state))), strength))

    def paint_lines(self, item: Any, width: int, most: int) -> Sequence[Line]:
        if most == 1:
            return [self.paint(item, width)]
        return flow(look_of(self), self._lead(item), self._clause(item), width, most)

    def least_lines(self) -> int:
        return lines_a_row(*self.room)

    def _day_of(self, item: Any) -> str:
        if isinstance(item, LedgerRow):
            return due_cell(item, session_of(self).day)
        day = item.article.day
        return day_cell(day, day, session_of(self).day) if day else ""

    def _lead(self, item: Any) -> Line:
        """The sign of how it stands, and its day."""
        look = look_of(self)
        cell = f"{self._day_of(item):<{self._days}}  " if self._days else ""
        if not isinstance(item, LedgerRow):
            return (("  ", ""), (cell, "dim"))
        near_it = item.timing in ("today", "ahead") and item.is_open
        role = "accent" if item.is_open else "warn" if item.answer is None else "dim"
        sign = status_sign(item, look.ascii)
        return ((f"{sign} ", role), (cell, "" if near_it else "dim"))

    def _clause(self, item: Any) -> list[Part]:
        """How it stands where it is not simply open, and who owes what."""
        look = look_of(self)
        if not isinstance(item, LedgerRow):
            name, text, _ = summary_of(item)
            return [("", ""), (look.clean(f"{name}: {text}"), "")]
        state = "" if item.status == "open" else f"{status_word(item.status)}: "
        return [(state, "warn"), (look.clean(what_is_owed(item)), "")]

    def facts(self, item: Any) -> list[Line]:
        look, day = look_of(self), session_of(self).day
        if not isinstance(item, LedgerRow):
            return summary_facts(look, item)
        lines: list[Line] = [((look.clean(what_is_owed(item)), "strong"),)]
        about = [due_words(item, day), item.kind, said_words(item)]
        lines.append(((look.clean(", ".join(word for word in about if word)), "dim"),))
        heard = heard_words(item, day)
        sign = status_sign(item, look.ascii)
        lines.append(((look.clean(f"{sign} {heard}"), "dim" if item.is_open else "warn"),))
        if unspoken := unspoken_words(item, day):
            lines.append(((look.clean(unspoken), "warn"),))
        return lines

    def evidence(self, item: Any) -> Sequence[Evidence]:
        """The sentence that undertakes it, then the latest that answers it, then the others."""
        if not isinstance(item, LedgerRow):
            return evidence_of(item)
        latest = [answer.evidence for answer in reversed(item.heard)]
        others = [each.evidence for each in item.accounts if each is not item.newest]
        return [item.evidence, *latest, *others]


def _section(item: Any) -> str:
    return section_of(item) if isinstance(item, LedgerRow) else _NOT_SAID


def _who(item: Any) -> str:
    if isinstance(item, LedgerRow):
        return item.owed_by or NOBODY_NAMED
    return str(item.finding.speaker)


def _status(item: Any) -> str:
    return status_word(item.status) if isinstance(item, LedgerRow) else "not said"


def _kind(item: Any) -> str:
    return item.kind if isinstance(item, LedgerRow) else heading_of(item)


def _age(item: Any) -> int:
    if not isinstance(item, LedgerRow):
        return int(item.article.age)
    return min(ref.age for ref in item.articles)
