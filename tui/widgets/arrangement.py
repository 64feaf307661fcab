"""The rows of a list as they are shown: filtered, ordered, grouped, with dividers between them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from itertools import compress
from typing import Any, ClassVar, Generic, TypeVar

from tui.widgets.paint import Painted

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


class ArrangedRows(Painted, Generic[T]):
    """``rows`` are all there are, ``items`` those shown and the dividers between them.

    ``ORDERS`` and ``GROUPS`` are what the user can choose from; the first order is the usual one.
    """

    ORDERS: ClassVar[tuple[Order, ...]] = ()
    GROUPS: ClassVar[tuple[Group, ...]] = ()

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002  (as Textual has it)
        super().__init__(id=id)
        self.rows: Sequence[T] = ()
        self.items: Sequence[T | Divider] = ()
        self.needle = ""
        self.order: Order | None = None
        self.group: Group | None = None
        self._ordinals: list[int] | None = None
        self._haystacks: list[str] | None = None
        self._let: list[tuple[str, Sequence[T], list[str]]] = []

    @property
    def groups(self) -> Sequence[Group]:
        """The ways to group these rows."""
        return self.GROUPS

    def words(self, item: T) -> str:
        """What a filter looks in."""
        raise NotImplementedError

    def with_dividers(self, rows: Sequence[T]) -> Sequence[T | Divider]:
        """The rows with the dividers that belong between them."""
        return rows

    def show_arranged(self, key: Hashable = None) -> None:
        """Arrange the rows anew and show them. ``key`` finds the cursor's row among new rows."""
        raise NotImplementedError

    def set_rows(self, rows: Sequence[T]) -> None:
        """Have other rows from now on."""
        self.rows = rows
        self._haystacks = None
        self._let = []

    def arrange_rows(self) -> None:
        """Work out ``items`` from the rows, the filter, the order and the group."""
        found = ordered(self._matching(), self.order)
        if self.group is not None:
            self.items = grouped(found, self.group)
        else:
            usual = self.order is None or self.order.key is None
            self.items = self.with_dividers(found) if usual else found
        self._count_rows(found)

    def ordinal(self, index: int) -> int:
        """How many rows there are up to that item, dividers apart."""
        return index + 1 if self._ordinals is None else self._ordinals[index]

    def index_of(self, ordinal: int) -> int:
        """The item that is the row of that number, dividers apart; beyond them for no such row."""
        if self._ordinals is None:
            return ordinal - 1
        return bisect_left(self._ordinals, ordinal)

    @property
    def shown(self) -> list[T]:
        """The rows that the filter lets through, in order."""
        return [item for item in self.items if not isinstance(item, Divider)]

    def prepare_filter(self) -> None:
        """Fold the words of all rows, once, so that the first letter is as quick as the rest."""
        if self._haystacks is None:
            self._haystacks = [self.words(row).casefold() for row in self.rows]

    def filter_by(self, needle: str) -> None:
        """Show only rows with every word of ``needle``, case ignored; all of them for ""."""
        if needle != self.needle:
            self.needle = needle
            self.show_arranged()

    def can(self, what: str) -> bool:
        """Whether these rows can be filtered, sorted or grouped."""
        return bool({"sort": self.ORDERS}.get(what, self.rows))

    def order_by_next(self) -> Order | None:
        """Go on to the next order, after the last one to the first; that order, if there are any.

        The cursor stays on its row.
        """
        if self.ORDERS:
            at = self.ORDERS.index(self.order) if self.order else 0
            self.order = self.ORDERS[(at + 1) % len(self.ORDERS)]
            self.show_arranged()
        return self.order

    def group_by(self, group: Group | None) -> None:
        """Group the rows, or no longer; the cursor stays on its row."""
        self.group = group
        self.show_arranged()

    def _matching(self) -> Sequence[T]:
        """The rows that the filter lets through.

        What each filter let through is kept while a longer one is typed: the longer one looks only
        among those rows, and taking its last letter back takes no looking at all.
        """
        while self._let and not self.needle.startswith(self._let[-1][0]):
            self._let.pop()
        if not self.needle:
            return self.rows
        self.prepare_filter()
        _, rows, haystacks = self._let[-1] if self._let else ("", self.rows, self._haystacks or [])
        if not self._let or self._let[-1][0] != self.needle:
            rows, haystacks = matching(rows, haystacks, self.needle)
            self._let.append((self.needle, rows, haystacks))
        return rows

    def _count_rows(self, found: Sequence[T]) -> None:
        self._ordinals = None
        if self.items is found or not self.items:  # no dividers
            return
        count = 0
        self._ordinals = []
        for item in self.items:
            count += not isinstance(item, Divider)
            self._ordinals.append(count)


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
