"""Job control: the terminal goes to the shell when the panes are stopped, and comes back with them.

Textual itself sees to SIGTSTP and to the SIGCONT after it. What it does not see to is a process
that was stopped outright, by SIGSTOP: that has given nothing back, and finds at its return a
terminal on which others have written. Nor that a signal may come while a line is on its way to the
terminal, for whose lock an answer at once would wait in vain: they are answered between two steps
of the loop.
"""

from __future__ import annotations

import asyncio
import signal
from collections.abc import Callable
from typing import Any

from textual.app import App, SuspendNotSupported


def obey(app: App[Any], leave: Callable[[int], None], redraw: Callable[[], None]) -> None:
    """Have signals obeyed from now on: ``leave`` is called with those that tell the app to go.

    ``redraw`` is called whenever others may have written to the terminal. To be called in the app's
    own loop.
    """
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGHUP):
        loop.add_signal_handler(number, leave, number)
    app.app_resume_signal.subscribe(app, lambda _: redraw())
    suspend, resume = signal.getsignal(signal.SIGTSTP), signal.getsignal(signal.SIGCONT)
    suspended = False

    def stop() -> None:
        nonlocal suspended
        suspended = True
        if callable(suspend):
            suspend(signal.SIGTSTP, None)

    def go_on() -> None:
        nonlocal suspended
        if not suspended:
            app.call_later(_take_terminal, app, redraw)
        elif callable(resume):
            resume(signal.SIGCONT, None)
        suspended = False

    loop.add_signal_handler(signal.SIGTSTP, stop)
    loop.add_signal_handler(signal.SIGCONT, go_on)


def _take_terminal(app: App[Any], redraw: Callable[[], None]) -> None:
    """Give the terminal back and take it anew, as if it had been given back before the stop."""
    try:
        with app.suspend():
            pass
    except SuspendNotSupported:
        redraw()
