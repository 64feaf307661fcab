"""Timers that go off, however late.

Textual's leave out what they are too late for. One that is to go off once is too late already if
the process has to wait for the processor while it is started, and then never goes off: on a busy
machine a change of the terminal's size was lost for good, as Textual waits for such a timer.
"""

from __future__ import annotations

from textual.timer import Timer


def sure(timer: Timer) -> Timer:
    """The timer, which has just been made and goes off once: late rather than never."""
    timer._skip = False
    return timer
