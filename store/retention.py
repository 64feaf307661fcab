"""Retention: deleting what is older than the user wants to keep."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from store.library import TinyLibrary


@dataclass(frozen=True, slots=True)
class Pruned:
    """What a pruning deleted, or with ``dry_run`` would delete.

    ``before``: the first day that is kept. ``articles``: how many went, with their findings.
    ``left``: how many stay. ``freed``: bytes by which the files on disk shrank.
    """

    before: date
    articles: int
    left: int
    freed: int
    dry_run: bool


def prune(library: TinyLibrary, before: date, *, dry_run: bool = False) -> Pruned:
    """Delete all articles published before that day, samples excepted, in one transaction.

    An article without a day of publication counts by the day on which it was fetched. The text
    leaves the disk at once, not at the next compaction. Raises StoreError; nothing is deleted then.
    """
    ids = library.before(before)
    total = library.counts().articles
    if dry_run or not ids:
        return Pruned(before, len(ids), total - len(ids), 0, dry_run)
    size = library.size()
    gone = library.remove(ids)
    library.compact()
    return Pruned(before, gone, library.counts().articles, size - library.size(), dry_run)
