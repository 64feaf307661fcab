"""Keeps what the reader has marked, and which articles were read, in the state of a library.

Articles read are kept by day of publication: what one more costs does not grow with the library.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import cast

from msgspec import Struct

from briefing.annotations.bookmarks import (
    Bookmark,
    Bookmarks,
    bookmark_from_json,
    bookmark_to_json,
    bookmarks_of,
)
from briefing.article_refs import ArticleRef
from briefing.errors import StoreError
from briefing.ports import Json, Library
from briefing.rows import DeadlineMention, Statement, TalkMention, Utterance

MARKED = "marked"
VISIT = "last visit"
"""When the last visit began: ISO 8601 with zone."""

_READ = "read: "

Day = date | None
"""A day of publication; None for the articles without one."""


class ReaderMarks(Struct, frozen=True):
    """What is marked, and for each day at hand the ids of its articles that were read."""

    bookmarks: Bookmarks
    read: Mapping[Day, frozenset[str]]

    def is_unread(self, ref: ArticleRef) -> bool:
        """Whether that article has not been read yet; False if its day is not at hand."""
        read = self.read.get(ref.day)
        return read is not None and ref.id not in read

    def is_marked(self, item: object) -> bool:
        """Whether something that a row rests on is marked."""
        return bool(self.bookmarks) and self.bookmarks.has_any(bookmarks_of(item))

    def rests_on_unread(self, item: object) -> bool:
        """Whether none of the articles that a row rests on has been read yet.

        A talk, a deadline, a speaker: rows of much that changes, have no such state.
        """
        match item:
            case ArticleRef():
                return self.is_unread(item)
            case Statement(article=ref) | TalkMention(article=ref) | DeadlineMention(article=ref):
                return self.is_unread(ref)
            case Utterance(statements=statements):
                return all(self.is_unread(statement.article) for statement in statements)
        return False


NO_MARKS = ReaderMarks(Bookmarks(), {})


class ReaderState:
    """What the reader of ``library`` has marked and read, and when they were last there.

    All methods may raise ``StoreError``.
    """

    def __init__(self, library: Library) -> None:
        self._library = library

    def begin_visit(self, now: datetime) -> datetime | None:
        """Note that a visit begins; when the one before began, None for the first."""
        before = self._library.state(VISIT)
        # A library that cannot be written can be read all the same.
        with contextlib.suppress(StoreError):
            self._library.set_state(VISIT, now.isoformat())
        return datetime.fromisoformat(before) if isinstance(before, str) else None

    def kept(self, days: Iterable[Day]) -> ReaderMarks:
        """What is marked, and what was read of the articles of those days."""
        read = {day: _read_of(self._library.state(_key(day))) for day in days}
        return ReaderMarks(self.bookmarks(), read)

    def bookmarks(self) -> Bookmarks:
        """All that is marked."""
        return _bookmarks(self._library.state(MARKED))

    def toggle_marks(self, marks: Iterable[Bookmark]) -> Bookmarks:
        """Mark those findings, or (one of them is marked) unmark them; all that is marked now."""
        chosen = tuple(marks)

        def change(stored: Json) -> Json:
            toggled = _bookmarks(stored).toggled(chosen)
            return [bookmark_to_json(mark) for mark in toggled] or None

        return _bookmarks(self._library.update_state(MARKED, change))

    def set_read(self, refs: Iterable[ArticleRef], read: bool) -> Mapping[Day, frozenset[str]]:
        """Note that those articles were read, or were not; what was read of their days now."""
        by_day: dict[Day, set[str]] = {}
        for ref in refs:
            by_day.setdefault(ref.day, set()).add(ref.id)
        return {day: self._note(day, ids, read) for day, ids in by_day.items()}

    def _note(self, day: Day, ids: set[str], read: bool) -> frozenset[str]:
        before = _read_of(self._library.state(_key(day)))
        if (ids <= before) if read else not (ids & before):
            return before

        def change(stored: Json) -> Json:
            read_before = _read_of(stored)
            return cast("Json", sorted(read_before | ids if read else read_before - ids)) or None

        return _read_of(self._library.update_state(_key(day), change))


def _key(day: Day) -> str:
    return f"{_READ}{day.isoformat() if day else 'undated'}"


def _read_of(stored: Json) -> frozenset[str]:
    return frozenset(cast("list[str]", stored or []))


def _bookmarks(stored: Json) -> Bookmarks:
    return Bookmarks(map(bookmark_from_json, cast("list[dict[str, Json]]", stored or [])))
