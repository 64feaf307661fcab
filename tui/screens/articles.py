"""All articles of the briefing, newest first."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from typing import Any, ClassVar

from textual.binding import BindingType

from briefing.rows import Evidence, Head
from tui.keys import ARTICLES
from tui.look import count, day_of, look_of
from tui.screens.listing import ListScreen
from tui.screens.opening import open_article
from tui.widgets.arranging import Group, Order
from tui.widgets.evidence import EvidenceView
from tui.widgets.paint import Line
from tui.widgets.row_list import RowList

_DAY, _OUTLET = 12, 20  # cells of the columns of days and outlets


class Articles(RowList[Head]):
    """Articles, a title a row."""

    EMPTY: ClassVar[tuple[str, ...]] = (
        "There are no articles in these days.",
        "Add some with: brief add PATH",
        "or look at another day with [ and ]",
    )

    ORDERS = (
        Order("newest first"),
        Order("by outlet", lambda head: (head.source or "").casefold()),
        Order("by title", lambda head: head.title.casefold()),
    )
    GROUPS = (
        Group("day", "d", lambda head: day_of(head.day)),
        Group("outlet", "o", lambda head: head.source or "Outlet not given"),
    )

    def identify(self, item: Head) -> Hashable:
        return item.id

    def words(self, item: Head) -> str:
        return f"{item.title} {item.source or ''}"

    def paint(self, item: Head, width: int) -> Line:
        look = look_of(self)
        when = day_of(item.day)
        outlet = look.fit(item.source or "", _OUTLET - 2) + "  " if width >= 60 else ""
        sample = "  sample" if item.sample else ""
        room = max(4, width - _DAY - len(outlet) - len(sample))
        return (
            (f"{when:<{_DAY}}", "dim"),
            (outlet, ""),
            (look.fit(item.title, room), ""),
            (sample, "dim"),
        )

    def facts(self, item: Head) -> list[Line]:
        del item  # its title, outlet and day stand above its beginning as it is
        return []

    def evidence(self, item: Head) -> Sequence[Evidence]:
        return [Evidence(item, ())]


ALL_READ = ("All articles of these days are read.", "U shows them all again.")


class ArticlesScreen(ListScreen):
    """The articles that the briefing rests on."""

    BINDINGS: ClassVar[list[BindingType]] = [*ARTICLES]

    def __init__(self) -> None:
        super().__init__(Articles("rows"), "Articles")
        self._unread_only = False

    @property
    def crumb(self) -> str:
        return "Articles"

    def fill(self) -> None:
        briefing, kept = self.session.briefing, self.session.kept
        if briefing is None:
            return
        if self._unread_only:
            unread = [head for head in briefing.heads if kept.is_unread(head)]
            self.rows.replace(unread, ALL_READ if briefing.heads else None)
        else:
            self.rows.replace(briefing.heads)
        self.rows.border_title = "Unread articles" if self._unread_only else "Articles"

    def kept_changed(self) -> None:
        super().kept_changed()
        self.show_facts()
        if self._unread_only:
            self.fill()

    def facts(self) -> Sequence[Line]:
        briefing, kept = self.session.briefing, self.session.kept
        if briefing is None:
            return ()
        unread = sum(map(kept.is_unread, briefing.heads))
        told = f"{count(len(briefing.heads), 'article')}, {unread:,} unread"
        return [((told, "dim"),)]

    def action_unread(self) -> None:
        self._unread_only = not self._unread_only
        self.fill()

    def action_read_all(self) -> None:
        unread = [head for head in self.rows.shown if self.session.kept.is_unread(head)]
        if unread:
            self.brief.toggle_read(unread)
        else:
            self.brief.say("All of these are read already")

    def ready(self) -> None:
        super().ready()
        self.query_one(EvidenceView).border_title = "Beginning"

    def open(self, item: Any) -> None:
        open_article(self.brief, item.id, item.title)
