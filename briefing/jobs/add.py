"""What ``brief add`` is given: seed files, web pages in files, addresses, standard input."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import NamedTuple

from briefing.clock import system_clock
from briefing.errors import BriefError, IntakeError
from briefing.intake.seeds import MAX_BYTES, parse_seed
from briefing.model import Article

STANDARD_INPUT = "-"
_PAGES = (".html", ".htm", ".xhtml")


class Given(NamedTuple):
    """The words of the command line, by what they name."""

    files: tuple[Path, ...]
    pages: tuple[Path, ...]
    addresses: tuple[str, ...]
    standard_input: bool


def split(sources: Iterable[str]) -> Given:
    """Tell seed files and folders, pages in files, addresses and standard input apart."""
    files: list[Path] = []
    pages: list[Path] = []
    addresses: list[str] = []
    for source in sources:
        if source == STANDARD_INPUT:
            continue
        if source.lower().startswith(("http://", "https://")):
            addresses.append(source)
        else:
            (pages if source.lower().endswith(_PAGES) else files).append(Path(source))
    return Given(tuple(files), tuple(pages), tuple(addresses), STANDARD_INPUT in sources)


def pages(given: Given, allowed: Iterable[str]) -> tuple[list[Article], list[BriefError]]:
    """The articles of pages, addresses and standard input, and an error for each that failed.

    ``allowed`` names the hosts that may have private addresses.
    """
    articles: list[Article] = []
    errors: list[BriefError] = []
    for read in _readers(given, tuple(allowed)):
        try:
            articles.append(read())
        except BriefError as error:
            errors.append(error)
    return articles, errors


def _readers(given: Given, allowed: tuple[str, ...]) -> Iterator[Callable[[], Article]]:
    yield from (partial(_fetched, address, allowed) for address in given.addresses)
    yield from (partial(_page, path) for path in given.pages)
    if given.standard_input:
        yield _from_standard_input


def _fetched(address: str, allowed: tuple[str, ...]) -> Article:
    from briefing.intake.lookup import fetch_page

    return asyncio.run(fetch_page(address, system_clock, allowed))


def _page(path: Path) -> Article:
    from briefing.intake.lookup import page_article

    try:
        raw = path.read_bytes()
    except OSError as error:
        problem = error.strerror or str(error)
        raise IntakeError(str(path), problem, "Check the path and its permissions") from error
    try:
        return page_article(raw, None, system_clock())
    except IntakeError as error:
        raise IntakeError(str(path), error.problem, error.remedy) from error


def _from_standard_input() -> Article:
    from briefing.intake.lookup import page_article

    raw = sys.stdin.buffer.read(MAX_BYTES + 1)
    if len(raw) > MAX_BYTES:
        raise IntakeError("standard input", "is too long for an article", "Give it in parts")
    if raw.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        return page_article(raw, None, system_clock())
    return parse_seed(raw, "standard input", system_clock())
