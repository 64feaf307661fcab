"""A front made by another process, while this one is busy with loading the interface.

Loading Textual takes an interpreter longer than it takes another one to read the library, and on
one interpreter the two would only take turns.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from datetime import date

from briefing.front import Front
from tui.front_page import FrontPage

_CHILD = """
import json, sys
sys.path[:], asked, days = json.loads(sys.argv[1])
from tui.cli import make_front
make_front(asked, days)
"""


def begin(page: FrontPage, asked: date | None, days: int) -> Callable[[], Front | None]:
    """Start making the front of that question; what waits for it, and gives None if it failed."""
    places = [os.path.abspath(place) for place in sys.path]  # noqa: PTH100  ("" is here)
    work = json.dumps([places, asked and asked.isoformat(), days])
    child = subprocess.Popen(  # noqa: S603  (our own interpreter and code)
        [sys.executable, "-P", "-c", _CHILD, work],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )

    def wait() -> Front | None:
        child.wait()
        return page.read()

    return wait
