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
from contextlib import suppress
from typing import TYPE_CHECKING, Any, cast

if TYPE_CHECKING:
    from tui.cli.setup import Setup

_BACKPORTS = "typing_extensions"

_COMPLETION = "_BRIEF_COMPLETE"  # by which a shell asks click what could be typed
_PRINT = ["print"]  # what login messages and status bars ask for, again and again


def run() -> None:
    """Run ``brief`` as the command line and the terminal at hand ask for it, to its exit."""
    asked = sys.argv[1:]
    if _COMPLETION in os.environ or asked not in ([], _PRINT):
        from tui.cli.main import main

        main(prog_name="brief")
        return
    _load_msgspec()
    from tui.cli.output import ended_well
    from tui.cli.setup import Setup, collect_seldom

    setup = Setup()
    collect_seldom()
    start = _print if asked == _PRINT or not _has_terminal() else _open_panes
    ended_well(lambda: start(setup), lambda: setup.home.cache / "fault.log")


def _load_msgspec() -> None:
    """Import msgspec, which does without the backports of ``typing`` where there are none.

    They load what takes Python apart (``inspect``, ``ast``, ``tokenize``), a fifth of a plain
    ``brief print``, and msgspec asks them for nothing that ``typing`` has not had since 3.11.
    Whoever asks for them later gets them.
    """
    modules = cast("dict[str, Any]", sys.modules)
    if _BACKPORTS in modules:
        return
    modules[_BACKPORTS] = None  # as import has it: there are none
    try:
        with suppress(ImportError):  # one that needs them is imported with them, later
            import msgspec  # noqa: F401
    finally:
        del modules[_BACKPORTS]


def _has_terminal() -> bool:
    from tui.cli.panes import has_terminal

    return has_terminal()


def _print(setup: Setup) -> None:
    from tui.cli.day_report import ReportRequest, print_briefing

    print_briefing(setup, ReportRequest())


def _open_panes(setup: Setup) -> None:
    from tui.cli.panes import open_panes

    open_panes(setup)
