"""Where talks happen: the places of a briefing's talks, as marks on a map and as a list to read."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from briefing.rows import TalkRow
from tui.text.signs import Sign, role_of, sign
from tui.text.world_map import Mark, Point

Locate = Callable[[str, str | None], Point | None]
"""Gives latitude and longitude of a place in the country of that code, None if it is unknown."""

_PRESSING = ("under way", "today", "ahead", "undated", "passed")


@dataclass(frozen=True, slots=True)
class TalkPlace:
    """A place and the talks there, those that are next first."""

    name: str
    at: Point
    talks: tuple[TalkRow, ...]


def talk_places(rows: Iterable[TalkRow], locate: Locate) -> tuple[list[TalkPlace], list[TalkRow]]:
    """The places of talks, that of the talks which come next first; and the talks without one."""
    by_place: dict[str, list[TalkRow]] = {}
    spots: dict[str, Point] = {}
    elsewhere: list[TalkRow] = []
    for row in sorted(rows, key=_nearness):
        at = locate(row.place, row.country) if row.place else None
        if row.place is None or at is None:
            elsewhere.append(row)
        else:
            spots.setdefault(row.place, at)
            by_place.setdefault(row.place, []).append(row)
    places = [TalkPlace(name, spots[name], tuple(talks)) for name, talks in by_place.items()]
    return places, elsewhere


def _nearness(row: TalkRow) -> tuple[int, int]:
    """What is on or next first, then what has passed, the latest first."""
    day = row.start.toordinal() if row.start else 0
    return _PRESSING.index(row.timing), -day if row.timing == "passed" else day


def marks_of(
    places: Sequence[TalkPlace], clean: Callable[[str], str], ascii_only: bool
) -> list[Mark]:
    """A mark for each place, with the sign of the talk that comes next and the number of talks."""
    return [
        Mark(
            clean(place.name) + (f" ({len(place.talks)})" if len(place.talks) > 1 else ""),
            place.at,
            sign(place.talks[0].status, ascii_only),
            role_of(place.talks[0].status),
        )
        for place in places
    ]


def statuses(places: Sequence[TalkPlace]) -> set[Sign]:
    """The signs that the map shows."""
    return {place.talks[0].status for place in places}
