"""Job control: the terminal goes to the shell when the panes are stopped, and comes back with them.

Textual itself sees to SIGTSTP and to the SIGCONT after it. What it does not see to is a process
that was stopped outright, by SIGSTOP: that has given nothing back, and finds at its return a
terminal on which others have written.
"""

from __future__ import annotations

import asyncio
import signal
from collections.abc import Callable
from types import FrameType
from typing import Any

from textual.app import App, SuspendNotSupported


def obey(app: App[Any], leave: Callable[[int], None]) -> None:
    """Have signals obeyed from now on: ``leave`` is called with those that tell the app to go.

    To be called in the app's own loop.
    """
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGHUP):
        loop.add_signal_handler(number, leave, number)
    app.app_resume_signal.subscribe(app, lambda _: app.refresh(layout=True))
    suspend, resume = signal.getsignal(signal.SIGTSTP), signal.getsignal(signal.SIGCONT)
    suspended = False

    def stop(number: int, frame: FrameType | None) -> None:
        nonlocal suspended
        suspended = True
        if callable(suspend):
            suspend(number, frame)

    def go_on(number: int, frame: FrameType | None) -> None:
        nonlocal suspended
        if not suspended:
            loop.call_soon_threadsafe(app.call_later, _take_terminal, app)
        elif callable(resume):
            resume(number, frame)
        suspended = False

    signal.signal(signal.SIGTSTP, stop)
    signal.signal(signal.SIGCONT, go_on)


def _take_terminal(app: App[Any]) -> None:
    """Give the terminal back and take it anew, as if it had been given back before the stop."""
    try:
        with app.suspend():
            pass
    except SuspendNotSupported:
        app.refresh(layout=True)
