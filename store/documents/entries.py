"""Entries on their way into the store and out of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime
from typing import NamedTuple, TypeAlias

from briefing.errors import StoreError
from briefing.model import Entry, Findings
from store.documents import records
from store.documents.records import Record

Picked: TypeAlias = "tuple[int, Record]"

_EARLIEST = datetime.min.replace(tzinfo=UTC)


class Prepared(NamedTuple):
    """An entry as the two documents that are stored; ``findings`` None if there are none."""

    article: Record
    findings: Record | None


def prepare(entries: Iterable[Entry]) -> dict[str, Prepared]:
    """Documents by article id; of several entries with one id the last counts.

    Raises ValueError for findings that belong to another article.
    """
    return {entry.article.id: _prepare(entry) for entry in entries}


def _prepare(entry: Entry) -> Prepared:
    findings = entry.findings
    if findings is not None and findings.article_id != entry.article.id:
        raise ValueError(f"findings in {findings.article_id!r} with article {entry.article.id!r}")
    return Prepared(
        records.article_to_record(entry.article),
        None if findings is None else records.findings_to_record(findings),
    )


def newest_first(
    articles: Iterator[Picked], findings: Iterator[Picked], note: Callable[[StoreError], None]
) -> list[Entry]:
    """The entries of one day, latest moment of publication first.

    Both iterators give document id and document. A document that is no article, or no findings, is
    left out, and ``note`` is told.
    """
    found = dict(findings)
    entries = []
    for doc_id, record in articles:
        try:
            article = records.article_from_record(record)
        except (KeyError, TypeError, ValueError) as error:
            note(_unusable("article", doc_id, error))
            continue
        try:
            entries.append(Entry(article, _findings(found.get(doc_id), article.id)))
        except (KeyError, TypeError, ValueError) as error:
            note(_unusable("findings", doc_id, error))
            entries.append(Entry(article))
    entries.sort(key=lambda entry: entry.article.published or _EARLIEST, reverse=True)
    return entries


def _findings(record: Record | None, article_id: str) -> Findings | None:
    if record is None or record["article"] != article_id:
        return None
    return records.findings_from_record(record)


def _unusable(what: str, doc_id: int, error: Exception) -> StoreError:
    problem = f"is unusable ({type(error).__name__}: {error})"
    return StoreError(f"{what} {doc_id} in the store", problem, "Add the article again")
