"""Groups of accounts of several days that are of one thing: less precise, slipped, or moved."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from datetime import date
from functools import lru_cache

from briefing.merge.deadline_accounts import (
    KINDS,
    ON_ONE_DAY,
    body_of,
    is_one_body,
    is_one_poll,
    same_words,
    words_of,
)
from briefing.merge.deadline_rivals import MOST_COMMON
from briefing.merge.disagreements import are_at_one_time
from briefing.merge.events import Events
from briefing.model import EXACT, Deadline
from briefing.rows import DeadlineMention, newest_first


def with_vaguer(groups: list[list[DeadlineMention]], events: Events) -> list[list[DeadlineMention]]:
    """Groups of a day, joined with those of a week or month that holds it, if of one thing.

    "This week" is the less precise account of "on Thursday" only where the articles are of one
    event, the same body has to act or elections are told of in articles about the same person, the
    words agree, and no other day of that week has such a thing.
    """
    vague_groups = [
        group
        for group in groups
        if group[0].deadline.precision not in EXACT and not group[0].deadline.moved_from
    ]
    wanted = {word for group in vague_groups for word in _telling(group[0].deadline)}
    exact: dict[tuple[str, str], list[list[DeadlineMention]]] = defaultdict(list)
    for group in groups if wanted else ():
        first = group[0].deadline
        if first.precision in EXACT:
            words = frozenset().union(*{_telling(m.deadline) for m in group})
            for word in wanted & words:
                exact[first.kind, word].append(group)
    taken: set[int] = set()
    for group in vague_groups:
        vague = group[0].deadline
        near = {
            id(other): other
            for word in _telling(vague)
            for other in exact[vague.kind, word][:MOST_COMMON]
            if vague.when <= other[0].deadline.when and other[0].deadline.end <= vague.end
        }
        fitting = [
            other for other in near.values() if any(_is_vaguer(group[0], m, events) for m in other)
        ]
        if len(fitting) == 1:
            taken.add(id(group))
            fitting[0] += group
            fitting[0].sort(key=newest_first)
    return [group for group in groups if id(group) not in taken]


def _telling(deadline: Deadline) -> frozenset[str]:
    """The words of a dated thing by which one of its kind is told from others."""
    return _telling_among(words_of(deadline))


@lru_cache(maxsize=16_384)
def _telling_among(words: frozenset[str]) -> frozenset[str]:
    return (words - KINDS) | (words & ON_ONE_DAY)


def _is_vaguer(vague: DeadlineMention, exact: DeadlineMention, events: Events) -> bool:
    mine, theirs = vague.deadline, exact.deadline
    ids = vague.article.id, exact.article.id
    if vague.article.id != exact.article.id and is_one_poll(mine, theirs):
        return True  # "next week's Molde primary"
    shared = _telling(mine) & _telling(theirs)
    # Somebody who travels in a month does other things on its days.
    about = shared - body_of(mine.who) - body_of(theirs.who)
    if vague.article.id == exact.article.id or not about or not same_words(mine, theirs):
        return False
    if shared & ON_ONE_DAY and shared - ON_ONE_DAY and events.share_a_name(*ids):
        return True
    if not (words_of(mine) - KINDS and words_of(theirs) - KINDS):
        return False
    return is_one_body(mine.who, theirs.who) or events.is_one(*ids)


def with_slipped(
    groups: list[list[DeadlineMention]], event_of: Callable[[DeadlineMention], int | None]
) -> list[list[DeadlineMention]]:
    """Groups of several days that are one talk, joined where the later day is the newer news.

    What sources give at one time stays apart: they contradict each other.
    """
    of_talk: dict[int, list[list[DeadlineMention]]] = defaultdict(list)
    of_talks = (
        (number, group)
        for group in groups
        if (number := next((n for n in map(event_of, group) if n is not None), None)) is not None
        and group[0].deadline.precision in EXACT
    )
    for number, group in sorted(of_talks, key=lambda each: newest_first(each[1][0])):
        of_talk[number].append(group)
    joined: set[int] = set()
    for newest, *older in of_talk.values():
        for group in older:
            articles = {m.article.id for m in newest}.isdisjoint(m.article.id for m in group)
            later = group[0].deadline.end < newest[0].deadline.when
            if articles and later and not are_at_one_time(newest, group):
                joined.add(id(group))
                newest += group
    return [group for group in groups if id(group) not in joined]


def with_moved(groups: list[list[DeadlineMention]]) -> list[list[DeadlineMention]]:
    """Groups whose day an article says was moved, joined with those of the day before."""
    by_when: dict[date, list[list[DeadlineMention]]] = defaultdict(list)
    for group in groups:
        by_when[group[0].deadline.when].append(group)
    joined: set[int] = set()
    for group in groups:
        newest = group[0].deadline
        origin = next((m.deadline.moved_from for m in group if m.deadline.moved_from), None)
        for other in by_when.get(origin, ()) if origin else ():
            if (
                other is not group
                and id(other) not in joined
                and _is_older(other, group)
                and not _tells_of_both(group, other)
                and same_words(newest, other[0].deadline)
            ):
                joined.add(id(other))
                group += other
    return [group for group in groups if id(group) not in joined]


def _tells_of_both(moved: Sequence[DeadlineMention], other: Sequence[DeadlineMention]) -> bool:
    """Whether an article that says that a thing was moved has something else still on that day."""
    movers = {m.article.id for m in moved if m.deadline.moved_from}
    return any(m.article.id in movers and not m.deadline.cancelled for m in other)


def _is_older(other: Sequence[DeadlineMention], than: Sequence[DeadlineMention]) -> bool:
    mine, theirs = than[0].article.day, other[0].article.day
    return mine is not None and theirs is not None and theirs <= mine
