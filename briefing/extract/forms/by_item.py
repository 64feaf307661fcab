"""The extractors run item by item, each counting from the day of its item."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import Any, TypeVar

from msgspec import Struct
from msgspec.structs import replace
from spacy.tokens import Doc

from briefing.extract.dates.find import DateMention, find_dates
from briefing.extract.deadlines.find import find_deadlines
from briefing.extract.forms.items import Item
from briefing.extract.grammar.token_table import table
from briefing.extract.places.find import find_places
from briefing.extract.quotes.find import find_statements
from briefing.extract.talks.find import find_talks
from briefing.model import Deadline, Quote, Silence, Span, Talk, Timex

_Finding = TypeVar("_Finding", bound=Struct)


class ItemFindings(Struct):
    """What the items of a document hold, in text order, with spans in the whole text."""

    dates: list[Timex]
    talks: list[Talk]
    deadlines: list[Deadline]
    quotes: list[Quote]
    silences: list[Silence]


def find_in_items(doc: Doc, items: Sequence[Item], *, statements: bool) -> ItemFindings:
    """The dated findings of each item by itself, and with ``statements`` also who said what there.

    ``doc`` is the parse of the whole document.
    """
    every = ItemFindings([], [], [], [], [])
    starts = table(doc).start
    for item in items:
        first, stop = bisect_left(starts, item.start), bisect_left(starts, item.end)
        if first == stop:
            continue
        part, by = doc[first:stop].as_doc(), starts[first]
        dates = _dates(part, item)
        talks = find_talks(part, dates, find_places(part), item.day)
        every.dates += [_moved(mention.timex, by) for mention in dates]
        every.talks += [_moved(talk, by) for talk in talks]
        every.deadlines += [_moved(d, by) for d in find_deadlines(part, dates, talks, item.day)]
        if statements:
            quotes, silences = find_statements(part)
            every.quotes += [_moved(quote, by) for quote in quotes]
            every.silences += [_moved(silence, by) for silence in silences]
    return every


def _dates(part: Doc, item: Item) -> list[DateMention]:
    """The time expressions of an item; of two days that it may be of, both have to agree."""
    mentions = find_dates(part, item.day)
    if item.other_day is None:
        return mentions
    others = {m.timex.span: (m.first, m.last) for m in find_dates(part, item.other_day)}
    return [m for m in mentions if others.get(m.timex.span) == (m.first, m.last)]


def _moved(finding: _Finding, by: int) -> _Finding:
    """A finding of a part with its spans in the whole text, which ``by`` characters precede."""
    changes: dict[str, Any] = {}
    for name in finding.__struct_fields__:
        value = getattr(finding, name)
        if isinstance(value, Span):
            changes[name] = Span(value.start + by, value.end + by)
        elif isinstance(value, tuple) and value and isinstance(value[0], Span):
            changes[name] = tuple(Span(s.start + by, s.end + by) for s in value)
    return replace(finding, **changes)
