"""Runs a long task beside other work, again and again as there is more to do."""

from __future__ import annotations

import threading
from collections.abc import Callable
from types import TracebackType
from typing import Self

from briefing.ports import Progress, no_progress

_PATIENCE = 3.0  # seconds that an interrupted task may still take


class _StoppedError(Exception):
    """Raised into the task through its progress reporter, to end it early."""


class BackgroundTask:
    """Calls ``task`` in a thread of its own after each ``more()``, and once more at the end.

    Calls of ``more`` while the task runs are one run afterwards. Leaving the context waits for the
    task, and raises what it raised. Leaving it by an exception stops the task at its next
    progress, calls ``abort``, which should bring that about, and waits a few seconds at the most.
    """

    def __init__(
        self,
        task: Callable[[Progress], object],
        progress: Progress = no_progress,
        abort: Callable[[], object] = lambda: None,
    ) -> None:
        self._abort = abort
        self._task = task
        self._progress = progress
        self._wake = threading.Condition()
        self._waiting = False
        self._closing = False
        self._stopping = False
        self._error: BaseException | None = None
        self._thread: threading.Thread | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        with self._wake:
            self._closing = True
            self._stopping = error is not None
            self._wake.notify()
        if self._thread is not None and error is not None and self._thread.is_alive():
            self._abort()
            self._thread.join(_PATIENCE)
        elif self._thread is not None:
            self._thread.join()
        if self._error is not None and error is None:
            raise self._error

    def more(self) -> None:
        """There is something to do."""
        with self._wake:
            self._waiting = True
            self._wake.notify()
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, name="meanwhile", daemon=True)
                self._thread.start()

    def _run(self) -> None:
        while True:
            with self._wake:
                self._wake.wait_for(lambda: self._waiting or self._closing)
                if self._stopping or not self._waiting:
                    return
                self._waiting = False
            try:
                self._task(self._report)
            except _StoppedError:
                return
            except BaseException as error:  # noqa: BLE001  raised again where the context ends
                self._error = error
                return

    def _report(self, done: int, total: int | None, what: str) -> None:
        if self._stopping:
            raise _StoppedError
        self._progress(done, total, what)
