"""``brief export``: the briefing of a day as files for other programs."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click
from click.decorators import FC

from tui.cli.options import as_of_option, days_option, known_option

if TYPE_CHECKING:
    from briefing.desk import Desk
    from briefing.digest.briefing import Briefing
    from briefing.digest.stories import Story
    from tui.cli.setup import Setup


def _file(option: str, what: str, metavar: str = "FILE") -> Callable[[FC], FC]:
    return click.option(option, type=click.Path(path_type=Path), metavar=metavar, help=what)


@click.command("export")
@_file("--markdown", "Markdown with numbered source sentences and links.")
@_file("--json", "One JSON object.")
@_file("--csv", "A CSV table each of articles, quotes, talks and deadlines.", "FOLDER")
@_file("--ics", "An iCalendar file. Export to the same store, and moved days update events.")
@_file("--bundle", "A ZIP file of briefing, findings and the articles cited.", "FILE.zip")
@as_of_option
@known_option
@days_option
@click.pass_obj
def export_command(
    setup: Setup,
    markdown: Path | None,
    json: Path | None,
    csv: Path | None,
    ics: Path | None,
    bundle: Path | None,
    as_of: date | None,
    known: bool,
    days: int | None,
) -> None:
    """Write the briefing of a day to files.

    Several forms at once if you like. Files that exist are replaced as a whole, or not at all.
    """
    if not any((markdown, json, csv, ics, bundle)):
        raise click.UsageError(
            "Say what to write: --markdown, --json, --csv, --ics or --bundle, and where to."
        )
    from tui.cli.progress import progress_line

    with setup.desk() as desk:
        desk.welcome()
        with progress_line("analysed") as progress:
            desk.refresh(progress)
        asked = as_of, days or setup.config.briefing.days, known
        briefing, stories = desk.briefing(*asked), desk.stories(*asked)
        export = _Export(desk, briefing, stories)
        if markdown:
            export.markdown(markdown)
        if json:
            export.json(json)
        if csv:
            export.csv(csv)
        if ics:
            export.ics(ics)
        if bundle:
            export.bundle(bundle)


class _Export:
    """Writes one briefing; each form imports what it needs."""

    def __init__(self, desk: Desk, briefing: Briefing, stories: Sequence[Story]) -> None:
        self._desk = desk
        self._briefing = briefing
        self._stories = stories

    def _text_of(self, article_id: str) -> str:
        article = self._desk.article(article_id)
        return article.text if article else ""

    def markdown(self, path: Path) -> None:
        from tui.exports.markdown import to_markdown

        text = to_markdown(self._briefing, self._text_of, stories=self._stories)
        _write(path, text.encode("utf-8", "replace"))

    def json(self, path: Path) -> None:
        from tui.exports.objects import to_json

        _write(path, f"{to_json(self._briefing, stories=self._stories)}\n".encode())

    def csv(self, folder: Path) -> None:
        from tui.exports.tables import tables

        for name, content in tables(self._briefing, self._text_of).items():
            _write(folder / name, content)

    def ics(self, path: Path) -> None:
        from typing import cast

        from briefing.clock import system_clock
        from briefing.ports import Json
        from tui.exports.calendar import CALENDAR_STATE, Memory, to_ical

        known = cast("Memory", self._desk.library.state(CALENDAR_STATE) or [])
        content, known = to_ical(self._briefing, self._text_of, system_clock(), known)
        _write(path, content)
        self._desk.library.set_state(CALENDAR_STATE, cast("Json", known))

    def bundle(self, path: Path) -> None:
        from briefing.model import Entry
        from tui.exports.bundle import to_bundle

        def entry_of(article_id: str) -> Entry | None:
            article = self._desk.article(article_id)
            return Entry(article, self._desk.findings(article_id)) if article else None

        _write(path, to_bundle(self._briefing, entry_of, self._stories))


def _write(path: Path, content: bytes) -> None:
    from briefing.files import write_whole

    write_whole(path, content)
    click.echo(f"{path}: {len(content)} bytes", err=True)
