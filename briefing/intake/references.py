"""Characters that a plain text has as HTML writes them, because it was taken from a page."""

from __future__ import annotations

import re
from html import unescape
from html.entities import html5

# What HTML writes so in place of a character. Without the semicolon it may be a word of a link.
_REFERENCE = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,30});")
_MOST_TIMES_ESCAPED = 2


def read_references(text: str) -> str:
    """The text with characters for the references that HTML has for them, also if escaped twice.

    An apostrophe written as ``&#039;`` is no word.
    """
    for _ in range(_MOST_TIMES_ESCAPED):
        if "&" not in text:
            break
        text = _REFERENCE.sub(_character, text)
    return text


def _character(reference: re.Match[str]) -> str:
    name = reference[0][1:]
    character = unescape(reference[0]) if name.startswith("#") else html5.get(name, reference[0])
    return character if character.isprintable() else " "  # and no line ends there
