"""Reading short texts as the product does, for the tests of talks and deadlines."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from spacy.lang.en import English
from spacy.tokens import Doc

from briefing.extract.dates.find import find_dates
from briefing.extract.deadlines.find import find_deadlines
from briefing.extract.places.find import find_places
from briefing.extract.talks.find import find_talks
from briefing.model import Deadline, Talk

Parse = Callable[[str], Doc]

WEDNESDAY = date(2024, 1, 24)
_VOCAB = English().vocab


def parsed(words: str) -> Doc:
    """A document with the parse that is written behind its words.

    A word is ``word/part of speech/dependency/number of its head``, with ``:tag`` behind the part
    of speech where that matters, and ``/B-`` or ``/I-`` and an entity where the word is in one.
    """
    fields = [[*word.split("/"), "O"][:5] for word in words.split()]
    texts, kinds, deps, heads, entities = zip(*fields, strict=True)
    return Doc(
        _VOCAB,
        words=list(texts),
        pos=[kind.partition(":")[0] for kind in kinds],
        tags=[kind.partition(":")[2] for kind in kinds],
        deps=list(deps),
        heads=[int(head) for head in heads],
        ents=list(entities),
    )


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
