"""Turns lines of (text, role) parts into strips; the last stop before the terminal.

Every character that brief itself puts on the screen passes ``strip``, and there the render gate
once more: what a screen forgot to clean is clean here (cleaning twice changes nothing).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from operator import ne, or_
from typing import Self, TypeAlias

from rich.cells import cell_len, get_character_cell_size
from rich.segment import Segment
from rich.style import Style
from textual.color import TRANSPARENT, Color
from textual.filter import LineFilter
from textual.geometry import Region, Size
from textual.strip import Strip
from textual.widget import Widget

from tui.context.ports import look_of
from tui.terminal.cropped_updates import Span
from tui.text.gate import clip, without_selectors
from tui.text.look import Look
from tui.text.wrap import wrap

Part: TypeAlias = tuple[str, str]
"""Cleaned text and the role it plays: one of ``ROLES`` (or two, with a blank), or ``""``."""

Line: TypeAlias = tuple[Part, ...]

_Run: TypeAlias = tuple[str, Style]

_Painting: TypeAlias = tuple[Line, int, str]
"""Parts, the cells that they have, and the role laid over them."""

_Filtering: TypeAlias = tuple[Sequence[LineFilter], Color]
"""What an app lays over the lines of a widget, and the colour behind that."""

ROLES = (
    "dim",
    "strong",
    "accent",
    "warn",
    "tab",
    "hit",
    "quote",
    "talk",
    "date",
    "cursor",
    "here",
    "rule",
)
# Cells that differ, with at most eight alike in a row between them: a move on a screen of more than
# a hundred columns has as many bytes.
_OTHERS = re.compile(rb"\x01(?:\x00{0,8}\x01)*")
_MOST_KEPT = 128  # strips of each widget: two screens of lines
# Unicode blocks: the first whose letters are shaped by their neighbours, and a stretch without any.
_HEBREW, _LATIN_AGAIN, _GLAGOLITIC = "\u0590", "\u1e00", "\u2c00"
_RULE_BEFORE = 2  # cells before the label of a divider: a bit of rule, where rows have their signs
COMPONENTS = {f"role--{role}" for role in ROLES}
"""Component classes of every screen on which something is painted: what a role looks like."""


class Painted(Widget):
    """A widget that paints lines itself. Styles are worked out once, and anew when they change.

    Roles are styled on its screen, once for all its widgets: eleven classes on each of them were a
    quarter of the time from the start to the first paint.
    """

    _styles_of_roles: dict[str, Style] | None = None
    _kept_strips: dict[_Painting, Strip] | None = None
    _seen_through: _Filtering = ((), TRANSPARENT)
    _is_seen_through = False  # whether that is what lies over the widget now
    _content: tuple[Size, Region] | None = None
    _line_width = 0

    def notify_style_update(self) -> None:
        self._styles_of_roles = self._kept_strips = self._content = None
        self._is_seen_through = False
        super().notify_style_update()

    def refresh(
        self,
        *regions: Region,
        repaint: bool = True,
        layout: bool = False,
        recompose: bool = False,
    ) -> Self:
        if not (regions and repaint and self._is_mounted) or layout or recompose:
            # Also called where the colours behind the widget or the way of writing are others.
            self._kept_strips = self._content = None
            self._is_seen_through = False
            return super().refresh(*regions, repaint=repaint, layout=layout, recompose=recompose)
        # Textual wakes the widget, which sends a message to the screen, for each widget of a frame.
        self._set_dirty(*regions)
        if self.display:
            self.screen._dirty_widgets.add(self)
            self.screen.check_idle()
        return self

    @property
    def kept_strips(self) -> dict[_Painting, Strip]:
        """What was painted of late, as it is until the widget is painted anew as a whole."""
        if self._kept_strips is None:
            self._kept_strips = {}
        return self._kept_strips

    @property
    def line_width(self) -> int:
        """The cells of the lines that are being painted, which Textual would look up each time."""
        return self._line_width or self.size.width

    def render_lines(self, crop: Region) -> list[Strip]:
        """Those cells of the widget.

        Textual works out borders and effects before it paints any line. Cells of the content alone
        have neither here: no style of ours fades, tints or hatches anything.
        """
        spans = [(y, crop.x, crop.right) for y in range(crop.y, crop.bottom)]
        return self.render_spans(spans) or super().render_lines(crop)

    def render_spans(self, spans: Sequence[Span]) -> list[Strip] | None:
        """What stands in each of those, in the widget; None if not all of them are of content."""
        x, y, right, bottom = self._content_corners()
        self._line_width = right - x
        for line, first, last in spans:
            if not (x <= first and last <= right and y <= line < bottom):
                return None
        if not self._is_seen_through:
            self._look_through_filters()
        painted, strips = -1, []
        for line, first, last in spans:
            if line != painted:
                whole, painted = self.render_line(line - y), line
            strips.append(whole.crop(first - x, last - x))
        return strips

    def _look_through_filters(self) -> None:
        seen_through = (self.get_line_filters(), self.background_colors[1])
        if seen_through != self._seen_through:
            self._seen_through, self._styles_of_roles, self._kept_strips = seen_through, None, None
        self._is_seen_through = True

    def _content_corners(self) -> tuple[int, int, int, int]:
        """The first cell and line of the content in the widget, and those behind its last."""
        if self._content is None or self._content[0] != self.outer_size:
            self._content = (self.outer_size, Region.from_offset(self.content_offset, self.size))
        return self._content[1].corners

    def style_of(self, role: str) -> Style:
        """The style of the widget with that role (or several, separated by blanks) over it.

        As it is seen through the filters of the app, which Textual puts over each line otherwise.
        """
        if self._styles_of_roles is None:
            self._styles_of_roles = {}
        style = self._styles_of_roles.get(role)
        if style is None:
            style = self.rich_style
            for name in role.split():
                style += self.screen.get_component_rich_style(f"role--{name}", partial=True)
            style = self._styles_of_roles[role] = _filtered(style, self._seen_through)
        return style


def _filtered(style: Style, seen_through: _Filtering) -> Style:
    filters, background = seen_through
    segments = [Segment(" ", style)]
    for each in filters:
        segments = each.apply(segments, background)
    return segments[0].style or style


def changed_cells(old: Line, new: Line) -> list[tuple[int, int]]:
    """Stretches ``[first, last)`` of the cells in which a line is another, in order.

    Both are cleaned, with blanks behind their words. Where but few cells between two stretches are
    the same, these are one: to go to a place costs as many bytes. A line in which not every
    character has a cell to itself is another from its beginning on.
    """
    if not (_all_stand_alone(old) and _all_stand_alone(new)):
        return [(0, max(1, _cells(old), _cells(new)))]
    was, now = _text(old), _text(new)
    longer = max(len(was), len(now))
    others = bytes(map(ne, was.ljust(longer), now.ljust(longer)))
    was_in, now_in = _roles(old, longer), _roles(new, longer)
    if was_in != now_in:
        others = bytes(map(or_, others, map(ne, was_in, now_in)))
    return [stretch.span() for stretch in _OTHERS.finditer(others)]


def _text(line: Line) -> str:
    return "".join([text for text, _ in line])


def _roles(line: Line, cells: int) -> list[str]:
    """The role of each character, of those to come none."""
    roles: list[str] = []
    for text, role in line:
        roles += [role] * len(text)
    return roles + [""] * (cells - len(roles))


def _all_stand_alone(line: Line) -> bool:
    return all(text.isascii() or all(map(_stands_alone, set(text))) for text, _ in line)


@lru_cache(maxsize=1024)
def _stands_alone(character: str) -> bool:
    """Whether it has one cell, and looks the same whatever stands beside it.

    Of Latin, Greek and Cyrillic letters, punctuation and signs; others may join or change sides.
    """
    alone = character < _HEBREW or _LATIN_AGAIN <= character < _GLAGOLITIC
    return alone and (character.isascii() or get_character_cell_size(character) == 1)


def _cells(line: Line) -> int:
    return sum(cell_len(without_selectors(text)) for text, _ in line)


def cells_of(widget: Widget, line: Line) -> int:
    """How many cells ``strip`` gives to those parts."""
    look = look_of(widget)
    return _cells(tuple((look.clean(text), role) for text, role in line))


def rule_line(look: Look, label: str, width: int) -> Line:
    """A heading between rows, above the column of their words, in a rule across the line."""
    rule = look.marks.rule
    if not label:
        return ((rule * width, "rule"),)
    label = clip(label, max(0, width - _RULE_BEFORE - 1))
    left = max(0, width - _RULE_BEFORE - cell_len(label) - 1)
    return ((rule + " ", "rule"), (f"{label} ", "strong"), (rule * left, "rule"))


def fold_line(look: Look, label: str, width: int, here: bool) -> Line:
    """A line that stands for rows; the mark of the cursor before it where that is ``here``."""
    mark = look.marks.cursor if here else " "
    return ((f"{mark} ", "accent"), (clip(label, width - 2), "dim"))


def lines_of_text(texts: Sequence[str], width: int, indent: int) -> list[Line]:
    """Texts wrapped to ``width`` cells, ``indent`` of them blank, all but the first set back."""
    return [
        ((" " * indent, ""), (text[start:end].rstrip(), "dim" if number else ""))
        for number, text in enumerate(texts)
        for start, end in wrap(text, width - indent)
    ]


def strip(widget: Painted, parts: Iterable[Part], width: int, over: str = "") -> Strip:
    """Exactly ``width`` cells of those parts; ``over`` is a role laid over all of them."""
    painting = (tuple(parts), width, over)
    kept = widget.kept_strips
    found = kept.get(painting)
    if found is None:
        if len(kept) >= _MOST_KEPT:
            kept.clear()
        found = kept[painting] = _painted(widget, *painting)
    return found


def _painted(widget: Painted, parts: Line, width: int, over: str) -> Strip:
    look = look_of(widget)
    runs: list[_Run] = []
    used = 0
    for text, role in parts:
        shown = without_selectors(look.clean(text))
        used += cell_len(shown)
        if over == "cursor":  # where colours are the terminal's own, nothing else undoes it
            role = role.replace("dim", "")
        runs.append((shown, widget.style_of(f"{role} {over}" if over else role)))
    if used < width:
        runs.append((" " * (width - used), widget.style_of(over)))
    # Neighbours of one style are one segment: every change of style costs some forty bytes.
    joined = _joined(_blanks_joined(_joined(runs)))
    whole = Strip((Segment(text, style) for text, style in joined), max(used, width))
    return whole.crop(0, width) if used > width else whole


def _joined(runs: Sequence[_Run]) -> Sequence[_Run]:
    """Neighbours of one style as one."""
    joined = list(runs[:1])
    for text, style in runs[1:]:
        before, last = joined[-1]
        if style is last or style == last:
            joined[-1] = (before + text, last)
        else:
            joined.append((text, style))
    return joined


def _blanks_joined(runs: Sequence[_Run]) -> Sequence[_Run]:
    """The same to the eye, blanks in the style of the text before or after them where they can be.

    Of blanks only the background is seen, and lines through, over or under them.
    """
    joined = list(runs[:1])
    for text, style in runs[1:]:
        before, last = joined[-1]
        if _looks(last) == _looks(style):
            if text.isspace():
                style = last
            elif before.isspace():
                joined[-1] = (before, style)
        joined.append((text, style))
    return joined


@lru_cache(maxsize=1024)
def _looks(style: Style) -> tuple[object, ...]:
    """What is seen of a style where there are blanks."""
    seen = style.color if style.reverse else None
    lines = (style.underline, style.underline2, style.strike, style.overline, style.frame)
    return (style.bgcolor, style.reverse, seen, *map(bool, lines), style.link, style.blink)
