"""A web page to one item: its article's text without menus, and what it says of itself.

Runs in the parser's process only: it is what imports trafilatura.
"""

from __future__ import annotations

import re
from datetime import datetime
from typing import Any

from msgspec.structs import replace

from briefing.errors import FeedError
from briefing.intake.formats.decoding import without_illegal
from briefing.intake.formats.item_parts import make_item
from briefing.intake.items import Item
from briefing.intake.moments import parse_moment
from briefing.intake.text import clean, is_hidden, paragraphs, safe_link

_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]{1,40})", re.IGNORECASE)
_PUBLISHED = (
    "//meta[@property='article:published_time' or @itemprop='datePublished']/@content"
    " | //time[@itemprop='datePublished']/@datetime"
)
_FEWEST_WORDS = 25  # less is a cookie banner or an error message


def read_page(raw: bytes, content_type: str = "", base_url: str = "") -> Item:
    """The article of a web page. Raises ``FeedError`` if there is none to be found.

    ``base_url`` is where the page came from; an address that it names for itself counts only on
    the same host.
    """
    import trafilatura

    tree = trafilatura.load_html(without_illegal(_decoded(raw, content_type)))
    moment = _moment(tree)
    _drop_hidden(tree)
    page: Any = trafilatura.bare_extraction(
        tree,
        url=base_url or None,
        with_metadata=True,
        include_comments=False,
        include_tables=False,
        include_formatting=False,
        favor_precision=True,
    )
    body = paragraphs(_text(page, "text"))
    title = clean(_text(page, "title"))
    day = parse_moment(_text(page, "date"))
    item = make_item(
        title=title,
        body=body[1:] if len(body) > 1 and body[0] == title else body,
        guid=None,
        url=safe_link(base_url),
        published=moment if moment and (not day or moment.date() == day.date()) else day,
        updated=None,
        author=clean(_text(page, "author"))[:200] or None,
        source=clean(_text(page, "sitename"))[:200] or None,
        declared=_text(page, "language") or None,
        from_content=True,
    )
    if item is None or sum(p.count(" ") + 1 for p in item.paragraphs) < _FEWEST_WORDS:
        raise FeedError("page", "holds no article that could be found", "Add its text as a file")
    return replace(item, complete=True)


def _moment(tree: Any) -> datetime | None:
    """When the page says that it was published, to the minute; trafilatura keeps the day alone."""
    found = tree.xpath(_PUBLISHED) if tree is not None else []
    return parse_moment(str(found[0])) if found else None


def _text(page: Any, name: str) -> str:
    value = getattr(page, name, None)
    return value if isinstance(value, str) else ""


def _drop_hidden(tree: Any) -> None:
    """Take out of a page what no reader of it sees; trafilatura reads hidden paragraphs."""
    hidden = [] if tree is None else [e for e in tree.iter("*") if is_hidden(e)]
    for element in hidden:
        if element.getparent() is not None:
            element.drop_tree()


def _decoded(raw: bytes, content_type: str) -> str:
    """The page as text: UTF-8 if it is that, else what the server says, else a guess."""
    from trafilatura.utils import decode_file

    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        named = _CHARSET.search(content_type)
    try:
        return raw.decode(named[1], "replace") if named else str(decode_file(raw))
    except (LookupError, UnicodeError):
        return str(decode_file(raw))
