"""Which talks, told of in different articles, are one meeting.

Two accounts are of one meeting if neither place, days, parties nor round speak against it and at
least the days, or place and parties, speak for it; where it is the days alone, the articles have to
be about the same. Accounts meet only where they share a day with
a place or a party, or a place with a party, so the work grows with the number of accounts.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Sequence
from datetime import date
from itertools import combinations
from typing import NamedTuple

from briefing.merge.disagreements import differing
from briefing.merge.talk_accounts import (
    ADJACENT,
    SPOKEN_OF_WITHIN,
    Account,
    account_of,
    days_of,
    rests_on_days,
    same_meeting,
    same_round,
    signs_of,
    subject_of,
)
from briefing.model import Talk
from briefing.names.parties import is_acronym, party_keys
from briefing.names.words import fold_name, stems
from briefing.rows import Head, TalkMention, TalkRow, newest_first, timing

_FEW = 20  # meetings of a day among which a vague account may look for the one that it is of
_ABOUT = "about"
_SIGNS = 2  # words in common by which articles that agree on no more than the day are of one thing
_PAIRED = 6  # parties of a moved meeting that are looked up two by two


class _Group:
    """The accounts of one meeting so far, each distinct one once."""

    __slots__ = ("_signs", "_unread", "accounts", "articles", "mentions")

    def __init__(self) -> None:
        self.mentions: list[TalkMention] = []
        self.accounts: set[Account] = set()
        self.articles: set[str] = set()
        self._signs: set[str] = set()
        self._unread: list[ToldTalk] = []

    def take(self, told: ToldTalk) -> None:
        """Take in one more account, which fits."""
        self.mentions.append(told.mention)
        self.articles.add(told.mention.head.id)
        self._unread.append(told)

    @property
    def signs(self) -> set[str]:
        """The signs of all its accounts. Few meetings are asked for them."""
        for told in self._unread:
            self._signs |= told.signs
        self._unread.clear()
        return self._signs

    def fits(self, told: ToldTalk) -> bool:
        """Whether the account is of this meeting. One article's two places are two meetings."""
        account = told.account
        if told.mention.head.id in self.articles and any(
            a.place != account.place and a.place and account.place for a in self.accounts
        ):
            return False
        return any(
            same_meeting(account, other)
            and (not rests_on_days(account, other) or self._is_alike(told))
            for other in self.accounts
        )

    def _is_alike(self, told: ToldTalk) -> bool:
        return len(self.signs & told.signs) >= _SIGNS


class _Groups:
    """Meetings, found by what their accounts have in common."""

    def __init__(self) -> None:
        self.all: list[_Group] = []
        self._exact: dict[Account, _Group] = {}
        self._by: dict[Hashable, dict[int, _Group]] = {}
        self._by_place: dict[str, dict[int, _Group]] = {}
        self._by_round: dict[int, dict[int, _Group]] = {}

    def add(self, told: ToldTalk) -> None:
        mention, account = told.mention, told.account
        strong = bool(account.place or account.parties)
        group = self._exact.get(account) if strong else None
        if group is None:
            group = next((g for g in self._near(account) if g.fits(told)), None)
        if group is None:
            group = self._only_one_of_the_day(told)
        if group is None:
            group = self._only_one_of_the_place(account, mention.head.day)
        if group is None:
            group = self._only_one_of_the_round(told)
        if group is None:
            group = _Group()
            self.all.append(group)
        group.take(told)
        if account not in group.accounts:
            group.accounts.add(account)
            self._exact.setdefault(account, group)
            self._register(account, group)

    def _near(self, account: Account) -> Iterator[_Group]:
        seen: set[int] = set()
        for key in _sought(account):
            for number, group in self._by.get(key, {}).items():
                if number not in seen:
                    seen.add(number)
                    yield group

    def _only_one_of_the_day(self, told: ToldTalk) -> _Group | None:
        """The one meeting of the day that speaks of the same: vague accounts join no other."""
        account = told.account
        if account.first is None or (account.place and account.parties):
            return None
        subject = sorted(subject_of(account.what))
        groups: dict[int, _Group] = {}
        about: list[Hashable] = [(account.first, _ABOUT, word) for word in subject]
        for key in about or [account.first]:
            groups |= self._by.get(key, {})
        if not subject and len(groups) > _FEW:
            return None
        fitting = [g for g in groups.values() if g.fits(told)]
        return fitting[0] if len(fitting) == 1 else None

    def _only_one_of_the_place(self, account: Account, told: date | None) -> _Group | None:
        """The one dated meeting there, if of days near the article's and of no other subject.

        For accounts that name nothing but the place.
        """
        groups = self._by_place.get(account.place or "", {})
        if account.parties or account.first is not None or len(groups) != 1 or told is None:
            return None
        subject = subject_of(account.what) - stems(account.place or "")
        (group,) = groups.values()
        for other in group.accounts:
            if other.first is None or abs(told.toordinal() - other.first) > SPOKEN_OF_WITHIN:
                continue
            if account.round in (None, other.round) and (
                not subject or not subject_of(other.what) or subject & subject_of(other.what)
            ):
                return group
        return None

    def _only_one_of_the_round(self, told: ToldTalk) -> _Group | None:
        """The one dated meeting of that round, of days near the article's, about the same.

        For accounts that name a place or parties, and the round in place of the day.
        """
        account, day = told.account, told.mention.head.day
        if account.first is not None or account.round is None or day is None:
            return None
        fitting = [
            group
            for group in self._by_round.get(account.round, {}).values()
            if len(group.signs & told.signs) > _SIGNS  # the round itself is one of them
            and any(same_round(account, other, day.toordinal()) for other in group.accounts)
        ]
        return fitting[0] if len(fitting) == 1 else None

    def _register(self, account: Account, group: _Group) -> None:
        if account.round is not None and account.first is not None:
            self._by_round.setdefault(account.round, {})[id(group)] = group
        for key in _offered(account):
            self._by.setdefault(key, {})[id(group)] = group
        if account.place and account.first is not None:
            self._by_place.setdefault(account.place, {})[id(group)] = group


def _offered(account: Account) -> Iterator[Hashable]:
    """Under what later accounts find this one."""
    for day in days_of(account):
        yield day
        for word in subject_of(account.what):
            yield day, _ABOUT, word
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


def _sought(account: Account) -> Iterator[Hashable]:
    """Where this account looks for earlier ones, which tell at least as much as it does."""
    days = days_of(account)
    for day in days:
        if account.place:
            yield day, account.place
        for party in sorted(account.parties):
            yield day, party
    if account.place and days:
        yield days[0] - ADJACENT, account.place
        yield days[-1] + ADJACENT, account.place
    if account.place and not days:
        for party in sorted(account.parties):
            yield account.place, party
    if account.postponed or account.planned:
        for pair in _pairs(account):
            yield True, *pair
            if account.postponed:
                yield False, *pair


def _pairs(account: Account) -> Iterator[tuple[str, str]]:
    yield from combinations(sorted(account.parties)[:_PAIRED], 2)


class ToldTalk(NamedTuple):
    """One article's account of a talk, ready to be compared; ``rank`` 0 tells most.

    ``words`` are the article's title and the sentences that tell of it.
    """

    mention: TalkMention
    account: Account
    rank: tuple[int, int]
    words: str

    @property
    def signs(self) -> frozenset[str]:
        """Words that articles about the same meeting share."""
        return signs_of(self.account, self.words)


def told_talk(head: Head, talk: Talk, text: str = "") -> ToldTalk:
    """An account of a talk, made ready for ``merge_told``; ``text`` is that of its article."""
    account = account_of(talk)
    missing = (account.first is None) + (account.place is None) + (not account.parties)
    length = account.last - account.first if account.first and account.last else 0
    sentences = (span.of(text) for span in talk.mentions or (talk.span,))
    words = " ".join((head.title, *sentences))
    return ToldTalk(TalkMention(head, talk), account, (missing, length), words)


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
    place = fold_name(placed.place) if placed and placed.place else None
    parties = _parties_of(talks, place)
    start, end = (dated.start, dated.end) if dated else (None, None)
    return TalkRow(
        what=max(talks, key=lambda t: bool(t.place) + bool(t.start) + len(t.parties)).what,
        status=talks[0].status,
        place=placed.place if placed else None,
        country=placed.country if placed else None,
        start=start,
        end=end,
        parties=parties,
        round=next((t.round for t in talks if t.round), None),
        outcome=next((t.outcome for t in talks if t.outcome), None),
        minutes=next((t.minutes for t in talks if t.minutes), None),
        timing=timing(start, end, day),
        disagreements=differing(newest) if len(newest) > 1 else (),
        mentions=tuple(newest),
    )


def _parties_of(talks: Sequence[Talk], place: str | None) -> tuple[str, ...]:
    """All parties once, by their short names where they have one, less the place itself."""
    keys = party_keys(party for talk in talks for party in talk.parties)
    found: dict[str, str] = {}
    for name, key in keys.items():
        if key != place and (key not in found or is_acronym(name)):
            found[key] = name
    return tuple(found.values())


def _row_order(row: TalkRow) -> tuple[int, int, str]:
    return (0, row.start.toordinal(), row.what) if row.start else (1, 0, row.what)
