"""Odd feeds, read as a careful reader would."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import msgspec
import pytest

from briefing.errors import FeedError
from briefing.intake.formats.registry import parse_feed
from briefing.intake.items import Item, ParsedFeed
from tests.corpus.feeds.odd import CASES, Case


def value_of(item: Item, name: str) -> Any:
    if name == "text":
        return "\n".join(item.paragraphs)
    value = getattr(item, name)
    return value.isoformat() if isinstance(value, datetime) else value


def parsed(odd: Case) -> Any:
    return parse_feed(odd.document, odd.content_type, odd.base_url)


def test_there_are_enough_odd_feeds() -> None:
    assert len(CASES) >= 100


@pytest.mark.parametrize("name", [n for n, c in CASES.items() if c.refused is None])
def test_odd_feed(name: str) -> None:
    odd = CASES[name]
    feed = parsed(odd)
    assert tuple(i.title for i in feed.items) == odd.titles
    assert {k: value_of(feed.items[0], k) for k in odd.first} == odd.first
    assert {k: getattr(feed, k) for k in odd.feed} == odd.feed
    if odd.problem is None:
        assert feed.problem is None
    else:
        assert odd.problem in (feed.problem or "")
    assert msgspec.json.decode(msgspec.json.encode(feed), type=ParsedFeed) == feed


@pytest.mark.parametrize("name", [n for n, c in CASES.items() if c.refused is not None])
def test_what_is_no_feed_is_refused_with_a_reason(name: str) -> None:
    odd = CASES[name]
    with pytest.raises(FeedError) as caught:
        parsed(odd)
    assert str(odd.refused) in str(caught.value)
