"""Finds the feeds of a web site in its pages."""

from __future__ import annotations

import re
from urllib.parse import urljoin, urlsplit

from briefing.intake.text import clean, safe_link

GUESSES = ("feed", "rss", "rss.xml", "atom.xml", "feed.xml", "index.xml", "feed.json")
"""Paths at which sites keep feeds that their pages do not name, most common first."""

_MOST = 20  # addresses of feeds taken from a page: a plain limit on what is tried after it
_TYPES = {
    "application/rss+xml": 0,
    "application/atom+xml": 0,
    "application/feed+json": 1,
    "application/rdf+xml": 2,
    "application/xml": 3,
    "text/xml": 3,
    "application/json": 3,
}
_COMMENTS = re.compile(r"comment|/replies", re.IGNORECASE)
_FEED_PATH = re.compile(
    r"(?:^|[/._-])(?:feeds?|rss|atom)(?:[/._?=-]|$)|\.(?:rss|atom|rdf)$", re.IGNORECASE
)


def feed_links(raw: bytes, content_type: str, base_url: str) -> list[str]:
    """Addresses of feeds that a page names, best first: its ``<link>`` elements, then its anchors.

    Feeds of comments come last. ``raw`` may be anything; an odd page names none.
    """
    from lxml import etree

    charset = re.search(r"charset=[\"']?([\w-]{1,40})", content_type)
    try:
        parser = etree.HTMLParser(encoding=charset[1] if charset else None, no_network=True)
    except LookupError:
        parser = etree.HTMLParser(no_network=True)
    try:
        root = etree.fromstring(raw, parser)
    except (etree.XMLSyntaxError, ValueError):
        root = None
    if root is None:
        return []
    base = next((b.get("href", "") for b in root.iter("base")), "")
    base_url = _join(base_url, base) or base_url
    ranked: dict[str, tuple[int, int]] = {}
    for node in root.iter("link", "a"):
        rank = _rank(node.tag, node.get("rel", ""), node.get("type", ""), node.get("href", ""))
        link = _join(base_url, node.get("href", "")) if rank is not None else None
        if rank is not None and link and link not in ranked:
            label = f"{link} {node.get('title', '')}"
            ranked[link] = (100 if _COMMENTS.search(label) else rank, len(ranked))
    return sorted(ranked, key=lambda link: ranked[link])[:_MOST]


def guesses(url: str) -> list[str]:
    """Addresses at which the site of ``url`` may keep a feed."""
    parts = urlsplit(url)
    root = f"{parts.scheme}://{parts.netloc}/"
    return [urljoin(root, path) for path in GUESSES]


def _rank(tag: object, rel: str, kind: str, href: str) -> int | None:
    if tag == "link":
        if not {"alternate", "feed"} & set(rel.lower().split()):
            return None
        kind = kind.split(";")[0].strip().lower()
        return _TYPES.get(kind, 1 if "feed" in rel.lower().split() else None)
    path = urlsplit(href).path if _parsable(href) else ""
    return 10 if _FEED_PATH.search(path) else None


def _parsable(href: str) -> bool:
    try:
        urlsplit(href)
    except ValueError:
        return False
    return True


def _join(base: str, href: str) -> str | None:
    try:
        return safe_link(urljoin(base, clean(href)))
    except ValueError:
        return None
