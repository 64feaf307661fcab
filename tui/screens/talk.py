"""A talk: what is known of it, every mention with its sentence, what was said there, and what the
parties said at each of its rounds.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, ClassVar

from msgspec.structs import replace
from textual import events
from textual.binding import BindingType
from textual.containers import Container
from textual.widget import Widget

from briefing.article_refs import outlets_of
from briefing.digest.briefing import Briefing
from briefing.digest.party_table import PartyTable, PartyWords, party_table
from briefing.digest.rounds import series
from briefing.digest.talk_statements import statements_at
from briefing.extract.places.countries import country_name
from briefing.merge.disagreements import Difference, differences
from briefing.merge.utterances import utterances_of_all
from briefing.model import ANNOUNCED, Entry
from briefing.rows import SpeakerRow, Statement, TalkRow
from tui.keys import TALK
from tui.kinds import with_rows
from tui.screens.list_screen import ListScreen
from tui.text.days import day_words, duration, long_days, readable_days
from tui.text.look import Look
from tui.text.party_grid import Grid
from tui.text.party_words import grid_of, place_in
from tui.text.phrases import before_words
from tui.widgets.accounts import Accounts
from tui.widgets.paint import Line
from tui.widgets.party_grid import PartyGrid
from tui.widgets.rounds import LABEL, lines_of, round_lines
from tui.widgets.row_list import RowList
from tui.widgets.row_signs import aftermath_lines, listing_lines, watched_lines
from tui.widgets.talks import headline, key_of

_LINES_FOR_TABLE = 30  # rows of the terminal from which the table is drawn above its rows
_SIDES = 4  # cells beside the table: see drawings.tcss
_MARGINS = 2  # blank lines above and below the table
_MOST_ROUNDS = 8  # of a series in the table, those around the one shown: all articles are read


class TalkScreen(ListScreen):
    """One talk with its mentions, what was said there, and the rounds before and after it.

    The table of parties and rounds is drawn where there is room; its cells are rows everywhere.
    """

    CSS_PATH = "drawings.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [*TALK]

    def __init__(self, row: TalkRow) -> None:
        super().__init__(Accounts("rows"), "Mentions")
        self.row = row
        self._rounds: tuple[TalkRow, ...] = ()
        self._said: tuple[Statement, ...] = ()
        self._table = PartyTable(())

    def body(self) -> Iterable[Widget]:
        *facts, main = super().body()
        yield from facts
        yield Container(PartyGrid("table"), id="above")
        yield main

    @property
    def crumb(self) -> str:
        place, _ = headline(self.row)
        return f"{place}, {day_words(self.row.start, self.row.end, self.session.day)}"

    def facts(self) -> Sequence[Line]:
        row, look = self.row, self.look
        place, _ = headline(row)
        what = [row.what] if row.place else []  # else it stands in the place of the place
        about = [*what, row.status, *([f"round {row.round}"] if row.round else [])]
        if row.minutes:
            about.append(duration(row.minutes))
        land = country_name(row.country) if row.place else None
        where = f"{place}, {land}" if land and land not in place else place
        lines: list[Line] = [
            (
                (look.clean(where), "strong"),
                (f"  {long_days(row.start, row.end)}  ", "strong"),
                (look.clean(", ".join(about)), ""),
            ),
        ]
        if row.parties:
            lines.append(_line(look, "Parties", ", ".join(row.parties)))
        if turn := row.turn:
            lines.append(_line(look, "Before", before_words(turn)))
        if row.outcome:
            lines.append(_line(look, "Outcome", row.outcome))
        lines.append(_line(look, "Sources", str(row.sources)))
        if row.status in ANNOUNCED:
            lines += aftermath_lines(self, row)
        lines += listing_lines(self, row)
        lines += watched_lines(self, row)
        lines += [_line(look, "Differ", difference_line(d), "warn") for d in differences(row)]
        if self._has_room and self._table.cells and self._table.silent:
            lines.append(_line(look, "No words", ", ".join(self._table.silent)))
        if not self._rounds or self._shows_rounds_above:
            return lines
        return [*lines, *self._timeline(lines)]

    def _timeline(self, above: Sequence[Line]) -> Sequence[Line]:
        keys = [key_of(row) for row in self._rounds]
        if key_of(self.row) not in keys:
            return ()
        left = self.room - sum(lines_of(line, self.measure) for line in above)
        here = keys.index(key_of(self.row))
        return round_lines(self.look, self._rounds, here, self.session.day, self.measure, left)

    def viewed(self, briefing: Briefing) -> tuple[Briefing, str]:
        speakers = tuple(_who_said(briefing.speakers, self._said))
        return with_rows(briefing, {"quote": speakers, "talk": (self.row,)}), self.crumb

    def fill(self) -> None:
        briefing = self.session.briefing
        talks = briefing.talks if briefing else ()
        key = key_of(self.row)
        self._show_talk(next((row for row in talks if key_of(row) == key), self.row), self._said)

        def look_for_rounds() -> None:
            own_series = next((s for s in series(talks) if key in map(key_of, s.steps)), None)
            self.app.call_from_thread(self._show_rounds, own_series.steps if own_series else ())

        self.brief.tasks.in_background(look_for_rounds, "rounds", self)

    def _show_talk(self, row: TalkRow, said: tuple[Statement, ...] = ()) -> None:
        """Show that talk; what was said there is read in a thread, ``said`` until then."""
        self.row = row
        self._list(said)

        def look_for_statements() -> None:
            ids = dict.fromkeys(mention.article.id for mention in row.mentions)
            statements = statements_at(row, self._load_entries(ids))
            self.app.call_from_thread(self._show_said, row, statements)

        self.brief.tasks.in_background(look_for_statements, "said there", self)

    def _show_said(self, row: TalkRow, said: tuple[Statement, ...]) -> None:
        if row is self.row and said != self._said:
            self._list(said)

    def _list(self, said: tuple[Statement, ...]) -> None:
        self._said = said
        if isinstance(self.rows, Accounts):
            self.rows.talk = self.row
        has_words = said or self._table.cells
        self.rows.border_title = "Mentions and what was said" if has_words else "Mentions"
        self.rows.replace([*self.row.mentions, *utterances_of_all(said), *self._table.cells])

    def _show_rounds(self, rounds: tuple[TalkRow, ...]) -> None:
        self._rounds = rounds
        self.show_facts()
        self.refresh_bindings()
        self._look_for_words()

    def _look_for_words(self) -> None:
        """Read what the parties said at the rounds, those around this one, in a thread."""
        briefing = self.session.briefing
        if briefing is None:
            return
        rounds = self._rounds_around()

        def read() -> None:
            ids = dict.fromkeys(m.article.id for row in rounds for m in row.mentions)
            table = party_table(rounds, briefing.speakers, self._load_entries(ids))
            self.app.call_from_thread(self._show_table, table)

        self.brief.tasks.in_background(read, "table", self)

    def _rounds_around(self) -> tuple[TalkRow, ...]:
        """The rounds of the table, this one among them."""
        keys = [key_of(row) for row in self._rounds]
        if key_of(self.row) not in keys:
            return (self.row,)
        first = keys.index(key_of(self.row)) - _MOST_ROUNDS // 2
        first = max(0, min(first, len(keys) - _MOST_ROUNDS))
        return self._rounds[first : first + _MOST_ROUNDS]

    def _load_entries(self, ids: Iterable[str]) -> list[Entry]:
        articles = filter(None, map(self.session.load_article, ids))
        return [Entry(article, self.session.load_findings(article.id)) for article in articles]

    def _show_table(self, table: PartyTable) -> None:
        self._table = table
        if isinstance(self.rows, Accounts):
            self.rows.rounds = table.rounds
        self._list(self._said)
        self._draw_table()
        self.show_facts()
        self.refresh_bindings()

    def _draw_table(self) -> None:
        """Draw the table in as many lines as it needs, if the terminal has them."""
        grid = self.query_one(PartyGrid)
        above = self.query_one("#above")
        grid.show(self._grid(), self._chosen_cell())
        wanted = grid.lines_wanted(self.app.size.width - _SIDES) if self._has_room else 0
        above.display = bool(wanted)
        above.styles.height = min(wanted + _MARGINS, self.app.size.height * 2 // 5)

    @property
    def _has_room(self) -> bool:
        return self.app.size.height >= _LINES_FOR_TABLE

    @property
    def _shows_rounds_above(self) -> bool:
        """Whether the headings of the table say what the lines of the rounds would."""
        has_all = len(self._table.rounds) == len(self._rounds)
        return has_all and self.query_one("#above").display

    def _grid(self) -> Grid:
        keys = [key_of(row) for row in self._table.rounds]
        own = key_of(self.row)
        here = keys.index(own) if own in keys else 0
        return grid_of(self._table, here, self.session.day, self.look)

    def _chosen_cell(self) -> tuple[int, int] | None:
        selected = self.rows.selected
        return place_in(self._table, selected) if isinstance(selected, PartyWords) else None

    def rows_moved(self, rows: RowList[Any]) -> None:
        super().rows_moved(rows)
        grid = self.query_one(PartyGrid)
        grid.show(grid.grid, self._chosen_cell())

    def on_resize(self, event: events.Resize) -> None:
        super().on_resize(event)
        self.call_after_refresh(self._draw_table)

    def look_changed(self) -> None:
        super().look_changed()
        self._draw_table()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action == "round":
            return bool(self._rounds)
        if action == "table":
            return bool(self._table.cells)
        return super().check_action(action, parameters)

    def action_table(self) -> None:
        """To the first words of this round in the table; from there back to the mentions."""
        if isinstance(self.rows.selected, PartyWords):
            self.rows.action_top()
            return
        here = self._grid().here
        cells = [n for n, row in enumerate(self.rows.shown, 1) if isinstance(row, PartyWords)]
        own = (n for n in cells if self.rows.shown[n - 1].round == here)
        if cells:
            self.rows.action_go_to(next(own, cells[0]))

    def action_round(self, step: int) -> None:
        keys = [key_of(row) for row in self._rounds]
        at = keys.index(key_of(self.row)) + step
        if 0 <= at < len(keys):
            self._show_talk(self._rounds[at])
            self._look_for_words()
            self._draw_table()
            self.rows.action_top()
            self.show_facts()
            self.show_header()
        else:
            self.brief.messages.say(
                "There is no later round" if step > 0 else "There is no earlier round"
            )

    def open(self, item: Any) -> None:
        self.brief.routes.open(self.rows.finding_of(item))


def _who_said(speakers: Sequence[SpeakerRow], said: Sequence[Statement]) -> Iterator[SpeakerRow]:
    """Those speakers, each with what is among those statements."""
    places = {(s.article.id, s.index) for s in said}
    for row in speakers if places else ():
        theirs = tuple(s for s in row.statements if (s.article.id, s.index) in places)
        if theirs:
            yield replace(row, statements=theirs)


def _line(look: Look, label: str, text: str, role: str = "dim") -> Line:
    return ((f"{label:<{LABEL}}", role), (look.clean(text), ""))


def difference_line(difference: Difference) -> str:
    """``day: Sat 16 March 2024 (Harbour Courier); Sun 17 March 2024 (The Weir)``."""
    accounts = (
        f"{readable_days(account.value)} ({outlets_of(m.article for m in account.mentions)})"
        for account in difference.accounts
    )
    return f"{difference.field}: {'; '.join(accounts)}"
