"""What articles were read from: bytes as they came from outside, named by their SHA-256."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Literal, Protocol, TypeAlias

from msgspec import Struct

from briefing.model import Article

Reader: TypeAlias = Literal["feed", "page", "document", "seed"]
"""What makes text of the bytes: the parser of feeds, of web pages, of documents, of seed files."""


class Source(Struct, frozen=True):
    """One document from outside, with all that its reader was given beside the bytes.

    ``url`` is where it came from, ``format`` the one that ``--as`` named, ``filename`` that of a
    file.
    """

    raw: bytes
    reader: Reader
    content_type: str = ""
    url: str = ""
    format: str = ""
    filename: str = ""


class SourceRef(Struct, frozen=True):
    """A source without its bytes: ``version`` is that of the article that was read from it.

    ``size`` is in bytes, ``at`` when they came in.
    """

    sha256: str
    size: int
    version: str
    at: datetime
    reader: Reader
    content_type: str = ""
    url: str = ""
    format: str = ""
    filename: str = ""


class Sources(Protocol):
    """Keeps sources as long as articles rest on them and there is room. May raise StoreError."""

    def keep(self, source: Source, articles: Iterable[Article], at: datetime) -> None:
        """Keep what these articles were read from, as they are now. Twice is as good as once."""

    def of(self, article_id: str) -> tuple[SourceRef, ...]:
        """What is kept of an article's sources, the oldest first."""

    def read(self, sha256: str) -> bytes | None:
        """The bytes of that name; None if they are not kept, or are no longer what they were."""


class NoSources:
    """Keeps nothing."""

    def keep(self, source: Source, articles: Iterable[Article], at: datetime) -> None:
        """Nothing."""

    def of(self, article_id: str) -> tuple[SourceRef, ...]:  # noqa: ARG002  (as of all)
        """There is none."""
        return ()

    def read(self, sha256: str) -> bytes | None:  # noqa: ARG002  (as of all)
        """There is none."""
        return None


NO_SOURCES = NoSources()
