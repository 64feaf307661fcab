"""Which talks, told of in different articles, are one meeting.

Two accounts are of one meeting if neither place, days, parties nor round speak against it and at
least the days, or place and parties, speak for it. Accounts meet only where they share a day with
a place or a party, or a place with a party, so the work grows with the number of accounts.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Sequence
from datetime import date
from functools import lru_cache
from itertools import combinations
from typing import NamedTuple

from briefing.corroboration import differing
from briefing.model import Talk
from briefing.rows import Head, TalkMention, TalkRow, newest_first, timing
from briefing.words import fold_name, stems

_ADJACENT = 1
_MOVED_AT_MOST = 90  # days by which a postponed meeting is recognised as the same
_LONGEST = 62  # days: what lasts longer is found by its place and parties
_PAIRED = 6  # parties of a moved meeting that are looked up two by two
_EMPTY = frozenset(
    stems("talks meeting session round summit negotiation discussion call visit hearing")
)


class _Account(NamedTuple):
    """What of a talk has to agree; days as ordinals."""

    place: str | None
    parties: frozenset[str]
    first: int | None
    last: int | None
    round: int | None
    postponed: bool
    planned: bool
    what: str


@lru_cache(maxsize=16_384)
def _subject(what: str) -> frozenset[str]:
    return stems(what) - _EMPTY


def _account(talk: Talk) -> _Account:
    first = talk.start or talk.end
    last = talk.end or talk.start
    return _Account(
        place=fold_name(talk.place) if talk.place else None,
        parties=frozenset(map(fold_name, talk.parties)),
        first=first.toordinal() if first else None,
        last=last.toordinal() if last else None,
        round=talk.round,
        postponed=talk.status == "postponed",
        planned=talk.status == "planned",
        what=talk.what,
    )


def same_talk(a: Talk, b: Talk) -> bool:
    """Whether two accounts are of one meeting."""
    return _same(_account(a), _account(b))


def _same(a: _Account, b: _Account) -> bool:
    if a.round and b.round and a.round != b.round:
        return False
    places = a.place == b.place if a.place and b.place else None
    shared = a.parties & b.parties
    apart = _days_apart(a, b)
    if apart is None:
        return places is True and bool(shared)
    if apart > 0:
        if len(shared) < 2:
            return False
        moved = (a.postponed or b.postponed) and apart <= _MOVED_AT_MOST
        return (places is True and apart <= _ADJACENT) or (moved and places is not False)
    if places is False:
        return _same_parties(a, b) and (a.first, a.last) == (b.first, b.last)
    if not (a.parties and b.parties):
        return True
    if places is True:
        return bool(shared) or bool(_subject(a.what) & _subject(b.what))
    return len(shared) >= 2 or shared in (a.parties, b.parties)


def _same_parties(a: _Account, b: _Account) -> bool:
    return a.parties == b.parties and len(a.parties) > 1


def _days_apart(a: _Account, b: _Account) -> int | None:
    """Days between the two, 0 if they overlap, None if either has no day."""
    if a.first is None or b.first is None or a.last is None or b.last is None:
        return None
    return max(0, b.first - a.last, a.first - b.last)


class _Group:
    """The accounts of one meeting so far, each distinct one once."""

    __slots__ = ("accounts", "articles", "mentions")

    def __init__(self) -> None:
        self.mentions: list[TalkMention] = []
        self.accounts: set[_Account] = set()
        self.articles: set[str] = set()

    def fits(self, account: _Account, article_id: str) -> bool:
        """Whether the account is of this meeting. One article's two places are two meetings."""
        if article_id in self.articles and any(
            a.place != account.place and a.place and account.place for a in self.accounts
        ):
            return False
        return any(_same(account, other) for other in self.accounts)


class _Groups:
    """Meetings, found by what their accounts have in common."""

    def __init__(self) -> None:
        self.all: list[_Group] = []
        self._exact: dict[_Account, _Group] = {}
        self._by: dict[Hashable, dict[int, _Group]] = {}
        self._by_day: dict[int, dict[int, _Group]] = {}

    def add(self, told: ToldTalk) -> None:
        mention, account = told.mention, told.account
        article_id = mention.head.id
        strong = bool(account.place or account.parties)
        group = self._exact.get(account) if strong else None
        if group is None:
            group = next((g for g in self._near(account) if g.fits(account, article_id)), None)
        if group is None:
            group = self._only_one_of_the_day(account, article_id)
        if group is None:
            group = _Group()
            self.all.append(group)
        group.mentions.append(mention)
        group.articles.add(article_id)
        if account not in group.accounts:
            group.accounts.add(account)
            self._exact.setdefault(account, group)
            self._register(account, group)

    def _near(self, account: _Account) -> Iterator[_Group]:
        seen: set[int] = set()
        for key in _sought(account):
            for number, group in self._by.get(key, {}).items():
                if number not in seen:
                    seen.add(number)
                    yield group

    def _only_one_of_the_day(self, account: _Account, article_id: str) -> _Group | None:
        """The one meeting of the day that speaks of the same: vague accounts join no other."""
        if account.first is None:
            return None
        subject = _subject(account.what)
        found = None
        for group in self._by_day.get(account.first, {}).values():
            same_subject = any(
                subject & _subject(other.what) or not subject for other in group.accounts
            )
            if same_subject and group.fits(account, article_id):
                if found is not None:
                    return None
                found = group
        return found

    def _register(self, account: _Account, group: _Group) -> None:
        for key in _offered(account):
            self._by.setdefault(key, {})[id(group)] = group
        for day in _days(account):
            self._by_day.setdefault(day, {})[id(group)] = group


def _days(account: _Account) -> Sequence[int]:
    if account.first is None or account.last is None or account.last - account.first > _LONGEST:
        return ()
    return range(account.first, account.last + 1)


def _offered(account: _Account) -> Iterator[Hashable]:
    """Under what later accounts find this one."""
    for day in _days(account):
        if account.place:
            yield day, account.place
        for party in sorted(account.parties):
            yield day, party
    if account.place:
        for party in sorted(account.parties):
            yield account.place, party
    if account.postponed or account.planned:
        for pair in _pairs(account):
            yield account.postponed, *pair


def _sought(account: _Account) -> Iterator[Hashable]:
    """Where this account looks for earlier ones, which tell at least as much as it does."""
    days = _days(account)
    for day in days:
        if account.place:
            yield day, account.place
        for party in sorted(account.parties):
            yield day, party
    if account.place and days:
        yield days[0] - _ADJACENT, account.place
        yield days[-1] + _ADJACENT, account.place
    if account.place and not days:
        for party in sorted(account.parties):
            yield account.place, party
    if account.postponed or account.planned:
        for pair in _pairs(account):
            yield True, *pair
            if account.postponed:
                yield False, *pair


def _pairs(account: _Account) -> Iterator[tuple[str, str]]:
    yield from combinations(sorted(account.parties)[:_PAIRED], 2)


class ToldTalk(NamedTuple):
    """One article's account of a talk, ready to be compared; ``rank`` 0 tells most."""

    mention: TalkMention
    account: _Account
    rank: tuple[int, int]


def told_talk(head: Head, talk: Talk) -> ToldTalk:
    """An account of a talk, made ready for ``merge_told``."""
    account = _account(talk)
    missing = (account.first is None) + (account.place is None) + (not account.parties)
    length = account.last - account.first if account.first and account.last else 0
    return ToldTalk(TalkMention(head, talk), account, (missing, length))


def merge_talks(told: Iterable[tuple[Head, Talk]], day: date) -> tuple[TalkRow, ...]:
    """One row a meeting, ordered by day (undated last), as seen on ``day``."""
    accounts = (told_talk(head, talk) for head, talk in told)
    return merge_told(sorted(accounts, key=lambda t: newest_first(t.mention)), day)


def merge_told(told: Iterable[ToldTalk], day: date) -> tuple[TalkRow, ...]:
    """``merge_talks`` of accounts that are ready, the newest article's first."""
    groups = _Groups()
    # Fully told ones first, so that vaguer accounts find what to join, and never hold two
    # meetings together.
    for each in sorted(told, key=_fully_told_first):
        groups.add(each)
    return tuple(sorted((_talk_row(g.mentions, day) for g in groups.all), key=_row_order))


def _fully_told_first(told: ToldTalk) -> tuple[int, int]:
    return told.rank


def _talk_row(group: Sequence[TalkMention], day: date) -> TalkRow:
    newest = sorted(group, key=newest_first) if len(group) > 1 else group
    talks = [m.talk for m in newest]
    dated = next((t for t in talks if t.start), None)
    placed = next((t for t in talks if t.place), None)
    parties: dict[str, str] = {}
    for talk in talks:
        for party in talk.parties:
            parties.setdefault(fold_name(party), party)
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
        disagreements=differing(newest) if len(newest) > 1 else (),
        mentions=tuple(newest),
    )


def _row_order(row: TalkRow) -> tuple[int, int, str]:
    return (0, row.start.toordinal(), row.what) if row.start else (1, 0, row.what)
