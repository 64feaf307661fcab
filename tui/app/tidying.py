"""Lets go of what screens and briefings have left behind, while nobody types."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable
from contextlib import suppress

from textual._styles_cache import StylesCache

QUIET_SECONDS = 2.0
"""Since the last key: looking through everything takes some tenths of a second at 50,000 rows."""

MOST_SECONDS = 300.0
"""After so long it is done also while somebody types: a hundred screens leave 100 MiB behind."""


def _forget_painted_lines() -> None:
    """Let go of widgets' lines that Textual keeps by a cache of two colours for each widget.

    It has room for 1,024 widgets, those of screens that were left among them: 100 MiB.
    """
    clear = getattr(StylesCache.get_inner_outer, "cache_clear", None)
    if clear is not None:
        clear()


def _give_back_pages() -> None:
    """Have the C library give back what it keeps of memory that was let go of.

    A briefing read and merged in threads leaves free room in each thread's part of the heap. Only
    glibc can be told (malloc_trim(3)).
    """
    import ctypes

    with suppress(OSError, AttributeError):
        ctypes.CDLL(None).malloc_trim(0)


class Tidying:
    """Keeps the collector from walking through what is loaded between two keys, and has it do so
    when there is time. Screens that were left know each other, and so do their parts: nothing else
    frees them.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._last_key = self._last_time = clock()
        self._pending = False

    def key(self) -> None:
        """A key was pressed: what it leads to will be left some time."""
        self._last_key = self._clock()
        self._pending = True

    def keep(self) -> None:
        """What is loaded now stays for a while."""
        gc.freeze()
        self._pending = True

    def consider(self) -> bool:
        """Let go of what nobody needs any more, if this is the time for it; whether it was."""
        now = self._clock()
        is_quiet = now - self._last_key >= QUIET_SECONDS
        if not self._pending or not (is_quiet or now - self._last_time >= MOST_SECONDS):
            return False
        _forget_painted_lines()
        gc.unfreeze()
        gc.collect()
        _give_back_pages()
        gc.freeze()
        self._last_time, self._pending = now, False
        return True
