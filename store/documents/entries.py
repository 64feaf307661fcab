"""Entries on their way out of the store."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import TypeAlias

from briefing.errors import StoreError
from briefing.model import Entry, Findings
from store.documents import records

Picked: TypeAlias = "tuple[int, bytes]"

_EARLIEST = datetime.min.replace(tzinfo=UTC)


def newest_first(
    articles: Iterator[Picked], findings: Iterator[Picked], note: Callable[[StoreError], None]
) -> list[Entry]:
    """The entries of one day, latest moment of publication first; as ``entries_of`` gives them."""
    entries = [entry for _, entry in entries_of(articles, findings, note)]
    entries.sort(key=lambda entry: entry.article.published or _EARLIEST, reverse=True)
    return entries


def entries_of(
    articles: Iterator[Picked], findings: Iterator[Picked], note: Callable[[StoreError], None]
) -> Iterator[tuple[int, Entry]]:
    """The entries of documents, each with the document's id.

    Both iterators give document id and the document's JSON. A document that is no article, or no
    findings, is left out, and ``note`` is told.
    """
    findings_of = dict(findings)
    for doc_id, document in articles:
        try:
            article = records.article_from_document(document)
        except (KeyError, TypeError, ValueError) as error:
            note(_unusable("article", doc_id, error))
            continue
        try:
            entry = Entry(article, _findings(findings_of.get(doc_id), article.id))
        except (KeyError, TypeError, ValueError) as error:
            note(_unusable("findings", doc_id, error))
            entry = Entry(article)
        yield doc_id, entry


def _findings(document: bytes | None, article_id: str) -> Findings | None:
    if document is None:
        return None
    findings = records.findings_from_document(document)
    return findings if findings.article_id == article_id else None


def _unusable(what: str, doc_id: int, error: Exception) -> StoreError:
    problem = f"is unusable ({type(error).__name__}: {error})"
    return StoreError(f"{what} {doc_id} in the store", problem, "Add the article again")
