"""The pane *Who said what*: a speaker a row, with role, number of statements and newest day."""

from __future__ import annotations

from collections.abc import Hashable, Sequence

from briefing.rows import Evidence, SpeakerRow, Statement
from tui.context.ports import look_of, session_of
from tui.text.days import aligned_day
from tui.text.look import count
from tui.text.row_words import statement_words
from tui.widgets.arrangement import Group, Order
from tui.widgets.paint import Line
from tui.widgets.row_list import RowList

NOBODY = "Speaker not given"
KINDS = {
    "named": "People",
    "body": "Bodies",
    "unnamed": "Unnamed sources",
    "none": "Speaker not given",
}
_TAIL = 12  # cells: a blank, the count, two blanks, the day


class SpeakersPane(RowList[SpeakerRow]):
    """Speakers, those quoted last first."""

    WATCHED = True
    EMPTY = (
        "Nobody is quoted in these days.",
        "Add articles with: brief add PATH",
        "or look at another day with [ and ]",
    )

    ORDERS = (
        Order("quoted last first"),
        Order("by name", lambda row: (row.name is None, (row.name or "").casefold())),
        Order("most quoted first", lambda row: -len(row.statements)),
    )
    GROUPS = (Group("attribution", "a", lambda row: KINDS[row.attribution]),)

    def identify(self, item: SpeakerRow) -> Hashable:
        return key_of(item)

    def words(self, item: SpeakerRow) -> str:
        labels = f"{item.name or NOBODY} {role_of(item)} {KINDS[item.attribution]}"
        return " ".join((labels, *map(statement_words, item.statements)))

    def paint(self, item: SpeakerRow, width: int) -> Line:
        look = look_of(self)
        room = max(8, width - _TAIL)
        name = look.clip(item.name or NOBODY, room)
        role = role_of(item)
        column = min(room, max(18, room * 2 // 5))
        if role:
            named = look.fit(name, max(column, min(len(name), room - 10)))
            about = look.fit(f" {role}", room - len(named))
        else:
            named, about = look.fit(name, room), ""
        said = "" if session_of(self).shows_front else len(item.statements)
        tail = f" {said:>3}  {aligned_day(item.newest)}"
        strength = "strong" if item.attribution in ("named", "body") else ""
        return ((named, strength), (about, "dim"), (tail, ""))

    def facts(self, item: SpeakerRow) -> list[Line]:
        look = look_of(self)
        role = role_of(item)
        about = look.clean(f", {role}") if role else ""
        named: Line = ((look.clean(item.name or NOBODY), "strong"), (about, ""))
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


def role_of(row: SpeakerRow) -> str:
    """The role, or in its place the word for a source that has no name.

    Of several that are shown together, how they are written.
    """
    if row.forms:
        return "; ".join(row.forms)
    if row.attribution == "unnamed":
        return f"unnamed, {row.role}" if row.role else "unnamed"
    return row.role or ""


def key_of(row: SpeakerRow) -> Hashable:
    """What stays the same of a speaker when the briefing changes."""
    return (row.attribution, row.name)
