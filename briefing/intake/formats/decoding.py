"""The bytes of a feed to text, and a look at its document type before any parser sees it."""

from __future__ import annotations

import codecs
import re
import zlib
from html.entities import html5

from briefing.errors import FeedError

MAX_TEXT = 16 * 1024 * 1024
"""Bytes of one feed after decompression; the largest public feeds stay below a quarter of it."""

_BOMS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# "<" or "{" or "[" as the first character without a mark (XML 1.0, appendix F).
_SIGNS = (
    (re.compile(rb"\0\0\0[<{\[]"), "utf-32-be"),
    (re.compile(rb"[<{\[]\0\0\0"), "utf-32-le"),
    (re.compile(rb"\0[<{\[]"), "utf-16-be"),
    (re.compile(rb"[<{\[]\0"), "utf-16-le"),
    (re.compile(rb"\x4c\x6f\xa7\x94"), "cp037"),
)
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([A-Za-z0-9_.:+-]{1,40})", re.IGNORECASE)
_DECLARED = re.compile(rb"^\s*<\?xml[^>]{0,300}?encoding\s*=\s*[\"']([A-Za-z0-9_.:+-]{1,40})[\"']")
# Codecs that are no encodings of text files, or take more than linear time.
_NEVER = frozenset("idna punycode unicode_escape raw_unicode_escape utf_7 undefined".split())
_WIDER = {"gb2312": "gb18030", "gbk": "gb18030", "iso8859-1": "cp1252", "ascii": "cp1252"}

# What XML forbids; a terminal's colour sequence goes as a whole, so that no "[31m" stays behind.
_NOT_XML = re.compile(
    "\x1b\\[[0-?]*[ -/]*[@-~]|[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]"
)
_NUMBERED = re.compile(r"&#(?:[xX]([0-9a-fA-F]{1,8})|([0-9]{1,10}));")
_AMPERSAND = re.compile(r"&(?!#\d{1,10};|#[xX][0-9a-fA-F]{1,8};)([A-Za-z][A-Za-z0-9]{1,31};)?")
_XML_NAMES = frozenset(("amp;", "lt;", "gt;", "quot;", "apos;"))
_XML_DECLARATION = re.compile(r"\s*<\?xml\b[^>]{0,500}>")
_BEFORE_ROOT = re.compile(r"\s+|<!--.*?-->|<\?.*?\?>", re.DOTALL)
_DOCTYPE = re.compile(r"<!DOCTYPE\b[^\[>]*(?:\[(.*?)\]\s*)?>", re.DOTALL | re.IGNORECASE)
_ENTITY = re.compile(r"<!ENTITY\s+(%\s+)?[^\s>]+\s+(SYSTEM\b|PUBLIC\b|\"[^\"]*\"|'[^']*')")
_REFERENCE = re.compile(r"&(?!#)[^;\s]{1,64};|%[^;\s]{1,64};")


def decode_feed(raw: bytes, content_type: str = "") -> str:
    """The text of a feed document, as a well-behaved XML or JSON parser wants it.

    Takes the encoding from the byte order mark, from the bytes being UTF-8, from ``content_type``
    or from the XML declaration, in that order of trust. Drops the XML declaration, the document
    type and characters that XML forbids. Raises ``FeedError`` for nothing, for binary content and
    for entities that expand or that point outside.
    """
    raw = _unzipped(raw)
    if not raw.strip(b"\0 \t\r\n"):
        raise FeedError("feed", "is empty")
    text = _decoded(raw, content_type).lstrip("\ufeff \t\r\n\0")
    _refuse_binary(text)
    return _without_doctype(without_illegal(text))


def without_illegal(text: str) -> str:
    """The text without characters that XML forbids, be they written as such or by number."""
    if "&#" in text:
        text = _NUMBERED.sub(_plain_or_legal, text)
    return _NOT_XML.sub("", text)


def with_known_references(text: str) -> str:
    """XML in which each ``&`` begins a reference that XML knows.

    Names of HTML become their characters; an ``&`` that begins no reference at all, as in the
    addresses of many hand-made files, stands for itself.
    """
    return _AMPERSAND.sub(_known_reference, text)


def _known_reference(match: re.Match[str]) -> str:
    name = match[1] or ""
    if name in _XML_NAMES:
        return match[0]
    return html5[name] if name in html5 and name not in ("lt;", "gt;") else f"&amp;{name}"


def _plain_or_legal(reference: re.Match[str]) -> str:
    """A character reference as it is, or the character itself where XML forbids it."""
    code = int(reference[1], 16) if reference[1] else int(reference[2])
    if code > 0x10FFFF or 0xD800 <= code <= 0xDFFF:
        return ""
    return chr(code) if code < 0x20 and code not in (9, 10, 13) else reference[0]


def _unzipped(raw: bytes) -> bytes:
    """Some servers send a gzip file as it is; it is unpacked up to ``MAX_TEXT``."""
    if not raw.startswith(b"\x1f\x8b"):
        return _no_larger(raw)
    unpacker = zlib.decompressobj(wbits=zlib.MAX_WBITS | 16)
    try:
        return _no_larger(unpacker.decompress(raw, MAX_TEXT + 1))
    except zlib.error as error:
        raise FeedError("feed", "is a damaged gzip file") from error


def _no_larger(raw: bytes) -> bytes:
    if len(raw) > MAX_TEXT:
        raise FeedError(
            "feed", f"is larger than {MAX_TEXT // 1024**2} MiB", "Ask its publisher for less"
        )
    return raw


def _decoded(raw: bytes, content_type: str) -> str:
    for mark, encoding in _BOMS:
        if raw.startswith(mark):
            return raw[len(mark) :].decode(encoding, "replace")
    for sign, encoding in _SIGNS:
        if sign.match(raw):
            return raw.decode(encoding, "replace")
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError:
        text = ""
    # Bytes beyond ASCII that happen to be valid UTF-8 are UTF-8, whatever the labels say.
    if text and not text.isascii():
        return text
    named = _CHARSET.search(content_type)
    declared = _DECLARED.match(raw[:1024])
    for name in (named and named[1], declared and declared[1].decode("ascii")):
        if name and (decoded := _try(raw, name)) is not None:
            return decoded
    return text or raw.decode("cp1252", "replace")


def _try(raw: bytes, name: str) -> str | None:
    try:
        encoding = codecs.lookup(name).name
    except (LookupError, ValueError):
        return None
    if encoding.replace("-", "_") in _NEVER:
        return None
    try:
        return raw.decode(_WIDER.get(encoding, encoding))
    except (UnicodeError, LookupError, ValueError):
        return None


def _refuse_binary(text: str) -> None:
    """A feed with a stray control is still a feed; one that is mostly controls is a picture."""
    start = text[:4096]
    controls = sum(c == "\ufffd" or (c < " " and c not in "\t\n\r\f\v\x1b") for c in start)
    if controls > max(8, len(start) // 10):
        raise FeedError("feed", "is not text but binary data", "Check the address of the feed")


def _without_doctype(text: str) -> str:
    """The text from its root element on; the entities of a document type are judged, not used."""
    declaration = _XML_DECLARATION.match(text)
    position = _skip(text, declaration.end() if declaration else 0)
    if text[position : position + 9].upper() == "<!DOCTYPE":
        doctype = _DOCTYPE.match(text, position)
        if doctype is None:
            raise FeedError("feed", "has a document type without an end")
        for entity in _ENTITY.finditer(doctype[1] or ""):
            if entity[2] in ("SYSTEM", "PUBLIC"):
                raise FeedError("feed", "declares external entities, which are never loaded")
            if entity[1] or _REFERENCE.search(entity[2]):
                raise FeedError("feed", "declares entities that expand into others")
        position = _skip(text, doctype.end())
    return text[position:]


def _skip(text: str, position: int) -> int:
    """Past white space, comments and processing instructions."""
    while step := _BEFORE_ROOT.match(text, position):
        position = step.end()
    return position
