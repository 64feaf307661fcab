"""The gate for text from outside: only printable characters pass, one paragraph a line.

Everything that a feed, a page or a file brings goes through ``clean``, so nothing that can steer a
terminal, reorder a line or hide in it reaches the store or the screen.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from lxml.etree import _Element

# Whole terminal sequences (ECMA-48): strings such as OSC and DCS with their payload, CSI with its
# parameters, and two- or three-character escapes. An unfinished string loses its introducer only.
_TERMINAL = re.compile(
    r"(?:\x1b[\]PX^_]|[\x9d\x90\x98\x9e\x9f])[^\x07\x1b\x9c\r\n]{0,4096}(?:\x07|\x1b\\|\x9c)"
    r"|(?:\x1b\[|\x9b)[0-?]*[ -/]*[@-~]"
    r"|\x1b[\]PX^_\[]"
    r"|\x1b[ -/]*[0-~]"
)
_LINE_END = re.compile(r"\r\n|[\n\r\v\f\x85\u2028\u2029]")

# Printable by category, unseen by property (Default_Ignorable_Code_Point, Unicode 15.1) or, of the
# gaps, by shape.
_GAPS = frozenset("\u180e\u2800")
_UNSEEN = _GAPS | frozenset(
    map(
        chr,
        [
            *(0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x3164, 0xFFA0),
            *range(0x180B, 0x1810),
            *range(0xFE00, 0xFE10),
            *range(0xE0100, 0xE01F0),
        ],
    )
)

_NEVER_READ = frozenset(
    "script style head title template noscript iframe frame object embed applet svg math canvas "
    "audio video map textarea select datalist input button xmp noembed noframes".split()
)
_HIDING_STYLE = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|mso-hide\s*:\s*all"
    r"|(?:font-size|opacity)\s*:\s*0*\.?0+(?:[a-z%]+)?\s*(?:;|!|$)",
    re.IGNORECASE,
)
_BLOCKS = frozenset(
    "address article aside blockquote body br caption center dd details dialog dir div dl dt "
    "fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr html legend li main menu "
    "nav ol optgroup option p pre section summary table tbody td tfoot th thead tr ul".split()
)
_END = "\0"  # of a paragraph; no HTML text has this character
_TAG = re.compile(r"<[a-zA-Z/!?]|&(?:#\d|#[xX][0-9a-fA-F]|[a-zA-Z]{2,31};)")
_MOST_LINK = 4096
_NOT_IN_A_LINK = re.compile(r"[\s<>\"\\^`{|}\x00-\x20\x7f-\x9f]")


def clean(text: str) -> str:
    """One line of text in which every character is visible, and white space a single space.

    Drops terminal sequences, C0 and C1 controls, bidirectional and zero-width characters, soft
    hyphens, lone surrogates, unassigned and private code points. ``clean(clean(t)) == clean(t)``.
    """
    if not text.isprintable() or not text.isascii():
        text = _TERMINAL.sub("", text)
        unwanted = {c for c in set(text) if not c.isprintable() or c in _UNSEEN}
        if unwanted:
            text = text.translate({ord(c): " " if _is_gap(c) else None for c in unwanted})
    return " ".join(text.split())


def _is_gap(character: str) -> bool:
    # The separators FS, GS, RS and US count as white space to Python, but are controls.
    return character in _GAPS or (character.isspace() and not "\x1c" <= character <= "\x1f")


def paragraphs(text: str) -> list[str]:
    """The lines of a plain text, each cleaned, empty ones dropped."""
    return [line for raw in _LINE_END.split(text) if (line := clean(raw))]


def looks_like_html(text: str) -> bool:
    """Whether a text has a tag, a comment or a character reference in it."""
    return _TAG.search(text) is not None


def from_html(html: str) -> list[str]:
    """The visible paragraphs of an HTML text or fragment, cleaned, in order.

    Scripts, styles, form controls, embedded media and elements hidden by attribute or inline style
    are left out, and so is what stands below 2048 levels. Block elements and ``<br>`` end a
    paragraph. Never raises for odd input.
    """
    root = _parse(html)
    if root is None:
        return []
    pieces: list[str] = []
    _collect(root, pieces)
    return [line for raw in "".join(pieces).split(_END) if (line := clean(raw))]


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


def _collect(root: _Element, pieces: list[str]) -> None:
    """Append the visible text below ``root``; paragraphs end in ``_END``."""
    from lxml import etree

    preformatted = 0
    walk = etree.iterwalk(root, events=("start", "end"))
    skipped: _Element | None = None
    for event, node in walk:
        tag = node.tag if isinstance(node.tag, str) else ""
        block = tag in _BLOCKS
        if event == "start":
            if tag in _NEVER_READ or is_hidden(node):
                skipped = node
                walk.skip_subtree()
                continue
            preformatted += tag == "pre"
            if block:
                pieces.append(_END)
            _append(pieces, node.text, preformatted)
            continue
        if node is skipped:
            skipped = None
        else:
            preformatted -= tag == "pre"
        if block:
            pieces.append(_END)
        if node is not root:
            _append(pieces, node.tail, preformatted)


def _append(pieces: list[str], text: str | None, preformatted: int) -> None:
    if text:
        pieces.append(_END.join(_LINE_END.split(text)) if preformatted else text)


def is_hidden(node: _Element) -> bool:
    """Whether an element is hidden by its own attributes; style sheets are not read."""
    if not node.attrib:
        return False
    return "hidden" in node.attrib or bool(_HIDING_STYLE.search(node.get("style", "")))


def safe_link(url: str | None) -> str | None:
    """The URL if it is an absolute http or https one with a host, trimmed and cleaned; else None.

    White space and characters that no URL may hold make it None, as do credentials in it.
    """
    if not url:
        return None
    link = clean(url)
    if not link or len(link) > _MOST_LINK or _NOT_IN_A_LINK.search(link):
        return None
    try:
        parts = urlsplit(link)
        host, _ = parts.hostname, parts.port
    except ValueError:
        return None
    if parts.scheme.lower() not in ("http", "https") or not host or "@" in parts.netloc:
        return None
    return link
