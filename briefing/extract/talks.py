"""Meetings of parties: where and when they happen, who sits there, and what came of them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from spacy.tokens import Doc

from briefing.extract.dates import DateMention
from briefing.extract.places import PlaceMention
from briefing.model import Talk


def find_talks(
    doc: Doc, dates: Sequence[DateMention], places: Sequence[PlaceMention], day: date | None
) -> list[Talk]:
    """The talks that a parsed article tells of, each once, in the order of their first mention."""
    return []
