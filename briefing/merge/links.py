"""Rows as a reader has joined and split them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

from briefing.kinds import kind_of
from briefing.links import Anchor, Link
from briefing.rows import DeadlineMention, Statement, TalkMention

Account = TypeVar("Account", Statement, TalkMention, DeadlineMention)


def as_linked(
    groups: Iterable[list[Account]],
    links: Iterable[Link],
    goes_along: Callable[[Account, Account], bool] = lambda one, other: one is other,
) -> list[list[Account]]:
    """Groups of accounts, joined and split as ``links`` say; those that they are not of stay.

    An account that is not of a group with another leaves it, with all that ``goes_along``.
    """
    mended = [list(group) for group in groups]
    for link in links:
        one, other = _group_of(mended, link.one), _group_of(mended, link.other)
        if one is None or other is None:
            continue
        if link.same and one is not other:
            one += other
            mended = [group for group in mended if group is not other]
        elif not link.same and one is other:
            leaving = next(each for each in one if _is_at(each, link.one))
            apart = [each for each in one if goes_along(each, leaving)]
            one[:] = [each for each in one if each not in apart]
            mended.append(apart)
    return [group for group in mended if group]


def _group_of(groups: Sequence[list[Account]], anchor: Anchor) -> list[Account] | None:
    return next((g for g in groups if any(_is_at(account, anchor) for account in g)), None)


def _is_at(account: Account, anchor: Anchor) -> bool:
    if account.article.id != anchor.article_id:
        return False
    finding = account.finding
    return anchor.holds(account.article.id, kind_of(finding).spans(finding))
