"""Dates in all the notations that feeds and pages use, and days left open where they are."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.intake.moments import NO_DATE, clamp, find_day, parse_moment

MIDNIGHT = "2026-11-23T00:00:00+00:00"


@pytest.mark.parametrize(
    ("written", "moment"),
    [
        # RFC 822 with its slips
        ("Mon, 23 Nov 2026 10:15:00 GMT", "2026-11-23T10:15:00+00:00"),
        ("Mon, 23 Nov 2026 01:45:08 +02:00", "2026-11-23T01:45:08+02:00"),
        ("Mon, 23 Nov 2026 10:15 +0530", "2026-11-23T10:15:00+05:30"),
        ("Mon, 23 Nov 2026 10:15:00 EST", "2026-11-23T10:15:00-05:00"),
        ("Mon, 23 Nov 26 10:15 GMT", "2026-11-23T10:15:00+00:00"),
        ("Mon, 23 Nov 2026", MIDNIGHT),
        ("Sun, 11 Jul 2004 23:00:08 GMT-0500", "2004-07-11T23:00:08-05:00"),
        ("Thu, Jan 01 2004 19:48:21 GMT", "2004-01-01T19:48:21+00:00"),
        # ISO 8601 with its slips
        ("2026-11-23T10:15:00Z", "2026-11-23T10:15:00+00:00"),
        ("2026-11-23T10:15:00.123456789+0100", "2026-11-23T10:15:00.123456+01:00"),
        ("2026-11-23 10:15:00 +0100", "2026-11-23T10:15:00+01:00"),
        ("20261123T101500Z", "2026-11-23T10:15:00+00:00"),
        ("2026-11-23-07:00", "2026-11-23T00:00:00-07:00"),
        ("2026-327", MIDNIGHT),
        # year first, with other signs
        ("2026/11/23 15:07:41", "2026-11-23T15:07:41+00:00"),
        ("2026/11/23", MIDNIGHT),
        ("2026.11.23", MIDNIGHT),
        ("2026年11月23日", MIDNIGHT),
        ("2004년 05월 28일  01:31:15", "2004-05-28T01:31:15+09:00"),
        ("2004-07-13 오후 3:15:00", "2004-07-13T15:15:00+09:00"),
        ("Fri, 2006/09/15 08:19:53 EDT", "2006-09-15T08:19:53-04:00"),
        # the month by name
        ("Nov 23, 2026", MIDNIGHT),
        ("November 23, 2026", MIDNIGHT),
        ("Monday, November 23, 2026 - 10:15", "2026-11-23T10:15:00+00:00"),
        ("Nov. 23, 2026 at 3:30 PM EST", "2026-11-23T15:30:00-05:00"),
        ("23-Nov-2026 10:00", "2026-11-23T10:00:00+00:00"),
        ("23 novembre 2026", MIDNIGHT),
        ("1st December 2026", "2026-12-01T00:00:00+00:00"),
        ("2004-július-13T9:15-05:00", "2004-07-13T09:15:00-05:00"),
        ("Κυρ, 11 Ιούλ 2004 12:00:00 EST", "2004-07-11T12:00:00-05:00"),
        ("Sun Jan  4 16:29:06 PST 2004", "2004-01-04T16:29:06-08:00"),
        ("Mon Nov 23 10:15:00 2026", "2026-11-23T10:15:00+00:00"),
        # numbers of which only one can be the month
        ("23.11.2026", MIDNIGHT),
        ("23.11.2026 - 10:15", "2026-11-23T10:15:00+00:00"),
        ("Mon, 11/23/2026 - 10:15", "2026-11-23T10:15:00+00:00"),
        ("23/11/2026", MIDNIGHT),
        ("11/11/2026", "2026-11-11T00:00:00+00:00"),
        ("1795428900", "2026-11-23T10:15:00+00:00"),
        ("1795428900000", "2026-11-23T10:15:00+00:00"),
    ],
)
def test_a_notation_is_read_with_its_zone(written: str, moment: str) -> None:
    parsed = parse_moment(written)
    assert parsed is not None
    assert parsed.isoformat() == moment


@pytest.mark.parametrize(
    "written",
    [
        *("", "   ", "soon", "yesterday", "Monday", "-1", "0", "12"),
        *("2026", "2026-11", "November 2026", "23 November"),  # no day is no day
        *("11/12/2026", "5-6-2026"),  # which is the month?
        *("30 February 2026", "31/02/2026", "32.11.2026", "2026-13-01", "2026-399"),
        *("23.11.26", "1/2/03"),
        "Mon, 23 Nov 2026 10:15:00 GMT" + " " * 60 + "and on",
    ],
)
def test_what_names_no_single_day_is_none(written: str) -> None:
    assert parse_moment(written) is None


@given(st.text(max_size=100))
def test_any_text_is_read_or_none(written: str) -> None:
    moment = parse_moment(written)
    assert moment is None or moment.tzinfo is not None


@given(
    st.dates(date(1991, 1, 1), date(2090, 12, 31)),
    st.sampled_from(["%Y/%m/%d", "%d %B %Y", "%B %d, %Y", "%d.%m.%Y", "%Y.%m.%d", "%a, %d %b %Y"]),
)
def test_every_day_in_every_clear_form_is_that_day(day: date, form: str) -> None:
    moment = parse_moment(day.strftime(form))
    assert moment is not None
    assert moment.date() == day


def test_a_day_is_found_within_a_line_with_its_hour() -> None:
    assert find_day("Published 20 November 2026, 14:05 CET, in World") == datetime(
        2026, 11, 20, 14, 5, tzinfo=timezone(timedelta(hours=1))
    )
    assert find_day("Published by Ann Example") is None


def test_missing_and_absurd_days_are_said() -> None:
    now = datetime(2026, 11, 23, tzinfo=UTC)
    assert clamp(None, now) == (now, NO_DATE)
    for absurd in (datetime(1970, 1, 1, tzinfo=UTC), now + timedelta(days=3)):
        moment, note = clamp(absurd, now)
        assert moment == now
        assert note is not None
        assert str(absurd.date()) in note
    assert clamp(now + timedelta(hours=13), now) == (now + timedelta(hours=13), None)
