"""The times ahead that a sentence gives, from the time expressions found in it. Pure."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Sequence
from datetime import date

from briefing.model import Span, Timex

_WITHIN = re.compile(r"\bwithin (?:\w+ ){1,2}(?:hours?|days?|weeks?|months?|years?)\b")
_SEASON = re.compile(r"\d{4}-(?:SP|SU|FA|WI|Q\d|W\d\d)")
_SPAN_OF = re.compile(r"(?i)\b(?:by|during|for|in|over|since|within)\s+(?:the\s+|about\s+)?$")
_LONGEST_PREPOSITION = 16  # characters before a time, in which that stands
_DAY, _MONTH = re.compile(r"\d{4}-\d\d-\d\d"), re.compile(r"\d{4}-\d\d")


class TimesAhead:
    """The times of one article as far as they lie after the day on which it ``said`` so."""

    def __init__(self, text: str, times: Sequence[Timex], said: date | None) -> None:
        self._text = text
        self._times = times
        self._said = said

    def day_in(self, sentence: Span) -> date | None:
        """The last of the one day, or month, ahead that a sentence gives; None for more or none."""
        ahead = {day for value in self._values(sentence) if (day := self._last_day(value))}
        return ahead.pop() if len(ahead) == 1 else None

    def is_in(self, sentence: Span) -> bool:
        """Whether a sentence gives a time ahead, be it a season or "within a month"."""
        if self.day_in(sentence) or _WITHIN.search(sentence.of(self._text)):
            return True
        year = str(self._said.year) if self._said else ""
        values = self._values(sentence)
        return any(_SEASON.fullmatch(value) and value[:4] >= year > "" for value in values)

    def _values(self, sentence: Span) -> list[str]:
        return [t.value for t in self._times if t.value and sentence.contains(t.span)]

    def _last_day(self, value: str) -> date | None:
        """The last day of a day or a month in ISO notation, if it is ahead."""
        day = None
        if _DAY.fullmatch(value):
            day = date.fromisoformat(value)
        elif _MONTH.fullmatch(value):
            year, month = map(int, value.split("-"))
            day = date(year, month, monthrange(year, month)[1])
        return day if day and self._said and day > self._said else None


def says_when(timex: Timex, text: str) -> bool:
    """Whether a time says when something is, and is not what is given: "give it two weeks"."""
    start = timex.span.start
    before = text[max(0, start - _LONGEST_PREPOSITION) : start]
    return timex.type != "DURATION" or _SPAN_OF.search(before) is not None
