"""Turns lines of (text, role) parts into strips; the last stop before the terminal.

Every character that brief itself puts on the screen passes ``strip``, and there the render gate
once more: what a screen forgot to clean is clean here (cleaning twice changes nothing).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import TypeAlias

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip
from textual.widget import Widget

from tui.context.ports import look_of
from tui.text.gate import clip, without_selectors
from tui.text.look import Look
from tui.text.wrap import wrap

Part: TypeAlias = tuple[str, str]
"""Cleaned text and the role it plays: one of ``ROLES`` (or two, with a blank), or ``""``."""

Line: TypeAlias = tuple[Part, ...]

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
_RULE_BEFORE = 2  # cells before the label of a divider: a bit of rule, where rows have their signs
COMPONENTS = {f"role--{role}" for role in ROLES}
"""Component classes of every screen on which something is painted: what a role looks like."""


class Painted(Widget):
    """A widget that paints lines itself. Styles are worked out once, and anew when they change.

    Roles are styled on its screen, once for all its widgets: eleven classes on each of them were a
    quarter of the time from the start to the first paint.
    """

    _styles_of_roles: dict[str, Style] | None = None

    def notify_style_update(self) -> None:
        self._styles_of_roles = None
        super().notify_style_update()

    def style_of(self, role: str) -> Style:
        """The style of the widget with that role (or several, separated by blanks) over it."""
        if self._styles_of_roles is None:
            self._styles_of_roles = {"": self.rich_style}
        style = self._styles_of_roles.get(role)
        if style is None:
            style = self._styles_of_roles[""]
            for name in role.split():
                style += self.screen.get_component_rich_style(f"role--{name}", partial=True)
            self._styles_of_roles[role] = style
        return style


def cells_of(widget: Widget, line: Line) -> int:
    """How many cells ``strip`` gives to those parts."""
    look = look_of(widget)
    return sum(cell_len(without_selectors(look.clean(text))) for text, _ in line)


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
    segments: list[Segment] = []
    used = 0
    for text, role in parts:
        shown = without_selectors(look.clean(text))
        used += cell_len(shown)
        if over == "cursor":  # where colours are the terminal's own, nothing else undoes it
            role = role.replace("dim", "")
        segments.append(Segment(shown, widget.style_of(f"{role} {over}" if over else role)))
    if used < width:
        segments.append(Segment(" " * (width - used), widget.style_of(over)))
    # Neighbours of one style are one segment: every change of style costs some forty bytes.
    joined = Segment.simplify(_blanks_joined(Segment.simplify(segments)))
    whole = Strip(joined, max(used, width))
    return whole.crop(0, width) if used > width else whole


def _blanks_joined(segments: Iterable[Segment]) -> list[Segment]:
    """The same to the eye, blanks in the style of the text before or after them where they can be.

    Of blanks only the background is seen, and lines through, over or under them.
    """
    joined: list[Segment] = []
    for segment in segments:
        if joined and joined[-1].style is not None and segment.style is not None:
            last = joined[-1]
            if _looks(last.style) == _looks(segment.style):
                if segment.text.isspace():
                    segment = Segment(segment.text, last.style)
                elif last.text.isspace():
                    joined[-1] = Segment(last.text, segment.style)
        joined.append(segment)
    return joined


@lru_cache(maxsize=1024)
def _looks(style: Style) -> tuple[object, ...]:
    """What is seen of a style where there are blanks."""
    seen = style.color if style.reverse else None
    lines = (style.underline, style.underline2, style.strike, style.overline, style.frame)
    return (style.bgcolor, style.reverse, seen, *map(bool, lines), style.link, style.blink)
