"""What a feed holds once it is read, in values that go from process to process as JSON."""

from __future__ import annotations

from datetime import datetime

from msgspec import Struct


class Item(Struct, frozen=True, omit_defaults=True):
    """One entry of a feed, or one page. Every text in it has passed ``text.clean``.

    ``published`` and ``updated`` are timezone-aware and as given, not yet clamped. ``complete``
    is False for a teaser. ``date_note`` says what is doubtful about ``published``, if anything is.
    ``language`` is the one that the text is in (ISO 639-1), or None when
    that cannot be told; ``form`` what kind of document the text is, where its format says so.
    """

    title: str
    paragraphs: tuple[str, ...] = ()
    guid: str | None = None
    url: str | None = None
    published: datetime | None = None
    updated: datetime | None = None
    author: str | None = None
    source: str | None = None
    language: str | None = None
    complete: bool = False
    date_note: str | None = None
    form: str | None = None


class ParsedFeed(Struct, frozen=True, omit_defaults=True):
    """A feed document. ``format`` is feedparser's short name ("rss20", "atom10") or "json".

    ``problem`` says what was wrong with the document when items could be read all the same,
    ``notice`` what of a sound document does not become an article of its own, whole.
    """

    format: str | None = None
    title: str | None = None
    site: str | None = None
    language: str | None = None
    items: tuple[Item, ...] = ()
    problem: str | None = None
    notice: str | None = None
