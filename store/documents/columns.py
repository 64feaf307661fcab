"""The columns of each table: the values by which documents are looked up without being read.

They are taken from a document when it is written to a snapshot, and stand in the index beside it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from sys import intern
from typing import Any, TypeVar

import msgspec

from briefing.kinds import DEADLINES, QUOTES, TALKS, shown_kinds
from briefing.model import ANNOUNCED, version_of
from store.documents.records import (
    ARTICLES,
    CORRECTIONS,
    FEEDS,
    FINDINGS,
    REMOVED,
    STATE,
    VERSION_FINDINGS,
    VERSIONS,
)
from store.engine import jsontext
from store.engine.index import Columns
from store.engine.refs import Ref
from store.engine.tables import Table


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
    # What stands in many documents is kept once: these values stay until the next compaction.
    day = intern(keys.published[:10]) if keys.published else None
    teaser_of = keys.feed if keys.teaser and keys.url else None
    return keys.id, keys.url, day, keys.sample, teaser_of


def _findings_columns(document: bytes) -> tuple[Any, ...]:
    keys = _findings(document)
    speakers = dict.fromkeys(intern(quote.speaker) for quote in keys.quotes if quote.speaker)
    counts = (len(getattr(keys, plural)) for plural in _COUNTED)
    return intern(keys.analyser), *counts, list(speakers), _ahead(keys)


def _ahead(keys: Any) -> str | None:
    """The last day of what an article announces, if it announces anything."""
    dues = (due.end for due in keys.deadlines if not due.cancelled)
    meetings = (m.end for m in keys.talks if m.end and m.status in ANNOUNCED)
    last = max((*dues, *meetings), default=None)
    return intern(last) if last else last


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


class Column:
    """One column of a table, by its name, and its values in the ``Table`` that holds it."""

    def __init__(self, table: str, name: str) -> None:
        """Raises KeyError or ValueError for a column that there is not."""
        self.table = table
        self.name = name
        self._columns = COLUMNS[table]
        self._position = self._columns.names.index(name)

    def value(self, table: Table, ref: Ref) -> Any:
        """The value of one of many documents that are asked for it."""
        return table.value(ref, self._columns, self._position)

    def value_of_one(self, table: Table, ref: Ref) -> Any:
        """The value of a document that is alone asked for it: the column is not read whole."""
        return table.value_of_one(ref, self._columns, self._position)

    def values(self, table: Table) -> Iterator[tuple[int, Any]]:
        """The value of every document, by the document's id."""
        return zip(table.refs, table.column(self._columns, self._position), strict=True)

    def new_values(self, table: Table) -> Iterator[tuple[int, Any]]:
        """The values of the documents that the index does not know as they are, by their ids."""
        return table.new_values(self._columns, self._position)


UNDATED = "9999"
"""Stands after every day: what has none is never of a day before another."""

ARTICLE_ID = Column(ARTICLES, "id")
ARTICLE_DAY = Column(ARTICLES, "day")
VERSION_ID = Column(VERSIONS, "id")
VERSION_NAME = Column(VERSIONS, "version")
VERSION_DAY = Column(VERSIONS, "day")
VERSION_UNTIL = Column(VERSIONS, "until")
