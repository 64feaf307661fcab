"""The times ahead that a sentence gives, from the time expressions found in it. Pure."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Sequence
from datetime import date
from typing import TypeAlias

from briefing.model import Span, Timex

_WITHIN = re.compile(r"\bwithin (?:\w+ ){1,2}(?:hours?|days?|weeks?|months?|years?)\b")
_SEASON = re.compile(r"\d{4}-(?:SP|SU|FA|WI|Q\d|W\d\d)")
_SPAN_OF = re.compile(r"(?i)\b(?:by|during|for|in|over|since|within)\s+(?:the\s+|about\s+)?$")
_LONGEST_PREPOSITION = 16  # characters before a time, in which that stands
_DAY, _MONTH = re.compile(r"\d{4}-\d\d-\d\d"), re.compile(r"\d{4}-\d\d")

Days: TypeAlias = tuple[date, date]
"""The first and the last of the days that are meant."""


class TimesAhead:
    """The times of one article as far as they lie after the day on which it ``said`` so."""

    def __init__(self, text: str, times: Sequence[Timex], said: date | None) -> None:
        self._text = text
        self._times = times
        self._said = said

    def days_in(self, sentence: Span) -> Days | None:
        """The one day, or month, ahead that a sentence gives; None for more or none."""
        ahead = {days[1]: days for value in self._values(sentence) if (days := self._days(value))}
        return next(iter(ahead.values())) if len(ahead) == 1 else None

    def is_in(self, sentence: Span) -> bool:
        """Whether a sentence gives a time ahead, be it a season or "within a month"."""
        if self.days_in(sentence) or _WITHIN.search(sentence.of(self._text)):
            return True
        year = str(self._said.year) if self._said else ""
        values = self._values(sentence)
        return any(_SEASON.fullmatch(value) and value[:4] >= year > "" for value in values)

    def _values(self, sentence: Span) -> list[str]:
        return [
            t.value
            for t in self._times
            if t.value and sentence.contains(t.span) and not self._is_over(t.span)
        ]

    def _is_over(self, when: Span) -> bool:
        """Whether a time is told of as past: "earlier this month"."""
        before = self._text[max(0, when.start - _LONGEST_PREPOSITION) : when.end].casefold()
        return "earlier this" in before

    def _days(self, value: str) -> Days | None:
        """The days of a day or a month in ISO notation, if the last of them is ahead."""
        first = last = None
        if _DAY.fullmatch(value):
            first = last = date.fromisoformat(value)
        elif _MONTH.fullmatch(value):
            year, month = map(int, value.split("-"))
            first, last = date(year, month, 1), date(year, month, monthrange(year, month)[1])
        return (first, last) if first and last and self._said and last > self._said else None


def says_when(timex: Timex, text: str) -> bool:
    """Whether a time says when something is, and is not what is given: "give it two weeks"."""
    start = timex.span.start
    before = text[max(0, start - _LONGEST_PREPOSITION) : start]
    return timex.type != "DURATION" or _SPAN_OF.search(before) is not None
