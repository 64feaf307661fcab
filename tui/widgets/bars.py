"""The lines around a screen: header, tabs, status and keys. Each is painted as one strip."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.geometry import Region
from textual.strip import Strip

from tui.context.ports import look_of
from tui.widgets.paint import Line, Painted, Part, changed_cells, strip


class Bar(Painted):
    """One line: parts on the left, and parts on the right as far as there is room for them."""

    def __init__(self, widget_id: str | None = None) -> None:
        super().__init__(id=widget_id)
        self.left: Line = ()
        self.right: Line = ()

    def show(self, left: Sequence[Part], right: Sequence[Part] = ()) -> None:
        """Show those parts; nothing is painted when they are the same as before."""
        before, parts = (self.left, self.right), (tuple(left), tuple(right))
        if parts == before:
            return
        self.left, self.right = parts
        if self.right or before[1] or not self.size:
            self.refresh()
        else:
            self.refresh(
                *(Region(x, 0, end - x, 1) for x, end in changed_cells(before[0], self.left))
            )

    @property
    def plain(self) -> str:
        """What the bar says, without roles."""
        sides = ("".join(text for text, _ in side).strip() for side in (self.left, self.right))
        return "  ".join(side for side in sides if side)

    def render_line(self, y: int) -> Strip:
        width = self.line_width
        if y:
            return strip(self, (), width)
        used = _width(self.left)
        right = list(self.right)
        while right and used + 1 + _width(right) > width:
            right.pop(0)
            if right:  # without what parted it from the one before
                text, role = right[0]
                right[0] = (text.removeprefix(f" {look_of(self).marks.dot} "), role)
        gap = max(0, width - used - _width(right))
        return strip(self, (*self.left, (" " * gap, ""), *right) if right else self.left, width)


def _width(parts: Sequence[Part]) -> int:
    return sum(cell_len(text) for text, _ in parts)


class StatusBar(Bar):
    """One line, or as many as an error needs; at the right of the first a widget of its own.

    When only that changes, the rest stays.
    """

    def __init__(self, widget_id: str | None = None) -> None:
        super().__init__(widget_id)
        self._below: tuple[Line, ...] = ()
        self._place = Bar("place")
        self._place_width = -1

    @property
    def lines(self) -> int:
        """How many lines it has now."""
        return 1 + len(self._below)

    def compose(self) -> ComposeResult:
        yield self._place

    def show_lines(self, lines: Sequence[Line], right: Sequence[Part]) -> bool:
        """Show those lines, and parts at the right; whether there are more or fewer than before."""
        first, *below = lines
        before, self._below = self._below, tuple(below)
        self.show(first)
        self._place.show(right)
        width = min(_width(right), max(0, self.app.size.width - _width(first)))
        if width != self._place_width:
            self._place.styles.width = self._place_width = width
        if self._below != before:
            self.refresh()
        if len(self._below) == len(before):
            return False
        self.styles.height = self.lines
        return True

    def render_line(self, y: int) -> Strip:
        if 0 < y < self.lines:
            return strip(self, self._below[y - 1], self.size.width)
        return super().render_line(y)

    @property
    def plain(self) -> str:
        rest = ("".join(text for text, _ in line).strip() for line in self._below)
        own = " ".join(part for part in (super().plain, *rest) if part)
        return "  ".join(part for part in (own, self._place.plain) if part)


class KeyBar(Bar):
    """The keys of the pane in focus, as many as there is room for; help and quit always."""

    def show_keys(self, keys: Sequence[tuple[str, str]], always: Sequence[tuple[str, str]]) -> None:
        """Pairs of key and label; ``always`` stand at the right."""
        self._keys = tuple(keys)
        self._always = tuple(always)
        self._lay_out()

    _keys: tuple[tuple[str, str], ...] = ()
    _always: tuple[tuple[str, str], ...] = ()

    def on_resize(self) -> None:
        self._lay_out()

    def _lay_out(self) -> None:
        right = [part for pair in self._always for part in _key_parts(pair)]
        room = self.size.width - _width(right) - 1
        left: list[Part] = [(" ", "")]
        for pair in self._keys:
            parts = _key_parts(pair)
            if _width(left) + _width(parts) > room:
                break
            left += parts
        self.show(left, right)


def _key_parts(pair: tuple[str, str]) -> list[Part]:
    key, label = pair
    return [(key, "strong"), (f" {label}  ", "dim")]
