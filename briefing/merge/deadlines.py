"""Which dated things, reported in different articles, are the same.

Accounts of the same days and much the same words are one row. Where the words agree and the days
do not, both stand, each pointing to the other. A day that an article says was moved takes along
the accounts of the day that stood before.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from briefing.article_refs import ArticleRef
from briefing.links import Link
from briefing.merge.deadline_accounts import (
    KINDS,
    DeadlineAccount,
    acts_of,
    body_of,
    deadline_account,
    same_words,
    words_of,
)
from briefing.merge.deadline_rivals import MOST_COMMON, with_rivals
from briefing.merge.disagreements import are_at_one_time, unsettled
from briefing.merge.events import Events
from briefing.merge.links import as_linked
from briefing.model import Deadline
from briefing.names.words import stems
from briefing.rows import DeadlineMention, DeadlineRow, TalkRow, newest_first
from briefing.timing import timing

_ON_ONE_DAY = stems("election referendum")
"""Kinds of which two on one day are hardly ever two, where nothing speaks against it."""
_OFF = ("cancelled", "postponed")
_TURNING_POINTS = ("start", "expiry")
_EXACT = ("day", "time")


class _Account(NamedTuple):
    """An account with the number of its thing."""

    deadline: Deadline
    article_id: str
    group: int


class _Day:
    """The things of one day, found by the words that they share."""

    def __init__(self, events: Events) -> None:
        self._alike = events
        self.groups: list[list[DeadlineMention]] = []
        self._events: dict[int, int] = {}
        self._accounts: list[_Account] = []
        self._known: dict[tuple[frozenset[str], str | None, str], int] = {}
        self._by_word: dict[str, list[int]] = defaultdict(list)
        self._vague_by_word: dict[str, list[int]] = defaultdict(list)

    def add(self, account: DeadlineAccount, event: int | None) -> None:
        """``event`` is the number of the talk that it is, or None."""
        mention, words = account
        deadline = mention.deadline
        key = (words, deadline.who, deadline.kind)
        group = self._events.get(event) if event is not None else None
        if event is None and (words - KINDS or words & _ON_ONE_DAY):
            group = self._known.get(key)
        if group is None:
            group = self._like(mention, words)
            if group is None:
                group = self._of_one_event(mention)
            if group is None:
                group = self._turning_point(mention)
            if group is None:
                group = len(self.groups)
                self.groups.append([])
            self._known[key] = group
            number = len(self._accounts)
            self._accounts.append(_Account(deadline, mention.article.id, group))
            for word in words or {""}:
                self._by_word[word].append(number)
                if not words - KINDS:
                    self._vague_by_word[word].append(number)
        if event is not None:
            self._events.setdefault(event, group)
        self.groups[group].append(mention)

    def _of_one_event(self, mention: DeadlineMention) -> int | None:
        """The one thing of its kind that the same body has to do, in an article on the event."""
        deadline = mention.deadline
        body = body_of(deadline.who)
        if not body:
            return None
        matching = {
            number
            for number, group in enumerate(self.groups)
            if any(
                other.deadline.kind == deadline.kind
                and body & body_of(other.deadline.who)
                and other.article.id != mention.article.id
                and self._alike.is_one(mention.article.id, other.article.id)
                and acts_of(deadline) & acts_of(other.deadline)
                for other in group
            )
        }
        return matching.pop() if len(matching) == 1 else None

    def _turning_point(self, mention: DeadlineMention) -> int | None:
        """The one start, or the one end, of that day in articles on the event, of the same.

        "The curbs take effect" and "it will be effective on Tuesday": one of the two may name
        neither what starts nor who starts it.
        """
        kind = mention.deadline.kind
        if kind not in _TURNING_POINTS:
            return None
        matching = {
            number
            for number, group in enumerate(self.groups)
            if any(
                other.deadline.kind == kind
                and other.article.id != mention.article.id
                and _may_be_of_one(mention.deadline, other.deadline)
                and self._alike.is_one(mention.article.id, other.article.id)
                for other in group
            )
        }
        return matching.pop() if len(matching) == 1 else None

    def _like(self, mention: DeadlineMention, words: frozenset[str]) -> int | None:
        deadline, telling = mention.deadline, words - KINDS
        near: list[list[int]] = [self._by_word.get(word, []) for word in telling]
        # What names no more than its kind is sought among all of that kind, within reason.
        index = self._vague_by_word if telling else self._by_word
        near += [index.get(word, [])[:MOST_COMMON] for word in words - telling or {""}]
        shared = Counter(number for numbers in near for number in numbers)
        alike = [
            number
            for number in shared
            if same_words(deadline, (other := self._accounts[number]).deadline)
            and self._may_be_vague(mention, other)
        ]
        if not alike:
            return None
        best = min(alike, key=lambda n: (-shared[n], n))
        return self._accounts[best].group

    def _may_be_vague(self, mention: DeadlineMention, other: _Account) -> bool:
        """Whether "a vote" may be the other: words for a kind join nothing across events."""
        mine, theirs = words_of(mention.deadline), words_of(other.deadline)
        if mine - KINDS and theirs - KINDS:
            return True
        if mine & theirs & _ON_ONE_DAY:
            return True
        if body_of(mention.deadline.who) & body_of(other.deadline.who):
            return True
        return self._alike.is_one(mention.article.id, other.article_id)


def merge_deadlines(
    deadlines: Iterable[tuple[ArticleRef, Deadline]], day: date
) -> tuple[DeadlineRow, ...]:
    """One row a dated thing: what is to come by day, then what has passed, the latest first."""
    accounts = (deadline_account(ref, deadline) for ref, deadline in deadlines)
    return merge_deadline_accounts(sorted(accounts, key=lambda t: newest_first(t.mention)), day)


def merge_deadline_accounts(
    accounts: Iterable[DeadlineAccount],
    day: date,
    talks: Iterable[TalkRow] = (),
    events: Events | None = None,
    links: Sequence[Link] = (),
) -> tuple[DeadlineRow, ...]:
    """``merge_deadlines`` of accounts that are ready, the newest article's first.

    Articles that ``events`` takes to be of one event mean one thing where its kind, its day and who
    has to act agree, whatever the other words.

    Events whose words tell of the same one of the talks are one, whatever the words. What expires
    or is due may stand in such words too, and is none of the talks.
    """
    meetings = tuple(talks)
    talk_of = {
        (mention.article.id, span): number
        for number, talk in enumerate(meetings)
        for mention in talk.mentions
        for span in (mention.talk.span, *mention.talk.mentions)
    }

    def event_of(mention: DeadlineMention) -> int | None:
        due = mention.deadline
        return talk_of.get((mention.article.id, due.span)) if due.kind == "event" else None

    alike = events or Events()
    days: dict[tuple[date, date], _Day] = defaultdict(lambda: _Day(alike))
    for each in accounts:
        deadline = each.mention.deadline
        days[deadline.when, deadline.end].add(each, event_of(each.mention))
    rows = []
    groups = _with_vaguer([group for each in days.values() for group in each.groups], alike)
    merged = _with_moved(_with_slipped(groups, event_of))
    if links:
        merged = [sorted(group, key=newest_first) for group in as_linked(merged, links)]
    for group in merged:
        event = next((n for n in map(event_of, group) if n is not None), None)
        rows.append(_deadline_row(group, day, None if event is None else meetings[event]))
    return with_rivals(sorted(rows, key=_coming_first), alike)


def _with_vaguer(
    groups: list[list[DeadlineMention]], events: Events
) -> list[list[DeadlineMention]]:
    """Groups of a day, joined with those of a week or month that holds it, if of one thing.

    "This week" is the less precise account of "on Thursday" only where the articles are of one
    event, the same body has to act or elections are told of in articles about the same person, the
    words agree, and no other day of that week has such a thing.
    """
    vague_groups = [
        group
        for group in groups
        if group[0].deadline.precision not in _EXACT and not group[0].deadline.moved_from
    ]
    wanted = {word for group in vague_groups for word in _telling(group[0].deadline)}
    exact: dict[tuple[str, str], list[list[DeadlineMention]]] = defaultdict(list)
    for group in groups if wanted else ():
        first = group[0].deadline
        if first.precision in _EXACT:
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


def _may_be_of_one(one: Deadline, other: Deadline) -> bool:
    """Whether what starts or ends may be one: one of the two says no more than that it does."""
    if one.who and other.who and not body_of(one.who) & body_of(other.who):
        return False
    return any(not words_of(each) - KINDS - body_of(each.who) for each in (one, other))


def _telling(deadline: Deadline) -> frozenset[str]:
    """The words of a dated thing by which one of its kind is told from others."""
    return _telling_among(words_of(deadline))


@lru_cache(maxsize=16_384)
def _telling_among(words: frozenset[str]) -> frozenset[str]:
    return (words - KINDS) | (words & _ON_ONE_DAY)


def _is_vaguer(vague: DeadlineMention, exact: DeadlineMention, events: Events) -> bool:
    mine, theirs = vague.deadline, exact.deadline
    ids = vague.article.id, exact.article.id
    shared = _telling(mine) & _telling(theirs)
    if vague.article.id == exact.article.id or not shared or not same_words(mine, theirs):
        return False
    if shared & _ON_ONE_DAY and shared - _ON_ONE_DAY and events.share_a_name(*ids):
        return True
    if not (words_of(mine) - KINDS and words_of(theirs) - KINDS):
        return False
    return bool(body_of(mine.who) & body_of(theirs.who)) or events.is_one(*ids)


def _with_slipped(
    groups: list[list[DeadlineMention]], event_of: Callable[[DeadlineMention], int | None]
) -> list[list[DeadlineMention]]:
    """Groups of several days that are one talk, joined where the later day is the newer news.

    What sources give at one time stays apart: they contradict each other.
    """
    of_talk: dict[int, list[list[DeadlineMention]]] = defaultdict(list)
    for group in sorted(groups, key=lambda each: newest_first(each[0])):
        number = next((n for n in map(event_of, group) if n is not None), None)
        if number is not None and group[0].deadline.precision in _EXACT:
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


def _with_moved(groups: list[list[DeadlineMention]]) -> list[list[DeadlineMention]]:
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
                and same_words(newest, other[0].deadline)
            ):
                joined.add(id(other))
                group += other
    return [group for group in groups if id(group) not in joined]


def _is_older(other: Sequence[DeadlineMention], than: Sequence[DeadlineMention]) -> bool:
    mine, theirs = than[0].article.day, other[0].article.day
    return mine is not None and theirs is not None and theirs <= mine


def _deadline_row(
    group: Sequence[DeadlineMention], day: date, meeting: TalkRow | None
) -> DeadlineRow:
    deadlines = [m.deadline for m in group]
    first = next((d for d in deadlines if d.precision in _EXACT), deadlines[0])
    meetings = [m.talk for m in meeting.mentions] if meeting else []
    when, end = _moved_with(meeting, group[0]) or (first.when, first.end)
    # What was to be earlier, as older articles have it, has slipped.
    slipped = [d.when for d in deadlines if d.precision in _EXACT and d.end < when]
    moves = (*(d.moved_from for d in meetings), *(d.moved_from for d in deadlines), *slipped)
    return DeadlineRow(
        what=first.what,
        who=next((d.who for d in deadlines if d.who), None),
        when=when,
        end=end,
        kind=first.kind,
        precision=first.precision,
        tentative=all(d.tentative for d in deadlines),
        # News of talks is news of the deadline that they are.
        cancelled=deadlines[0].cancelled or (meeting is not None and meeting.status in _OFF),
        moved_from=next(filter(None, moves), None),
        timing=timing(when, end, day),
        mentions=tuple(group),
        disagreements=unsettled(group) if len(group) > 1 else (),
        place=meeting.place if meeting else None,
        parties=meeting.parties if meeting else (),
    )


def _moved_with(meeting: TalkRow | None, newest: DeadlineMention) -> tuple[date, date] | None:
    """The days to which talks have been moved since the newest account of a deadline.

    None where the deadline is no talks, or there is no such news.
    """
    turn = meeting.turn if meeting is not None else None
    if turn is None or turn.news.article.age >= newest.article.age:
        return None
    talk = turn.news.talk
    if talk.status != "planned" or talk.start is None or talk.end is None:
        return None
    return (talk.start, talk.end) if talk.start > newest.deadline.end else None


def _coming_first(row: DeadlineRow) -> tuple[bool, int, int, str]:
    passed = row.timing == "passed"
    order = row.when.toordinal()
    return (passed, -order if passed else order, row.end.toordinal(), row.what)
