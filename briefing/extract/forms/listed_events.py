"""What the lines of an agenda give: entries, and what one line says of the next."""

from __future__ import annotations

from msgspec import Struct

from briefing.extract.forms.clocks import Clock
from briefing.extract.forms.days import DayMark


class Reading(Struct):
    """What the lines read so far say of the next.

    ``room`` is the one whose list is being read, ``moments`` says that lines which give nothing but
    day and time head the entries below them.
    """

    heading: DayMark | None = None
    title: DayMark | None = None
    principal: str | None = None
    room: str | None = None
    clock: Clock | None = None
    moments: bool = False
    timed_in_block: bool = False
    headings: int = 0
    timed: int = 0
    dated: int = 0

    @property
    def mark(self) -> DayMark | None:
        """The day of the heading above, else that of the title."""
        return self.heading or self.title


class ListedEvent(Struct, frozen=True):
    """An entry as its line gives it, before it is described."""

    start: int
    end: int
    text: str
    mark: DayMark
    clock: Clock | None
    principal: str | None
    place: str | None = None
    land: str | None = None
