"""Turns lines of (text, role) parts into strips; the last stop before the terminal.

Every character that brief itself puts on the screen passes ``strip``, and there the render gate
once more: what a screen forgot to clean is clean here (cleaning twice changes nothing).
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeAlias

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip
from textual.widget import Widget

from tui.look import look_of
from tui.text import without_selectors

Part: TypeAlias = tuple[str, str]
"""Cleaned text and the role it plays: one of ``ROLES`` (or two, with a blank), or ``""``."""

Line: TypeAlias = tuple[Part, ...]

ROLES = (
    "dim",
    "strong",
    "accent",
    "warn",
    "good",
    "tab",
    "hit",
    "quote",
    "talk",
    "date",
    "cursor",
    "here",
)
COMPONENTS = {f"role--{role}" for role in ROLES}


def role_style(widget: Widget, role: str) -> Style:
    """The style of a role (or several, separated by blanks) on that widget, without background."""
    style = Style.null()
    for name in role.split():
        style += widget.get_component_rich_style(f"role--{name}", partial=True)
    return style


def strip(widget: Widget, parts: Iterable[Part], width: int, over: str = "") -> Strip:
    """Exactly ``width`` cells of those parts; ``over`` is a role laid over all of them."""
    base = widget.rich_style
    cover = role_style(widget, over) if over else Style.null()
    look = look_of(widget)
    segments: list[Segment] = []
    used = 0
    for text, role in parts:
        shown = without_selectors(look.clean(text))
        used += cell_len(shown)
        style = base + role_style(widget, role) + cover if role else base + cover
        segments.append(Segment(shown, style))
    if used < width:
        segments.append(Segment(" " * (width - used), base + cover))
    # Neighbours of one style are one segment: every change of style costs some forty bytes.
    made = Strip(Segment.simplify(segments), max(used, width))
    return made.crop(0, width) if used > width else made
