"""How text is written on this terminal: the gate, the signs and the wording of days."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from tui.text.gate import Marks, clean, clip, fit, marks

_WEEKDAYS = "Mon Tue Wed Thu Fri Sat Sun".split()
_MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()


@dataclass(frozen=True, slots=True)
class Look:
    """Writes outside text for the screen; ``ascii`` when the terminal shows nothing else."""

    ascii: bool = False

    @property
    def marks(self) -> Marks:
        """The program's own signs."""
        return marks(self.ascii)

    def clean(self, text: str) -> str:
        """Outside text, one visible character for each of its characters."""
        if text.isascii() and text.isprintable():
            return text
        return clean(text, self.ascii)

    def fit(self, text: str, width: int) -> str:
        """Outside text in exactly ``width`` cells."""
        return fit(self.clean(text), width, self.marks.ellipsis)

    def clip(self, text: str, width: int) -> str:
        """Outside text in at most ``width`` cells."""
        return clip(self.clean(text), width, self.marks.ellipsis)


def weekday(day: date) -> str:
    """``Thu``, whatever the locale."""
    return _WEEKDAYS[day.weekday()]


def month(day: date) -> str:
    """``Jan``, whatever the locale."""
    return _MONTHS[day.month - 1]


def short(day: date | None) -> str:
    """``13 Jan``, right-aligned to six cells; blank when unknown."""
    return f"{day.day:>2} {month(day)}" if day else " " * 6


def in_column(start: date | None, end: date | None, today: date) -> str:
    """A day or days in at most ten cells: ``Thu 13``, ``Sun  9-10``, ``Thu  3 Feb``, ``9 Mar 23``.

    The month is left out when it is that of ``today``.
    """
    first, last = start or end, end or start
    if first is None or last is None:
        return "no day"
    near = (first.year, first.month) == (today.year, today.month)
    if first == last:
        if near:
            return f"{weekday(first)} {first.day:>2}"
        if first.year == today.year:
            return f"{weekday(first)} {first.day:>2} {month(first)}"
        return f"{first.day} {month(first)} {first.year % 100:02}"
    if (first.year, first.month) == (last.year, last.month):
        if near:
            return f"{weekday(first)} {first.day:>2}-{last.day}"
        return f"{first.day}-{last.day} {month(first)}"
    return f"{first.day}{month(first)}-{last.day}{month(last)}"


def long(start: date | None, end: date | None = None) -> str:
    """``Thu 13 January 2022`` or ``Sun 9 to Mon 10 January 2022``; "day not given" when unknown."""
    first, last = start or end, end or start
    if first is None or last is None:
        return "day not given"
    tail = f"{last.day} {_LONG_MONTHS[last.month - 1]} {last.year}"
    if first == last:
        return f"{weekday(last)} {tail}"
    lead = f"{weekday(first)} {first.day}"
    if first.month != last.month or first.year != last.year:
        lead += f" {_LONG_MONTHS[first.month - 1]}"
    if first.year != last.year:
        lead += f" {first.year}"
    return f"{lead} to {weekday(last)} {tail}"


def readable(value: str) -> str:
    """An ISO day, or two with "to" between them, in words; anything else as it is."""
    try:
        return " to ".join(long(date.fromisoformat(part)) for part in value.split(" to "))
    except ValueError:
        return value


def month_of(day: date | None) -> str:
    """``January 2022``; "Day not given" when unknown."""
    return f"{_LONG_MONTHS[day.month - 1]} {day.year}" if day else "Day not given"


def day_of(day: date | None) -> str:
    """``Thu 13 Jan`` in ten cells; "undated" when unknown."""
    return f"{weekday(day)} {short(day)}" if day else "undated"


_LONG_MONTHS = (
    "January February March April May June July August September October November December"
).split()


def count(number: int, one: str, many: str | None = None) -> str:
    """``1 article``, ``3 articles``."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"
