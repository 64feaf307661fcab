"""The cursor of a list: on a row wherever there is one, and in sight."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import example, given
from hypothesis import strategies as st

from tui.widgets.arrangement import Arrangement, Divider
from tui.widgets.list_cursor import ListCursor
from tui.widgets.row_layout import RowLayout

ITEMS = st.lists(st.one_of(st.integers(), st.just(Divider("label"))), max_size=40)
MOVES = st.lists(
    st.tuples(st.sampled_from(("go", "put", "step", "scroll")), st.integers(-50, 50)), max_size=20
)
TALL = st.lists(st.integers(1, 5), min_size=40, max_size=40)


def cursor_over(
    items: Sequence[int | Divider], height: int, tall: Sequence[int] = (1,) * 40
) -> tuple[ListCursor[int], RowLayout]:
    """A cursor over rows that have words for ``tall`` lines, two of which every row may take."""
    arrangement: Arrangement[int] = Arrangement(str, lambda rows: items)
    arrangement.replace([item for item in items if isinstance(item, int)])
    arrangement.arrange()

    def paint(index: int, most: int) -> list[tuple[tuple[str, str], ...]]:
        lines = 1 if isinstance(items[index], Divider) else tall[index]
        return [((str(index), ""),)] * min(lines, most)

    layout = RowLayout(paint, lambda: len(items), lambda: height, lambda: 2)
    cursor = ListCursor(arrangement, lambda: height, layout)
    cursor.put(0)
    return cursor, layout


@given(items=ITEMS, height=st.integers(1, 12), moves=MOVES, tall=TALL)
@example(items=[Divider("label"), 0, 0], height=2, moves=[("go", 2), ("go", 0)], tall=[1, 2] * 20)
def test_it_stands_on_a_row_in_sight_wherever_it_is_sent(
    items: list[int | Divider], height: int, moves: list[tuple[str, int]], tall: list[int]
) -> None:
    cursor, layout = cursor_over(items, height, tall)
    for name, number in moves:
        if name == "scroll":
            cursor.scroll(max(1, height - 1), number or 1)
        else:
            getattr(cursor, name)(number, *([1] if name == "go" else []))
        assert 0 <= cursor.top <= cursor.index <= max(0, len(items) - 1)
        assert (cursor.selected is None) == all(isinstance(item, Divider) for item in items)
        if items:
            assert layout.offset(cursor.top, cursor.index + 1) <= height


@given(items=ITEMS, height=st.integers(1, 12), tall=TALL, to=st.integers(0, 50))
def test_no_line_stays_blank_while_rows_are_out_of_sight(
    items: list[int | Divider], height: int, tall: list[int], to: int
) -> None:
    cursor, layout = cursor_over(items, height, tall)
    cursor.go(to, 1)
    if cursor.top:
        assert layout.offset(cursor.top - 1, len(items)) > height


def test_a_step_passes_over_dividers_and_shows_the_one_above() -> None:
    cursor, _ = cursor_over([1, 2, Divider("more"), 3, 4], 2)
    cursor.step(2)
    assert (cursor.selected, cursor.position) == (3, (3, 4))
    cursor.go(0, -1)
    cursor.step(1)
    assert cursor.around(1) == [1]
    assert cursor.around(3) == [1, 3, 4]


def test_above_keeps_as_many_rows_over_the_one_selected() -> None:
    cursor, _ = cursor_over(list(range(20)), 6)
    cursor.put(10, above=4)
    assert (cursor.index, cursor.top) == (10, 6)


def test_a_page_is_as_many_rows_as_fit() -> None:
    cursor, _ = cursor_over(list(range(20)), 7, (2,) * 20)
    cursor.scroll(6, 1)
    assert cursor.index == 3
    cursor.scroll(6, 2)
    assert cursor.index == 9
    cursor.scroll(6, -1)
    assert cursor.index == 6


def test_without_rows_nothing_is_selected() -> None:
    cursor, _ = cursor_over([], 5)
    cursor.step(3)
    assert (cursor.selected, cursor.position, cursor.around(2)) == (None, (0, 0), [])
