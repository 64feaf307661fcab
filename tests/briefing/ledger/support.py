"""Passages of invented people, with what analysis finds in them made by hand."""

from __future__ import annotations

from datetime import date, timedelta

from briefing.model import Deadline, Entry, Quote, Span
from tests.briefing.support import DAY, article, entry

LATER = DAY + timedelta(days=20)


def said(text: str, speaker: str, cue: str, content: str, **fields: object) -> Quote:
    """A statement in a text, by the words that it covers."""
    at, cue_at = text.index(content), text.index(f" {cue} ") + 1
    given = {"kind": "indirect", "attribution": "named", **fields}
    return Quote(
        content,
        (Span(at, at + len(content)),),
        speaker=speaker,
        cue=cue,
        cue_span=Span(cue_at, cue_at + len(cue)),
        **given,  # type: ignore[arg-type]
    )


def due(text: str, what: str, when: date, who: str | None = None, **fields: object) -> Deadline:
    """A deadline that all of a text tells of."""
    given = {"kind": "due", **fields}
    return Deadline(what, Span(0, len(text)), when, when, who=who, **given)  # type: ignore[arg-type]


def passage(text: str, on: date = DAY, name: str = "plan", **findings: object) -> Entry:
    """An article of that text and day."""
    return entry(article(name, on, text=text, source="The Gull"), **findings)
