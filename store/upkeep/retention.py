"""Retention: deleting what is older than the user wants to keep."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import cast

from briefing.ports import Json
from briefing.standing import PRUNED, with_pruned
from briefing.standing import Pruned as PrunedCounts
from store.engine.sources import SourceArchive
from store.library import TinyLibrary


@dataclass(frozen=True, slots=True)
class Pruned:
    """What a pruning deleted, or with ``dry_run`` would delete.

    ``before``: the first day that is kept. ``articles``: how many went, with their findings.
    ``spared``: how many are older and were kept all the same. ``left``: how many stay in all.
    ``freed``: bytes by which the files on disk shrank.
    """

    before: date
    articles: int
    spared: int
    left: int
    freed: int
    dry_run: bool


def prune(
    library: TinyLibrary,
    before: date,
    *,
    spare: Callable[[], Collection[str]] = frozenset,
    dry_run: bool = False,
) -> Pruned:
    """Delete all articles published before that day, in one transaction; samples and those whose
    ids ``spare`` gives excepted.

    An article without a day of publication counts by the day on which it was fetched. The text, and
    the bytes that it was read from, leave the disk at once, not at the next compaction. Raises
    StoreError; nothing is deleted then.
    """

    def look() -> tuple[list[str], int]:
        old, spared = library.before(before), spare()
        ids = [article_id for article_id in old if article_id not in spared]
        return ids, len(old) - len(ids)

    def delete() -> tuple[list[str], int]:
        # What to spare is asked for once more: a mark or a correction may be new.
        ids, spared = look()
        _count(library, ids)
        library.remove(ids)
        return ids, spared

    ids, spared = look()
    total = library.counts().articles
    if dry_run or not ids:
        return Pruned(before, len(ids), spared, total - len(ids), 0, dry_run)
    size = library.size()
    ids, spared = library.atomically(delete)
    library.compact()
    SourceArchive(library.folder).sweep(lambda article_id: bool(library.versions(article_id)))
    left = library.counts().articles
    return Pruned(before, len(ids), spared, left, size - library.size(), dry_run)


def _count(library: TinyLibrary, ids: Iterable[str]) -> None:
    """Remember how many articles of which days go, for briefings of these days that are to come."""

    def with_these(counted: Json) -> Json:
        versions = (library.versions(article_id) for article_id in ids)
        articles = (each[-1].article for each in versions if each)
        return cast("Json", with_pruned(cast("PrunedCounts", counted or {}), articles))

    library.update_state(PRUNED, with_these)
