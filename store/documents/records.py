"""Values to the documents of each table and back.

Tables: ``articles`` (all fields of an article), ``findings`` (under the article's document id),
``feeds``, ``state`` (key and JSON value), ``corrections`` (of findings, by their reader),
``versions`` (articles as they stood until they were replaced or taken out), ``version_findings``
(under the version's document id), ``removed`` (ids of articles that were taken out for good) and
``meta`` (one document: the schema version).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from functools import cache
from sys import intern
from typing import Any, TypeVar

import msgspec
from msgspec import Struct
from msgspec.structs import force_setattr, replace

from briefing import codec
from briefing.corrections import correction_from_json
from briefing.feed import Feed
from briefing.kinds import registered_kinds
from briefing.model import (
    Article,
    Deadline,
    Findings,
    Quote,
    Silence,
    Talk,
    Timex,
    Topic,
    Version,
)
from store.engine import jsontext

ARTICLES = "articles"
FINDINGS = "findings"
FEEDS = "feeds"
STATE = "state"
CORRECTIONS = "corrections"
VERSIONS = "versions"
VERSION_FINDINGS = "version_findings"
REMOVED = "removed"
META = "meta"

Record = dict[str, Any]
T = TypeVar("T", bound=msgspec.Struct)


def article_to_record(article: Article) -> Record:
    """The article as the document that is stored."""
    return codec.article_to_json(article)


def article_from_record(record: Mapping[str, Any]) -> Article:
    """The inverse; raises KeyError, TypeError or ValueError for anything else."""
    return codec.article_from_json(record)


_OF_INTAKE = dict.fromkeys(("fetched", "revised", "copied"))


def same_article(record: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    """Whether two records differ in nothing but when they came in."""
    return {**record, **_OF_INTAKE} == {**other, **_OF_INTAKE}


def version_to_record(article: Record, until: datetime, removed: bool) -> Record:
    """A stored article, as it stood until that moment, as the document that is kept of it."""
    return {"article": article, "until": until.isoformat(), "removed": removed}


def version_from_record(record: Mapping[str, Any], findings: Mapping[str, Any] | None) -> Version:
    """The inverse, with its findings; raises KeyError, TypeError or ValueError for others."""
    return Version(
        article_from_record(record["article"]),
        None if findings is None else findings_from_record(findings),
        datetime.fromisoformat(record["until"]),
        record["removed"],
    )


def findings_to_record(findings: Findings) -> Record:
    """The findings as the document that is stored."""
    return {
        "article": findings.article_id,
        "version": findings.version,
        "analyser": findings.analyser,
        "error": findings.error,
        "topic": _topic_to_record(findings.topic),
        **({"form": findings.form} if findings.form else {}),
        **codec.findings_to_json(findings),
    }


def findings_from_record(record: Mapping[str, Any]) -> Findings:
    """The inverse; raises KeyError, TypeError or ValueError for anything else.

    A record from before versions had names is of the article that is stored beside it.
    """
    findings = codec.findings_from_json(record["article"], record["analyser"], record)
    return replace(
        findings,
        error=record.get("error"),
        version=record.get("version", ""),
        topic=_topic(record.get("topic")),
        form=record.get("form"),
    )


class _StoredFindings(msgspec.Struct):
    """A document of findings, but for kinds that are registered."""

    article: str
    analyser: str
    quotes: tuple[Quote, ...]
    talks: tuple[Talk, ...]
    deadlines: tuple[Deadline, ...]
    dates: tuple[Timex, ...]
    silences: tuple[Silence, ...] = ()
    error: str | None = None
    version: str = ""
    topic: Topic | None = None
    form: str | None = None


@cache
def _decoder(kind: type[T]) -> msgspec.json.Decoder[T]:
    return msgspec.json.Decoder(kind)


def article_from_document(document: bytes) -> Article:
    """``article_from_record`` of that JSON, without a dictionary in between."""
    try:
        article: Article = _decoder(Article).decode(document)
    except ValueError:  # what is read with more patience as a record
        return article_from_record(jsontext.decode(document))
    for name in ("id", "source", "feed"):
        _share(article, name, getattr(article, name))
    return article


def findings_from_document(document: bytes) -> Findings:
    """``findings_from_record`` of that JSON, without a dictionary in between."""
    if not registered_kinds():
        try:
            stored = _decoder(_StoredFindings).decode(document)
        except ValueError:
            pass
        else:
            _share_names(stored)
            return Findings(
                intern(stored.article),
                intern(stored.analyser),
                stored.quotes,
                stored.talks,
                stored.deadlines,
                stored.dates,
                stored.silences,
                stored.error,
                version=stored.version,
                topic=_with_terms_shared(stored.topic),
                form=stored.form,
            )
    return findings_from_record(jsontext.decode(document))


def _share_names(stored: _StoredFindings) -> None:
    """Keep names and words that stand in many findings once for all of them."""
    for quote in stored.quotes:
        _share(quote, "cue", quote.cue)
        _share(quote, "speaker", quote.speaker)
        _share(quote, "role", quote.role)
    for deadline in stored.deadlines:
        _share(deadline, "who", deadline.who)
        if deadline.end == deadline.when:
            force_setattr(deadline, "end", deadline.when)
    for talk in stored.talks:
        _share(talk, "place", talk.place)
        force_setattr(talk, "parties", tuple(map(intern, talk.parties)))
        if talk.end == talk.start:
            force_setattr(talk, "end", talk.start)


def _share(finding: Struct, name: str, text: str | None) -> None:
    if text is not None:
        force_setattr(finding, name, intern(text))


def _topic_to_record(topic: Topic | None) -> Record | None:
    """The topic in the same bytes whatever process writes it: a set has an order of its own."""
    if topic is None:
        return None
    record: Record = msgspec.to_builtins(topic)
    return {**record, "names": sorted(topic.names)}


def _topic(record: Mapping[str, Any] | None) -> Topic | None:
    return _with_terms_shared(msgspec.convert(record, Topic | None))


_weights: dict[int, int] = {}  # each number once: of those up to ``TOPIC_LENGTH``


def _with_terms_shared(topic: Topic | None) -> Topic | None:
    """The topic; its terms and weights stand in many, and are kept once for all of them."""
    if topic is None:
        return None
    vector = topic.vector
    weights = map(_weights.setdefault, vector.values(), vector.values())
    return Topic(
        topic.day,
        dict(zip(map(intern, vector), weights, strict=True)),
        frozenset({*map(intern, topic.names)}),  # a set that is made of a set is half as large
        tuple([(intern(term), intern(as_it_stands)) for term, as_it_stands in topic.written]),
    )


def feed_to_record(feed: Feed) -> Record:
    """All fields of the subscription as the document that is stored, moments in ISO 8601."""
    record: Record = msgspec.to_builtins(feed)
    return record


def feed_from_record(record: Mapping[str, Any]) -> Feed:
    """The inverse; a missing field has its default. Raises ValueError for anything else."""
    return msgspec.convert(record, Feed)


_CONVERT: dict[str, Callable[[Any], object]] = {
    ARTICLES: article_from_record,
    FINDINGS: findings_from_record,
    FEEDS: feed_from_record,
    STATE: lambda record: (record["key"], record["value"]),
    CORRECTIONS: correction_from_json,
    VERSIONS: lambda record: version_from_record(record, None),
    VERSION_FINDINGS: findings_from_record,
    REMOVED: lambda record: (record["id"], datetime.fromisoformat(record["at"])),
}


def complaint(table: str, document: bytes) -> str | None:
    """Why that document is not what its table holds, or None if it is. Other tables hold all."""
    try:
        record = jsontext.decode(document)
        _CONVERT.get(table, dict)(record)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        return f"{type(error).__name__}: {error}"
    return None
