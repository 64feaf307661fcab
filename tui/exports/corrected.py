"""Corrections as test data: articles with findings that have to be found, and some that must not.

A line is a JSON object that ``brief extract --jsonl`` can read as it is; ``expected`` and
``wrong`` hold findings in the shape in which ``brief extract`` prints them, ``links`` which of them
are one with a finding in another article, and which are not.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from briefing.codec import dumps, finding_to_json
from briefing.corrections import (
    Correctable,
    Correction,
    words_of,
)
from briefing.desk import Desk
from briefing.kinds import correctable_kinds, findings_of_kind, kind_of
from briefing.links import Anchor, links_in
from briefing.model import Article, Findings
from briefing.timing import iso


def to_lines(desk: Desk) -> Iterator[str]:
    """An article a line, in the order in which they were first corrected.

    Left out are articles that are no longer there, and corrections of words that have changed.
    """
    by_article: dict[str, list[Correction]] = defaultdict(list)
    for correction in desk.overlay.corrections():
        by_article[correction.article_id].append(correction)
    for article_id, corrections in by_article.items():
        article, findings = desk.article(article_id), desk.findings(article_id)
        if article is None or findings is None:
            continue
        holding = [c for c in corrections if words_of(c.spans, article.text) == c.words]
        if holding:
            yield dumps(_object(article, findings, holding))


def _object(
    article: Article, findings: Findings, corrections: Iterable[Correction]
) -> dict[str, Any]:
    every = (f for kind in correctable_kinds() for f in findings_of_kind(findings, kind))
    return {
        "id": article.id,
        "title": article.title or None,
        "published": iso(article.day),
        "url": article.url,
        "text": article.text,
        "expected": _by_kind(finding for finding in every if finding.corrected),
        "wrong": _by_kind(c.found for c in corrections if c.wrong),
        "links": [
            {
                "kind": link.kind,
                "same": link.same,
                "spans": _spans(link.one),
                "other": {"id": link.other.article_id, "spans": _spans(link.other)},
            }
            for link in links_in(corrections)
        ],
    }


def _spans(anchor: Anchor) -> list[list[int]]:
    return [[span.start, span.end] for span in anchor.spans]


def _by_kind(findings: Iterable[Correctable]) -> dict[str, list[dict[str, Any]]]:
    by_kind: dict[str, list[dict[str, Any]]] = {kind.plural: [] for kind in correctable_kinds()}
    for finding in findings:
        kind = kind_of(finding)
        by_kind[kind.plural].append(finding_to_json(finding, kind))
    return by_kind
