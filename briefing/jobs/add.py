"""What ``brief add`` is given: seed files, web pages in files, addresses, standard input."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from msgspec.structs import replace

from briefing.clock import system_clock
from briefing.errors import BriefError, IntakeError
from briefing.intake.formats.documents import is_document
from briefing.intake.seeds import MAX_BYTES, parse_seed
from briefing.jobs.documents import As, is_maildir, read_files
from briefing.model import Article
from briefing.sources import NO_SOURCES, Source, Sources

if TYPE_CHECKING:
    from briefing.intake.feeds.rechecks import Page

STANDARD_INPUT = "-"
_ANY = As()


class Inputs(NamedTuple):
    """The words of the command line, by what they name."""

    files: tuple[Path, ...]
    documents: tuple[Path, ...]
    addresses: tuple[str, ...]
    standard_input: bool


def sorted_inputs(sources: Iterable[str], override: As = _ANY) -> Inputs:
    """Tell seed files and folders, other documents, addresses and standard input apart.

    What ``--as`` names goes to the reader of documents, be it a seed or not.
    """
    files: list[Path] = []
    documents: list[Path] = []
    addresses: list[str] = []
    for source in sources:
        if source == STANDARD_INPUT:
            continue
        if source.lower().startswith(("http://", "https://")):
            addresses.append(source)
        else:
            path = Path(source)
            other = override != _ANY or is_document(path.name) or is_maildir(path)
            (documents if other else files).append(path)
    return Inputs(tuple(files), tuple(documents), tuple(addresses), STANDARD_INPUT in sources)


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
