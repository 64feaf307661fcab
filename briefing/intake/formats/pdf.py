"""PDF files: their text by pdfminer.six, column by column, without what every page repeats.

pdfminer.six was chosen over pypdf because it lays a page out: two columns written row by row come
one after the other, and blocks of text are told apart. pypdf joins such rows
(``tests/briefing/intake/formats/test_documents.py`` has the page), at half the time.
"""

from __future__ import annotations

import io
import re
from collections import Counter
from datetime import UTC, datetime
from typing import Any

from briefing.errors import FeedError
from briefing.intake.items import Item
from briefing.intake.language import detect
from briefing.intake.moments import parse_moment
from briefing.intake.text import clean

# Plain limits on the time and the memory that one document takes.
MAX_PAGES = 200
MAX_TEXT = 2_000_000  # characters
MADE = "no date but that on which the PDF was made"

_EDGE = 2  # blocks at the top and the foot of a page that may be repeated
_REPEATED = 0.5  # of the pages
_LONGEST_EDGE = 160  # characters; a longer block is text
_PAGE_NUMBER = re.compile(r"\W*(?:page\s+)?\d{1,4}(?:\s*(?:of|/|-)\s*\d{1,4})?\W*", re.IGNORECASE)
_DIGITS = re.compile(r"\d+")
_HYPHEN = re.compile(r"(?<=[^\W\d_]{2})[-\u00ad\u2010]\n(?=[^\W\d_A-Z])")
_ENDED = (".", "!", "?", ":", ";", "”", '"', "’")
_NO_TITLE = re.compile(
    r"untitled|microsoft word|document\d*$|\.docx?$|\.indd$|\.pdf$|slide \d", re.IGNORECASE
)
_MADE_AT = re.compile(r"D?:?(\d{4})(\d\d)?(\d\d)?(\d\d)?(\d\d)?(\d\d)?")

_SIGNATURE, _SIGNATURE_WITHIN = b"%PDF-", 1024  # bytes (ISO 32000-1, annex H.3.4.1)
_LOCKED = "Save a copy without the password, and add that"
_NO_PDF = "Look at its beginning, and give the file the ending of what it is"
_DAMAGED = "Fetch it again, or have another program write it anew"

Block = str


def read_pdf(raw: bytes, content_type: str = "") -> tuple[Item, ...]:
    """One item with the text of a PDF. Raises ``FeedError`` if it has none or is locked."""
    del content_type
    from pdfminer.pdfdocument import PDFPasswordIncorrect
    from pdfminer.pdfexceptions import PDFException
    from pdfminer.psexceptions import PSException

    try:
        pages, about = _read(raw)
    except PDFPasswordIncorrect as error:
        raise FeedError("PDF", "is locked with a password", _LOCKED) from error
    except (PDFException, PSException, ValueError, KeyError, IndexError, TypeError) as error:
        if _SIGNATURE not in raw[:_SIGNATURE_WITHIN]:
            raise FeedError("PDF", "is no PDF, though it is called one", _NO_PDF) from error
        raise FeedError("PDF", "is damaged, or was not loaded to its end", _DAMAGED) from error
    paragraphs = _paragraphs(_without_repeats(pages))
    if not paragraphs:
        raise FeedError("PDF", "holds no text (scanned pages need character recognition first)")
    title, created = _title(about.get("Title")), _made(about.get("CreationDate"))
    if not title:
        title = paragraphs[0][:200]
        paragraphs = paragraphs[1:] or paragraphs
    return (
        Item(
            title=title,
            paragraphs=tuple(paragraphs),
            published=created,
            date_note=MADE if created else None,
            language=detect("\n".join(paragraphs), None),
            complete=True,
        ),
    )


def _read(raw: bytes) -> tuple[list[list[Block]], dict[str, Any]]:
    """The blocks of text of each page in reading order, and what the file says of itself."""
    from pdfminer.high_level import extract_pages
    from pdfminer.layout import LTTextBox
    from pdfminer.pdfdocument import PDFDocument
    from pdfminer.pdfparser import PDFParser

    document = PDFDocument(PDFParser(io.BytesIO(raw)))
    about = {k: v for info in document.info for k, v in info.items()}
    pages: list[list[Block]] = []
    size = 0
    for page in extract_pages(io.BytesIO(raw), maxpages=MAX_PAGES):
        blocks = [box.get_text().strip() for box in page if isinstance(box, LTTextBox)]
        pages.append([block for block in blocks if block])
        size += sum(map(len, blocks))
        if size > MAX_TEXT:
            break
    return pages, about


def _title(value: Any) -> str:
    text = _text(value)[:300]
    return "" if _NO_TITLE.search(text) else text


def _text(value: Any) -> str:
    """A string of the file's own: UTF-16 by its mark, else Latin-1 (PDF 32000-1, 7.9.2)."""
    if not isinstance(value, bytes):
        return ""
    encoding = "utf-16" if value.startswith((b"\xfe\xff", b"\xff\xfe")) else "latin-1"
    return clean(value.decode(encoding, "replace"))


def _made(value: Any) -> datetime | None:
    """When the file was made ("D:20250304081200+01'00'"); its zone is left out of account."""
    match = _MADE_AT.match(_text(value))
    if match is None:
        return None
    year, month, day, hour, minute, second = (
        int(g or d) for g, d in zip(match.groups(), (0, 1, 1, 0, 0, 0), strict=True)
    )
    try:
        return datetime(year, month, day, hour, minute, second, tzinfo=UTC)
    except ValueError:
        return parse_moment(_text(value))


def _without_repeats(pages: list[list[Block]]) -> list[list[Block]]:
    """Pages without running heads and feet, and without their numbers."""
    counts: Counter[str] = Counter()
    for blocks in pages:
        counts.update({_DIGITS.sub("#", block) for block in _edges(blocks)})
    often = {b for b, n in counts.items() if n > 1 and n >= _REPEATED * len(pages)}

    def repeated(block: Block, edges: set[Block]) -> bool:
        return block in edges and (
            _DIGITS.sub("#", block) in often or _PAGE_NUMBER.fullmatch(block) is not None
        )

    return [[b for b in blocks if not repeated(b, set(_edges(blocks)))] for blocks in pages]


def _edges(blocks: list[Block]) -> list[Block]:
    """The short blocks at the top and the foot of a page, in whatever order they were written."""
    ends = [*blocks[:_EDGE], *blocks[-_EDGE:]]
    return [block for block in ends if len(block) <= _LONGEST_EDGE]


def _paragraphs(pages: list[list[Block]]) -> list[str]:
    """Blocks as paragraphs: words that a line end parted are put together, and so are sentences
    that a column or page parted."""
    paragraphs_: list[str] = []
    for block in (block for blocks in pages for block in blocks):
        if paragraphs_ and not paragraphs_[-1].endswith(_ENDED) and block[0].islower():
            paragraphs_[-1] = f"{paragraphs_[-1]}\n{block}"
        else:
            paragraphs_.append(block)
    return [
        text for each in paragraphs_ if (text := clean(_HYPHEN.sub("", each).replace("\n", " ")))
    ]
