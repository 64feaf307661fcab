"""Which accounts of talks are of one meeting: groups that accounts join one by one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterator

from briefing.merge.events import Events
from briefing.merge.talk_accounts import (
    SPOKEN_OF_WITHIN,
    TalkAccount,
    TalkTraits,
    has_slipped,
    kinds,
    one_in_event,
    rests_on_days,
    same_meeting,
    same_round,
    subject_of,
)
from briefing.merge.talk_keys import (
    ABOUT,
    TABLE,
    UNDATED,
    keys_offered,
    keys_sought,
    keys_sought_in_event,
)
from briefing.names.words import stems
from briefing.rows import TalkMention

# Which other values the labelled cases allow is said beside each: ``python -m bench.vary
# briefing.merge.talk_groups:NAME VALUES -- pytest tests/briefing/merge``.
# Meetings of a day among which a vague account may look for the one that it is of: a bound on the
# work, 5 to 40.
_FEW = 20
# Words in common by which articles that agree on no more than the day are of one thing; not
# 1, not 3.
_SIGNS = 2
_SUMMIT = stems("summit")


class _Group:
    """The accounts of one meeting so far, each distinct one once."""

    __slots__ = ("_signs", "_unread", "accounts", "articles", "mentions")

    def __init__(self) -> None:
        self.mentions: list[TalkMention] = []
        self.accounts: set[TalkTraits] = set()
        self.articles: set[str] = set()
        self._signs: set[str] = set()
        self._unread: list[TalkAccount] = []

    def take(self, account: TalkAccount) -> None:
        """Take in one more account, which fits."""
        self.mentions.append(account.mention)
        self.articles.add(account.mention.article.id)
        self._unread.append(account)

    @property
    def signs(self) -> set[str]:
        """The signs of all its accounts. Few meetings are asked for them."""
        for account in self._unread:
            self._signs |= account.signs
        self._unread.clear()
        return self._signs

    def fits(self, account: TalkAccount) -> bool:
        """Whether the account is of this meeting.

        One article's two places are two meetings, and so are its two kinds of meetings and its two
        times of a day: the entries of an agenda.
        """
        traits = account.traits
        article = account.mention.article.id
        if article in self.articles and any(
            a.place != traits.place and a.place and traits.place for a in self.accounts
        ):
            return False
        if self.has_another_of(account):
            return False
        return any(
            same_meeting(traits, other)
            and (not rests_on_days(traits, other) or self._is_alike(account))
            for other in self.accounts
        )

    def has_another_of(self, account: TalkAccount) -> bool:
        """Whether the account's article tells of this meeting as another than the account's."""
        article, traits = account.mention.article.id, account.traits
        if article not in self.articles:
            return False
        own = [m.talk for m in self.mentions if m.article.id == article]
        return any(
            kinds(talk.what) != kinds(traits.what)
            or (traits.time and talk.time not in (None, traits.time))
            for talk in own
        )

    def is_in_event(self, account: TalkAccount, events: Events) -> bool:
        """Whether an article of the account's event tells of this meeting."""
        return events.first_of(account.mention.article.id, self.articles) is not None

    def is_the_summit_of(self, account: TalkAccount) -> bool:
        """Whether it is the summit of just those days, of which articles of two events speak."""
        traits = account.traits
        return (
            traits.first != traits.last
            and bool(stems(traits.what) & _SUMMIT)
            and any((a.first, a.last) == (traits.first, traits.last) for a in self.accounts)
            and len(self.signs & account.signs) > _SIGNS
        )

    def is_told_by(self, account: TalkAccount, events: Events) -> bool:
        """Whether the account's article is on the event of this meeting, or in words of its own
        about the same; what nobody knows the event of is taken to be."""
        return (
            not events.knows(account.mention.article.id)
            or self.is_in_event(account, events)
            or self._is_alike(account)
        )

    def _is_alike(self, account: TalkAccount) -> bool:
        """Whether the words of both agree beside the place, which is where they are compared."""
        own = account.signs - stems(account.traits.place or "")
        return len(self.signs & own) >= _SIGNS


class TalkGroups:
    """Meetings, found by what their accounts have in common."""

    def __init__(self, events: Events) -> None:
        self._events = events
        self.all: list[_Group] = []
        self._exact: dict[TalkTraits, _Group] = {}
        self._by: dict[Hashable, dict[int, _Group]] = defaultdict(dict)
        self._by_place: dict[str, dict[int, _Group]] = {}
        self._by_round: dict[int, dict[int, _Group]] = {}

    def add(self, account: TalkAccount) -> None:
        traits = account.traits
        strong = bool(traits.place or traits.parties)
        same = self._exact.get(traits) if strong else None
        if same is not None:
            same.take(account)
            return
        group = next((g for g in self._near(traits) if g.fits(account)), None)
        if group is None:
            group = self._same_sitting(account)
        if group is None:
            group = self._only_one_of_the_day(account)
        if group is None:
            group = self._same_table(account)
        if group is None:
            group = self._only_one_of_the_place(account)
        if group is None:
            group = self._only_one_of_the_round(account)
        if group is None:
            group = self._only_one_of_the_event(account)
        if group is None:
            group = _Group()
            self.all.append(group)
        group.take(account)
        if traits not in group.accounts:
            group.accounts.add(traits)
            self._exact.setdefault(traits, group)
            self._register(traits, group)

    def _near(self, traits: TalkTraits) -> Iterator[_Group]:
        offered: set[int] = set()
        for key in keys_sought(traits):
            for number, group in self._by.get(key, {}).items():
                if number not in offered:
                    offered.add(number)
                    yield group

    def _only_one_of_the_day(self, account: TalkAccount) -> _Group | None:
        """The one meeting of the day that speaks of the same: vague accounts join no other."""
        traits = account.traits
        if traits.first is None or (traits.place and traits.parties):
            return None
        subject = sorted(subject_of(traits.what))
        groups: dict[int, _Group] = {}
        about: list[Hashable] = [(traits.first, ABOUT, word) for word in subject]
        for key in about or [traits.first]:
            groups |= self._by.get(key, {})
        if not subject and len(groups) > _FEW:
            return None
        fitting = [g for g in groups.values() if g.fits(account)]
        if not fitting:
            fitting = [
                group
                for group in groups.values()
                if not group.has_another_of(account)
                and group.is_in_event(account, self._events)
                and any(same_meeting(traits, other) for other in group.accounts)
            ]
        return fitting[0] if len(fitting) == 1 else None

    def _same_sitting(self, account: TalkAccount) -> _Group | None:
        """The one meeting of the account's event in that place from that day to that, if longer.

        One article names the envoys who sit there, another the states that sent them.
        """
        traits = account.traits
        if traits.place is None or traits.first is None or traits.first == traits.last:
            return None
        groups = self._by.get((traits.first, traits.place), {}).values()
        fitting = [
            group
            for group in groups
            if account.mention.article.id not in group.articles
            and group.is_in_event(account, self._events)
            and any((a.first, a.last) == (traits.first, traits.last) for a in group.accounts)
        ]
        return fitting[0] if len(fitting) == 1 else None

    def _same_table(self, account: TalkAccount) -> _Group | None:
        """The one undated meeting of the same parties in the account's event, which has no day."""
        traits = account.traits
        if traits.first is not None or len(traits.parties) < TABLE:
            return None
        groups = self._by.get((UNDATED, traits.parties), {}).values()
        fitting = [g for g in groups if g.is_in_event(account, self._events)]
        return fitting[0] if len(fitting) == 1 else None

    def _only_one_of_the_place(self, account: TalkAccount) -> _Group | None:
        """The one dated meeting there, if of days near the article's and of no other subject, in
        an article on the event or in much the same words.

        For accounts that name nothing but the place.
        """
        traits, published = account.traits, account.mention.article.day
        groups = self._by_place.get(traits.place or "", {})
        if traits.parties or traits.first is not None or len(groups) != 1 or published is None:
            return None
        subject = subject_of(traits.what) - stems(traits.place or "")
        (group,) = groups.values()
        day = published.toordinal()
        may_be = any(
            _is_near(other, day)
            and traits.round in (None, other.round)
            and (not subject or not (theirs := subject_of(other.what)) or subject & theirs)
            for other in group.accounts
        )
        return group if may_be and group.is_told_by(account, self._events) else None

    def _only_one_of_the_round(self, account: TalkAccount) -> _Group | None:
        """The one dated meeting of that round, of days near the article's, about the same.

        For accounts that name a place or parties, and the round in place of the day.
        """
        traits, day = account.traits, account.mention.article.day
        if traits.first is not None or traits.round is None or day is None:
            return None
        fitting = [
            group
            for group in self._by_round.get(traits.round, {}).values()
            if len(group.signs & account.signs) > _SIGNS  # the round itself is one of them
            and any(same_round(traits, other, day.toordinal()) for other in group.accounts)
        ]
        return fitting[0] if len(fitting) == 1 else None

    def _only_one_of_the_event(self, account: TalkAccount) -> _Group | None:
        """The one meeting of the account's event of which it may be, by place, days and subject.

        What articles on one event say of talks to come may differ in who takes part, and in the
        day once it has slipped.
        """
        traits, published = account.traits, account.mention.article.day
        groups: dict[int, _Group] = {}
        for key in keys_sought_in_event(traits):
            groups |= self._by.get(key, {})
        by_place = self._by_place.get(traits.place or "", {})

        def may_be(group: _Group, one: Callable[[TalkTraits, TalkTraits], bool]) -> bool:
            return (
                account.mention.article.id not in group.articles
                and any(one(traits, other) for other in group.accounts)
                and (group.is_in_event(account, self._events) or group.is_the_summit_of(account))
            )

        fitting = [group for group in groups.values() if may_be(group, one_in_event)]
        if not fitting and traits.first is None and published is not None:
            day = published.toordinal()
            fitting = [
                group
                for group in by_place.values()
                if may_be(group, lambda a, b: _is_near(b, day) and one_in_event(a, b))
            ]
        elif not fitting and traits.planned:
            fitting = [group for group in by_place.values() if may_be(group, has_slipped)]
        return fitting[0] if len(fitting) == 1 else None

    def _register(self, traits: TalkTraits, group: _Group) -> None:
        if traits.round is not None and traits.first is not None:
            self._by_round.setdefault(traits.round, {})[id(group)] = group
        for key in keys_offered(traits):
            self._by[key][id(group)] = group
        if traits.place and traits.first is not None:
            self._by_place.setdefault(traits.place, {})[id(group)] = group


def _is_near(traits: TalkTraits, day: int) -> bool:
    return traits.first is not None and abs(traits.first - day) <= SPOKEN_OF_WITHIN
