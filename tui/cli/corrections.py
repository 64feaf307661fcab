"""``brief corrections …``: what was set right in findings; made in the panes with ``x``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from briefing.errors import UsageError
from tui.cli.output import echo

if TYPE_CHECKING:
    from briefing.corrections import Correction
    from tui.cli.setup import Setup


@click.group("corrections")
def corrections_command() -> None:
    """List, undo and export corrections of findings.

    The panes make them: x on a statement, a talk or a deadline.
    """


@corrections_command.command("list")
@click.pass_obj
def list_corrections(setup: Setup) -> None:
    """List the corrections, the oldest first, each with its number."""
    from briefing.corrections import described
    from tui.text.phrases import plain

    with setup.desk() as desk:
        corrections = desk.overlay.corrections()
        articles = {c.article_id: desk.article(c.article_id) for c in corrections}
    for number, correction in enumerate(corrections, 1):
        article = articles[correction.article_id]
        where = article.title if article else "an article that is no longer there"
        line = f"{number}. {described(correction)}: “{correction.words}” in {where}"
        echo(plain(line))
    if not corrections:
        echo("Nothing has been corrected. In the panes, x corrects the finding in a row.")


@corrections_command.command()
@click.argument("numbers", nargs=-1, required=True, type=click.IntRange(min=1))
@click.pass_obj
def undo(setup: Setup, numbers: tuple[int, ...]) -> None:
    """Take back the corrections of those NUMBERS, as `brief corrections list` gives them."""
    from briefing.corrections import described
    from tui.text.phrases import plain

    with setup.desk() as desk:
        corrections = desk.overlay.corrections()
        chosen = [_numbered(corrections, number) for number in dict.fromkeys(numbers)]
        for correction in chosen:
            desk.overlay.take_back(correction)
            echo(plain(f"Taken back: {described(correction)}: “{correction.words}”"))


def _numbered(corrections: tuple[Correction, ...], number: int) -> Correction:
    if number > len(corrections):
        remedy = "`brief corrections list` numbers them"
        raise UsageError(f"correction {number}", f"is none of {len(corrections)}", remedy)
    return corrections[number - 1]


@corrections_command.command()
@click.option(
    "--into", type=click.Path(path_type=Path), help="Write to this FILE, not to standard output."
)
@click.pass_obj
def export(setup: Setup, into: Path | None) -> None:
    """Print the corrections as test data, an article a line.

    Each line is a JSON object that `brief extract --jsonl` reads, with the findings that are
    expected of it and those that are wrong.
    """
    from tui.exports.corrected import to_lines
    from tui.exports.write import export_corrections
    from tui.text.look import count

    with setup.desk() as desk:
        if into is None:
            for line in to_lines(desk):
                echo(line)
        else:
            written = export_corrections(desk, into)
            echo(f"{into}: {count(written, 'article')}", err=True)
