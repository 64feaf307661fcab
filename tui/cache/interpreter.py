"""Another interpreter with brief at hand, started from the one that loads the interface."""

from __future__ import annotations

import json
import os
import signal
import sys
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from briefing.ports import Pause

# Nothing is left to be tidied up at the end: taking a large library apart takes a while.
_PROGRAM = """
import gc, json, os, sys
gc.disable()
sys.path[:], called, given = json.loads(sys.argv[1])
module, name = called.split(":")
getattr(__import__(module, fromlist=[name]), name)(*given)
os._exit(0)
"""
_LOOKS = 0.02  # seconds between two looks at whether it is done, or no longer wanted
NOWHERE = -1
"""In place of a descriptor: what is written there is not wanted."""


def start(
    called: str,
    given: Sequence[object],
    environment: Mapping[str, str] = os.environ,
    output: int = NOWHERE,
) -> int:
    """Call a function of brief's, in the form ``module:function``, in a process of its own.

    It is called with what is ``given``, which has to be JSON; what it writes to its standard
    output goes to the descriptor ``output``, and it has neither input nor errors. The process.
    Raises OSError if none can be started.
    """
    places = [os.path.abspath(place) for place in sys.path]  # noqa: PTH100  ("" is here)
    streams = (0, 1, 2) if output == NOWHERE else (0, 2)
    actions: list[tuple[int, ...] | tuple[int, int, str, int, int]] = [
        (os.POSIX_SPAWN_OPEN, number, os.devnull, os.O_RDWR, 0) for number in streams
    ]
    if output != NOWHERE:
        actions.append((os.POSIX_SPAWN_DUP2, output, 1))
    work = json.dumps([places, called, given])
    # Here and now: importing ``subprocess`` first would take longer than this.
    arguments = [sys.executable, "-P", "-S", "-c", _PROGRAM, work]
    return os.posix_spawn(sys.executable, arguments, environment, file_actions=actions)


def leave(maker: str, pause: Pause, given: Sequence[object] = ()) -> None:
    """Have something made and kept by such a process, and wait for that.

    ``maker`` and ``given`` are as of ``start``; ``pause`` is called meanwhile, and may raise to end
    the making. Nothing is made where no process can be started.
    """
    try:
        child = start(maker, given)
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
