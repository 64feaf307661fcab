"""All key bindings that are declared."""

from __future__ import annotations

from collections.abc import Iterator

from textual.binding import Binding

from tui import keys


def every_binding() -> Iterator[Binding]:
    """All that is declared, group by group."""
    for name in dir(keys):
        value = getattr(keys, name)
        if name.isupper() and isinstance(value, list):
            yield from value
