"""Entries on their way into the store and out of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from typing import NamedTuple, TypeAlias

from briefing.model import Entry
from store import records
from store.records import Record

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


def newest_first(articles: Iterator[Picked], findings: Iterator[Picked]) -> list[Entry]:
    """The entries of one day, latest moment of publication first.

    Both iterators give document id and document, with ids in the same order.
    """
    entries = [
        Entry(
            records.article_from_record(article),
            None if found is None else records.findings_from_record(found),
        )
        for article, found in _pairs(articles, findings)
    ]
    entries.sort(key=lambda entry: entry.article.published or _EARLIEST, reverse=True)
    return entries


def _pairs(
    articles: Iterator[Picked], findings: Iterator[Picked]
) -> Iterator[tuple[Record, Record | None]]:
    """Articles with the findings of the same document id, unless those are another article's."""
    found = dict(findings)
    for doc_id, article in articles:
        record = found.get(doc_id)
        yield article, record if record and record["article"] == article["id"] else None
