"""The things of one day: which accounts of it are of the same."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import NamedTuple

from briefing.merge.deadline_accounts import (
    KINDS,
    ON_ONE_DAY,
    DeadlineAccount,
    acts_of,
    body_of,
    same_words,
    words_of,
)
from briefing.merge.deadline_rivals import MOST_COMMON
from briefing.merge.events import Events
from briefing.model import Deadline
from briefing.rows import DeadlineMention

_TURNING_POINTS = ("start", "expiry")


class _Account(NamedTuple):
    """An account with the number of its thing."""

    deadline: Deadline
    article_id: str
    group: int


class DeadlinesOfADay:
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
        if event is None and (words - KINDS or words & ON_ONE_DAY):
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
        if mine & theirs & ON_ONE_DAY:
            return True
        if body_of(mention.deadline.who) & body_of(other.deadline.who):
            return True
        return self._alike.is_one(mention.article.id, other.article_id)


def _may_be_of_one(one: Deadline, other: Deadline) -> bool:
    """Whether what starts or ends may be one: one of the two says no more than that it does."""
    if one.who and other.who and not body_of(one.who) & body_of(other.who):
        return False
    return any(not words_of(each) - KINDS - body_of(each.who) for each in (one, other))
