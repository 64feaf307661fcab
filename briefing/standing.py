"""Which version of an article stood at the end of a day, and what was pruned since."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import TypeAlias

from msgspec.structs import replace

from briefing.model import Article, Version


def known_by(moment: datetime | None, day: date) -> bool:
    """Whether what came in at that moment, None for unknown, was there by the end of a day.

    Moments are taken in their own zones.
    """
    return moment is None or moment.date() <= day


def stood(versions: Sequence[Version], day: date, known: bool) -> Version | None:
    """How an article stood at the end of a day, of all its versions, the oldest first.

    With ``known`` None if it had not come in by then, and nothing of what came later: neither
    another version nor that it was taken out or found to be a copy. Without, the earliest version
    stands for an article that came in later, and what has been taken out since is left out.
    """
    last = next((v for v in versions if v.until is None or not known_by(v.until, day)), None)
    if last is None or not known:
        return last if versions and versions[-1].until is None else None
    if not known_by(last.article.since, day):
        return None
    if last.article.copied is not None and not known_by(last.article.copied, day):
        return replace(last, article=replace(last.article, copy_of=None, copied=None))
    return last


PRUNED = "pruned"
"""The state in which pruned articles are counted, by day of publication, then by day of intake.

An article without the one or the other day is under "".
"""

Pruned: TypeAlias = "dict[str, dict[str, int]]"


def with_pruned(counted: Pruned, articles: Iterable[Article]) -> Pruned:
    """The count with these articles, which are pruned now."""
    counts = {day: dict(by_intake) for day, by_intake in counted.items()}
    for article in articles:
        day = article.day.isoformat() if article.day else ""
        came = article.fetched.date().isoformat() if article.fetched else ""
        of_day = counts.setdefault(day, {})
        of_day[came] = of_day.get(came, 0) + 1
    return counts


def pruned_of(counted: Pruned, since: date, until: date) -> int:
    """How many of the pruned articles were published on those days and had come in by the last."""
    first, last = since.isoformat(), until.isoformat()
    return sum(
        number
        for day, by_intake in counted.items()
        if first <= day <= last
        for came, number in by_intake.items()
        if came <= last
    )
