"""The rounds of a series of talks, as the lines above a talk's mentions show them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from briefing.rows import TalkRow
from tui.text.days import day_cell, day_words
from tui.text.look import Look
from tui.text.wrap import wrap
from tui.widgets.paint import Line, Part
from tui.widgets.talks import column_for, headline

LABEL = 9  # cells of the labels above the rows
_HERE = 2  # cells of the mark of the round that is shown
_PLACE = 18  # cells of the column of places, at most, unless what rounds ended with leaves more
_LEAST_PLACE, _LEAST_ENDED = 4, 12  # cells of places, and of what a round ended with, at least
_LEAST = 2  # lines that the rounds have however little room there is


def round_lines(
    look: Look, rounds: Sequence[TalkRow], here: int, day: date, width: int, height: int
) -> list[Line]:
    """The rounds in at most ``height`` lines of ``width`` cells, ``here`` among them marked.

    A round a line with what it ended with, if there is room for all; else one after the other,
    broken between rounds; and of a series too long for that, those around ``here``.
    """
    height = max(_LEAST, height)
    if len(rounds) <= height:
        return _one_a_line(look, rounds, here, day, width)
    first, last = 0, len(rounds)
    while True:
        lines = _running(look, rounds, here, day, width, (first, last))
        if len(lines) <= height:
            return lines
        if last - first == 1:
            return _running(look, rounds[first:last], 0, day, width, (0, 1))
        if here - first >= last - 1 - here:
            first += 1
        else:
            last -= 1


def _one_a_line(
    look: Look, rounds: Sequence[TalkRow], here: int, day: date, width: int
) -> list[Line]:
    """``Rounds   › Mon  4 Mar  Lisbon  held: no agreement``."""
    days = [day_cell(row.start, row.end, day) for row in rounds]
    places = [headline(row)[0] for row in rounds]
    day_width = column_for(days)
    left = width - LABEL - _HERE - day_width - 4
    ends = [f"{row.status}: {row.outcome}" if row.outcome else row.status for row in rounds]
    to_spare = left - max(map(len, ends))
    most = max(_LEAST_PLACE, min(_PLACE, left - _LEAST_ENDED), to_spare)
    place_width = min(max(map(len, places)), most)
    lines: list[Line] = []
    for number, ended in enumerate(ends):
        shown = number == here
        lines.append(
            (
                ("Rounds".ljust(LABEL) if not number else " " * LABEL, "dim"),
                (f"{look.marks.arrow if shown else ' '} ", "strong"),
                (f"{days[number]:<{day_width}}  ", "strong" if shown else "dim"),
                (f"{look.fit(places[number], place_width)}  ", "strong" if shown else ""),
                (look.clip(ended, left - place_width), "dim"),
            )
        )
    return lines


def _running(
    look: Look,
    rounds: Sequence[TalkRow],
    here: int,
    day: date,
    width: int,
    shown: tuple[int, int],
) -> list[Line]:
    """``3 before › Lisbon Mon 4 Mar (held) › [Porto Sat 16 Mar (planned)]``, on several lines."""
    first, last = shown
    pieces: list[Part] = [(f"{first:,} before", "dim")] if first else []
    for number in range(first, last):
        row = rounds[number]
        when = day_words(row.start, row.end, day)
        text = look.clean(f"{headline(row)[0]} {when} ({row.status})")
        pieces.append((f"[{text}]", "strong") if number == here else (text, ""))
    if last < len(rounds):
        pieces.append((f"{len(rounds) - last:,} after", "dim"))
    arrow = f" {look.marks.arrow}"
    room = max(8, width - LABEL)
    lines: list[Line] = []
    line: list[Part] = []
    used = 0
    for number, (text, role) in enumerate(pieces):
        piece = look.clip(text, room - len(arrow)) + (arrow if number < len(pieces) - 1 else "")
        if line and used + 1 + len(piece) > room:
            lines.append(_labelled(line, not lines))
            line, used = [], 0
        line.append((f" {piece}" if line else piece, role))
        used += len(piece) + (1 if used else 0)
    return [*lines, _labelled(line, not lines)]


def _labelled(parts: Sequence[Part], first: bool) -> Line:
    return (("Rounds".ljust(LABEL) if first else " " * LABEL, "dim"), *parts)


def lines_of(line: Line, width: int) -> int:
    """How many lines of ``width`` cells a line of parts takes."""
    return len(wrap("".join(text for text, _ in line), width))
