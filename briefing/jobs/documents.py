"""Files of any format as articles: seeds here, all else in the parser's killable process."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from briefing.errors import BriefError, FeedError, IntakeError, UsageError
from briefing.extract.forms import FORM_NAMES
from briefing.files import read_at_most, require_at_most
from briefing.intake.article_ids import canonical_url, content_digest, digest
from briefing.intake.articles import make_article
from briefing.intake.formats.documents import NAMES, SEED, format_of, is_document
from briefing.intake.items import Item
from briefing.intake.sandbox.client import Parser
from briefing.intake.seeds import MAX_BYTES, SUFFIX, parse_seed
from briefing.model import Article
from briefing.sources import NO_SOURCES, Source, Sources

MAX_FILE = 64 * 1024 * 1024
"""Bytes of one document; a parliament's report with its pictures stays below."""

AS_NAMES = (*NAMES, *FORM_NAMES)
"""What ``--as`` takes: formats of files, and forms of texts."""

_MAILDIR = ("cur", "new")
_ABOUT_A_FOLDER = frozenset(
    {"README", "LICENSE", "LICENCE", "COPYING", "NOTICE", "CHANGELOG", "CONTRIBUTING"}
)


class As(Struct, frozen=True):
    """What ``--as`` says: the format of a file, or the form of its text; "" leaves it open."""

    format: str = ""
    form: str = ""


def parse_as(name: str | None) -> As:
    """The meaning of ``--as NAME``. Raises ``UsageError`` for a name that is none."""
    if not name:
        return As()
    if name in NAMES:
        return As(format=name)
    if name in FORM_NAMES:
        return As(form=name)
    raise UsageError(f"--as {name}", "is no form that is known", f"One of: {', '.join(AS_NAMES)}")


def files_of(paths: Iterable[Path]) -> Iterator[Path]:
    """Files as they are, and of folders those that are read."""
    for path in paths:
        if path.is_dir():
            yield from folder_files(path)[0]
        else:
            yield path


def folder_files(folder: Path) -> tuple[list[Path], list[Path]]:
    """The files in a folder and in those below it that are read, and those that are not, by name.

    What is read is called like a seed or another document, or is a message of a Maildir; not what
    is about the folder, such as a README. Hidden files are neither.
    """
    read: list[Path] = []
    skipped: list[Path] = []
    for path in sorted(each for each in folder.rglob("*") if each.is_file()):
        if any(part.startswith(".") for part in path.relative_to(folder).parts):
            continue
        named = is_document(path.name) or path.suffix.lower() == SUFFIX
        about = path.stem.upper() in _ABOUT_A_FOLDER
        (read if _is_message(path) or (named and not about) else skipped).append(path)
    return read, skipped


def _is_message(path: Path) -> bool:
    return path.parent.name in _MAILDIR and is_maildir(path.parent.parent)


def is_maildir(path: Path) -> bool:
    """Whether a folder is a Maildir, by the folders in it."""
    return all((path / part).is_dir() for part in _MAILDIR)


def read_files(
    paths: Iterable[Path],
    override: As,
    now: datetime,
    errors: list[BriefError],
    sources: Sources = NO_SOURCES,
) -> Iterator[Article]:
    """The articles of files, in order; ``errors`` collects what could not be read.

    ``sources`` keeps their bytes.
    """
    with Parser() as parser:
        for path in files_of(paths):
            try:
                yield from _read(path, override, now, parser, sources)
            except IntakeError as error:
                errors.append(error)


def _read(
    path: Path, override: As, now: datetime, parser: Parser, sources: Sources
) -> list[Article]:
    raw = read_at_most(path, MAX_FILE)
    # A message of a Maildir has no suffix, but its folder says what it is.
    name = override.format or ("mail" if _is_message(path) else "")
    if name == SEED or (not name and format_of(raw, path.name) is None):
        require_at_most(raw, MAX_BYTES, path)
        articles = [parse_seed(raw, str(path), now)]
        source = Source(raw, "seed", filename=path.name)
    else:
        try:
            items = parser.document(raw, name, path.name)
        except FeedError as error:
            raise IntakeError(str(path), error.problem, error.remedy) from error
        articles = [make_article(item, _id(item), now) for item in items]
        source = Source(raw, "document", format=name, filename=path.name)
    sources.keep(source, articles, now)
    return [replace(a, form=override.form) for a in articles] if override.form else articles


def _id(item: Item) -> str:
    if item.url:
        return digest(canonical_url(item.url))
    return digest(item.guid) if item.guid else content_digest(item)
