"""Rows of one dated thing whose days differ: each points to the others."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from itertools import chain
from math import ceil

from msgspec.structs import replace

from briefing.merge.deadline_accounts import is_one_body, subject_of
from briefing.merge.disagreements import are_at_one_time
from briefing.merge.events import Events
from briefing.merge.memory import Merged
from briefing.rows import DeadlineRow

_NAME = re.compile(r"(?<= )[A-Z][^\W_]+")
# Days between two accounts of one thing whose days differ. All of 5 to 30 do for the labelled cases
# (``python -m bench.vary briefing.merge.deadline_rivals:_RIVAL_WITHIN VALUES -- pytest
# tests/briefing/merge``); beyond a week and a half it is rather another thing of its kind.
_RIVAL_WITHIN = 10
_MOSTLY = 0.75  # of the words of the longer of two that are of one thing
MOST_COMMON = 60  # rows of a window that may share a word, and still be compared: bounds the work


def with_rivals(
    rows: Sequence[DeadlineRow], events: Events, remembered: Merged[bool] | None = None
) -> tuple[DeadlineRow, ...]:
    """The rows, those of one thing with different days pointing to each other.

    They are of one thing where the words agree and the articles are of one event, the same body
    has to act, or a name is in both. ``remembered`` holds which rows were found to be before.
    """
    remembered = Merged() if remembered is None else remembered
    subjects = [subject_of(row.what, row.who) for row in rows]
    compared = [
        number
        for number, row in sorted(enumerate(rows), key=lambda each: each[1].when)
        if row.precision in ("day", "time") and not row.cancelled and len(subjects[number]) > 1
    ]
    given = {n: _Given(rows[n]) for n in compared}
    near = {
        pair
        for numbers in _by_rarest(compared, rows, subjects)
        for pair in _much_alike(numbers, given, subjects)
    }
    rivals: dict[int, set[int]] = defaultdict(set)
    for one, rival in near:
        if _are_known_rivals(given[one], given[rival], events, remembered):
            rivals[one].add(rival)
            rivals[rival].add(one)
    return tuple(
        replace(
            row,
            rivals=tuple(
                mention for other in sorted(rivals[n]) for mention in rows[other].mentions
            ),
            disagreements=("day", *row.disagreements),
        )
        if n in rivals
        else row
        for n, row in enumerate(rows)
    )


def _by_rarest(
    compared: Sequence[int], rows: Sequence[DeadlineRow], subjects: Sequence[frozenset[str]]
) -> Iterator[Sequence[int]]:
    """Rows of one kind that share one of the rarest of their words, but for those that are common.

    Two rows that share most of their words share one of the few rarest of each. Method: prefix
    filtering; see Bayardo, Ma and Srikant, "Scaling up all pairs similarity search", WWW 2007.
    """
    of_kind: dict[str, list[int]] = defaultdict(list)
    for number in compared:
        of_kind[rows[number].kind].append(number)
    for own in of_kind.values():
        common = Counter(chain.from_iterable([subjects[number] for number in own]))
        by_word: dict[str, list[int]] = defaultdict(list)
        for number in own:
            words = subjects[number]
            rarest = sorted([(common[word], word) for word in words])
            for count, word in rarest[: len(words) - ceil(_MOSTLY * len(words)) + 1]:
                if count <= MOST_COMMON:
                    by_word[word].append(number)
        yield from by_word.values()


class _Given:
    """A row, with what says whether it is another's rival, and its days as ordinals."""

    __slots__ = ("end", "key", "made_of", "row", "when")

    def __init__(self, row: DeadlineRow) -> None:
        self.row = row
        self.when, self.end = row.when.toordinal(), row.end.toordinal()
        self.key = id(row.mentions[0])
        self.made_of = (row.mentions, row.when, row.end, row.what, row.who)


def _much_alike(
    numbers: Sequence[int], given: Mapping[int, _Given], subjects: Sequence[frozenset[str]]
) -> Iterator[tuple[int, int]]:
    """Pairs of rows, given by day, of much the same words, a few days apart with none in common."""
    days = [(given[number].when, given[number].end) for number in numbers]
    for place, a in enumerate(numbers):
        (when, end), mine = days[place], subjects[a]
        for later in range(place + 1, len(numbers)):
            starts, ends = days[later]
            if starts > when + _RIVAL_WITHIN:
                break
            if starts > end or when > ends:
                theirs = subjects[numbers[later]]
                if len(mine & theirs) >= _MOSTLY * max(len(mine), len(theirs)):
                    yield a, numbers[later]


def _are_known_rivals(one: _Given, other: _Given, events: Events, remembered: Merged[bool]) -> bool:
    """``_are_rivals``, asked anew only of rows that were others before, whatever day is seen."""
    made_of = one.made_of, other.made_of
    key = one.key, other.key
    return remembered.of(key, made_of, partial(_are_rivals, one.row, other.row, events))


def _are_rivals(a: DeadlineRow, b: DeadlineRow, events: Events) -> bool:
    """Whether independent sources give one thing, at one time, to whatever days."""
    if not are_at_one_time(a.mentions, b.mentions):
        return False
    if is_one_body(a.who, b.who) or _names(a.what) & _names(b.what):
        return True
    return any(
        events.is_one(mine.article.id, theirs.article.id)
        for mine in a.mentions
        for theirs in b.mentions
    )


def _names(what: str) -> frozenset[str]:
    """The names in what is to happen: its capitalised words but for the first."""
    return frozenset(_NAME.findall(what))
