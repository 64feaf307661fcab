"""A real HTTP server on loopback that misbehaves on demand."""

from __future__ import annotations

import asyncio
import contextlib
import ssl
import threading
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from dataclasses import dataclass, field

Respond = Callable[[asyncio.StreamWriter], Awaitable[None]]


@dataclass
class Request:
    """One request: its path, and its header lines byte for byte."""

    path: str
    headers: dict[bytes, bytes]


@dataclass
class Server:
    """What is served under each path; ``requests`` holds what was asked for, in order.

    ``busiest`` is the highest number of requests that were answered at the same time.
    """

    url: str = ""
    routes: dict[str, bytes | Respond] = field(default_factory=dict)
    requests: list[Request] = field(default_factory=list)
    not_modified: dict[str, bytes] = field(default_factory=dict)
    delay: float = 0.0
    busy: int = 0
    busiest: int = 0

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        gone = (ConnectionError, asyncio.IncompleteReadError, asyncio.CancelledError)
        with contextlib.suppress(*gone):
            while (start := await reader.readexactly(1)).isalpha():
                head = start + await reader.readuntil(b"\r\n\r\n")
                first, *lines = head.decode("latin-1").encode("latin-1").split(b"\r\n")
                pairs = [line.split(b": ", 1) for line in lines if b": " in line]
                request = Request(first.split()[1].decode(), {k.lower(): v for k, v in pairs})
                self.requests.append(request)
                self.busy += 1
                self.busiest = max(self.busiest, self.busy)
                try:
                    await asyncio.sleep(self.delay)
                    await self._answer(request, writer)
                finally:
                    self.busy -= 1
        writer.close()

    async def _answer(self, request: Request, writer: asyncio.StreamWriter) -> None:
        validators = self.not_modified.get(request.path)
        if validators is not None and request.headers.get(b"if-none-match") == validators:
            writer.write(reply(304))
            return
        answer = self.routes.get(request.path, reply(404))
        if isinstance(answer, bytes):
            writer.write(answer)
            await writer.drain()
        else:
            await answer(writer)


def reply(status: int, body: bytes = b"", *headers: bytes, length: int | None = None) -> bytes:
    """A whole answer; ``length`` lies about the body's."""
    lines = [f"HTTP/1.1 {status} Something".encode(), *headers]
    lines.append(b"Content-Length: %d" % (len(body) if length is None else length))
    return b"\r\n".join(lines) + b"\r\n\r\n" + body


def moved(status: int, target: str) -> bytes:
    """A redirect."""
    return reply(status, b"", b"Location: " + target.encode())


@contextlib.asynccontextmanager
async def running(
    host: str = "127.0.0.1", tls: ssl.SSLContext | None = None
) -> AsyncIterator[Server]:
    """A server on a free port of this machine, known under that name of it."""
    server = Server()
    listening = await asyncio.start_server(server.serve, "127.0.0.1", 0, ssl=tls)
    scheme = "https" if tls else "http"
    server.url = f"{scheme}://{host}:{listening.sockets[0].getsockname()[1]}"
    try:
        yield server
    finally:
        listening.close()


@contextlib.contextmanager
def running_in_thread() -> Iterator[Server]:
    """A server in a thread of its own, since commands run event loops of their own."""
    started = threading.Event()
    inside: list[tuple[Server, asyncio.AbstractEventLoop, asyncio.Event]] = []

    async def run() -> None:
        async with running() as one:
            stop = asyncio.Event()
            inside.append((one, asyncio.get_running_loop(), stop))
            started.set()
            await stop.wait()

    thread = threading.Thread(target=lambda: asyncio.run(run()))
    thread.start()
    started.wait()
    one, loop, stop = inside[0]
    try:
        yield one
    finally:
        loop.call_soon_threadsafe(stop.set)
        thread.join()
