"""The table of parties and rounds on the screen of a talk."""

from __future__ import annotations

from collections.abc import Sequence

from tui.context.ports import look_of
from tui.text.party_grid import Grid, draw, fits
from tui.widgets.drawing import Drawing
from tui.widgets.paint import Line


class PartyGrid(Drawing):
    """Shows a grid; the cell of the selected row stands out and is in sight."""

    def __init__(self, widget_id: str | None = None) -> None:
        super().__init__(widget_id)
        self.grid: Grid | None = None
        self.chosen: tuple[int, int] | None = None

    def show(self, grid: Grid | None, chosen: tuple[int, int] | None) -> None:
        """Show that grid with that cell."""
        self.grid, self.chosen = grid, chosen
        self.draw_anew()

    def lines_wanted(self, width: int) -> int:
        """How many lines all of it takes; none where there is nothing, or no room across."""
        if self.grid is None or not self.grid.parties or not fits(width):
            return 0
        return self.grid.lines_wanted(width, look_of(self).marks)

    def drawn(self, width: int, height: int) -> Sequence[Line]:
        if self.grid is None:
            return ()
        return draw(self.grid, self.chosen, width, height, look_of(self).marks)
