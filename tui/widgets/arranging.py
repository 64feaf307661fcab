"""Filter, order and group rows: pure functions over sequences, nothing of the screen."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
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
    """A way to group rows: its name, the key it is chosen by, and the label of a row's group."""

    name: str
    letter: str
    label: Callable[[Any], str]


def matching(rows: Sequence[T], haystacks: Sequence[str], needle: str) -> Sequence[T]:
    """Rows whose haystack, in folded case, holds every word of ``needle``; all for none."""
    needles = needle.casefold().split()
    if not needles:
        return rows
    if len(needles) == 1:
        word = needles[0]
        return [row for row, hay in zip(rows, haystacks, strict=True) if word in hay]
    return [
        row
        for row, hay in zip(rows, haystacks, strict=True)
        if all(word in hay for word in needles)
    ]


def ordered(rows: Sequence[T], order: Order | None) -> Sequence[T]:
    """The rows in that order; those that are equal in it stay as they were."""
    return rows if order is None or order.key is None else sorted(rows, key=order.key)


def grouped(rows: Sequence[T], group: Group) -> list[T | Divider]:
    """The rows under a divider a group, groups in the order in which they first occur."""
    groups: dict[str, list[T]] = {}
    for row in rows:
        groups.setdefault(group.label(row), []).append(row)
    made: list[T | Divider] = []
    for label, members in groups.items():
        made.append(Divider(f"{label} ({len(members):,})"))
        made += members
    return made
