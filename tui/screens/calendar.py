"""The days ahead: what happens where and what is due, by day, with a small month beside it."""

from __future__ import annotations

import calendar
from collections.abc import Hashable, Sequence
from datetime import date
from typing import Any, ClassVar

from textual.binding import BindingType

from briefing.digest.briefing import Briefing
from briefing.rows import DeadlineRow, Evidence, TalkRow, countdown, subject
from tui.context.ports import look_of, session_of
from tui.keys import CALENDAR
from tui.kinds import with_rows
from tui.screens.list_screen import ListScreen
from tui.text.agenda import MONTH, WEEK, Dated, Section, marked_days, sections
from tui.text.days import days_in_column, long_days, month_of
from tui.text.look import count
from tui.widgets import deadlines, talks
from tui.widgets.arrangement import Divider
from tui.widgets.paint import Line, Part
from tui.widgets.row_list import RowList

_MONTH = 4 * 7  # cells of the small month
_LINES_FOR_MONTH = 30  # rows of the terminal from which the small month is shown


class Agenda(RowList[Dated]):
    """Talks and deadlines under the day on which they fall."""

    WATCHED = True
    EMPTY: ClassVar[tuple[str, ...]] = (
        "Nothing dated lies ahead in these articles.",
        "Look from another day with [ and ], or at the week with v.",
    )

    def __init__(self, widget_id: str | None = None) -> None:
        super().__init__(widget_id)
        self._sections: Sequence[Section] = ()

    def show_sections(self, found: Sequence[Section]) -> None:
        """Show the rows of those sections under their labels."""
        self._sections = found
        self.replace([row for section in found for row in section.rows])

    def with_dividers(self, rows: Sequence[Dated]) -> Sequence[Dated | Divider]:
        kept = {id(row) for row in rows}
        made: list[Dated | Divider] = []
        for section in self._sections:
            shown = [row for row in section.rows if id(row) in kept]
            if shown or not self.needle:
                made += [Divider(section.label), *shown]
        return made

    def identify(self, item: Dated) -> Hashable:
        return talks.key_of(item) if isinstance(item, TalkRow) else deadlines.key_of(item)

    def words(self, item: Dated) -> str:
        if isinstance(item, TalkRow):
            return f"{item.what} {item.place or ''} {' '.join(item.parties)} {item.status}"
        return f"{item.what} {item.who or ''} {item.kind}"

    def paint(self, item: Dated, width: int) -> Line:
        look = look_of(self)
        if isinstance(item, TalkRow):
            place, parties = talks.headline(item)
            tail = f" ({item.status}{until(item)})"
            lead = look.clip(place.upper() if item.place else place, width - len(tail))
            rest = look.clip(f": {parties}", width - len(lead) - len(tail)) if parties else ""
            return ((lead, "strong"), (rest, ""), (tail, "dim"))
        sign = "? " if item.tentative else ""
        state = deadlines.state_of(item)
        lead = f"{sign}{item.kind}{f', {state}' if state else ''}: "
        away = countdown(item.when, item.end, session_of(self).day)
        tail = f" ({away}{until(item)})" if state or item.precision not in ("day", "time") else ""
        name = look.clip(subject(item), max(4, width - len(lead) - len(tail)))
        return ((lead, "warn" if state else "accent"), (name, ""), (tail, "dim"))

    def facts(self, item: Dated) -> list[Line]:
        look = look_of(self)
        if isinstance(item, TalkRow):
            place, parties = talks.headline(item)
            name = f"{place}: {parties}" if parties else place
            about = f"{item.what}, {long_days(item.start, item.end)}, {item.status}"
        else:
            name = subject(item)
            about = ", ".join(
                [long_days(item.when, item.end), item.kind, *deadlines.marks_of(item)]
            )
        return [((look.clean(name), "strong"),), ((look.clean(about), "dim"),)]

    def evidence(self, item: Dated) -> Sequence[Evidence]:
        return [mention.evidence for mention in item.mentions]


def until(row: Dated) -> str:
    """``, until Mon 10`` when the row lasts longer than a day."""
    if row.end is None or row.end == (row.start if isinstance(row, TalkRow) else row.when):
        return ""
    return f", until {days_in_column(row.end, row.end, row.end)}"


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
        shown = self.rows.shown
        meetings = tuple(row for row in shown if isinstance(row, TalkRow))
        due = tuple(row for row in shown if isinstance(row, DeadlineRow))
        return with_rows(briefing, {"talk": meetings, "deadline": due}), "ahead"

    def fill(self) -> None:
        briefing = self.session.briefing
        if briefing is None:
            return
        agenda = self.query_one(Agenda)
        agenda.show_sections(sections(briefing, self._days, empty_days=self._days == WEEK))
        wide = "The week ahead" if self._days == WEEK else "The month ahead"
        agenda.border_title = wide

    def facts(self) -> Sequence[Line]:
        briefing = self.session.briefing
        if briefing is None:
            return ()
        day = self.session.day
        ahead = "week" if self._days == WEEK else "month"
        title: Line = (
            (f"The {ahead} from {long_days(day)}", "strong"),
            (f"  {count(len(self.rows.rows), 'entry', 'entries')}", "dim"),
            ("" if self.rows.rows else "; [ ] other days, v week/month", "dim"),
        )
        if self._days == WEEK or self.app.size.height < _LINES_FOR_MONTH:
            return [title]
        return [title, *month_lines(day, marked_days(briefing))]

    def action_span(self) -> None:
        self._days = MONTH if self._days == WEEK else WEEK
        self.fill()
        self.show_facts()

    def open(self, item: Any) -> None:
        self.brief.routes.open(item)


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
