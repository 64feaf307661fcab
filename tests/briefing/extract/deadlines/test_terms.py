"""Lengths of time as days."""

from __future__ import annotations

from datetime import date

import pytest

from briefing.extract.deadlines.terms import length_in_days, term_end


@pytest.mark.parametrize(
    ("value", "days"),
    [
        ("PT12H", 1),
        ("PT72H", 3),
        ("PT600H", 25),
        ("P30D", 30),
        ("P2W", 14),
        ("P1M", None),
        ("P1Y", None),
        ("PXD", None),
        (None, None),
    ],
)
def test_a_length_in_days(value: str | None, days: int | None) -> None:
    assert length_in_days(value) == days


@pytest.mark.parametrize(
    ("value", "end"),
    [
        ("PT48H", date(2024, 2, 2)),
        ("P10D", date(2024, 2, 10)),
        ("P2W", date(2024, 2, 14)),
        ("P1M", date(2024, 2, 29)),
        ("P1Y", date(2025, 1, 31)),
        ("PXD", None),
    ],
)
def test_a_term_ends_on_a_day_of_the_calendar(value: str, end: date | None) -> None:
    assert term_end(date(2024, 1, 31), value) == end
