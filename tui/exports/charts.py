"""The map and the time line of a briefing as plain text, each with a list of what it shows.

The list says all that the drawing does, for those who hear a screen and for mail readers whose
letters are not of one width.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from briefing.digest.briefing import Briefing
from briefing.digest.dated import DatedRow
from briefing.digest.stories import Story
from briefing.extract.places.coordinates import coordinates
from briefing.rows import DeadlineRow, TalkRow, meeting_name, subject
from tui.text import talk_places, time_line
from tui.text.days import long_days
from tui.text.lanes import dated_rows, lanes_by_story, tick_of
from tui.text.look import Look, count
from tui.text.phrases import heading, plain, unnamed_parties
from tui.text.signs import legend
from tui.text.world_map import draw, fitted

_MAP_LINES = 22  # of a terminal's 24
_INDENT = "  "


def to_map(briefing: Briefing, width: int, look: Look) -> str:
    """Where talks happen, drawn in ``width`` columns, and the talks by place."""
    places, elsewhere = talk_places.talk_places(briefing.talks, coordinates)
    view = fitted([place.at for place in places], width, _MAP_LINES)
    marks = talk_places.marks_of(places, look.clean, look.ascii)
    lines = [*heading(briefing), ""]
    if places:
        lines += _rows(draw(view, marks, None, look.ascii))
        lines += ["", legend(talk_places.statuses(places), look.ascii), ""]
    for place in places:
        lines.append(plain(place.name))
        lines += [f"{_INDENT}{_talk(talk)}" for talk in place.talks]
    if elsewhere:
        lines += ["", f"{count(len(elsewhere), 'talk')} whose place is not known"]
        lines += [f"{_INDENT}{_talk(talk)}" for talk in elsewhere]
    return "\n".join([*lines, "" if places or elsewhere else "No talks are told of."])


def to_time_line(briefing: Briefing, stories: Sequence[Story], width: int, look: Look) -> str:
    """Talks, deadlines and statements by day, a lane a story, and what has a day as a list."""
    day = briefing.as_of.day
    lanes = [
        time_line.Lane(look.clean(lane.name), lane.ticks)
        for lane in lanes_by_story(briefing, stories)
    ]
    lines = [*heading(briefing), ""]
    if lanes:
        scale = time_line.scale_for(day, width)
        lines += _rows(time_line.draw(scale, lanes, day, None, look.ascii))
        lines += ["", legend(time_line.signs_of(lanes), look.ascii), ""]
    lines += _dated(dated_rows(briefing))
    return "\n".join([*lines, "" if lanes else "Nothing in these days has a date."])


def _rows(drawn: Sequence[Sequence[tuple[str, str]]]) -> list[str]:
    return ["".join(text for text, _ in row).rstrip() for row in drawn]


def _talk(row: TalkRow) -> str:
    when = long_days(row.start, row.end)
    return plain(f"{when}, {row.status}: {meeting_name(row)}{unnamed_parties(row)}")


def _dated(rows: Sequence[DatedRow]) -> Iterator[str]:
    for row in rows:
        tick = tick_of(row)
        when = long_days(tick.first, tick.last)
        was = f", moved from {long_days(tick.old)}" if tick.old else ""
        if isinstance(row, DeadlineRow):
            off = ", called off" if row.cancelled else ""
            yield plain(f"{when}{was}{off}: {subject(row)}")
        else:
            place = f" in {row.place}" if row.place else ""
            parties = unnamed_parties(row)
            yield plain(f"{when}{was}, {row.status}: {meeting_name(row)}{place}{parties}")
