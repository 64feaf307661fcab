"""Where talks happen, on a map; the talks themselves below it, for those who read or hear them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, ClassVar

from textual.binding import BindingType
from textual.containers import Container
from textual.widget import Widget

from briefing.digest.briefing import Briefing
from briefing.extract.places.coordinates import coordinates
from briefing.rows import TalkRow
from tui.keys import MAP
from tui.kinds import with_rows
from tui.screens.list_screen import ListScreen
from tui.text.look import count
from tui.text.signs import legend
from tui.text.talk_places import TalkPlace, statuses, talk_places
from tui.widgets.paint import Line
from tui.widgets.row_list import RowList
from tui.widgets.talks import TalksPane
from tui.widgets.world_map import WorldMap

_GAP = "   "  # between what is on the map and what its signs mean


class TalksOnMap(TalksPane):
    """The talks with a place that the map can show, those at one place together."""

    # By place, not by day: no heading of days holds for more than a row.
    HEADINGS = False
    RESTS_ON_ARTICLES = True
    EMPTY: ClassVar[tuple[str, ...]] = (
        "No article of these days tells of talks at a place on the map.",
        "Look at another day with [ and ].",
    )


class MapScreen(ListScreen):
    """A map above, the talks that it marks below."""

    CSS_PATH = "drawings.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [*MAP]

    def __init__(self) -> None:
        super().__init__(TalksOnMap("rows"), "Talks on the map")
        self._places: Sequence[TalkPlace] = ()
        self._elsewhere = 0
        self._whole = False

    @property
    def crumb(self) -> str:
        return "Map"

    def body(self) -> Iterable[Widget]:
        *facts, main = super().body()
        yield from facts
        yield Container(WorldMap("map"), id="above")
        yield main

    def viewed(self, briefing: Briefing) -> tuple[Briefing, str]:
        return with_rows(briefing, {"talk": tuple(self.rows.shown)}), "map"

    def fill(self) -> None:
        briefing = self.session.briefing
        if briefing is None:
            return
        self._places, elsewhere = talk_places(briefing.talks, coordinates)
        self._elsewhere = len(elsewhere)
        self.rows.replace([row for place in self._places for row in place.talks])
        self._show_map()

    def facts(self) -> Sequence[Line]:
        places = count(len(self._places), "place")
        if self._elsewhere:
            places += f"; {count(self._elsewhere, 'talk')} whose place is not known"
        signs = legend(statuses(self._places), self.look.ascii)
        if len(places) + len(signs) + len(_GAP) > self.measure:
            return [((places, "strong"),), ((signs, "dim"),)]
        return [((places, "strong"), (f"{_GAP}{signs}", "dim"))]

    def rows_moved(self, rows: RowList[Any]) -> None:
        super().rows_moved(rows)
        self._show_map()

    def _show_map(self) -> None:
        self.query_one(WorldMap).show(self._places, self._chosen_place(), self._whole)

    def _chosen_place(self) -> int | None:
        row = self.rows.selected
        numbers = (n for n, place in enumerate(self._places) if row in place.talks)
        return next(numbers, None) if isinstance(row, TalkRow) else None

    def action_next_mark(self, step: int) -> None:
        """To the first talk shown at the next place, round from the last to the first."""
        shown = self.rows.shown
        places = list(dict.fromkeys(row.place for row in shown))
        selected = self.rows.selected
        if not isinstance(selected, TalkRow):
            return
        there = places[(places.index(selected.place) + step) % len(places)]
        first = next(n for n, row in enumerate(shown) if row.place == there)
        self.rows.action_go_to(first + 1)

    def action_zoom(self) -> None:
        self._whole = not self._whole
        self._show_map()

    def look_changed(self) -> None:
        super().look_changed()
        self.query_one(WorldMap).draw_anew()
