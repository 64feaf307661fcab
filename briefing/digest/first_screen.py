"""The first screen of the last briefing, as one small JSON object.

A face that keeps it can show rows before it has opened the library, however large that is, and
then put the real briefing in their place. It is good for the same question on the same day only,
because what is "today" and what has "passed" was decided for that day.
"""

from __future__ import annotations

from datetime import date

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from briefing.digest.briefing import Briefing
from briefing.model import Counts

ROWS = 60  # a pane: more than the tallest terminal shows
EVIDENCE = 4  # a row: more than is shown beside it


class FirstScreen(Struct, frozen=True):
    """A briefing cut down to its first rows, and the question that it answers.

    It holds quotes, talks and deadlines, no findings of other kinds. Neither its rows nor what they
    rest on are all that there are, and so not to be counted. ``today`` is the day on which it was
    made, ``asked`` and ``days`` what the user asked for.
    """

    today: date
    asked: date | None
    days: int
    briefing: Briefing
    counts: Counts

    def answers(self, today: date, asked: date | None, days: int) -> bool:
        """Whether this is the answer to that question on that day."""
        return (self.today, self.asked, self.days) == (today, asked, days)


def first_screen_of(
    briefing: Briefing, counts: Counts, today: date, asked: date | None, days: int
) -> FirstScreen:
    """The first rows of a briefing, each with the first of what it rests on."""
    cut = replace(
        briefing,
        articles=briefing.articles[:ROWS],
        speakers=tuple(
            replace(row, statements=row.statements[:EVIDENCE]) for row in briefing.speakers[:ROWS]
        ),
        talks=tuple(
            replace(row, mentions=row.mentions[:EVIDENCE]) for row in briefing.talks[:ROWS]
        ),
        others=(),
        deadlines=tuple(
            replace(row, mentions=row.mentions[:EVIDENCE], rivals=row.rivals[:EVIDENCE])
            for row in briefing.deadlines[:ROWS]
        ),
    )
    return FirstScreen(today, asked, days, cut, counts)


def encode(front: FirstScreen) -> bytes:
    """The front as JSON. Raises UnicodeEncodeError for text with lone surrogates."""
    return msgspec.json.encode(front)


def decode(data: bytes) -> FirstScreen | None:
    """The inverse; None for anything that is no front of this version."""
    try:
        return msgspec.json.decode(data, type=FirstScreen)
    except (ValueError, RecursionError):
        return None
