"""Rows are filtered as if each were looked at anew, whatever was typed before."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from tui.widgets.arrangement import Arrangement, Divider, Fold, Group, Order, is_stop

typed = st.text("ab ßS", max_size=4)


ORDERS = (Order("as given"), Order("by length", len))
BY_FIRST_LETTER = Group("first letter", "f", lambda word: word[:1])


def under_a(rows: Sequence[str]) -> Sequence[str | Divider]:
    """The words, under a divider when the first of them begins with a."""
    return [Divider("a"), *rows] if rows and rows[0][:1] == "a" else [*rows]


def having(rows: Sequence[str]) -> Arrangement[str]:
    made = Arrangement[str](str, under_a, ORDERS)
    made.replace(rows)
    made.arrange()
    return made


def filtered(arranged: Arrangement[str], needle: str) -> list[str]:
    arranged.needle = needle
    arranged.arrange()
    return arranged.shown


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
        assert filtered(shown, needle) == (plainly(first, needle) if needle else first)
    shown.replace(then)
    shown.arrange()
    assert shown.shown == plainly(then, shown.needle)
    for needle in more:
        assert filtered(shown, needle) == plainly(then, needle)


@given(st.lists(typed, max_size=8), typed, st.booleans(), st.booleans())
def test_rows_are_counted_apart_from_dividers(
    rows: list[str], needle: str, sort: bool, group: bool
) -> None:
    shown = having(rows)
    if sort:
        shown.next_order()
    if group:
        shown.group = BY_FIRST_LETTER
    filtered(shown, needle)
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
    there = [filtered(shown, word[:end]) for end in range(len(word) + 1)]
    for end in range(len(word), -1, -1):
        assert filtered(shown, word[:end]) == there[end]


def folded(rows: Sequence[str]) -> Sequence[str | Divider]:
    """The words with those of more than one letter under a fold, after the others."""
    long = tuple(row for row in rows if len(row) > 1)
    return [*(r for r in rows if len(r) <= 1), *([Fold("long", long)] if long else ()), ""]


@given(st.lists(st.text("ab", max_size=3), max_size=8))
def test_rows_that_a_fold_hides_are_counted_and_reached_by_their_number(rows: list[str]) -> None:
    shown: Arrangement[str] = Arrangement(str, folded, ORDERS)
    shown.replace(rows)
    shown.arrange()
    items = shown.items
    assert shown.number(len(items) - 1) == len(rows) + 1
    assert shown.ordinal(len(items) - 1) == sum(map(is_stop, items))
    for number in range(1, len(rows) + 2):
        index = shown.index_of_row(number)
        before = shown.number(index - 1) if index else 0
        assert before < number <= shown.number(index)
