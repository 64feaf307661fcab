"""``brief export``: the briefing of a day as files for other programs."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click
from click.decorators import FC

from tui.cli.options import as_of_option, days_option, known_option
from tui.cli.output import echo
from tui.exports.write import FORMS

if TYPE_CHECKING:
    from tui.cli.setup import Setup


def _form_options(command: FC) -> FC:
    for form in reversed(FORMS):
        command = click.option(
            f"--{form.name}",
            type=click.Path(path_type=Path),
            metavar=form.metavar,
            help=form.help,
        )(command)
    return command


@click.command("export")
@_form_options
@click.option(
    "--sign",
    "key",
    type=click.Path(path_type=Path),
    metavar="KEY",
    help="Sign the bundle with this OpenSSH key.",
)
@as_of_option
@known_option
@days_option
@click.pass_obj
def export_command(
    setup: Setup,
    /,
    key: Path | None,
    as_of: date | None,
    known: bool,
    days: int | None,
    **paths: Path | None,
) -> None:
    """Write the briefing of a day to files.

    Several forms at once if you like. Files that exist are replaced as a whole, or not at all.
    """
    if not any(paths.values()):
        *most, last = (f"--{form.name}" for form in FORMS)
        raise click.UsageError(f"Say what to write: {', '.join(most)} or {last}, and where to.")
    if key and not paths["bundle"]:
        raise click.UsageError("--sign KEY signs a bundle: give --bundle FILE.zip, too.")
    from briefing.clock import system_clock
    from tui.cli.progress import progress_line
    from tui.exports.write import Source, export_all

    with setup.desk() as desk:
        desk.samples.welcome()
        with progress_line("analysed") as progress:
            desk.refresh(progress)
        asked = as_of, days or setup.config.briefing.days, known
        source = Source(desk, desk.briefing(*asked), desk.stories(*asked), system_clock(), key)
        wanted = {form: path for form in FORMS if (path := paths[form.name]) is not None}
        for file, size in export_all(source, wanted).items():
            echo(f"{file}: {size} bytes", err=True)
