"""Values to the documents of each table and back, and the columns by which they are looked up.

Tables: ``articles`` (all fields of an article), ``findings`` (under the article's document id),
``feeds``, ``state`` (key and JSON value) and ``meta`` (one document: the schema version).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

import msgspec

from briefing import codec
from briefing.model import Article, Feed, Findings
from store.index import Columns

ARTICLES = "articles"
FINDINGS = "findings"
FEEDS = "feeds"
STATE = "state"
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


def same_words(record: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    """Whether findings in one hold in the other: the same text, published on the same day."""
    return record["text"] == other["text"] and _day(record) == _day(other)


def _day(record: Mapping[str, Any]) -> str | None:
    published: str | None = record["published"]
    return published[:10] if published else None


def findings_to_record(findings: Findings) -> Record:
    """The findings as the document that is stored."""
    return {
        "article": findings.article_id,
        "analyser": findings.analyser,
        "error": findings.error,
        **codec.findings_to_json(findings),
    }


def findings_from_record(record: Mapping[str, Any]) -> Findings:
    """The inverse; raises KeyError, TypeError or ValueError for anything else."""
    findings = codec.findings_from_json(record["article"], record["analyser"], record)
    return replace(findings, error=record["error"])


def feed_to_record(feed: Feed) -> Record:
    """The subscription as the document that is stored."""
    return {
        "url": feed.url,
        "title": feed.title,
        "site": feed.site,
        "folder": feed.folder,
        "tags": list(feed.tags),
        "paused": feed.paused,
        "added": _iso(feed.added),
        "etag": feed.etag,
        "last_modified": feed.last_modified,
        "last_fetch": _iso(feed.last_fetch),
        "next_fetch": _iso(feed.next_fetch),
        "last_error": feed.last_error,
        "failures": feed.failures,
        "full_text": feed.full_text,
        "moved_to": feed.moved_to,
        "moves": feed.moves,
        "new_articles": feed.new_articles,
    }


def feed_from_record(record: Mapping[str, Any]) -> Feed:
    """The inverse; raises KeyError, TypeError or ValueError for anything else."""
    return Feed(
        url=record["url"],
        title=record["title"],
        site=record["site"],
        folder=record["folder"],
        tags=tuple(record["tags"]),
        paused=record["paused"],
        added=_moment(record["added"]),
        etag=record["etag"],
        last_modified=record["last_modified"],
        last_fetch=_moment(record["last_fetch"]),
        next_fetch=_moment(record["next_fetch"]),
        last_error=record["last_error"],
        failures=record["failures"],
        full_text=record.get("full_text", "auto"),
        moved_to=record.get("moved_to"),
        moves=record.get("moves", 0),
        new_articles=record.get("new_articles", 0),
    )


def _iso(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None


def _moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None


class _ArticleKeys(msgspec.Struct):
    id: str = ""
    url: str | None = None
    published: str | None = None
    sample: bool = False


class _Quote(msgspec.Struct):
    speaker: str | None = None


class _FindingsKeys(msgspec.Struct):
    analyser: str = ""
    quotes: list[_Quote] = []
    talks: list[msgspec.Raw] = []
    deadlines: list[msgspec.Raw] = []


class _FeedKeys(msgspec.Struct):
    url: str = ""


class _StateKeys(msgspec.Struct):
    key: str = ""


_article = msgspec.json.Decoder(_ArticleKeys).decode
_findings = msgspec.json.Decoder(_FindingsKeys).decode
_feed = msgspec.json.Decoder(_FeedKeys).decode
_state = msgspec.json.Decoder(_StateKeys).decode


def _article_columns(document: bytes) -> tuple[Any, ...]:
    keys = _article(document)
    return keys.id, keys.url, keys.published[:10] if keys.published else None, keys.sample


def _findings_columns(document: bytes) -> tuple[Any, ...]:
    keys = _findings(document)
    speakers = dict.fromkeys(quote.speaker for quote in keys.quotes if quote.speaker)
    counts = len(keys.quotes), len(keys.talks), len(keys.deadlines)
    return keys.analyser, *counts, list(speakers)


COLUMNS: dict[str, Columns] = {
    ARTICLES: Columns(("id", "url", "day", "sample"), _article_columns),
    FINDINGS: Columns(("analyser", "quotes", "talks", "deadlines", "speakers"), _findings_columns),
    FEEDS: Columns(("url",), lambda document: (_feed(document).url,)),
    STATE: Columns(("key",), lambda document: (_state(document).key,)),
}
