"""Fetching from a server that misbehaves."""

from __future__ import annotations

import asyncio
import gzip
import socket
import ssl
import zlib
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import brotli
import h2.config
import h2.connection
import h2.events
import pytest

from briefing.intake.net import fetch
from briefing.intake.net.connections import is_public
from briefing.intake.net.fetch import Fetcher
from briefing.intake.net.responses import FetchError
from tests.briefing.intake.server import Server, moved, reply, running


def _gzip(data: bytes) -> bytes:
    # Packed at no time in particular: the names of tests are the same in every process then.
    return gzip.compress(data, mtime=0)


BODY = b"<rss version='2.0'><channel><title>T</title></channel></rss>"
TLS = Path(__file__).parents[3] / "corpus" / "tls"
LOCAL = ("127.0.0.1", "localhost")


@pytest.fixture
async def server() -> AsyncIterator[Server]:
    async with running() as one:
        yield one


@pytest.fixture
async def fetcher() -> AsyncIterator[Fetcher]:
    async with Fetcher(LOCAL) as one:
        yield one


async def failing(fetcher: Fetcher, url: str, *words: str) -> FetchError:
    with pytest.raises(FetchError) as caught:
        await fetcher.get(url)
    assert all(word in str(caught.value) for word in words), str(caught.value)
    assert str(caught.value).isprintable()
    return caught.value


async def test_a_document(server: Server, fetcher: Fetcher) -> None:
    headers = (b"Content-Type: application/rss+xml; charset=utf-8", b'ETag: W/"a b"')
    server.routes["/f"] = reply(200, BODY, *headers, b"Last-Modified: yesterday, perhaps")
    fetched = await fetcher.get(server.url + "/f")
    assert (fetched.status, fetched.body, fetched.moved_to) == (200, BODY, None)
    assert fetched.content_type == "application/rss+xml; charset=utf-8"
    assert (fetched.etag, fetched.last_modified) == ('W/"a b"', "yesterday, perhaps")


async def test_the_program_names_itself(server: Server, fetcher: Fetcher) -> None:
    server.routes["/f"] = reply(200, BODY)
    await fetcher.get(server.url + "/f")
    assert server.requests[0].headers[b"user-agent"].startswith(b"brief-desk/")
    assert server.requests[0].headers[b"accept-encoding"] == b"gzip, deflate, br"


@pytest.mark.parametrize(
    "etag", [b'"x y"', b"no quotes", b'W/"\xfc\xe9"', b'"\xc3\xa9"', b'"a,b;c"']
)
async def test_validators_are_echoed_byte_for_byte(
    server: Server, fetcher: Fetcher, etag: bytes
) -> None:
    date = b"Wed, 12 Jan 2022 18:30:00 +0100 (odd)"
    server.routes["/f"] = reply(200, BODY, b"ETag: " + etag, b"Last-Modified: " + date)
    first = await fetcher.get(server.url + "/f")
    server.not_modified["/f"] = etag
    second = await fetcher.get(server.url + "/f", first.etag, first.last_modified)
    assert second.status == 304
    assert server.requests[1].headers[b"if-none-match"] == etag
    assert server.requests[1].headers[b"if-modified-since"] == date


@pytest.mark.parametrize(
    ("encoding", "packed"),
    [
        ("gzip", _gzip(BODY)),
        ("x-gzip", _gzip(BODY)),
        ("deflate", zlib.compress(BODY)),
        ("deflate", zlib.compress(BODY)[2:-4]),
        ("br", brotli.compress(BODY)),
        ("identity", BODY),
        ("gzip, br", brotli.compress(_gzip(BODY))),
        ("gzip", _gzip(BODY[:20]) + _gzip(BODY[20:])),
        ("gzip", _gzip(BODY) + b"rubbish"),
    ],
)
async def test_packed_documents(
    server: Server, fetcher: Fetcher, encoding: str, packed: bytes
) -> None:
    server.routes["/f"] = reply(200, packed, f"Content-Encoding: {encoding}".encode())
    assert (await fetcher.get(server.url + "/f")).body == BODY


@pytest.mark.parametrize(
    ("encoding", "packed", "problem"),
    [
        ("gzip", b"not packed at all", "damaged"),
        ("br", b"not packed at all", "damaged"),
        ("deflate", b"not packed at all", "damaged"),
        ("zstd", b"x", "unknown way"),
        ("gzip, gzip, gzip", b"x", "3 times"),
    ],
)
async def test_damaged_packing(
    server: Server, fetcher: Fetcher, encoding: str, packed: bytes, problem: str
) -> None:
    server.routes["/f"] = reply(200, packed, f"Content-Encoding: {encoding}".encode())
    await failing(fetcher, server.url + "/f", problem)


@pytest.mark.parametrize(
    ("encoding", "pack"),
    [
        ("gzip", _gzip),
        ("deflate", zlib.compress),
        ("br", brotli.compress),
        ("gzip, gzip", lambda data: _gzip(_gzip(data))),
    ],
    ids=["gzip", "deflate", "br", "twice"],
)
async def test_what_unpacks_to_more_than_allowed(
    server: Server, fetcher: Fetcher, encoding: str, pack: Callable[[bytes], bytes]
) -> None:
    packed = pack(b"\0" * 20_000_000)
    server.routes["/f"] = reply(200, packed, f"Content-Encoding: {encoding}".encode())
    await failing(fetcher, server.url + "/f", "unpacks to more than")


async def test_a_document_larger_than_allowed_is_cut_short(
    server: Server, fetcher: Fetcher
) -> None:
    sent = 0

    async def endless(writer: asyncio.StreamWriter) -> None:
        nonlocal sent
        writer.write(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")
        while True:
            writer.write(b"10000\r\n" + b"x" * 0x10000 + b"\r\n")
            sent += 0x10000
            await writer.drain()

    server.routes["/f"] = endless
    await failing(fetcher, server.url + "/f", "larger than 8 MiB")
    assert sent < 2 * fetch.MAX_WIRE


async def test_a_slow_drip_meets_the_deadline(server: Server) -> None:
    async def drip(writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n")
        while True:
            writer.write(b"x")
            await writer.drain()
            await asyncio.sleep(0.02)

    server.routes["/f"] = drip
    async with Fetcher(LOCAL, total_seconds=0.4) as fetcher:
        await failing(fetcher, server.url + "/f", "took more than 0.4 seconds")


async def test_a_drip_of_headers_meets_the_deadline(server: Server) -> None:
    async def drip(writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 200 OK\r\n")
        while True:
            writer.write(b"X-A: b\r\n")
            await writer.drain()
            await asyncio.sleep(0.02)

    server.routes["/f"] = drip
    async with Fetcher(LOCAL, total_seconds=0.4) as fetcher:
        await failing(fetcher, server.url + "/f")


@pytest.mark.parametrize(
    "raw",
    [
        b"rubbish\r\n\r\n",
        b"HTTP/1.1 999999 Odd\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nshort",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nx\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nBad Header\x1b[2J\r\n\r\n",
        b"HTTP/1.1 200 OK\r\n" + b"X: " + b"y" * 200_000 + b"\r\n\r\n",
        b"",
    ],
    ids=range(8),
)
async def test_a_server_that_speaks_no_http(server: Server, fetcher: Fetcher, raw: bytes) -> None:
    async def rude(writer: asyncio.StreamWriter) -> None:
        writer.write(raw)
        await writer.drain()
        writer.close()

    server.routes["/f"] = rude
    await failing(fetcher, server.url + "/f", "cannot be reached")


async def test_nobody_listens(fetcher: Fetcher) -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        port = unused.getsockname()[1]
    await failing(fetcher, f"http://127.0.0.1:{port}/", "cannot be reached")


async def test_no_such_host(fetcher: Fetcher, monkeypatch: pytest.MonkeyPatch) -> None:
    async def nowhere(*args: object, **kwargs: object) -> None:
        raise socket.gaierror(-2, "Name or service not known")

    monkeypatch.setattr(asyncio.get_running_loop(), "getaddrinfo", nowhere)
    await failing(fetcher, "http://nowhere.example/", "no such host")


def self_signed() -> ssl.SSLContext:
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(TLS / "certificate.pem", TLS / "key.pem")
    return context


async def test_a_certificate_nobody_vouches_for(fetcher: Fetcher) -> None:
    async with running(tls=self_signed()) as server:
        server.routes["/f"] = reply(200, BODY)
        await failing(fetcher, server.url + "/f", "certificate that cannot be trusted")
        assert not server.requests


async def test_a_certificate_that_the_machine_trusts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(TLS / "certificate.pem"))
    async with running(tls=self_signed()) as server, Fetcher(LOCAL) as fetcher:
        server.routes["/f"] = reply(200, BODY)
        assert (await fetcher.get(server.url + "/f")).body == BODY


async def speak_http2(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """Answers every request with ``BODY`` over HTTP/2, as a server of that version does."""
    connection = h2.connection.H2Connection(h2.config.H2Configuration(client_side=False))
    connection.initiate_connection()
    writer.write(connection.data_to_send())
    while data := await reader.read(65536):
        for event in connection.receive_data(data):
            if isinstance(event, h2.events.RequestReceived) and event.stream_id is not None:
                headers = [(":status", "200"), ("etag", '"two"')]
                connection.send_headers(event.stream_id, headers)
                connection.send_data(event.stream_id, BODY, end_stream=True)
        writer.write(connection.data_to_send())
    writer.close()


async def test_http2(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(TLS / "certificate.pem"))
    tls = self_signed()
    tls.set_alpn_protocols(["h2"])
    listening = await asyncio.start_server(speak_http2, "127.0.0.1", 0, ssl=tls)
    url = f"https://127.0.0.1:{listening.sockets[0].getsockname()[1]}/f"
    async with Fetcher(LOCAL) as fetcher:
        first, second = await fetcher.get(url), await fetcher.get(url)
    listening.close()
    assert first == second
    assert (first.body, first.etag) == (BODY, '"two"')


@pytest.mark.parametrize("status", [401, 403, 404, 410, 418, 429, 500, 503])
async def test_refusals(server: Server, fetcher: Fetcher, status: int) -> None:
    server.routes["/f"] = reply(status, b"x" * 500_000, b"Retry-After: 120")
    error = await failing(fetcher, server.url + "/f", f"HTTP {status}")
    assert (error.status, error.retry_after) == (status, "120")
    assert error.remedy


@pytest.mark.parametrize(
    ("statuses", "permanent"),
    [([301], True), ([308, 301], True), ([302], False), ([301, 302], False), ([307, 308], False)],
)
async def test_redirects(
    server: Server, fetcher: Fetcher, statuses: list[int], permanent: bool
) -> None:
    for step, status in enumerate(statuses):
        server.routes[f"/{step}"] = moved(status, f"/{step + 1}")
    end = f"/{len(statuses)}"
    server.routes[end] = reply(200, BODY)
    fetched = await fetcher.get(server.url + "/0")
    assert (fetched.url, fetched.body) == (server.url + end, BODY)
    assert fetched.moved_to == (server.url + end if permanent else None)


async def test_redirects_without_end(server: Server, fetcher: Fetcher) -> None:
    server.routes["/f"] = moved(301, "/f")
    await failing(fetcher, server.url + "/f", "redirects more than 5 times")
    assert len(server.requests) == 6


async def test_the_time_of_a_document_covers_all_its_redirects(server: Server) -> None:
    server.delay = 0.15
    for step in range(5):
        server.routes[f"/{step}"] = moved(302, f"/{step + 1}")
    server.routes["/5"] = reply(200, BODY)
    async with Fetcher(LOCAL, total_seconds=0.5) as fetcher:
        await failing(fetcher, server.url + "/0", "took more than 0.5 seconds")
        assert (await fetcher.get(server.url + "/4")).body == BODY


@pytest.mark.parametrize(
    "target",
    [
        "file:///etc/passwd",
        "ftp://example.org/",
        "javascript:x",
        "http://u:p@h/",
        "http://[::1/",
        "gopher://x",
    ],
)
async def test_redirects_to_other_schemes(server: Server, fetcher: Fetcher, target: str) -> None:
    server.routes["/f"] = moved(302, target)
    await failing(fetcher, server.url + "/f", server.url)
    assert len(server.requests) == 1


@pytest.mark.parametrize(
    "url",
    ["file:///etc/passwd", "/etc/passwd", "ftp://example.org/x", "data:,x", "feed", "", "\x1b"],
)
async def test_other_schemes(fetcher: Fetcher, url: str) -> None:
    await failing(fetcher, url, "not an http(s) address")


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1",
        "localhost",
        "127.1",
        "2130706433",
        "0x7f000001",
        "0.0.0.0",
        "[::1]",
        "[::ffff:127.0.0.1]",
    ],
)
async def test_private_addresses_are_refused(server: Server, host: str) -> None:
    server.routes["/f"] = reply(200, BODY)
    port = server.url.rsplit(":", 1)[1]
    async with Fetcher() as fetcher:
        with pytest.raises(FetchError):
            await fetcher.get(f"http://{host}:{port}/f")
    assert not server.requests


async def test_redirects_into_the_local_network_are_refused(server: Server) -> None:
    async with running("localhost") as inside, Fetcher(["127.0.0.1"]) as fetcher:
        inside.routes["/secret"] = reply(200, BODY)
        server.routes["/f"] = moved(302, inside.url + "/secret")
        await failing(fetcher, server.url + "/f", "inside the local network", "localhost")
        assert not inside.requests


async def test_a_name_that_leads_inside_is_refused_and_others_are_not(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    loop = asyncio.get_running_loop()
    really = loop.getaddrinfo

    async def lookup(host: str, port: int, **more: int) -> object:
        assert host == "rebinding.example"
        return await really("127.0.0.1", port, **more)

    monkeypatch.setattr(loop, "getaddrinfo", lookup)
    server.routes["/f"] = reply(200, BODY)
    url = server.url.replace("127.0.0.1", "rebinding.example") + "/f"
    async with Fetcher() as fetcher:
        await failing(fetcher, url, "inside the local network")
    async with Fetcher(["Rebinding.example."]) as fetcher:
        assert (await fetcher.get(url)).body == BODY


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("93.184.216.34", True),
        ("2606:2800:220:1::1", True),
        ("10.0.0.1", False),
        ("172.16.5.4", False),
        ("192.168.1.1", False),
        ("169.254.169.254", False),
        ("100.64.0.1", False),
        ("127.0.0.1", False),
        ("0.0.0.0", False),
        ("224.0.0.1", False),
        ("255.255.255.255", False),
        ("240.0.0.1", False),
        ("::", False),
        ("::1", False),
        ("fe80::1%eth0", False),
        ("fc00::1", False),
        ("ff02::1", False),
        ("::ffff:10.0.0.1", False),
        ("::ffff:93.184.216.34", True),
        ("64:ff9b::a00:1", False),
        ("64:ff9b::5db8:d822", True),
        ("2002:0a00:0001::1", False),
        ("2001:0:53aa:64c:0:0:0:0", False),
    ],
)
def test_public_addresses(address: str, public: bool) -> None:
    assert is_public(address) is public


async def test_one_document_at_a_time_from_a_host_and_many_hosts_at_once() -> None:
    hosts = ("127.0.0.1", "localhost")
    both = asyncio.Barrier(2)

    async def together(writer: asyncio.StreamWriter) -> None:
        """Answers only while the other host is answering too."""
        await both.wait()
        writer.write(reply(200, BODY))

    async with running(hosts[0]) as one, running(hosts[1]) as other, Fetcher(hosts) as fetcher:
        one.routes = other.routes = {f"/{n}": together for n in range(4)}
        urls = [f"{server.url}/{n}" for n in range(4) for server in (one, other)]
        await asyncio.gather(*map(fetcher.get, urls))
        assert one.busiest == other.busiest == 1


async def test_connections_are_used_again(server: Server, fetcher: Fetcher) -> None:
    connections = 0
    serve = server.serve

    async def counted(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        nonlocal connections
        connections += 1
        await serve(reader, writer)

    listening = await asyncio.start_server(counted, "127.0.0.1", 0)
    url = f"http://127.0.0.1:{listening.sockets[0].getsockname()[1]}"
    server.routes = {"/f": reply(200, BODY), "/r": moved(302, "/f"), "/n": reply(304)}
    for path in ("/f", "/r", "/n", "/f"):
        await fetcher.get(url + path)
    listening.close()
    assert connections == 1


async def test_a_cancelled_fetch_ends_at_once(server: Server, fetcher: Fetcher) -> None:
    async def silence(writer: asyncio.StreamWriter) -> None:
        await asyncio.sleep(60)

    server.routes["/f"] = silence
    task = asyncio.create_task(fetcher.get(server.url + "/f"))
    await asyncio.sleep(0.1)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
