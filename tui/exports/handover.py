"""Hands what has come in to the commands of the watches; behind the panes and ``brief fetch``."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from briefing.desk import Desk
    from briefing.watches.on_match import HandedOver
    from briefing.watches.watch import Watch


def hand_over_news(
    desk: Desk, watches: Iterable[Watch], days: int
) -> list[tuple[Watch, HandedOver]]:
    """Run the command of each watch that has one for what is new in the briefing of today.

    ``days`` are those that the briefing covers. What became of it, a pair for each of these
    watches; nothing is imported while there is none.
    """
    commanded = [watch for watch in watches if watch.on_match]
    if not commanded:
        return []
    from briefing.watches.watch import matches_of_each
    from tui.exports.items import item_object

    briefing = desk.briefing(None, days)
    texts = desk.texts(briefing)
    speakers = {s: row for row in briefing.speakers for s in row.statements}
    found = matches_of_each(commanded, briefing)
    return [
        (
            watch,
            desk.hand_over(watch, each, lambda m: item_object(m.finding, speakers, texts)),
        )
        for watch, each in zip(commanded, found, strict=True)
    ]
