"""What one briefing leaves to the next, so that only what has changed is merged anew.

Whatever is remembered follows from articles alone: a briefing is the same with it and without.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from briefing.merge.deadlines import MergedDeadlines
from briefing.merge.events import Events
from briefing.merge.memory import Merged
from briefing.merge.namesakes import Namesakes
from briefing.model import Topic
from briefing.rows import TalkRow


class Remembered:
    """What briefings so far have found out. Threads may not share it."""

    def __init__(self) -> None:
        self.events = Events()
        self.namesakes: Merged[Namesakes] = Merged()
        self.talks: Merged[TalkRow] = Merged()
        self.deadlines = MergedDeadlines()
        self.topic_names: Merged[str | None] = Merged()
        self.order: Merged[Any] = Merged()
        of_deadlines = self.deadlines.days, self.deadlines.rows, self.deadlines.rivals
        self._all = (self.namesakes, self.talks, *of_deadlines, self.topic_names, self.order)
        self._revision = self.events.revision

    def begin(self, topics: Iterable[tuple[str, Topic | None]]) -> None:
        """A briefing of articles of those ids begins, each with what it is about."""
        self.events.know(topics)
        for merged in self._all:
            merged.turn()
            if self._revision != self.events.revision:
                merged.clear()
        self._revision = self.events.revision
