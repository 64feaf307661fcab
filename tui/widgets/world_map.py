"""A map of the places of talks that fits itself to its size."""

from __future__ import annotations

from collections.abc import Sequence

from tui.context.ports import look_of
from tui.text.talk_places import TalkPlace, marks_of
from tui.text.world_map import draw, fitted, whole_world
from tui.widgets.drawing import Drawing
from tui.widgets.paint import Line


class WorldMap(Drawing):
    """Shows marks at ``places``; that of ``chosen`` stands out."""

    def __init__(self, widget_id: str | None = None) -> None:
        super().__init__(widget_id)
        self.places: Sequence[TalkPlace] = ()
        self.chosen: int | None = None
        self.whole = False

    def show(self, places: Sequence[TalkPlace], chosen: int | None, whole: bool) -> None:
        """Show those places: in the region that they span, or (``whole``) on all the world."""
        if (list(places), chosen, whole) != (list(self.places), self.chosen, self.whole):
            self.places, self.chosen, self.whole = places, chosen, whole
            self.draw_anew()

    def drawn(self, width: int, height: int) -> Sequence[Line]:
        look = look_of(self)
        view = (
            whole_world(width, height)
            if self.whole
            else fitted([place.at for place in self.places], width, height)
        )
        marks = marks_of(self.places, look.clean, look.ascii)
        return [tuple(row) for row in draw(view, marks, self.chosen, look.ascii)]
