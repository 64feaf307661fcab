"""A pane for any kind of finding: each finding by itself, the newest article's first."""

from __future__ import annotations

from collections.abc import Hashable, Sequence

from briefing.article_refs import Evidence
from briefing.rows import FindingMention
from tui.context.ports import look_of
from tui.kinds import kind_named, load
from tui.text.days import day_of, published_on
from tui.text.row_words import Summary, article_words
from tui.widgets.arrangement import Group, Order
from tui.widgets.flow import flow
from tui.widgets.paint import Line
from tui.widgets.row_layout import lines_a_row
from tui.widgets.row_list import RowList

_DAY = 12  # cells of the column of days


class FindingsPane(RowList[FindingMention]):
    """Findings of one kind."""

    EMPTY = (
        "Nothing of that kind is in these days.",
        "Add articles with: brief add PATH",
        "or look at another day with [ and ]",
    )
    ORDERS = (
        Order("newest first"),
        Order("by outlet", lambda row: (row.article.source or "").casefold()),
    )
    GROUPS = (
        Group("day", "d", lambda row: day_of(row.article.day)),
        Group("outlet", "o", lambda row: row.article.source or "Outlet not given"),
    )

    def identify(self, item: FindingMention) -> Hashable:
        return key_of(item)

    def words(self, item: FindingMention) -> str:
        return words_of(item)

    def paint(self, item: FindingMention, width: int) -> Line:
        return self.paint_lines(item, width, 1)[0]

    def paint_lines(self, item: FindingMention, width: int, most: int) -> Sequence[Line]:
        look = look_of(self)
        who, what = map(look.clean, _described(item))
        lead = f"{look.clip(who, width // 3) if most == 1 else who}: " if who else ""
        when = (f"{published_on(item.article):<{_DAY}}", "dim")
        return flow(look, (when,), ((lead, "strong"), (what, "")), width, most)

    def least_lines(self) -> int:
        return lines_a_row(*self.room)

    def facts(self, item: FindingMention) -> list[Line]:
        look = look_of(self)
        who, what = _described(item)
        return [((look.clean(f"{who}: {what}" if who else what), "strong"),)]

    def evidence(self, item: FindingMention) -> Sequence[Evidence]:
        return [item.evidence]


def key_of(row: FindingMention) -> Hashable:
    """What stays the same of a finding when the briefing changes."""
    return (row.kind, row.article.id, row.spans)


def words_of(row: FindingMention) -> str:
    """What a filter looks in."""
    return " ".join((row.kind, *_described(row), article_words(row.article)))


def summary_of(row: FindingMention) -> Summary:
    """Whom or where it is about, what, and when that was published."""
    who, what = _described(row)
    return Summary(who, what, published_on(row.article))


def _described(item: FindingMention) -> tuple[str, str]:
    who, what = load(kind_named(item.kind).description)(item)
    return str(who), str(what)
