"""The time line: what stands under which day."""

from __future__ import annotations

import re
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from briefing.model import TALK_STATUSES
from tui.text.days import month
from tui.text.signs import legend
from tui.text.time_line import (
    Lane,
    Tick,
    draw,
    lanes_that_fit,
    scale_for,
    signs_of,
)

DAY = date(2024, 3, 14)

days = st.dates(date(1990, 1, 1), date(2060, 1, 1))
near = st.integers(-60, 60).map(lambda n: DAY + timedelta(n))


def lanes_of(when: st.SearchStrategy[date]) -> st.SearchStrategy[list[Lane]]:
    spans = st.tuples(when, st.integers(0, 40)).map(
        lambda pair: (pair[0], pair[0] + timedelta(pair[1]))
    )
    ticks = st.builds(
        lambda name, span, old: Tick(name, *span, object(), old),
        st.sampled_from((*TALK_STATUSES, "due", "words")),
        spans,
        st.none() | when,
    )
    names = st.text("abc 会Ж", max_size=50)
    return st.lists(st.builds(Lane, names, st.lists(ticks, max_size=5)), max_size=4)


def text_of(row: list[tuple[str, str]]) -> str:
    return "".join(text for text, _ in row)


def line(*given_ticks: Tick, width: int = 120, chosen: object = None) -> str:
    scale = scale_for(DAY, width)
    return text_of(draw(scale, [Lane("Ferry", given_ticks)], DAY, chosen)[2])


@given(days, st.integers(20, 250), lanes_of(days) | lanes_of(near), st.booleans())
def test_every_row_is_of_one_width(
    day: date, width: int, given_lanes: list[Lane], ascii_only: bool
) -> None:
    scale = scale_for(day, width)
    rows = draw(scale, given_lanes, day, None, ascii_only)
    assert {cell_len(text_of(row)) for row in rows} == {scale.margin + scale.days * scale.cells}
    assert scale.margin + scale.days * scale.cells <= width


@given(days, st.integers(20, 250), days)
def test_a_tick_stands_in_the_column_of_its_day(day: date, width: int, other: date) -> None:
    scale = scale_for(day, width)
    row = text_of(draw(scale, [Lane("", [Tick("due", other, other)])], day)[2])
    column = scale.column(other)
    inside = scale.first <= other < scale.first + timedelta(days=scale.days)
    assert (column is not None) == inside
    assert row.count("▲") == inside
    assert column is None or row[column] == "▲"


@given(days, st.integers(20, 250))
def test_the_day_itself_is_always_in_sight(day: date, width: int) -> None:
    assert scale_for(day, width).column(day) is not None


def test_the_calendar_ends_where_it_ends() -> None:
    for day in (date.min, date.max):
        scale = scale_for(day, 120)
        assert scale.column(day) is not None
        draw(scale, [Lane("Ferry", [Tick("held", day, day)])], day)


def test_what_was_moved_is_drawn_with_its_old_place() -> None:
    moved = Tick("due", DAY + timedelta(days=6), DAY + timedelta(days=6), old=DAY)
    drawn = line(moved)
    assert drawn.index("◌") < drawn.index("─") < drawn.index("▲")
    earlier = Tick("due", DAY, DAY, old=DAY + timedelta(days=6))
    drawn = line(earlier)
    assert drawn.index("▲") < drawn.index("─") < drawn.index("◌")


def test_what_was_called_off_and_what_shares_a_day_have_signs_of_their_own() -> None:
    off = Tick("cancelled", DAY, DAY, object())
    assert "×" in line(off)
    assert "◆" in line(Tick("held", DAY, DAY, object()), Tick("due", DAY, DAY, object()))
    assert "●" in line(Tick("held", DAY, DAY, object()), Tick("words", DAY, DAY, object()))


def test_the_chosen_tick_stands_out() -> None:
    item = object()
    scale = scale_for(DAY, 120)
    row = draw(scale, [Lane("Ferry", [Tick("held", DAY, DAY, item)])], DAY, item)[2]
    assert ("●", "cursor") in row
    assert row[0][1] == "strong"


def test_months_and_days_stand_above() -> None:
    months, numbers, _ = (text_of(row) for row in draw(scale_for(DAY, 120), [Lane("x", [])], DAY))
    assert "Mar 2024" in months
    assert "Apr" in months
    assert " 14 " in numbers


def test_in_ascii_a_lane_is_ascii() -> None:
    rows = draw(scale_for(DAY, 80), [Lane("Ferry", [Tick("held", DAY, DAY)])], DAY, None, True)
    assert "".join(map(text_of, rows)).isascii()


@given(lanes_of(near))
def test_every_sign_that_is_drawn_is_explained(given_lanes: list[Lane]) -> None:
    rows = draw(scale_for(DAY, 250), given_lanes, DAY)[2:]
    explained = legend(signs_of(given_lanes), ascii_only=False)
    drawn = {text for row in rows for text, role in row[1:] if role in ("accent", "warn")}
    assert all(sign in explained for text in drawn for sign in text.strip())


@given(days, st.integers(20, 250), st.integers(0, 90))
def test_names_of_lanes_have_what_days_leave_and_cost_none_of_six_weeks(
    day: date, width: int, longest: int
) -> None:
    usual, fitted = scale_for(day, width), scale_for(day, width, longest=longest)
    assert fitted.cells == usual.cells
    assert fitted.margin + fitted.days * fitted.cells <= max(width, fitted.margin + fitted.cells)
    if fitted.margin > usual.margin:
        assert fitted.margin <= longest + 1
        assert (width - fitted.margin) // fitted.cells >= 42


def test_a_long_name_is_whole_where_there_is_room() -> None:
    name = "Norland and Sudria on the river treaty"
    rows = draw(scale_for(DAY, 126, longest=len(name)), [Lane(name, [])], DAY)
    assert text_of(rows[2]).startswith(f"{name} ")


def test_lanes_have_what_room_there_is() -> None:
    four = [Lane(str(n), []) for n in range(4)]
    assert [lanes_that_fit(four, height) for height in (0, 2, 4, 60)] == [0, 0, 2, 4]


@given(days, st.integers(20, 250))
def test_no_label_of_a_day_or_month_stands_over_or_against_another(day: date, width: int) -> None:
    scale = scale_for(day, width)
    months, numbers = (text_of(row) for row in draw(scale, [], day))
    shown = [scale.first + timedelta(days=n) for n in range(scale.days)]
    for match in re.finditer(r"\d+", numbers):
        number = (match.start() - scale.margin) // scale.cells
        assert (match.start() - scale.margin) % scale.cells == 0
        assert shown[number].day == int(match[0])
    for match in re.finditer(r"([A-Z][a-z]{2})(?: (\d{4}))?", months):
        first = shown[(match.start() - scale.margin) // scale.cells]
        assert match[1] == month(first)
        assert match[2] is None or int(match[2]) == first.year
    assert len(re.findall(r"\S+", numbers)) >= 1
    assert str(day.day) in numbers.split() or scale.column(day) == len(numbers) - 1


def test_today_goes_before_the_monday_beside_it() -> None:
    tuesday = date(2024, 3, 12)
    numbers = text_of(draw(scale_for(tuesday, 70), [], tuesday)[1])
    assert "12" in numbers.split()
    assert "11" not in numbers.split()


def test_several_is_explained_where_days_have_several() -> None:
    one, other = Tick("held", DAY, DAY, object()), Tick("due", DAY, DAY, object())
    assert "several" in signs_of([Lane("", [one, other])])
    assert "several" not in signs_of([Lane("", [one]), Lane("", [other])])
    assert "several" not in signs_of([Lane("", [one, Tick("words", DAY, DAY, object())])])
