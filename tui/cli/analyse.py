"""``brief analyse``: analysis of what is stored, or of archives, here or on a cluster."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from tui.cli import completions
from tui.cli.output import report
from tui.cli.targets import mkdir_option, prepare

if TYPE_CHECKING:
    from briefing.analysis.analyser import Analyser
    from briefing.analysis.cluster import Cluster
    from tui.cli.setup import Setup


@click.command("analyse")
@click.option(
    "--jsonl",
    metavar="FILE",
    shell_complete=completions.files,
    help="Analyse the JSON objects (text, published …) in this file, URL or - instead.",
)
@click.option(
    "--into",
    metavar="FOLDER",
    shell_complete=completions.folders,
    help="With --jsonl: where the findings go, in parts.",
)
@click.option(
    "--cluster", metavar="tcp://HOST:PORT", help="Work on this Dask cluster, not on this machine."
)
@mkdir_option
@click.pass_obj
def analyse_command(
    setup: Setup, jsonl: str | None, into: str | None, cluster: str | None, mkdir: bool
) -> None:
    """Analyse what needs it, here or on a cluster.

    Without --jsonl: the articles in the store. With it, the store is not touched, and findings go
    to FOLDER as JSON lines, a thousand articles a file, with a manifest; run the same command again
    and it goes on where it was interrupted, and analyses again what has changed since: lines, model
    or rules. Files may be fsspec URLs, such as s3://bucket/archive.jsonl.gz.
    """
    if (jsonl is None) != (into is None):
        raise click.UsageError("--jsonl FILE and --into FOLDER go together.")
    from briefing.jobs.folders import is_url

    if into and not is_url(into):
        prepare([Path(into)], mkdir)
    from briefing.analysis.cluster import Cluster

    remote = Cluster(cluster) if cluster else None
    try:
        if remote:
            remote.cores()  # says so if nobody answers, also when there turns out to be no work
        if jsonl and into:
            _archive(setup.analyser(remote), jsonl, into)
        else:
            _store(setup, remote)
    finally:
        if remote:
            remote.close()


def _archive(analyser: Analyser, source: str, into: str) -> None:
    from briefing.errors import BriefError
    from briefing.jobs.archive import analyse_archive
    from briefing.jobs.folders import folder_at, open_lines
    from tui.cli.errors import exit_with
    from tui.cli.progress import progress_line
    from tui.text.look import count

    errors: list[BriefError] = []
    try:
        with open_lines(source) as lines, progress_line("lines") as progress:
            done = analyse_archive(lines, source, folder_at(into), analyser, errors, progress)
    finally:
        analyser.close()
    said = f"{done.analysed} lines analysed, {done.skipped} had been before"
    if done.renewed:
        said += f"; {done.renewed} of them again, since lines, model or rules are others now"
    if done.removed:
        said += f"; {count(done.removed, 'part')} of lines that are gone taken out"
    report(said)
    exit_with(errors)


def _store(setup: Setup, cluster: Cluster | None) -> None:
    from tui.cli.day_report import leave_report
    from tui.cli.picture import renew_picture
    from tui.cli.progress import progress_line

    with setup.desk(cluster) as desk, progress_line("analysed") as progress:
        count = desk.refresh(progress)
        setup.leave_front(desk, changed=count > 0)
        leave_report(setup, desk)
        renew_picture(setup)
    report(f"{count} articles analysed")
