"""A drawing in characters that is made anew for every size."""

from __future__ import annotations

from collections.abc import Sequence

from textual.strip import Strip

from tui.widgets.paint import Line, Painted, strip


class Drawing(Painted):
    """Shows the lines that ``drawn`` gives for its size; painted anew only where they differ."""

    def __init__(self, widget_id: str | None = None) -> None:
        super().__init__(id=widget_id)
        self._lines: Sequence[Line] = ()

    def drawn(self, width: int, height: int) -> Sequence[Line]:
        """The drawing in so many cells and lines, both at least one."""
        raise NotImplementedError

    def draw_anew(self) -> None:
        """Make the drawing for what is to be shown now."""
        width, height = self.size
        lines = self.drawn(width, height) if width and height else self._lines
        if lines != self._lines:
            self._lines = lines
            self.refresh()

    def on_resize(self) -> None:
        self.draw_anew()

    def render_line(self, y: int) -> Strip:
        return strip(self, self._lines[y] if y < len(self._lines) else (), self.size.width)
