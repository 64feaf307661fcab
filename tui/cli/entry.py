"""Where ``brief`` begins: at what most starts are for at once, otherwise at its commands.

Taking a command line apart takes click, and importing that a fortieth of the time to the panes'
first rows, and an eighth of a plain ``brief print``.
"""

from __future__ import annotations

import atexit
import gc

# Nothing that is made while modules load is garbage; looking for it took a tenth of ``--help``.
gc.disable()
# Nor need any be found at the end, when the process goes: that took a tenth of ``print``.
atexit.register(gc.freeze)

import os
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tui.cli.setup import Setup

_COMPLETION = "_BRIEF_COMPLETE"  # by which a shell asks click what could be typed
_PRINT = ["print"]  # what login messages and status bars ask for, again and again


def run() -> None:
    """Run ``brief`` as the command line and the terminal at hand ask for it, to its exit."""
    asked = sys.argv[1:]
    if _COMPLETION in os.environ or asked not in ([], _PRINT):
        from tui.cli.main import main

        main(prog_name="brief")
        return
    from tui.cli.output import ended_well
    from tui.cli.setup import Setup, collect_seldom

    setup = Setup()
    collect_seldom()
    start = _print if asked == _PRINT or not _has_terminal() else _open_panes
    ended_well(lambda: start(setup), lambda: setup.home.cache / "fault.log")


def _has_terminal() -> bool:
    from tui.cli.panes import has_terminal

    return has_terminal()


def _print(setup: Setup) -> None:
    from tui.cli.day_report import ReportRequest, print_briefing

    print_briefing(setup, ReportRequest())


def _open_panes(setup: Setup) -> None:
    from tui.cli.panes import open_panes

    open_panes(setup)
