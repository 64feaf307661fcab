"""Textual's partial updates, each painted from its own first cell on.

Textual paints a part of a widget's line from the widget's left edge on: with every line of a list
its border, in a colour of its own, and back to the colours of the line.
"""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import Console
from textual._compositor import ChopsUpdate, Compositor
from textual.strip import Strip


class CroppedUpdate(ChopsUpdate):
    """Writes of each line the cells of its spans, and no others."""

    def render_segments(self, console: Console) -> str:
        return "".join(
            f"\x1b[{y + 1};{x + 1}H{strip.render(console)}" for x, y, strip in self._cropped()
        )

    def _cropped(self) -> Iterator[tuple[int, int, Strip]]:
        """Where each piece begins, counted from 0, and what stands there."""
        for y, first, last in self.spans:
            for end, (x, strip) in zip(self.chop_ends[y], self.chops[y].items(), strict=True):
                if strip is not None and x < last and end > first:
                    start = max(x, first)
                    yield start, y, strip.crop(start - x, min(end, last) - x)


class CroppingCompositor(Compositor):
    """Textual's compositor, with updates that are cropped on both sides."""

    def render_partial_update(self) -> ChopsUpdate | None:
        update = super().render_partial_update()
        if update is None:
            return None
        return CroppedUpdate(update.chops, update.spans, update.chop_ends)
