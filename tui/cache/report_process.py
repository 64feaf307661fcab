"""The report that ``brief print`` gives next, made by a process of its own while nobody types."""

from __future__ import annotations

import os
import signal
import time
from contextlib import suppress

from briefing.ports import Pause
from tui.cache import interpreter

_LOOKS = 0.02  # seconds between two looks at whether it is done, or somebody types


def leave(maker: str, pause: Pause) -> None:
    """Have the report made and kept, and wait for that; ``pause`` may raise to end the making.

    ``maker`` is what the process calls, in the form ``module:function``. Nothing is made where no
    process can be started.
    """
    try:
        child = interpreter.start(maker, [])
    except OSError:
        return
    try:
        while os.waitpid(child, os.WNOHANG) == (0, 0):
            time.sleep(_LOOKS)
            pause()
    except ChildProcessError:
        return  # whoever ignores children's ends has no need to wait for them
    except BaseException:
        with suppress(ProcessLookupError):
            os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        raise
