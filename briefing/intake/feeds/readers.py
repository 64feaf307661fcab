"""What reads the answers of a round: parsers in processes of their own, and threads to wait in."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, TypeVar

from briefing.intake.items import Item, ParsedFeed
from briefing.intake.sandbox.client import Parser

if TYPE_CHECKING:
    from briefing.intake.net.responses import Fetched

T = TypeVar("T")

# Processes: one reads while the answer of the other is stored; a round waits for the net.
_PARSERS = 2


class Readers:
    """Reads and stores for an event loop, which waits for neither parsers nor the disk.

    What threads have begun they complete, also when whoever waits for it is cancelled.
    """

    def __init__(self) -> None:
        self._parsers = [Parser() for _ in range(_PARSERS)]
        self._free = asyncio.Queue[Parser]()
        self._threads = ThreadPoolExecutor(_PARSERS + 1, thread_name_prefix="intake")
        self._storing = threading.Lock()

    def start(self) -> None:
        """Make ready while the first answers are waited for: it takes about as long as they."""
        for parser in self._parsers:
            self._free.put_nowait(parser)
        self._threads.submit(self._parsers[0].warm_up)

    def close(self) -> None:
        """Wait for what is being stored, which is in memory and not yet in the library."""
        self._threads.shutdown(wait=True, cancel_futures=True)
        for parser in self._parsers:
            parser.close()

    async def feed(self, fetched: Fetched) -> ParsedFeed:
        """The feed in an answer. Raises ``IntakeError``."""
        return await self._read(lambda parser: parser.feed(*_document(fetched)))

    async def page(self, fetched: Fetched) -> Item:
        """The article of a web page in an answer. Raises ``IntakeError``."""
        return await self._read(lambda parser: parser.page(*_document(fetched)))

    async def in_thread(self, work: Callable[[], T]) -> T:
        """What ``work`` gives, done in a thread."""
        loop = asyncio.get_running_loop()
        return await asyncio.shield(loop.run_in_executor(self._threads, work))

    async def stored(self, work: Callable[[], T]) -> T:
        """The same of work that writes to the library: one at a time."""

        def store() -> T:
            with self._storing:
                return work()

        return await self.in_thread(store)

    async def _read(self, read: Callable[[Parser], T]) -> T:
        parser = await self._free.get()
        try:
            return await self.in_thread(lambda: read(parser))
        finally:
            self._free.put_nowait(parser)


def _document(fetched: Fetched) -> tuple[bytes, str, str]:
    return fetched.body, fetched.content_type, fetched.url
