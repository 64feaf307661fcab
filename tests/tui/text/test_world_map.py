"""The map: where things stand on it, and that nothing stands over anything else."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from tui.text.dots import ACROSS, DOWN, DotGrid
from tui.text.world_map import (
    Mark,
    Point,
    draw,
    fitted,
    name_cells,
    outlines,
    sign_cells,
    whole_world,
)

GENEVA, VIENNA, SUVA, NUKUALOFA = (46.2, 6.15), (48.2, 16.37), (-18.14, 178.44), (-21.14, -175.2)

points = st.tuples(st.floats(-56, 70), st.floats(-180, 180))
names = st.text("abcäöü 会谈Ж", min_size=1, max_size=14)
marks = st.lists(st.builds(Mark, names, points, st.sampled_from("○●×")), min_size=1, max_size=12)
sizes = st.tuples(st.integers(20, 200), st.integers(5, 60))


def text_rows(rows: list[list[tuple[str, str]]]) -> list[str]:
    return ["".join(text for text, _ in row) for row in rows]


@given(st.lists(points, min_size=1, max_size=8), sizes)
def test_every_place_that_a_view_is_fitted_to_stands_in_it(
    places: list[Point], size: tuple[int, int]
) -> None:
    view = fitted(places, *size)
    assert all(view.cell(place) for place in places)


@given(st.lists(points, min_size=1, max_size=8), sizes)
def test_a_mark_lies_within_its_cell_of_the_right_place(
    places: list[Point], size: tuple[int, int]
) -> None:
    view = fitted(places, *size)
    for place in places:
        column, row = view.cell(place) or (-1, -1)
        north = view.middle[0] + (view.height * DOWN / 2 - row * DOWN) * view.scale
        east = view.middle[1] + (column * ACROSS - view.width * ACROSS / 2) * (
            view.scale * view.stretch
        )
        tall, wide = DOWN * view.scale, ACROSS * view.scale * view.stretch
        assert north - tall - 1e-6 <= place[0] <= north + 1e-6
        turned = (place[1] - east + 180) % 360 - 180
        assert -1e-6 <= turned <= wide + 1e-6


@given(marks, sizes, st.integers(0, 11))
def test_no_name_stands_over_another_or_over_a_sign(
    given_marks: list[Mark], size: tuple[int, int], number: int
) -> None:
    view = fitted([mark.at for mark in given_marks], *size)
    signs = sign_cells(view, given_marks, min(number, len(given_marks) - 1))
    cells = list(signs.values())
    for at, (column, row) in name_cells(view, given_marks, signs).items():
        length = cell_len(given_marks[at].name)
        assert column >= 0
        assert column + length <= view.width
        cells += [(column + n, row) for n in range(length)]
    assert len(cells) == len(set(cells))


@given(marks, sizes, st.booleans())
def test_rows_are_as_wide_as_the_view_whatever_the_names(
    given_marks: list[Mark], size: tuple[int, int], ascii_only: bool
) -> None:
    view = fitted([mark.at for mark in given_marks], *size)
    rows = text_rows(draw(view, given_marks, 0, ascii_only))
    assert [cell_len(row) for row in rows] == [view.width] * view.height


def test_what_lies_west_stands_left_and_what_lies_north_above() -> None:
    view = fitted([GENEVA, VIENNA], 80, 20)
    geneva, vienna = view.cell(GENEVA), view.cell(VIENNA)
    assert geneva is not None
    assert vienna is not None
    assert geneva[0] < vienna[0]
    assert geneva[1] > vienna[1]


def test_places_on_both_sides_of_the_date_line_are_neighbours() -> None:
    view = fitted([SUVA, NUKUALOFA], 80, 20)
    suva, tonga = view.cell(SUVA), view.cell(NUKUALOFA)
    assert suva is not None
    assert tonga is not None
    assert 0 < tonga[0] - suva[0] < 40
    assert view.scale * view.stretch * view.width * ACROSS < 60


def test_the_chosen_mark_is_drawn_where_two_share_a_cell() -> None:
    two = [Mark("Bern", GENEVA, "○"), Mark("Geneva", GENEVA, "●")]
    view = whole_world(80, 20)
    assert list(sign_cells(view, two)) == [0]
    assert list(sign_cells(view, two, 1)) == [1]
    assert "● Geneva" in "\n".join(text_rows(draw(view, two, 1)))


def test_the_land_is_drawn_and_no_line_crosses_the_sea() -> None:
    view = whole_world(160, 44)
    rows = text_rows(draw(view, []))
    column, row = view.cell((32.0, -45.0)) or (0, 0)  # in the middle of the Atlantic
    assert {rows[y][x] for x in range(column - 3, column + 4) for y in range(row - 1, row + 2)} == {
        " "
    }
    column, row = view.cell((36.0, -5.6)) or (0, 0)  # the Strait of Gibraltar
    assert any(rows[y][x] != " " for x in range(column - 1, column + 2) for y in (row - 1, row))


def test_in_ascii_all_of_the_map_is_ascii() -> None:
    rows = draw(fitted([GENEVA, VIENNA], 80, 20), [Mark("Wien", VIENNA, "o")], 0, True)
    assert "".join(text_rows(rows)).isascii()


def test_outlines_are_closed_rings_of_points_on_the_globe() -> None:
    rings = outlines()
    assert len(rings) > 200
    for ring in rings:
        assert math.dist(ring[0], ring[-1]) < 0.5
        assert all(-90 <= north <= 90 and -180 <= east <= 180 for north, east in ring)


@pytest.mark.parametrize(
    ("start", "end"),
    [((-50, -50), (900, 900)), ((-5, 3), (-1, 90)), ((3, 3), (3, 3)), ((0, 0), (19, 39))],
)
def test_lines_end_at_the_edge_of_the_grid(
    start: tuple[float, float], end: tuple[float, float]
) -> None:
    grid = DotGrid(10, 10)
    grid.line(start, end)
    drawn = "".join(grid.row(n, ascii_only=False) for n in range(10))
    assert len(drawn) == 100
    assert (drawn.strip() != "") == (start != (-5, 3))
