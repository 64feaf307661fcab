"""A briefing as files: the one place behind the keys of the panes and ``brief export``.

A format is an entry of ``FORMATS``: what it is called, by which key and option it is chosen, and
what makes its contents. What a format needs is imported when it is written.
"""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta
from functools import partial
from itertools import chain, count
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias, cast

from msgspec import Struct

from briefing.files import write_all_whole, write_whole

if TYPE_CHECKING:
    from briefing.desk import Desk
    from briefing.digest.briefing import Briefing
    from briefing.digest.stories import Story
    from briefing.ledger.rows import Ledger
    from briefing.ports import Json
    from briefing.rows import DeadlineRow, TalkRow
    from tui.exports.calendar_memory import Memory
    from tui.exports.day_report import DayReport

_LONGEST = 40  # characters of a name in a file's name


class Source(Struct, frozen=True):
    """What is exported: a briefing, or a part of one, of ``desk``, with its stories.

    ``key`` is an OpenSSH key that signs a bundle. A calendar is made of the ``whole`` briefing if
    it is given: ``name`` says what of it ``briefing`` holds, "" for all. ``alarms`` are how long
    before its events a calendar is to ring. With ``ledger``, Markdown and JSON are of that, and a
    calendar has no more than what is owed on a day ahead.
    """

    desk: Desk
    briefing: Briefing
    stories: Sequence[Story]
    now: datetime
    key: Path | None = None
    whole: Briefing | None = None
    name: str = ""
    alarms: tuple[timedelta, ...] = ()
    ledger: Ledger | None = None


Contents: TypeAlias = Mapping[str, bytes]
"""What is written, by its name in the folder of the format; "" is the one file of a format."""


class ExportFormat(Struct, frozen=True):
    """A format of export.

    ``key`` chooses it in the panes, "" for none; ``suffix`` ends its file's name, "" for a folder.
    ``remember`` is called once everything is written.
    """

    name: str
    label: str
    key: str
    suffix: str
    help: str
    metavar: str
    contents: Callable[[Source], tuple[Contents, Callable[[], None]]]


def _nothing() -> None:
    """Nothing has to be remembered of most formats."""


def _markdown(source: Source) -> tuple[Contents, Callable[[], None]]:
    from tui.exports.day_report import DayReport
    from tui.exports.markdown import ledger_to_markdown, to_markdown

    if source.ledger is not None:
        report = DayReport(source.briefing, source.desk.texts(source.briefing))
        text = ledger_to_markdown(report, source.ledger)
    else:
        text = to_markdown(_report(source))
    return {"": text.encode("utf-8", "replace")}, _nothing


def _report(source: Source) -> DayReport:
    from tui.exports.day_report import DayReport

    desk, briefing = source.desk, source.briefing
    return DayReport(
        briefing,
        desk.texts(briefing),
        stories=source.stories,
        edits=desk.edits(briefing),
        outcomes=desk.outcomes(briefing),
    )


def _json(source: Source) -> tuple[Contents, Callable[[], None]]:
    if source.ledger is not None:
        from tui.exports.ledger import ledger_to_json

        made = ledger_to_json(source.briefing, source.ledger)
    else:
        from tui.exports.objects import to_json

        made = to_json(_report(source))
    return {"": f"{made}\n".encode()}, _nothing


def _csv(source: Source) -> tuple[Contents, Callable[[], None]]:
    from tui.exports.tables import tables

    desk, briefing = source.desk, source.briefing
    return tables(briefing, desk.texts(briefing), desk.edits(briefing)), _nothing


def _calendar(source: Source) -> tuple[Contents, Callable[[], None]]:
    from tui.exports.calendar import CALENDAR_STATE, Choice, to_ical

    desk, briefing = source.desk, source.whole or source.briefing
    texts, edits = desk.texts(briefing), desk.edits(briefing)
    part: list[TalkRow | DeadlineRow] = [*source.briefing.talks, *source.briefing.deadlines]
    if source.ledger is not None:
        from tui.exports.ledger import deadlines_owed

        part = [*deadlines_owed(briefing, source.ledger)]
    name = source.name or ("ledger" if source.ledger is not None else "")
    rows = frozenset(part) if name else None
    # A briefing of the past has not what came later, which is not gone for that.
    complete = source.whole is not None and not briefing.past
    choice = Choice(name, rows, source.alarms, complete)

    def made(known: Json) -> tuple[bytes, Memory]:
        memory = cast("Memory", known or [])
        return to_ical(briefing, texts, source.now, memory, edits, choice)

    def remember() -> None:
        # Over what is remembered then: another export may have been written meanwhile.
        desk.remember(CALENDAR_STATE, lambda known: cast("Json", made(known)[1]))

    return {"": made(desk.remembered(CALENDAR_STATE))[0]}, remember


def _bundle(source: Source) -> tuple[Contents, Callable[[], None]]:
    from briefing.evidence.signing import sign
    from tui.exports.bundle import to_bundle
    from tui.exports.day_report import DayReport

    desk, briefing = source.desk, source.briefing
    texts, edits = desk.texts(briefing), desk.edits(briefing)
    report = DayReport(briefing, texts, stories=source.stories, edits=edits)
    entry_of = partial(desk.entry, of=briefing)
    signed = partial(sign, key=source.key) if source.key else None
    corrected = {each.article_id for each in desk.overlay.corrections()}
    made = to_bundle(report, entry_of, desk.sources, signed, corrected)
    return {"": made}, _nothing


FORMATS: tuple[ExportFormat, ...] = (
    ExportFormat(
        "markdown",
        "Markdown",
        "m",
        ".md",
        "Markdown with numbered source sentences and links.",
        "FILE",
        _markdown,
    ),
    ExportFormat("json", "JSON", "j", ".json", "One JSON object.", "FILE", _json),
    ExportFormat(
        "csv",
        "CSV",
        "c",
        "",
        "A CSV table each of articles, quotes, talks, deadlines and what outlets changed.",
        "FOLDER",
        _csv,
    ),
    ExportFormat(
        "ics",
        "iCalendar",
        "i",
        ".ics",
        "An iCalendar file; written anew, it moves what has moved, and cancels what is gone.",
        "FILE",
        _calendar,
    ),
    ExportFormat(
        "bundle",
        "Bundle",
        "",
        ".zip",
        "A sealed ZIP file of briefing, findings, the articles cited and their source bytes.",
        "FILE.zip",
        _bundle,
    ),
)


OF_LEDGERS = ("markdown", "json", "ics")
"""The formats that a ledger is written in."""


def format_of(key: str) -> ExportFormat:
    """The format that a key of the panes chooses. Raises ``KeyError``."""
    return {each.key: each for each in FORMATS if each.key}[key]


def file_stem(briefing: Briefing, view: str) -> str:
    """``brief-2022-01-13`` or ``brief-2022-01-13-jens-stoltenberg``: plain letters only."""
    plain = unicodedata.normalize("NFKD", view).encode("ascii", "ignore").decode().lower()
    name = re.sub(r"[^a-z0-9]+", "-", plain)[:_LONGEST].strip("-")
    day = briefing.as_of.day.isoformat()
    return f"brief-{day}-{name}" if name else f"brief-{day}"


def unused(path: Path) -> Path:
    """The path, or where something is there already one with a number: ``brief-2.md``."""
    numbered = (path.with_name(f"{path.stem}-{number}{path.suffix}") for number in count(2))
    return next(free for free in chain([path], numbered) if not os.path.lexists(free))


def export(source: Source, export_format: ExportFormat, path: Path) -> dict[Path, int]:
    """Write in that format to a file, or for a format without a suffix to a folder.

    The files with their sizes in bytes. Raises ``ExportError`` and ``StoreError``.
    """
    return export_all(source, {export_format: path})


def export_all(source: Source, paths: Mapping[ExportFormat, Path]) -> dict[Path, int]:
    """Write in several formats, each to its place: all of it, or nothing."""
    files: dict[Path, bytes] = {}
    remembered = []
    for export_format, path in paths.items():
        contents, remember = export_format.contents(source)
        files |= {path / name if name else path: content for name, content in contents.items()}
        remembered.append(remember)
    write_all_whole(
        files, folders=[path for export_format, path in paths.items() if not export_format.suffix]
    )
    for remember in remembered:
        remember()
    return {file: len(content) for file, content in files.items()}


def export_corrections(desk: Desk, path: Path) -> int:
    """Write all corrections as test data, an article a line; how many lines."""
    from tui.exports.corrected import to_lines

    lines = list(to_lines(desk))
    write_whole(path, "".join(f"{line}\n" for line in lines).encode())
    return len(lines)
