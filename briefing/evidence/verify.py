"""Replays a bundle: are its files those of the manifest, and do bytes give text, text the words?

Needs nothing but the bundle and this program: no store, no settings, no network.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from briefing.errors import IntakeError, UsageError
from briefing.evidence import container, signing
from briefing.evidence.manifest import (
    NAME,
    SIGNATURE,
    SOURCES,
    Manifest,
    Piece,
    parsed,
    readers,
    text_hash,
)
from briefing.evidence.reanalysis import Files, Reanalysed, reanalyse
from briefing.intake.items import Item
from briefing.intake.sandbox.client import Parser
from briefing.intake.seeds import parse_seed
from briefing.sources import SourceRef

if TYPE_CHECKING:
    from briefing.analysis.analyser import Analyser

FINDINGS = "findings.jsonl"

_NO_MOMENT = datetime(1970, 1, 1, tzinfo=UTC)


class Verified(Struct, frozen=True):
    """What a bundle was found to be. ``differs`` is empty for one that is sound.

    ``replayed`` counts the articles whose text follows from their bytes, ``unsourced`` those of
    which no bytes were kept; ``signed`` says by whom, None: by nobody. ``reanalysed`` is what came
    of analysing the texts again, None if nobody asked for that.
    """

    differs: tuple[str, ...]
    files: int = 0
    articles: int = 0
    marks: int = 0
    replayed: int = 0
    unsourced: int = 0
    signed: str | None = None
    reanalysed: Reanalysed | None = None


def verify(
    path: Path, signers: Path | None = None, analyser: Callable[[], Analyser] | None = None
) -> Verified:
    """Verify the bundle in that file; with a file of allowed signers it has to be by one of them.

    With an ``analyser`` the texts are analysed again, too. Raises ``UsageError`` if the file cannot
    be read, or its findings are those of another analyser.
    """
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise UsageError(str(path), error.strerror or "cannot be read") from error
    return verify_bytes(raw, signers, analyser)


def verify_bytes(
    raw: bytes, signers: Path | None = None, analyser: Callable[[], Analyser] | None = None
) -> Verified:
    """The same for the bytes of a bundle."""
    differs = [] if container.is_sealed(raw) else ["The seal is not that of these bytes"]
    try:
        files, problems = container.unpacked(raw)
        differs += [f"{name}: {problem}" for name, problem in problems.items()]
        if NAME not in files:
            raise UsageError(NAME, "is missing", "Bundles by an older brief have none")
        manifest = parsed(files[NAME])
    except UsageError as error:
        return Verified((*differs, str(error)))
    differs += compare(files, manifest)
    signed = None
    try:
        signed = _signer(files, signers)
    except UsageError as error:
        differs.append(str(error))
    if not differs:
        # Where bytes differ already, a replay would only say so once more.
        differs += replay(files, manifest)
    again = None
    if analyser is not None and not differs:
        again = reanalyse(files, manifest, _lines(files.get(FINDINGS, b"")), analyser())
        differs += again.differs
    every = manifest.articles
    unsourced = sum(not piece.sources for piece in every)
    return Verified(
        tuple(differs),
        len(manifest.files),
        len(every),
        sum(len(piece.marks) for piece in every),
        0 if differs else len(every) - unsourced,
        unsourced,
        signed,
        again,
    )


def compare(files: Files, manifest: Manifest) -> Iterator[str]:
    """What of the files is not what the manifest says of them."""
    for name, listed in manifest.files.items():
        if name not in files:
            yield f"{name}: is missing"
        elif sha256(files[name]).hexdigest() != listed.sha256:
            yield f"{name}: is not what the manifest says"
    for name in files.keys() - manifest.files.keys() - {NAME, SIGNATURE}:
        yield f"{name}: is not in the manifest"
    lines = _lines(files.get(FINDINGS, b""))
    for piece in manifest.articles:
        text = _text(files.get(piece.file, b""))
        if text_hash(text) != piece.text:
            yield f"{piece.file}: its text is not what the manifest says"
        if piece.findings is not None and text_hash(lines.get(piece.id, "")) != piece.findings:
            yield f"{FINDINGS}: the findings of {piece.file} are not what the manifest says"
        for mark in piece.marks:
            if text_hash(text[mark.start : mark.end]) != mark.sha256:
                yield f"{piece.file}: {mark.of} is not at [{mark.start}, {mark.end})"
        for source in piece.sources:
            name = f"{SOURCES}/{source.sha256}"
            if sha256(files.get(name, b"")).hexdigest() != source.sha256:
                yield f"{name}: is not what it is named by"


def replay(files: Files, manifest: Manifest) -> Iterator[str]:
    """The articles whose text does not come out of any of their sources, read here and now."""
    here = readers()
    others = [f"{n} {v}" for n, v in manifest.readers.items() if here.get(n) != v]
    remark = f" (it was read by {', '.join(others)})" if others else ""
    with Parser() as parser:

        @cache
        def texts(source: SourceRef) -> frozenset[str]:
            raw = files[f"{SOURCES}/{source.sha256}"]
            return frozenset(map(text_hash, _read(raw, source, parser)))

        for piece in manifest.articles:
            if piece.sources and not any(piece.text in texts(s) for s in _distinct(piece)):
                yield f"{piece.file}: its text does not come out of its source bytes{remark}"


def _distinct(piece: Piece) -> Iterator[SourceRef]:
    """The sources of an article, newest first, without what differs from article to article."""
    for source in reversed(piece.sources):
        yield replace(source, version="", at=_NO_MOMENT)


def _read(raw: bytes, source: SourceRef, parser: Parser) -> list[str]:
    """The texts that the reader of a source makes of its bytes."""
    try:
        if source.reader == "seed":
            return [parse_seed(raw, source.filename).text]
        items: tuple[Item, ...]
        if source.reader == "feed":
            items = parser.feed(raw, source.content_type, source.url).items
        elif source.reader == "page":
            items = (parser.page(raw, source.content_type, source.url),)
        else:
            items = parser.document(raw, source.format, source.filename)
    except IntakeError:
        return []
    return ["\n".join(item.paragraphs) or item.title for item in items]


def _signer(files: Files, signers: Path | None) -> str | None:
    if SIGNATURE in files:
        return signing.signer(files[NAME], files[SIGNATURE], signers)
    if signers is not None:
        raise UsageError("signature", "is missing")
    return None


def _text(seed: bytes) -> str:
    """The text in an article's file, as ``tui.exports.bundle`` writes it."""
    _, _, _, text = (seed.decode("utf-8", "replace").split("\n", 3) + [""] * 4)[:4]
    return text.removesuffix("\n")


def _lines(findings: bytes) -> dict[str, str]:
    """The lines of the findings, by the id of their article."""
    lines = {}
    for line in findings.decode("utf-8", "replace").split("\n"):
        if line:
            try:
                lines[msgspec.json.decode(line, type=_Named).id] = line
            except msgspec.MsgspecError:
                continue
    return lines


class _Named(Struct):
    id: str
