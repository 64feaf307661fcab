"""Which version of an article stood at the end of a day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from msgspec.structs import replace

from briefing.model import Version


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
