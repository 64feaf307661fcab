"""The gate for text from outside: only printable characters pass, one paragraph a line.

Everything that a feed, a page or a file brings goes through ``clean``, so nothing that can steer a
terminal, reorder a line or hide in it reaches the store or the screen.
"""

from __future__ import annotations

import re
from urllib.parse import urlsplit

# Whole terminal sequences (ECMA-48): strings such as OSC and DCS with their payload, CSI with its
# parameters, and two- or three-character escapes. An unfinished string loses its introducer only.
_TERMINAL = re.compile(
    r"(?:\x1b[\]PX^_]|[\x9d\x90\x98\x9e\x9f])[^\x07\x1b\x9c\r\n]{0,4096}(?:\x07|\x1b\\|\x9c)"
    r"|(?:\x1b\[|\x9b)[0-?]*[ -/]*[@-~]"
    r"|\x1b[\]PX^_\[]"
    r"|\x1b[ -/]*[0-~]"
)
LINE_END = re.compile(r"\r\n|[\n\r\v\f\x85\u2028\u2029]")
"""What ends a line in plain text, whatever system wrote it."""

# Printable by category, unseen by property (Default_Ignorable_Code_Point, Unicode 15.1) or, of the
# gaps, by shape.
_GAPS = frozenset("\u180e\u2800")
UNSEEN = _GAPS | frozenset(
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

_MOST_LINK = 4096  # characters: half of what servers commonly take as a request line
_NOT_IN_A_LINK = re.compile(r"[\s<>\"\\^`{|}\x00-\x20\x7f-\x9f]")


def clean(text: str) -> str:
    """One line of text in which every character is visible, and white space a single space.

    Drops terminal sequences, C0 and C1 controls, bidirectional and zero-width characters, soft
    hyphens, lone surrogates, unassigned and private code points. ``clean(clean(t)) == clean(t)``.
    """
    if not text.isprintable() or not text.isascii():
        text = _TERMINAL.sub("", text)
        unwanted = {c for c in set(text) if not c.isprintable() or c in UNSEEN}
        if unwanted:
            text = text.translate({ord(c): " " if _is_gap(c) else None for c in unwanted})
    return " ".join(text.split())


def _is_gap(character: str) -> bool:
    # The separators FS, GS, RS and US count as white space to Python, but are controls.
    return character in _GAPS or (character.isspace() and not "\x1c" <= character <= "\x1f")


def paragraphs(text: str) -> list[str]:
    """The lines of a plain text, each cleaned, empty ones dropped."""
    return [line for raw in LINE_END.split(text) if (line := clean(raw))]


def safe_link(url: str | None) -> str | None:
    """The URL if it is an absolute http or https one with a host, trimmed and cleaned; else None.

    White space and characters that no URL may hold make it None, as do credentials in it. Scheme
    and host are in lower case.
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
    scheme = parts.scheme.lower()
    if scheme not in ("http", "https") or not host or "@" in parts.netloc:
        return None
    # Written in other cases they would name the same place twice (RFC 3986, section 6.2.2.1).
    return f"{scheme}://{parts.netloc.lower()}{link[len(scheme) + 3 + len(parts.netloc) :]}"
