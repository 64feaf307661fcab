"""A subscription to a feed, as the library keeps it."""

from __future__ import annotations

from datetime import datetime
from typing import Literal, TypeAlias, get_args

from msgspec import Struct

FullText: TypeAlias = Literal["auto", "always", "never"]
FULL_TEXT_MODES: tuple[FullText, ...] = get_args(FullText)
"""Whether the pages of a feed's entries are fetched; "auto" leaves it to the settings."""


class Feed(Struct, frozen=True):
    """A subscription. Times are timezone-aware, ``etag`` and ``last_modified`` verbatim.

    ``moved_to`` is where the server says the feed has gone for good, ``moves`` how many times in a
    row it said so. ``new_articles`` counts those of the last fetch that brought any document.
    ``credentials`` is the file that holds what to log in with, where ``url`` is an aggregator's
    (``intake.feeds.aggregators``); None for a feed.
    """

    url: str
    title: str | None = None
    site: str | None = None
    folder: str | None = None
    tags: tuple[str, ...] = ()
    paused: bool = False
    added: datetime | None = None
    etag: str | None = None
    last_modified: str | None = None
    last_fetch: datetime | None = None
    next_fetch: datetime | None = None
    last_error: str | None = None
    failures: int = 0
    full_text: FullText = "auto"
    moved_to: str | None = None
    moves: int = 0
    new_articles: int = 0
    credentials: str | None = None
