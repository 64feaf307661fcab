"""A front made by another process, while this one is busy with loading the interface.

Loading Textual takes an interpreter longer than it takes another one to open the library and to
read its newest articles, and on one interpreter the two would only take turns.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from tui.cache.first_screen import FirstScreenCache

if TYPE_CHECKING:
    from briefing.digest.first_screen import FirstScreen

# Nothing is left to be tidied up at the end: taking a large library apart takes a while.
_CHILD = """
import gc, json, os, sys
gc.disable()
sys.path[:], maker, asked, days = json.loads(sys.argv[1])
module, name = maker.split(":")
front = getattr(__import__(module, fromlist=[name]), name)(asked, days)
while front:
    front = front[os.write(1, front):]
os._exit(0)
"""
_CHUNK = 1 << 20  # bytes read at once: most fronts are smaller


def begin(
    page: FirstScreenCache, maker: str, asked: date | None, days: int
) -> Callable[[], FirstScreen | None]:
    """Start making the first screen of that question; what waits for it, None if it failed.

    ``maker`` is what the process calls with the day asked for and the days covered, in the form
    ``module:function``; it gives the front as it is written. Raises OSError if no process can be
    started.
    """
    places = [os.path.abspath(place) for place in sys.path]  # noqa: PTH100  ("" is here)
    work = json.dumps([places, maker, asked and asked.isoformat(), days])
    front, written = os.pipe()
    nothing = [(os.POSIX_SPAWN_OPEN, n, os.devnull, os.O_RDWR, 0) for n in (0, 2)]
    try:
        # Here and now: importing ``subprocess`` first would take longer than this.
        child = os.posix_spawn(
            sys.executable,
            [sys.executable, "-P", "-S", "-c", _CHILD, work],
            os.environ,
            file_actions=[*nothing, (os.POSIX_SPAWN_DUP2, written, 1)],
        )
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
