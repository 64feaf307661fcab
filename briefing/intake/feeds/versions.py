"""Earlier versions of articles that their outlets have rewritten, with what was found in them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from briefing import codec
from briefing.model import Article, Findings
from briefing.ports import Library

KEPT = 5
"""Versions of one article; older ones are forgotten."""


@dataclass(frozen=True, slots=True)
class Version:
    """An article as it was until ``replaced``; its findings point into its own text."""

    article: Article
    findings: Findings | None
    replaced: datetime


def versions(library: Library, article_id: str) -> tuple[Version, ...]:
    """The earlier versions of an article, newest first."""
    remembered: Any = library.state(_key(article_id)) or []
    return tuple(
        Version(
            article=codec.article_from_json(record["article"]),
            findings=codec.findings_from_json(article_id, record["analyser"], record["findings"])
            if record["findings"] is not None
            else None,
            replaced=datetime.fromisoformat(record["replaced"]),
        )
        for record in remembered
    )


def remember(library: Library, article: Article, now: datetime) -> None:
    """Keep the stored version of an article that is about to be replaced at ``now``."""
    findings = library.findings(article.id)
    earlier: Any = library.state(_key(article.id)) or []
    record: Any = {
        "article": codec.article_to_json(article),
        "analyser": findings.analyser if findings else None,
        "findings": codec.findings_to_json(findings) if findings else None,
        "replaced": now.isoformat(),
    }
    library.set_state(_key(article.id), [record, *earlier][:KEPT])


def forget(library: Library, article_ids: Iterable[str]) -> None:
    """Drop the earlier versions of articles that are taken out of the library."""
    for article_id in article_ids:
        if library.state(_key(article_id)) is not None:
            library.set_state(_key(article_id), None)


def _key(article_id: str) -> str:
    return f"versions/{article_id}"
