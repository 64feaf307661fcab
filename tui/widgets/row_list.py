"""A list of rows of which only the visible ones cost anything, be it fifty or fifty thousand."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from typing import TYPE_CHECKING, Any, ClassVar, Generic, Protocol, TypeVar, cast

from textual import events
from textual.binding import BindingType
from textual.geometry import Region
from textual.message import Message
from textual.strip import Strip

from briefing.rows import Evidence
from tui.context.ports import look_of, session_of
from tui.keys import LIST
from tui.text.gate import clip
from tui.text.wrap import wrap
from tui.widgets.arrangement import Arrangement, Divider, Group, Order
from tui.widgets.paint import Line, Painted, strip
from tui.widgets.row_signs import (
    changed_lines,
    changed_sign,
    kept_sign,
    watch_sign,
    watched_lines,
)

if TYPE_CHECKING:
    from briefing.digest.changes import ArticleEdit

T = TypeVar("T")
WAITING: tuple[str, ...] = ("Reading the library",)
GUTTER = 2  # cells: the cursor's mark, and a sign for marked or unread


class RowsScreen(Protocol):
    """A screen that shows rows: it is told at once where their cursor goes."""

    def rows_moved(self, rows: RowList[Any]) -> None:
        """The cursor of ``rows`` stands on another row, or its row has new content."""


class RowList(Painted, Generic[T], can_focus=True):
    """Rows under a cursor; subclasses say what a row is called, how it looks and where it rests.

    ``EMPTY`` are the lines shown when there are no rows: what is the case, then what to do.
    ``WATCHED`` says that watches are for such rows, ``EDITED`` that it is said of them what outlets
    have changed in their words. ``ORDERS`` and ``GROUPS`` are what the user can choose from; the
    first order is the usual one.
    """

    ORDERS: ClassVar[tuple[Order, ...]] = ()
    GROUPS: ClassVar[tuple[Group, ...]] = ()
    EMPTY: ClassVar[tuple[str, ...]] = ("Nothing.",)
    WATCHED: ClassVar[bool] = False
    EDITED: ClassVar[bool] = True
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
        self.empty: tuple[str, ...] = WAITING
        self.cursor = 0
        self.top = 0
        self._arrangement: Arrangement[T] = Arrangement(self.words, self.with_dividers, self.ORDERS)

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
        """The parts of the row, at most ``width`` cells."""
        raise NotImplementedError

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
        """The rows that the filter lets through, in order."""
        return self._arrangement.shown

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
    def selected(self) -> T | None:
        """The item under the cursor, or None when there is none."""
        if 0 <= self.cursor < len(self.items):
            item = self.items[self.cursor]
            return None if isinstance(item, Divider) else item
        return None

    @property
    def position(self) -> tuple[int, int]:
        """The row under the cursor, counted from 1, and how many there are, dividers apart."""
        if not self.items:
            return (0, 0)
        return (self._ordinal(self.cursor), self._ordinal(len(self.items) - 1))

    @property
    def neighbours(self) -> list[T]:
        """The rows just above and below the cursor."""
        around = (
            self.items[i] for i in (self.cursor + 1, self.cursor - 1) if 0 <= i < len(self.items)
        )
        return [item for item in around if not isinstance(item, Divider)]

    def replace(self, rows: Sequence[T], empty: Sequence[str] | None = None) -> None:
        """Show other rows; cursor and scroll stay with the row they were on, if it is there yet."""
        self.empty = self.EMPTY if empty is None else tuple(empty)
        before = self.selected
        self._arrangement.replace(rows)
        self.show_arranged(None if before is None else self.identify(before))

    def restart(self, rows: Sequence[T], empty: Sequence[str] | None = None) -> None:
        """Show other rows, from the first of them."""
        self._arrangement.items = ()
        self.cursor = self.top = 0
        self.replace(rows, empty)

    def show_arranged(self, key: Hashable = None) -> None:
        """Arrange the rows anew. ``key`` finds the row of the cursor among rows that are new."""
        before = self.selected
        first_time = not self.items
        height = self.cursor - self.top
        self._arrangement.arrange()
        found = self._find(key) if key is not None else self._find_same(before)
        lost = self.first_cursor() if first_time else self.cursor
        self.cursor = self._settle(lost if found is None else found, 1)
        self.top = self.cursor - height if found is not None else self.top
        self._follow()
        self.refresh()
        self._report_move()

    def prepare_filter(self) -> None:
        """Make ready for the first letter of a filter, so that it is as quick as the rest."""
        self._arrangement.prepare_filter()

    def filter_by(self, needle: str) -> None:
        """Show only rows with every word of ``needle``, case ignored; all of them for ""."""
        if needle != self.needle:
            self._arrangement.needle = needle
            self.show_arranged()

    def can(self, what: str) -> bool:
        """Whether these rows can be filtered, sorted or grouped."""
        return bool({"sort": self.ORDERS}.get(what, self.rows))

    def order_by_next(self) -> Order | None:
        """Go on to the next order, after the last one to the first; that order, if there are any.

        The cursor stays on its row.
        """
        order = self._arrangement.next_order()
        if order is not None:
            self.show_arranged()
        return order

    def group_by(self, group: Group | None) -> None:
        """Group the rows, or no longer; the cursor stays on its row."""
        self._arrangement.group = group
        self.show_arranged()

    def _ordinal(self, index: int) -> int:
        return self._arrangement.ordinal(index)

    def _report_move(self) -> None:
        """Tell the screen, at once and not by message: what follows is painted in this frame."""
        if self.is_attached:
            cast("RowsScreen", self.screen).rows_moved(self)

    def _find_same(self, row: T | None) -> int | None:
        if row is None:
            return None
        return next((index for index, item in enumerate(self.items) if item is row), None)

    def _find(self, key: Hashable) -> int | None:
        identify = self.identify
        for index, item in enumerate(self.items):
            if not isinstance(item, Divider) and identify(item) == key:
                return index
        return None

    def _settle(self, index: int, direction: int) -> int:
        """The nearest row to ``index`` that is no divider, looking in that direction first."""
        last = len(self.items) - 1
        index = max(0, min(index, last))
        for step in (direction, -direction):
            probe = index
            while 0 <= probe <= last:
                if not isinstance(self.items[probe], Divider):
                    return probe
                probe += step
        return 0

    # Moving

    def _go(self, index: int, direction: int) -> None:
        was, top = self.cursor, self.top
        self.cursor = self._settle(index, 1 if direction > 0 else -1)
        self._follow()
        if self.top != top:
            self.refresh()
        elif self.cursor != was:
            self._refresh_row(was)
            self._refresh_row(self.cursor)
        if self.cursor != was:
            self._report_move()

    def _follow(self) -> None:
        """Scroll so that the cursor is in sight, by half a page: most moves repaint two rows."""
        height = self._height
        if self.cursor < self.top:
            self.top = min(self.cursor, max(self.cursor - height // 2, 0))
        elif self.cursor >= self.top + height:
            self.top = max(self.cursor - height + 1, self.cursor - height // 2)
        self.top = max(0, min(self.top, len(self.items) - height))
        if self.top and self.top == self.cursor and isinstance(self.items[self.top - 1], Divider):
            self.top -= 1

    @property
    def _height(self) -> int:
        return max(1, self.size.height)

    def _refresh_row(self, index: int) -> None:
        if self.top <= index < self.top + self._height:
            self.refresh(Region(0, index - self.top, self.size.width, 1))

    def action_move(self, rows: int) -> None:
        if self.items:
            self._go(self._arrangement.index_of(self._ordinal(self.cursor) + rows), rows)

    def action_go_to(self, number: int) -> None:
        self._go(self._arrangement.index_of(number), 1)

    def action_page(self, pages: int) -> None:
        self._go(self.cursor + pages * max(1, self._height - 1), pages)

    def action_half(self, pages: int) -> None:
        self._go(self.cursor + pages * max(1, self._height // 2), pages)

    def action_top(self) -> None:
        self._go(0, 1)

    def action_bottom(self) -> None:
        self._go(len(self.items) - 1, -1)

    def action_choose(self) -> None:
        item = self.selected
        if item is not None:
            self.post_message(self.Chosen(self, item))

    def on_resize(self) -> None:
        self._follow()
        self.refresh()

    def on_focus(self) -> None:
        self._refresh_row(self.cursor)

    def on_blur(self) -> None:
        self._refresh_row(self.cursor)

    def on_click(self, event: events.Click) -> None:
        index = self.top + event.y
        if index < len(self.items):
            if index == self.cursor and event.chain > 1:
                self.action_choose()
            self._go(index, 1)

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        event.stop()
        self._go(self.cursor + 3, 1)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        event.stop()
        self._go(self.cursor - 3, -1)

    # Painting

    def render_line(self, y: int) -> Strip:
        width = self.size.width
        index = self.top + y
        if not self.items:
            lines = self._empty_lines(width)
            return strip(self, lines[y] if y < len(lines) else (), width)
        if index >= len(self.items):
            return strip(self, (), width)
        item = self.items[index]
        if isinstance(item, Divider):
            return strip(self, self._divider_line(item, width), width)
        here = index == self.cursor
        marks = look_of(self).marks
        sign = kept_sign(self, self.finding_of(item))
        gutter = (marks.cursor if here else " ") + sign
        # An unread article is the usual case: in the colour of the days it costs no bytes.
        quiet = "dim" if sign == marks.unread else ""
        watched = watch_sign(self, self.finding_of(item)) if self.WATCHED else None
        changed = changed_sign(self, self.edits_of(item)) if self.EDITED else None
        columns = tuple(column for column in (watched, changed) if column)
        room = width - GUTTER - sum(len(text) for text, _ in columns)
        signs: Line = (
            (gutter, "accent" if here or sign == marks.marked else quiet),
            *columns,
        )
        parts = (*signs, *self.paint(item, max(1, room)))
        over = ("cursor" if self.has_focus else "here") if here else ""
        return strip(self, parts, width, over)

    def _divider_line(self, divider: Divider, width: int) -> Line:
        label = clip(divider.label, width - 2)
        rule = look_of(self).marks.rule * max(0, width - len(label) - 2)
        return ((f"{label} ", "strong"), (rule, "dim"))

    def _empty_lines(self, width: int) -> list[Line]:
        lines: tuple[str, ...] = self.empty
        if self.needle and self.rows:
            lines = ("No row has these words.", "Esc shows all rows again.")
        return [
            ((" " * GUTTER, ""), (line[start:end].rstrip(), "dim" if number else ""))
            for number, line in enumerate(lines)
            for start, end in wrap(line, width - GUTTER)
        ]
