"""A talk: what is known of it, every mention with its sentence, and what was said there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import ClassVar

from msgspec.structs import replace
from textual.binding import BindingType

from briefing.digest.briefing import Briefing
from briefing.digest.rounds import series
from briefing.digest.talk_statements import statements_at
from briefing.merge.disagreements import Difference, differences
from briefing.merge.utterances import utterances_of_all
from briefing.model import ANNOUNCED, Entry
from briefing.rows import SpeakerRow, Statement, TalkRow, outlets_of
from tui.keys import TALK
from tui.kinds import with_rows
from tui.screens.list_screen import ListScreen
from tui.text.days import days_in_column, duration, long_days, readable_days
from tui.text.look import Look
from tui.widgets.accounts import Accounts
from tui.widgets.paint import Line
from tui.widgets.rounds import LABEL, lines_of, round_lines
from tui.widgets.row_signs import aftermath_lines, watched_lines
from tui.widgets.talks import headline, key_of


class TalkScreen(ListScreen):
    """One talk with its mentions, what was said there, and the rounds before and after it."""

    BINDINGS: ClassVar[list[BindingType]] = [*TALK]

    def __init__(self, row: TalkRow) -> None:
        super().__init__(Accounts("rows"), "Mentions")
        self.row = row
        self._rounds: tuple[TalkRow, ...] = ()
        self._said: tuple[Statement, ...] = ()

    @property
    def crumb(self) -> str:
        place, _ = headline(self.row)
        when = days_in_column(self.row.start, self.row.end, self.session.day)
        return f"{place}, {' '.join(when.split())}"

    def facts(self) -> Sequence[Line]:
        row, look = self.row, self.look
        place, _ = headline(row)
        about = [row.what, row.status, *([f"round {row.round}"] if row.round else [])]
        if row.minutes:
            about.append(duration(row.minutes))
        where = f"{place}, {row.country}" if row.country and row.place else place
        lines: list[Line] = [
            (
                (look.clean(where), "strong"),
                (f"  {long_days(row.start, row.end)}  ", "strong"),
                (look.clean(", ".join(about)), ""),
            ),
        ]
        if row.parties:
            lines.append(_line(look, "Parties", ", ".join(row.parties)))
        if row.outcome:
            lines.append(_line(look, "Outcome", row.outcome))
        lines.append(_line(look, "Sources", str(row.sources)))
        if row.status in ANNOUNCED:
            lines += aftermath_lines(self, row)
        lines += watched_lines(self, row)
        lines += [_line(look, "Differ", difference_line(d), "warn") for d in differences(row)]
        return [*lines, *self._timeline(lines)] if self._rounds else lines

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
            articles = filter(None, map(self.session.load_article, ids))
            statements = statements_at(
                row,
                [Entry(article, self.session.load_findings(article.id)) for article in articles],
            )
            self.app.call_from_thread(self._show_said, row, statements)

        self.brief.tasks.in_background(look_for_statements, "said there", self)

    def _show_said(self, row: TalkRow, said: tuple[Statement, ...]) -> None:
        if row is self.row and said != self._said:
            self._list(said)

    def _list(self, said: tuple[Statement, ...]) -> None:
        self._said = said
        self.rows.border_title = "Mentions and what was said there" if said else "Mentions"
        self.rows.replace([*self.row.mentions, *utterances_of_all(said)])

    def _show_rounds(self, rounds: tuple[TalkRow, ...]) -> None:
        self._rounds = rounds
        self.show_facts()
        self.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action == "round":
            return bool(self._rounds)
        return super().check_action(action, parameters)

    def action_round(self, step: int) -> None:
        keys = [key_of(row) for row in self._rounds]
        at = keys.index(key_of(self.row)) + step
        if 0 <= at < len(keys):
            self._show_talk(self._rounds[at])
            self.rows.action_top()
            self.show_facts()
            self.show_header()
        else:
            self.brief.messages.say(
                "There is no later round" if step > 0 else "There is no earlier round"
            )


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
