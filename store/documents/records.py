"""Values to the documents of each table and back, and the columns by which they are looked up.

Tables: ``articles`` (all fields of an article), ``findings`` (under the article's document id),
``feeds``, ``state`` (key and JSON value), ``corrections`` (of findings, by their reader),
``versions`` (articles as they stood until they were replaced or taken out), ``version_findings``
(under the version's document id), ``removed`` (ids of articles that were taken out for good) and
``meta`` (one document: the schema version).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime
from functools import cache
from sys import intern
from typing import Any, TypeVar

import msgspec
from msgspec.structs import replace

from briefing import codec
from briefing.corrections import correction_from_json
from briefing.feed import Feed
from briefing.kinds import DEADLINES, QUOTES, TALKS, registered_kinds, shown_kinds
from briefing.model import (
    ANNOUNCED,
    Article,
    Deadline,
    Findings,
    Quote,
    Silence,
    Talk,
    Timex,
    Topic,
    Version,
    version_of,
)
from store.engine import jsontext
from store.engine.index import Columns

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
    return article


def findings_from_document(document: bytes) -> Findings:
    """``findings_from_record`` of that JSON, without a dictionary in between."""
    if not registered_kinds():
        try:
            stored = _decoder(_StoredFindings).decode(document)
        except ValueError:
            pass
        else:
            return Findings(
                stored.article,
                stored.analyser,
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


def _topic_to_record(topic: Topic | None) -> Record | None:
    """The topic in the same bytes whatever process writes it: a set has an order of its own."""
    if topic is None:
        return None
    record: Record = msgspec.to_builtins(topic)
    return {**record, "names": sorted(topic.names)}


def _topic(record: Mapping[str, Any] | None) -> Topic | None:
    return _with_terms_shared(msgspec.convert(record, Topic | None))


def _with_terms_shared(topic: Topic | None) -> Topic | None:
    """The topic; its terms stand in many, and are kept once for all of them."""
    if topic is None:
        return None
    return Topic(
        topic.day,
        dict(zip(map(intern, topic.vector), topic.vector.values(), strict=True)),
        frozenset(map(intern, topic.names)),
        topic.written,
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


class _ArticleKeys(msgspec.Struct):
    id: str = ""
    url: str | None = None
    published: str | None = None
    sample: bool = False
    feed: str | None = None
    teaser: bool = False


class _Quote(msgspec.Struct):
    speaker: str | None = None


class _Counted(msgspec.Struct):
    """Any object; none of what is in it is decoded."""


_COUNTED = tuple(kind.plural for kind in shown_kinds())


class _Due(msgspec.Struct):
    end: str = ""
    cancelled: bool = False


class _Meeting(msgspec.Struct):
    end: str | None = None
    status: str = ""


_KEYS: dict[str, Any] = {
    QUOTES.plural: list[_Quote],
    DEADLINES.plural: list[_Due],
    TALKS.plural: list[_Meeting],
}

_FindingsKeys: Any = msgspec.defstruct(
    "_FindingsKeys",
    [
        ("analyser", str, ""),
        *((plural, _KEYS.get(plural, list[_Counted]), []) for plural in _COUNTED),
    ],
)
"""What of findings is looked up and counted: a list for each kind that is shown."""


class _FeedKeys(msgspec.Struct):
    url: str = ""


class _Key(msgspec.Struct):
    key: str = ""


class _Correction(msgspec.Struct):
    key: str = ""
    ended: str | None = None


class _Worded(msgspec.Struct):
    id: str = ""
    title: str = ""
    text: str = ""
    published: str | None = None
    teaser: bool = False


class _VersionKeys(msgspec.Struct):
    article: _Worded = msgspec.field(default_factory=_Worded)
    until: str = ""
    removed: bool = False


T = TypeVar("T", bound=msgspec.Struct)


def _reader(kind: type[T]) -> Callable[[bytes], T]:
    """A reader of those fields of a document; a document that has others yields the defaults."""
    decode = msgspec.json.Decoder(kind).decode

    def read(document: bytes) -> T:
        try:
            return decode(document)
        except ValueError:
            try:
                return msgspec.convert(jsontext.decode(document), kind)
            except ValueError:
                return kind()

    return read


_article = _reader(_ArticleKeys)
_findings = _reader(_FindingsKeys)
_feed = _reader(_FeedKeys)
_keyed = _reader(_Key)
_correction = _reader(_Correction)
_version = _reader(_VersionKeys)


def _article_columns(document: bytes) -> tuple[Any, ...]:
    keys = _article(document)
    day = keys.published[:10] if keys.published else None
    teaser_of = keys.feed if keys.teaser and keys.url else None
    return keys.id, keys.url, day, keys.sample, teaser_of


def _findings_columns(document: bytes) -> tuple[Any, ...]:
    keys = _findings(document)
    speakers = dict.fromkeys(quote.speaker for quote in keys.quotes if quote.speaker)
    counts = (len(getattr(keys, plural)) for plural in _COUNTED)
    return keys.analyser, *counts, list(speakers), _ahead(keys)


def _ahead(keys: Any) -> str | None:
    """The last day of what an article announces, if it announces anything."""
    dues = (due.end for due in keys.deadlines if not due.cancelled)
    meetings = (m.end for m in keys.talks if m.end and m.status in ANNOUNCED)
    return max((*dues, *meetings), default=None)


def _version_findings_columns(document: bytes) -> tuple[Any, ...]:
    keys = _findings(document)
    return keys.analyser, _ahead(keys)


def _correction_columns(document: bytes) -> tuple[Any, ...]:
    keys = _correction(document)
    return (keys.key if keys.ended is None else None,)


def _version_columns(document: bytes) -> tuple[Any, ...]:
    keys = _version(document)
    words = keys.article
    day = words.published[:10] if words.published else None
    name = version_of(words.title, words.text, date.fromisoformat(day) if day else None)
    return words.id, name, day, keys.until[:10], keys.removed, not words.teaser


COLUMNS: dict[str, Columns] = {
    ARTICLES: Columns(
        ("id", "url", "day", "sample", "teaser_of"),
        _article_columns,
        distinct=("id", "url"),
        grouped=("day",),
        summed=("sample",),
    ),
    FINDINGS: Columns(
        ("analyser", *_COUNTED, "speakers", "ahead"),
        _findings_columns,
        grouped=("analyser", "ahead"),
        summed=_COUNTED,
    ),
    FEEDS: Columns(("url",), lambda document: (_feed(document).url,)),
    STATE: Columns(("key",), lambda document: (_keyed(document).key,)),
    CORRECTIONS: Columns(("current",), _correction_columns),
    VERSIONS: Columns(
        ("id", "version", "day", "until", "removed", "whole"),
        _version_columns,
        distinct=("id",),
        grouped=("day", "until"),
    ),
    VERSION_FINDINGS: Columns(
        ("analyser", "ahead"), _version_findings_columns, grouped=("analyser", "ahead")
    ),
    REMOVED: Columns(("id",), lambda document: (_article(document).id,), distinct=("id",)),
}
