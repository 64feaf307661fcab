"""A web page to one item: its article's text without menus, and what it says of itself.

Runs in the parser's process only: it is what imports trafilatura.
"""

from __future__ import annotations

import re
from typing import Any

from msgspec.structs import replace

from briefing.errors import FeedError
from briefing.intake.formats.decoding import without_illegal
from briefing.intake.formats.item_parts import CUT, make_item
from briefing.intake.formats.page_body import article_lines
from briefing.intake.formats.page_days import published
from briefing.intake.formats.page_facts import outlet_name, page_address, page_title
from briefing.intake.formats.structured import Structured, name_of, read_structured
from briefing.intake.items import Item
from briefing.intake.markup import blocks, is_hidden, is_struck
from briefing.intake.text import clean

_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]{1,40})", re.IGNORECASE)
_SHORTEST = 130  # characters, some 25 words; less is a cookie banner or an error message
_SHORTEST_MARKED = 60  # characters of what the page itself calls an article
_MOST_AUTHOR = 200  # characters
# What opens over a word when a pointer rests on it, as sites name it in their style sheets.
_POINTED_AT = re.compile(
    r"(?:^|\s)(?:[\w-]*(?:rollover|tooltip|popover|hovercard)[\w-]*-(?:block|content|text|body|box)"
    r"|tooltip|popover)(?:\s|$)"
)


def read_page(raw: bytes, content_type: str = "", base_url: str = "") -> Item:
    """The article of a web page. Raises ``FeedError`` if there is none to be found.

    ``base_url`` is where the page came from; an address that it names for itself counts only on
    the same host, unless that is empty.
    """
    import trafilatura

    tree = trafilatura.load_html(without_illegal(_decoded(raw, content_type)))
    if tree is None:
        raise _no_article()
    facts = read_structured(tree, base_url)
    url = page_address(tree, raw, facts, base_url)
    _drop_unread(tree)
    page = blocks(tree)
    outlet = outlet_name(facts)
    title = page_title(tree, facts, [b for b in page if b.element.tag == "h1"], outlet, url or "")
    description = facts.first_meta("description", "og:description")
    body = article_lines(tree, page, title, facts.article_text("articleBody"), description)
    moment, doubt = published(tree, facts, page, url or "")
    item = make_item(
        title=title,
        body=body,
        guid=None,
        url=url,
        published=moment,
        updated=None,
        author=_author(facts),
        source=outlet,
        declared=_language(tree, facts),
        from_content=True,
        date_note=doubt,
    )
    marked = bool(facts.articles) or next(tree.iter("article"), None) is not None
    if item is None or sum(map(len, item.paragraphs)) < (_SHORTEST_MARKED if marked else _SHORTEST):
        raise _no_article()
    return replace(item, complete=item.paragraphs[-1] != CUT)


def _no_article() -> FeedError:
    return FeedError("page", "holds no article that could be found", "Add its text as a file")


def _author(facts: Structured) -> str | None:
    """Who wrote the article, by its record; an address in the place of a name is none."""
    named = [name_of(node.get("author")) for node in facts.articles]
    named += [
        facts.meta.get(name, "") for name in ("author", "byl", "parsely-author", "dc.creator")
    ]
    names = (clean(n)[:_MOST_AUTHOR] for n in named)
    return next((n.removeprefix("By ") for n in names if n and "://" not in n), None)


def _language(tree: Any, facts: Structured) -> str | None:
    declared = tree.get("lang") or tree.get("{http://www.w3.org/XML/1998/namespace}lang")
    return declared or facts.first_meta("content-language", "og:locale", "dc.language") or None


def _drop_unread(tree: Any) -> None:
    """Take out of a page what no reader of it sees; trafilatura reads hidden paragraphs."""
    unread = [e for e in tree.iter("*") if is_hidden(e) or is_struck(e) or _opens_over(e)]
    for element in unread:
        if element.getparent() is not None:
            element.drop_tree()


def _opens_over(element: Any) -> bool:
    """Whether it is shown only while a pointer rests on a word."""
    return element.tag in ("span", "div") and bool(_POINTED_AT.search(element.get("class") or ""))


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
