"""The picture of the first screen, drawn by a process of its own while nobody waits for it."""

from __future__ import annotations

import os
from collections.abc import Callable

import msgspec

from tui.cache import interpreter
from tui.cache.picture import LOOK, Surface


def begin(surface: Surface, painter: str) -> Callable[[], None]:
    """Start drawing the picture for that terminal; what waits until it is kept.

    ``painter`` is what the process calls with the surface as JSON has it, in the form
    ``module:function``. Raises OSError if no process can be started.
    """
    usual = {name: value for name, value in os.environ.items() if name not in LOOK}
    child = interpreter.start(
        painter, [msgspec.to_builtins(surface)], {**usual, **surface.variables}
    )

    def wait() -> None:
        os.waitpid(child, 0)

    return wait
