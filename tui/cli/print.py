"""``brief print``: the briefing of a day, or what of it is new or watched for."""

from __future__ import annotations

import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from briefing.files import STANDARD_OUTPUT
from tui.cli import completions
from tui.cli.day_report import (
    DRAWN,
    FORMATS,
    LEDGER_FORMATS,
    MAIL_ROWS,
    ReportRequest,
    print_briefing,
)
from tui.cli.exit_codes import NEWS
from tui.cli.options import as_of_option, days_option, known_option, since_option
from tui.cli.output import echo
from tui.cli.targets import Target, mkdir_option, prepare

if TYPE_CHECKING:
    from tui.cli.setup import Setup


@click.command("print")
@click.option(
    "--format",
    "form",
    type=click.Choice(FORMATS),
    default="text",
    help="Text of 72 columns, one JSON object, Markdown with numbered sources, one HTML file "
    "without scripts, a mail of text and HTML, a drawing with a list below it (where talks happen, "
    "what happens when), or what the parties of talks said, round by round.",
)
@click.option("--json", "short_form", flag_value="json", help="The same as --format json.")
@click.option("--map", "short_form", flag_value="map", help="The same as --format map.")
@click.option(
    "--timeline", "short_form", flag_value="timeline", help="The same as --format timeline."
)
@click.option("--table", "short_form", flag_value="table", help="The same as --format table.")
@click.option(
    "-o", "--output", type=Target(), default=STANDARD_OUTPUT, help="Write to this FILE, whole."
)
@click.option("--to", metavar="ADDRESS", help="With --format eml: whom the mail is for.")
@click.option(
    "--watch",
    metavar="NAME",
    shell_complete=completions.watches,
    help=f"Only what this watch finds; exit status {NEWS} when any of it is new, "
    "and nothing at all is printed when none is.",
)
@click.option(
    "--top",
    type=click.IntRange(min=0),
    metavar="N",
    help=f"Rows of each section at most, 0 for all (text of a whole briefing: {MAIL_ROWS}).",
)
@click.option(
    "--ledger",
    is_flag=True,
    help="What is owed by whom, what was heard of it, and who kept silent.",
)
@click.option("--peek", is_flag=True, help="With --watch: leave what is new as new for others.")
@since_option
@mkdir_option
@as_of_option
@known_option
@days_option
@click.pass_obj
def print_command(
    setup: Setup,
    /,
    short_form: str | None,
    output: Path,
    mkdir: bool,
    form: str,
    **asked: Any,
) -> None:
    """Print the briefing of a day."""
    request = ReportRequest(short_form or form, **asked)
    if request.top and request.form == "json":
        raise click.UsageError("--top is not for JSON, which is for programs, and whole.")
    if request.top and request.form in DRAWN:
        raise click.UsageError("--top is not for drawings and tables, which show all they have.")
    if request.top and request.watch is not None:
        raise click.UsageError("--top does not go with --watch, which shows all that it finds.")
    if request.to and request.form != "eml":
        raise click.UsageError("--to ADDRESS is for a mail: give --format eml, too.")
    if request.ledger and request.form not in LEDGER_FORMATS:
        raise click.UsageError(f"--ledger is for the formats {', '.join(LEDGER_FORMATS)}.")
    if request.ledger and (request.since is not None or request.watch is not None):
        raise click.UsageError("--ledger is of all articles: it takes no --since and no --watch.")
    if request.peek and request.watch is None:
        raise click.UsageError("--peek is for what a watch finds: give --watch NAME, too.")
    prepare([output], mkdir)
    write = echo if output == STANDARD_OUTPUT else partial(_write, output)
    if print_briefing(setup, request, write):
        sys.exit(NEWS)


def _write(output: Path, text: str) -> None:
    from briefing.files import write_whole

    write_whole(output, f"{text}\n".encode("utf-8", "replace"))
