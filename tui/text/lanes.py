"""The lanes of the time line: what a briefing has, by story or by party."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from briefing.digest.briefing import Briefing
from briefing.digest.dated import DatedRow
from briefing.digest.stories import Story
from briefing.model import EXACT
from briefing.rows import DeadlineRow, DeadlinesThatAreTalks
from tui.text.signs import Sign
from tui.text.time_line import Lane, Tick

NO_STORY = "In no story with others"
NOBODY = "Parties not given"


def dated_rows(briefing: Briefing) -> list[DatedRow]:
    """All talks and deadlines with a day, by that day; what is both is a talk."""
    meetings = DeadlinesThatAreTalks(briefing.talks)
    rows: list[DatedRow] = [row for row in briefing.talks if row.start is not None]
    rows += [row for row in briefing.deadlines if row not in meetings]
    return sorted(rows, key=lambda row: tick_of(row).first)


def tick_of(row: DatedRow) -> Tick:
    """The tick of a talk or deadline that has a day. Raises ValueError for others."""
    if isinstance(row, DeadlineRow):
        last = row.end if row.precision in EXACT else row.when
        sign: Sign = "cancelled" if row.cancelled else "due"
        return Tick(sign, row.when, last, row, row.moved_from)
    if row.start is None:
        raise ValueError("no day is given")
    moved = (m.talk.moved_from for m in row.mentions if m.talk.moved_from is not None)
    return Tick(row.status, row.start, row.end or row.start, row, next(moved, None))


def lanes_by_story(briefing: Briefing, stories: Sequence[Story]) -> list[Lane]:
    """A lane a story, in their order; then one for all that is in none."""
    numbers = {ref.id: n for n, story in enumerate(stories) for ref in story.articles}
    ticks: list[list[Tick]] = [[] for _ in (*stories, NO_STORY)]
    for row in dated_rows(briefing):
        for number in {numbers.get(m.article.id, len(stories)) for m in row.mentions}:
            ticks[number].append(tick_of(row))
    for number, tick in _words(briefing, numbers, len(stories)):
        ticks[number].append(tick)
    names = (*(story.headline for story in stories), NO_STORY)
    return [Lane(name, own) for name, own in zip(names, ticks, strict=True) if own]


def _words(
    briefing: Briefing, numbers: Mapping[str, int], others: int
) -> Iterator[tuple[int, Tick]]:
    """A tick for each day on which somebody is quoted, with the number of its lane."""
    seen: set[tuple[int, date]] = set()
    for speaker in briefing.speakers:
        for said in speaker.statements:
            number, day = numbers.get(said.article.id, others), said.article.day
            if day is not None and (number, day) not in seen:
                seen.add((number, day))
                yield number, Tick("words", day, day, said)


def lanes_by_party(briefing: Briefing) -> list[Lane]:
    """A lane a party of talks, or whoever a deadline is for; those of most days first."""
    lanes: dict[str, list[Tick]] = defaultdict(list)
    for row in dated_rows(briefing):
        for name in _parties(row):
            lanes[name].append(tick_of(row))
    ordered = sorted(lanes.items(), key=lambda lane: (lane[0] == NOBODY, -len(lane[1]), lane[0]))
    return [Lane(name, ticks) for name, ticks in ordered]


def _parties(row: DatedRow) -> Iterator[str]:
    named: Iterable[str] = row.parties
    if isinstance(row, DeadlineRow) and row.who:
        named = (row.who, *(party for party in row.parties if party != row.who))
    yield from dict.fromkeys(named) if named else (NOBODY,)
