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
from tui.widgets.flow import flow
from tui.widgets.paint import Line, cells_of
from tui.widgets.row_list import RowList

_WHO = 18  # cells of the column of names


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
        name, text, tail = self.summary(item)
        lead = f"{look.fit(name, _WHO - 1)} "
        end = look.clip(f" ({tail})", max(0, width // 2)) if tail else ""
        room = max(4, width - len(lead) - len(end))
        return ((lead, self.role(item)), (look.clip(text, room), ""), (end, "dim"))

    def paint_lines(self, item: Any, width: int, most: int) -> Sequence[Line]:
        if most == 1:
            return [self.paint(item, width)]
        look = look_of(self)
        name, text, tail = self.summary(item)
        lead = (f"{look.fit(name, _WHO - 1)} ", self.role(item))
        end = look.clean(f" ({' '.join(tail.split())})") if tail else ""
        words = (look.clean(text), "")
        lines = flow(look, (lead,), (words,), width, most)
        if len(lines) < most and cells_of(self, lines[-1]) + cell_len(end) > width:
            return [*lines, ((" " * _WHO, ""), (end.strip(), "dim"))]  # not torn apart
        return flow(look, (lead,), (words, (end, "dim")), width, most)

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
