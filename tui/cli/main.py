"""The command ``brief``: wires desk and store, and starts the panes.

Only what a command needs is imported, and only when it runs: ``brief --help`` imports neither
Textual nor TinyDB, and nothing here ever imports spaCy.
"""

from __future__ import annotations

import os
from datetime import date
from functools import partial
from typing import Any

import click

from briefing.errors import BriefError
from tui.cli.groups import Group, shared_options, with_shared_options
from tui.cli.options import as_of_option, days_option, known_option
from tui.cli.output import Volume, as_of_command, ended_well, set_volume
from tui.cli.panes import has_terminal, open_panes
from tui.cli.setup import Setup, collect_seldom

COMMANDS = {
    "add": (
        "tui.cli.articles",
        "Add articles: seed files, web pages, mail, PDF and calendar files.",
    ),
    "analyse": ("tui.cli.analyse", "Analyse what needs it, here or on a cluster."),
    "backup": ("tui.cli.store", "Write the whole store to one FILE, while others read and write."),
    "completion": ("tui.cli.config", "Print a completion script for bash, zsh or fish."),
    "config": ("tui.cli.config", "Show the settings in force; check, change or edit them."),
    "corrections": ("tui.cli.corrections", "List, undo and export corrections of findings."),
    "doctor": ("tui.cli.store", "Check store, settings, model and terminal, and say what to do."),
    "export": ("tui.cli.export", "Write the briefing of a day to files."),
    "extract": ("tui.cli.articles", "Print what is found in articles, one JSON object a line."),
    "feeds": ("tui.cli.feeds", "Subscribe to feeds, list them and change them."),
    "fetch": ("tui.cli.fetch", "Fetch the feeds that are due, and analyse what is new."),
    "mcp": ("tui.cli.mcp", "Answer an assistant that speaks MCP, reading only."),
    "print": ("tui.cli.print", "Print the briefing of a day."),
    "prune": ("tui.cli.store", "Delete old articles with their findings."),
    "read": ("tui.cli.read", "Print one article as linear text, with what was found in it."),
    "remove": ("tui.cli.articles", "Take articles out for good."),
    "restore": ("tui.cli.store", "Put a backup FILE in place of the store, which is kept aside."),
    "samples": ("tui.cli.articles", "Count the sample articles; take them out, or put them in."),
    "service": ("tui.cli.service", "Have systemd fetch every so often, for you alone."),
    "status": ("tui.cli.status", "Say in one line what is new and what is next."),
    "verify": ("tui.cli.verify", "Verify a bundle: bytes to text to the words cited."),
    "watch": ("tui.cli.watch", "Look out for speakers, places, parties, phrases and searches."),
}
"""Each command with the module that it lives in, imported when it is called for, and its help."""


class Commands(Group):
    """Loads commands when they are called for, and reports brief's own errors as one line."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        if cmd_name not in COMMANDS:
            return None
        from importlib import import_module

        command = getattr(import_module(COMMANDS[cmd_name][0]), f"{cmd_name}_command")
        return with_shared_options(command) if isinstance(command, click.Command) else None

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        with formatter.section("Commands"):
            formatter.write_dl([(name, text) for name, (_, text) in COMMANDS.items()])

    def main(self, *args: Any, **extra: Any) -> Any:
        set_volume(Volume.NORMAL)
        own_end = extra.pop("standalone_mode", True)
        run = partial(super().main, *args, **extra, standalone_mode=False)
        return ended_well(run, lambda: Setup().home.cache / "fault.log") if own_end else run()

    def invoke(self, ctx: click.Context) -> Any:
        collect_seldom()
        try:
            return super().invoke(ctx)
        except BriefError as error:
            raise as_of_command(error) from error


def _columns() -> int:
    """The width for help. Click would ask ``shutil``, which takes longer to import than to help."""
    try:
        return int(os.environ.get("COLUMNS") or os.get_terminal_size().columns)
    except (ValueError, OSError):
        return 80


@click.group(
    cls=Commands,
    invoke_without_command=True,
    context_settings={
        "terminal_width": min(_columns(), 100),
        "help_option_names": ["-h", "--help"],
    },
    epilog="`brief COMMAND --help` explains a command, `man brief` all of them.",
)
@click.option("--print", "as_text", is_flag=True, help="Print the briefing; start no panes.")
@click.option("--mouse", is_flag=True, help="Let the mouse work in the panes.")
@as_of_option
@known_option
@days_option
@click.version_option(None, "-V", "--version", package_name="brief-desk", prog_name="brief")
@click.pass_context
def main(
    ctx: click.Context,
    as_text: bool,
    mouse: bool,
    as_of: date | None,
    known: bool,
    days: int | None,
) -> None:
    """Who said what, where talks happen, which deadlines are coming up.

    Without a command: the panes, or the briefing as text where there is no terminal.
    """
    ctx.obj = Setup()
    if ctx.invoked_subcommand is not None:
        return
    if as_text or not has_terminal():
        from tui.cli.day_report import ReportRequest, print_briefing

        print_briefing(ctx.obj, ReportRequest(as_of=as_of, days=days, known=known))
    else:
        open_panes(ctx.obj, as_of, days, known, mouse)


main.params += shared_options()
