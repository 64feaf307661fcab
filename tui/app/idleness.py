"""Holds back work that can wait while somebody types: a key comes before all of it."""

from __future__ import annotations

import time
from collections.abc import Callable

from briefing.ports import Pause

IDLE_SECONDS = 0.25
"""Since the last key: twice as long as most take between two keys that they press in a row
(``RowList`` is steered with some eight keys a second)."""

_LOOKS = 0.02  # seconds between two looks at whether somebody types


class Disturbed(Exception):  # noqa: N818  (no error: somebody types)
    """A key has been pressed."""


class Idleness:
    """Knows when the last key was pressed; ``seconds`` after it nobody types any more."""

    def __init__(
        self, seconds: float = IDLE_SECONDS, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._seconds = seconds
        self._clock = clock
        self._last_key = float("-inf")

    def key(self) -> None:
        """A key was pressed."""
        self._last_key = self._clock()

    def wait(self, check: Pause) -> None:
        """Wait until nobody types; ``check`` is called now and then, and may raise to give up."""
        check()
        while self._clock() - self._last_key < self._seconds:
            time.sleep(_LOOKS)
            check()

    def undisturbed(self, work: Callable[[Pause], None], check: Pause) -> None:
        """Do work that is begun anew whenever somebody has typed meanwhile.

        It holds what others wait for, and so must not wait itself: it is given what to call now and
        then, which ends it. ``check`` may raise to give up.
        """

        def pause() -> None:
            check()
            if self._last_key != began_after:
                raise Disturbed

        while True:
            self.wait(check)
            began_after = self._last_key
            try:
                work(pause)
            except Disturbed:
                continue
            return
