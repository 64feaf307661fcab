"""A time line that fits itself to its size."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from rich.cells import cell_len

from tui.context.ports import look_of
from tui.text.look import count
from tui.text.time_line import Lane, draw, is_in_sight, lanes_that_fit, scale_for
from tui.widgets.drawing import Drawing
from tui.widgets.paint import Line


class TimeLine(Drawing):
    """Shows ``lanes`` around a day; the tick of the ``chosen`` row stands out, and its lane is in
    sight whatever the height.
    """

    def __init__(self, widget_id: str | None = None) -> None:
        super().__init__(widget_id)
        self.lanes: Sequence[Lane] = ()
        self.day: date | None = None
        self.chosen: object = None

    def show(self, lanes: Sequence[Lane], day: date, chosen: object) -> None:
        """Show those lanes, with the tick of that row."""
        self.lanes, self.day, self.chosen = lanes, day, chosen
        self.draw_anew()

    def lanes_of_these_days(self, width: int) -> Sequence[Lane]:
        """The lanes on which something falls on a day that so many cells show."""
        if self.day is None:
            return ()
        widest = scale_for(self.day, width, longest=0)
        return [lane for lane in self.lanes if is_in_sight(lane, widest)]

    def drawn(self, width: int, height: int) -> Sequence[Line]:
        if self.day is None:
            return ()
        look = look_of(self)
        lanes, left = self._in_sight(width, height)
        named = [Lane(look.clean(lane.name), lane.ticks) for lane in lanes]
        longest = max((cell_len(lane.name) for lane in named), default=0)
        scale = scale_for(self.day, width, longest=longest)
        rows = draw(scale, named, self.day, self.chosen, look.ascii)
        more: list[Line] = [((f"and {count(left, 'more lane')}", "dim"),)] if left else []
        return [*(tuple(row) for row in rows), *more]

    def _in_sight(self, width: int, height: int) -> tuple[Sequence[Lane], int]:
        """The first lanes of these days, as many as have room, and how many are left out.

        The lane of the chosen row stands in place of the last where it is not among them.
        """
        lanes = self.lanes_of_these_days(width)
        room = lanes_that_fit(lanes, height)
        if room < len(lanes) or len(lanes) < len(self.lanes):
            room = min(room, lanes_that_fit(self.lanes, height - 1))  # below it, how many more
        shown = list(lanes[:room])
        own = next((lane for lane in lanes if self._has_chosen(lane)), None)
        if shown and own is not None and not any(lane is own for lane in shown):
            shown[-1] = own
        return shown, len(self.lanes) - len(shown)

    def _has_chosen(self, lane: Lane) -> bool:
        return any(tick.item is self.chosen for tick in lane.ticks)
