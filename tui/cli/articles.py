"""``brief add``, ``extract`` and ``samples``: articles in, and what is found in them out."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from briefing.errors import BriefError, UsageError
from briefing.intake.text import clean
from tui.cli import completions
from tui.cli.confirm import confirm, yes_option
from tui.cli.errors import exit_with
from tui.cli.exit_codes import FAILED
from tui.cli.listing import echo_object, json_option
from tui.cli.on_match import report_handover
from tui.cli.output import echo, report
from tui.cli.progress import progress_line

if TYPE_CHECKING:
    from briefing.intake.feeds.rechecks import Page
    from tui.cli.setup import Setup


def _forms(ctx: click.Context, param: click.Parameter, begun: str) -> list[str]:
    """What a file or a text may be said to be, for the shell."""
    del ctx, param
    from briefing.jobs.documents import AS_NAMES

    return [form for form in AS_NAMES if form.startswith(begun)]


_AS = click.option(
    "--as",
    "form",
    metavar="FORM",
    shell_complete=_forms,
    help="What they are, if not as they look: seed, page, text, mail, mbox, pdf, calendar; "
    "article, transcript, agenda, communique, liveblog, digest.",
)


@click.command("add")
@click.argument(
    "sources",
    nargs=-1,
    required=True,
    metavar="PATH|URL|-...",
    shell_complete=completions.files,
)
@_AS
@click.pass_obj
def add_command(setup: Setup, sources: tuple[str, ...], form: str | None) -> None:
    """Add articles: seed files, web pages, mail, PDF and calendar files.

    A seed file is plain text: title, date (YYYYMMDD), link, then one paragraph a line. Files that
    end in .html, .eml, .mbox, .pdf, .ics or .md are read as what they are, and so is a Maildir. Of
    a folder all of these are read, and what else is in it is counted as skipped. A URL is fetched,
    and - is standard input, a seed or a page. The sample articles leave the store with the first
    article of your own.
    """
    from briefing.clock import system_clock
    from briefing.jobs.add import articles_of, skipped_words, sorted_inputs
    from briefing.jobs.documents import parse_as
    from tui.cli.day_report import leave_report

    asked_form = parse_as(form)
    inputs = sorted_inputs(sources, asked_form)
    with setup.desk() as desk:
        pages: dict[str, Page] = {}
        allowed, covered = setup.config.feeds.allow_hosts, setup.config.briefing.days
        found, errors = articles_of(inputs, allowed, asked_form, desk.sources, pages)
        with progress_line("analysed") as progress:
            stored = desk.add_articles(found, progress)
            if pages and setup.config.feeds.recheck:
                desk.feeds.remember_added(pages, covered, system_clock())
            if inputs.files:
                added = desk.add_files(inputs.files, progress)
                stored += added.stored
                errors += added.errors
        if stored.added or stored.changed:
            setup.retire_samples(desk)
            setup.leave_front(desk)
        well = report_handover(setup, desk)
        leave_report(setup, desk, if_asked_for=True)
    report(
        f"{len(stored.added)} added, {len(stored.changed)} replaced, "
        f"{len(stored.unchanged)} already there"
    )
    if skipped := skipped_words(inputs.skipped):
        report(skipped)
    exit_with(errors)
    if not well:
        sys.exit(FAILED)


@click.command("extract")
@click.argument("files", nargs=-1, type=click.Path())
@click.option("--jsonl", is_flag=True, help="Read JSON objects with text and published from stdin.")
@_AS
@click.pass_obj
def extract_command(setup: Setup, files: tuple[str, ...], jsonl: bool, form: str | None) -> None:
    """Print what is found in articles, one JSON object a line.

    FILES are seed files, folders of them, or what else `brief add` reads. The store is not touched.
    With --jsonl an object may name its "format".
    """
    if jsonl == bool(files):
        raise click.UsageError("Give seed files, or --jsonl and objects on standard input.")
    if jsonl and form:
        raise click.UsageError('With --jsonl, each object names its own "format".')
    from briefing.jobs.documents import parse_as
    from briefing.jobs.extract import extract_files, extract_lines

    asked_form = parse_as(form)
    analyser = setup.analyser()
    errors: list[BriefError] = []
    try:
        rows = (
            extract_lines(sys.stdin.buffer, analyser, errors)
            if jsonl
            else extract_files(map(Path, files), analyser, errors, asked_form)
        )
        for row in rows:
            echo(row)
    finally:
        analyser.close()
    exit_with(errors)


@click.command("remove")
@click.argument(
    "ids", nargs=-1, required=True, metavar="ID...", shell_complete=completions.articles
)
@yes_option
@click.pass_obj
def remove_command(setup: Setup, ids: tuple[str, ...], yes: bool) -> None:
    """Take articles out for good.

    They do not come back with the next fetch of their feed; `brief add` brings one back.
    `brief print --format json` gives the ids.
    """
    from tui.cli.day_report import leave_report

    errors: list[BriefError] = []
    with setup.desk() as desk:
        titles = [clean(a.title) or a.id for i in ids if (a := desk.article(i))]
        if titles:
            confirm(f"Take out for good: {'; '.join(titles)}?", yes)
        for article_id in ids:
            article = desk.article(article_id)
            if article is None or not desk.remove([article_id]):
                name = f"article {clean(article_id)!r}"
                errors.append(
                    UsageError(name, "is not in the store", "See `brief print --format json`")
                )
            else:
                report(f"Removed {clean(article.title) or article_id}")
        setup.leave_front(desk, len(errors) < len(ids))
        leave_report(setup, desk, if_asked_for=True)
    exit_with(errors)


@click.command("samples")
@click.option("--remove", "action", flag_value="remove", help="Take the samples out of the store.")
@click.option("--load", "action", flag_value="load", help="Put the samples into the store.")
@json_option
@yes_option
@click.pass_obj
def samples_command(setup: Setup, action: str | None, as_json: bool, yes: bool) -> None:
    """Count the sample articles; take them out, or put them in."""
    from tui.cli.day_report import leave_report

    with setup.desk() as desk:
        if action == "remove":
            if count := len(desk.samples.ids()):
                confirm(f"Take the {count} sample articles out of the store?", yes)
            report(f"{desk.samples.remove()} sample articles removed")
        elif action == "load":
            report(f"{desk.samples.load()} sample articles loaded")
        elif as_json:
            echo_object({"samples": list(desk.samples.ids())})
        else:
            echo(f"{len(desk.samples.ids())} sample articles in the store")
        if action:
            leave_report(setup, desk, if_asked_for=True)
