"""What the reader of one time expression may look at, and what it hands back."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal, TypeAlias

from briefing.extract.date_calendar import Period
from briefing.extract.tense import Tense
from briefing.model import Precision, TimexType

Mod: TypeAlias = Literal["START", "MID", "END", "APPROX", "BEFORE", "AFTER"]


@dataclass(frozen=True, slots=True)
class Scene:
    """The surroundings of one expression.

    ``day`` is the day of publication; ``told`` the day that the story is at (the last day it
    named); ``tense`` gives the tense that governs characters ``[start, end)`` of ``text``.
    """

    text: str
    day: date | None
    told: date | None
    tense: Callable[[int, int], Tense | None]

    def before(self, start: int, width: int = 24) -> str:
        """The characters before ``start`` on its line, in lower case, without trailing space."""
        piece = self.text[max(0, start - width) : start]
        return piece.rpartition("\n")[2].rstrip().lower()

    def after(self, end: int, width: int = 24) -> str:
        """The characters after ``end`` on its line."""
        return self.text[end : end + width].partition("\n")[0]

    def preposition(self, start: int) -> str:
        """The word before ``start``, determiners left out, in lower case, or ""."""
        words = re.findall(r"[^\W\d_]+", self.before(start, 40))
        while words and words[-1] in {"the", "a", "an", "about", "around", "early", "late"}:
            words.pop()
        return words[-1] if words else ""


@dataclass(frozen=True, slots=True)
class Reading:
    """One expression understood: characters ``[start, end)``, TIMEX3 type and value, and days."""

    start: int
    end: int
    type: TimexType
    value: str | None
    first: date | None = None
    last: date | None = None
    precision: Precision = "vague"
    mod: Mod | None = None
    implicit: bool = False


Reader: TypeAlias = Callable[[Scene, "re.Match[str]"], Sequence[Reading]]


@dataclass(frozen=True, slots=True)
class Rule:
    """A pattern and what makes sense of its matches; no reading means: no time expression."""

    pattern: re.Pattern[str]
    read: Reader


def dated(
    start: int, end: int, period: Period | None, mod: Mod | None = None, implicit: bool = False
) -> Reading:
    """A DATE reading of a period; without one (no reference day) its value stays None."""
    if period is None:
        return Reading(start, end, "DATE", None, mod=mod)
    return Reading(
        start,
        end,
        "DATE",
        period.value,
        period.first,
        period.last,
        period.precision,
        mod,
        implicit,
    )


def looks_ahead(scene: Scene, start: int, end: int) -> bool | None:
    """Whether the expression lies ahead (True), behind (False), or nothing tells (None)."""
    word = scene.preposition(start)
    if word == "since":
        return False
    tense = scene.tense(start, end)
    if scene.before(start, 30).endswith(("ahead of", "ahead of the", "in time for")):
        return True
    if tense is None:
        return True if word in {"until", "till", "by"} else None
    if tense.direction == "past":
        return None if word == "before" or not tense.firm else False
    return True


def pick(choices: Sequence[Period], day: date, ahead: bool | None) -> Period | None:
    """The choice (in calendar order) that lies ahead of ``day``, behind it, or nearest to it.

    A choice that holds ``day`` is on both sides.
    """
    if ahead is True:
        return next((p for p in choices if p.last >= day), None)
    if ahead is False:
        return next((p for p in reversed(choices) if p.first <= day), None)
    return min(
        choices,
        key=lambda p: 0 if p.first <= day <= p.last else
        min(abs((p.first - day).days), abs((p.last - day).days)),
        default=None,
    )
