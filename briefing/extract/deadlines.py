"""Dated things that lie ahead of an article: due dates, votes, expiries, events to come."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from spacy.tokens import Doc

from briefing.extract.dates import DateMention
from briefing.model import Deadline, Talk


def find_deadlines(
    doc: Doc, dates: Sequence[DateMention], talks: Sequence[Talk], day: date | None
) -> list[Deadline]:
    """What lies ahead of a parsed article published on ``day``, in text order."""
    return []
