"""Time expressions of news text, valued as in TIMEX3 against the day of publication."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from spacy.tokens import Doc

from briefing.model import Precision, Timex


@dataclass(frozen=True, slots=True)
class DateMention:
    """A time expression with what the other extractors need to know of it.

    ``tokens`` is the half-open range of ``Doc`` token indices that ``timex.span`` covers.
    ``first`` and ``last`` are the days meant, both included, or None for durations, sets and
    whatever cannot be resolved. "the end of the month" is the month's last days by ``first`` and
    ``last``, whatever TIMEX3 writes.
    """

    timex: Timex
    tokens: tuple[int, int]
    first: date | None
    last: date | None
    precision: Precision


def find_dates(doc: Doc, day: date | None) -> list[DateMention]:
    """All time expressions of a parsed article in text order; ``day`` is its publication's."""
    return []
