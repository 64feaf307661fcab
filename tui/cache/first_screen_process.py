"""A front made by another process, while this one is busy with loading the interface.

Loading Textual takes an interpreter longer than it takes another one to open the library and to
read its newest articles, and on one interpreter the two would only take turns.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from tui.cache import interpreter
from tui.cache.first_screen import FirstScreenCache

if TYPE_CHECKING:
    from briefing.digest.first_screen import FirstScreen

_CHUNK = 1 << 20  # bytes read at once: most fronts are smaller


def begin(
    page: FirstScreenCache, maker: str, asked: date | None, days: int
) -> Callable[[], FirstScreen | None]:
    """Start making the first screen of that question; what waits for it, None if it failed.

    ``maker`` is what the process calls with the day asked for and the days covered, in the form
    ``module:function``; it writes the front to its standard output. Raises OSError if no process
    can be started.
    """
    front, written = os.pipe()
    try:
        child = interpreter.start(maker, [asked and asked.isoformat(), days], output=written)
    except OSError:
        os.close(front)
        raise
    finally:
        os.close(written)

    def wait() -> FirstScreen | None:
        data = bytearray()
        while chunk := os.read(front, _CHUNK):
            data += chunk
        os.close(front)
        os.waitpid(child, 0)
        return page.answer_in(bytes(data))

    return wait
