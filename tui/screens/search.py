"""Search through everything: results as one types, each with its evidence."""

from __future__ import annotations

import gc
from collections.abc import Hashable, Iterable, Sequence
from datetime import date
from typing import Any, ClassVar

from textual import on
from textual.binding import BindingType
from textual.widget import Widget

from briefing.article_refs import ArticleRef, Evidence
from briefing.errors import UsageError
from briefing.search.engine import search
from briefing.search.index import Index
from briefing.search.query import FIELDS, Query, parse
from briefing.search.searchable import ARTICLE, Searchable, kind_names
from briefing.watches.watch import Watch
from tui.context.ports import look_of
from tui.keys import SEARCH
from tui.kinds import kind_named, load
from tui.screens.list_screen import ListScreen
from tui.text.days import day_of, days, published_on
from tui.widgets.arrangement import Group, Order
from tui.widgets.flow import flow
from tui.widgets.paint import Line
from tui.widgets.prompt import Prompt
from tui.widgets.row_layout import lines_a_row
from tui.widgets.row_list import RowList

_CAN_BE_TYPED = "What can be typed"
_ARTICLE_SIGN = "A"
_DAY = 13  # cells of the sign with the day


def _help() -> tuple[str, ...]:
    first, *others = kind_names()
    words, (when, before, after) = FIELDS[:6], FIELDS[6:9]
    return (
        "Type words; all of them have to occur.",
        'Also: "a phrase", -word, /a regular expression/',
        f"In a field: {' '.join(f'{name}:' for name in words)} kind:{first} ({', '.join(others)})",
        f"By its day: {when}:tomorrow {when}:monday {when}:next week",
        f"or {when}:2022-01-14 {when}:2022-01-10..2022-01-14",
        f"By its publication: {after}:2022-01 {before}:yesterday",
    )


class Hits(RowList[Searchable]):
    """What was found, the best first."""

    WATCHED = True
    EDITED = False  # hits stand as they do now, edits are those by the day of the briefing
    EMPTY: ClassVar[tuple[str, ...]] = _help()
    ORDERS: ClassVar[tuple[Order, ...]] = (
        Order("best first"),
        Order("newest first", lambda hit: hit.article.age),
        Order("by outlet", lambda hit: (hit.article.source or "").casefold()),
    )
    GROUPS = (
        Group("kind", "k", lambda hit: hit.kind),
        Group("day", "d", lambda hit: day_of(hit.article.day)),
        Group("outlet", "o", lambda hit: hit.article.source or "Outlet not given"),
    )

    def identify(self, item: Searchable) -> Hashable:
        return (item.kind, item.article.id, item.evidence.spans)

    def finding_of(self, item: Searchable) -> object:
        return item.item

    def words(self, item: Searchable) -> str:
        return " ".join((*item.words, item.article.title))

    def paint(self, item: Searchable, width: int) -> Line:
        return self.paint_lines(item, width, 1)[0]

    def paint_lines(self, item: Searchable, width: int, most: int) -> Sequence[Line]:
        look = look_of(self)
        name, text = map(look.clean, described(item))
        sign = _ARTICLE_SIGN if item.kind == ARTICLE else kind_named(item.kind).sign
        when = (f"{sign} {published_on(item.article):<{_DAY - 2}}", "dim")
        who = f"{look.clip(name, width // 3) if most == 1 else name}: " if name else ""
        return flow(look, (when,), ((who, "strong"), (text, "")), width, most)

    def least_lines(self) -> int:
        return lines_a_row(*self.room)

    def facts(self, item: Searchable) -> list[Line]:
        name, text = described(item)
        if item.kind in ("quote", "article"):
            return [((look_of(self).clean(name), "strong"),)] if name else []
        return [((look_of(self).clean(f"{name}: {text}" if name else text), "strong"),)]

    def evidence(self, item: Searchable) -> Sequence[Evidence]:
        return [item.evidence]


def _days_meant(query: Query, near: date) -> str:
    """`` on Tue 11 Jan``: the days that ``when:`` means, for it may be typed in words."""
    if query.when is None:
        return ""
    first, last = query.when
    if first == date.min:
        return f" up to {days(last, last, near)}"
    if last == date.max:
        return f" from {days(first, first, near)}"
    return f" on {days(first, last, near)}"


def described(hit: Searchable) -> tuple[str, str]:
    """Who or where, and what."""
    if isinstance(hit.item, ArticleRef):
        return "", hit.item.title
    who, what = load(kind_named(hit.kind).description)(hit.item)
    return str(who), str(what)


class SearchScreen(ListScreen):
    """A line to type in above the hits; Enter goes to the hits, ``/`` or ``S`` back to the line."""

    BINDINGS: ClassVar[list[BindingType]] = [*SEARCH]
    PROMPT_IN_BODY = True

    def __init__(self) -> None:
        super().__init__(Hits("rows"), "Found")
        self._index: Index | None = None
        self._problem = ""

    @property
    def crumb(self) -> str:
        return "Search"

    def body(self) -> Iterable[Widget]:
        hint = "Words, or speaker: place: to: when: outlet: kind: /expression/"
        yield Prompt(hint, self.typed)
        yield from super().body()

    def ready(self) -> None:
        super().ready()
        self.session.last_query = ""
        prompt = self.query_one(Prompt)
        prompt.display = True
        self.set_focus(prompt)
        self._load()

    def _load(self) -> None:
        session = self.session

        def load() -> None:
            index = session.load_index()
            self.app.call_from_thread(self._loaded, index)

        self.rows.replace((), ("Reading the library",))
        self.brief.tasks.in_background(load, "search", self)

    def _loaded(self, index: Index) -> None:
        self._index = index
        gc.freeze()  # as for the briefing: a collection in between would be felt while typing
        self._search(self.session.last_query)

    def fill(self) -> None:
        """Nothing is at hand before something was typed."""

    def briefing_changed(self) -> None:
        self._load()

    def typed(self, text: str) -> None:
        self.session.last_query = text
        self._search(text)

    def _search(self, text: str) -> None:
        if self._index is None:
            return
        self._problem = ""
        try:
            query = parse(text, self.session.day)
            hits = search(query, self._index)
        except UsageError as error:
            self._problem = str(error)
            self.rows.border_title = _CAN_BE_TYPED
            self.rows.restart((), (f"{error}.", "", *_help()))
            self.show_status()
            return
        help_ = _help()
        meant = _days_meant(query, self.session.day)
        self.rows.border_title = f"{self._heading}{meant}" if query else _CAN_BE_TYPED
        none = f"Nothing{meant} has all of that: try fewer words, or other days."
        if not query.terms:
            none = f"Nothing{meant} is in the library: try other days."
        self.rows.restart(hits, help_ if not query else (none, *help_[1:]))

    @on(Prompt.Kept)
    def _to_hits(self, event: Prompt.Kept) -> None:
        event.prevent_default()
        self.set_focus(self.rows)

    @on(Prompt.Dropped)
    def _leave(self, event: Prompt.Dropped) -> None:
        event.prevent_default()
        self.action_back()

    def action_ask(self) -> None:
        self.set_focus(self.query_one(Prompt))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action == "filter" or (action == "ask" and isinstance(self.focused, Prompt)):
            return False
        return super().check_action(action, parameters)

    def watches_here(self) -> list[Watch]:
        query = self.session.last_query.strip()
        saved = [Watch(query, searches=(query,))] if query and not self._problem else []
        return [*saved, *super().watches_here()]

    def place(self) -> str:
        return self._problem or super().place()

    def open(self, item: Any) -> None:
        self.brief.routes.open_evidence(item.evidence, item.kind)
