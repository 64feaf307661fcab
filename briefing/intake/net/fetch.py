"""A URL to bytes, within limits of size and time, through the guarded connections alone.

Imported when there is something to fetch, and not before.
"""

from __future__ import annotations

import asyncio
import importlib.metadata
from collections import defaultdict
from collections.abc import AsyncIterator, Iterable, Sequence
from contextlib import asynccontextmanager
from types import TracebackType
from typing import Self, TypeAlias
from urllib.parse import urlsplit

import httpx

from briefing.intake.net.connections import RefusedError, Transport
from briefing.intake.net.responses import (
    CHECK,
    LARGE,
    LATER,
    Fetched,
    FetchError,
    conditions_of,
    judged,
    reason,
    redirected,
    trouble,
)
from briefing.intake.net.unpack import ENCODINGS
from briefing.intake.text import clean, safe_link

Headers: TypeAlias = Sequence[tuple[bytes, bytes]]

MAX_WIRE = 8 * 1024 * 1024
"""Bytes of one document as it is sent, packed or not."""

TOTAL_SECONDS = 30.0
"""For one document with all its redirects, however slowly it drips."""

MAX_REDIRECTS = 5  # what RFC 2068 recommended (RFC 9110, section 15.4)
_CONNECT_SECONDS = 10.0  # TCP asks again after 1, 3 and 7 seconds (RFC 6298)
_SILENCE_SECONDS = 15.0  # between two pieces of an answer; half of ``TOTAL_SECONDS``
_REFUSAL = 64 * 1024  # bytes
# Statuses of RFC 9110, section 15.4.
_PERMANENT = (301, 308)
_REDIRECTS = (301, 302, 303, 307, 308)
_ACCEPT = (
    "application/rss+xml, application/atom+xml, application/feed+json, application/rdf+xml;q=0.9, "
    "application/xml;q=0.8, text/xml;q=0.8, text/html;q=0.5, */*;q=0.1"
)


def user_agent() -> str:
    """How the program calls itself to servers."""
    return f"brief-desk/{importlib.metadata.version('brief-desk')} (terminal feed reader)"


def _host_of(url: str) -> str:
    return (urlsplit(url).hostname or "").lower().rstrip(".")


class _Allowance:
    """The seconds that a document has left, over all the redirects on the way to it."""

    def __init__(self, seconds: float) -> None:
        self._left = seconds

    @asynccontextmanager
    async def spending(self) -> AsyncIterator[None]:
        """Spend from it what the body takes. Raises TimeoutError once nothing is left."""
        clock = asyncio.get_running_loop().time
        began = clock()
        try:
            async with asyncio.timeout(max(0.0, self._left)):
                yield
        finally:
            self._left -= clock() - began


class Fetcher:
    """Fetches documents: many hosts at a time, one document at a time from each.

    ``allowed`` names hosts whose private addresses may be connected to all the same. Use it as an
    asynchronous context manager, inside one event loop.
    """

    def __init__(
        self,
        allowed: Iterable[str] = (),
        connections: int = 16,
        total_seconds: float = TOTAL_SECONDS,
    ) -> None:
        self._allowed = frozenset(h.lower().rstrip(".") for h in allowed)
        self._connections = connections
        self._total = total_seconds
        self._turns: defaultdict[str, asyncio.Lock] = defaultdict(asyncio.Lock)
        self._slots = asyncio.Semaphore(connections)
        self._client: httpx.AsyncClient | None = None

    async def __aenter__(self) -> Self:
        self._client = httpx.AsyncClient(
            transport=Transport(self._allowed, self._connections),
            headers={
                "User-Agent": user_agent(),
                "Accept": _ACCEPT,
                "Accept-Encoding": ", ".join(ENCODINGS),
            },
            timeout=httpx.Timeout(_SILENCE_SECONDS, connect=_CONNECT_SECONDS, pool=None),
            follow_redirects=False,
            trust_env=False,
        )
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        if self._client is not None:
            await self._client.aclose()

    async def get(
        self, url: str, etag: str | None = None, last_modified: str | None = None
    ) -> Fetched:
        """Fetch a document, on condition that it has changed when validators are given.

        Follows up to ``MAX_REDIRECTS`` redirects. Raises ``FetchError``.
        """
        conditions = conditions_of(etag, last_modified)
        here = url
        permanent = True
        allowance = _Allowance(self._total)
        for _ in range(MAX_REDIRECTS + 1):
            status, headers, body = await self._answer(here, conditions, allowance)
            if status not in _REDIRECTS or "location" not in headers:
                return judged(url, here, status, headers, body, permanent)
            permanent = permanent and status in _PERMANENT
            here = redirected(url, here, headers["location"])
        raise FetchError(url, f"redirects more than {MAX_REDIRECTS} times", CHECK)

    async def ask(self, url: str, headers: Headers = (), form: bytes | None = None) -> Fetched:
        """Ask an API that knows its users: by POST if there is a ``form``, urlencoded, else GET.

        What ``headers`` and form hold goes to this host alone, and not in the clear: a redirect is
        an error, and so is http to a host that is not ``allowed``. Raises ``FetchError``.
        """
        host = _host_of(url)
        if urlsplit(url).scheme != "https" and host not in self._allowed:
            raise FetchError(
                url,
                "would be sent passwords in the clear",
                f"Give its https address; on your own network add {clean(host)} to "
                "feeds.allow_hosts in the settings",
            )
        status, answer, body = await self._answer(url, headers, _Allowance(self._total), form)
        if status in _REDIRECTS and "location" in answer:
            target = redirected(url, url, answer["location"])
            raise FetchError(url, f"redirects to {target}", CHECK, status)
        return judged(url, url, status, answer, body, permanent=False)

    async def _answer(
        self, url: str, headers: Headers, allowance: _Allowance, form: bytes | None = None
    ) -> tuple[int, httpx.Headers, bytes]:
        link = safe_link(url)
        if link is None:
            raise FetchError(url, "is not an http(s) address", CHECK)
        host = _host_of(link)
        # The wait for other documents of the host costs nothing of this one's time.
        async with self._turns[host], self._slots:
            try:
                async with allowance.spending():
                    return await self._exchange(link, headers, form)
            except TimeoutError:
                problem = f"took more than {self._total:g} seconds"
                raise FetchError(url, problem, "It will be tried again") from None
            except RefusedError:
                raise FetchError(
                    url,
                    "leads to an address inside the local network",
                    f"If that is meant, add {clean(host)} to feeds.allow_hosts in the settings",
                ) from None
            except (httpx.HTTPError, httpx.InvalidURL) as error:
                raise FetchError(url, f"cannot be reached ({reason(error)})", LATER) from None
            except OSError as error:
                raise FetchError(url, trouble(error), LATER) from None
            except (UnicodeError, ValueError) as error:
                raise FetchError(url, f"cannot be asked for ({reason(error)})", CHECK) from None
            except Exception as error:
                if not type(error).__module__.startswith(("httpcore", "h11", "h2", "anyio")):
                    raise
                raise FetchError(url, trouble(error), LATER) from None

    async def _exchange(
        self, url: str, headers: Headers, form: bytes | None
    ) -> tuple[int, httpx.Headers, bytes]:
        assert self._client is not None  # noqa: S101  __aenter__ made it
        method = "GET" if form is None else "POST"
        request = self._client.stream(method, url, headers=[*headers], content=form)
        async with request as response:
            body = bytearray()
            # What comes with a refusal is read only to keep the connection for the next document.
            is_document = response.status_code == 200
            async for part in response.aiter_raw():
                body += part
                if not is_document and len(body) > _REFUSAL:
                    break
                if len(body) > MAX_WIRE:
                    raise FetchError(url, f"is larger than {MAX_WIRE // 1024**2} MiB", LARGE)
            return response.status_code, response.headers, bytes(body)
