"""Repeated iCalendar events: on which days of a window they begin, whatever their rule says."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from briefing.intake.formats.calendars import read_calendar
from briefing.intake.formats.recurrence import days_of

_FIRST = date(2024, 1, 4)  # a Thursday
_SINCE, _UNTIL = date(2024, 1, 1), date(2024, 3, 31)


def _event(*lines: str, first: date = _FIRST) -> str:
    return "\n".join(
        [
            "BEGIN:VEVENT",
            "UID:board@port.example",
            "DTSTAMP:20240124T080000Z",
            f"DTSTART;VALUE=DATE:{first:%Y%m%d}",
            "SUMMARY:Board meets the ferry lines",
            *lines,
            "END:VEVENT",
        ]
    )


def _calendar(*events: str) -> str:
    return "\n".join(
        ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//p//EN", *events, "END:VCALENDAR"]
    )


def _days(*lines: str) -> list[str]:
    part = Calendar.from_ical(_calendar(_event(*lines))).walk("VEVENT")[0]
    return [f"{day:%m-%d}" for day in days_of(part, _FIRST, _SINCE, _UNTIL)]


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        ("FREQ=DAILY;COUNT=3", ["01-04", "01-05", "01-06"]),
        ("FREQ=DAILY;INTERVAL=40", ["01-04", "02-13", "03-24"]),
        ("FREQ=WEEKLY;UNTIL=20240120", ["01-04", "01-11", "01-18"]),
        (
            "FREQ=WEEKLY;INTERVAL=4;BYDAY=TU,TH",
            ["01-04", "01-30", "02-01", "02-27", "02-29", "03-26", "03-28"],
        ),
        ("FREQ=MONTHLY;BYDAY=1TH", ["01-04", "02-01", "03-07"]),
        ("FREQ=MONTHLY;BYDAY=-1FR", ["01-04", "01-26", "02-23", "03-29"]),
        ("FREQ=MONTHLY;BYMONTHDAY=-1", ["01-04", "01-31", "02-29", "03-31"]),
        ("FREQ=YEARLY;BYMONTH=3;BYDAY=2MO", ["01-04", "03-11"]),
        ("FREQ=YEARLY", ["01-04"]),
        # What is not read counts on its first day alone.
        ("FREQ=HOURLY", ["01-04"]),
        ("FREQ=MONTHLY;BYDAY=MO,TU;BYSETPOS=-1", ["01-04"]),
        ("FREQ=YEARLY;BYDAY=20MO", ["01-04"]),
        # Rules that never hold, or never end, cost no more than their window.
        ("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", ["01-04"]),
        ("FREQ=DAILY;INTERVAL=0;COUNT=2", ["01-04", "01-05"]),
        ("FREQ=DAILY;COUNT=99999999;BYMONTH=13", ["01-04"]),
    ],
)
def test_the_days_of_a_rule(rule: str, expected: list[str]) -> None:
    assert _days(f"RRULE:{rule}") == expected


def test_days_that_are_taken_away_and_added() -> None:
    lines = ("RRULE:FREQ=WEEKLY;COUNT=3", "EXDATE;VALUE=DATE:20240111", "RDATE;VALUE=DATE:20240220")
    assert _days(*lines) == ["01-04", "01-18", "02-20"]


def test_an_agenda_lists_repeated_events_around_the_day_it_was_made() -> None:
    old = _event("RRULE:FREQ=MONTHLY;BYDAY=1TH", first=date(2019, 1, 3))
    moved = _event("RECURRENCE-ID;VALUE=DATE:20240201", first=date(2024, 2, 6))
    (item,) = read_calendar(_calendar(old, moved).encode())
    headings = [line for line in item.paragraphs if line[-4:].isdigit()]
    assert headings == [
        "Thursday, 4 January 2024",
        "Tuesday, 6 February 2024",
        "Thursday, 7 March 2024",
        "Thursday, 4 April 2024",
    ]


@given(
    st.sampled_from(["DAILY", "WEEKLY", "MONTHLY", "YEARLY"]),
    st.integers(1, 5),
    st.sampled_from(["", ";BYDAY=MO,WE", ";BYMONTHDAY=1,-1", ";BYMONTH=2"]),
)
def test_every_day_lies_in_the_window_once(every: str, interval: int, more: str) -> None:
    rule = f"RRULE:FREQ={every};INTERVAL={interval}{more}"
    part = Calendar.from_ical(_calendar(_event(rule))).walk("VEVENT")[0]
    days = list(days_of(part, _FIRST, _SINCE, _SINCE + timedelta(days=200)))
    assert days == sorted(set(days))
    assert days[0] == _FIRST
    assert all(_SINCE <= day <= _SINCE + timedelta(days=200) for day in days)
