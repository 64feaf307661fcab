"""Values to plain JSON objects and back: the machine interface and the store share this shape.

Spans are ``[start, end]``, days ``YYYY-MM-DD``, moments ISO 8601 with their zone, unknown ``null``.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any, TypeVar

import msgspec
from msgspec import Struct

from briefing.kinds import FindingKind, all_kinds, findings_of_kind, kind_of, registered_kinds
from briefing.model import Article, Deadline, Findings, Quote, Silence, Talk, Timex
from briefing.timing import iso
from briefing.unseen import escaped

_MOMENTS = ("published", "fetched", "revised", "copied", "gone")

EXTRACT_SCHEMA = 2
"""The number of the shape that ``extract_object`` has; raised when a field changes its meaning."""

T = TypeVar("T")
Object = dict[str, Any]


def dumps(value: object) -> str:
    """One line of JSON, readable, in which nothing can steer a terminal."""
    return escaped(json.dumps(value, ensure_ascii=False, separators=(", ", ": ")))


def _maybe(convert: Callable[[Any], T], value: Any) -> T | None:
    return None if value is None else convert(value)


class _OwnFindings(Struct):
    """The lists that a record of findings has; older records have no silences."""

    quotes: tuple[Quote, ...]
    talks: tuple[Talk, ...]
    deadlines: tuple[Deadline, ...]
    dates: tuple[Timex, ...]
    silences: tuple[Silence, ...] = ()


def finding_to_json(finding: Struct, kind: FindingKind | None = None) -> Object:
    """A finding as the object that ``brief extract`` prints; ``kind`` where it is known already.

    Raises KeyError for what is no finding.
    """
    kind = kind or kind_of(finding)
    plain = msgspec.to_builtins(finding)
    return {
        field: [*value] if isinstance(value := plain[field], tuple) else value
        for field in kind.fields
    }


def finding_from_json(kind: FindingKind, record: Mapping[str, Any]) -> Any:
    """The inverse; fields that are missing have their defaults. Raises ValueError for anything
    else."""
    return msgspec.convert(record, kind.value)


def findings_to_json(findings: Findings) -> Object:
    """A list of findings for each kind, under its plural, in the shape above."""
    return {
        kind.plural: [finding_to_json(f, kind) for f in findings_of_kind(findings, kind)]
        for kind in all_kinds()
    }


def findings_from_json(article_id: str, analyser: str, record: Mapping[str, Any]) -> Findings:
    """The inverse of ``findings_to_json``; raises ValueError for what are no findings.

    A record from before a kind was found has none of that kind.
    """
    own = msgspec.convert(record, _OwnFindings)
    others = tuple(
        (kind.plural, tuple(finding_from_json(kind, each) for each in record[kind.plural]))
        for kind in registered_kinds()
        if record.get(kind.plural)
    )
    return Findings(
        article_id,
        analyser,
        **{name: getattr(own, name) for name in _OwnFindings.__struct_fields__},
        others=others,
    )


def article_to_json(article: Article) -> Object:
    """All fields of an article; ``published`` and ``fetched`` as full moments."""
    return {
        "id": article.id,
        "title": article.title,
        "source": article.source,
        "url": article.url,
        "published": iso(article.published),
        "fetched": iso(article.fetched),
        "language": article.language,
        "sample": article.sample,
        "feed": article.feed,
        "guid": article.guid,
        "author": article.author,
        "teaser": article.teaser,
        "copy_of": article.copy_of,
        "date_note": article.date_note,
        "form": article.form,
        "revised": iso(article.revised),
        "copied": iso(article.copied),
        "gone": iso(article.gone),
        "text": article.text,
    }


def article_from_json(record: Mapping[str, Any]) -> Article:
    """The inverse of ``article_to_json``; raises KeyError, TypeError or ValueError otherwise."""
    try:
        return msgspec.convert(record, Article)
    except msgspec.ValidationError:
        # Zones given to the second are more than it knows.
        moments = {key: _maybe(datetime.fromisoformat, record.get(key)) for key in _MOMENTS}
        return msgspec.convert({**record, **moments}, Article)


def extract_object(article: Article, findings: Findings) -> Object:
    """The one object a line that ``brief extract`` prints for an article."""
    return {
        "schema": EXTRACT_SCHEMA,
        "analyser": findings.analyser,
        "id": article.id,
        "title": article.title or None,
        "published": iso(article.day),
        "url": article.url,
        "text": article.text,
        **findings_to_json(findings),
    }
