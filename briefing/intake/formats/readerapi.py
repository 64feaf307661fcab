"""Items of the Google Reader API, as FreshRSS and Miniflux answer ``stream/contents`` and
``stream/items/contents`` (p/api/greader.php and app/Models/Entry.php of FreshRSS,
internal/googlereader/response.go of Miniflux).
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import msgspec
from msgspec import Struct

from briefing.errors import FeedError
from briefing.intake.formats.item_parts import (
    json_object,
    link_from,
    make_item,
    plain,
    plain_paragraphs,
    read_items,
)
from briefing.intake.items import Item, ParsedFeed
from briefing.intake.text import clean


class _Link(Struct, frozen=True):
    href: str = ""


class _Html(Struct, frozen=True):
    content: str = ""


class _Origin(Struct, frozen=True):
    title: str = ""


class _Entry(Struct, frozen=True):
    """``published`` is in seconds since 1970. Both servers put the whole text into ``summary``."""

    id: str
    title: str = ""
    published: float = 0
    author: str | None = None
    canonical: tuple[_Link, ...] = ()
    alternate: tuple[_Link, ...] = ()
    content: _Html = _Html()
    summary: _Html = _Html()
    origin: _Origin = _Origin()


def parse_stream(text: str, base_url: str = "") -> ParsedFeed:
    """The items of a stream. Its title is that of no feed, and left out.

    Raises ``FeedError`` for what is no JSON, or another JSON.
    """
    entries = json_object(text).get("items")
    if not isinstance(entries, list):
        raise FeedError("feed", "is no stream of the Google Reader API")
    items, lost = read_items(entries, lambda entry: _item(entry, base_url))
    return ParsedFeed(format="googlereader", items=items, problem=lost)


def _item(entry: Any, base_url: str) -> Item | None:
    read = msgspec.convert(entry, _Entry, strict=False)
    links = (link_from(each.href, base_url) for each in (*read.canonical, *read.alternate))
    url = next(filter(None, links), None)
    html = max(read.content.content, read.summary.content, key=len)
    return make_item(
        title=plain(read.title),
        body=plain_paragraphs(html, "text/html"),
        guid=clean(read.id)[:1000] or None,
        url=url,
        published=_moment(read.published),
        author=clean(read.author or "")[:200] or None,
        # The host of the link is the outlet, as it is when its own feed brings the article.
        source=None if url else clean(read.origin.title)[:200] or None,
        declared=None,
        # Whether it is the content of the feed or its description, neither server says.
        from_content=False,
    )


def _moment(seconds: float) -> datetime | None:
    try:
        return datetime.fromtimestamp(seconds, UTC) if seconds > 0 else None
    except (ValueError, OverflowError, OSError):
        return None
