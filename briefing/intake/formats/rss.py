"""A feed document to items. Runs in the parser's process only: it is what imports feedparser.

feedparser gets bytes in a ``BytesIO``, already decoded and without a document type, and with its
own HTML sanitiser off: that takes quadratic time on some inputs, and ``text.from_html`` keeps no
markup at all.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Mapping
from datetime import datetime
from itertools import islice
from typing import Any
from urllib.parse import urljoin

from briefing.errors import FeedError
from briefing.intake.formats.decoding import decode_feed
from briefing.intake.items import Item, ParsedFeed
from briefing.intake.language import detect, language_code
from briefing.intake.moments import LONGEST_DATE, from_struct, parse_moment
from briefing.intake.text import clean, from_html, looks_like_html, paragraphs, safe_link

MAX_ITEMS = 2000
MAX_ITEM_TEXT = 1_000_000  # characters
_MOST_TITLE = 400
_SHORT_TITLE = 90
# Words from which a text that does not break off counts as the whole article. A description is
# a teaser more often than the content element is.
_WHOLE_CONTENT = 120
_WHOLE_DESCRIPTION = 240

_HTML = re.compile(r"<(?:html|head|body)\b", re.IGNORECASE)
_ROOT = re.compile(r"<([A-Za-z][\w:.-]{0,50})")
_ITEM_END = re.compile(r"</(?:item|entry)\s*>", re.IGNORECASE)
_ESCAPED_TWICE = re.compile(r"</(?:p|div|a|b|i|em|strong|span|li|h\d)>|<br ?/?>|<p>", re.IGNORECASE)
_CUT_OFF = re.compile(
    r"(?:…|\.\.\.|\[(?:…|\.\.\.)\]|\((?:…|more)\))$|\bread (?:more|on)\b.{0,3}$", re.I
)
_NO_PARAGRAPH = re.compile(
    r"(?:the post .{1,400} appeared first on .{1,200}|(?:continue|keep) reading.{0,200}"
    r"|read (?:more|on|the (?:full|rest)\b.{0,60}).{0,3}|full (?:story|article)\W*|comments?)$",
    re.IGNORECASE,
)


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
    except Exception:  # noqa: BLE001
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


def read_items(entries: Any, read: Any) -> tuple[tuple[Item, ...], str | None]:
    """Read each entry; those without title, text and link are dropped.

    One that cannot be read costs only itself; the second value says how many were lost, if any.
    """
    items: list[Item] = []
    lost = 0
    for entry in entries[:MAX_ITEMS]:
        try:
            item = read(entry)
        except MemoryError:
            raise
        except Exception:  # noqa: BLE001  odd values inside one entry never stop the others
            lost += 1
            continue
        if item is not None:
            items.append(item)
    if len(entries) > MAX_ITEMS:
        return tuple(items), f"holds more than {MAX_ITEMS} entries; the first {MAX_ITEMS} count"
    return tuple(items), f"{lost} entries could not be read" if lost else None


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
    updated = _moment(entry, "updated")
    return make_item(
        title=plain(_text_of(entry, "title"), _type_of(entry, "title")),
        body=body,
        guid=guid,
        url=url,
        published=_moment(entry, "published") or _moment(entry, "created") or updated,
        updated=updated,
        author=_line(_text_of(entry, "author"), 200) or None,
        source=_line(plain(_text_of(source, "title")), 200) or None if source else None,
        declared=_text_of(entry, "language") or declared,
        from_content=body is not summary,
    )


def make_item(
    *, title: str, body: Iterable[str], declared: str | None, from_content: bool, **rest: Any
) -> Item | None:
    """An item from cleaned parts, or None when there is nothing in it to read or to open.

    Without a title it is called by its first words, without a text its title is the text.
    """
    lines = [line for line in body if not _NO_PARAGRAPH.match(line)]
    cut = sum(map(len, lines)) > MAX_ITEM_TEXT
    if cut:
        lines = _up_to(lines, MAX_ITEM_TEXT)
    title = shortened(title, _MOST_TITLE) or shortened(lines[0] if lines else "", _SHORT_TITLE)
    title = title or shortened(rest.get("url") or "", _MOST_TITLE)
    if not title:
        return None
    text = "\n".join(lines)
    words = text.count(" ") + len(lines)
    whole = not cut and bool(lines) and not _CUT_OFF.search(text[-80:])
    return Item(
        title=title,
        paragraphs=tuple(lines),
        language=detect(text or title, declared),
        complete=whole and words >= (_WHOLE_CONTENT if from_content else _WHOLE_DESCRIPTION),
        **rest,
    )


def _up_to(lines: list[str], most: int) -> list[str]:
    kept: list[str] = []
    for line in lines:
        if len(line) >= most:
            return [*kept, line[:most].rstrip()] if most > 0 else kept
        kept.append(line)
        most -= len(line)
    return kept


def shortened(text: str, most: int) -> str:
    """At most ``most`` characters, cut between words, with an ellipsis where something is lost."""
    if len(text) <= most:
        return text
    return (text[:most].rpartition(" ")[0] or text[:most]).rstrip() + "…"


def plain(value: str, kind: str = "") -> str:
    """One line of visible text of a value that may be HTML."""
    return " ".join(plain_paragraphs(value, kind))


def plain_paragraphs(value: str, kind: str = "") -> list[str]:
    """The paragraphs of a value; ``text/plain`` without any tag is taken literally.

    HTML that was escaped once too often is read once more.
    """
    if not looks_like_html(value):
        return paragraphs(value)
    lines = from_html(value)
    if kind != "text/plain" and any("<" in line and _ESCAPED_TWICE.search(line) for line in lines):
        return from_html("\n".join(lines))
    return lines


def link_from(link: str, base_url: str) -> str | None:
    """An http(s) link; a path is completed with the address that it stands in."""
    if link.startswith(("/", "?", "./", "../")) or (base_url and link and ":" not in link):
        try:
            return safe_link(urljoin(base_url, clean(link)))
        except ValueError:
            return None
    return safe_link(link)


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


def _moment(entry: Any, key: str) -> datetime | None:
    """A date in its own zone; in one of feedparser's many other notations, in UTC."""
    written = _text_of(entry, key)
    if len(written) > LONGEST_DATE:
        return None
    return parse_moment(written) or from_struct(dict.get(entry, f"{key}_parsed"))
