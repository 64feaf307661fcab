"""The desk: the three panes, and the evidence of the row under the cursor."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, ClassVar

from textual import events, on
from textual.binding import BindingType
from textual.containers import Container, Vertical
from textual.geometry import Size
from textual.widget import Widget

from briefing.digest.briefing import Briefing
from tui.keys import DESK, EVIDENCE
from tui.kinds import load, rows_of, shown_kinds, with_rows
from tui.screens.base import WIDE, BriefScreen, of_total
from tui.screens.day_header import day_header, reading_day, waiting_header, watched_totals
from tui.text.look import count
from tui.widgets.bars import Bar, StatusBar
from tui.widgets.evidence import EvidenceView
from tui.widgets.notice import NO_ARTICLES, NO_ARTICLES_BESIDE, Notice
from tui.widgets.paint import Part
from tui.widgets.prompt import Prompt
from tui.widgets.row_layout import shared
from tui.widgets.row_list import RowList

TALL = 24  # rows that three panes above each other need
_ROOM_FOR_TITLES = 76  # columns that the titles of all three tabs need
MOST_LEFT = 4  # panes remembered: as many as a number has digits
ROOMY = 34  # rows below which the pane in focus has what it needs before all others
_LEAST_LINES = 4  # lines of a pane then, however few its rows need
_BARS = 2  # lines of header and keys
_BORDERS = 2  # lines, or columns, around a pane


class DeskScreen(BriefScreen):
    """Three panes; on a small terminal one of them at a time, under tabs."""

    BINDINGS: ClassVar[list[BindingType]] = [*DESK, *EVIDENCE]

    EXPLAINS_WEIGHTS = True
    OFFERS_FIRST_STEPS = True

    def __init__(self, notice: Notice | None = None) -> None:
        super().__init__()
        self._kinds = shown_kinds()
        self._all_panes: dict[str, RowList[Any]] = {
            kind.pane: load(kind.pane_class)(kind.pane) for kind in self._kinds
        }
        self.panes = self.chosen_panes(self.brief.settings.config.tui.panes)
        self.current = 0
        self._left: list[int] = []
        self._shown_rows: dict[RowList[Any], int] = {}
        self._in_order: Briefing | None = None
        self._is_of_newest = False
        self._heights: dict[RowList[Any], int | None] = {}
        self._notice = notice or Notice(())

    @property
    def crumb(self) -> str:
        return "Desk"

    def body(self) -> Iterable[Widget]:
        yield self._notice
        yield Bar("tabs")
        panes = Vertical(*self.panes, *self._hidden_panes, *self.extra_panes, id="panes")
        yield Container(panes, EvidenceView("evidence"), id="main")

    def pane(self, name: str) -> RowList[Any]:
        """The pane of that name in the settings, shown or not. Raises ``KeyError``."""
        return self._all_panes[name]

    def chosen_panes(self, names: Sequence[str]) -> tuple[RowList[Any], ...]:
        """The panes shown, given the names of those that the settings want."""
        chosen = tuple(self._all_panes[name] for name in names)
        for pane in self._all_panes.values():
            pane.set_class(pane not in chosen, "-hidden")
        return chosen

    @property
    def extra_panes(self) -> Sequence[RowList[Any]]:
        """Panes of no kind that are not shown yet."""
        return ()

    @property
    def titles(self) -> Mapping[str, str]:
        """What each pane is called, by its name."""
        return {kind.pane: kind.title for kind in self._kinds}

    @property
    def _hidden_panes(self) -> list[RowList[Any]]:
        return [pane for pane in self._all_panes.values() if pane not in self.panes]

    def panes_changed(self) -> None:
        here = self.panes[self.current]
        self.panes = self.chosen_panes(self.brief.settings.config.tui.panes)
        container = self.query_one("#panes")
        for pane in reversed(self.panes):
            container.move_child(pane, before=0)
        here = here if here in self.panes else self.panes[0]
        self.current = self.panes.index(here)
        self.set_focus(here)
        self.briefing_changed()
        self._label()
        self._show_evidence()

    def ready(self) -> None:
        super().ready()
        self.query_one("#evidence").border_title = "Evidence"
        self.set_focus(self.panes[0])
        self._label()
        if self.briefing_here() is not None:
            self.briefing_changed()

    def on_resize(self, event: events.Resize) -> None:
        stacked = event.size.width >= WIDE and event.size.height >= TALL
        if stacked is self._is_tabbed:
            self.set_class(not stacked, "-tabbed")
            if not self.session.counts.articles:
                self._fill()
        self._share_lines()
        self._label()
        self.show_header()
        self.show_status()

    @property
    def _is_tabbed(self) -> bool:
        """Whether one pane is in sight at a time."""
        return self.has_class("-tabbed")

    def room_changed(self) -> None:
        self._share_lines()

    def _share_lines(self) -> None:
        """Give each pane the lines that its rows need, as far as they go round."""
        width, height = self.app.size
        bars = _BARS + self.query_one(StatusBar).lines
        lines = height - bars - len(self.panes) * _BORDERS - self._notice.lines
        if width < WIDE or height < TALL:
            heights: list[int | None] = [None] * len(self.panes)  # what the rows need, below half
        else:
            for pane in self.panes:
                pane.expected = Size(width // 2 - _BORDERS, lines // len(self.panes))
            needs = [max(_LEAST_LINES, pane.needed_lines(lines)) for pane in self.panes]
            given = pane_lines(needs, lines, self.current if height < ROOMY else None)
            heights = [own + _BORDERS for own in given]
        for pane, own in zip(self.panes, heights, strict=True):
            if self._heights.get(pane) != own:
                self._heights[pane] = own
                pane.styles.height = "auto" if own is None else own

    # What is shown

    def briefing_here(self) -> Briefing | None:
        """What of the briefing at hand the panes show."""
        return self.session.in_order

    def briefing_changed(self) -> None:
        self._fill()

    def _fill(self, *, from_the_top: bool = False) -> None:
        """Give the panes their rows; those that nobody has moved in yet ``from_the_top``."""
        briefing = self._in_order = self.briefing_here()
        if briefing is None:
            return
        # Of all articles other rows come first than of the newest.
        from_the_top = from_the_top or self._is_of_newest
        self._is_of_newest = self.session.newest is not None
        counts = self.session.counts
        if self.session.has_own_articles:
            self._notice.display = False
        waiting = UNDER_WAY if counts.analysed < counts.articles else None
        empty = waiting if counts.articles else NO_ARTICLES
        beside = NO_ARTICLES_BESIDE if empty is NO_ARTICLES and not self._is_tabbed else empty
        for kind in self._kinds:
            pane = self._all_panes[kind.pane]
            if pane in self.panes:
                show = pane.restart if from_the_top and not pane.was_moved else pane.replace
                show(rows_of(briefing, kind), empty if pane is self.panes[0] else beside)
        if empty is NO_ARTICLES:
            self._show_evidence()  # or rather none, now that no pane waits any more
        self._share_lines()
        self._label()
        self.show_header()

    def watch_hits_changed(self) -> None:
        if self.briefing_here() is not self._in_order:
            self._fill(from_the_top=True)
        for pane in self.panes:
            pane.refresh()
        self.show_header()
        self._show_evidence()

    def _label(self) -> None:
        tabs: list[Part] = [(" ", "")]
        narrow = self.app.size.width < _ROOM_FOR_TITLES
        titles = self.titles
        for index, pane in enumerate(self.panes):
            title = pane_title(titles[pane.id or ""], pane, counted=not self.session.shows_front)
            self._shown_rows[pane] = pane.count
            pane.border_title = f"{index + 1} {title}"
            here = index == self.current
            label = f" {index + 1} {title if here or not narrow else ''} "
            tabs += [(label, "tab strong" if here else "dim"), (" ", "")]
            pane.set_class(here, "-current")
        self.query_one("#tabs", Bar).show(tabs)

    def show_header(self) -> None:
        briefing = self.briefing_here()
        if briefing is None:
            self.query_one("#header", Bar).show(waiting_header(self.session))
            return
        totals = self._totals(briefing)
        width = self.app.size.width
        header = day_header(self.look, self.session, briefing, totals, width)
        self.query_one("#header", Bar).show(header, totals)

    def _totals(self, briefing: Briefing) -> list[Part]:
        dot = f" {self.look.marks.dot} "
        if reading := reading_day(self.session):
            return reading
        quotes = sum(len(row.statements) for row in briefing.speakers)
        ahead = sum(row.timing != "passed" and not row.cancelled for row in briefing.deadlines)
        return [
            (count(len(briefing.articles), "article"), "dim"),
            (f"{dot}{count(quotes, 'quote')}", "dim"),
            (f"{dot}{count(len(briefing.talks), 'talk')}", "dim"),
            *watched_totals(self.session, f"{dot}{ahead:,} ahead", dot),
        ]

    def rows_here(self) -> RowList[Any] | None:
        return self.panes[self.current]

    def place(self) -> str:
        position = self.panes[self.current].position
        return of_total(position, counted=not self.session.shows_front)

    def rows_moved(self, rows: RowList[Any]) -> None:
        if rows is self.panes[self.current]:
            self._show_evidence()
        if rows.count != self._shown_rows.get(rows):
            self._label()

    def elsewhere(self, needle: str) -> str:
        titles = self.titles
        numbers = [
            (f"{index} {titles[pane.id or '']}", pane.matches(needle))
            for index, pane in enumerate(self.panes, 1)
            if index != self.current + 1
        ]
        found = ", ".join(f"{title} ({number:,})" for title, number in numbers if number)
        return f"Rows with them are in {found}." if found else ""

    def _show_evidence(self) -> None:
        pane = self.panes[self.current]
        in_sight = [pane] if self._is_tabbed else self.panes
        self.set_class(not any(each.rows or each.is_waiting for each in in_sight), "-empty")
        self.query_one(EvidenceView).follow(pane)
        self.show_status()

    def viewed(self, briefing: Briefing) -> tuple[Briefing, str]:
        needles = [pane.needle for pane in self.panes if pane.needle]
        if not needles and not self._hidden_panes:
            return briefing, ""
        panes = ((kind.name, self._all_panes[kind.pane]) for kind in self._kinds)
        shown = {name: tuple(pane.shown) for name, pane in panes if pane in self.panes}
        return with_rows(briefing, shown), " ".join(needles)

    # Doing

    def action_pane(self, index: int) -> None:
        if self.query_one(Prompt).display:
            self.close_prompt()  # the filter typed is kept for the pane that is left
        self._left = [*self._left, self.current][-MOST_LEFT:]
        self._go_to(index)

    def back_by_panes(self, steps: int) -> None:
        """Back to the pane of so many keys ago: they were digits of a number."""
        if steps <= len(self._left):
            self._go_to(self._left[-steps])

    def _go_to(self, index: int) -> None:
        """Go on in that pane at once, without a message: the next key is for it already."""
        self.set_focus(self.panes[index])
        if index != self.current:
            self._show_as_current(index)

    def _show_as_current(self, index: int) -> None:
        self.current = index
        if self.app.size.height < ROOMY:
            self._share_lines()
        self._label()
        self._show_evidence()

    def action_next_pane(self, step: int) -> None:
        self.action_pane((self.current + step) % len(self.panes))

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        # Of two panes in one burst of keys, the first may tell last that it was focused.
        if event.widget in self.panes and event.widget is self.focused:
            index = self.panes.index(event.widget)
            if index != self.current:
                self._show_as_current(index)

    def action_evidence(self, lines: int) -> None:
        self.query_one(EvidenceView).action_scroll_lines(lines)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action == "pane" and parameters and parameters[0] not in range(len(self.panes)):
            return False
        if action == "back":
            could = self._notice.display or bool(self.panes[self.current].needle)
            return could and super().check_action(action, parameters)
        return super().check_action(action, parameters)

    def action_back(self) -> None:
        if self._notice.display:
            self._notice.display = False
            self._share_lines()
        else:
            super().action_back()
        self.refresh_bindings()

    @on(RowList.Chosen)
    def _chosen(self, event: RowList.Chosen) -> None:
        self.open(event.item)

    def open(self, item: Any) -> None:
        """Go to what the row stands for."""
        self.brief.routes.open(item)


UNDER_WAY = ("The articles are being analysed.", "What is found appears here.")


def pane_lines(needs: Sequence[int], lines: int, first: int | None = None) -> list[int]:
    """How many of ``lines`` each pane gets that needs so many; none is left over.

    Alike, as far as they go. If they do not, the pane of the number ``first`` gets what it needs
    before any other gets more than its share with one pane more.
    """
    if first is not None and sum(needs) > lines:
        least = lines // (len(needs) + 1)
        given = [min(need, least) for need in needs]
        for number in (first, *range(len(needs))):
            given[number] += min(needs[number] - given[number], lines - sum(given))
    else:
        given = list(map(min, needs, shared(needs, lines, 1)))
    left, more = divmod(max(0, lines - sum(given)), len(given))
    return [own + left + (number < more) for number, own in enumerate(given)]


def pane_title(title: str, pane: RowList[Any], counted: bool = True) -> str:
    """The title of a pane; if ``counted``, with the number of rows shown of those it has."""
    shown, total = pane.count, len(pane.rows)
    if not total or not counted:
        return title
    return f"{title} ({pane.number_of_rows if shown == total else f'{shown:,} of {total:,}'})"
