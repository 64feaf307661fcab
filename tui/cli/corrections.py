"""``brief corrections …``: what was set right in findings; made in the panes with ``x``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from briefing.errors import UsageError
from briefing.files import STANDARD_OUTPUT
from tui.cli.groups import Group
from tui.cli.listing import echo_object, json_option
from tui.cli.output import echo, report
from tui.cli.targets import Target, mkdir_option, prepare

if TYPE_CHECKING:
    from briefing.corrections import Correction
    from tui.cli.setup import Setup


@click.group("corrections", cls=Group)
def corrections_command() -> None:
    """List, undo and export corrections of findings.

    The panes make them: x on a statement, a talk or a deadline.
    """


@corrections_command.command("list")
@json_option
@click.pass_obj
def list_corrections(setup: Setup, as_json: bool) -> None:
    """List the corrections, the oldest first, each with its number."""
    from briefing.corrections import described
    from tui.text.phrases import plain

    with setup.desk() as desk:
        corrections = desk.overlay.corrections()
        articles = {c.article_id: desk.article(c.article_id) for c in corrections}
    for number, correction in enumerate(corrections, 1):
        article = articles[correction.article_id]
        if as_json:
            title = article.title if article else None
            echo_object(_correction_object(number, correction, title))
            continue
        where = article.title if article else "an article that is no longer there"
        line = f"{number}. {described(correction)}: “{correction.words}” in {where}"
        echo(plain(line))
    if not corrections and not as_json:
        echo("Nothing has been corrected. In the panes, x corrects the finding in a row.")


def _correction_object(number: int, correction: Correction, title: str | None) -> dict[str, Any]:
    from briefing.corrections import correction_to_json, described

    record = correction_to_json(correction)
    return {"number": number, "title": title, "described": described(correction), **record}


@corrections_command.command()
@click.argument("numbers", nargs=-1, required=True, type=click.IntRange(min=1))
@click.pass_obj
def undo(setup: Setup, numbers: tuple[int, ...]) -> None:
    """Take back the corrections of those NUMBERS, as `brief corrections list` gives them."""
    from briefing.corrections import described
    from tui.cli.day_report import leave_report
    from tui.text.phrases import plain

    with setup.desk() as desk:
        corrections = desk.overlay.corrections()
        chosen = [_numbered(corrections, number) for number in dict.fromkeys(numbers)]
        for correction in chosen:
            desk.overlay.take_back(correction)
            report(plain(f"Taken back: {described(correction)}: “{correction.words}”"))
        leave_report(setup, desk, if_asked_for=True)


def _numbered(corrections: tuple[Correction, ...], number: int) -> Correction:
    if number > len(corrections):
        remedy = "`brief corrections list` numbers them"
        raise UsageError(f"correction {number}", f"is none of {len(corrections)}", remedy)
    return corrections[number - 1]


@corrections_command.command()
@click.option("--into", type=Target(), help="Write to this FILE, not to standard output.")
@mkdir_option
@click.pass_obj
def export(setup: Setup, into: Path | None, mkdir: bool) -> None:
    """Print the corrections as test data, an article a line.

    Each line is a JSON object that `brief extract --jsonl` reads, with the findings that are
    expected of it and those that are wrong.
    """
    from tui.exports.corrected import to_lines
    from tui.exports.write import export_corrections
    from tui.text.look import count

    if into == STANDARD_OUTPUT:
        into = None
    prepare([into] if into else [], mkdir)
    with setup.desk() as desk:
        if into is None:
            for line in to_lines(desk):
                echo(line)
        else:
            written = export_corrections(desk, into)
            report(f"{into}: {count(written, 'article')}", err=True)
