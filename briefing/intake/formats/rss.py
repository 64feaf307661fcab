"""RSS, Atom and RDF to items. Runs in the parser's process only: it is what imports feedparser.

feedparser gets bytes in a ``BytesIO``, already decoded and without a document type, and with its
own HTML sanitiser off: that takes quadratic time on some inputs, and ``markup.from_html`` keeps no
markup at all.
"""

from __future__ import annotations

import io
import re
from collections.abc import Mapping
from itertools import islice
from typing import Any

from briefing.errors import FeedError
from briefing.intake.formats.item_parts import (
    MAX_ITEMS,
    letters_of,
    link_from,
    make_item,
    plain,
    plain_paragraphs,
    read_items,
    shortened,
    unreadable_date,
    without_site,
)
from briefing.intake.items import Item, ParsedFeed
from briefing.intake.language import language_code
from briefing.intake.moments import parse_moment
from briefing.intake.text import clean, safe_link

_ROOT = re.compile(r"<([A-Za-z][\w:.-]{0,50})")
_ITEM_END = re.compile(r"</(?:item|entry)\s*>", re.IGNORECASE)


def parse_rss(text: str, base_url: str = "") -> ParsedFeed:
    """The items of an RSS, Atom or RDF document that ``decode_feed`` has passed.

    Raises ``FeedError`` when it is no feed at all.
    """
    return _from_feedparser(_parse(_first_items(text)), base_url)


def _first_items(text: str) -> str:
    """A document without what follows the first item too many; feedparser would read it all.

    One item more than counts stays, so that there is a word about the rest.
    """
    ends = islice(_ITEM_END.finditer(text), MAX_ITEMS, MAX_ITEMS + 2)
    last, more = next(ends, None), next(ends, None)
    root = _ROOT.match(text)
    if last is None or more is None or root is None:
        return text
    inner = "</channel>" if root[1].lower() == "rss" else ""
    return f"{text[: last.end()]}{inner}</{root[1]}>"


def _parse(text: str) -> Mapping[str, Any]:
    try:
        parsed = _feedparser(text)
        if parsed["entries"] or not parsed["bozo"]:
            return parsed
    except MemoryError:
        raise
    except Exception as error:  # noqa: BLE001  feedparser raises whatever the input makes it raise
        failure = f"{type(error).__name__}: {error}"
    else:
        failure = str(parsed.get("bozo_exception", "not well-formed"))
    try:
        repaired = _feedparser(_well_formed(text))
    except MemoryError:
        raise
    except Exception:  # noqa: BLE001  as above
        raise FeedError("feed", f"cannot be read ({_line(failure, 200)})") from None
    repaired["bozo"], repaired["bozo_exception"] = True, failure
    return repaired


def _feedparser(text: str) -> dict[str, Any]:
    import feedparser

    parsed: dict[str, Any] = feedparser.parse(
        io.BytesIO(text.encode("utf-8", "replace")),
        # Without a location: feedparser would complete guids with it, which then change with it.
        response_headers={"content-type": "application/xml; charset=utf-8"},
        resolve_relative_uris=False,
        sanitize_html=False,
    )
    return parsed


def _well_formed(text: str) -> str:
    """What an XML parser that never gives up makes of a document."""
    from lxml import etree

    parser = etree.XMLParser(recover=True, resolve_entities=False, no_network=True, load_dtd=False)
    root = etree.fromstring(text.encode("utf-8", "replace"), parser)
    return "" if root is None else etree.tostring(root, encoding="unicode")


def _from_feedparser(parsed: Mapping[str, Any], base_url: str) -> ParsedFeed:
    entries = parsed["entries"]
    channel = parsed["feed"]
    version = parsed.get("version") or None
    problem = None
    if parsed["bozo"]:
        reason = str(parsed.get("bozo_exception", "")).removeprefix("<unknown>:")
        problem = f"is not well-formed XML ({_line(reason, 200)})"
    if not entries and not version:
        raise FeedError("feed", "is not a feed", "Give the address of an RSS, Atom or JSON feed")
    declared = _text_of(channel, "language") or None
    site = link_from(_text_of(channel, "link"), base_url)
    items, lost = read_items(entries, lambda e: _item(e, declared, base_url or site or ""))
    return ParsedFeed(
        format=version,
        title=_line(plain(_text_of(channel, "title"), _type_of(channel, "title")), 200) or None,
        site=site,
        language=language_code(declared),
        items=items,
        problem="; ".join(p for p in (problem, lost) if p) or None,
    )


def _item(entry: Mapping[str, Any], declared: str | None, base_url: str) -> Item | None:
    contents = [
        plain_paragraphs(_text_of(c, "value"), _text_of(c, "type"))
        for c in _list_of(entry, "content")
    ]
    summary = plain_paragraphs(_text_of(entry, "summary"), _type_of(entry, "summary"))
    body = max([*contents, summary], key=lambda p: sum(map(len, p)))
    guid = _line(_text_of(entry, "id"), 1000) or None
    links = [link_from(_text_of(entry, key), base_url) for key in ("feedburner_origlink", "link")]
    url = next(filter(None, [*links, safe_link(_text_of(entry, "id"))]), None)
    source = entry.get("source") if isinstance(entry.get("source"), Mapping) else None
    outlet = _line(plain(_text_of(source, "title")), 200) or None if source else None
    title = plain(_text_of(entry, "title"), _type_of(entry, "title"))
    written = [_text_of(entry, key) for key in ("published", "created", "updated")]
    moments = [parse_moment(one) for one in written]
    return make_item(
        title=without_site(title, (letters_of(outlet),)) if outlet else title,
        body=body,
        guid=guid,
        url=url,
        published=next(filter(None, moments), None),
        updated=moments[-1],
        author=_line(_text_of(entry, "author"), 200) or None,
        source=outlet,
        declared=_text_of(entry, "language") or declared,
        from_content=body is not summary,
        date_note=unreadable_date(written, moments),
    )


def _line(value: str, most: int) -> str:
    return shortened(clean(value), most)


def _text_of(record: Any, key: str) -> str:
    # dict.get: feedparser's own lookup falls back on other keys and warns about it.
    value = dict.get(record, key) if isinstance(record, dict) else None
    return value if isinstance(value, str) else ""


def _type_of(record: Any, key: str) -> str:
    return _text_of(dict.get(record, f"{key}_detail"), "type")


def _list_of(record: Any, key: str) -> list[Any]:
    value = dict.get(record, key)
    return value if isinstance(value, list) else []
