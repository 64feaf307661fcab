"""The manifest of a bundle: for each article the way from bytes to text to span, hash by hash.

It is ``manifest.json``. Every other file of the bundle is in it with its SHA-256, but for its own
signature.
"""

from __future__ import annotations

import importlib.metadata
from collections.abc import Iterable, Iterator, Mapping
from hashlib import sha256
from typing import Any

import msgspec
from msgspec import Struct

from briefing.errors import UsageError
from briefing.model import Article
from briefing.sources import SourceRef

SCHEMA = 1  # of the manifest, raised whenever older readers would misread a new one
NAME = "manifest.json"
SIGNATURE = "manifest.json.sig"
SOURCES = "sources"
"""The folder of source bytes, each file named by its SHA-256."""

_READERS = ("brief-desk", "feedparser", "lxml", "trafilatura")
"""What makes text of bytes: other versions of these may find other words in them."""


class File(Struct, frozen=True):
    """One file of the bundle; ``size`` in bytes."""

    sha256: str
    size: int


class Mark(Struct, frozen=True):
    """A range of an article's text that a finding rests on, and the hash of these characters.

    ``of`` is where in the findings it stands, such as ``quotes/0/spans/1``.
    """

    of: str
    start: int
    end: int
    sha256: str


class Piece(Struct, frozen=True):
    """An article of the bundle: its file, the hash of its text, and what that was read from.

    ``findings`` is the hash of its line in ``findings.jsonl``, None without one. ``form`` is what
    it was read as if not as it looks; ``corrected``: a reader has set some of them right.
    """

    id: str
    version: str
    file: str
    text: str
    sources: tuple[SourceRef, ...] = ()
    analyser: str | None = None
    findings: str | None = None
    marks: tuple[Mark, ...] = ()
    form: str | None = None
    corrected: bool = False


class Manifest(Struct, frozen=True):
    """``readers`` are the versions of the programs that made text of the bytes."""

    schema: int
    readers: dict[str, str]
    files: dict[str, File]
    articles: tuple[Piece, ...]


def piece_of(
    article: Article,
    file: str,
    sources: Iterable[SourceRef],
    analyser: str | None,
    line: str | None,
    corrected: bool = False,
) -> Piece:
    """What the manifest says of an article; ``line`` is that of its findings."""
    return Piece(
        article.id,
        article.version,
        file,
        text_hash(article.text),
        tuple(sources),
        analyser if line else None,
        text_hash(line) if line else None,
        tuple(marks_of(article.text, msgspec.json.decode(line))) if line else (),
        article.form,
        corrected,
    )


def marks_of(text: str, findings: Mapping[str, Any]) -> Iterator[Mark]:
    """Every range of the text that findings name, in the shape of ``codec.extract_object``."""
    for kind, of_kind in findings.items():
        if isinstance(of_kind, list):
            for number, finding in enumerate(of_kind):
                for of, (start, end) in _spans(finding, f"{kind}/{number}"):
                    yield Mark(of, start, end, text_hash(text[start:end]))


def _spans(finding: Mapping[str, Any], of: str) -> Iterator[tuple[str, tuple[int, int]]]:
    for field, value in finding.items():
        if not value:
            continue
        if field == "span" or field.endswith("_span"):
            yield f"{of}/{field}", (value[0], value[1])
        elif field in ("spans", "mentions"):
            for number, (start, end) in enumerate(value):
                yield f"{of}/{field}/{number}", (start, end)


def made(files: Mapping[str, bytes], articles: Iterable[Piece]) -> bytes:
    """The manifest of these files, the same bytes for the same contents."""
    listed = {name: File(sha256(raw).hexdigest(), len(raw)) for name, raw in sorted(files.items())}
    manifest = Manifest(SCHEMA, readers(), listed, tuple(articles))
    return msgspec.json.format(msgspec.json.encode(manifest), indent=1) + b"\n"


def parsed(raw: bytes) -> Manifest:
    """The inverse of ``made``. Raises ``UsageError`` for what is no manifest of a known schema."""
    try:
        manifest = msgspec.json.decode(raw, type=Manifest)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        raise UsageError(NAME, f"cannot be read ({error})", "The bundle is damaged") from None
    if manifest.schema != SCHEMA:
        raise UsageError(NAME, f"has schema {manifest.schema}, not {SCHEMA}", "Upgrade brief")
    return manifest


def readers() -> dict[str, str]:
    """The versions of what makes text of bytes, as installed here."""
    return {name: importlib.metadata.version(name) for name in _READERS}


def text_hash(text: str) -> str:
    """SHA-256 of a text in UTF-8; a lone surrogate is encoded as such."""
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
