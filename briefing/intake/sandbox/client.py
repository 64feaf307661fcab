"""Hands documents to the parser's process, and ends that process when it takes too long.

The caller's process never imports feedparser or trafilatura. A process is started with the first
document and serves many; one that exceeds its time or dies is replaced before the next document.
"""

from __future__ import annotations

import contextlib
import os
import selectors
import signal
import subprocess
import sys
import threading
import time
from types import TracebackType
from typing import IO, Self, TypeVar

import msgspec

from briefing.errors import FeedError
from briefing.intake.items import Item, ParsedFeed
from briefing.intake.sandbox.worker import LENGTH, Reply

T = TypeVar("T")

TIME_LIMIT = 7.0
"""Seconds of processor time for one document. An ordinary feed takes a few hundredths."""

WAIT_LIMIT = 300.0
"""Seconds of the clock for one document: on a machine that is 40 times overbooked it gets its
processor time within them; a process that is stopped or waits for its swapped memory ends."""

START_LIMIT = 120.0  # seconds for the process to import what it needs, from a cold, busy disk

MEMORY_LIMIT = 1536 * 1024**2
"""Bytes of address space; a tenth of it is mapped before the first document."""

_CHILD = "briefing.intake.sandbox.worker"
_REINSTALL = "Reinstall brief-desk"
_ENDING = 2.0  # seconds between the end of a pipe and that of the process that held it
_PIECE = 1 << 16  # bytes: what a pipe of Linux holds (pipe(7))
_MOST_REPLY = 128 * 1024 * 1024  # bytes; all items of a feed at their limits stay below it by far


class Parser:
    """One killable process for hostile documents. Calls from several threads take turns."""

    def __init__(
        self,
        time_limit: float = TIME_LIMIT,
        memory_limit: int = MEMORY_LIMIT,
        wait_limit: float = WAIT_LIMIT,
    ) -> None:
        self._time_limit = time_limit
        self._wait_limit = wait_limit
        self._memory_limit = memory_limit
        self.process: subprocess.Popen[bytes] | None = None
        self._ready = False
        self._turn = threading.Lock()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        self.close()

    def feed(self, raw: bytes, content_type: str = "", base_url: str = "") -> ParsedFeed:
        """Read a feed document. Raises ``FeedError`` without a name of the feed in it."""
        return self._ask("feed", ParsedFeed, raw, content_type, base_url)

    def page(self, raw: bytes, content_type: str = "", base_url: str = "") -> Item:
        """Read a web page as one item. Raises ``FeedError`` if there is no article in it."""
        return self._ask("page", Item, raw, content_type, base_url)

    def links(self, raw: bytes, content_type: str = "", base_url: str = "") -> list[str]:
        """The addresses of feeds that a web page names, best first."""
        return self._ask("links", list[str], raw, content_type, base_url)

    def warm_up(self) -> None:
        """Start the process ahead of need, without waiting for it."""
        with self._turn:
            self._started()

    def close(self) -> None:
        """End the process, if there is one."""
        with self._turn:
            self._end()

    def document(self, raw: bytes, format_name: str = "", filename: str = "") -> tuple[Item, ...]:
        """Read a document of a format in ``formats.documents``, by name or by its first bytes.

        Raises ``FeedError`` for what cannot be read.
        """
        more = {"format": format_name, "filename": filename}
        return self._ask("document", tuple[Item, ...], raw, "", "", **more)

    def _ask(
        self,
        task: str,
        kind: type[T],
        raw: bytes,
        content_type: str,
        base_url: str,
        **more: str,
    ) -> T:
        header = {"task": task, "content_type": content_type, "base_url": base_url, **more}
        request = msgspec.json.encode(header) + b"\n" + raw
        with self._turn:
            process = self._started()
            try:
                self._wait_until_ready(process)
                answer = _exchange(process, request, self._wait_limit)
                reply: Reply[T] = msgspec.json.decode(answer, type=Reply[kind])  # type: ignore[valid-type]  # known at run time
            except TimeoutError:
                self._end()
                raise _too_slow(self._wait_limit) from None
            except (OSError, EOFError, msgspec.MsgspecError):
                overdue = _ended_with(process) == -signal.SIGPROF
                self._end()
                if overdue:
                    raise _too_slow(self._time_limit) from None
                raise FeedError("document", "brought the parser down") from None
            except BaseException:
                # An interrupt in the middle leaves half an answer in the pipe.
                self._end()
                raise
        if reply.value is None:
            raise FeedError("document", reply.problem or "cannot be read", reply.remedy)
        return reply.value

    def _started(self) -> subprocess.Popen[bytes]:
        if self.process is None:
            self.process = subprocess.Popen(  # noqa: S603  this very program
                [
                    *(sys.executable, "-P", "-m", _CHILD),
                    *(str(self._memory_limit), str(self._time_limit)),
                ],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                bufsize=0,
                # One BLAS thread: each would map memory that counts against the limit.
                env={**os.environ, "OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"},
                start_new_session=True,
            )
            self._ready = False
            for stream in (self.process.stdin, self.process.stdout):
                os.set_blocking(_descriptor(stream), False)
        return self.process

    def _wait_until_ready(self, process: subprocess.Popen[bytes]) -> None:
        if not self._ready:
            try:
                _receive(process, time.monotonic() + START_LIMIT)
            except (TimeoutError, EOFError, OSError) as error:
                self._end()
                raise FeedError(
                    "the parser's process", f"does not start ({type(error).__name__})", _REINSTALL
                ) from None
            self._ready = True

    def _end(self) -> None:
        process, self.process = self.process, None
        if process is None:
            return
        process.kill()
        process.wait()
        for stream in (process.stdin, process.stdout):
            if stream:
                with contextlib.suppress(OSError):
                    stream.close()


def _too_slow(seconds: float) -> FeedError:
    return FeedError("document", f"took more than {seconds:g} seconds to read")


def _ended_with(process: subprocess.Popen[bytes]) -> int | None:
    """The status of a process whose pipe has closed; None for one that goes on without it."""
    try:
        return process.wait(_ENDING)
    except subprocess.TimeoutExpired:
        return None


def _exchange(process: subprocess.Popen[bytes], request: bytes, seconds: float) -> bytes:
    """Send a request and return its answer. Raises TimeoutError, EOFError or OSError."""
    deadline = time.monotonic() + seconds
    _send(process, LENGTH.pack(len(request)) + request, deadline)
    return _receive(process, deadline)


def _send(process: subprocess.Popen[bytes], data: bytes, deadline: float) -> None:
    pipe = _descriptor(process.stdin)
    rest = memoryview(data)
    while rest:
        _wait(pipe, selectors.EVENT_WRITE, deadline)
        rest = rest[os.write(pipe, rest[:_PIECE]) :]


def _receive(process: subprocess.Popen[bytes], deadline: float) -> bytes:
    pipe = _descriptor(process.stdout)
    (size,) = LENGTH.unpack(_read(pipe, LENGTH.size, deadline))
    if size > _MOST_REPLY:
        raise EOFError
    return _read(pipe, size, deadline)


def _read(pipe: int, size: int, deadline: float) -> bytes:
    pieces: list[bytes] = []
    while size:
        _wait(pipe, selectors.EVENT_READ, deadline)
        piece = os.read(pipe, min(size, _PIECE))
        if not piece:
            raise EOFError
        pieces.append(piece)
        size -= len(piece)
    return b"".join(pieces)


def _wait(pipe: int, event: int, deadline: float) -> None:
    with selectors.DefaultSelector() as selector:
        selector.register(pipe, event)
        if not selector.select(max(0.0, deadline - time.monotonic())):
            raise TimeoutError


def _descriptor(stream: IO[bytes] | None) -> int:
    assert stream is not None  # noqa: S101  both ends are pipes by construction
    return stream.fileno()
