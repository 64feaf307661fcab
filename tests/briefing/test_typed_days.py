"""Days as people type them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.errors import UsageError
from briefing.typed_days import days_meant

MONDAY = date(2026, 11, 30)


def day(text: str) -> date:
    return date.fromisoformat(text)


@pytest.mark.parametrize(
    ("typed", "first", "last"),
    [
        ("2026-11-05", "2026-11-05", "2026-11-05"),
        ("20261105", "2026-11-05", "2026-11-05"),
        ("2026-1-5", "2026-01-05", "2026-01-05"),
        ("2026-11", "2026-11-01", "2026-11-30"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2025", "2025-01-01", "2025-12-31"),
        ("2026-W01", "2025-12-29", "2026-01-04"),
        ("today", "2026-11-30", "2026-11-30"),
        ("  Yesterday ", "2026-11-29", "2026-11-29"),
        ("tomorrow", "2026-12-01", "2026-12-01"),
        ("-7d", "2026-11-23", "2026-11-23"),
        ("+2w", "2026-12-14", "2026-12-14"),
        ("-9m", "2026-02-28", "2026-02-28"),
        ("-1y", "2025-11-30", "2025-11-30"),
        ("3 days ago", "2026-11-27", "2026-11-27"),
        ("a week ago", "2026-11-23", "2026-11-23"),
        ("in 2 days", "2026-12-02", "2026-12-02"),
        ("monday", "2026-11-30", "2026-11-30"),
        ("sun", "2026-11-29", "2026-11-29"),
        ("last monday", "2026-11-23", "2026-11-23"),
        ("next tuesday", "2026-12-01", "2026-12-01"),
        ("this week", "2026-11-30", "2026-12-06"),
        ("last week", "2026-11-23", "2026-11-29"),
        ("next week", "2026-12-07", "2026-12-13"),
        ("last month", "2026-10-01", "2026-10-31"),
        ("this year", "2026-01-01", "2026-12-31"),
        ("last year", "2025-01-01", "2025-12-31"),
        ("november", "2026-11-01", "2026-11-30"),
        ("dec", "2025-12-01", "2025-12-31"),
        ("Nov 2024", "2024-11-01", "2024-11-30"),
        ("13 Jan 2022", "2022-01-13", "2022-01-13"),
        ("January 13th, 2022", "2022-01-13", "2022-01-13"),
        ("24 dec", "2025-12-24", "2025-12-24"),
        ("29 feb", "2024-02-29", "2024-02-29"),
    ],
)
def test_what_is_typed_means_these_days(typed: str, first: str, last: str) -> None:
    assert days_meant(typed, MONDAY) == (day(first), day(last))


@pytest.mark.parametrize(
    ("typed", "remedy"),
    [
        ("2026-02-30", "2026-02-30: is no day of the calendar"),
        ("2026-13", "is no day of the calendar"),
        ("30 feb", "is no day of the calendar"),
        ("-9999y", "is no day of the calendar"),
        ("2026-W60", "is no day of the calendar"),
        ("yestreday", "Did you mean 'yesterday'?"),
        ("soon", "soon: is no day that can be read. Write 2026-11-30, "),
        ("01/02/2022", "is no day that can be read"),
        ("ma", "is no day that can be read"),
        ("", "is no day that can be read"),
        ("٣ days ago", ""),
    ],
)
def test_what_is_no_day_is_refused_with_a_word_on_what_would_be(typed: str, remedy: str) -> None:
    if not remedy:
        assert days_meant(typed, MONDAY)[0] == day("2026-11-27")
        return
    with pytest.raises(UsageError) as refused:
        days_meant(typed, MONDAY)
    assert remedy in str(refused.value)


_DAYS = st.dates(date(1900, 1, 1), date(2199, 12, 31))


@given(_DAYS, _DAYS)
def test_every_day_is_itself_in_figures(today: date, wanted: date) -> None:
    assert days_meant(wanted.isoformat(), today) == (wanted, wanted)
    assert days_meant(f"{wanted:%Y-%m}", today)[0] == wanted.replace(day=1)


@given(_DAYS, st.sampled_from("monday tue wednesday thu friday saturday sunday".split()))
def test_a_weekday_is_of_the_last_seven_days(today: date, name: str) -> None:
    first, last = days_meant(name, today)
    assert first == last
    assert timedelta() <= today - first < timedelta(days=7)
    assert first.strftime("%A").lower().startswith(name[:3])


@given(_DAYS, st.text(max_size=20))
def test_no_words_are_a_fault(today: date, typed: str) -> None:
    try:
        first, last = days_meant(typed, today)
    except UsageError:
        return
    assert first <= last
