"""A document as the readers of forms see it, and what they hand to extraction."""

from __future__ import annotations

from datetime import date

from msgspec import Struct

from briefing.extract.forms.items import Item
from briefing.extract.forms.lines import Line, lines_of, mended
from briefing.model import Article, Attribution, DeadlineKind, Span, TalkStatus


class Document(Struct, frozen=True):
    """An article's title, text and lines; ``day`` is that of its publication.

    ``whole`` is the text with broken lines run on, character for character; ``lines`` are its.
    """

    title: str
    text: str
    whole: str
    lines: tuple[Line, ...]
    day: date | None


class Turn(Struct, frozen=True):
    """What one speaker says in a row: exact words by paragraph, interjections left out."""

    speaker: str | None
    role: str | None
    attribution: Attribution
    label: Span
    passages: tuple[tuple[Span, ...], ...]
    addressee: str | None = None
    addressee_span: Span | None = None


class Entry(Struct, frozen=True):
    """One line of an agenda: what is when, where, with whom. ``status`` is None for no meeting."""

    what: str
    span: Span
    first: date
    last: date
    time: str | None
    zone: str | None
    place: str | None
    parties: tuple[str, ...]
    kind: DeadlineKind
    status: TalkStatus | None
    tentative: bool = False
    cancelled: bool = False


class Statement(Struct, frozen=True):
    """What somebody states by the structure of a document, with the words that say so.

    ``direct`` says that the words are the speaker's own.
    """

    speaker: str
    speaker_span: Span | None
    attribution: Attribution
    cue: Span
    content: Span
    role: str | None = None
    direct: bool = False


class Layout(Struct, frozen=True):
    """What the structure of a document gives to extraction.

    ``text`` is what the parser reads: as long as the article's, with labels blanked and broken
    lines run on. ``day`` is what relative days count from. ``prose`` are the ranges in which
    ordinary rules look for talks and deadlines (None: everywhere). ``items`` are stretches with
    days of their own, which together make up the text; of a digest each is a piece for itself.
    """

    form: str
    text: str
    day: date | None
    turns: tuple[Turn, ...] = ()
    entries: tuple[Entry, ...] = ()
    statements: tuple[Statement, ...] = ()
    prose: tuple[Span, ...] | None = None
    parties: tuple[str, ...] = ()
    items: tuple[Item, ...] = ()


def document_of(article: Article) -> Document:
    """The document that an article is."""
    lines = lines_of(article.text)
    whole = mended(article.text, lines)
    if whole != article.text:
        lines = lines_of(whole)
    return Document(article.title, article.text, whole, tuple(lines), article.reference_day)
