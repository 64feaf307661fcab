"""The dated items of one document: posts of live blogs, pieces of digests, each with its day."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta
from itertools import groupby, pairwise

from msgspec import Struct
from msgspec.structs import replace

from briefing.extract.forms.clocks import Clock, clock_at
from briefing.extract.forms.days import DayMark, day_at
from briefing.extract.forms.lines import Line

_AGO = re.compile(
    r"(?:(?:\d{1,3}\s?(?:s|m|h|d|sec|min|hr|mins|hrs|seconds?|minutes?|hours?|days?)(?: \d{1,2}m)?"
    r" ago|just now)[\s·•|,–—-]*)?",
    re.IGNORECASE,
)
_TO_CLOCK = re.compile(r"\s*(?:[,·•|–—-]|at\b)?\s*")
_TO_DAY = re.compile(r"\s*(?:[,·•|(–—-]|on\b)?\s*")
_NO_MORE = re.compile(r"[\s.,:;)–—-]*$")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_PAUSE = 12 * 60  # minutes; posts that seem further apart have midnight between them
_DAY = timedelta(days=1)
MOST_ITEMS = 400
"""Items of one document that are read each by itself: as many as entries of an agenda."""
_ANY_DAY = date(2000, 1, 1)  # decides the year of days whose year is asked for besides


class Item(Struct, frozen=True):
    """One dated item: characters ``[start, end)`` and the day that its relative days count from.

    ``other_day`` is the other of two days that it may be of: only what means the same counted from
    either is known then.
    """

    start: int
    end: int
    day: date | None
    other_day: date | None = None


class Stamp(Struct, frozen=True):
    """The time with which a post begins, its day where it gives one, and where both end."""

    end: int
    clock: Clock
    day: date | None = None


class Post(Struct, frozen=True):
    """The line that opens a post of a live blog; ``day`` is what it or a heading above says."""

    line: Line
    stamp: Stamp
    day: date | None


def stamp_at(text: str, day: date | None) -> Stamp | None:
    """The stamp with which a line begins: "11.34am BST", "Tue 9 Jun 2026 11.34 BST",
    "11:34 a.m. ET, May 12, 2026", "2h ago 11.34 BST"; ``day`` decides a missing year.
    """
    match = _AGO.match(text)
    start = match.end() if match else 0
    ahead = _day_at(text, start, day)
    if ahead is not None:
        between = _TO_CLOCK.match(text, ahead.end)
        clock = clock_at(text, between.end() if between else ahead.end)
        return Stamp(clock.end, clock, ahead.first) if clock else None
    if not text[start : start + 1].isdigit():
        return None
    clock = clock_at(text, start)
    if clock is None:
        return None
    between = _TO_DAY.match(text, clock.end)
    behind = _day_at(text, between.end(), day) if between and between.end() > clock.end else None
    if behind is not None and between is not None and "(" in between[0]:
        closing = text.find(")", behind.end)
        return Stamp(max(behind.end, closing + 1), clock, behind.first)
    return Stamp(behind.end, clock, behind.first) if behind else Stamp(clock.end, clock)


def day_heading(line: Line, day: date | None) -> date | None:
    """The day that a line gives and nothing else: "Tuesday, June 9, 2026"."""
    mark = _day_at(line.text, 0, day)
    if mark is None or mark.last != mark.first or not _NO_MORE.match(line.text, mark.end):
        return None
    return mark.first


def posts_in(lines: Sequence[Line], day: date | None) -> list[Post]:
    """The posts of a live blog in the order of the page."""
    posts: list[Post] = []
    heading: date | None = None
    for number, line in enumerate(lines):
        own = day_heading(line, day)
        if own is not None:
            # A day in the middle of a post is one of a list that it gives.
            below = lines[number + 1].text if number + 1 < len(lines) else ""
            heading = own if not posts or stamp_at(below, day) else heading
            continue
        stamp = stamp_at(line.text, day)
        if stamp is not None:
            posts.append(Post(line, stamp, stamp.day or heading))
    return posts


def items_of_posts(posts: Sequence[Post], day: date | None, end: int) -> tuple[Item, ...]:
    """The stretches of posts that share their days; none where all are of ``day``.

    ``end`` is the length of the text. A stamp that does not say its day is of that of the document;
    where midnight lies between such posts, each side may be of one of two days.
    """
    items = [
        Item(post.line.start, post.line.start, *days)
        for post, days in zip(posts, _days_of(posts, day), strict=True)
    ]
    if not items or all(item.day == day and item.other_day is None for item in items):
        return ()
    stretches: list[Item] = []
    if items[0].start:
        stretches.append(Item(0, items[0].start, items[0].day, items[0].other_day))
    for _, group in groupby(items, key=lambda item: (item.day, item.other_day)):
        first = next(group)
        stretches.append(first if stretches else replace(first, start=0))
    return closed(stretches, end) if len(stretches) <= MOST_ITEMS else ()


def closed(items: Sequence[Item], end: int) -> tuple[Item, ...]:
    """The items, each up to where the next one begins, the last one up to ``end``."""
    starts = [*(item.start for item in items), end]
    return tuple(replace(item, end=stop) for item, stop in zip(items, starts[1:], strict=True))


def _days_of(posts: Sequence[Post], day: date | None) -> list[tuple[date | None, date | None]]:
    """The day of each post, and the other one that it may be of."""
    if any(post.day for post in posts):
        return [(post.day or day, None) for post in posts]
    minutes = [int(p.stamp.clock.time[:2]) * 60 + int(p.stamp.clock.time[3:]) for p in posts]
    steps = [after - before for before, after in pairwise(minutes)]
    midnights = [number for number, step in enumerate(steps, 1) if abs(step) >= _PAUSE]
    if not midnights or day is None:
        return [(day, None)] * len(posts)
    if len(midnights) > 1:
        return [(None, None)] * len(posts)
    # The newest post stands first where times go down but for the one step over midnight.
    newest_first = steps[midnights[0] - 1] > 0
    earlier, later = (day - _DAY, day), (day, day + _DAY)
    above, below = (later, earlier) if newest_first else (earlier, later)
    return [above if number < midnights[0] else below for number in range(len(posts))]


def _day_at(text: str, at: int, day: date | None) -> DayMark | None:
    """The day that begins there; without ``day`` one that gives its year."""
    if day is not None:
        return day_at(text, day, at)
    mark = day_at(text, _ANY_DAY, at)
    return mark if mark and _YEAR.search(text, mark.start, mark.end) else None
