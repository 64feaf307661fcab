"""The registry of documents that are neither feed nor seed: told apart by how their bytes begin.

One entry a format, one module behind it; ``--as`` forces one by its name.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from importlib import import_module
from typing import cast

from msgspec import Struct

from briefing.errors import FeedError
from briefing.intake.items import Item

SEED = "seed"
"""Plain text with title, day and link at its head: read without any parser (``intake.seeds``)."""

MAX_ITEMS = 500  # messages of a mailbox, items of a letter

_MAIL_HEAD = re.compile(
    rb"\A(?:(?:From|To|Subject|Date|Return-Path|Received|Delivered-To|MIME-Version|Message-ID|"
    rb"Content-Type|X-[\w-]{1,40})[ \t]*:[^\n]*\r?\n(?:[ \t][^\n]*\r?\n)*){2}",
    re.IGNORECASE,
)
_MBOX_HEAD = re.compile(rb"From \S+ [^\n]*\d\d:\d\d[^\n]*\n")
_PAGE = re.compile(
    rb"\A\s*(?:<!doctype html|<html|<head|<body|<\?xml[^>]*>\s*<!doctype html)", re.IGNORECASE
)

Reader = Callable[[bytes, str], tuple[Item, ...]]


class Format(Struct, frozen=True):
    """A document format: its name, how files of it end and begin, and ``module:function``."""

    name: str
    suffixes: tuple[str, ...]
    begins: Callable[[bytes], bool]
    reader: str

    def read(self, raw: bytes, content_type: str) -> tuple[Item, ...]:
        """The items of a document. Raises ``FeedError`` when there are none."""
        module, _, function = self.reader.partition(":")
        read = cast("Reader", getattr(import_module(f"briefing.intake.formats.{module}"), function))
        items = tuple(i for i in read(raw, content_type) if i.title or i.paragraphs)
        if not items:
            raise FeedError("document", "holds nothing to read")
        return items[:MAX_ITEMS]


def _starts(*heads: bytes) -> Callable[[bytes], bool]:
    return lambda raw: raw.lstrip(b"\xef\xbb\xbf \t\r\n")[:40].upper().startswith(heads)


FORMATS: tuple[Format, ...] = (
    Format("pdf", (".pdf",), lambda raw: b"%PDF-" in raw[:1024], "pdf:read_pdf"),
    Format("calendar", (".ics", ".ical"), _starts(b"BEGIN:VCALENDAR"), "calendars:read_calendar"),
    Format("mbox", (".mbox",), lambda raw: bool(_MBOX_HEAD.match(raw[:400])), "mail:read_mailbox"),
    Format("mail", (".eml",), lambda raw: bool(_MAIL_HEAD.match(raw[:20_000])), "mail:read_mail"),
    Format(
        "page",
        (".html", ".htm", ".xhtml"),
        lambda raw: bool(_PAGE.match(raw[:2000])),
        "documents:read_page_alone",
    ),
    Format("text", (".md", ".markdown"), lambda _: False, "plaintext:read_text"),
)
NAMES = (SEED, *(f.name for f in FORMATS))


def read_page_alone(raw: bytes, content_type: str) -> tuple[Item, ...]:
    """The one item of a web page."""
    from briefing.intake.formats.pages import read_page

    return (read_page(raw, content_type),)


def format_named(name: str) -> Format | None:
    """The format of that name."""
    return next((f for f in FORMATS if f.name == name), None)


def format_of(raw: bytes, filename: str = "") -> Format | None:
    """The format of a document by its first bytes, else by how its file is called."""
    by_content = next((f for f in FORMATS if f.begins(raw)), None)
    return by_content or next((f for f in FORMATS if filename.lower().endswith(f.suffixes)), None)


def is_document(filename: str) -> bool:
    """Whether a file is called like a document of one of these formats."""
    return any(filename.lower().endswith(f.suffixes) for f in FORMATS)


def read_document(
    raw: bytes, name: str = "", content_type: str = "", filename: str = ""
) -> tuple[Item, ...]:
    """The items of a document in the format of that name, or in the one that its bytes show.

    Raises ``FeedError`` for what no format reads.
    """
    format_ = format_named(name) if name else format_of(raw, filename)
    if format_ is None:
        raise FeedError(
            "document", "is of no format that is known", f"Name one: {', '.join(NAMES)}"
        )
    return format_.read(raw, content_type)
