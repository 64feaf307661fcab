"""What the reader of one time expression may look at, and what it hands back."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date
from typing import Literal, TypeAlias

from msgspec import Struct

from briefing.extract.dates.calendar import Period
from briefing.extract.dates.hints import Hint
from briefing.extract.dates.vocabulary import Pattern
from briefing.extract.grammar.verb_tense import Tense
from briefing.model import Precision, TimexType

Mod: TypeAlias = Literal["START", "MID", "END", "APPROX"]

_SAME_SENTENCE = 120  # characters
_REACH_BACK = 400  # characters over which "the day" still means the day named last


class Reading(Struct, frozen=True):
    """One expression understood: characters ``[start, end)``, TIMEX3 type and value, and days.

    ``window`` is the stretch of days that a duration covers when it counts from the day of
    publication ("the next three days"); ``implicit`` marks a year that the text does not state.
    ``clock`` is a time of day as HH:MM (24:00 for midnight), ``zone`` its zone as the text has it.
    """

    start: int
    end: int
    type: TimexType
    value: str | None
    first: date | None = None
    last: date | None = None
    precision: Precision = "vague"
    mod: Mod | None = None
    implicit: bool = False
    window: tuple[date, date] | None = None
    clock: str | None = None
    zone: str | None = None


_LETTERS = re.compile(r"[^\W\d_]+")
_PASSED_OVER = frozenset({"the", "a", "an", "about", "around", "early", "late"})


class Context(Struct, frozen=True):
    """The surroundings of one expression.

    ``day`` is the day of publication, ``earlier`` what was read before in the article, in order;
    ``tense`` gives the tense that governs characters ``[start, end)`` of ``text``.
    """

    text: str
    day: date | None
    earlier: Sequence[Reading]
    tense: Callable[[int, int], Tense | None]

    @property
    def narrative_day(self) -> date | None:
        """The day that the story is at: the last day it named, else that of publication."""
        for reading in reversed(self.earlier[-12:]):
            if reading.type != "SET" and reading.first and reading.precision in {"day", "time"}:
                return reading.first
        return self.day

    def narrative_day_near(self, start: int) -> date | None:
        """``narrative_day`` if it was named shortly before ``start``, else the publication's."""
        last = self.earlier[-1] if self.earlier else None
        near = last is not None and start - last.end < _REACH_BACK
        return self.narrative_day if near else self.day

    def narrative_day_in_line(self, start: int) -> date | None:
        """``narrative_day`` if the line has named it before ``start``, else the publication's."""
        last = self.earlier[-1] if self.earlier else None
        if last is None or "\n" in self.text[last.end : start]:
            return self.day
        return self.narrative_day_near(start)

    def month_in_sentence(self, start: int) -> date | None:
        """A day of the month that the sentence of ``start`` has just named, if it has passed."""
        last = self.earlier[-1] if self.earlier else None
        if last is None or last.precision != "month" or self.day is None or last.last is None:
            return None
        between = self.text[last.end : start]
        if last.last >= self.day or len(between) > _SAME_SENTENCE or ". " in between:
            return None
        return last.first

    def period(self, precision: Precision) -> Reading | None:
        """The last month, quarter or year (by ``precision``) that the article named."""
        for reading in reversed(self.earlier[-12:]):
            if reading.type == "DATE" and reading.precision == precision and reading.first:
                return reading
        return None

    def before(self, start: int, width: int = 24) -> str:
        """The characters before ``start`` on its line, in lower case, without trailing space."""
        piece = self.text[max(0, start - width) : start]
        return piece.rpartition("\n")[2].rstrip().lower()

    def after(self, end: int, width: int = 24) -> str:
        """The characters after ``end`` on its line."""
        return self.text[end : end + width].partition("\n")[0]

    def preposition(self, start: int) -> str:
        """The word before ``start``, determiners left out, in lower case, or ""."""
        words = _LETTERS.findall(self.before(start, 40))
        while words and words[-1] in _PASSED_OVER:
            words.pop()
        return words[-1] if words else ""


Reader: TypeAlias = Callable[[Context, "re.Match[str]"], Sequence[Reading]]
Inner: TypeAlias = Callable[[Context, int], "Reading | None"]


class Rule(Struct, frozen=True):
    """A pattern and what makes sense of its matches; no reading means: no time expression.

    ``needs`` are kinds of words of each of which (``A | B``: of one of which) there must be one.
    The match of an ``opener`` is only the head of its expression ("two weeks after ..."), so it
    goes before all other rules that match at the same place. ``holds`` is a short pattern that
    every match holds: where it is not found, the long one is not searched.
    """

    pattern: Pattern
    read: Reader
    needs: tuple[Hint, ...]
    opener: bool = False
    holds: Pattern | None = None


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


def looks_ahead(context: Context, start: int, end: int, *, weak: bool | None = None) -> bool | None:
    """Whether the expression lies ahead (True), behind (False), or nothing tells (None).

    ``weak`` is the answer where the verb only hints at a future ("had been scheduled for").
    """
    word = context.preposition(start)
    leading = context.before(start, 30)
    if word == "since" or leading.endswith(("as of", "as of the")):
        return False
    if word in {"toward", "towards"}:
        return True  # "moved on toward the Nov. 8 vote"
    if leading.removesuffix(" the").endswith(("ahead of", "in time for", "on the eve of")):
        return True
    tense = context.tense(start, end)
    if tense is None:
        return True if word in {"until", "till", "by"} else None
    if tense.direction == "past":
        unsure = word in {"before", "until", "till"} or not tense.firm
        return None if unsure else False
    if _UTTERED.match(context.after(end, 16)):
        return None
    return True if tense.firm else weak


_UTTERED = re.compile(
    r" (?:letter|statement|report|memo|speech|interview|email|tweet|attack|raid|accident|crash|"
    r"shooting|bombing|order|filing|announcement)s?\b"
)


def pick_by_tense(
    context: Context, choices: Sequence[Period], start: int, end: int
) -> Period | None:
    """The choice that the tense of the clause points to.

    One of the past that hangs from a noun of its clause ("derided the vote of Dec. 2") and lies
    so far back, with its return so near, that a writer who meant it would have named the year,
    gives way to the nearest.
    """
    if context.day is None:
        return None
    ahead = looks_ahead(context, start, end)
    chosen = pick(choices, context.day, ahead)
    coming = pick(choices, context.day, True)
    tense = context.tense(start, end)
    if ahead:
        loose = (
            tense is None
            or tense.direction == "present"
            or (tense.nominal or tense.shifted or tense.wished)
        )
        recent = _RECENT if loose else context.day.day - 1
        return _nearest_if_far(context.day, choices, chosen, recent)
    if ahead is not False or chosen is None or coming is None:
        return chosen
    back, forth = (context.day - chosen.last).days, (coming.first - context.day).days
    far = tense is not None and tense.nominal and back > 240 and forth <= 120
    return coming if far else chosen


_RECENT = 60  # days behind on which the present, "could" and a noun of any clause may look back


def _nearest_if_far(
    day: date, choices: Sequence[Period], chosen: Period | None, recent: int
) -> Period | None:
    """The choice just past, at most ``recent`` days ago, where the one ahead is most of a year off.

    "Those who arrive from March 20", in April; "talks after the collapse in April", in May; and
    "will issue a directive May 13", late in May, as captions do: of what is a year ahead a writer
    names the year.
    """
    near = pick(choices, day, None)
    if chosen is None or near is None or near.first >= chosen.first:
        return chosen
    is_far = (chosen.first - day).days > 240
    return near if is_far and (day - near.last).days <= recent else chosen


def pick(choices: Sequence[Period], day: date, ahead: bool | None) -> Period | None:
    """The choice (in calendar order) that lies ahead of ``day``, behind it, or nearest to it.

    A choice that holds ``day`` is on both sides.
    """
    if ahead is True:
        return next((p for p in choices if p.last >= day), None)
    if ahead is False:
        return next((p for p in reversed(choices) if p.first <= day), None)
    return min(choices, key=lambda p: _distance(p, day), default=None)


def _distance(period: Period, day: date) -> int:
    if period.first <= day <= period.last:
        return 0
    return min(abs((period.first - day).days), abs((period.last - day).days))


def years_around(day: date, reach: int = 1) -> list[int]:
    """The year of ``day`` with those around it, as far as the calendar goes."""
    return [y for y in range(day.year - reach, day.year + reach + 1) if 1 <= y <= 9999]
