"""Processes that serve many tests: each takes a second of processor time to start.

A parser's process that a test has left unharmed, and one worker with a loaded model.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import BrokenExecutor, Executor, Future
from functools import wraps
from typing import TYPE_CHECKING, Any, TypeVar

import pytest

from briefing.analysis.workers import process_pool
from briefing.intake.sandbox.client import Parser

if TYPE_CHECKING:
    import subprocess

T = TypeVar("T")

_at_rest: list[subprocess.Popen[bytes]] = []
_MOST_AT_REST = 2  # as many as a round of fetching asks for at a time


def _taking_over(asked: Callable[..., T]) -> Callable[..., T]:
    """A method of parsers that goes on with a process at rest if there is none of its own."""

    @wraps(asked)
    def taking_over(self: Any, *args: Any, **kwargs: Any) -> T:
        with self._turn:
            while self.process is None and _at_rest:
                process = _at_rest.pop()
                if process.poll() is None:
                    self.process, self._ready = process, True
        return asked(self, *args, **kwargs)

    return taking_over


_close = Parser.close


def _leave(self: Any) -> None:
    """In place of ``Parser.close``: a process in good health is another's afterwards."""
    with self._turn:
        if self._ready and self.process and len(_at_rest) < _MOST_AT_REST:
            _at_rest.append(self.process)
            self.process = None
    _close(self)


_SHARING: dict[str, Callable[..., Any]] = {
    "close": _leave,
    **{
        asked.__name__: _taking_over(asked)
        for asked in (Parser.feed, Parser.page, Parser.links, Parser.document, Parser.warm_up)
    },
}


class _SharedPool(Executor):
    """One worker process, whoever asks for a pool and however often it is shut down."""

    def __init__(self) -> None:
        self._pool: Executor | None = None

    def submit(self, fn: Callable[..., T], /, *args: Any, **kwargs: Any) -> Future[T]:
        self._pool = self._pool or process_pool(1)
        try:
            return self._pool.submit(fn, *args, **kwargs)
        except BrokenExecutor:  # a test has killed the worker
            self._pool = process_pool(1)
            return self._pool.submit(fn, *args, **kwargs)

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """Others need it still."""

    def end(self) -> None:
        if self._pool is not None:
            self._pool.shutdown()


_shared_pool = _SharedPool()


def share(patch: pytest.MonkeyPatch) -> None:
    """Have parsers and analysers take what is there."""
    for name, method in _SHARING.items():
        patch.setattr(Parser, name, method)
    patch.setattr("briefing.analysis.workers.process_pool", lambda _: _shared_pool)


def end() -> None:
    """End them all."""
    _shared_pool.end()
    while _at_rest:
        process = _at_rest.pop()
        process.kill()
        process.communicate()
