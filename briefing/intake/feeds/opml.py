"""Subscriptions in and out as OPML. Nothing in such a file is ever run or fetched by reading it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from importlib import resources
from typing import TYPE_CHECKING

from briefing.errors import IntakeError
from briefing.feed import Feed
from briefing.intake.formats.decoding import decode_feed, with_known_references
from briefing.intake.text import clean, safe_link

if TYPE_CHECKING:
    from lxml.etree import _Element

_REMEDY = "Export the subscriptions again as OPML"
# Plain limits, so that a file made to harm fills neither the store nor the list of feeds; the
# starter file and exports of other readers stay far below.
MOST_TAGS = 20  # of a feed
MOST_FEEDS = 5000  # of one file; bounds what a hostile one can subscribe to
_DEEPEST = 8  # folders within folders


@dataclass(frozen=True, slots=True)
class Imported:
    """Subscriptions of a file, and what of it was left out, one line each."""

    feeds: tuple[Feed, ...]
    problems: tuple[str, ...]


def read_opml(raw: bytes, name: str) -> Imported:
    """The subscriptions of an OPML file, with folder (``A/B`` when nested) and tags.

    ``name`` is what errors call the file. Outlines without an http(s) address are named in
    ``problems``. Raises ``IntakeError`` for what is no OPML.
    """
    from lxml import etree

    try:
        text = with_known_references(decode_feed(raw))
    except IntakeError as error:
        raise IntakeError(name, error.problem, _REMEDY) from error
    parser = etree.XMLParser(recover=True, resolve_entities=False, no_network=True, load_dtd=False)
    try:
        root = etree.fromstring(text.encode("utf-8"), parser)
    except etree.XMLSyntaxError:
        root = None
    if root is None or str(root.tag).lower() != "opml":
        raise IntakeError(name, "is not an OPML file", _REMEDY)
    feeds: dict[str, Feed] = {}
    problems: list[str] = []
    for outline, folders in _outlines(root):
        address = _attribute(outline, "xmlUrl")
        title = _attribute(outline, "title") or _attribute(outline, "text")
        url = safe_link(address)
        if url is None:
            problems.append(f"{title or 'an outline'}: {address[:80]!r} is not an http(s) address")
        elif url not in feeds and len(feeds) < MOST_FEEDS:
            feeds[url] = Feed(
                url=url,
                title=title or None,
                site=safe_link(_attribute(outline, "htmlUrl")),
                folder="/".join(folders) or None,
                tags=_tags(_attribute(outline, "category")),
            )
    return Imported(tuple(feeds.values()), tuple(problems))


def starter_opml() -> bytes:
    """A list of public world-news feeds to start with."""
    return resources.files("briefing.intake").joinpath("data/starter.opml").read_bytes()


def _outlines(root: _Element) -> Iterable[tuple[_Element, list[str]]]:
    """Outlines with an address, each with the names of the folders around it."""
    for outline in root.iter("outline", "OUTLINE", "Outline"):
        if _attribute(outline, "xmlUrl"):
            folders = [
                name.replace("/", "-")
                for around in outline.iterancestors("outline", "OUTLINE", "Outline")
                if (name := _attribute(around, "title") or _attribute(around, "text"))
            ]
            yield outline, folders[::-1][:_DEEPEST]


def _attribute(outline: _Element, name: str) -> str:
    """The attribute, however its name is capitalised."""
    value = outline.get(name)
    if value is None:
        value = next((str(v) for k, v in outline.items() if str(k).lower() == name.lower()), "")
    return clean(value)[:2000]


def _tags(category: str) -> tuple[str, ...]:
    names = (part.strip().strip("/") for part in category.split(","))
    return tuple(dict.fromkeys(n for n in names if n))[:MOST_TAGS]


def write_opml(feeds: Iterable[Feed]) -> bytes:
    """The subscriptions as an OPML 2.0 document in UTF-8, in nested outlines by folder."""
    from lxml import etree

    root = etree.Element("opml", version="2.0")
    etree.SubElement(etree.SubElement(root, "head"), "title").text = "Subscriptions of brief"
    body = etree.SubElement(root, "body")
    folders: dict[tuple[str, ...], _Element] = {(): body}
    for feed in feeds:
        path = tuple(feed.folder.split("/")) if feed.folder else ()
        for depth in range(1, len(path) + 1):
            if path[:depth] not in folders:
                parent = folders[path[: depth - 1]]
                name = path[depth - 1]
                folders[path[:depth]] = etree.SubElement(parent, "outline", text=name, title=name)
        name = feed.title or feed.url
        outline = etree.SubElement(
            folders[path], "outline", type="rss", text=name, title=name, xmlUrl=feed.url
        )
        if feed.site:
            outline.set("htmlUrl", feed.site)
        if feed.tags:
            outline.set("category", ",".join(feed.tags))
    return etree.tostring(root, encoding="utf-8", xml_declaration=True, pretty_print=True)
