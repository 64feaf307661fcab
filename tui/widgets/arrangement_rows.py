"""Filter, order and group rows: pure functions over sequences, nothing of the screen."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import compress
from typing import Any, TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Divider:
    """A heading between rows; the cursor passes over it."""

    label: str


@dataclass(frozen=True, slots=True)
class Order:
    """An order of rows: its name, and the key to sort by; without a key, the order given."""

    name: str
    key: Callable[[Any], Any] | None = None


@dataclass(frozen=True, slots=True)
class Group:
    """A way to group rows: its name, the key it is chosen by, and the label of a row's group.

    The group labelled ``last``, of those that belong nowhere else, comes last.
    """

    name: str
    letter: str
    label: Callable[[Any], str]
    last: str = ""


def matching(rows: Sequence[T], haystacks: list[str], needle: str) -> tuple[Sequence[T], list[str]]:
    """Rows whose haystack, in folded case, holds every word of ``needle``; with their haystacks."""
    for word in needle.casefold().split():
        found = [word in hay for hay in haystacks]
        rows, haystacks = list(compress(rows, found)), list(compress(haystacks, found))
    return rows, haystacks


def ordered(rows: Sequence[T], order: Order | None) -> Sequence[T]:
    """The rows in that order; those that are equal in it stay as they were."""
    return rows if order is None or order.key is None else sorted(rows, key=order.key)


def grouped(rows: Sequence[T], group: Group) -> list[T | Divider]:
    """The rows under a divider a group, groups in the order in which they first occur."""
    groups: dict[str, list[T]] = {}
    for row in rows:
        groups.setdefault(group.label(row), []).append(row)
    if group.last in groups:
        groups[group.last] = groups.pop(group.last)
    made: list[T | Divider] = []
    for label, members in groups.items():
        made.append(Divider(f"{label} ({len(members):,})"))
        made += members
    return made
