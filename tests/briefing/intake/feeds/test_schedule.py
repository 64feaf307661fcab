"""When to ask for a feed, and what an answer changes."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from briefing.errors import FeedError
from briefing.feed import Feed
from briefing.intake.feeds import schedule
from briefing.intake.items import ParsedFeed
from briefing.intake.net.responses import Fetched, FetchError

NOW = datetime(2022, 1, 12, 18, tzinfo=UTC)
URL = "https://herald.example/feed"
NEW = "https://herald.example/new"
FEED = Feed(URL)
SAME = Fetched(URL, 200)
MOVED = Fetched(NEW, 200, moved_to=NEW)


def later(**delta: float) -> datetime:
    return NOW + timedelta(**delta)


@pytest.mark.parametrize(
    ("feed", "by_user", "automatic"),
    [
        (FEED, True, True),
        (replace(FEED, next_fetch=later(minutes=-1)), True, True),
        (replace(FEED, next_fetch=later(minutes=1)), True, False),
        (replace(FEED, next_fetch=later(minutes=1), failures=1), False, False),
        (replace(FEED, next_fetch=later(minutes=-1), failures=1), True, True),
        (replace(FEED, paused=True), False, False),
        # Set by a clock that ran ahead: further off than any wait.
        (replace(FEED, next_fetch=later(hours=30)), True, True),
        (replace(FEED, next_fetch=later(days=4000), failures=3), True, True),
        (replace(FEED, next_fetch=later(hours=28), failures=3), False, False),
    ],
)
def test_who_is_asked(feed: Feed, by_user: bool, automatic: bool) -> None:
    assert schedule.is_to_fetch(feed, NOW) is by_user
    assert schedule.is_to_fetch(feed, NOW, automatic=True) is automatic
    assert schedule.is_to_fetch(feed, NOW, named=True)


def test_an_answer_clears_failures() -> None:
    failed = schedule.after_failure(FEED, FeedError("x", "failed"), NOW, 0.5)
    feed = schedule.after_answer(failed, SAME, NOW, 0.5)
    assert (feed.failures, feed.last_error, feed.last_fetch) == (0, None, NOW)
    assert feed.next_fetch == NOW + schedule.INTERVAL * 1.1


def test_a_feed_moves_after_it_has_said_so_three_times() -> None:
    feed = FEED
    for _ in range(schedule.MOVES - 1):
        feed = schedule.after_answer(feed, MOVED, NOW, 0)
        assert feed.url == URL
    feed = schedule.after_answer(feed, MOVED, NOW, 0)
    assert (feed.url, feed.moved_to, feed.moves) == (NEW, None, 0)


def test_a_redirect_that_changes_its_mind_starts_again() -> None:
    feed = FEED
    for target in (NEW, NEW, "https://other.example/", NEW, NEW):
        feed = schedule.after_answer(feed, Fetched(target, 200, moved_to=target), NOW, 0)
    assert (feed.url, feed.moves) == (URL, 2)
    assert schedule.after_answer(feed, SAME, NOW, 0).moves == 0


def test_waits_double_up_to_a_day() -> None:
    feed = FEED
    waits = []
    for _ in range(12):
        feed = schedule.after_failure(feed, FeedError(URL, "failed"), NOW, 0)
        assert feed.next_fetch is not None
        waits.append((feed.next_fetch - NOW) / schedule.INTERVAL)
    assert waits == [1, 2, 4, 8, 16, 32, 48, 48, 48, 48, 48, 48]


@given(st.floats(0, 1, exclude_max=True), st.integers(0, 10_000))
def test_jitter_spreads_waits_within_bounds(jitter: float, failures: int) -> None:
    feed = schedule.after_failure(
        replace(FEED, failures=failures), FeedError("x", "y"), NOW, jitter
    )
    assert feed.next_fetch is not None
    assert schedule.INTERVAL <= feed.next_fetch - NOW <= schedule.LONGEST * 1.2


@pytest.mark.parametrize(
    ("header", "wait"),
    [
        ("120", timedelta(seconds=120)),
        (" 120 ", timedelta(seconds=120)),
        ("0", schedule.SHORTEST),
        ("9" * 30, schedule.LONGEST),
        ("Wed, 12 Jan 2022 19:00:00 GMT", timedelta(hours=1)),
        ("Wed, 12 Jan 2022 17:00:00 GMT", schedule.SHORTEST),
        ("Wed, 12 Jan 2032 17:00:00 GMT", schedule.LONGEST),
        ("-5", None),
        ("soon", None),
        ("", None),
        (None, None),
        ("٣", None),
    ],
)
def test_retry_after(header: str | None, wait: timedelta | None) -> None:
    assert schedule.retry_after(header, NOW) == wait


@pytest.mark.parametrize("status", [429, 503])
def test_a_server_that_asks_for_patience_gets_it(status: int) -> None:
    error = FetchError(URL, "busy", "wait", status, "7200")
    feed = schedule.after_failure(FEED, error, NOW, 0.9)
    assert feed.next_fetch == later(hours=2)
    assert feed.last_error == "busy. wait"
    assert not feed.paused


def test_a_feed_that_is_gone_is_paused() -> None:
    assert schedule.after_failure(FEED, FetchError(URL, "gone", None, 410), NOW, 0).paused
    assert not schedule.after_failure(FEED, FetchError(URL, "not there", None, 404), NOW, 0).paused


def test_a_document_brings_title_site_and_validators() -> None:
    fetched = Fetched(URL, 200, etag='"e"', last_modified="then")
    parsed = ParsedFeed(title="Herald", site="https://herald.example/")
    feed = schedule.after_document(FEED, fetched, parsed, 3)
    assert (feed.title, feed.site, feed.new_articles) == ("Herald", "https://herald.example/", 3)
    assert (feed.etag, feed.last_modified) == ('"e"', "then")


def test_the_users_own_title_stays() -> None:
    feed = replace(FEED, title="Mine")
    assert schedule.after_document(feed, SAME, ParsedFeed(title="Theirs"), 0).title == "Mine"


def test_a_damaged_document_is_fetched_again() -> None:
    fetched = Fetched(URL, 200, etag='"e"', last_modified="then")
    feed = schedule.after_document(FEED, fetched, ParsedFeed(problem="cut off"), 0)
    assert (feed.etag, feed.last_modified) == (None, None)
