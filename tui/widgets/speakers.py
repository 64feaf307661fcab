"""The pane *Who said what*: a speaker a row, with role, newest words and their day."""

from __future__ import annotations

from collections.abc import Hashable, Sequence

from rich.cells import cell_len

from briefing.article_refs import Evidence
from briefing.names.people import with_title
from briefing.rows import SpeakerRow, Statement
from tui.context.ports import look_of, session_of
from tui.text.days import day_cell
from tui.text.findings import spoken, who_and_role
from tui.text.look import Look, count
from tui.text.row_words import statement_words
from tui.widgets.arrangement import Group, Order
from tui.widgets.flow import flow
from tui.widgets.paint import Line
from tui.widgets.row_layout import lines_a_row
from tui.widgets.row_list import RowList

NOBODY = "Speaker not given"
KINDS = {
    "named": "People",
    "body": "Bodies",
    "unnamed": "Unnamed sources",
    "none": "Speaker not given",
}
_WHO = 20  # cells of name and role where they share a line with the words, at least
_LEAST_ROLE = 4  # cells of a role that still say something
_INDENT = 2  # cells by which words stand in from the name above them


class SpeakersPane(RowList[SpeakerRow]):
    """Speakers, the most important first."""

    WATCHED = True
    EMPTY = (
        "Nobody is quoted in these days.",
        "Add articles with: brief add PATH",
        "or look at another day with [ and ]",
    )

    ORDERS = (
        Order("most important first"),
        Order("by day, quoted last first", lambda row: row.statements[0].article.age),
        Order("by number, most quoted first", lambda row: -len(row.statements)),
        Order("by name", lambda row: (row.name is None, (row.name or "").casefold())),
    )
    GROUPS = (Group("attribution", "a", lambda row: KINDS[row.attribution]),)

    def identify(self, item: SpeakerRow) -> Hashable:
        return key_of(item)

    def words(self, item: SpeakerRow) -> str:
        labels = f"{item.name or NOBODY} {role_of(item)} {KINDS[item.attribution]}"
        return " ".join((labels, *map(statement_words, item.statements)))

    def paint(self, item: SpeakerRow, width: int) -> Line:
        named, about, blank, words = self._columns(item, width)
        tail = f"  {self._newest_day(item)}"
        return ((named, _strength(item)), (about, "dim"), (blank, ""), (words, ""), (tail, "dim"))

    def _columns(self, item: SpeakerRow, width: int) -> tuple[str, str, str, str]:
        """Name, role, the blanks after them, and the words, up to the day at the end of a line."""
        look = look_of(self)
        room = max(8, width - len(self._newest_day(item)) - 2)
        who = min(room, max(_WHO, room * 2 // 5))
        named, about = _who(look, item, who - 2)
        blank = " " * max(0, who - cell_len(named) - cell_len(about))
        return named, about, blank, look.fit(spoken(item.statements[0]), room - who)

    def paint_lines(self, item: SpeakerRow, width: int, most: int) -> Sequence[Line]:
        look = look_of(self)
        if most == 1 or (self.least_lines() == 1 and self._fits_one_line(item, width)):
            return [self.paint(item, width)]
        tail = f"  {self._newest_day(item)}"
        room = max(8, width - len(tail))
        named, about = _who(look, item, room)
        left = max(0, room - cell_len(named) - cell_len(about))
        said = self._number(item)
        blank = f"{said:>{left}}" if len(said) <= left else " " * left
        first: Line = ((named, _strength(item)), (about, "dim"), (f"{blank}{tail}", "dim"))
        words = look.clean(spoken(item.statements[0]))
        return [first, *flow(look, ((" " * _INDENT, ""),), [(words, "")], width, most - 1)]

    def _number(self, item: SpeakerRow) -> str:
        """``  3 statements``; of the front of a briefing, which is cut, no number."""
        number = len(item.statements)
        return "" if session_of(self).shows_front or number == 1 else f"  {number:,} statements"

    def _fits_one_line(self, item: SpeakerRow, width: int) -> bool:
        """Whether name and words stand on one line, uncut; a role may be."""
        cut = look_of(self).marks.ellipsis
        named, _, _, words = self._columns(item, width)
        return not named.endswith(cut) and not words.rstrip().endswith(cut)

    def least_lines(self) -> int:
        return lines_a_row(*self.room)

    def _newest_day(self, item: SpeakerRow) -> str:
        day = item.newest
        return day_cell(day, day, session_of(self).day) if day else "no day"

    def facts(self, item: SpeakerRow) -> list[Line]:
        look = look_of(self)
        name, role = who_and_role(item.name or NOBODY, role_of(item))
        named: Line = ((look.clean(name), "strong"), (look.clean(role), ""))
        if session_of(self).shows_front:
            return [named]
        said = count(len(item.statements), "statement")
        order = ", newest first" if len(item.statements) > 1 else ""
        return [named, ((f"{said}{order}", "dim"),)]

    def evidence(self, item: SpeakerRow) -> Sequence[Evidence]:
        """The words said, newest first; while a filter asks for some, those before all others."""
        words = self.needle.casefold().split()

        def has_none(statement: Statement) -> bool:
            text = statement_words(statement).casefold()
            return not all(word in text for word in words)

        statements = sorted(item.statements, key=has_none) if words else item.statements
        return [statement.evidence for statement in statements]


def _who(look: Look, row: SpeakerRow, width: int) -> tuple[str, str]:
    """Name and role, cut to that width together; of the role nothing but what says something."""
    name, role = with_title(row.name or NOBODY, role_of(row))
    named = look.clip(name, width)
    room = width - cell_len(named) - len(", ")
    return named, f", {look.clip(role, room)}" if role and room >= _LEAST_ROLE else ""


def _strength(row: SpeakerRow) -> str:
    return "strong" if row.attribution in ("named", "body") else ""


def role_of(row: SpeakerRow) -> str:
    """The role, or in its place the word for a source that has no name.

    Of several that are shown together, how they are written.
    """
    if row.forms:
        others = [form for form in row.forms if form != row.name]
        return f"also {'; '.join(others)}" if len(others) < len(row.forms) else "; ".join(others)
    if row.attribution == "unnamed":
        return f"unnamed, {row.role}" if row.role else "unnamed"
    return row.role or ""


def key_of(row: SpeakerRow) -> Hashable:
    """What stays the same of a speaker when the briefing changes."""
    return (row.attribution, row.name)
