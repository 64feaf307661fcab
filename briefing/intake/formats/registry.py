"""Which reader a document gets: told apart by its first characters, whatever its name says."""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec.structs import replace

from briefing.errors import FeedError
from briefing.intake.article_ids import FeedMemory, identify
from briefing.intake.formats.decoding import decode_feed
from briefing.intake.formats.item_parts import CUT, MAX_ITEM_TEXT
from briefing.intake.items import Item, ParsedFeed

STREAM_ITEM = re.compile(r'"id"\s*:\s*"tag:google\.com,2005:reader')
"""An item of the Google Reader API; quotation marks in the text of others would be escaped."""

_HTML = re.compile(r"<(?:html|head|body)\b", re.IGNORECASE)


def parse_feed(raw: bytes, content_type: str = "", base_url: str = "") -> ParsedFeed:
    """The items of a feed document, at most ``MAX_ITEMS``, in document order.

    ``base_url`` is where it came from, for relative links. What could not be read of it is named
    in ``problem``, what was left out of it in ``notice``; raises ``FeedError`` when it is no feed
    at all.
    """
    parsed = _read(decode_feed(raw, content_type), base_url)
    return replace(parsed, notice=_notice(parsed.items))


def _read(text: str, base_url: str) -> ParsedFeed:
    if text[:1] in "{[":
        if STREAM_ITEM.search(text):
            from briefing.intake.formats.readerapi import parse_stream

            return parse_stream(text, base_url)
        from briefing.intake.formats.jsonfeed import parse_json_feed

        return parse_json_feed(text, base_url)
    if text[:15].upper() == "BEGIN:VCALENDAR":
        return _calendar(text)
    if _HTML.match(text):
        raise FeedError("feed", "is a web page", "`brief feeds add` finds the feed of a site")
    from briefing.intake.formats.rss import parse_rss

    return parse_rss(text, base_url)


def _calendar(text: str) -> ParsedFeed:
    """A calendar as a feed of one item, its agenda, whose words change with the events."""
    from briefing.intake.formats.calendars import read_calendar

    items = read_calendar(text.encode("utf-8", "replace"))
    return ParsedFeed(format="icalendar", title=items[0].title, items=items)


def _notice(items: Sequence[Item]) -> str | None:
    """How many entries were dropped for another of the same article, and how many were cut."""
    repeated = len(items) - len(identify(items, "", FeedMemory())[0]) if _may_repeat(items) else 0
    cut = sum(item.paragraphs[-1:] == (CUT,) for item in items)
    said = []
    if repeated:
        entries = "1 entry has" if repeated == 1 else f"{repeated} entries have"
        said.append(f"{entries} the guid, address or words of another and did not count")
    if cut:
        entries = "1 entry was" if cut == 1 else f"{cut} entries were"
        said.append(f"{entries} cut at {MAX_ITEM_TEXT:,} characters")
    return "; ".join(said) or None


def _may_repeat(items: Sequence[Item]) -> bool:
    """Whether any two items share a name or their words; telling which is what takes time."""
    for names in (
        [i.guid for i in items if i.guid],
        [i.url for i in items if i.url],
        [(i.title, i.paragraphs) for i in items],
    ):
        if len(set(names)) < len(names):
            return True
    return False
