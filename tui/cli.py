"""The command ``brief``: wires desk and store, and starts the panes.

Only what a command needs is imported, and only when it runs: ``brief --help`` imports neither
Textual nor TinyDB, and nothing here ever imports spaCy.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

import click

from briefing.errors import BriefError, UsageError

if TYPE_CHECKING:
    from briefing.analysis import Analyser
    from briefing.desk import Desk
    from tui.config import Config, Home


class Setup:
    """What every command starts from: the user's folders and settings, each read when needed."""

    def __init__(self) -> None:
        self._config: Config | None = None

    @property
    def home(self) -> Home:
        from tui.config import home

        return home()

    @property
    def config(self) -> Config:
        if self._config is None:
            from tui.config import load_config

            self._config = load_config(self.home.config_file)
        return self._config

    def analyser(self) -> Analyser:
        """An analyser as the settings want it; its workers start with the first work."""
        from briefing.analysis import Analyser

        nlp = self.config.nlp
        return Analyser(model=nlp.model, tuned=nlp.tuned)

    @contextmanager
    def desk(self) -> Iterator[Desk]:
        """An open desk over the user's library, closed at the end whatever happens."""
        from briefing.desk import Desk
        from store.library import open_library

        desk = Desk(open_library(self.home.data), self.analyser)
        try:
            yield desk
        finally:
            desk.close()


class Commands(click.Group):
    """Reports the errors that brief raises on purpose as one line, with exit status 1."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except UsageError as error:
            raise click.UsageError(str(error)) from error
        except BriefError as error:
            raise click.ClickException(str(error)) from error


def _to_day(
    ctx: click.Context,  # noqa: ARG001
    param: click.Parameter,  # noqa: ARG001
    value: datetime | None,
) -> date | None:
    return value.date() if value else None


as_of_option = click.option(
    "--as-of",
    type=click.DateTime(["%Y-%m-%d"]),
    callback=_to_day,
    metavar="YYYY-MM-DD",
    help="Brief as of this day, not today.",
)
days_option = click.option(
    "--days", type=click.IntRange(min=1), help="Days of articles up to that day (default: 14)."
)


@click.group(cls=Commands, invoke_without_command=True)
@click.option("--print", "as_text", is_flag=True, help="Print the briefing; start no panes.")
@click.option("--mouse", is_flag=True, help="Let the mouse work in the panes.")
@as_of_option
@days_option
@click.version_option(package_name="brief-desk", prog_name="brief")
@click.pass_context
def main(
    ctx: click.Context, as_text: bool, mouse: bool, as_of: date | None, days: int | None
) -> None:
    """Who said what, where talks happen, which deadlines are coming up.

    Without a command: the panes, or the briefing as text where there is no terminal.
    """
    ctx.obj = Setup()
    if ctx.invoked_subcommand is not None:
        return
    if as_text or not _has_terminal():
        _print_briefing(ctx.obj, "text", as_of, days)
    else:
        _open_panes(ctx.obj, as_of, days, mouse)


def _has_terminal() -> bool:
    # Textual draws on standard error, so that has to be the terminal too.
    streams = (sys.stdin, sys.stdout, sys.stderr)
    return all(s.isatty() for s in streams) and os.environ.get("TERM") != "dumb"


def _open_panes(setup: Setup, as_of: date | None, days: int | None, mouse: bool) -> None:
    from tui import terminal

    settings = setup.config
    face = terminal.prepare(theme=settings.tui.theme, ascii_only=settings.tui.ascii)
    from tui.app import BriefApp

    with setup.desk() as desk:
        first_launch = _load_samples_if_empty(desk)
        BriefApp(
            desk,
            as_of=as_of,
            days=days or settings.briefing.days,
            first_launch=first_launch,
            face=face,
            keymap=settings.keys,
        ).run(mouse=mouse or settings.tui.mouse)


def _load_samples_if_empty(desk: Desk) -> bool:
    """Whether this is a first launch; an empty library then holds the samples."""
    if desk.counts().articles or desk.library.state("samples") == "removed":
        return False
    _load_samples(desk)
    return True


def _load_samples(desk: Desk) -> None:
    from briefing.model import Entry
    from briefing.samples import sample_articles

    desk.library.put(Entry(article) for article in sample_articles())
    desk.library.set_state("samples", "loaded")


def _print_briefing(setup: Setup, form: str, as_of: date | None, days: int | None) -> None:
    from tui import report
    from tui.progress import progress_line

    with setup.desk() as desk:
        if _load_samples_if_empty(desk):
            click.echo("First launch: showing the sample articles.", err=True)
        with progress_line("analysed") as progress:
            desk.refresh(progress)
        briefing = desk.briefing(as_of, days or setup.config.briefing.days)

        def text_of(article_id: str) -> str:
            article = desk.article(article_id)
            return article.text if article else ""

        if form == "json":
            click.echo(report.to_json(briefing))
        elif form == "md":
            click.echo(report.to_markdown(briefing, text_of))
        else:
            click.echo(report.to_text(briefing, text_of))


@main.command("print")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "md"]),
    default="text",
    help="Text of 72 columns, one JSON object, or Markdown with numbered sources.",
)
@as_of_option
@days_option
@click.pass_obj
def print_command(setup: Setup, form: str, as_of: date | None, days: int | None) -> None:
    """Print the briefing of a day."""
    _print_briefing(setup, form, as_of, days)


@main.command()
@click.argument("paths", nargs=-1, required=True, type=click.Path())
@click.pass_obj
def add(setup: Setup, paths: tuple[str, ...]) -> None:
    """Add articles: seed files, or folders of them.

    The sample articles leave the store with the first article of your own.
    """
    from pathlib import Path

    from tui.progress import progress_line

    with setup.desk() as desk:
        with progress_line("analysed") as progress:
            added = desk.add_files([Path(p) for p in paths], progress)
        stored = added.stored
        if stored.added or stored.changed:
            _retire_samples(desk)
    click.echo(
        f"{len(stored.added)} added, {len(stored.changed)} replaced, "
        f"{len(stored.unchanged)} already there"
    )
    _report_errors(added.errors)


def _retire_samples(desk: Desk) -> None:
    removed = desk.remove_samples()
    if removed:
        desk.library.set_state("samples", "removed")
        click.echo(
            f"The {removed} sample articles were taken out, so that they do not mix with yours. "
            "`brief samples --load` brings them back.",
            err=True,
        )


def _report_errors(errors: tuple[BriefError, ...] | list[BriefError]) -> None:
    for error in errors:
        click.echo(f"brief: {error}", err=True)
    if errors:
        sys.exit(1)


@main.command()
@click.argument("files", nargs=-1, type=click.Path())
@click.option("--jsonl", is_flag=True, help="Read JSON objects with text and published from stdin.")
@click.pass_obj
def extract(setup: Setup, files: tuple[str, ...], jsonl: bool) -> None:
    """Print what is found in articles, one JSON object a line; the store is not touched.

    FILES are seed files, or folders of them.
    """
    if jsonl == bool(files):
        raise click.UsageError("Give seed files, or --jsonl and objects on standard input.")
    from pathlib import Path

    from tui.extract import extract_files, extract_lines

    analyser = setup.analyser()
    errors: list[BriefError] = []
    try:
        rows = (
            extract_lines(sys.stdin.buffer, analyser, errors)
            if jsonl
            else extract_files(map(Path, files), analyser, errors)
        )
        for row in rows:
            click.echo(row)
    finally:
        analyser.close()
    _report_errors(errors)


@main.command()
@click.option("--remove", "action", flag_value="remove", help="Take the samples out of the store.")
@click.option("--load", "action", flag_value="load", help="Put the samples into the store.")
@click.pass_obj
def samples(setup: Setup, action: str | None) -> None:
    """Say how many sample articles the store holds; take them out, or put them in."""
    with setup.desk() as desk:
        if action == "remove":
            removed = desk.remove_samples()
            desk.library.set_state("samples", "removed")
            click.echo(f"{removed} sample articles removed")
        elif action == "load":
            _load_samples(desk)
            click.echo(f"{len(desk.sample_ids())} sample articles loaded")
        else:
            click.echo(f"{len(desk.sample_ids())} sample articles in the store")
