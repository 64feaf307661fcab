"""What stands around a screen: breadcrumbs above it, the status line and the keys below it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from textual.binding import ActiveBinding, Binding

from tui.context.ports import Status
from tui.keys import NO_KEY
from tui.text.look import Look
from tui.widgets.paint import Part

_PLACE = 16  # cells that the place in the rows keeps beside a message
BESIDE_MESSAGES = _PLACE + 4
"""Cells of the status line that a message cannot have."""
_ALWAYS = ("app.help", "app.quit")
Keys = list[tuple[str, str]]
"""How each key is called, and what it does."""


def breadcrumbs(look: Look, crumbs: Sequence[str], width: int) -> list[Part]:
    """The way from the desk to the screen in sight; cut at its beginning where it is too long."""
    arrow = f" {look.marks.arrow} "
    *before, here = crumbs
    way = "".join(f"{crumb}{arrow}" for crumb in before)
    room = max(10, width - 4)
    if len(way) + len(here) > room:
        way = f"{look.marks.ellipsis}{arrow}"
    return [(f" {look.clean(way)}", "dim"), (look.clip(here, room - len(way)), "strong")]


def status_line(
    look: Look, status: Status, place: str, number: int, width: int
) -> tuple[list[Part], list[Part]]:
    """The message at the left; the place in the rows and the number typed at the right."""
    text, role = status
    if text:
        place = look.clip(place, max(_PLACE, width - len(text) - 4))
    right: list[Part] = [(f"{place} ", "dim")] if place else []
    if number:
        right.append((f"{number} ", "strong"))
    room = max(0, width - sum(len(part) for part, _ in right) - 3)
    return [(f" {look.clip(text, room)}", role)], right


def keys_shown(
    bindings: Iterable[ActiveBinding], display: Callable[[Binding], str]
) -> tuple[Keys, Keys]:
    """The keys of the key bar: those of the screen, and those that are always there."""
    shown: dict[str, Binding] = {}
    for active in bindings:
        binding = active.binding
        if binding.show and active.enabled and binding.key != NO_KEY:
            shown.setdefault(binding.id or binding.action, binding)
    pairs = {name: (display(each), each.description) for name, each in shown.items()}
    always = [pairs.pop(name) for name in _ALWAYS if name in pairs]
    return list(pairs.values()), always
