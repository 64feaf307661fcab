"""``brief mcp``: the library for assistants that speak the Model Context Protocol."""

from __future__ import annotations

import signal
import sys
from typing import TYPE_CHECKING

import click

from tui.cli.output import report

if TYPE_CHECKING:
    from tui.cli.setup import Setup


@click.command("mcp")
@click.pass_obj
def mcp_command(setup: Setup) -> None:
    """Answer an assistant that speaks MCP, reading only.

    It speaks the Model Context Protocol on standard input and output. Its tools are search,
    briefing, story and statement; they fetch, change and analyse nothing. What pages say stands in
    their answers below "untrusted". Takes the extra mcp.
    """
    try:
        from tui.cli.mcp_server import make_server
    except ImportError as error:
        if (error.name or "").partition(".")[0] not in ("mcp", "pydantic"):
            raise
        from briefing.errors import UsageError
        from briefing.installing import how_to_install

        problem, remedy = "needs the package mcp, 2.3 or newer", how_to_install("'mcp>=2.3,<3'")
        raise UsageError("brief mcp", problem, remedy) from None
    from tui.cli.mcp_answers import Answers

    # The thread that waits for standard input hears of no interrupt, and there is nothing to undo.
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    if sys.stdin.isatty():
        report("Waiting for an assistant on standard input; Ctrl-C ends it.", err=True)
    with setup.desk() as desk:
        make_server(Answers(desk, setup.config.briefing.days)).run("stdio")
