"""Which reader a document gets: told apart by its first characters, whatever its name says."""

from __future__ import annotations

import re

from briefing.errors import FeedError
from briefing.intake.formats.decoding import decode_feed
from briefing.intake.items import ParsedFeed

_HTML = re.compile(r"<(?:html|head|body)\b", re.IGNORECASE)


def parse_feed(raw: bytes, content_type: str = "", base_url: str = "") -> ParsedFeed:
    """The items of a feed document, at most ``MAX_ITEMS``, in document order.

    ``base_url`` is where it came from, for relative links. What could not be read of it is named
    in ``problem``; raises ``FeedError`` when it is no feed at all.
    """
    text = decode_feed(raw, content_type)
    if text[:1] in "{[":
        from briefing.intake.formats.jsonfeed import parse_json_feed

        return parse_json_feed(text, base_url)
    if _HTML.match(text):
        raise FeedError("feed", "is a web page", "`brief feeds add` finds the feed of a site")
    from briefing.intake.formats.rss import parse_rss

    return parse_rss(text, base_url)
