"""The things of one day: which accounts of it are of the same."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple, TypeAlias

from briefing.merge.deadline_accounts import (
    POLLS,
    DeadlineAccount,
    acts_of,
    are_alike,
    beside_kinds,
    body_of,
    is_one_poll,
    names_of,
    support_in,
    words_of,
)
from briefing.merge.deadline_rivals import MOST_COMMON
from briefing.merge.events import Events
from briefing.model import Deadline
from briefing.names.words import stems
from briefing.rows import DeadlineMention

_TURNING_POINTS = ("start", "expiry")
_REFERENDUM = stems("referendum")
"""Of these a story has one on a day, whatever each article says that it is on."""
_Signature: TypeAlias = "tuple[frozenset[str], str | None, str]"
"""Words, who has to act, and kind: what accounts that give the same are compared by but once."""


class _Account(NamedTuple):
    """An account with its words and the number of its thing."""

    deadline: Deadline
    words: frozenset[str]
    article_id: str
    group: int


class DeadlinesOfADay:
    """The things of one day, found by the words that they share."""

    def __init__(self, events: Events) -> None:
        self._alike = events
        self.given: list[tuple[DeadlineAccount, int | None]] = []
        self.groups: list[list[DeadlineMention]] = []
        self._articles: list[dict[_Signature, list[str]]] = []  # of each group
        # The same of each kind, by the numbers of the groups.
        self._of_kind: dict[str, dict[int, dict[_Signature, list[str]]]] = defaultdict(dict)
        self._events: dict[int, int] = {}
        self._accounts: list[_Account] = []
        self._known: dict[_Signature, list[int]] = defaultdict(list)  # an account of each group
        # Of accounts worded just so it is sure which thing they are of: the group, and where the
        # articles that tell of it in such words are.
        self._sure: dict[tuple[_Signature, str], tuple[int, list[str]]] = {}
        self._by_word: dict[str, list[int]] = defaultdict(list)
        self._vague_by_word: dict[str, list[int]] = defaultdict(list)

    def copy(self) -> DeadlinesOfADay:
        """The same things, to which others can be added."""
        copied = DeadlinesOfADay(self._alike)
        copied.given = self.given.copy()
        copied.groups = [*map(list, self.groups)]
        for group, each in enumerate(self._articles):
            copied._articles.append({})
            for signature, ids in each.items():
                copied._place(group, signature, [*ids])
        copied._sure.update(
            (worded, (group, copied._articles[group][worded[0]]))
            for worded, (group, _) in self._sure.items()
        )
        copied._events = self._events.copy()
        copied._accounts = self._accounts.copy()
        copied._known.update((words, [*numbers]) for words, numbers in self._known.items())
        for index, own in (
            (copied._by_word, self._by_word),
            (copied._vague_by_word, self._vague_by_word),
        ):
            index.update((word, [*numbers]) for word, numbers in own.items())
        return copied

    def add(self, account: DeadlineAccount, event: int | None) -> None:
        """``event`` is the number of the talk that it is, or None."""
        self.given.append((account, event))
        mention, words = account.mention, account.words
        deadline = mention.deadline
        signature = (words, deadline.who, deadline.kind)
        if event is None and account.telling:
            sure = self._sure.get((signature, deadline.what))
            if sure is not None:
                self.groups[sure[0]].append(mention)
                sure[1].append(mention.article.id)
                return
            group = self._in_same_words(mention, signature)
        else:
            group = self._events.get(event) if event is not None else None
        if group is None:
            group = self._like(mention, words)
            if group is None and words & POLLS:
                group = self._of_one_place(deadline)
            if group is None:
                group = self._of_one_event(mention)
            if group is None:
                group = self._turning_point(mention)
            if group is None and words & _REFERENDUM:
                group = self._only_one(mention, None, lambda theirs, _: bool(theirs & _REFERENDUM))
            if group is None:
                group = len(self.groups)
                self.groups.append([])
                self._articles.append({})
            number = len(self._accounts)
            self._known[signature].append(number)
            self._accounts.append(_Account(deadline, words, mention.article.id, group))
            for word in words or {""}:
                self._by_word[word].append(number)
                if not beside_kinds(words):
                    self._vague_by_word[word].append(number)
        if event is not None:
            self._events.setdefault(event, group)
        self.groups[group].append(mention)
        ids = self._articles[group].get(signature)
        if ids is None:
            ids = self._place(group, signature, [])
        ids.append(mention.article.id)
        if event is None and account.telling and self._is_sure(deadline, signature):
            self._sure[signature, deadline.what] = group, ids

    def _is_sure(self, deadline: Deadline, signature: _Signature) -> bool:
        """Whether words alone say that it is of the thing first told of in just those words."""
        words, first = signature[0], self._accounts[self._known[signature][0]]
        written = deadline.what, deadline.who, words
        return support_in(written, (first.deadline.what, first.deadline.who, words)) == "enough"

    def _place(self, group: int, signature: _Signature, ids: list[str]) -> list[str]:
        """Have the articles that tell of a group in such words, as yet by none, found there."""
        self._articles[group][signature] = ids
        self._of_kind[signature[2]].setdefault(group, {})[signature] = ids
        return ids

    def _in_same_words(self, mention: DeadlineMention, signature: _Signature) -> int | None:
        """The thing that an earlier account tells of in just those words, if it is the same."""
        words, known = signature[0], self._known.get(signature)
        if known is None:
            return None
        for number in known[:MOST_COMMON]:
            if self._speaks_for_it(mention, words, self._accounts[number]):
                return self._accounts[number].group
        return None

    def _of_one_place(self, deadline: Deadline) -> int | None:
        """The vote of the same place, whatever its words say that it is about."""
        for word in POLLS:
            for number in self._by_word.get(word, [])[:MOST_COMMON]:
                if is_one_poll(deadline, self._accounts[number].deadline):
                    return self._accounts[number].group
        return None

    def _of_one_event(self, mention: DeadlineMention) -> int | None:
        """The one thing of its kind that the same body has to do, in an article on the event."""
        deadline = mention.deadline
        body, acts = body_of(deadline.who), acts_of(deadline)
        if not body or not acts:
            return None

        def may_be_it(words: frozenset[str], who: str | None) -> bool:
            return bool(acts & words) and bool(body & body_of(who))

        return self._only_one(mention, deadline.kind, may_be_it)

    def _turning_point(self, mention: DeadlineMention) -> int | None:
        """The one start, or the one end, of that day in articles on the event, of the same.

        "The curbs take effect" and "it will be effective on Tuesday": one of the two may name
        neither what starts nor who starts it.
        """
        deadline = mention.deadline
        if deadline.kind not in _TURNING_POINTS:
            return None
        own = beside_kinds(words_of(deadline)) - body_of(deadline.who)

        def may_be_it(words: frozenset[str], who: str | None) -> bool:
            if deadline.who and who and not body_of(deadline.who) & body_of(who):
                return False
            return not own or not beside_kinds(words) - body_of(who)

        return self._only_one(mention, deadline.kind, may_be_it)

    def _only_one(
        self,
        mention: DeadlineMention,
        kind: str | None,
        may_be_it: Callable[[frozenset[str], str | None], bool],
    ) -> int | None:
        """The one group with an account that may be of the same, in another article on the event.

        None where there is none, or more than one. Of the accounts only those of a kind are asked,
        all for None, each by its words and who has to act.
        """
        own, matching = mention.article.id, None
        groups: Iterable[tuple[int, Mapping[_Signature, Sequence[str]]]] = (
            enumerate(self._articles) if kind is None else self._of_kind.get(kind, {}).items()
        )
        for number, accounts in groups:
            for (words, who, _), ids in accounts.items():
                if may_be_it(words, who) and self._alike.first_of(
                    own, [other for other in ids if other != own]
                ):
                    if matching is not None:
                        return None
                    matching = number
                    break
        return matching

    def _like(self, mention: DeadlineMention, words: frozenset[str]) -> int | None:
        deadline, telling = mention.deadline, beside_kinds(words)
        near: list[list[int]] = [self._by_word.get(word, []) for word in telling]
        # What names no more than its kind is sought among all of that kind, within reason.
        index = self._vague_by_word if telling else self._by_word
        near += [index.get(word, [])[:MOST_COMMON] for word in words - telling or {""}]
        shared = Counter(number for numbers in near for number in numbers)
        for number in sorted(shared, key=lambda n: (-shared[n], n)):
            other = self._accounts[number]
            if are_alike(deadline, words, other.deadline, other.words) and self._speaks_for_it(
                mention, words, other
            ):
                return other.group
        return None

    def _speaks_for_it(
        self, mention: DeadlineMention, mine: frozenset[str], other: _Account
    ) -> bool:
        """Whether anything beside a common word says that two accounts are of one thing.

        That is their event, who has to act, a proper name, or most of several words; of elections
        there are hardly ever two on a day.
        """
        due, theirs = mention.deadline, other.deadline
        support = support_in((due.what, due.who, mine), (theirs.what, theirs.who, other.words))
        if support == "enough":
            return True
        ids = mention.article.id, other.article_id
        if self._alike.is_one(*ids):
            return True
        return support == "some" and (
            self._alike.share_a_name(*ids)
            or self._alike.names_one_of(ids[0], names_of(theirs))
            or self._alike.names_one_of(ids[1], names_of(due))
        )
