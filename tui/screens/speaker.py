"""A speaker: role, and all that they said in the days of the briefing, newest first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, ClassVar

from msgspec.structs import replace
from textual.binding import BindingType

from briefing.digest.briefing import Briefing
from briefing.digest.positions import Position, Topics, topics
from briefing.merge.utterances import utterances, with_rivals
from briefing.rows import SpeakerRow, Statement, Utterance
from tui.keys import LEDGER_PART
from tui.kinds import with_rows
from tui.screens.list_screen import ListScreen
from tui.text.findings import who_and_role
from tui.text.look import count
from tui.widgets.paint import Line
from tui.widgets.row_list import RowList
from tui.widgets.row_signs import watched_lines
from tui.widgets.speakers import NOBODY, key_of, role_of
from tui.widgets.statements import Statements, beside

if TYPE_CHECKING:
    from briefing.ledger.rows import LedgerRow

_FIRST = 400  # statements, the newest, put together at once; others a little later
_MOST = 5_000  # of which that is done at all: more than anybody says in the days of a briefing
_AT_ONCE = (
    300  # articles, a second's reading at 3 ms each: for more, whoever goes on is not held up
)
_PAUSE = 1.0  # seconds on the page before more are read for what is owed in them
_ROOMY, _OWED_LINES = 40, 2  # rows of the terminal from which each has as many lines
_OWED_SHOWN = 3  # undertakings above the statements; B shows all
_COMPARED = 100  # statements on a topic, the newest, among which changes are looked for


class SpeakerScreen(ListScreen):
    """One speaker's statements, with the first and the latest word on the selected one's topic."""

    BINDINGS: ClassVar[list[BindingType]] = [*LEDGER_PART]

    rows: Statements

    def __init__(self, row: SpeakerRow) -> None:
        super().__init__(Statements("rows"), "Statements")
        self.row = row
        self._topic: Position | None = None
        self._is_on_it = False
        self._owed: Sequence[LedgerRow] = ()

    @property
    def crumb(self) -> str:
        return self.row.name or NOBODY

    def facts(self) -> Sequence[Line]:
        who, role = map(self.look.clean, who_and_role(self.crumb, role_of(self.row)))
        name: Line = ((who, "strong"), (role, ""))
        return [name, *watched_lines(self, self.row), *self._undertakings(), *self._positions()]

    def _undertakings(self) -> Sequence[Line]:
        """What this speaker owes, undertook or demanded: the first few, and how many there are."""
        if not self._owed:
            return ()
        from tui.text.ledger import lane_line

        day, look = self.session.day, self.look
        lines: list[Line] = [((f"Undertakings ({len(self._owed):,}); B shows all", "dim"),)]
        shown, own = self._owed[:_OWED_SHOWN], self._names
        lanes = (lane_line(row, day, look.ascii, own) for row in shown)
        most = self.measure * (_OWED_LINES if self.app.size.height >= _ROOMY else 1)
        return [*lines, *(((look.clip(lane, most), ""),) for lane in lanes)]

    def action_undertakings(self) -> None:
        """What this speaker owes, undertook, demanded or kept silent on."""
        from tui.screens.ledger import LedgerScreen, of_speaker

        self.app.push_screen(LedgerScreen(of_speaker(self._names), self.crumb))

    @property
    def _names(self) -> Sequence[str]:
        return [name for name in (self.row.name, *self.row.forms) if name]

    def _positions(self) -> Sequence[Line]:
        """First and latest word on the topic of the selected row.

        Of a row without one, on the topic that matters most: a changed one, or the longest.
        """
        topic = self._topic
        if topic is None:
            return ()
        role = "warn" if topic.changes else "dim"
        changed = "possible change on " if topic.changes else "on "
        others = "" if self._is_on_it else ", which this row is not on"
        said = f"{changed}{topic.topic} ({count(len(topic.statements), 'statement')}){others}"
        first, *_, last = topic.statements
        return [((self.look.clean(said), role),), *beside(self.look, first, last, self.measure)]

    def _find_topic(self) -> bool:
        """The topic to show for the selected row; whether what is shown of it changes."""
        before = self._topic, self._is_on_it
        row, known = self.rows.selected, self.rows.topics
        own = known.of(row.newest) if known and row is not None else None
        most = known.positions[0] if known and known.positions else None
        self._topic, self._is_on_it = own or most, own is not None
        return (self._topic, self._is_on_it) != before

    def rows_moved(self, rows: RowList[object]) -> None:
        super().rows_moved(rows)
        if self._find_topic():
            self.show_facts()

    def viewed(self, briefing: Briefing) -> tuple[Briefing, str]:
        shown = {id(statement) for said in self.rows.shown for statement in said.statements}
        row = replace(self.row, statements=tuple(s for s in self.row.statements if id(s) in shown))
        return with_rows(briefing, {"quote": (row,)}), self.crumb

    def fill(self) -> None:
        briefing = self.session.briefing
        key = key_of(self.row)
        now = (row for row in (briefing.speakers if briefing else ()) if key_of(row) == key)
        self.row = row = next(now, self.row)
        newest = utterances(row.statements[:_FIRST])
        self._show(row, (*newest, *_as_reported(row.statements[_FIRST:])))

        def look_closer() -> None:
            said = newest
            self.app.call_from_thread(self._show_topics, row, topics(said, _COMPARED))
            if len(row.statements) > _FIRST:
                said = utterances(row.statements[:_MOST])
                self.app.call_from_thread(self._show_topics, row, topics(said, _COMPARED))
            known = self.session.rivals(briefing) if briefing else {}
            if known or len(row.statements) > _FIRST:
                rest = _as_reported(row.statements[_MOST:])
                found = (*with_rivals(said, known), *rest)
                self.app.call_from_thread(self._show, row, found)

        self.brief.tasks.in_background(look_closer, "topics", self)

        def look_up() -> None:
            owed = self.session.desk.ledger(briefing).of_speaker(self._names) if briefing else ()
            self.app.call_from_thread(self._show_owed, row, owed)

        def look_up_soon() -> None:
            self.brief.tasks.in_background(look_up, "undertakings", self)

        if self._names and briefing:
            many = len(briefing.articles) > _AT_ONCE
            self.set_timer(_PAUSE, look_up_soon) if many else look_up_soon()

    def _show_owed(self, row: SpeakerRow, owed: Sequence[LedgerRow]) -> None:
        if self.row is row and self._owed != owed:
            self._owed = owed
            self.show_facts()

    def _show(self, row: SpeakerRow, said: Sequence[Utterance]) -> None:
        if self.row is row:
            shown, reports = len(said), len(row.statements)
            joined = f", {shown:,} in {reports:,} reports" if reports > shown else ""
            self.rows.border_title = f"Statements{joined}"
            self.rows.several = bool(row.forms)
            self.rows.replace(said)

    def _show_topics(self, row: SpeakerRow, topics: Topics) -> None:
        if self.row is row:
            self.rows.show_topics(topics)
            self._find_topic()
            self.show_facts()
            self._show_evidence()


def _as_reported(statements: Iterable[Statement]) -> Iterator[Utterance]:
    """Each by itself."""
    return (Utterance((statement,)) for statement in statements)
