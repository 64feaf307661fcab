"""How days are written: in columns, at length, and where they are whole months."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.model import Precision
from tui.text.days import day_cell, day_words, days, days_meant, long_days, vague_cell

NEAR = date(2024, 3, 14)


@pytest.mark.parametrize(
    ("first", "last", "cell"),
    [
        ("2024-03-14", "2024-03-14", "Thu 14 Mar"),
        ("2024-04-04", "2024-04-04", "Thu  4 Apr"),
        ("2025-03-01", "2025-03-01", " 1 Mar 2025"),
        ("2024-03-09", "2024-03-10", "9-10 Mar"),
        ("2024-05-30", "2024-06-05", "30 May-5 Jun"),
        ("2024-04-01", "2024-04-30", "Apr 2024"),
        ("2024-02-01", "2024-02-29", "Feb 2024"),
        ("2023-02-01", "2023-02-28", "Feb 2023"),
        ("2024-09-01", "2024-12-31", "Sep-Dec 2024"),
        ("2023-12-01", "2024-01-31", "Dec 2023-Jan 2024"),
        ("2012-01-01", "2012-12-31", "2012"),
        ("2012-01-01", "2014-12-31", "2012-2014"),
        ("2024-04-01", "2024-04-29", "1-29 Apr"),  # not all of the month
        ("2024-01-01", "9999-12-31", "2024-9999"),
    ],
)
def test_days_have_one_form_in_columns(first: str, last: str, cell: str) -> None:
    assert day_cell(date.fromisoformat(first), date.fromisoformat(last), NEAR) == cell


def test_whole_months_are_called_so_at_length_too() -> None:
    april = date(2024, 4, 1), date(2024, 4, 30)
    assert long_days(*april) == "April 2024"
    assert days(*april, NEAR) == "April 2024"
    assert long_days(date(2024, 9, 1), date(2024, 12, 31)) == "September to December 2024"
    assert long_days(date(2012, 1, 1), date(2012, 12, 31)) == "2012"


def test_within_a_sentence_days_have_no_column_to_stand_in() -> None:
    assert day_words(date(2024, 4, 4), date(2024, 4, 4), NEAR) == "Thu 4 Apr"
    assert day_words(None, None, NEAR) == "no day"


@given(st.dates(date(1990, 1, 1), date(2090, 1, 1)), st.integers(0, 800))
def test_only_whole_months_are_written_without_the_day(first: date, length: int) -> None:
    last = first + timedelta(days=length)
    whole = first.day == 1 and (last + timedelta(days=1)).day == 1
    digits = any(word.isdigit() and int(word) <= 31 for word in _words(day_cell(first, last, NEAR)))
    assert digits != whole


def _words(cell: str) -> list[str]:
    return cell.replace("-", " ").split()


@pytest.mark.parametrize(
    ("first", "last", "precision", "cell"),
    [
        (date(2024, 3, 17), date(2024, 3, 17), "week", "wk 11 Mar"),
        (date(2024, 3, 11), date(2024, 3, 17), "week", "wk 11 Mar"),
        (date(2024, 3, 14), date(2024, 3, 17), "week", "14-17 Mar"),
        (date(2024, 3, 31), date(2024, 3, 31), "month", "Mar 2024"),
        (date(2024, 12, 31), date(2024, 12, 31), "quarter", "Q4 2024"),
        (date(2024, 12, 31), date(2024, 12, 31), "year", "2024"),
        (date(2024, 3, 17), date(2024, 3, 17), "day", "Sun 17 Mar"),
    ],
)
def test_one_day_of_a_week_or_more_stands_for_all_of_it(
    first: date, last: date, precision: Precision, cell: str
) -> None:
    assert vague_cell(first, last, precision, NEAR) == cell


@given(st.dates(), st.sampled_from(("week", "month", "quarter", "year", "season", "vague", "day")))
def test_what_is_meant_holds_the_day_that_stands_for_it(day: date, precision: Precision) -> None:
    first, last = days_meant(day, day, precision)
    assert first <= day <= last
    assert precision not in ("day", "season", "vague") or first == last
