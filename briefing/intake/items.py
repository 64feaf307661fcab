"""What a feed holds once it is read, and the JSON in which the parser's process hands it over."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any


@dataclass(frozen=True, slots=True)
class Item:
    """One entry of a feed, or one page. Every text in it has passed ``text.clean``.

    ``published`` and ``updated`` are timezone-aware and as given, not yet clamped. ``complete``
    is False for a teaser. ``declared`` is the language that the source names, ``language`` the
    one that its text is in (ISO 639-1), or None when that cannot be told.
    """

    title: str
    paragraphs: tuple[str, ...] = ()
    guid: str | None = None
    url: str | None = None
    published: datetime | None = None
    updated: datetime | None = None
    author: str | None = None
    source: str | None = None
    language: str | None = None
    complete: bool = False


@dataclass(frozen=True, slots=True)
class ParsedFeed:
    """A feed document. ``format`` is feedparser's short name ("rss20", "atom10") or "json".

    ``problem`` says what was wrong with the document when items could be read all the same.
    """

    format: str | None = None
    title: str | None = None
    site: str | None = None
    language: str | None = None
    items: tuple[Item, ...] = ()
    problem: str | None = None


def _iso(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None


def item_to_json(item: Item) -> dict[str, Any]:
    """An item as a plain object; moments as ISO 8601."""
    return {**asdict(item), "published": _iso(item.published), "updated": _iso(item.updated)}


def item_from_json(record: Mapping[str, Any]) -> Item:
    """The inverse of ``item_to_json``."""
    values = dict(record)
    for name in ("published", "updated"):
        values[name] = datetime.fromisoformat(values[name]) if values[name] else None
    return Item(**{**values, "paragraphs": tuple(values["paragraphs"])})


def feed_to_json(feed: ParsedFeed) -> dict[str, Any]:
    """A parsed feed as a plain object."""
    return {
        "format": feed.format,
        "title": feed.title,
        "site": feed.site,
        "language": feed.language,
        "problem": feed.problem,
        "items": [item_to_json(i) for i in feed.items],
    }


def feed_from_json(record: Mapping[str, Any]) -> ParsedFeed:
    """The inverse of ``feed_to_json``."""
    return ParsedFeed(**{**record, "items": tuple(item_from_json(i) for i in record["items"])})
