"""Seed files: plain text with title, date, link, and one paragraph a line.

Line 1 is the title, line 2 the day as ``YYYYMMDD``, line 3 the URL (or empty), every further
non-empty line a paragraph. A file is one article.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, time
from pathlib import Path
from urllib.parse import urlsplit

from briefing.errors import SeedError
from briefing.files import read_at_most
from briefing.intake.article_ids import canonical_url, digest
from briefing.intake.references import read_references
from briefing.intake.text import clean, paragraphs, safe_link
from briefing.model import Article

SUFFIX = ".txt"
MAX_BYTES = 8 * 1024 * 1024
"""Of one seed file: a plain limit on memory; a novel has one megabyte."""

FORMAT = "Line 1 is the title, line 2 the date (YYYYMMDD), line 3 the link, then the paragraphs"

_DAY = re.compile(r"(\d{4})(\d\d)(\d\d)")
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_LINE_END = re.compile(r"\r\n|\r|\n")


def decode(raw: bytes, name: str) -> str:
    """The text of a file: by its byte order mark, else UTF-8, else Windows Latin-1.

    Raises ``SeedError`` for binary content, naming the line of the first offending byte.
    """
    for mark, encoding in _BOMS:
        if raw.startswith(mark):
            try:
                return raw.decode(encoding)
            except UnicodeDecodeError as error:
                line = raw[: error.start].count(b"\n") + 1
                raise _binary(name, line) from error
    if b"\0" in raw:
        raise _binary(name, raw[: raw.index(b"\0")].count(b"\n") + 1)
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        # Python's cp1252 leaves five bytes undefined; as Latin-1 they are controls, dropped later.
        return raw.decode("cp1252", "replace").replace("\ufffd", " ")


def _binary(name: str, line: int) -> SeedError:
    return SeedError(f"{name}:{line}", "is not text", "Give a plain-text file in the seed format")


def parse_seed(raw: bytes, name: str, fetched: datetime | None = None) -> Article:
    """One seed file's bytes as an article.

    ``name`` is what errors call the file; ``fetched`` the timezone-aware moment of intake. The
    outlet is the host of the link. Raises ``SeedError`` naming file and line.
    """
    lines = _LINE_END.split(read_references(decode(raw, name)))
    header = [*lines[:3], "", "", ""][:3]
    title = clean(header[0])
    if not title:
        raise SeedError(f"{name}:1", "has no title", FORMAT)
    published = _moment(clean(header[1]), f"{name}:2")
    url = _link(clean(header[2]), f"{name}:3")
    body = paragraphs("\n".join(lines[3:]))
    if not body:
        raise SeedError(f"{name}:4", "has no text below the link", FORMAT)
    text = "\n".join(body)
    return Article(
        id=digest(canonical_url(url)) if url else digest(title, text),
        title=title,
        text=text,
        source=_outlet(url),
        url=url,
        published=published,
        fetched=fetched,
    )


def _moment(line: str, where: str) -> datetime:
    match = _DAY.fullmatch(line)
    if not match:
        problem = f"has {line!r} where the date belongs" if line else "has no date"
        raise SeedError(where, problem, "Write the day of publication as YYYYMMDD")
    try:
        day = date(*map(int, match.groups()))
    except ValueError:
        raise SeedError(
            where, f"{line} is no day of the calendar", "Write an existing day as YYYYMMDD"
        ) from None
    return datetime.combine(day, time(), UTC)


def _link(line: str, where: str) -> str | None:
    if not line:
        return None
    url = safe_link(line)
    if url is None:
        raise SeedError(
            where,
            "is not an http(s) link",
            "Write the article's link, or leave the line empty",
        )
    return url


def _outlet(url: str | None) -> str | None:
    host = urlsplit(url).hostname if url else None
    return host.removeprefix("www.") if host else None


def read_seed(path: Path, fetched: datetime | None = None) -> Article:
    """Read one seed file. Raises ``SeedError`` or ``IntakeError`` naming the file."""
    return parse_seed(seed_bytes(path), str(path), fetched)


def seed_bytes(path: Path) -> bytes:
    """What is in one seed file. Raises ``IntakeError`` if it cannot be read or is too large."""
    return read_at_most(path, MAX_BYTES)


def seed_files(paths: Iterable[Path]) -> Iterator[Path]:
    """The given files as they are, and of given folders every ``*.txt`` below, in name order."""
    for path in paths:
        if path.is_dir():
            yield from sorted(p for p in path.rglob(f"*{SUFFIX}") if p.is_file())
        else:
            yield path
