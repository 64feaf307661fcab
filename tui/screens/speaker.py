"""A speaker: role, and all that they said in the days of the briefing, newest first."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from datetime import date
from typing import ClassVar

from msgspec.structs import replace

from briefing.digest import Briefing
from briefing.positions import Position, positions
from briefing.rows import Evidence, SpeakerRow, Statement
from tui.look import day_of, look_of
from tui.screens.listing import ListScreen
from tui.widgets.arranging import Group, Order
from tui.widgets.paint import Line
from tui.widgets.row_list import RowList, watched_lines
from tui.widgets.speakers import NOBODY, key_of, role_of

_COMPARED = 400  # statements, the newest, among which positions are looked for
_DAY, _CUE = 11, 12  # cells of the columns of days and cues


class Statements(RowList[Statement]):
    """What was said, a quote a row."""

    WATCHED = True
    EMPTY: ClassVar[tuple[str, ...]] = (
        "Nothing by this speaker in these days.",
        "Esc leads back to where you came from.",
    )

    ORDERS = (
        Order("newest first"),
        Order("oldest first", lambda s: (s.head.day or date.max, s.quote.spans[0].start)),
        Order("by outlet", lambda s: (s.head.source or "").casefold()),
    )
    GROUPS = (
        Group("day", "d", lambda s: day_of(s.head.day)),
        Group("outlet", "o", lambda s: s.head.source or "Outlet not given"),
        Group("cue", "c", lambda s: s.quote.cue or "No cue"),
    )

    def identify(self, item: Statement) -> Hashable:
        return (item.head.id, item.quote.spans)

    def words(self, item: Statement) -> str:
        return f"{item.quote.content} {item.quote.cue or ''} {item.head.source or ''}"

    def paint(self, item: Statement, width: int) -> Line:
        look = look_of(self)
        when = day_of(item.head.day)
        cue = look.fit(item.quote.cue or item.quote.kind, _CUE - 1)
        room = max(4, width - _DAY - _CUE)
        return ((f"{when:<{_DAY}}", "dim"), (f"{cue} ", "dim"), (look.clip(spoken(item), room), ""))

    def facts(self, item: Statement) -> list[Line]:
        look = look_of(self)
        quote = item.quote
        how = f"{quote.kind} quote" if quote.kind != "indirect" else "in the article's words"
        about = [f"{quote.cue}, {how}" if quote.cue else how]
        if quote.via:
            about.append(f"via {quote.via}")
        if quote.corrected:
            about.append("corrected")
        return [((look.clean(", ".join(about)), "dim"),)]

    def evidence(self, item: Statement) -> Sequence[Evidence]:
        return [item.evidence]


def spoken(statement: Statement) -> str:
    """The content as the article has it: in quotation marks if all of it stands in them."""
    content = statement.quote.content.strip()
    if statement.quote.kind == "direct" and content[:1] not in "“\"'‘":
        return f"“{content}”"
    return content


class SpeakerScreen(ListScreen):
    """One speaker's statements."""

    def __init__(self, row: SpeakerRow) -> None:
        super().__init__(Statements("rows"), "Statements")
        self.row = row
        self._topics: tuple[Position, ...] = ()

    @property
    def crumb(self) -> str:
        return self.row.name or NOBODY

    def facts(self) -> Sequence[Line]:
        role = role_of(self.row)
        about = self.look.clean(f", {role}") if role else ""
        name: Line = ((self.look.clean(self.crumb), "strong"), (about, ""))
        return [name, *watched_lines(self, self.row), *self._positions()]

    def _positions(self) -> Sequence[Line]:
        """First and latest word on the topic that matters most: a changed one, or the longest."""
        if not self._topics:
            return ()
        first, *_, last = self._topics[0].statements
        name = self._topics[0].topic
        changed = "possible change on " if self._topics[0].changes else "on "
        room = max(8, self.app.size.width - 30)
        return [
            ((f"{self.look.clean(changed + name)}", "warn" if self._topics[0].changes else "dim"),),
            *(
                (
                    (f"{label:<8}{day_of(said.head.day)}  ", "dim"),
                    (self.look.clip(spoken(said), room), ""),
                )
                for label, said in (("first", first), ("latest", last))
            ),
        ]

    def viewed(self, briefing: Briefing) -> tuple[Briefing, str]:
        row = replace(self.row, statements=tuple(self.rows.shown))
        return replace(briefing, speakers=(row,), talks=(), deadlines=()), self.crumb

    def fill(self) -> None:
        briefing = self.session.briefing
        key = key_of(self.row)
        now = (row for row in (briefing.speakers if briefing else ()) if key_of(row) == key)
        self.row = row = next(now, self.row)
        self.rows.replace(row.statements)

        def look_for_topics() -> None:
            newest = replace(row, statements=row.statements[:_COMPARED])
            found = positions(newest)
            self.app.call_from_thread(self._show_topics, found)

        self.brief.in_background(look_for_topics, "topics")

    def _show_topics(self, topics: tuple[Position, ...]) -> None:
        self._topics = topics
        self.show_facts()
