"""The value that ``find_dates`` hands to the other extractors."""

from __future__ import annotations

from datetime import date

from msgspec import Struct

from briefing.extract.dates.context import Mod
from briefing.extract.grammar.verb_tense import Direction
from briefing.model import Precision, Timex


class DateMention(Struct, frozen=True):
    """A time expression with what the other extractors need to know of it.

    ``tokens`` is the half-open range of ``Doc`` token indices that ``timex.span`` covers.
    ``first`` and ``last`` are the days meant, both included, or None for durations, sets and
    whatever cannot be resolved. "the end of the month" is the month's last days by ``first`` and
    ``last``, whatever TIMEX3 writes.

    ``direction`` is the tense of the governing clause (None in a fragment). ``run`` is the first
    and last day of the range that this mention opens or closes ("Feb. 3-5", "from Monday to
    Friday"), or that a duration covers ("the next three weeks"). ``due`` is the day on which a
    duration runs out when it counts from a known day ("within 10 days", "gave the firm 30 days").
    ``mod`` is TIMEX3's START, MID, END or APPROX. ``clock`` is a time of day as HH:MM (24:00 for
    midnight), ``zone`` its zone as the text gives it ("CET", "local").
    """

    timex: Timex
    tokens: tuple[int, int]
    first: date | None
    last: date | None
    precision: Precision
    direction: Direction | None = None
    run: tuple[date, date] | None = None
    due: date | None = None
    mod: Mod | None = None
    clock: str | None = None
    zone: str | None = None
