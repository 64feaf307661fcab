"""A URL to bytes: the only module that opens a socket.

Imported when there is something to fetch, and not before. Addresses are judged at the moment of
connecting, so neither a redirect nor a name server can lead into the local network.
"""

from __future__ import annotations

import asyncio
import importlib.metadata
import ipaddress
import socket
import ssl
from collections import defaultdict
from collections.abc import AsyncIterator, Iterable
from types import TracebackType
from typing import Any, Self
from urllib.parse import urljoin, urlsplit

import certifi
import httpcore
import httpx

from briefing.intake.decoding import MAX_TEXT
from briefing.intake.outcome import Fetched, FetchError
from briefing.intake.text import clean, safe_link
from briefing.intake.unpack import ENCODINGS, TooLargeError, unpack

MAX_WIRE = 8 * 1024 * 1024
"""Bytes of one document as it is sent, packed or not."""

TOTAL_SECONDS = 30.0
"""For one document with all its redirects, however slowly it drips."""

MAX_REDIRECTS = 5
_CONNECT_SECONDS = 10.0
_SILENCE_SECONDS = 15.0
_REFUSAL = 64 * 1024  # bytes
_MOST_VALIDATOR = 1024  # characters of an ETag worth keeping
_PERMANENT = (301, 308)
_REDIRECTS = (301, 302, 303, 307, 308)
_ACCEPT = (
    "application/rss+xml, application/atom+xml, application/feed+json, application/rdf+xml;q=0.9, "
    "application/xml;q=0.8, text/xml;q=0.8, text/html;q=0.5, */*;q=0.1"
)
_NAT64 = ipaddress.ip_network("64:ff9b::/96")


class _RefusedError(Exception):
    """A name stands for an address inside the local network."""


def is_public(address: str) -> bool:
    """Whether an IP address belongs to the open internet, not to a local or special network.

    IPv6 addresses that carry an IPv4 address are judged by that one (RFC 4291, 3056, 6052).
    """
    ip = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(ip, ipaddress.IPv6Address):
        inner = ip.ipv4_mapped or ip.sixtofour
        if ip in _NAT64:
            inner = ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
        if inner is not None:
            return is_public(str(inner))
        if ip.teredo is not None or ip.is_site_local:
            return False
    return ip.is_global and not ip.is_multicast and not ip.is_reserved


class _Guard(httpcore.AsyncNetworkBackend):
    """Connects to public addresses only, and to the hosts that the user has named."""

    def __init__(self, allowed: frozenset[str]) -> None:
        self._allowed = allowed
        self._network = httpcore.AnyIOBackend()

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        loop = asyncio.get_running_loop()
        found = await loop.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        addresses = list(dict.fromkeys(str(info[4][0]) for info in found))
        if host.lower().rstrip(".") not in self._allowed:
            addresses = [a for a in addresses if is_public(a)]
        if not addresses:
            raise _RefusedError
        failure: Exception = httpcore.ConnectError("no address")
        for address in addresses:
            try:
                return await self._network.connect_tcp(
                    address, port, timeout, local_address, socket_options
                )
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failure = error
        raise failure

    async def sleep(self, seconds: float) -> None:
        await asyncio.sleep(seconds)


class _Body(httpx.AsyncByteStream):
    def __init__(self, stream: Any) -> None:
        self._stream = stream

    async def __aiter__(self) -> AsyncIterator[bytes]:
        async for part in self._stream:
            yield part

    async def aclose(self) -> None:
        await self._stream.aclose()


class _Transport(httpx.AsyncBaseTransport):
    """httpx over a connection pool whose every connection the guard has made."""

    def __init__(self, allowed: frozenset[str], connections: int) -> None:
        self._pool = httpcore.AsyncConnectionPool(
            ssl_context=_trust(),
            max_connections=connections,
            max_keepalive_connections=connections,
            http1=True,
            http2=True,
            network_backend=_Guard(allowed),
        )

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        url = request.url
        response = await self._pool.handle_async_request(
            httpcore.Request(
                method=request.method,
                url=httpcore.URL(
                    scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path
                ),
                headers=request.headers.raw,
                content=request.stream,
                extensions=request.extensions,
            )
        )
        return httpx.Response(
            response.status,
            headers=response.headers,
            stream=_Body(response.stream),
            extensions=response.extensions,
        )

    async def aclose(self) -> None:
        await self._pool.aclose()


def _trust() -> ssl.SSLContext:
    """The certificates of this machine (a company's own among them) and the public ones."""
    context = ssl.create_default_context()
    context.load_verify_locations(certifi.where())
    return context


def user_agent() -> str:
    """How the program calls itself to servers."""
    return f"brief-desk/{importlib.metadata.version('brief-desk')} (terminal feed reader)"


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
            transport=_Transport(self._allowed, self._connections),
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
        conditions = _conditions(etag, last_modified)
        here = url
        permanent = True
        for _ in range(MAX_REDIRECTS + 1):
            status, headers, body = await self._answer(here, conditions)
            if status not in _REDIRECTS or "location" not in headers:
                return _judged(url, here, status, headers, body, permanent)
            permanent = permanent and status in _PERMANENT
            here = _redirected(url, here, headers["location"])
        raise FetchError(url, f"redirects more than {MAX_REDIRECTS} times", _CHECK)

    async def _answer(
        self, url: str, conditions: list[tuple[bytes, bytes]]
    ) -> tuple[int, httpx.Headers, bytes]:
        link = safe_link(url)
        if link is None:
            raise FetchError(url, "is not an http(s) address", _CHECK)
        host = (urlsplit(link).hostname or "").rstrip(".")
        # The wait for other documents of the host costs nothing of this one's time.
        async with self._turns[host], self._slots:
            try:
                async with asyncio.timeout(self._total):
                    return await self._exchange(link, conditions)
            except TimeoutError:
                problem = f"took more than {self._total:g} seconds"
                raise FetchError(url, problem, "It will be tried again") from None
            except _RefusedError:
                raise FetchError(
                    url,
                    "leads to an address inside the local network",
                    f"If that is meant, add {clean(host)} to feeds.allow_hosts in the settings",
                ) from None
            except (httpx.HTTPError, httpx.InvalidURL) as error:
                raise FetchError(url, f"cannot be reached ({_reason(error)})", _LATER) from None
            except OSError as error:
                raise FetchError(url, _trouble(error), _LATER) from None
            except (UnicodeError, ValueError) as error:
                raise FetchError(url, f"cannot be asked for ({_reason(error)})", _CHECK) from None
            except Exception as error:
                if not type(error).__module__.startswith(("httpcore", "h11", "h2", "anyio")):
                    raise
                raise FetchError(url, _trouble(error), _LATER) from None

    async def _exchange(
        self, url: str, conditions: list[tuple[bytes, bytes]]
    ) -> tuple[int, httpx.Headers, bytes]:
        assert self._client is not None  # noqa: S101  __aenter__ made it
        async with self._client.stream("GET", url, headers=conditions) as response:
            body = bytearray()
            # What comes with a refusal is read only to keep the connection for the next document.
            wanted = response.status_code == 200
            async for part in response.aiter_raw():
                body += part
                if not wanted and len(body) > _REFUSAL:
                    break
                if len(body) > MAX_WIRE:
                    raise FetchError(url, f"is larger than {MAX_WIRE // 1024**2} MiB", _LARGE)
            return response.status_code, response.headers, bytes(body)


_CHECK = "Check the address"
_LATER = "It will be tried again; check the address if this lasts"
_LARGE = "Ask its publisher for a shorter feed"
_MEANINGS = {
    401: ("asks for a password", "Subscribe to a public address of it"),
    403: ("refuses access", "Its publisher may not want feed readers; remove or pause it"),
    404: ("is not there", "Look for its new address with `brief feeds add SITE`"),
    410: ("is gone for good", "It was paused; remove it or look for a successor"),
    429: ("asks for patience", "It will be tried again when the server allows"),
    503: ("is not available for now", "It will be tried again"),
}


def _judged(
    asked: str, url: str, status: int, headers: httpx.Headers, body: bytes, permanent: bool
) -> Fetched:
    if status not in (200, 304):
        problem, remedy = _MEANINGS.get(
            status, ("answers with an error" if status >= 400 else "answers oddly", _LATER)
        )
        raise FetchError(
            asked, f"{problem} (HTTP {status})", remedy, status, headers.get("retry-after")
        )
    try:
        document = unpack(body, headers.get("content-encoding", ""), MAX_TEXT)
    except TooLargeError:
        raise FetchError(
            asked, f"unpacks to more than {MAX_TEXT // 1024**2} MiB", _LARGE, status
        ) from None
    except ValueError as error:
        raise FetchError(asked, str(error), _LATER, status) from None
    return Fetched(
        url=url,
        status=status,
        body=document,
        content_type=clean(headers.get("content-type", ""))[:200],
        etag=_validator(headers, b"etag"),
        last_modified=_validator(headers, b"last-modified"),
        moved_to=url if permanent and url != asked else None,
    )


def _validator(headers: httpx.Headers, name: bytes) -> str | None:
    value = next((v for k, v in headers.raw if k.lower() == name), b"")
    return value.decode("latin-1") if 0 < len(value) <= _MOST_VALIDATOR else None


def _conditions(etag: str | None, last_modified: str | None) -> list[tuple[bytes, bytes]]:
    """The validators exactly as they were sent, byte for byte."""
    named = ((b"If-None-Match", etag), (b"If-Modified-Since", last_modified))
    return [(name, value.encode("latin-1")) for name, value in named if value]


def _redirected(asked: str, here: str, location: str) -> str:
    try:
        target = safe_link(urljoin(here, location))
    except ValueError:
        target = None
    if target is None:
        raise FetchError(
            asked, f"redirects to {clean(location)[:80]!r}, no http(s) address", _CHECK
        )
    return target


def _trouble(error: Exception) -> str:
    text = str(error)
    if isinstance(error, socket.gaierror):
        return "cannot be found (no such host)"
    if "CERTIFICATE_VERIFY_FAILED" in text:
        return "has a certificate that cannot be trusted"
    return f"cannot be reached ({_reason(error)})"


def _reason(error: Exception) -> str:
    return clean(str(error))[:120] or type(error).__name__
