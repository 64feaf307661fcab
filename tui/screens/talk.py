"""A talk: what is known of it, and every mention with its sentence."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from typing import ClassVar

from msgspec.structs import replace
from textual.binding import BindingType

from briefing.corroboration import Difference, differences
from briefing.digest import Briefing
from briefing.rows import Evidence, TalkMention, TalkRow
from briefing.series import series
from tui.keys import TALK
from tui.look import Look, day_of, in_column, long, look_of, readable
from tui.phrases import duration
from tui.screens.listing import ListScreen
from tui.session import session_of
from tui.widgets.paint import Line, Part
from tui.widgets.row_list import RowList, watched_lines
from tui.widgets.talks import headline, key_of

_DAY, _LABEL = 11, 9  # cells of the columns of days, and of labels above the rows


class Mentions(RowList[TalkMention]):
    """Articles that tell of a talk, newest first."""

    EMPTY: ClassVar[tuple[str, ...]] = (
        "Nothing tells of this talk any more.",
        "Esc leads back to where you came from.",
    )

    def identify(self, item: TalkMention) -> Hashable:
        return (item.head.id, item.talk.span)

    def words(self, item: TalkMention) -> str:
        return f"{item.head.title} {item.head.source or ''} {item.talk.place or ''}"

    def paint(self, item: TalkMention, width: int) -> Line:
        look = look_of(self)
        when = day_of(item.head.day)
        told = in_column(item.talk.start, item.talk.end, session_of(self).day)
        tail = f"  {item.talk.status}, {told}"
        outlet = look.fit(item.head.source or "", 18) + "  " if width >= 70 else ""
        room = max(4, width - _DAY - len(outlet) - len(tail))
        return (
            (f"{when:<{_DAY}}", "dim"),
            (outlet, ""),
            (look.fit(item.head.title, room), ""),
            (tail, "dim"),
        )

    def facts(self, item: TalkMention) -> list[Line]:
        look = look_of(self)
        talk = item.talk
        about = [
            talk.what,
            talk.place or "place not given",
            long(talk.start, talk.end),
            talk.status,
            *(["corrected"] if talk.corrected else []),
        ]
        lines: list[Line] = [((look.clean(", ".join(about)), "dim"),)]
        if talk.outcome:
            lines.append((("Outcome: ", "dim"), (look.clean(talk.outcome), "")))
        return lines

    def evidence(self, item: TalkMention) -> Sequence[Evidence]:
        return [item.evidence]


class TalkScreen(ListScreen):
    """One talk with its mentions, and the rounds before and after it."""

    KIND = "talk"
    BINDINGS: ClassVar[list[BindingType]] = [*TALK]

    def __init__(self, row: TalkRow) -> None:
        super().__init__(Mentions("rows"), "Mentions")
        self.row = row
        self._rounds: tuple[TalkRow, ...] = ()

    @property
    def crumb(self) -> str:
        place, _ = headline(self.row)
        when = in_column(self.row.start, self.row.end, self.session.day)
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
                (f"  {long(row.start, row.end)}  ", "strong"),
                (look.clean(", ".join(about)), ""),
            ),
        ]
        if row.parties:
            lines.append(_line(look, "Parties", ", ".join(row.parties)))
        if row.outcome:
            lines.append(_line(look, "Outcome", row.outcome))
        lines.append(_line(look, "Sources", str(row.sources)))
        lines += watched_lines(self, row)
        lines += [_line(look, "Differ", told(d), "warn") for d in differences(row)]
        return [*lines, self._rounds_line()] if self._rounds else lines

    def _rounds_line(self) -> Line:
        """``Rounds   Lisbon Mon 11 (held) › Porto Sun 17 (planned)``, this one marked."""
        look, day = self.look, self.session.day
        parts: list[Part] = [(f"{'Rounds':<{_LABEL}}", "dim")]
        for index, row in enumerate(self._rounds):
            place, _ = headline(row)
            when = " ".join(in_column(row.start, row.end, day).split())
            here = key_of(row) == key_of(self.row)
            arrow = f" {look.marks.arrow} " if index else ""
            parts += [(arrow, "dim"), (look.clean(f"{place} {when}"), "tab" if here else "")]
            parts.append((f" ({row.status})", "dim"))
        return tuple(parts)

    def viewed(self, briefing: Briefing) -> tuple[Briefing, str]:
        return replace(briefing, speakers=(), talks=(self.row,), deadlines=()), self.crumb

    def fill(self) -> None:
        briefing = self.session.briefing
        talks = briefing.talks if briefing else ()
        key = key_of(self.row)
        self.row = next((row for row in talks if key_of(row) == key), self.row)
        self.rows.replace(self.row.mentions)

        def look_for_rounds() -> None:
            found = next((s for s in series(talks) if key in map(key_of, s.steps)), None)
            self.app.call_from_thread(self._show_rounds, found.steps if found else ())

        self.brief.in_background(look_for_rounds, "rounds")

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
            self.row = self._rounds[at]
            self.rows.replace(self.row.mentions)
            self.rows.action_top()
            self.show_facts()
            self.show_header()
        else:
            self.brief.say("There is no later round" if step > 0 else "There is no earlier round")


def _line(look: Look, label: str, text: str, role: str = "dim") -> Line:
    return ((f"{label:<{_LABEL}}", role), (look.clean(text), ""))


def told(difference: Difference) -> str:
    """``day: Sat 16 March 2024 (Harbour Courier); Sun 17 March 2024 (The Weir)``."""
    accounts = []
    for account in difference.accounts:
        outlets = dict.fromkeys(m.head.source or m.head.title for m in account.mentions)
        accounts.append(f"{readable(account.value)} ({', '.join(outlets)})")
    return f"{difference.field}: {'; '.join(accounts)}"
