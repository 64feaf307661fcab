"""A talk: what is known of it, and every mention with its sentence."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from typing import ClassVar

from briefing.rows import Evidence, TalkMention, TalkRow
from tui.look import day_of, in_column, long, look_of
from tui.screens.listing import ListScreen
from tui.session import session_of
from tui.widgets.paint import Line
from tui.widgets.row_list import RowList
from tui.widgets.talks import duration, headline, key_of

_DAY = 11  # cells of the column of days


class Mentions(RowList[TalkMention]):
    """Articles that tell of a talk, newest first."""

    EMPTY: ClassVar[tuple[str, ...]] = ("Nothing tells of this talk any more.",)

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
        ]
        lines: list[Line] = [((look.clean(", ".join(about)), "dim"),)]
        if talk.outcome:
            lines.append((("Outcome: ", "dim"), (look.clean(talk.outcome), "")))
        return lines

    def evidence(self, item: TalkMention) -> Sequence[Evidence]:
        return [item.evidence]


class TalkScreen(ListScreen):
    """One talk with its mentions."""

    KIND = "talk"

    def __init__(self, row: TalkRow) -> None:
        super().__init__(Mentions("rows"), "Mentions")
        self.row = row

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
            ((look.clean(where), "strong"), (f"  {long(row.start, row.end)}  ", "strong"),
             (look.clean(", ".join(about)), "")),
        ]  # fmt: skip
        if row.parties:
            lines.append((("Parties  ", "dim"), (look.clean(", ".join(row.parties)), "")))
        if row.outcome:
            lines.append((("Outcome  ", "dim"), (look.clean(row.outcome), "")))
        lines += [(("Differ   ", "warn"), (look.clean(text), "")) for text in differences(row)]
        return lines

    def fill(self) -> None:
        briefing = self.session.briefing
        key = key_of(self.row)
        now = (row for row in (briefing.talks if briefing else ()) if key_of(row) == key)
        self.row = next(now, self.row)
        self.rows.replace(self.row.mentions)


def differences(row: TalkRow) -> list[str]:
    """In which field the sources differ, and who says what."""
    lines = []
    for field in row.disagreements:
        says: dict[str, list[str]] = {}
        for mention in row.mentions:
            talk = mention.talk
            value = talk.place if field == "place" else talk.start and long(talk.start, talk.end)
            if value:
                says.setdefault(value, []).append(mention.head.source or mention.head.title)
        told = "; ".join(f"{value} ({', '.join(dict.fromkeys(s))})" for value, s in says.items())
        lines.append(f"{field}: {told}")
    return lines
