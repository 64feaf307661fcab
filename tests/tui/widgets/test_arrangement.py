"""Rows are filtered as if each were looked at anew, whatever was typed before."""

from __future__ import annotations

from collections.abc import Hashable, Sequence

from hypothesis import given
from hypothesis import strategies as st

from tui.widgets.arrangement import ArrangedRows, Divider, Group, Order

typed = st.text("ab ßS", max_size=4)


class Words(ArrangedRows[str]):
    """Rows that are words, under a divider when the first of them begins with a."""

    ORDERS = (Order("as given"), Order("by length", len))
    GROUPS = (Group("first letter", "f", lambda word: word[:1]),)

    def words(self, item: str) -> str:
        return item

    def with_dividers(self, rows: Sequence[str]) -> Sequence[str | Divider]:
        return [Divider("a"), *rows] if rows and rows[0][:1] == "a" else [*rows]

    def show_arranged(self, key: Hashable = None) -> None:
        del key
        self.arrange_rows()


def having(rows: Sequence[str]) -> Words:
    shown = Words()
    shown.set_rows(rows)
    shown.show_arranged()
    return shown


def plainly(rows: Sequence[str], needle: str) -> list[str]:
    return [r for r in rows if all(w in r.casefold() for w in needle.casefold().split())]


@given(
    st.lists(typed, max_size=8),
    st.lists(typed, max_size=8),
    st.lists(typed, max_size=10),
    st.lists(typed, max_size=5),
)
def test_the_rows_shown_are_those_with_every_word(
    first: list[str], then: list[str], needles: list[str], more: list[str]
) -> None:
    shown = having(first)
    for needle in needles:
        shown.filter_by(needle)
        assert shown.shown == (plainly(first, needle) if needle else first)
    shown.set_rows(then)
    shown.show_arranged()
    assert shown.shown == plainly(then, shown.needle)
    for needle in more:
        shown.filter_by(needle)
        assert shown.shown == plainly(then, needle)


@given(st.lists(typed, max_size=8), typed, st.booleans(), st.booleans())
def test_rows_are_counted_apart_from_dividers(
    rows: list[str], needle: str, sort: bool, group: bool
) -> None:
    shown = having(rows)
    shown.filter_by(needle)
    if sort:
        shown.order_by_next()
    if group:
        shown.group_by(shown.GROUPS[0])
    assert shown.ordinal(0) == (not shown.items or not isinstance(shown.items[0], Divider))
    count = 0
    for index, item in enumerate(shown.items):
        count += not isinstance(item, Divider)
        assert shown.ordinal(index) == count
    assert count == len(plainly(rows, needle))
    assert sort is False or group or shown.shown == sorted(plainly(rows, needle), key=len)


@given(st.text("ab ", max_size=6), st.lists(typed, max_size=8))
def test_letters_typed_and_taken_back_show_the_same_both_ways(word: str, rows: list[str]) -> None:
    shown = having(rows)
    there = []
    for end in range(len(word) + 1):
        shown.filter_by(word[:end])
        there.append(shown.shown)
    for end in range(len(word), -1, -1):
        shown.filter_by(word[:end])
        assert shown.shown == there[end]
