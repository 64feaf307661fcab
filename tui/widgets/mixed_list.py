"""Rows of several kinds in one list, each worded as the entry of its kind says."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from typing import Any

from rich.cells import cell_len

from briefing.article_refs import Evidence
from tui.context.ports import look_of
from tui.kinds import kind_of_row, load
from tui.text.days import long_days
from tui.text.look import Look
from tui.text.row_words import RowDays, Summary
from tui.widgets.arrangement import Divider, Group, grouped
from tui.widgets.flow import INDENT, hang
from tui.widgets.paint import Line, Part, cells_of
from tui.widgets.row_layout import lines_a_row
from tui.widgets.row_list import RowList

_TAIL_GETS = 3  # of the line the third part, at least, if name, words and tail are all too long


class MixedList(RowList[Any]):
    """Rows under the heading of their kind, in the order in which those occur."""

    WATCHED = True

    def heading(self, item: Any) -> str:
        """What the row stands under."""
        return heading_of(item).capitalize()

    def summary(self, item: Any) -> Summary:
        """The row on one line."""
        return summary_of(item)

    def role(self, item: Any) -> str:
        """The role in which its name is painted."""
        del item  # all alike
        return "strong"

    def with_dividers(self, rows: Sequence[Any]) -> Sequence[Any | Divider]:
        return grouped(rows, Group("", "", self.heading))

    def identify(self, item: Any) -> Hashable:
        key: Hashable = load(kind_of_row(item).key)(item)
        return key

    def words(self, item: Any) -> str:
        return f"{' '.join(self.summary(item))} {words_of(item)}"

    def paint(self, item: Any, width: int) -> Line:
        look = look_of(self)
        lead, text, end = self._parts(item)
        room = max(0, width - cell_len(lead[0]) - min(cell_len(text[0]), width // _TAIL_GETS))
        end = (look.clip(end[0], max(room, width // _TAIL_GETS)), end[1])
        room = max(0, width - cell_len(end[0]))
        lead = (look.clip(lead[0], max(room // 2, room - cell_len(text[0]))), lead[1])
        return (lead, (look.clip(text[0], max(0, room - cell_len(lead[0]))), text[1]), end)

    def paint_lines(self, item: Any, width: int, most: int) -> Sequence[Line]:
        if most == 1:
            return [self.paint(item, width)]
        look, (lead, text, end) = look_of(self), self._parts(item)
        lines = hang(look, (lead, text), width, most)
        if len(lines) < most and cells_of(self, lines[-1]) + cell_len(end[0]) > width:
            return [*lines, ((" " * INDENT, ""), (end[0].strip(), end[1]))]  # not torn apart
        return hang(look, (lead, text, end), width, most)

    def least_lines(self) -> int:
        return lines_a_row(*self.room)

    def _parts(self, item: Any) -> tuple[Part, Part, Part]:
        """``Oslo: ``, ``Norland, Sudria``, `` (planned)``."""
        look = look_of(self)
        name, text, tail = (" ".join(part.split()) for part in map(look.clean, self.summary(item)))
        lead = f"{name}{': ' if text else ''}" if name else ""
        return (lead, self.role(item)), (text, ""), (f" ({tail})" if tail else "", "dim")

    def facts(self, item: Any) -> list[Line]:
        lines: list[Line] = load(kind_of_row(item).facts)(look_of(self), item)
        return lines

    def evidence(self, item: Any) -> Sequence[Evidence]:
        return evidence_of(item)


def heading_of(row: object) -> str:
    """What rows of its kind are called together: ``talks``."""
    kind = kind_of_row(row)
    return kind.listed or kind.counted[1]


def words_of(row: object) -> str:
    """What a filter looks in, as its kind has it."""
    words: str = load(kind_of_row(row).words)(row)
    return words


def summary_of(row: object) -> Summary:
    """The row on one line, as its kind has it."""
    summary: Summary = load(kind_of_row(row).summary)(row)
    return summary


def summary_facts(look: Look, row: object, summary: Summary | None = None) -> list[Line]:
    """The row in short, or that ``summary`` of it, and the days on which it falls."""
    name, text, _ = summary or summary_of(row)
    lines: list[Line] = [((look.clean(f"{name}: {text}"), "strong"),)]
    if reference := kind_of_row(row).days:
        days: RowDays = load(reference)(row)
        lines.append(((long_days(days.first, days.last), "dim"),))
    return lines


def evidence_of(row: Any) -> Sequence[Evidence]:
    """Where a row of any kind rests: its mentions, or where it says so itself."""
    if (mentions := getattr(row, "mentions", None)) is not None:
        return [mention.evidence for mention in mentions]
    own: Evidence | Sequence[Evidence] = row.evidence
    return [own] if isinstance(own, Evidence) else own
