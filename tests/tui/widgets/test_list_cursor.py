"""The cursor of a list: on a row wherever there is one, and in sight."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from tui.widgets.arrangement import Arrangement, Divider
from tui.widgets.list_cursor import ListCursor

ITEMS = st.lists(st.one_of(st.integers(), st.just(Divider("label"))), max_size=40)
MOVES = st.lists(
    st.tuples(st.sampled_from(("go", "put", "step")), st.integers(-50, 50)), max_size=20
)


def cursor_over(items: Sequence[int | Divider], height: int) -> ListCursor[int]:
    arrangement: Arrangement[int] = Arrangement(str, lambda rows: items)
    arrangement.replace([item for item in items if isinstance(item, int)])
    arrangement.arrange()
    cursor = ListCursor(arrangement, lambda: height)
    cursor.put(0)
    return cursor


@given(items=ITEMS, height=st.integers(1, 12), moves=MOVES)
def test_it_stands_on_a_row_in_sight_wherever_it_is_sent(
    items: list[int | Divider], height: int, moves: list[tuple[str, int]]
) -> None:
    cursor = cursor_over(items, height)
    for name, number in moves:
        getattr(cursor, name)(number, *([1] if name == "go" else []))
        assert 0 <= cursor.top <= cursor.index < cursor.top + height + 1
        assert (cursor.selected is None) == all(isinstance(item, Divider) for item in items)
        assert cursor.top <= max(0, len(items) - 1)


def test_a_step_passes_over_dividers_and_shows_the_one_above() -> None:
    cursor = cursor_over([1, 2, Divider("more"), 3, 4], 2)
    cursor.step(2)
    assert (cursor.selected, cursor.position) == (3, (3, 4))
    cursor.go(0, -1)
    cursor.step(1)
    assert cursor.neighbours == [1]


def test_above_keeps_as_many_rows_over_the_one_selected() -> None:
    cursor = cursor_over(list(range(20)), 6)
    cursor.put(10, above=4)
    assert (cursor.index, cursor.top) == (10, 6)


def test_without_rows_nothing_is_selected() -> None:
    cursor = cursor_over([], 5)
    cursor.step(3)
    assert (cursor.selected, cursor.position, cursor.neighbours) == (None, (0, 0), [])
