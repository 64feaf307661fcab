"""The pane *Talks*: a meeting a row, ``Thu 13 Jan  Vienna: OSCE, Russia (planned)``."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from datetime import date
from typing import ClassVar

from rich.cells import cell_len

from briefing.article_refs import Evidence
from briefing.model import ANNOUNCED
from briefing.rows import TalkRow
from tui.context.ports import look_of, session_of
from tui.text.days import day_cell, day_words, duration, long_days, month_of
from tui.text.look import count
from tui.text.row_words import AgendaLine, RowDays, Summary, lasting, outlet_words, where
from tui.widgets.arrangement import Divider, Group, Order
from tui.widgets.flow import flow
from tui.widgets.paint import Line, Part
from tui.widgets.row_layout import lines_a_row
from tui.widgets.row_list import RowList
from tui.widgets.row_signs import aftermath_evidence, aftermath_lines, listing_lines

DAYS = 10  # cells of a column of days among other columns, at most
_LONG = 12  # cells beyond which a day or days are longer than most: ``30 Jun-3 Jul`` has 12
MEASURED = 200  # rows looked at to find how wide a column of days has to be
_SECTIONS = ("Past", "From", "Day not given")
_LEAST_OUTCOME = 12  # cells of an outcome that still say something


class TalksPane(RowList[TalkRow]):
    """Meetings by day, undated ones last."""

    WATCHED = True
    EMPTY: ClassVar[tuple[str, ...]] = (
        "No article of these days tells of talks.",
        "Add articles with: brief add PATH",
        "or look at another day with [ and ]",
    )

    ORDERS = (
        Order("by day"),
        Order("by number, most told of first", lambda row: -len(row.mentions)),
        Order(
            "by name of the place", lambda row: (row.place is None, (row.place or "").casefold())
        ),
        Order("by status", lambda row: row.status),
    )
    GROUPS = (
        Group("place", "p", lambda row: row.place or "Place not given"),
        Group("status", "s", lambda row: row.status),
        Group("month", "m", lambda row: month_of(row.start)),
        Group("party", "y", lambda row: row.parties[0] if row.parties else "Parties not given"),
    )
    HEADINGS: ClassVar[bool] = True
    """Whether what is past, ahead and without a day stands under a heading each."""

    days = DAYS  # cells of the column of days

    def identify(self, item: TalkRow) -> Hashable:
        return key_of(item)

    def words(self, item: TalkRow) -> str:
        return words_of(item)

    def with_dividers(self, rows: Sequence[TalkRow]) -> Sequence[TalkRow | Divider]:
        day = session_of(self).day
        days = (day_cell(row.start, row.end, day) for row in rows[:MEASURED])
        self.days = column_for(days)
        if not self.HEADINGS:
            return rows
        # What began earlier and goes on would part the past in two.
        sections: dict[str, list[TalkRow]] = {section: [] for section in _SECTIONS}
        for row in rows:
            sections[_section(row)].append(row)
        items: list[TalkRow | Divider] = []
        for section, own in sections.items():
            if own and items:
                items.append(Divider(_heading(section, day)))
            items += own
        return items

    def first_cursor(self) -> int:
        """Today: the first of the talks that have not passed, or else the last that have."""
        last = 0
        for index, row in enumerate(self.items):
            if isinstance(row, TalkRow) and row.timing != "undated":
                last = index
                if row.timing != "passed":
                    break
        return last

    def paint(self, item: TalkRow, width: int) -> Line:
        look = look_of(self)
        day, status, differ = self._day(item), f" ({standing_of(item)})", _differing(item)
        place, parties = headline(item)
        room = max(4, width - cell_len(day[0]) - len(status) - len(differ[0]))
        place = look.clip(place, room)
        rest = look.clip(f": {parties}", room - cell_len(place)) if parties else ""
        left = room - cell_len(place) - cell_len(rest)
        ended = look.clip(_ended(item), left) if left >= _LEAST_OUTCOME else ""
        return (day, (place, "strong"), (rest, ""), (status, "dim"), differ, (ended, ""))

    def paint_lines(self, item: TalkRow, width: int, most: int) -> Sequence[Line]:
        """Of many parties as many as leave room for how the talks stand."""
        if most == 1:
            return [self.paint(item, width)]
        look, day = look_of(self), self._day(item)
        place, _ = headline(item)
        lead: list[Part] = [(look.clean(place), "strong")]
        for named in range(max(1, len(item.parties)), 0, -1):
            parties = look.clean(_parties(item, named))
            words = [*lead, (parties, ""), (f" ({standing_of(item)})", "dim"), _differing(item)]
            if len(flow(look, (day,), words, width, most + 1)) <= most:
                break
        return flow(look, (day,), [*words, (look.clean(_ended(item)), "")], width, most)

    def least_lines(self) -> int:
        return lines_a_row(*self.room)

    def _day(self, item: TalkRow) -> Part:
        when = day_cell(item.start, item.end, session_of(self).day)
        role = "dim" if item.timing == "passed" else ""
        return (f"{when:<{self.days}}  ", role)

    def facts(self, item: TalkRow) -> list[Line]:
        look = look_of(self)
        place, parties = headline(item)
        who = look.clean(f": {parties}") if parties else ""
        lines: list[Line] = [((look.clean(place), "strong"), (who, ""))]
        about = [long_days(item.start, item.end), standing_of(item)]
        if item.round:
            about.append(f"round {item.round}")
        if item.minutes:
            about.append(duration(item.minutes))
        if not session_of(self).shows_front:
            about.append(count(len(item.mentions), "mention"))
        if any(mention.talk.corrected for mention in item.mentions):
            about.append("corrected")
        lines.append(((", ".join(about), "dim"),))
        if item.status in ANNOUNCED:
            lines += aftermath_lines(self, item)
        lines += listing_lines(self, item)
        if item.outcome:
            lines.append((("Outcome: ", "dim"), (look.clean(item.outcome), "")))
        if item.disagreements:
            lines.append(((f"Sources differ on {' and '.join(item.disagreements)}", "warn"),))
        return lines

    def evidence(self, item: TalkRow) -> Sequence[Evidence]:
        first, *others = (mention.evidence for mention in item.mentions)
        answer = aftermath_evidence(self, item) if item.status in ANNOUNCED else []
        return [first, *answer, *others]


def column_for(texts: Iterable[str]) -> int:
    """How many cells a column of days has: as many as most of them need, none left over.

    Of a few long ones (``30 Dec 2015-2 Jan 2016``) each takes what it needs in its own row.
    """
    return max((len(text) for text in texts if len(text) <= _LONG), default=0)


def standing_of(row: TalkRow) -> str:
    """``planned``; ``planned, gone`` where its agenda has it on that day no more."""
    if row.listing is None or not row.listing.is_away:
        return row.status
    return f"{row.status}, {row.listing.standing}"


def key_of(row: TalkRow) -> Hashable:
    """What stays the same of a talk when the briefing changes."""
    return (row.what, row.place, row.start, row.parties)


def words_of(row: TalkRow) -> str:
    """What a filter looks in."""
    standing = standing_of(row)
    words = (row.what, row.place, row.country, *row.parties, standing, row.timing, row.outcome)
    number = f"round {row.round}" if row.round else ""
    differ = f"sources differ on {' '.join(row.disagreements)}" if row.disagreements else ""
    corrected = "corrected" if any(mention.talk.corrected for mention in row.mentions) else ""
    days = long_days(row.start, row.end)
    sources = outlet_words(mention.article for mention in row.mentions)
    return " ".join(word for word in (*words, number, differ, corrected, days, sources) if word)


def summary_of(row: TalkRow) -> Summary:
    """Where and with whom; how it stands, and on which day."""
    place, parties = headline(row)
    when = day_words(row.start, row.end, row.end or row.start) if row.start else "no day"
    return Summary(place, parties, f"{standing_of(row)}, {when}")


def row_days(row: TalkRow) -> RowDays:
    """The days of the talks."""
    return RowDays(row.start, row.end)


def agenda_line(row: TalkRow, today: date) -> AgendaLine:
    """``Vienna: OSCE, Russia (planned)``."""
    del today  # talks do not count the days that are left
    place, parties = headline(row)
    return AgendaLine(
        lead=place,
        role="strong",
        text=f": {parties}" if parties else "",
        tail=f" ({standing_of(row)}{lasting(row_days(row))})",
        title=f"{place}: {parties}" if parties else place,
        about=f"{row.what}, {long_days(row.start, row.end)}, {standing_of(row)}",
    )


def headline(row: TalkRow) -> tuple[str, str]:
    """Place and parties of a talk; what it was takes the place of either that is unknown."""
    if row.place is None:
        what = row.what.casefold()
        return where(row), ", ".join(name for name in row.parties if name.casefold() not in what)
    return where(row), ", ".join(row.parties) or row.what.removesuffix(f" in {row.place}")


def _parties(row: TalkRow, named: int) -> str:
    """``: Norland, Sudria and 3 more``, so many of them by name."""
    left = len(row.parties) - named
    if row.place is None or left <= 0:
        _, parties = headline(row)
    else:
        parties = f"{', '.join(row.parties[:named])} and {left} more"
    return f": {parties}" if parties else ""


def _ended(row: TalkRow) -> str:
    return f"; {row.outcome}" if row.outcome else ""


def _differing(row: TalkRow) -> Part:
    return (" !" if row.disagreements else "", "warn")


def _heading(section: str, day: date) -> str:
    return f"{section} {long_days(day)}" if section == _SECTIONS[1] else section


def _section(row: TalkRow) -> str:
    past, ahead, undated = _SECTIONS
    if row.timing == "undated":
        return undated
    return past if row.timing == "passed" else ahead
