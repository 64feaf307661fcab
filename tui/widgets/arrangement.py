"""The rows of a list as they are shown: filtered, ordered, grouped, with dividers between them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence
from itertools import accumulate, compress
from typing import Any, Generic, TypeVar

from msgspec import Struct

T = TypeVar("T")


class Divider(Struct, frozen=True):
    """A heading between rows; the cursor passes over it."""

    label: str


class Fold(Divider, frozen=True):
    """One line for rows: the cursor stands on it, and Enter brings them out or folds them again.

    ``rows`` are those that it hides, none once they are out.
    """

    rows: tuple[Any, ...] = ()


class Order(Struct, frozen=True):
    """An order of rows: its name, and the key to sort by; without a key, the order given."""

    name: str
    key: Callable[[Any], Any] | None = None


class Group(Struct, frozen=True):
    """A way to group rows: its name, the key it is chosen by, and the label of a row's group.

    The group labelled ``last``, of those that belong nowhere else, comes last.
    """

    name: str
    letter: str
    label: Callable[[Any], str]
    last: str = ""


class Arrangement(Generic[T]):
    """``rows`` are all there are, ``items`` those shown and the dividers between them.

    ``count`` is how many the filter lets through, those that are folded among them.

    The cursor stops at *ordinals*: a row or a fold is one. *Numbers* count rows alone, those that a
    fold hides among them.

    ``words`` is what a filter looks in; ``with_dividers`` puts dividers between rows that stand in
    their usual order, which is the first of ``orders``.
    """

    def __init__(
        self,
        words: Callable[[T], str],
        with_dividers: Callable[[Sequence[T]], Sequence[T | Divider]],
        orders: Sequence[Order] = (),
    ) -> None:
        self._words = words
        self._with_dividers = with_dividers
        self._orders = orders
        self.rows: Sequence[T] = ()
        self.items: Sequence[T | Divider] = ()
        self.needle = ""
        self.order: Order | None = None
        self.group: Group | None = None
        self.count = 0
        self._ordinals: list[int] | None = None
        self._numbers: list[int] | None = None
        self._haystacks: list[str] | None = None
        self._filtered: list[tuple[str, Sequence[T], list[str]]] = []

    def replace(self, rows: Sequence[T]) -> None:
        """Have other rows from now on; they are shown once they are arranged."""
        self.rows = rows
        self._haystacks = None
        self._filtered = []

    def arrange(self) -> None:
        """Work out ``items`` from the rows, the filter, the order and the group."""
        rows = ordered(self._matching(), self.order)
        if self.group is not None:
            self.items = grouped(rows, self.group)
        else:
            usual = self.order is None or self.order.key is None
            self.items = self._with_dividers(rows) if usual else rows
        self.count = len(rows)
        self._count_rows(rows)

    def ordinal(self, index: int) -> int:
        """How many rows there are up to that item, dividers apart; a fold is one."""
        return index + 1 if self._ordinals is None else self._ordinals[index]

    def index_of(self, ordinal: int) -> int:
        """The item at which the cursor makes its stop of that number; beyond them for none."""
        return ordinal - 1 if self._ordinals is None else bisect_left(self._ordinals, ordinal)

    def number(self, index: int) -> int:
        """How many rows there are up to that item, those that a fold hides among them."""
        return self.ordinal(index) if self._numbers is None else self._numbers[index]

    def index_of_row(self, number: int) -> int:
        """The item that is the row of that number, or hides it; beyond them for no such row."""
        if self._numbers is None:
            return self.index_of(number)
        return bisect_left(self._numbers, number)

    def find(self, is_it: Callable[[T], bool]) -> int | None:
        """The first item that is the row asked for, or None."""
        for index, item in enumerate(self.items):
            if not isinstance(item, Divider) and is_it(item):
                return index
        return None

    @property
    def shown(self) -> list[T]:
        """The rows that the filter lets through, in order, also those that are folded."""
        rows: list[T] = []
        for item in self.items:
            if isinstance(item, Fold):
                rows += item.rows
            elif not isinstance(item, Divider):
                rows.append(item)
        return rows

    def prepare_filter(self) -> None:
        """Fold the words of all rows, once, so that the first letter is as quick as the rest."""
        if self._haystacks is None:
            self._haystacks = [self._words(row).casefold() for row in self.rows]

    def matches(self, needle: str) -> int:
        """How many of all rows a filter would let through."""
        self.prepare_filter()
        rows, _ = matching(self.rows, self._haystacks or [], needle)
        return len(rows)

    def next_order(self) -> Order | None:
        """Go on to the next order, after the last one to the first; that order, if there is any."""
        if self._orders:
            at = self._orders.index(self.order) if self.order else 0
            self.order = self._orders[(at + 1) % len(self._orders)]
        return self.order

    def _matching(self) -> Sequence[T]:
        """The rows that the filter lets through.

        What each filter let through is kept while a longer one is typed: the longer one looks only
        among those rows, and taking its last letter back takes no looking at all.
        """
        while self._filtered and not self.needle.startswith(self._filtered[-1][0]):
            self._filtered.pop()
        if not self.needle:
            return self.rows
        self.prepare_filter()
        whole = ("", self.rows, self._haystacks or [])
        _, rows, haystacks = self._filtered[-1] if self._filtered else whole
        if not self._filtered or self._filtered[-1][0] != self.needle:
            rows, haystacks = matching(rows, haystacks, self.needle)
            self._filtered.append((self.needle, rows, haystacks))
        return rows

    def _count_rows(self, rows: Sequence[T]) -> None:
        self._ordinals = self._numbers = None
        if self.items is rows or not self.items:  # no dividers
            return
        self._ordinals = list(accumulate(int(is_stop(item)) for item in self.items))
        if any(isinstance(item, Fold) for item in self.items):
            self._numbers = list(accumulate(map(_rows_in, self.items)))


def is_stop(item: object) -> bool:
    """Whether the cursor can stand on that item: a row or a fold."""
    return isinstance(item, Fold) or not isinstance(item, Divider)


def _rows_in(item: object) -> int:
    return len(item.rows) if isinstance(item, Fold) else int(not isinstance(item, Divider))


def matching(rows: Sequence[T], haystacks: list[str], needle: str) -> tuple[Sequence[T], list[str]]:
    """Rows whose haystack, in folded case, holds every word of ``needle``; with their haystacks."""
    for word in needle.casefold().split():
        fits = [word in hay for hay in haystacks]
        rows, haystacks = list(compress(rows, fits)), list(compress(haystacks, fits))
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
    items: list[T | Divider] = []
    for label, members in groups.items():
        items.append(Divider(f"{label} ({len(members):,})"))
        items += members
    return items
