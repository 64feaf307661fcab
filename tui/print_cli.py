"""``brief print``: the briefing of a day on standard output."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import click

from tui.options import as_of_option, days_option

if TYPE_CHECKING:
    from tui.cli import Setup


def print_briefing(setup: Setup, form: str, as_of: date | None, days: int | None) -> None:
    """Analyse what is new, and print the briefing as ``form`` ("text", "json" or "md")."""
    from tui import report
    from tui.progress import progress_line

    with setup.desk() as desk:
        if desk.welcome():
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


@click.command("print")
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
    print_briefing(setup, form, as_of, days)
