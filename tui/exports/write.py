"""What is shown, as a file in the folder that brief was started in."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import cast

from briefing.desk import Desk
from briefing.digest.briefing import Briefing
from briefing.files import write_whole
from briefing.ports import Json

FORMS = (("m", "Markdown"), ("j", "JSON"), ("c", "CSV"), ("i", "iCalendar"))
_LONGEST = 40  # characters of a name in a file's name


def file_stem(briefing: Briefing, view: str) -> str:
    """``brief-2022-01-13`` or ``brief-2022-01-13-jens-stoltenberg``: plain letters only."""
    plain = unicodedata.normalize("NFKD", view).encode("ascii", "ignore").decode().lower()
    name = re.sub(r"[^a-z0-9]+", "-", plain)[:_LONGEST].strip("-")
    day = briefing.as_of.day.isoformat()
    return f"brief-{day}-{name}" if name else f"brief-{day}"


def export(
    desk: Desk, briefing: Briefing, form: str, folder: Path, view: str, now: datetime
) -> list[Path]:
    """Write the briefing in the form of that letter; the files. Raises ``ExportError``."""
    text_of = _texts(desk)
    stem = file_stem(briefing, view)
    match form:
        case "m":
            from tui.exports.markdown import to_markdown

            text = to_markdown(briefing, text_of)
            contents = {folder / f"{stem}.md": text.encode("utf-8", "replace")}
        case "j":
            from tui.exports.objects import to_json

            contents = {folder / f"{stem}.json": f"{to_json(briefing)}\n".encode()}
        case "c":
            from tui.exports.tables import tables

            made = tables(briefing, text_of)
            contents = {folder / stem / name: content for name, content in made.items()}
        case _:
            from tui.exports.calendar import CALENDAR_STATE, Memory, to_ical

            known = cast("Memory", desk.library.state(CALENDAR_STATE) or [])
            content, known = to_ical(briefing, text_of, now, known)
            contents = {folder / f"{stem}.ics": content}
            desk.library.set_state(CALENDAR_STATE, cast("Json", known))
    for path, data in contents.items():
        write_whole(path, data)
    return list(contents)


def _texts(desk: Desk) -> Callable[[str], str]:
    def text_of(article_id: str) -> str:
        article = desk.article(article_id)
        return article.text if article else ""

    return text_of
