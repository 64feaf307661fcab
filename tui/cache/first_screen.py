"""The first screen of the last visit, kept in a file of its own: rows before the store is open."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from briefing.desk import Desk
    from briefing.digest.briefing import Briefing
    from briefing.digest.first_screen import FirstScreen
    from briefing.digest.stories import Story
    from briefing.ports import Counts

NAME = "front.json"


class FirstScreenCache:
    """The file in ``folder`` and the question that it has to answer: which day, how many days.

    It is a convenience: whatever goes wrong with it, the briefing comes from the store.
    """

    def __init__(self, folder: Path, today: date, asked: date | None, days: int) -> None:
        self.path = folder / NAME
        self._question = (today, asked, days)
        self._kept: Briefing | None = None

    def read(self) -> FirstScreen | None:
        """The front of the last visit, if it answers this question."""
        try:
            data = self.path.read_bytes()
        except OSError:
            return None
        return self.answer_in(data)

    def answer_in(self, data: bytes) -> FirstScreen | None:
        """The front that was written so, if it is one, and answers this question."""
        # What makes a front begins with looking whether there is one, and needs none of this.
        from briefing.digest.first_screen import decode

        front = decode(data)
        return front if front is not None and front.answers(*self._question) else None

    def make(self, desk: Desk) -> None:
        """Make the front of what the library holds now, and keep it; none of an empty library."""
        counts = desk.counts()
        if counts.articles:
            _, asked, days = self._question
            briefing = desk.briefing(asked, days)
            self.keep(briefing, counts, asked, days, lambda: desk.stories(asked, days))

    def begun(self, desk: Desk) -> bytes:
        """The front of the newest articles that the library holds now, as it is written.

        Nothing is kept, and no stories are gathered, which would take longer than all the rest. Of
        an empty library there is no front, and nothing is written.
        """
        counts = desk.counts()
        if not counts.articles:
            return b""
        from briefing.digest.first_screen import encode, first_screen_of

        _, asked, days = self._question
        briefing, newest = desk.newest(asked, days)
        return encode(first_screen_of(briefing, counts, *self._question, newest=newest))

    def keep(
        self,
        briefing: Briefing,
        counts: Counts,
        asked: date | None,
        days: int,
        stories: Callable[[], Sequence[Story]] | None = None,
    ) -> None:
        """Write the front of a briefing for the next visit, if it answers the same question.

        ``stories`` gathers those among its articles.
        """
        if (asked, days) != self._question[1:] or briefing is self._kept:
            return
        self._kept = briefing
        from briefing.digest.first_screen import encode, first_screen_of

        # With what few processes need, as most only read what is kept.
        from briefing.files import write_private

        with contextlib.suppress(OSError, ValueError):
            gathered = stories() if stories is not None else None
            data = encode(first_screen_of(briefing, counts, *self._question, gathered))
            write_private(self.path, data)
