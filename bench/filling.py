"""Fills libraries for measurements and tests, as fetching and analysis would."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime

from msgspec.structs import replace

from briefing.model import Entry
from briefing.ports import Library, Stored

TAKEN_AT = datetime(2023, 2, 7, 9, tzinfo=UTC)


def put_in(library: Library, entries: Iterable[Entry], at: datetime = TAKEN_AT) -> Stored:
    """Take these articles in, and store what was found in them; all in one transaction."""
    by_id = {entry.article.id: entry for entry in entries}

    def fill() -> Stored:
        stored = library.take_in([entry.article for entry in by_id.values()], at)
        library.put_findings(
            replace(entry.findings, version=entry.article.version)
            for entry in by_id.values()
            if entry.findings is not None
        )
        return stored

    return library.atomically(fill)
