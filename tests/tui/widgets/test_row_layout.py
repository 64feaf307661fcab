"""How many lines rows take: what there is to spare, and no work but for what is seen."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tui.widgets.row_layout import RowLayout, shared

NEEDS = st.lists(st.integers(1, 9), max_size=30)


@given(needs=NEEDS, lines=st.integers(1, 60), least=st.integers(1, 3))
def test_lines_are_shared_until_none_is_left_or_all_is_said(
    needs: list[int], lines: int, least: int
) -> None:
    shares = shared(needs, lines, least)
    taken = sum(map(min, needs, shares))
    assert all(share >= least for share in shares)
    if all(share == least for share in shares):
        return  # there was no more
    assert taken <= lines
    cut = [n for n, (need, share) in enumerate(zip(needs, shares, strict=True)) if need > share]
    assert not cut or taken == lines
    assert max(shares) - min(shares) <= 1


def test_what_is_left_over_goes_to_the_first_that_need_it() -> None:
    assert shared([4, 1, 4, 4], 9, 1) == (3, 2, 3, 2)
    assert shared([4, 1, 4], 9, 1) == (4, 4, 4)
    assert shared([5, 5, 5], 3, 2) == (2, 2, 2)


def test_of_fifty_thousand_rows_only_those_in_sight_are_painted() -> None:
    painted: list[int] = []

    def paint(index: int, most: int) -> list[tuple[tuple[str, str], ...]]:
        painted.append(index)
        return [((str(index), ""),)] * min(most, 1 + index % 3)

    layout = RowLayout(paint, lambda: 50_000, lambda: 30, lambda: 2)
    assert layout.reach(49_999, 30, -1) <= 30
    assert [layout.at(49_980, line)[0] for line in (0, 1, 2)] == [49_980, 49_981, 49_981]
    assert len(painted) < 70
    layout.forget()
    assert layout.at(0, 3) == (2, 0)
    assert len(painted) < 75


def test_beyond_the_last_row_there_is_none() -> None:
    layout = RowLayout(lambda index, most: [()], lambda: 2, lambda: 10)
    assert layout.at(0, 5) == (2, 3)
    assert layout.reach(5, 3, 1) == 0
