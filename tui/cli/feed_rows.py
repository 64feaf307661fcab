"""Subscriptions as lines of text and as JSON objects, for ``brief feeds list``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import groupby
from typing import Any

from briefing.feed import Feed
from briefing.intake.text import clean
from briefing.timing import iso

NO_FEEDS = (
    "There are no feeds yet. `brief feeds add URL` subscribes to one, "
    "`brief feeds import --starter` to a dozen public ones."
)


def feed_name(feed: Feed) -> str:
    """``Harbour Herald (https://…)``: its title, if it has one, and its address."""
    return clean(f"{feed.title} ({feed.url})" if feed.title else feed.url)


def feed_object(feed: Feed) -> dict[str, Any]:
    """A subscription as the object that ``brief feeds list --json`` prints; unknown is null."""
    return {
        "url": feed.url,
        "title": feed.title,
        "site": feed.site,
        "folder": feed.folder,
        "tags": list(feed.tags),
        "paused": feed.paused,
        "full_text": feed.full_text,
        "last_fetch": iso(feed.last_fetch),
        "next_fetch": iso(feed.next_fetch),
        "new_articles": feed.new_articles,
        "failures": feed.failures,
        "last_error": clean(feed.last_error) if feed.last_error else None,
        "credentials": clean(feed.credentials) if feed.credentials else None,
    }


def feed_lines(feeds: Iterable[Feed]) -> Iterator[str]:
    """Subscriptions by folder, each with its state below its name."""
    by_folder = sorted(feeds, key=lambda f: (f.folder or "").casefold())
    for folder, members in groupby(by_folder, key=lambda f: f.folder):
        if folder:
            yield f"[{clean(folder)}]"
        for feed in members:
            yield from _lines(feed)


def _lines(feed: Feed) -> Iterator[str]:
    tags = "".join(f"  #{clean(tag)}" for tag in feed.tags)
    yield f"{clean(feed.title or feed.url)}{tags}"
    if feed.title:
        yield f"  {clean(feed.url)}"
    if feed.credentials:
        yield f"  logs in with {clean(feed.credentials)}"
    yield f"  {state_of(feed)}"
    if feed.last_error:
        yield f"  error: {clean(feed.last_error)}"


def state_of(feed: Feed) -> str:
    """When the feed was and will be fetched, in the moments' own zones, and what it brought."""
    parts = []
    if feed.last_fetch is None:
        parts.append("never fetched")
    else:
        parts.append(f"fetched {_minute(feed.last_fetch)}")
        parts.append(f"{feed.new_articles} new")
    if feed.paused:
        parts.append("paused")
    elif feed.next_fetch is not None:
        parts.append(f"next {_minute(feed.next_fetch)}")
    if feed.full_text != "auto":
        parts.append(f"full text {feed.full_text}")
    return ", ".join(parts)


def _minute(moment: datetime) -> str:
    return f"{moment:%Y-%m-%d %H:%M}"
