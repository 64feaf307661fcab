"""What comes of asking a server for a document."""

from __future__ import annotations

from dataclasses import dataclass

from briefing.errors import FeedError
from briefing.intake.text import clean


@dataclass(frozen=True, slots=True)
class Fetched:
    """A document, or with status 304 the word that it has not changed.

    ``url`` is where it came from in the end; ``moved_to`` the same when every redirect on the way
    was a permanent one, else None. ``etag`` and ``last_modified`` are the bytes that the server
    sent, as Latin-1. ``body`` is decompressed.
    """

    url: str
    status: int
    body: bytes = b""
    content_type: str = ""
    etag: str | None = None
    last_modified: str | None = None
    moved_to: str | None = None


class FetchError(FeedError):
    """A document could not be fetched.

    ``status`` is the HTTP status, or None when there was no answer. ``retry_after`` is the header
    as sent, if there was one: seconds, or an HTTP date.
    """

    def __init__(
        self,
        thing: str,
        problem: str,
        remedy: str | None = None,
        status: int | None = None,
        retry_after: str | None = None,
    ) -> None:
        super().__init__(clean(thing), clean(problem), remedy)
        self.status = status
        self.retry_after = retry_after
