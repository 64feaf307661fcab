"""How a row of any kind is put into words among rows of other kinds, and when it falls."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Literal, NamedTuple, TypeAlias

from briefing.article_refs import ArticleRef
from briefing.rows import Statement, TalkRow, meeting_name
from tui.text.days import day_words

Attention: TypeAlias = Literal["", "Passed", "Moved"]
"""Under which heading a row stands that is to be looked at before any day."""


class Summary(NamedTuple):
    """A row on one line: who, where or of which kind; what; and what else there is to say."""

    name: str
    text: str
    tail: str = ""


class RowDays(NamedTuple):
    """When a row falls; ``exact`` if those are the very days that are meant."""

    first: date | None
    last: date | None
    exact: bool = True
    attention: Attention = ""


class AgendaLine(NamedTuple):
    """A row in the calendar: ``lead`` in that role, what it is, and what of it stands behind.

    ``title`` and ``about`` say it where there is room for more.
    """

    lead: str
    role: str
    text: str
    tail: str
    title: str
    about: str


def statement_words(statement: Statement) -> str:
    """What a filter looks in of a statement: the words, how and to whom, by whom and where."""
    quote = statement.quote
    parts = (quote.content, quote.speaker, quote.role, quote.cue, quote.addressee, quote.via)
    return " ".join(part for part in (*parts, statement.article.source) if part)


def outlet_words(articles: Iterable[ArticleRef]) -> str:
    """What a filter looks in of articles behind a row: their outlets, each once."""
    return " ".join(dict.fromkeys(ref.source for ref in articles if ref.source))


def article_words(article: ArticleRef) -> str:
    """What a filter looks in of an article that a row names: outlet and title."""
    return f"{article.source or ''} {article.title}"


def lasting(days: RowDays) -> str:
    """``, 9-10 Jan`` for what lasts longer than a day."""
    if days.last is None or days.last == days.first:
        return ""
    return f", {day_words(days.first, days.last, days.last)}"


def where(row: TalkRow) -> str:
    """The place of talks; what they were takes its place where it is not known."""
    name = meeting_name(row)
    return row.place or name[:1].upper() + name[1:]
