"""The one place that opens sockets: to public addresses, and to hosts that the user has named.

Addresses are judged at the moment of connecting, so neither a redirect nor a name server can lead
into the local network.
"""

from __future__ import annotations

import asyncio
import ipaddress
import os
import socket
import ssl
from collections.abc import AsyncIterator, Iterable
from functools import lru_cache
from typing import Any

import certifi
import httpcore
import httpx

_NAT64 = ipaddress.ip_network("64:ff9b::/96")


class RefusedError(Exception):
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
        resolved = await loop.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        addresses = list(dict.fromkeys(str(info[4][0]) for info in resolved))
        if host.lower().rstrip(".") not in self._allowed:
            addresses = [a for a in addresses if is_public(a)]
        if not addresses:
            raise RefusedError
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


class Transport(httpx.AsyncBaseTransport):
    """httpx over a connection pool whose every connection the guard has made."""

    def __init__(self, allowed: frozenset[str], connections: int) -> None:
        self._pool = httpcore.AsyncConnectionPool(
            ssl_context=_trust(os.environ.get("SSL_CERT_FILE")),
            max_connections=connections,
            max_keepalive_connections=connections,
            http1=True,
            http2=True,
            network_backend=_Guard(allowed),
        )

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """As httpx asks for it: send a request, and give the answer as it comes in."""
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


@lru_cache(maxsize=1)
def _trust(named: str | None) -> ssl.SSLContext:  # noqa: ARG001  OpenSSL reads it by itself
    """The certificates of this machine (or those in the file ``named``) and the public ones.

    Reading them takes longer than most answers, so it is done once.
    """
    context = ssl.create_default_context()
    context.load_verify_locations(certifi.where())
    return context
