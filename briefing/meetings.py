"""Which talks and deadlines, told of in different articles, are the same.

Two accounts are of the same talk if neither place nor days nor parties speak against it and at
least the days, or place and parties, speak for it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from briefing.model import Deadline, Talk
from briefing.rows import DeadlineMention, DeadlineRow, Head, TalkMention, TalkRow, timing

_WORD = re.compile(r"[^\W\d_]{3,}")
_EMPTY_WORDS = frozenset(
    "the and for with from that this will talks talk meeting session deadline due new".split()
)
_SAME_SERIES = timedelta(days=1)


def _fold(name: str) -> str:
    return name.casefold().removeprefix("the ").strip()


def _parties(talk: Talk) -> frozenset[str]:
    return frozenset(_fold(p) for p in talk.parties)


def _days_overlap(a: Talk, b: Talk) -> bool | None:
    if not (a.start and a.end and b.start and b.end):
        return None
    return a.start <= b.end and b.start <= a.end


def same_talk(a: Talk, b: Talk) -> bool:
    """Whether two accounts are of one meeting."""
    days = _days_overlap(a, b)
    places = _fold(a.place) == _fold(b.place) if a.place and b.place else None
    shared = _parties(a) & _parties(b)
    parties = bool(shared) if a.parties and b.parties else None
    if a.round and b.round and a.round != b.round:
        return False
    if days:
        return places is not False and (parties is not False or places is True)
    if days is None:
        return places is True and parties is True
    return places is True and len(shared) >= 2 and _adjacent(a, b)


def _adjacent(a: Talk, b: Talk) -> bool:
    if not (a.start and a.end and b.start and b.end):
        return False
    return max(a.start, b.start) - min(a.end, b.end) <= _SAME_SERIES


def merge_talks(told: Iterable[tuple[Head, Talk]], day: date) -> tuple[TalkRow, ...]:
    """One row a meeting, ordered by day (undated last), as seen on ``day``."""
    mentions = sorted((TalkMention(h, t) for h, t in told), key=_talk_order)
    groups: list[list[TalkMention]] = []
    for mention in mentions:
        for group in groups:
            if any(same_talk(mention.talk, other.talk) for other in group):
                group.append(mention)
                break
        else:
            groups.append([mention])
    return tuple(sorted((_talk_row(g, day) for g in groups), key=_row_order))


def _talk_order(mention: TalkMention) -> tuple[int, int, str, int]:
    """Fully told talks first, so that vaguer accounts find what to join; then newest first."""
    talk = mention.talk
    known = bool(talk.start) + bool(talk.place) + bool(talk.parties)
    day = mention.head.day
    return (-known, -day.toordinal() if day else 0, mention.head.id, talk.span.start)


def _newest(mention: TalkMention | DeadlineMention) -> tuple[int, str]:
    day = mention.head.day
    return (-day.toordinal() if day else 0, mention.head.id)


def _talk_row(group: Sequence[TalkMention], day: date) -> TalkRow:
    newest = sorted(group, key=_newest)
    talks = [m.talk for m in newest]
    dated = next((t for t in talks if t.start), None)
    placed = next((t for t in talks if t.place), None)
    parties: dict[str, str] = {}
    for talk in talks:
        for party in talk.parties:
            parties.setdefault(_fold(party), party)
    start, end = (dated.start, dated.end) if dated else (None, None)
    return TalkRow(
        what=max(talks, key=lambda t: bool(t.place) + bool(t.start) + len(t.parties)).what,
        status=talks[0].status,
        place=placed.place if placed else None,
        country=placed.country if placed else None,
        start=start,
        end=end,
        parties=tuple(parties.values()),
        round=next((t.round for t in talks if t.round), None),
        outcome=next((t.outcome for t in talks if t.outcome), None),
        minutes=next((t.minutes for t in talks if t.minutes), None),
        timing=timing(start, end, day),
        disagreements=_disagreements(talks),
        mentions=tuple(newest),
    )


def _disagreements(talks: Sequence[Talk]) -> tuple[str, ...]:
    places = {_fold(t.place) for t in talks if t.place}
    days = [(t.start, t.end) for t in talks if t.start and t.end]
    apart = any(a[1] < b[0] for a in days for b in days)
    return (("place",) if len(places) > 1 else ()) + (("day",) if apart else ())


def _row_order(row: TalkRow) -> tuple[int, int, str]:
    return (0, row.start.toordinal(), row.what) if row.start else (1, 0, row.what)


def _words(text: str) -> frozenset[str]:
    return frozenset(w.casefold()[:6] for w in _WORD.findall(text)) - _EMPTY_WORDS


def same_deadline(a: Deadline, b: Deadline) -> bool:
    """Whether two accounts are of one dated thing: the same days and much the same words."""
    if (a.when, a.end) != (b.when, b.end) or a.cancelled != b.cancelled:
        return False
    mine, theirs = _words(f"{a.what} {a.who or ''}"), _words(f"{b.what} {b.who or ''}")
    if not mine or not theirs:
        return a.kind == b.kind
    return 2 * len(mine & theirs) >= min(len(mine), len(theirs))


def merge_deadlines(told: Iterable[tuple[Head, Deadline]], day: date) -> tuple[DeadlineRow, ...]:
    """One row a dated thing: what is to come by day, then what has passed, the latest first."""
    by_day: dict[tuple[date, date], list[list[DeadlineMention]]] = {}
    for mention in sorted((DeadlineMention(h, d) for h, d in told), key=_newest):
        deadline = mention.deadline
        groups = by_day.setdefault((deadline.when, deadline.end), [])
        for group in groups:
            if any(same_deadline(deadline, other.deadline) for other in group):
                group.append(mention)
                break
        else:
            groups.append([mention])
    rows = [_deadline_row(g, day) for groups in by_day.values() for g in groups]
    return tuple(sorted(rows, key=_coming_first))


def _deadline_row(group: Sequence[DeadlineMention], day: date) -> DeadlineRow:
    deadlines = [m.deadline for m in group]
    first = deadlines[0]
    return DeadlineRow(
        what=first.what,
        who=next((d.who for d in deadlines if d.who), None),
        when=first.when,
        end=first.end,
        kind=first.kind,
        precision=first.precision,
        tentative=all(d.tentative for d in deadlines),
        cancelled=first.cancelled,
        moved_from=next((d.moved_from for d in deadlines if d.moved_from), None),
        timing=timing(first.when, first.end, day),
        mentions=tuple(group),
    )


def _coming_first(row: DeadlineRow) -> tuple[bool, int, int, str]:
    passed = row.timing == "passed"
    order = row.when.toordinal()
    return (passed, -order if passed else order, row.end.toordinal(), row.what)
