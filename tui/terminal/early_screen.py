"""A picture on the terminal until the interface is there to draw on it itself.

What the interface would do at its start and at its end is done here for the time between: the
alternate screen, a hidden cursor, keys that are not echoed. They wait in the terminal for the
interface, which finds them as if it had been there. Whatever ends or stops brief meanwhile leaves
the terminal as it was.
"""

from __future__ import annotations

import os
import signal
import sys
import termios
from contextlib import suppress
from types import FrameType
from typing import Any, TypeAlias

ALTERNATE = "\x1b[?1049h"
"""What Textual writes to get a screen of its own; a terminal asked for it twice may clear it."""
_BEGIN = b"\x1b[?1049h\x1b[?25l"
_END = b"\x1b[m\x1b[?25h\x1b[?1049l"
_KEYS, _OUT = 0, 2  # the descriptors that Textual reads, and draws on
_LOCAL_MODES = 3  # where termios has them: tcgetattr(3)
_SIGNALS = (signal.SIGTERM, signal.SIGHUP, signal.SIGTSTP)

_Handler: TypeAlias = Any
"""What ``signal.getsignal`` gives."""


class EarlyScreen:
    """The terminal of the standard streams, with a picture on it or not.

    ``is_shown`` from ``show`` until ``hand_over`` or ``take_back``; after the former the picture
    stays until the interface draws over it.
    """

    def __init__(self) -> None:
        self.is_shown = False
        self.is_handed_over = False
        self._modes: list[Any] | None = None
        self._handlers: dict[int, _Handler] = {}

    def show(self, drawn: bytes) -> None:
        """Draw a picture; nothing if the terminal cannot be set for it."""
        try:
            modes = termios.tcgetattr(_KEYS)
            quiet = list(modes)
            quiet[_LOCAL_MODES] &= ~termios.ECHO
            found = {number: signal.getsignal(number) for number in _SIGNALS}
            # What is ignored, as nohup has it, is to stay so.
            self._handlers = {n: by for n, by in found.items() if by is not signal.SIG_IGN}
            for number in self._handlers:
                signal.signal(number, self._leave)
            self._modes, self.is_shown = modes, True
            termios.tcsetattr(_KEYS, termios.TCSANOW, quiet)
            self._write(_BEGIN + drawn)
        except (OSError, termios.error):
            self.take_back()

    def hand_over(self) -> None:
        """Leave the picture to the interface, which takes over the terminal now as it was found."""
        if self.is_shown:
            self._restore_modes()
            self.is_handed_over = True

    def take_back(self) -> None:
        """Leave the terminal as it was, if the picture is still there."""
        if self.is_shown:
            with suppress(OSError):  # it may be gone, and with it all that was on it
                self._write(_END)
            self._restore_modes()

    def _restore_modes(self) -> None:
        self.is_shown = False
        if self._modes is not None:
            with suppress(termios.error):
                termios.tcsetattr(_KEYS, termios.TCSANOW, self._modes)
        for number, before in self._handlers.items():
            if signal.getsignal(number) == self._leave:  # Textual may have put its own there
                signal.signal(number, before)

    def _leave(self, number: int, _frame: FrameType | None) -> None:
        """Take the picture back, and let the signal do what it would have done without it."""
        self.take_back()
        os.kill(os.getpid(), number)

    def _write(self, data: bytes) -> None:
        sys.stderr.flush()
        while data:
            data = data[os.write(_OUT, data) :]
