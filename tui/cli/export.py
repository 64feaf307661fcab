"""``brief export``: the briefing of a day as files for other programs."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import click
from click.decorators import FC

from briefing.files import STANDARD_OUTPUT
from tui.cli import completions
from tui.cli.options import Ahead, as_of_option, days_option, known_option
from tui.cli.output import report
from tui.cli.targets import Target, mkdir_option, prepare, refuse_terminal
from tui.exports.selection import KINDS
from tui.exports.write import FORMATS, OF_LEDGERS, ExportFormat

if TYPE_CHECKING:
    from briefing.desk import Desk
    from briefing.watches.watch import Watch
    from tui.cli.setup import Setup
    from tui.exports.write import Source


def _format_options(command: FC) -> FC:
    for export_format in reversed(FORMATS):
        command = click.option(
            f"--{export_format.name}",
            type=Target("file" if export_format.suffix else "folder"),
            metavar=export_format.metavar,
            help=export_format.help,
        )(command)
    return command


@click.command("export")
@_format_options
@click.option(
    "--sign",
    "key",
    type=click.Path(path_type=Path),
    metavar="KEY",
    help="Sign the bundle with this OpenSSH key.",
)
@click.option(
    "--watch",
    metavar="NAME",
    shell_complete=completions.watches,
    help="Only what this watch finds, which stays new for others.",
)
@click.option(
    "--kind",
    "kinds",
    multiple=True,
    type=click.Choice(KINDS),
    metavar="KIND",
    help=f"Only findings of this kind: {', '.join(KINDS)}. Repeatable.",
)
@click.option(
    "--ledger",
    is_flag=True,
    help="Only the ledger: what is owed by whom, and what was heard of it.",
)
@click.option(
    "--alarm",
    "alarms",
    multiple=True,
    type=Ahead(),
    metavar="TIME",
    help="With --ics: an alarm so long before each event: 30m, 2h, 1d, 1w. Repeatable.",
)
@mkdir_option
@as_of_option
@known_option
@days_option
@click.pass_obj
def export_command(
    setup: Setup,
    /,
    key: Path | None,
    watch: str | None,
    kinds: tuple[str, ...],
    ledger: bool,
    alarms: tuple[timedelta, ...],
    mkdir: bool,
    as_of: date | None,
    known: bool,
    days: int | None,
    **paths: Path | None,
) -> None:
    """Write the briefing of a day to files.

    Several forms at once if you like. Files that exist are replaced as a whole, or not at all; a
    link is followed, a pipe written to, and - is standard output.

    A calendar keeps its events apart: export it again to the same file, and import it again or
    subscribe to it, and what has moved moves, what is gone is cancelled.
    """
    wanted = {each: path for each in FORMATS if (path := paths[each.name]) is not None}
    _check(wanted, signed=key is not None, alarms=bool(alarms))
    named = {export_format.name for export_format in wanted}
    if ledger and (watch or kinds or not named <= {*OF_LEDGERS}):
        raise click.UsageError("--ledger is for Markdown, JSON and calendars, and is whole.")
    prepare(wanted.values(), mkdir)
    from msgspec.structs import replace

    from tui.cli.progress import progress_line
    from tui.exports.write import export_all

    with setup.desk() as desk:
        desk.samples.welcome()
        with progress_line("analysed") as progress:
            desk.refresh(progress)
        asked = as_of, days or setup.config.briefing.days, known
        looked_for = desk.watches(setup.config.watches).find(watch) if watch else None
        source = replace(_source(desk, asked, looked_for, kinds), key=key, alarms=alarms)
        if ledger:
            source = replace(source, ledger=desk.ledger(source.briefing))
        for file, size in export_all(source, wanted).items():
            if file != STANDARD_OUTPUT:
                report(f"{file}: {size} bytes", err=True)


def _source(
    desk: Desk, asked: tuple[date | None, int, bool], watch: Watch | None, kinds: tuple[str, ...]
) -> Source:
    """What the watch finds, of those kinds, in the briefing of the day, the days and the knowledge
    ``asked`` for; all of that briefing without either.
    """
    from briefing.clock import system_clock
    from tui.exports.selection import chosen
    from tui.exports.write import Source

    whole = desk.briefing(*asked)
    part = chosen(whole, watch, kinds)
    stories = desk.with_contradictions(desk.stories(*asked) if part is whole else (), whole)
    name = ", ".join([*([watch.name] if watch else []), *kinds])
    return Source(desk, part, stories, system_clock(), whole=whole, name=name)


def _check(wanted: Mapping[ExportFormat, Path], *, signed: bool, alarms: bool) -> None:
    """Refuse options without their format, and what standard output cannot take.

    Raises ``UsageError``.
    """
    named = {export_format.name for export_format in wanted}
    if not named:
        *most, last = (f"--{export_format.name}" for export_format in FORMATS)
        raise click.UsageError(f"Say what to write: {', '.join(most)} or {last}, and where to.")
    if signed and "bundle" not in named:
        raise click.UsageError("--sign KEY signs a bundle: give --bundle FILE.zip, too.")
    if alarms and "ics" not in named:
        raise click.UsageError("--alarm is for a calendar: give --ics FILE, too.")
    printed = [export_format for export_format, path in wanted.items() if path == STANDARD_OUTPUT]
    for export_format in printed:
        if not export_format.suffix:
            raise click.UsageError(
                f"--{export_format.name} writes several files: give it a folder."
            )
        if export_format.suffix == ".zip":
            refuse_terminal(STANDARD_OUTPUT, f"--{export_format.name}")
    if len(printed) > 1:
        raise click.UsageError("Only one form can go to standard output.")
