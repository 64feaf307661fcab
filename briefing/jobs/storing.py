"""Articles into a library, many a transaction: those of seed files, or from anywhere."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import islice
from pathlib import Path

from msgspec import Struct

from briefing.clock import Clock
from briefing.errors import IntakeError
from briefing.model import Article
from briefing.ports import BATCH, Library, Stored
from briefing.sources import Source, Sources


class Added(Struct, frozen=True):
    """What adding files did: what was stored, and one error for each file that was not."""

    stored: Stored
    errors: tuple[IntakeError, ...]


def store_files(library: Library, paths: Iterable[Path], clock: Clock, sources: Sources) -> Added:
    """Read seed files (and those in folders) and store their articles.

    A file that cannot be read is an error in the answer and stops no other. ``sources`` keeps the
    bytes that were read. Raises ``StoreError``.
    """
    given = tuple(paths)
    errors: list[IntakeError] = []
    stored = store_articles(library, _read(given, clock(), errors, sources), clock)
    if not stored.added and not stored.changed and not stored.unchanged and not errors:
        errors += [IntakeError(str(path), "holds no file that is read") for path in given]
    return Added(stored, tuple(errors))


def store_articles(library: Library, articles: Iterable[Article], clock: Clock) -> Stored:
    """Store articles; what became of each. Raises ``StoreError``."""
    stored = Stored()
    stream = iter(articles)
    while batch := list(islice(stream, BATCH)):
        stored += library.take_in(batch, clock())
    return stored


def _read(
    paths: Iterable[Path], now: datetime, errors: list[IntakeError], sources: Sources
) -> Iterator[Article]:
    from briefing.intake.seeds import parse_seed, seed_bytes, seed_files

    for path in seed_files(paths):
        try:
            raw = seed_bytes(path)
            article = parse_seed(raw, str(path), now)
        except IntakeError as error:
            errors.append(error)
            continue
        sources.keep(Source(raw, "seed", filename=path.name), (article,), now)
        yield article
