"""Talks that follow from each other: rounds of the same parties about the same thing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import combinations

from msgspec import Struct

from briefing.names.words import fold_name, stems
from briefing.rows import TalkRow

# Which other values the labelled cases allow is said beside each: ``python -m bench.vary
# briefing.digest.rounds:NAME VALUES -- pytest tests/briefing/digest``.
_WITHIN = 60  # days from one round to the next; 30 to 90
_ROUNDS_WITHIN = 180  # days, where the rounds are counted; not 90
# Bounds on the pairs of rows that are compared, for one row and for one article.
_MOST_PARTIES = 6
_MOST_IN_ARTICLE = 12  # meetings, of which pairs are looked at: 66; more is a chronicle
_EMPTY = frozenset(
    stems(
        "talks meeting session round summit negotiation discussion call visit hearing council "
        "dialogue consultation delegation envoy peace"
    )
)
_VISIT = stems("visit trip tour stopover")


class Series(Struct, frozen=True):
    """Two or more meetings in order of time, undated ones last; each row says how it ended.

    ``parties`` are those of half of the meetings or more.
    """

    parties: tuple[str, ...]
    steps: tuple[TalkRow, ...]

    @property
    def upcoming(self) -> TalkRow | None:
        """What comes next, as seen on the day of the rows."""
        ahead = (s for s in self.steps if s.timing in ("ahead", "today", "under way"))
        return next((s for s in ahead if s.status != "cancelled"), None)


def series(rows: Iterable[TalkRow]) -> tuple[Series, ...]:
    """The series among the talks; a talk belongs to one at most. The one that ends last is first.

    Two talks follow from each other if two parties, or one party and an article that tells of both,
    join them, if their subjects do not differ, and if they lie within 60 days (180 where rounds are
    counted). The visits of one traveller are no rounds.
    """
    talks = list(rows)
    parent = list(range(len(talks)))

    def root(number: int) -> int:
        while parent[number] != number:
            parent[number] = parent[parent[number]]
            number = parent[number]
        return number

    for a, b in _neighbours(talks):
        if root(a) != root(b) and _follows(talks[a], talks[b]):
            parent[max(root(a), root(b))] = min(root(a), root(b))
    groups: dict[int, list[TalkRow]] = defaultdict(list)
    for number, talk in enumerate(talks):
        groups[root(number)].append(talk)
    all_series = [_series(group) for group in groups.values() if len(group) > 1]
    return tuple(sorted(all_series, key=lambda s: _last_day(s).toordinal(), reverse=True))


def _neighbours(talks: Sequence[TalkRow]) -> Iterator[tuple[int, int]]:
    """Pairs worth comparing: two parties in common, or an article. Chains, not all pairs."""
    by_parties: dict[tuple[str, ...], list[int]] = defaultdict(list)
    by_article: dict[str, list[int]] = defaultdict(list)
    for number in sorted(range(len(talks)), key=lambda n: _day(talks[n])):
        parties = sorted(map(fold_name, talks[number].parties))[:_MOST_PARTIES]
        for pair in combinations(parties, 2):
            by_parties[pair].append(number)
        for mention in talks[number].mentions:
            by_article[mention.article.id].append(number)
    for numbers in by_parties.values():
        for place, b in enumerate(numbers):
            for a in numbers[max(0, place - _MOST_PARTIES) : place]:
                yield a, b
    for numbers in by_article.values():
        yield from combinations(numbers[:_MOST_IN_ARTICLE], 2)


def _day(row: TalkRow) -> date:
    return row.start or date.max


def _last_day(of: Series) -> date:
    return max((s.end for s in of.steps if s.end), default=date.min)


def _follows(earlier: TalkRow, later: TalkRow) -> bool:
    shared = set(map(fold_name, earlier.parties)) & set(map(fold_name, later.parties))
    if not shared or (earlier.round and earlier.round == later.round):
        return False
    if len(shared) < 2 and not (
        _reported_together(earlier, later) and _are_of_others_too(earlier, later)
    ):
        return False
    within = _ROUNDS_WITHIN if earlier.round and later.round else _WITHIN
    if earlier.start and later.start and abs((earlier.start - later.start).days) > within:
        return False
    subjects = (
        stems(earlier.what) - _EMPTY - _names(earlier),
        stems(later.what) - _EMPTY - _names(later),
    )
    return not all(subjects) or bool(subjects[0] & subjects[1])


def _reported_together(a: TalkRow, b: TalkRow) -> bool:
    return bool({m.article.id for m in a.mentions} & {m.article.id for m in b.mentions})


def _are_of_others_too(a: TalkRow, b: TalkRow) -> bool:
    """Whether these are more than the stops of one traveller."""
    return len(a.parties) + len(b.parties) > 2 and not _VISIT & stems(f"{a.what} {b.what}")


def _names(row: TalkRow) -> frozenset[str]:
    return stems(" ".join([*row.parties, row.place or ""]))


def _series(group: Sequence[TalkRow]) -> Series:
    shown: dict[str, str] = {}
    count: dict[str, int] = defaultdict(int)
    for row in group:
        for party in row.parties:
            count[shown.setdefault(fold_name(party), party)] += 1
    parties = tuple(p for p, n in count.items() if 2 * n >= len(group))
    return Series(parties, tuple(sorted(group, key=lambda row: (_day(row), row.round or 0))))
