"""JSON Feed, versions 1 and 1.1 (jsonfeed.org), which feedparser 6 does not read."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from briefing.errors import FeedError
from briefing.intake.formats.item_parts import (
    json_object,
    link_from,
    make_item,
    plain,
    plain_paragraphs,
    read_items,
    unreadable_date,
)
from briefing.intake.items import Item, ParsedFeed
from briefing.intake.language import language_code
from briefing.intake.moments import parse_moment
from briefing.intake.text import clean, paragraphs


def parse_json_feed(text: str, base_url: str = "") -> ParsedFeed:
    """The items of a JSON Feed. Raises ``FeedError`` for other JSON and for what is no JSON."""
    document = json_object(text)
    entries = document.get("items")
    if not isinstance(entries, list):
        raise FeedError("feed", "is JSON but no JSON Feed", "Give the address of a feed")
    declared = _text(document, "language") or None
    items, lost = read_items(entries, lambda e: _item(e, declared, base_url))
    return ParsedFeed(
        format="json",
        title=clean(_text(document, "title"))[:200] or None,
        site=_link(document, "home_page_url", base_url),
        language=language_code(declared),
        items=items,
        problem=lost,
    )


def _item(entry: Any, declared: str | None, base_url: str) -> Item | None:
    if not isinstance(entry, dict):
        raise TypeError("an item is no object")
    html = plain_paragraphs(_text(entry, "content_html"), "text/html")
    literal = paragraphs(_text(entry, "content_text"))
    content = max(html, literal, key=lambda p: sum(map(len, p)))
    summary = paragraphs(_text(entry, "summary"))
    written = [_text(entry, "date_published"), _text(entry, "date_modified")]
    published, updated = moments = [parse_moment(one) for one in written]
    return make_item(
        title=plain(_text(entry, "title")),
        body=content or summary,
        guid=clean(_text(entry, "id"))[:1000] or None,
        url=_link(entry, "url", base_url) or _link(entry, "external_url", base_url),
        published=published or updated,
        updated=updated,
        author=_author(entry),
        source=None,
        declared=_text(entry, "language") or declared,
        from_content=bool(content),
        date_note=unreadable_date(written, moments),
    )


def _author(entry: Mapping[str, Any]) -> str | None:
    authors = entry.get("authors")
    several = authors if isinstance(authors, list) else [entry.get("author")]
    names = [clean(_text(a, "name")) for a in several if isinstance(a, dict)]
    return ", ".join(n for n in names if n)[:200] or None


def _text(record: Mapping[str, Any], key: str) -> str:
    value = record.get(key)
    if isinstance(value, str):
        return value
    return str(value) if type(value) in (int, float) else ""


def _link(record: Mapping[str, Any], key: str, base_url: str) -> str | None:
    link = record.get(key)
    return link_from(link, base_url) if isinstance(link, str) else None
