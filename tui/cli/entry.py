"""Where ``brief`` begins: without arguments straight at its panes, otherwise at its commands.

Taking a command line apart takes click, and importing that a fortieth of the time to the panes'
first rows.
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

_COMPLETION = "_BRIEF_COMPLETE"  # by which a shell asks click what could be typed


def run() -> None:
    """Run ``brief`` as the command line and the terminal at hand ask for it, to its exit."""
    from tui.cli.panes import has_terminal

    if len(sys.argv) > 1 or _COMPLETION in os.environ or not has_terminal():
        from tui.cli.main import main

        main(prog_name="brief")
        return
    from tui.cli.output import ended_well
    from tui.cli.panes import open_panes
    from tui.cli.setup import Setup, collect_seldom

    setup = Setup()
    collect_seldom()
    ended_well(lambda: open_panes(setup), lambda: setup.home.cache / "fault.log")
