"""Asks before something is taken away, where there is somebody to ask."""

from __future__ import annotations

import sys

import click

from tui.cli.output import visible

yes_option = click.option("-y", "--yes", is_flag=True, help="Do not ask.")


def confirm(question: str, yes: bool) -> None:
    """Ask on the terminal, if there is one and ``yes`` is not given. Raises ``click.Abort``."""
    if is_asked(yes):
        click.confirm(visible(question), abort=True, err=True)


def is_asked(yes: bool) -> bool:
    """Whether there is a terminal to ask on, and ``yes`` is not given."""
    return not yes and sys.stdin.isatty() and sys.stderr.isatty()
