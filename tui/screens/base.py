"""What all screens have: header, status line, keys, and the way back."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any, ClassVar, Protocol, cast

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.events import ScreenResume, ScreenSuspend
from textual.reactive import Reactive
from textual.screen import Screen
from textual.timer import Timer
from textual.widget import Widget

from briefing.annotations.bookmarks import Bookmark, articles_of, bookmarks_of
from briefing.article_refs import ArticleRef
from briefing.corrections import Correctable
from briefing.digest.briefing import Briefing
from tui.context.ports import AppContext, context_of
from tui.context.session import Session
from tui.keys import ROWS, SCREEN, TAKE
from tui.screens import frame, row_actions
from tui.screens.day_header import reading_rest
from tui.screens.row_actions import Citation
from tui.terminal.cropped_updates import CroppedUpdate, CroppingCompositor
from tui.terminal.timers import sure
from tui.text.look import Look
from tui.widgets.bars import Bar, KeyBar, StatusBar
from tui.widgets.paint import COMPONENTS, Painted
from tui.widgets.prompt import Prompt
from tui.widgets.row_list import RowList

if TYPE_CHECKING:
    from briefing.watches.watch import Watch

WIDE = 100  # columns from which rows and evidence stand side by side
_YIELDING = ("back", "pane")


class Filtered(Protocol):
    """A widget of which a filter shows only what has all of its words."""

    @property
    def needle(self) -> str:
        """The words of the filter; "" for none."""

    def prepare_filter(self) -> None:
        """Make ready for the first letter of a filter."""

    def filter_by(self, needle: str) -> None:
        """Show only what has every word of ``needle``, case ignored; all of it for ""."""


class BriefScreen(Screen[None]):
    """A screen with a crumb in the breadcrumbs; ``body`` makes what is between the bars."""

    BINDINGS: ClassVar[list[BindingType]] = [*ROWS, *TAKE, *SCREEN]
    COMPONENT_CLASSES: ClassVar[set[str]] = COMPONENTS
    AUTO_FOCUS = None
    PROMPT_IN_BODY: ClassVar[bool] = False

    # Textual's own paints the whole screen anew whenever the focus goes elsewhere: what looks
    # different with the focus paints itself.
    focused: Reactive[Widget | None] = Reactive(None, repaint=False)
    ONLY_READ: ClassVar[bool] = False
    """Whether nothing can be done here but read: keys of the app that lead elsewhere do nothing."""
    EXPLAINS_WEIGHTS: ClassVar[bool] = False
    """Whether its rows stand in the order of importance: then help shows what counts for that."""
    OFFERS_FIRST_STEPS: ClassVar[bool] = False
    """Whether keys for the first articles of one's own work here, as long as there are none."""
    SHOWS_STORIES: ClassVar[bool] = False
    """Whether it shows the stories of the briefing at hand: a new one is at hand with its own."""
    SHOWS_MORE: ClassVar[bool] = False
    """Whether it shows what else is in the library: changed when anything there is."""
    _was_in_sight = False

    def __init__(self) -> None:
        super().__init__()
        self._compositor = self._updates = CroppingCompositor()

    @property
    def brief(self) -> AppContext:
        """The app, as screens see it."""
        return context_of(self)

    @property
    def session(self) -> Session:
        """What the screens share."""
        return self.brief.session

    @property
    def look(self) -> Look:
        """How text is written on this terminal."""
        return self.brief.look

    @property
    def crumb(self) -> str:
        """What this screen is called in the breadcrumbs."""
        raise NotImplementedError

    def body(self) -> Iterable[Widget]:
        """The widgets between header and status line."""
        raise NotImplementedError

    def compose(self) -> ComposeResult:
        yield Bar("header")
        yield from self.body()
        if not self.PROMPT_IN_BODY:
            yield Prompt("Words to filter by; Enter keeps the filter, Esc drops it", self.typed)
        yield StatusBar("status")
        yield KeyBar("keys")

    def on_mount(self) -> None:
        self.ready()  # not on_mount: Textual would call that of every class, the last one first

    def ready(self) -> None:
        """Called once, when all widgets are there."""
        self.query_one(Prompt).display = False
        self.bindings_updated_signal.subscribe(self, lambda _: self.show_keys())
        self.show_header()
        self.show_status()
        self.show_keys()

    def set_timer(self, *args: Any, **options: Any) -> Timer:
        return sure(super().set_timer(*args, **options))

    def forget_terminal(self) -> None:
        """Draw all of it the next time: something else may be on the terminal by then."""
        self._updates.forget()

    def whole_update(self) -> CroppedUpdate:
        """All of it as it is to be seen now, but for lines that the terminal shows already."""
        return self._updates.whole_update()

    @on(ScreenSuspend)
    def _suspended(self) -> None:
        self.forget_terminal()  # others draw there from now on

    @on(ScreenResume)
    def _resumed(self, event: ScreenResume) -> None:
        # A screen that is new has just been given its styles, with each of its widgets.
        event.refresh_styles = event.refresh_styles and self._was_in_sight
        self._was_in_sight = True
        self.show_header()
        self.show_status()
        self.show_keys()

    def briefing_changed(self) -> None:
        """Called when a new briefing is at hand and this screen is in sight or below another."""

    def watch_hits_changed(self) -> None:
        """Called when the watches, edits or outcomes are others in the briefing at hand."""

    def kept_changed(self) -> None:
        """Called when something was marked, or read."""
        for rows in self.query(RowList):
            rows.refresh()

    def look_changed(self) -> None:
        """Called when text is written in another way from now on."""
        self.briefing_changed()
        for widget in self.query(Painted):
            widget.refresh()
        self.show_header()
        self.show_status()
        self.show_keys()

    def panes_changed(self) -> None:
        """Called when the desk is to show other panes."""

    def show_header(self) -> None:
        """Breadcrumbs on the left, the day of the briefing on the right."""
        crumbs = [s.crumb for s in self.app.screen_stack if isinstance(s, BriefScreen)]
        parts = frame.breadcrumbs(self.look, crumbs or [self.crumb], self.app.size.width)
        self.query_one("#header", Bar).show(parts)

    def place(self) -> str:
        """Where in its rows the screen stands, for the right end of the status line."""
        return ""

    def show_status(self) -> None:
        """The app's message, or what it is working on, and the position in the list.

        Without either, that not all articles have been read yet.
        """
        place, filtered = self.place(), self.filtered()
        if filtered is not None and filtered.needle:
            place = f"filter: {filtered.needle}  {place or 'no row'}"
        tasks, number = self.brief.tasks, self.brief.typed_count
        size = self.app.size
        status = tasks.status if tasks.status[0] else reading_rest(self.session)
        lines, right = frame.status_lines(self.look, status, tasks.alerts, place, number, size)
        if self.query_one("#status", StatusBar).show_lines(lines, right):
            self.room_changed()

    def room_changed(self) -> None:
        """Called when the bars leave more or fewer lines to what is between them."""

    def show_keys(self) -> None:
        """The keys that work here and now."""
        if self.is_mounted and self.is_active:
            typing = isinstance(self.focused, Prompt)
            bindings, display = self.active_bindings.values(), self.app.get_key_display
            keys = frame.keys_shown(bindings, display, typing=typing)
            self.query_one("#keys", KeyBar).show_keys(*keys)

    # Rows: filter, order, groups

    def rows_here(self) -> RowList[Any] | None:
        """The rows that filter, order and groups are for; None on a screen without rows."""
        return None

    def filtered(self) -> Filtered | None:
        """What a filter is for: the rows, if there are any."""
        return self.rows_here()

    def elsewhere(self, needle: str) -> str:
        """Where else on the screen there are rows that a filter would let through; or ""."""
        del needle  # most screens have one list
        return ""

    def rows_moved(self, rows: RowList[Any]) -> None:
        """Called when the cursor of ``rows`` stands on another row, or its row has new content."""

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action in _YIELDING and self.brief.typed_count:
            return False  # so that the key goes on to the count
        if action in ("filter", "sort", "group"):
            rows = self.rows_here()
            return rows is not None and rows.can(action)
        return super().check_action(action, parameters)

    def action_filter(self) -> None:
        filtered = self.filtered()
        if filtered is not None:
            prompt = self.query_one(Prompt)
            prompt.value = filtered.needle
            prompt.cursor_position = len(filtered.needle)
            prompt.display = True
            self.query_one("#status").display = False
            self.set_focus(prompt)
            self.call_after_refresh(filtered.prepare_filter)  # the line first: it is waited for

    def typed(self, text: str) -> None:
        """Called with what stands in the line to type in, whenever that has changed."""
        filtered = self.filtered()
        if filtered is not None and self.query_one(Prompt).display:
            filtered.filter_by(text)

    @on(Prompt.Kept)
    def close_prompt(self) -> None:
        """Go back from the line to type in to what it filters."""
        self.query_one(Prompt).display = False
        self.query_one("#status").display = True
        self.set_focus(cast("Widget | None", self.filtered()))
        self.show_status()

    @on(Prompt.Dropped)
    def _drop_filter(self) -> None:
        filtered = self.filtered()
        if filtered is not None:
            filtered.filter_by("")
        self.close_prompt()

    @on(Prompt.Stepped)
    def _step_rows(self, event: Prompt.Stepped) -> None:
        rows = self.rows_here()
        if rows is not None:
            rows.action_move(event.rows)

    def action_sort(self) -> None:
        rows = self.rows_here()
        order = rows.order_by_next() if rows is not None else None
        if order is not None:
            self.brief.messages.say(f"Order: {order.name}")

    def action_group(self) -> None:
        rows = self.rows_here()
        if rows is None:
            return

        def chosen(letter: str | None) -> None:
            if letter == "g":
                rows.action_top()
            elif letter is not None:
                group = next((group for group in rows.groups if group.letter == letter), None)
                rows.group_by(group)
                self.brief.messages.say(f"Grouped by {group.name}" if group else "Not grouped")

        from tui.screens.menu import Menu

        choices = [(group.letter, f"by {group.name}") for group in rows.groups]
        extra = [("n", "no groups"), ("g", "first row")]
        self.app.push_screen(Menu("Group", [*choices, *extra]), chosen)

    def action_back(self) -> None:
        filtered = self.filtered()
        if filtered is not None and filtered.needle:
            filtered.filter_by("")
            self.show_status()
            return
        if len(self.app.screen_stack) > 1:
            self.app.pop_screen()

    # What the row under the cursor stands for, and what can be done with it

    def subject(self) -> object:
        """The finding or article that the row stands for; None where there is no row."""
        rows = self.rows_here()
        return None if rows is None or rows.selected is None else rows.finding_of(rows.selected)

    def citation(self) -> Citation | None:
        """What ``y`` copies, and the link that ``o`` follows."""
        return row_actions.citation_of(self.rows_here())

    def marks_here(self) -> tuple[Bookmark, ...]:
        """What ``m`` marks."""
        return bookmarks_of(self.subject())

    def articles_here(self) -> tuple[ArticleRef, ...]:
        """The articles that ``u`` is about."""
        return articles_of(self.subject())

    def articles_listed(self) -> Sequence[ArticleRef]:
        """The articles that this screen lists, in its order, if that is what it shows."""
        return ()

    def finding_here(self) -> tuple[str, Correctable] | str:
        """What ``x`` corrects, with the id of its article; else why there is nothing."""
        from tui.screens.correct import finding_of

        return finding_of(self.subject())

    def watches_here(self) -> list[Watch]:
        """The watches that ``w`` can set here."""
        from briefing.watches.watch import watches_for

        return watches_for(self.subject())

    def viewed(self, briefing: Briefing) -> tuple[Briefing, str]:
        """What of the briefing this screen shows, and what that is called; "" for all of it."""
        return briefing, ""

    def action_copy(self) -> None:
        row_actions.copy(self, self.citation())

    def action_link(self) -> None:
        row_actions.follow_link(self, self.citation())

    def action_mark(self) -> None:
        row_actions.mark(self, self.marks_here(), self.subject())

    def action_read(self) -> None:
        row_actions.note_read(self, self.articles_here())

    def action_correct(self) -> None:
        row_actions.correct(self, self.finding_here(), self.subject())

    def action_watch(self) -> None:
        row_actions.choose_watch(self, self.watches_here())

    def action_export(self) -> None:
        briefing = self.session.briefing
        if briefing is None or not briefing.articles or self.session.shows_front:
            self.brief.messages.say("There is nothing to export yet")
        else:
            row_actions.choose_export(self, *self.viewed(briefing))


def of_total(position: tuple[int, int], *, counted: bool = True) -> str:
    """``3/14``, or nothing for no rows; ``3`` where these are not to be counted yet."""
    at, total = position
    if not total:
        return ""
    return f"{at:,}/{total:,}" if counted else f"{at:,}"
