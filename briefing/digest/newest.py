"""Which articles make a first screen before all of them are read: the newest, by whole days."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from msgspec import Struct

FEWEST = 60
"""As many as the first screen keeps rows of a pane: more than the tallest terminal shows."""

MOST = 200
"""Reading and merging these takes a process some 50 ms, less than loading the interface meanwhile
does (``bench.start``)."""


class Newest(Struct, frozen=True):
    """That a briefing is of the newest ``articles`` alone, where it is to be of ``of`` of them."""

    articles: int
    of: int


def newest_numbers(by_day: Mapping[date, Sequence[int]]) -> list[int]:
    """The numbers of the newest articles: of whole days, the newest first, until there are enough.

    ``by_day`` has the numbers of the articles of each day, in the order in which they came in; of a
    day that has too many it is those that came in last.
    """
    numbers: list[int] = []
    for day in sorted(by_day, reverse=True):
        numbers += by_day[day][-(MOST - len(numbers)) :]
        if len(numbers) >= FEWEST:
            break
    return numbers
