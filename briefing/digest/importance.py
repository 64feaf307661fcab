"""What is important: one table of weights, for stories and for the rows of a briefing alike.

The weights are a choice, not measured: who writes about a thing counts most, then what the reader
watches for and what moved since they last looked, then how near the next day is. A face can show
the table: nothing else counts.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import groupby
from typing import TypeVar

from msgspec.structs import replace

from briefing.article_refs import ArticleRef, origins_of
from briefing.digest.briefing import Briefing
from briefing.rows import DeadlineRow, SpeakerRow, TalkRow

Row = TypeVar("Row", SpeakerRow, TalkRow, DeadlineRow)

WEIGHTS: Mapping[str, tuple[float, str]] = {
    "outlets": (2.0, "each doubling of the outlets that tell of it by themselves"),
    "watched": (3.0, "something in it is watched for"),
    "moved": (2.0, "a date, place or status in it has changed since the last visit"),
    "new": (1.0, "articles on it have come since the last visit"),
    "near": (2.0, "a date of it is today; half of that tomorrow, a third the day after"),
    "old": (-0.3, "each day since the last article on it"),
}
"""What counts, how much, and that in words."""

_STRENGTH = {"named": 0, "body": 0, "unnamed": 1, "none": 2}


def weigh(
    *,
    independent: int,
    age: int,
    ahead: int | None = None,
    watched: bool = False,
    moved: bool = False,
    new: bool = False,
) -> float:
    """The importance of something that so many outlets tell of by themselves.

    ``age`` are the days since the last article on it, ``ahead`` those to its next day, if any.
    """
    amounts = {
        "outlets": math.log2(1 + independent),
        "watched": float(watched),
        "moved": float(moved),
        "new": float(new),
        "near": 1 / (1 + max(0, ahead)) if ahead is not None else 0.0,
        "old": float(max(0, age)),
    }
    return math.fsum(WEIGHTS[name][0] * amount for name, amount in amounts.items())


def ranked(
    briefing: Briefing,
    is_new: Callable[[ArticleRef], bool] | None = None,
    is_watched: Callable[[object], bool] | None = None,
) -> Briefing:
    """The same rows, the most important first: of all who speak, and of what falls on one day.

    Unnamed sources stay behind those with a name. ``is_new`` says of an article whether it came
    since the last visit, ``is_watched`` of a row whether the reader watches for it.
    """
    day = briefing.as_of.day
    origins = origins_of((*briefing.articles, *briefing.announcing))

    def importance(row: SpeakerRow | TalkRow | DeadlineRow) -> float:
        refs = articles_of(row)
        return weigh(
            independent=len({origins.get(ref.id, ref.id) for ref in refs}),
            age=(day - refs[0].day).days if refs[0].day else 0,
            watched=is_watched is not None and is_watched(row),
            new=is_new is not None and any(map(is_new, refs)),
        )

    def first_of_its_day(rows: Iterable[Row]) -> list[Row]:
        return sorted(rows, key=lambda row: -importance(row))

    return replace(
        briefing,
        speakers=tuple(
            sorted(
                briefing.speakers, key=lambda row: (_STRENGTH[row.attribution], -importance(row))
            )
        ),
        talks=_by_day(briefing.talks, first_of_its_day),
        deadlines=_by_day(briefing.deadlines, first_of_its_day),
    )


def articles_of(row: SpeakerRow | TalkRow | DeadlineRow) -> Sequence[ArticleRef]:
    """The articles that a row rests on, the newest first."""
    if isinstance(row, SpeakerRow):
        return [statement.article for statement in row.statements]
    return [mention.article for mention in row.mentions]


def _by_day(rows: Sequence[Row], order: Callable[[Iterable[Row]], list[Row]]) -> tuple[Row, ...]:
    """Rows that stand in the order of their days, those of one day in that order."""

    def days() -> Iterator[list[Row]]:
        for _, group in groupby(rows, key=_day_of):
            own = list(group)
            yield order(own) if len(own) > 1 else own

    return tuple(row for own in days() for row in own)


def _day_of(row: SpeakerRow | TalkRow | DeadlineRow) -> tuple[date | None, str]:
    if isinstance(row, TalkRow):
        return row.start, ""
    if isinstance(row, DeadlineRow):
        return row.when, row.timing
    return None, ""
