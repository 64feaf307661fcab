"""Turns lines of (text, role) parts into strips; the last stop before the terminal.

Every character that brief itself puts on the screen passes ``strip``, and there the render gate
once more: what a screen forgot to clean is clean here (cleaning twice changes nothing).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import zip_longest
from typing import Self, TypeAlias

from rich.cells import cell_len, get_character_cell_size
from rich.segment import Segment
from rich.style import Style
from textual.color import TRANSPARENT, Color
from textual.filter import LineFilter
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

from tui.context.ports import look_of
from tui.text.gate import clip, without_selectors
from tui.text.look import Look
from tui.text.wrap import wrap

Part: TypeAlias = tuple[str, str]
"""Cleaned text and the role it plays: one of ``ROLES`` (or two, with a blank), or ``""``."""

Line: TypeAlias = tuple[Part, ...]

_Run: TypeAlias = tuple[str, Style]

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
_BRIDGED = 8  # cells: a move on a screen of more than a hundred columns has as many bytes
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
    _seen_through: _Filtering = ((), TRANSPARENT)
    _line_width = 0

    def notify_style_update(self) -> None:
        self._styles_of_roles = None
        super().notify_style_update()

    def refresh(
        self,
        *regions: Region,
        repaint: bool = True,
        layout: bool = False,
        recompose: bool = False,
    ) -> Self:
        if not (regions and repaint and self._is_mounted) or layout or recompose:
            return super().refresh(*regions, repaint=repaint, layout=layout, recompose=recompose)
        # Textual wakes the widget, which sends a message to the screen, for each widget of a frame.
        self._set_dirty(*regions)
        if self.display:
            self.screen._dirty_widgets.add(self)
            self.screen.check_idle()
        return self

    @property
    def line_width(self) -> int:
        """The cells of the lines that are being painted, which Textual would look up each time."""
        return self._line_width or self.size.width

    def render_lines(self, crop: Region) -> list[Strip]:
        """Those cells of the widget.

        Textual works out borders and effects before it paints any line. Cells of the content alone
        have neither here: no style of ours fades, tints or hatches anything.
        """
        left, top = self.content_offset
        x, y, width, height = crop
        own_width, own_height = self.size
        self._line_width = own_width
        inside = left <= x and x + width <= left + own_width
        if not (inside and top <= y and y + height <= top + own_height):
            return super().render_lines(crop)
        seen_through = (self.get_line_filters(), self.background_colors[1])
        if seen_through != self._seen_through:
            self._seen_through, self._styles_of_roles = seen_through, None
        first = x - left
        return [
            self.render_line(line).crop(first, first + width)
            for line in range(y - top, y - top + height)
        ]

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
    (was, was_in), (now, now_in) = _characters(old), _characters(new)
    longer = max(len(was), len(now))
    was, now = was.ljust(longer), now.ljust(longer)
    roles = zip_longest(was_in, now_in, fillvalue="")
    stretches: list[tuple[int, int]] = []
    cells = enumerate(zip(was, now, roles, strict=True))
    for cell in [cell for cell, (a, b, (role, other)) in cells if a != b or role != other]:
        joins = stretches and cell - stretches[-1][1] <= _BRIDGED
        stretches.append((stretches.pop()[0] if joins else cell, cell + 1))
    return stretches


def _characters(line: Line) -> tuple[str, list[str]]:
    """The characters of a line, and the role of each."""
    roles: list[str] = []
    for text, role in line:
        roles += [role] * len(text)
    return "".join(text for text, _ in line), roles


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
