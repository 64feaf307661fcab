"""What ``brief add`` is given: seed files, web pages in files, addresses, standard input."""

from __future__ import annotations

import asyncio
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from msgspec.structs import replace

from briefing.clock import system_clock
from briefing.errors import BriefError, IntakeError
from briefing.intake.formats.documents import is_document
from briefing.intake.seeds import MAX_BYTES, SUFFIX, parse_seed
from briefing.jobs.documents import As, folder_files, read_files
from briefing.model import Article
from briefing.sources import NO_SOURCES, Source, Sources

if TYPE_CHECKING:
    from briefing.intake.feeds.rechecks import Page

STANDARD_INPUT = "-"
_ANY = As()


class Inputs(NamedTuple):
    """The words of the command line, by what they name; ``skipped`` is what folders hold else."""

    files: tuple[Path, ...]
    documents: tuple[Path, ...]
    addresses: tuple[str, ...]
    standard_input: bool
    skipped: tuple[Path, ...] = ()


def sorted_inputs(sources: Iterable[str], override: As = _ANY) -> Inputs:
    """Tell seed files, other documents, addresses and standard input apart, those in folders too.

    What ``--as`` names goes to the reader of documents, be it a seed or not. A folder in which
    nothing is read stands among the files.
    """
    files: list[Path] = []
    documents: list[Path] = []
    addresses: list[str] = []
    skipped: list[Path] = []
    for source in sources:
        if source == STANDARD_INPUT:
            continue
        if source.lower().startswith(("http://", "https://")):
            addresses.append(source)
        else:
            given = Path(source)
            found, left = folder_files(given) if given.is_dir() else ([given], [])
            skipped += left
            if given.is_dir() and not found:
                files.append(given)  # for which there is a word of its own
                continue
            for path in found:
                is_message = path is not given and path.suffix.lower() != SUFFIX
                other = override != _ANY or is_document(path.name) or is_message
                (documents if other else files).append(path)
    stdin = STANDARD_INPUT in sources
    return Inputs(tuple(files), tuple(documents), tuple(addresses), stdin, tuple(skipped))


def skipped_words(paths: Sequence[Path]) -> str:
    """``3 files skipped: 2 .jpg, 1 without an ending``; "" for none."""
    if not paths:
        return ""
    endings = Counter(path.suffix.lower() or "without an ending" for path in paths)
    kinds = ", ".join(f"{number:,} {ending}" for ending, number in endings.most_common())
    return f"{len(paths):,} {'file' if len(paths) == 1 else 'files'} skipped: {kinds}"


def articles_of(
    inputs: Inputs,
    allowed: Iterable[str],
    override: As = _ANY,
    sources: Sources = NO_SOURCES,
    pages: dict[str, Page] | None = None,
) -> tuple[list[Article], list[BriefError]]:
    """The articles of documents, addresses and standard input, and an error for each that failed.

    ``allowed`` names the hosts that may have private addresses; ``override`` is what ``--as`` said,
    ``sources`` keeps what is read, and ``pages`` takes what is to be remembered of the pages of
    addresses, by the id of their article.
    """
    errors: list[BriefError] = []
    articles = list(read_files(inputs.documents, override, system_clock(), errors, sources))
    for read in _readers(inputs, tuple(allowed), sources, pages):
        try:
            article = read()
            articles.append(replace(article, form=override.form) if override.form else article)
        except BriefError as error:
            errors.append(error)
    return articles, errors


def _readers(
    inputs: Inputs, allowed: tuple[str, ...], sources: Sources, pages: dict[str, Page] | None
) -> Iterator[Callable[[], Article]]:
    for address in inputs.addresses:
        yield partial(_fetched, address, allowed, sources, pages)
    if inputs.standard_input:
        yield partial(_from_standard_input, sources)


def _fetched(
    address: str, allowed: tuple[str, ...], sources: Sources, pages: dict[str, Page] | None
) -> Article:
    from briefing.intake.lookup import fetch_page

    return asyncio.run(fetch_page(address, system_clock, allowed, sources, pages))


def _from_standard_input(sources: Sources) -> Article:
    from briefing.intake.lookup import page_article

    raw = sys.stdin.buffer.read(MAX_BYTES + 1)
    if len(raw) > MAX_BYTES:
        raise IntakeError("standard input", "is too long for an article", "Give it in parts")
    if raw.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        return page_article(raw, None, system_clock(), sources=sources)
    now = system_clock()
    article = parse_seed(raw, "standard input", now)
    sources.keep(Source(raw, "seed"), (article,), now)
    return article
