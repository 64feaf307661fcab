"""A list of rows of which only the visible ones cost anything, be it fifty or fifty thousand."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from typing import TYPE_CHECKING, Any, ClassVar, Generic, Protocol, Self, TypeVar, cast

from textual import events
from textual.binding import BindingType
from textual.geometry import Region, Size
from textual.message import Message
from textual.strip import Strip

from briefing.article_refs import Evidence
from briefing.model import Span
from tui.context.ports import session_of
from tui.keys import LIST
from tui.widgets.arrangement import Arrangement, Divider, Group, Order
from tui.widgets.list_cursor import ListCursor
from tui.widgets.notice import NO_ARTICLES_ELSEWHERE
from tui.widgets.paint import Line, Painted
from tui.widgets.row_layout import RowLayout
from tui.widgets.row_motions import RowMotions
from tui.widgets.row_painter import RowPainter
from tui.widgets.row_signs import (
    changed_lines,
    changed_sign,
    gutter,
    watch_sign,
    watched_lines,
)

if TYPE_CHECKING:
    from briefing.digest.changes import ArticleEdit

T = TypeVar("T")
WAITING: tuple[str, ...] = ("Reading the library",)


class RowsScreen(Protocol):
    """A screen that shows rows: it follows their cursor within the same frame."""

    def rows_moved(self, rows: RowList[Any]) -> None:
        """The cursor of ``rows`` stands on another row, or its row has new content."""

    def elsewhere(self, needle: str) -> str:
        """Where else on the screen there are rows that the filter would let through; or ""."""


class RowList(Painted, Generic[T], can_focus=True):
    """Rows under a cursor; subclasses say what a row is called, how it looks and where it rests.

    ``EMPTY`` are the lines shown when there are no rows: what is the case, then what to do.
    ``expected`` is the size that its screen is about to give it. ``WATCHED`` says that watches are
    for such rows, ``EDITED`` that it is said of them what outlets have changed in their words,
    ``RESTS_ON_ARTICLES`` that without any article there is first of all one to be added.
    ``ORDERS`` and ``GROUPS`` are what the user can choose from; the first order is the usual one.
    """

    ORDERS: ClassVar[tuple[Order, ...]] = ()
    GROUPS: ClassVar[tuple[Group, ...]] = ()
    EMPTY: ClassVar[tuple[str, ...]] = ("Nothing.",)
    WATCHED: ClassVar[bool] = False
    EDITED: ClassVar[bool] = True
    RESTS_ON_ARTICLES: ClassVar[bool] = False
    BINDINGS: ClassVar[list[BindingType]] = [*LIST]

    class Chosen(Message):
        """A row was opened."""

        def __init__(self, rows: RowList[Any], item: Any) -> None:
            super().__init__()
            self.rows = rows
            self.item = item

        @property
        def control(self) -> RowList[Any]:
            return self.rows

    def __init__(self, widget_id: str | None = None) -> None:
        super().__init__(id=widget_id)
        self.folded = True
        self.expected = Size(0, 0)
        self._arrangement: Arrangement[T] = Arrangement(self.words, self.with_dividers, self.ORDERS)
        self._painter: RowPainter[T] = RowPainter(
            self, self, self._arrangement, lambda: self.room.width
        )
        self._painter.empty = WAITING
        self._heights = RowLayout(
            self._painter.lines_of, lambda: len(self.items), self._sight, self.least_lines
        )
        self._place: ListCursor[T] = ListCursor(self._arrangement, self._sight, self._heights)
        self._motions = RowMotions(
            self, self._arrangement, self._place, self._heights, self._report_move
        )

    # What a row is: for subclasses

    def words(self, item: T) -> str:
        """What a filter looks in."""
        raise NotImplementedError

    def with_dividers(self, rows: Sequence[T]) -> Sequence[T | Divider]:
        """The rows with the dividers that belong between them."""
        return rows

    def identify(self, item: T) -> Hashable:
        """What stays the same when rows are replaced, so that the cursor stays on its row."""
        raise NotImplementedError

    def paint(self, item: T, width: int) -> Line:
        """The parts of the row on one line of at most ``width`` cells."""
        raise NotImplementedError

    def paint_lines(self, item: T, width: int, most: int) -> Sequence[Line]:
        """The row on as many lines as it needs, at most ``most``; more than one for some rows."""
        del most  # one is enough
        return [self.paint(item, width)]

    def least_lines(self) -> int:
        """How many lines each row may take, however many rows there are."""
        return 1

    @property
    def room(self) -> Size:
        """The cells that rows have: those ``expected`` until the widget has been laid out."""
        return self.size or self.expected

    def needed_lines(self, most: int, width: int = 0) -> int:
        """How many lines show every row uncut, counted no further than ``most``.

        In the ``width`` that the rows have, or in the one given.
        """
        return self._painter.needed_lines(most, width)

    @property
    def is_waiting(self) -> bool:
        """Whether the list has not been filled yet."""
        return self._painter.empty is WAITING

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """The lines that show every row uncut: for styles that let the rows decide."""
        del viewport
        return self.needed_lines(container.height, width)

    def first_cursor(self) -> int:
        """Where among ``items`` the cursor stands at first."""
        return 0

    def facts(self, item: T) -> list[Line]:
        """What is known of the row beside its evidence, a line each."""
        raise NotImplementedError

    def evidence(self, item: T) -> Sequence[Evidence]:
        """Where the row rests, the most telling first."""
        raise NotImplementedError

    # What is watched for, and what was changed

    def all_facts(self, item: T) -> list[Line]:
        """The facts of a row, why it is watched for and what the outlet changed, if that is so."""
        watched = watched_lines(self, self.finding_of(item)) if self.WATCHED else []
        return [*self.facts(item), *watched, *changed_lines(self, self.edits_of(item))]

    def edits_of(self, item: T) -> Sequence[ArticleEdit]:
        """What outlets have changed in the words that a row rests on, the latest first."""
        edits = session_of(self).edits if self.EDITED else None
        return edits.under(self.evidence(item)) if edits is not None else ()

    def finding_of(self, item: T) -> object:
        """The finding or article a row stands for: what is watched for, marked or corrected."""
        return item

    # What stands where

    @property
    def rows(self) -> Sequence[T]:
        """All rows, in the order given."""
        return self._arrangement.rows

    @property
    def items(self) -> Sequence[T | Divider]:
        """The rows shown, and the dividers between them."""
        return self._arrangement.items

    @property
    def shown(self) -> list[T]:
        """The rows that the filter lets through, in order, also those that are folded."""
        return self._arrangement.shown

    @property
    def count(self) -> int:
        """How many rows the filter lets through, those that are folded among them."""
        return self._arrangement.count

    @property
    def needle(self) -> str:
        """The words of the filter; "" for none."""
        return self._arrangement.needle

    @property
    def group(self) -> Group | None:
        """How the rows are grouped, if they are."""
        return self._arrangement.group

    @property
    def groups(self) -> Sequence[Group]:
        """The ways to group these rows."""
        return self.GROUPS

    @property
    def cursor(self) -> int:
        """Where among ``items`` the cursor stands."""
        return self._place.index

    @property
    def top(self) -> int:
        """The first of ``items`` in sight."""
        return self._place.top

    @property
    def selected(self) -> T | None:
        """The item under the cursor, or None when there is none."""
        return self._place.selected

    @property
    def position(self) -> tuple[int, int]:
        """The row under the cursor, counted from 1, and how many there are, dividers apart."""
        return self._place.position

    @property
    def was_moved(self) -> bool:
        """Whether the cursor was moved from where it stood at first."""
        return self._place.was_moved

    def around(self, reach: int) -> list[T]:
        """The rows that stand up to so many items below and above the cursor, the nearest first."""
        return self._place.around(reach)

    def replace(self, rows: Sequence[T], empty: Sequence[str] | None = None) -> None:
        """Show other rows; cursor and scroll stay with the row they were on, if it is there yet."""
        self._painter.empty = self._why_empty() if empty is None else tuple(empty)
        before, had_any = self.selected, bool(self.rows)
        self._arrangement.replace(rows)
        self.show_arranged(None if before is None else self.identify(before))
        if self.is_attached and had_any != bool(rows):
            self.screen.refresh_bindings()

    def _why_empty(self) -> tuple[str, ...]:
        if session_of(self).newest:
            return WAITING  # there may be rows in what is still to be read
        needs_articles = self.RESTS_ON_ARTICLES and not session_of(self).counts.articles
        return NO_ARTICLES_ELSEWHERE if needs_articles else self.EMPTY

    @property
    def number_of_rows(self) -> str:
        """How many rows there are, as it stands behind the title of a pane."""
        return f"{len(self.rows):,}"

    def restart(self, rows: Sequence[T], empty: Sequence[str] | None = None) -> None:
        """Show other rows, from the first of them."""
        self._arrangement.items = ()
        self._heights.forget()
        self._place.restart()
        self.replace(rows, empty)

    def show_arranged(self, key: Hashable = None, *, in_place: bool = False) -> None:
        """Arrange the rows anew. ``key`` finds the row of the cursor among rows that are new.

        ``in_place``: in the lines that they have, also where the rows decide how many those are.
        """
        before = self.selected
        first_time = not self.items
        above = self._heights.offset(self.top, self.cursor)
        self._arrangement.arrange()
        self._heights.forget()
        same = self._index_of(key, before)
        if same is not None:
            self._place.put(same, above)
        else:
            self._place.put(self.first_cursor() if first_time else self.cursor)
        self.refresh(layout=self.styles.is_auto_height and not in_place)
        self._report_move()

    def prepare_filter(self) -> None:
        """Make ready for the first letter of a filter, so that it is as quick as the rest."""
        self._arrangement.prepare_filter()

    def filter_by(self, needle: str) -> None:
        """Show only rows with every word of ``needle``, case ignored; all of them for ""."""
        if needle != self.needle:
            self._arrangement.needle = needle
            self.show_arranged(in_place=True)
            none_left = self.rows and not self.items and self.is_attached
            self._painter.elsewhere = self._rows_screen.elsewhere(needle) if none_left else ""

    def matches(self, needle: str) -> int:
        """How many rows a filter would let through."""
        return self._arrangement.matches(needle)

    def can(self, what: str) -> bool:
        """Whether these rows can be filtered, sorted or grouped."""
        return bool(self.rows and {"sort": self.ORDERS}.get(what, True))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action == "choose" and not self.rows:
            return False  # there is nothing to open
        return super().check_action(action, parameters)

    def order_by_next(self) -> Order | None:
        """Go on to the next order, after the last one to the first; that order, if there are any.

        The cursor goes to where it stands at first: what comes first now is what was asked for.
        """
        order = self._arrangement.next_order()
        if order is not None:
            self.show_arranged()
            self._place.restart()
            self._place.put(0 if order.key else self.first_cursor())
            self.refresh()
            self._report_move()
        return order

    def group_by(self, group: Group | None) -> None:
        """Group the rows, or no longer; the cursor stays on its row."""
        self._arrangement.group = group
        self.show_arranged()

    def _report_move(self) -> None:
        """Tell the screen, at once and not by message: what follows is painted in this frame."""
        if self.is_attached:
            self._rows_screen.rows_moved(self)

    def _sight(self) -> int:
        return self._motions.lines_in_sight

    @property
    def _rows_screen(self) -> RowsScreen:
        return cast("RowsScreen", self.screen)

    def _index_of(self, key: Hashable, row: T | None) -> int | None:
        """Where the row of that key is among ``items``, or without a key that very row.

        Where no row has the key, one that rests on the same sentence as ``row``.
        """
        if key is None:
            return self._arrangement.find(lambda other: other is row)
        found = self._arrangement.find(lambda other: self.identify(other) == key)
        if found is None and row is not None and (rests_on := self._sentences(row)):
            # It may go by another name or day now, but its sentences are the same.
            return self._arrangement.find(lambda o: not rests_on.isdisjoint(self._sentences(o)))
        return found

    def _sentences(self, row: T) -> frozenset[tuple[str, tuple[Span, ...]]]:
        """The articles and spans that a row rests on; spans of nothing are of the whole article."""
        return frozenset((e.article.id, e.spans) for e in self.evidence(row) if e.spans)

    # Moving

    def refresh(
        self,
        *regions: Region,
        repaint: bool = True,
        layout: bool = False,
        recompose: bool = False,
    ) -> Self:
        if not regions:  # what is painted anew as a whole may have other words
            self._heights.forget()
        if layout:
            # Textual takes the height that it has worked out for as many requests as it has counted
            # and counts no further one until it is idle, though it may lay out before that.
            self._layout_updates += 1
        return super().refresh(*regions, repaint=repaint, layout=layout, recompose=recompose)

    def action_move(self, rows: int) -> None:
        self._motions.step(rows)

    def action_go_to(self, number: int) -> None:
        self._motions.go_to(number)

    def action_page(self, pages: int) -> None:
        self._motions.pages(pages)

    def action_half(self, pages: int) -> None:
        self._motions.half_pages(pages)

    def action_top(self) -> None:
        self._motions.top()

    def action_bottom(self) -> None:
        self._motions.bottom()

    def toggle_fold(self) -> None:
        """Bring out the rows that the line under the cursor hides, or fold them again."""
        self.folded = not self.folded
        self.show_arranged()

    def action_choose(self) -> None:
        if self._place.is_on_fold:
            self.toggle_fold()
            return
        item = self.selected
        if item is not None:
            self.post_message(self.Chosen(self, item))

    def on_resize(self) -> None:
        self._heights.forget()
        self._place.resized()
        self.refresh()

    def on_focus(self) -> None:
        self._motions.repaint_row()

    def on_blur(self) -> None:
        self._motions.repaint_row()

    def on_click(self, event: events.Click) -> None:
        if self._motions.click(event.y) and event.chain > 1:
            self.action_choose()

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        event.stop()
        self._motions.wheel(1)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        event.stop()
        self._motions.wheel(-1)

    # Painting

    def render_line(self, y: int) -> Strip:
        return self._painter.line(y, self._heights, self._place)

    def signs(self, item: T, here: bool) -> Line:
        """The gutter, and the columns of signs that these rows have."""
        finding = self.finding_of(item)
        watched = watch_sign(self, finding) if self.WATCHED else None
        changed = changed_sign(self, self.edits_of(item)) if self.EDITED else None
        return (gutter(self, finding, here), *(column for column in (watched, changed) if column))
