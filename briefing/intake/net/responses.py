"""What a server's answer means: a document, a word that nothing is new, or a failure to report."""

from __future__ import annotations

import socket
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from briefing.errors import FeedError
from briefing.intake.formats.decoding import MAX_TEXT
from briefing.intake.net.unpack import TooLargeError, unpack
from briefing.intake.text import clean, safe_link

if TYPE_CHECKING:
    import httpx

_MOST_VALIDATOR = 1024  # characters of an ETag worth keeping

CHECK = "Check the address"
LATER = "It will be tried again; check the address if this lasts"
LARGE = "Ask its publisher for a shorter feed"
_MEANINGS = {
    401: ("asks for a password", "Subscribe to a public address of it"),
    403: ("refuses access", "Its publisher may not want feed readers; remove or pause it"),
    404: ("is not there", "Look for its new address with `brief feeds add SITE`"),
    410: ("is gone for good", "It was paused; remove it or look for a successor"),
    429: ("asks for patience", "It will be tried again when the server allows"),
    503: ("is not available for now", "It will be tried again"),
}


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


def judged(
    requested: str, url: str, status: int, headers: httpx.Headers, body: bytes, permanent: bool
) -> Fetched:
    """The document in an answer from ``url``, after a request for ``requested``.

    ``permanent`` says whether every redirect on the way was. Raises ``FetchError`` for refusals
    and for bodies that cannot be unpacked.
    """
    if status not in (200, 304):
        problem, remedy = _MEANINGS.get(
            status, ("answers with an error" if status >= 400 else "answers oddly", LATER)
        )
        raise FetchError(
            requested, f"{problem} (HTTP {status})", remedy, status, headers.get("retry-after")
        )
    try:
        document = unpack(body, headers.get("content-encoding", ""), MAX_TEXT)
    except TooLargeError:
        raise FetchError(
            requested, f"unpacks to more than {MAX_TEXT // 1024**2} MiB", LARGE, status
        ) from None
    except ValueError as error:
        raise FetchError(requested, str(error), LATER, status) from None
    return Fetched(
        url=url,
        status=status,
        body=document,
        content_type=clean(headers.get("content-type", ""))[:200],
        etag=_validator(headers, b"etag"),
        last_modified=_validator(headers, b"last-modified"),
        moved_to=url if permanent and url != requested else None,
    )


def _validator(headers: httpx.Headers, name: bytes) -> str | None:
    value = next((v for k, v in headers.raw if k.lower() == name), b"")
    return value.decode("latin-1") if 0 < len(value) <= _MOST_VALIDATOR else None


def conditions_of(etag: str | None, last_modified: str | None) -> list[tuple[bytes, bytes]]:
    """The validators exactly as they were sent, byte for byte."""
    named = ((b"If-None-Match", etag), (b"If-Modified-Since", last_modified))
    return [(name, value.encode("latin-1")) for name, value in named if value]


def redirected(requested: str, here: str, location: str) -> str:
    """Where a redirect leads. Raises ``FetchError`` for anything but http(s)."""
    try:
        target = safe_link(urljoin(here, location))
    except ValueError:
        target = None
    if target is None:
        raise FetchError(
            requested, f"redirects to {clean(location)[:80]!r}, no http(s) address", CHECK
        )
    return target


def trouble(error: Exception) -> str:
    """What to call a failure to connect or to keep the connection."""
    text = str(error)
    if isinstance(error, socket.gaierror):
        return "cannot be found (no such host)"
    if "CERTIFICATE_VERIFY_FAILED" in text:
        return "has a certificate that cannot be trusted"
    return f"cannot be reached ({reason(error)})"


def reason(error: Exception) -> str:
    """What an exception says of itself, short and clean."""
    return clean(str(error))[:120] or type(error).__name__
