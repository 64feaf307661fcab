"""One article's account of a dated thing, and the words by which it is compared with others."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal, TypeAlias

from msgspec import Struct

from briefing.article_refs import ArticleRef
from briefing.model import Deadline
from briefing.names.common_nouns import is_common
from briefing.names.words import stem, stems
from briefing.rows import DeadlineMention

_EMPTY = frozenset(stems("talks talk meeting session deadline due new"))

KINDS = frozenset(
    stems(
        "vote election hearing summit visit conference council ruling decision report "
        "begin start end expire resume close open take effect decide publish deliver sign "
        "appear court judge trial plead sentence sentencing charge"
    )
)
"""Words for what kind of thing it is, which many things of a day share."""

ON_ONE_DAY = stems("election referendum")
"""Kinds of which two on one day are hardly ever two, where nothing speaks against it."""
POLLS = stems("contest caucus caucuses primary primaries election referendum runoff by-election")
"""Votes of all who live somewhere, of which a place has one on a day."""

_TELLING = 3  # words that things of two events do not share by chance
_AsWritten: TypeAlias = "tuple[str, str | None, frozenset[str]]"
Support: TypeAlias = Literal["enough", "some"]
"""Some is enough where the articles share a name."""

_NAME = re.compile(r"\b[A-Z][^\W_]+")
_NO_NAMES = stems(
    "january february march april may june july august september october november december monday "
    "tuesday wednesday thursday friday saturday sunday"
)


@lru_cache(maxsize=65_536)
def subject_of(what: str, who: str | None) -> frozenset[str]:
    """The stems of the words that tell a dated thing from others."""
    return stems(f"{what} {who or ''}") - _EMPTY


def words_of(deadline: Deadline) -> frozenset[str]:
    """``subject_of`` a deadline."""
    return subject_of(deadline.what, deadline.who)


def same_deadline(one: Deadline, other: Deadline) -> bool:
    """Whether two accounts are of one dated thing: the same days and much the same words."""
    return (one.when, one.end) == (other.when, other.end) and same_words(one, other)


def same_words(one: Deadline, other: Deadline) -> bool:
    """Whether two accounts, whatever their days, have much the same words."""
    return are_alike(one, words_of(one), other, words_of(other))


def are_alike(one: Deadline, mine: frozenset[str], other: Deadline, theirs: frozenset[str]) -> bool:
    """``same_words`` of two accounts of those words."""
    if not mine or not theirs:
        return one.kind == other.kind and mine == theirs
    return _words_are_alike(one.who, mine, other.who, theirs)


@lru_cache(maxsize=4_096)
def _words_are_alike(
    who: str | None, mine: frozenset[str], other: str | None, theirs: frozenset[str]
) -> bool:
    my_body, their_body = body_of(who), body_of(other)
    my_rest = beside_kinds(mine) - my_body - their_body
    their_rest = beside_kinds(theirs) - my_body - their_body
    if my_rest and their_rest:
        # One body may vote on two things in a day: what the vote is on has to agree.
        mine, theirs = my_rest, their_rest
    shared = len(mine & theirs)
    if who and other and not my_body & their_body:
        # Two bodies that each have a vote on one day have two votes.
        return 3 * shared >= 2 * max(len(mine), len(theirs))
    return 2 * shared >= min(len(mine), len(theirs))


@lru_cache(maxsize=4_096)
def support_in(one: _AsWritten, other: _AsWritten) -> Support | None:
    """What the words of two accounts of a day say for it that they are of one thing.

    Each is given by ``what``, ``who`` and the words of both. None: it takes more than words.
    """
    (what, who, mine), (others_what, others_who, theirs) = one, other
    if mine & theirs & ON_ONE_DAY or is_one_body(who, others_who):
        return "enough"
    own, beside = beside_kinds(mine), beside_kinds(theirs)
    shared, most = len(own & beside), max(len(own), len(beside))
    if shared and (_names_in(what, who) & theirs or _names_in(others_what, others_who) & mine):
        return "enough"
    if shared >= _TELLING and 3 * shared >= 2 * most:
        return "enough"
    return "some" if 2 * shared >= most > 0 else None


@lru_cache(maxsize=16_384)
def beside_kinds(words: frozenset[str]) -> frozenset[str]:
    """Of the words of a dated thing those that are not for its kind."""
    return words - KINDS


def acts_of(deadline: Deadline) -> frozenset[str]:
    """The words of what is to happen that name its kind: ``vote``, ``hearing``."""
    return words_of(deadline) & KINDS


def body_of(who: str | None) -> frozenset[str]:
    """The stems of who has to act."""
    return stems(who) if who else frozenset()


def names_of(deadline: Deadline) -> frozenset[str]:
    """The stems of the proper names in what is to happen, and of who has to act."""
    return _names_in(deadline.what, deadline.who)


@lru_cache(maxsize=65_536)
def _names_in(what: str, who: str | None) -> frozenset[str]:
    named = [match for match in _NAME.finditer(what) if match.start() or _begins_name(what, match)]
    names = {stem(match[0]) for match in named}
    if who and not is_common(who):
        names.update(map(stem, _NAME.findall(who)))
    return frozenset(names - _NO_NAMES)


@lru_cache(maxsize=65_536)
def is_one_body(one: str | None, other: str | None) -> bool:
    """Whether who has to act is called by one proper name, here in full and there in short."""
    if not one or not other or is_common(one) or is_common(other):
        return False
    mine, theirs = body_of(one), body_of(other)
    return bool(mine and theirs) and (mine <= theirs or theirs <= mine)


def is_one_poll(one: Deadline, other: Deadline) -> bool:
    """Whether two votes are those of one place: "Molde holds its primary", "the Molde primary".

    Those that name different parties ("Molde's Labour primary") may be two.
    """
    kinds = {one.kind, other.kind}
    if "vote" not in kinds or not kinds <= {"vote", "event"}:
        return False
    if not (words_of(one) & POLLS and words_of(other) & POLLS):
        return False
    place = _voting(one) or _voting(other)
    mine, theirs = names_of(one), names_of(other)
    if not place or not (place <= words_of(one) and place <= words_of(other)):
        return False
    return not (mine - place and theirs - place) or bool((mine & theirs) - place)


def _voting(poll: Deadline) -> frozenset[str]:
    """The stems of the name of the place that holds a vote; empty for a common noun."""
    return body_of(poll.who) if poll.who and not is_common(poll.who) else frozenset()


def _begins_name(what: str, first: re.Match[str]) -> bool:
    """Whether the first word, which may have begun a sentence, goes on as a name."""
    return what[first.end() + 1 : first.end() + 2].isupper()


class DeadlineAccount(Struct, frozen=True, gc=False):
    """One article's account of a dated thing, with the words by which it is compared.

    ``telling``: the words tell it from other things of its day.
    """

    mention: DeadlineMention
    words: frozenset[str]
    telling: bool


def deadline_account(ref: ArticleRef, deadline: Deadline) -> DeadlineAccount:
    """An account of a dated thing, made ready for ``merge_deadline_accounts``."""
    words = words_of(deadline)
    telling = bool(beside_kinds(words) or words & ON_ONE_DAY)
    return DeadlineAccount(DeadlineMention(ref, deadline), words, telling)
