"""HTML to blocks of visible text: what a reader of the page sees, paragraph by paragraph.

A block is a paragraph, a heading, a list item, a row of a table, or words that stand by themselves
in any other element. Struck-out words are not read, and ``<q>`` gets the marks that a browser
would show.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from briefing.intake.text import LINE_END, clean

if TYPE_CHECKING:
    from lxml.etree import _Element

# Not "head": the parser knows no <article>, and puts one that follows the title into the head.
_NEVER_READ = frozenset(
    "script style title template noscript iframe frame object embed applet svg math canvas "
    "audio video map textarea select datalist input button xmp noembed noframes".split()
)
_STRUCK = frozenset(("del", "s", "strike"))
_HIDING_STYLE = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|mso-hide\s*:\s*all"
    r"|(?:font-size|opacity)\s*:\s*0*\.?0+(?:[a-z%]+)?\s*(?:;|!|$)",
    re.IGNORECASE,
)
_STRIKING_STYLE = re.compile(r"text-decoration[a-z-]*\s*:[^;]*line-through", re.IGNORECASE)
BLOCKS = frozenset(
    "address article aside blockquote body br caption center dd details dialog dir div dl dt "
    "fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr html legend li main menu "
    "nav ol optgroup option p pre section summary table tbody td tfoot th thead tr ul".split()
)
"""Elements whose text is set apart from what stands before and after them."""

_CELLS = frozenset(("td", "th"))
_TAG = re.compile(r"<[a-zA-Z/!?]|&(?:#\d|#[xX][0-9a-fA-F]|[a-zA-Z]{2,31};)")
_ENDS_A_CELL = tuple(",.;:!?–—")
_MOST_CELL = 400  # characters; a longer cell is a column of a page laid out by a table
_MOST_CELLS = 20_000  # of one table; more are not looked at
# Outer and inner marks by level (HTML standard, rendering of phrasing content, for English).
_MARKS = (("“", "”"), ("‘", "’"))
_ANY_MARK = tuple("\"'“”„«»‘’‚‹›")


@dataclass(frozen=True, slots=True)
class Block:
    """Words that stand by themselves: ``text`` is cleaned and not empty.

    ``element`` is the block element that they stand in, ``linked`` how many of their characters
    are part of a link, from 0 to about ``len(text)``.
    """

    text: str
    element: _Element
    linked: int = 0

    @property
    def link_share(self) -> float:
        """How much of the text is a link: 0.0 to 1.0."""
        return min(1.0, self.linked / len(self.text))


def looks_like_html(text: str) -> bool:
    """Whether a text has a tag, a comment or a character reference in it."""
    return _TAG.search(text) is not None


def from_html(html: str) -> list[str]:
    """The visible paragraphs of an HTML text or fragment, cleaned, in order.

    Scripts, styles, form controls, embedded media, struck-out words and elements hidden by
    attribute or inline style are left out, and so is what stands below 2048 levels. Block elements
    and ``<br>`` end a paragraph; a row of a table is one. Never raises for odd input.
    """
    root = _parse(html)
    return [] if root is None else [block.text for block in blocks(root)]


def _parse(html: str) -> _Element | None:
    from lxml import etree

    raw = html.replace("\0", "").encode("utf-8", "ignore")
    parser = etree.HTMLParser(
        encoding="utf-8",
        remove_comments=True,
        remove_pis=True,
        no_network=True,
        recover=True,
        huge_tree=True,
    )
    try:
        # A wrapper keeps bare text bare, and makes even an empty text a document.
        return etree.fromstring(b"<div>" + raw + b"</div>", parser)
    except etree.XMLSyntaxError:
        return None


def blocks(root: _Element) -> list[Block]:
    """The blocks of visible text below ``root``, in document order."""
    from lxml import etree

    reader = _Reader(root)
    walk = etree.iterwalk(root, events=("start", "end"))
    skipped: list[_Element] = []
    for event, node in walk:
        if event == "start":
            if is_unread(node):
                skipped.append(node)
                walk.skip_subtree()
            else:
                reader.enter(node)
        elif skipped and node is skipped[-1]:
            skipped.pop()
            if node.tag in BLOCKS:
                reader.part()
            reader.append(node.tail)
        else:
            reader.leave(node)
    reader.part()
    return reader.blocks


class _Reader:
    """Collects text into blocks while a tree is walked."""

    def __init__(self, root: _Element) -> None:
        self.blocks: list[Block] = []
        self._root = root
        self._inside = [root]  # block elements around the current position
        self._pieces: list[str] = []
        self._linked = 0
        self._links = 0
        self._quotes: list[_Element] = []
        self._preformatted = 0
        self._rows: list[_Element] = []
        self._tables: list[_Element] = []  # of data, around the current position

    def enter(self, node: _Element) -> None:
        """Begin an element, with the text before its first child."""
        tag = str(node.tag)
        self._links += tag == "a"
        self._preformatted += tag == "pre"
        if tag == "table" and is_data_table(node):
            self._tables.append(node)
        if tag in BLOCKS:
            if self._rows and tag in _CELLS:
                self._next_cell()
            self.part()
            if tag == "tr" and self._tables:
                self._rows.append(node)
            if not self._rows or tag == "tr":
                self._inside.append(node)
        elif tag == "q" and not (node.text or "").lstrip().startswith(_ANY_MARK):
            self._quotes.append(node)
            self.append(_MARKS[(len(self._quotes) - 1) % 2][0])
        self.append(node.text)

    def leave(self, node: _Element) -> None:
        """End an element, with the text after it."""
        tag = str(node.tag)
        if self._quotes and self._quotes[-1] is node:
            self.append(_MARKS[(len(self._quotes) - 1) % 2][1])
            self._quotes.pop()
        self._links -= tag == "a"
        self._preformatted -= tag == "pre"
        if tag in BLOCKS:
            if self._rows and self._rows[-1] is node:
                self._rows.pop()
            self.part()
            if self._inside[-1] is node and len(self._inside) > 1:
                self._inside.pop()
            if self._tables and self._tables[-1] is node:
                self._tables.pop()
        if node is not self._root:
            self.append(node.tail)

    def part(self) -> None:
        """End a block, or a word when inside a row of a table."""
        if self._rows:
            self._pieces.append(" ")
            return
        self._flush()

    def append(self, text: str | None) -> None:
        """Add running text."""
        if not text:
            return
        if not self._preformatted or self._rows:
            self._pieces.append(text)
            self._linked += len(text.strip()) if self._links else 0
            return
        first, *others = LINE_END.split(text)
        self._pieces.append(first)
        for line in others:
            self._flush()
            self._pieces.append(line)

    def _next_cell(self) -> None:
        before = "".join(self._pieces).rstrip()
        if before and not before.endswith(_ENDS_A_CELL):
            self._pieces = [before, ", "]

    def _flush(self) -> None:
        if not self._pieces:
            return
        text = clean("".join(self._pieces))
        if text:
            self.blocks.append(Block(text, self._inside[-1], self._linked))
        self._pieces = []
        self._linked = 0


def is_data_table(table: _Element) -> bool:
    """Whether a table holds rows of short cells, and not the columns of a page."""
    if table.get("role") in ("presentation", "none"):
        return False
    rows = 0
    cells = 0
    for node in table.iter("tr", "td", "th", "table"):
        if node is table:
            continue
        if node.tag == "table":
            return False
        if node.tag == "tr":
            rows += len(node) > 1
            continue
        cells += 1
        if cells > _MOST_CELLS or _is_long(node):
            return False
    return rows > 1


def _is_long(cell: _Element) -> bool:
    size = 0
    for text in cell.itertext():
        size += len(text.strip())
        if size > _MOST_CELL:
            return True
    return False


def is_unread(node: _Element) -> bool:
    """Whether an element holds nothing that is read: no text by kind, hidden, or struck out."""
    return node.tag in _NEVER_READ or is_struck(node) or is_hidden(node)


def is_hidden(node: _Element) -> bool:
    """Whether an element is hidden by its own attributes; style sheets are not read."""
    if not node.attrib:
        return False
    return "hidden" in node.attrib or bool(_HIDING_STYLE.search(node.get("style", "")))


def is_struck(node: _Element) -> bool:
    """Whether the words of an element are struck out."""
    style = node.get("style")
    return node.tag in _STRUCK or bool(style and _STRIKING_STYLE.search(style))
