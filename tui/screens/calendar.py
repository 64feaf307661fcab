"""The days ahead: what happens where and what is due, by day, with a small month beside it."""

from __future__ import annotations

import calendar
from collections.abc import Sequence
from datetime import date
from typing import Any, ClassVar

from textual.binding import BindingType

from briefing.article_refs import Evidence
from briefing.digest.briefing import Briefing
from tui.context.ports import look_of, session_of
from tui.keys import CALENDAR
from tui.kinds import dated_kinds, kind_of_row, load, with_rows
from tui.screens.list_screen import ListScreen
from tui.text.agenda import MONTH, WEEK, Section, marked_days, sections
from tui.text.days import long_days, month_of
from tui.text.look import count
from tui.text.row_words import AgendaLine
from tui.widgets.arrangement import Divider
from tui.widgets.flow import hang
from tui.widgets.mixed_list import MixedList, words_of
from tui.widgets.paint import Line, Part
from tui.widgets.row_signs import aftermath_evidence, aftermath_lines

_MONTH = 4 * 7  # cells of the small month
_LINES_FOR_MONTH = 30  # rows of the terminal from which the small month is shown


class Agenda(MixedList):
    """Rows of the kinds that have days, under the day on which they fall."""

    RESTS_ON_ARTICLES = True

    EMPTY: ClassVar[tuple[str, ...]] = (
        "Nothing dated lies ahead in these articles.",
        "Look from another day with [ and ], or at the week with v.",
    )

    def __init__(self, widget_id: str | None = None) -> None:
        super().__init__(widget_id)
        self._sections: Sequence[Section] = ()

    def show_sections(self, sections: Sequence[Section]) -> None:
        """Show the rows of those sections under their labels."""
        self._sections = sections
        self.replace([row for section in sections for row in section.rows])

    def with_dividers(self, rows: Sequence[Any]) -> Sequence[Any | Divider]:
        if not session_of(self).counts.articles:
            return ()  # days without anything would hide how to begin
        shown_ids = {id(row) for row in rows}
        items: list[Any | Divider] = []
        for section in self._sections:
            shown = [row for row in section.rows if id(row) in shown_ids]
            if shown or not self.needle:
                items += [Divider(section.label), *shown]
        return items

    def words(self, item: Any) -> str:
        line = self._line(item)
        return f"{line.lead} {line.title} {line.about} {words_of(item)}"

    def paint(self, item: Any, width: int) -> Line:
        look, line = look_of(self), self._line(item)
        room = width - len(line.tail)
        lead = look.clip(line.lead, room)
        text = look.clip(line.text, max(0, room - len(lead)))
        return ((lead, line.role), (text, ""), (line.tail, "dim"))

    def paint_lines(self, item: Any, width: int, most: int) -> Sequence[Line]:
        if most == 1:
            return [self.paint(item, width)]
        look, line = look_of(self), self._line(item)
        parts = ((line.lead, line.role), (line.text, ""), (line.tail, "dim"))
        return hang(look, [(look.clean(text), role) for text, role in parts], width, most)

    def facts(self, item: Any) -> list[Line]:
        look, line = look_of(self), self._line(item)
        title: Line = ((look.clean(line.title), "strong"),)
        return [title, ((look.clean(line.about), "dim"),), *aftermath_lines(self, item)]

    def evidence(self, item: Any) -> Sequence[Evidence]:
        first, *others = super().evidence(item)
        return [first, *aftermath_evidence(self, item), *others]

    def _line(self, item: Any) -> AgendaLine:
        line: AgendaLine = load(kind_of_row(item).agenda)(item, session_of(self).day)
        return line


class CalendarScreen(ListScreen):
    """The week ahead, or the month."""

    BINDINGS: ClassVar[list[BindingType]] = [*CALENDAR]

    def __init__(self) -> None:
        super().__init__(Agenda("rows"), "The week ahead")
        self._days = WEEK

    @property
    def crumb(self) -> str:
        return "Calendar"

    def viewed(self, briefing: Briefing) -> tuple[Briefing, str]:
        shown = [(kind_of_row(row).name, row) for row in self.rows.shown]
        rows = {
            kind.name: tuple(row for name, row in shown if name == kind.name)
            for kind in dated_kinds()
        }
        return with_rows(briefing, rows), "ahead"

    def fill(self) -> None:
        briefing = self.session.briefing
        if briefing is None:
            return
        agenda = self.query_one(Agenda)
        found = sections(briefing, self._days, self._days == WEEK, self.session.outcomes)
        agenda.show_sections(found)
        wide = "The week ahead" if self._days == WEEK else "The month ahead"
        agenda.border_title = wide

    def watch_hits_changed(self) -> None:
        self.fill()
        self.show_facts()

    def facts(self) -> Sequence[Line]:
        briefing = self.session.briefing
        if briefing is None:
            return ()
        day = self.session.day
        ahead = "week" if self._days == WEEK else "month"
        title: Line = (
            (f"The {ahead} from {long_days(day)}", "strong"),
            (f"  {self._number()}", "dim"),
        )
        if self._days == WEEK or self.app.size.height < _LINES_FOR_MONTH:
            return [title]
        return [title, *month_lines(day, marked_days(briefing))]

    def _number(self) -> str:
        number = len(self.rows.rows)
        others = "; [ and ] lead to other days" if self.session.counts.articles else ""
        return count(number, "entry", "entries") if number else f"nothing falls in it{others}"

    def action_span(self) -> None:
        self._days = MONTH if self._days == WEEK else WEEK
        self.fill()
        self.show_facts()


def month_lines(day: date, marked: frozenset[date]) -> list[Line]:
    """The month of ``day`` and the next, side by side; days with entries in bold with a ``*``."""
    months = [(day.year, day.month)]
    if (day.year, day.month) != (date.max.year, 12):
        months.append((day.year + day.month // 12, day.month % 12 + 1))
    blocks = [_month_block(year, month, day, marked) for year, month in months]
    height = max(map(len, blocks))
    lines: list[Line] = []
    for index in range(height):
        parts: list[Part] = []
        for block in blocks:
            parts += block[index] if index < len(block) else ((" " * _MONTH, ""),)
            parts.append(("   ", ""))
        lines.append(tuple(parts))
    return lines


def _month_block(year: int, month: int, day: date, marked: frozenset[date]) -> list[Line]:
    title: Line = ((f"  {month_of(date(year, month, 1))}".ljust(_MONTH), "dim"),)
    names: Line = (("  Mo  Tu  We  Th  Fr  Sa  Su", "dim"),)
    weeks = calendar.Calendar().monthdayscalendar(year, month)
    cells = (tuple(_cell(year, month, number, day, marked) for number in week) for week in weeks)
    return [title, names, *cells]


def _cell(year: int, month: int, number: int, day: date, marked: frozenset[date]) -> Part:
    if not number:
        return ("    ", "")
    this = date(year, month, number)
    sign = "*" if this in marked else " "
    role = "tab" if this == day else "strong accent" if this in marked else "dim"
    return (f"{sign}{number}".rjust(4), role)
