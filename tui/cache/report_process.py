"""What another process makes and keeps while panes are open, so that theirs need not."""

from __future__ import annotations

from collections.abc import Sequence

from briefing.ports import Pause
from tui.cache import interpreter


def leave(maker: str, pause: Pause, given: Sequence[object] = ()) -> None:
    """Have something made and kept, and wait for that; ``pause`` may raise to end the making.

    ``maker`` is what the process calls, in the form ``module:function``, with what is ``given``,
    which has to be JSON. Nothing is made where no process can be started.
    """
    try:
        child = interpreter.start(maker, given)
    except OSError:
        return
    interpreter.wait_for(child, pause)
