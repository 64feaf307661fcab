"""Values to the documents of each table and back, and the columns by which they are looked up.

Tables: ``articles`` (all fields of an article), ``findings`` (under the article's document id),
``feeds``, ``state`` (key and JSON value), ``corrections`` (of findings, by their reader),
``removed`` (ids of articles that were taken out for good) and ``meta`` (one document: the schema
version).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any, TypeVar

import msgspec
from msgspec.structs import replace

from briefing import codec
from briefing.corrections import correction_from_json
from briefing.kinds import QUOTES, shown_kinds
from briefing.model import Article, Feed, Findings
from store.engine import jsontext
from store.engine.index import Columns

ARTICLES = "articles"
FINDINGS = "findings"
FEEDS = "feeds"
STATE = "state"
CORRECTIONS = "corrections"
REMOVED = "removed"
META = "meta"

Record = dict[str, Any]


def article_to_record(article: Article) -> Record:
    """The article as the document that is stored."""
    return codec.article_to_json(article)


def article_from_record(record: Mapping[str, Any]) -> Article:
    """The inverse; raises KeyError, TypeError or ValueError for anything else."""
    return codec.article_from_json(record)


def same_article(record: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    """Whether two records differ in nothing but the moment at which they were fetched."""
    return {**record, "fetched": None} == {**other, "fetched": None}


def findings_to_record(findings: Findings) -> Record:
    """The findings as the document that is stored."""
    return {
        "article": findings.article_id,
        "version": findings.version,
        "analyser": findings.analyser,
        "error": findings.error,
        **codec.findings_to_json(findings),
    }


def findings_from_record(record: Mapping[str, Any]) -> Findings:
    """The inverse; raises KeyError, TypeError or ValueError for anything else.

    A record from before versions had names is of the article that is stored beside it.
    """
    findings = codec.findings_from_json(record["article"], record["analyser"], record)
    return replace(findings, error=record.get("error"), version=record.get("version", ""))


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

_FindingsKeys: Any = msgspec.defstruct(
    "_FindingsKeys",
    [
        ("analyser", str, ""),
        *((plural, list[_Counted], []) for plural in _COUNTED if plural != QUOTES.plural),
        (QUOTES.plural, list[_Quote], []),
    ],
)
"""What of findings is looked up and counted: a list for each kind that is shown."""


class _FeedKeys(msgspec.Struct):
    url: str = ""


class _Key(msgspec.Struct):
    key: str = ""


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


def _article_columns(document: bytes) -> tuple[Any, ...]:
    keys = _article(document)
    day = keys.published[:10] if keys.published else None
    teaser_of = keys.feed if keys.teaser and keys.url else None
    return keys.id, keys.url, day, keys.sample, teaser_of


def _findings_columns(document: bytes) -> tuple[Any, ...]:
    keys = _findings(document)
    speakers = dict.fromkeys(quote.speaker for quote in keys.quotes if quote.speaker)
    counts = (len(getattr(keys, plural)) for plural in _COUNTED)
    return keys.analyser, *counts, list(speakers)


COLUMNS: dict[str, Columns] = {
    ARTICLES: Columns(("id", "url", "day", "sample", "teaser_of"), _article_columns),
    FINDINGS: Columns(("analyser", *_COUNTED, "speakers"), _findings_columns),
    FEEDS: Columns(("url",), lambda document: (_feed(document).url,)),
    STATE: Columns(("key",), lambda document: (_keyed(document).key,)),
    CORRECTIONS: Columns(("key",), lambda document: (_keyed(document).key,)),
    REMOVED: Columns(("id",), lambda document: (_article(document).id,)),
}
