"""Digests and collections of releases: several pieces in one document, each with its own head."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Container, Sequence
from datetime import date
from functools import lru_cache
from importlib.resources import files

from msgspec import Struct

from briefing.extract.forms.agenda_words import agenda_titles
from briefing.extract.forms.days import MONTH, WEEKDAY, days_in
from briefing.extract.forms.document import Document, Layout
from briefing.extract.forms.items import MOST_ITEMS, Item, closed, day_heading
from briefing.extract.forms.lines import Line, masked, words

_DAY = rf"(?:(?:{WEEKDAY}),? )?(?:{MONTH} \d{{1,2}}|\d{{1,2}} {MONTH})(?:,? (?:19|20)\d\d)?"
_DATELINE = re.compile(
    r"(?P<place>[A-ZÀ-Þ][A-ZÀ-Þ.’' /-]{2,40}?)(?:, [A-Z][A-Za-z. ]{1,25}?)??"
    rf"(?:,? (?P<day>{_DAY}))?(?: \([^()]{{2,40}}\))?\s?(?:--|[-–—])\s?(?=[A-Z“\"'])"
)
_AGENCY = re.compile(r"\s*[-–—]?\s*\((?:[A-Z][\w./ &-]{1,24}|[A-Z]{2,5}(?:/[A-Z]{2,5})*)\)\s*\.?$")
_RELEASED = re.compile(
    r"(?:(?:for )?immediate release|for release|released|issued|published|posted|press release|"
    r"media release|news release|date)\b[\s:,–—-]*(?:on )?",
    re.IGNORECASE,
)
_LEAST_ITEMS = 2  # that make a digest; one is an article
_LONGEST_HEADING = 14  # words
_MOST_HEADINGS = 4  # lines above a piece: its day, "For immediate release", title and subtitle


class _Head(Struct, frozen=True):
    """The lines that head a piece, by their numbers: from ``first`` up to, not with, ``body``."""

    first: int
    body: int
    day: date | None


def lay_out_digest(document: Document, *, forced: bool = False) -> Layout | None:
    """The pieces of a digest, with headings and agencies' marks blanked.

    Pieces open with a dateline, in a document that is called a digest also with a line that gives
    nothing but their day. Without such a title several datelines with days have to tell it. Diaries
    of news agencies look the same, and are called otherwise.
    """
    titled = forced or _titles().search(document.title) is not None
    heads: list[_Head] = []
    if forced or not agenda_titles().search(document.title):
        heads = _by_datelines(document, titled=titled)
    if len(heads) < _LEAST_ITEMS and titled:
        heads = _by_day_lines(document)
    if not _LEAST_ITEMS <= len(heads) < MOST_ITEMS:
        return None
    lines = document.lines
    items = [Item(lines[head.first].start, 0, _within(head.day, document.day)) for head in heads]
    if items[0].start:
        items.insert(0, Item(0, 0, document.day))
    blanks = [(line.start, line.end) for head in heads for line in lines[head.first : head.body]]
    for line in lines:
        mark = _AGENCY.search(line.text)
        if mark is not None:
            blanks.append((line.start + mark.start(), line.end))
    text = masked(document.whole, blanks)
    return Layout("digest", text, document.day, items=closed(items, len(text)))


@lru_cache(maxsize=1)
def _titles() -> re.Pattern[str]:
    raw = tomllib.loads((files("briefing.extract") / "data" / "liveblog.toml").read_text("utf-8"))
    choice = "|".join(re.escape(w) for w in sorted(raw["digests"], key=len, reverse=True))
    return re.compile(rf"(?<!\w)(?:{choice})(?!\w)", re.IGNORECASE)


def _by_datelines(document: Document, *, titled: bool) -> list[_Head]:
    lines = document.lines
    opening = {n: m for n, line in enumerate(lines) if (m := _DATELINE.match(line.text))}
    # One release may repeat its own.
    dated = len({match[0] for match in opening.values() if match["day"]})
    if len(opening) < _LEAST_ITEMS or not (titled or dated >= _LEAST_ITEMS):
        return []
    heads = []
    for number, match in opening.items():
        first = _first_heading(lines, number, opening, document.day)
        written = days_in(match["day"], document.day) if match["day"] and document.day else []
        above = [_day_of(line, document.day) for line in lines[first:number]]
        own = [mark.first for mark in written] + [day for day in above if day is not None]
        heads.append(_Head(first, number, own[0] if own else None))
    return heads


def _first_heading(
    lines: Sequence[Line], number: int, opening: Container[int], day: date | None
) -> int:
    """The number of the line with which the head of a piece begins that opens at ``number``.

    Lines above its title belong to it only where they lead to its day.
    """
    first = number
    for above in range(number - 1, max(-1, number - 1 - _MOST_HEADINGS), -1):
        if above in opening or not _is_heading(lines[above], day):
            break
        if above == number - 1 or _RELEASED.match(lines[above].text) or _day_of(lines[above], day):
            first = above
    return first


def _by_day_lines(document: Document) -> list[_Head]:
    lines = document.lines
    heads = []
    for number, line in enumerate(lines[:-1]):
        day = _day_of(line, document.day)
        if day is None:
            continue
        body = number + 1
        while body < len(lines) - 1 and body - number < _MOST_HEADINGS:
            if not _is_heading(lines[body], document.day) or _day_of(lines[body], document.day):
                break
            body += 1
        if words(lines[body].text) <= _LONGEST_HEADING:
            return []  # a line of an agenda says less than the first one of a piece
        heads.append(_Head(number, body, day))
    return heads


def _is_heading(line: Line, day: date | None) -> bool:
    short = words(line.text) <= _LONGEST_HEADING
    return (short and line.text[-1] not in '.!?”"') or _day_of(line, day) is not None


def _day_of(line: Line, day: date | None) -> date | None:
    """The day of a line such as "12 March 2026" or "For immediate release: March 12, 2026"."""
    lead = _RELEASED.match(line.text)
    if lead is None:
        return day_heading(line, day)
    start = line.start + lead.end()
    return day_heading(Line(start, line.end, line.text[lead.end() :]), day)


def _within(own: date | None, day: date | None) -> date | None:
    """The day of a piece, if it gives one that is not after that of its document."""
    if own is None or (day is not None and own > day):
        return day
    return own
