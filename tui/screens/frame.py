"""What stands around a screen: breadcrumbs above it, the status line and the keys below it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from textual.binding import ActiveBinding, Binding
from textual.geometry import Size

from tui.context.ports import Status
from tui.keys import NO_KEY
from tui.text.look import Look
from tui.text.wrap import wrap
from tui.widgets.paint import Line, Part

_PLACE = 16  # cells that the place in the rows keeps beside a message
BESIDE_MESSAGES = _PLACE + 4
"""Cells of the status line that a message cannot have."""
_MOST_LINES = 6  # of a status line: the longest errors at 80 columns
_LEAST_PART = 4  # of the lines of a small terminal it has at most this part
_EVEN_MORE = "and more: ! lists all of it"
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


def status_lines(
    look: Look,
    status: Status,
    alerts: Sequence[str],
    place: str,
    number: int,
    size: Size,
) -> tuple[list[Line], list[Part]]:
    """What the status line says at the left, and at the right the place and the number typed.

    Alerts and errors have as many lines as they need, for their ends say what to do; other messages
    one. ``size`` is that of the terminal.
    """
    text, role = status
    if text or alerts:
        first = alerts[0] if alerts else text
        place = look.clip(place, max(_PLACE, size.width - len(first) - 4))
    right: list[Part] = [(f"{place} ", "dim")] if place else []
    if number:
        right.append((f"{number} ", "strong"))
    room = max(0, size.width - sum(len(part) for part, _ in right) - 3)
    whole = size.width - 2
    wrong = [*alerts, text] if role == "warn" and text not in alerts else alerts
    lines: list[Line] = []
    for each in wrong:
        lines += _wrapped(look, each, whole if lines else room, whole)
    if text and role != "warn":
        lines.append(((f" {look.clip(text, whole if lines else room)}", role),))
    most = max(1, min(_MOST_LINES, size.height // _LEAST_PART))
    if len(lines) > most:
        lines[most - 1 :] = [((f" {look.clip(_EVEN_MORE, whole)}", "warn"),)]
    return lines or [()], right


def _wrapped(look: Look, text: str, first: int, width: int) -> list[Line]:
    """An error in lines of ``width`` cells, the first of them shorter."""
    clean = look.clean(text)
    _, end = wrap(clean, first)[0]
    lines = [clean[:end]]
    lines += [clean[end + a : end + b] for a, b in wrap(clean[end:], width) if clean[end:]]
    return [((f" {line.rstrip()}", "warn"),) for line in lines]


def keys_shown(
    bindings: Iterable[ActiveBinding], display: Callable[[Binding], str], *, typing: bool = False
) -> tuple[Keys, Keys]:
    """The keys of the key bar: those of the screen, and those that are always there.

    While somebody is ``typing``, what a key writes into the line does nothing else.
    """
    shown: dict[str, Binding] = {}
    for active in bindings:
        binding = active.binding
        if binding.show and active.enabled and binding.key != NO_KEY:
            shown.setdefault(binding.id or binding.action, binding)
    pairs = {name: (display(each), each.description) for name, each in shown.items()}
    if typing:
        pairs = {name: pair for name, pair in pairs.items() if len(pair[0]) > 1}
    always = [pairs.pop(name) for name in _ALWAYS if name in pairs]
    return list(pairs.values()), always
