"""Reading short texts as the product does, for the tests of talks and deadlines."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from spacy.tokens import Doc

from briefing.extract.dates.find import find_dates
from briefing.extract.deadlines.find import find_deadlines
from briefing.extract.places.find import find_places
from briefing.extract.talks.find import find_talks
from briefing.model import Deadline, Talk

Parse = Callable[[str], Doc]

WEDNESDAY = date(2024, 1, 24)


def read(
    parse: Parse, text: str, day: date | None = WEDNESDAY
) -> tuple[list[Talk], list[Deadline]]:
    """Talks and deadlines of a text published on ``day``."""
    doc = parse(text)
    dates = find_dates(doc, day)
    talks = find_talks(doc, dates, find_places(doc), day)
    return talks, find_deadlines(doc, dates, talks, day)


def brief_talk(talk: Talk) -> tuple[str | None, str | None, str | None, str]:
    """Place, first and last day as month-day, status."""
    return (talk.place, _short(talk.start), _short(talk.end), talk.status)


def brief_deadline(deadline: Deadline) -> tuple[str, str, str]:
    """First and last day as month-day, kind."""
    return (f"{deadline.when:%m-%d}", f"{deadline.end:%m-%d}", deadline.kind)


def _short(day: date | None) -> str | None:
    return None if day is None else f"{day:%m-%d}"
