"""Analysis on a Dask cluster instead of this machine's own processes.

Dask is optional and imported at the first connection. Its workers need the same version of brief;
give them one thread each, since a model serves one thread. Code and articles travel as pickles:
connect to none but your own schedulers.
"""

from __future__ import annotations

import logging
import warnings
from collections.abc import Callable
from concurrent.futures import BrokenExecutor, CancelledError, Executor, Future
from contextlib import suppress
from functools import partial
from threading import Event, Lock, Thread
from time import monotonic
from typing import Any, TypeVar

from briefing.errors import AnalysisError
from briefing.installing import how_to_install
from briefing.nlp_model import whole_name

T = TypeVar("T")

# What goes wrong is said within 15 seconds. A nanny has a dead worker running again after three
# (``dask worker`` on this machine), and a scheduler under load answers within tenths of one.
_PATIENCE = 10.0  # seconds: for a scheduler to answer, or workers to be there again
CONNECTION = 8.0  # seconds, for the connection alone; a scheduler may hang after it
_ANSWER = 3.0  # seconds, for one answer of a scheduler that is connected
_LOOK_EVERY = 1.0  # seconds
_FAREWELL = 2.0  # seconds

_AGAIN = "run the command again: it goes on from here"


class Cluster:
    """A scheduler's address, such as ``tcp://host:8786``, that an ``Analyser`` can work with."""

    def __init__(self, address: str) -> None:
        self.address = address
        self._client: Any = None
        self._had_workers = False

    def cores(self) -> int:
        """How many batches the cluster works on at a time. Raises ``AnalysisError``.

        Workers that were there once may be about to come back: executors wait for them.
        """
        client = self._connected()
        try:
            threads = _within(_PATIENCE, partial(_threads, client))
        except Exception as error:
            raise self._lost() from error
        if not threads and not self._had_workers:
            raise AnalysisError(self.address, "has no workers", self._start_workers())
        self._had_workers = True
        return max(threads, 1)

    def require(self, model: str) -> None:
        """Raise ``AnalysisError`` if a worker would find other things than this machine with it.

        Brief, rules and model, down to its weights, have to be the same.
        """
        ours = whole_name(model)
        client = self._connected()
        try:
            asked = partial(client.run, whole_name, model, on_error="return")
            answers = _within(_PATIENCE, asked)
        except Exception as error:
            problem = f"its workers do not answer ({_reason(error)})"
            remedy = f"Look at what they do, and {_AGAIN}"
            raise AnalysisError(self.address, problem, remedy) from error
        for worker, theirs in answers.items():
            if theirs != ours:
                problem = (
                    f"is a worker with {_shown(theirs, ours)}; here it is {_shown(ours, theirs)}"
                )
                raise AnalysisError(worker, problem, "Install the same brief and model there")

    def executor(self, workers: int) -> Executor:  # noqa: ARG002  (the cluster has those it has)
        """An executor on the cluster. Raises ``AnalysisError`` if it cannot be reached."""
        return _ClusterExecutor(self._connected(), self._lost, self._deserted)

    def close(self) -> None:
        """Leave the cluster; what it still works on for us is dropped."""
        client, self._client = self._client, None
        if client is not None:
            with suppress(Exception):  # a scheduler that is lost takes no leave
                client.close(timeout=_FAREWELL)

    def _connected(self) -> Any:
        if self._client is None:
            try:
                from distributed import Client
            except ImportError as error:
                remedy = how_to_install("distributed", "fsspec")
                raise AnalysisError(self.address, "needs Dask", remedy) from error
            _silence_dask()
            connect: Any = Client
            asked = partial(connect, self.address, timeout=CONNECTION, set_as_default=False)
            try:
                self._client = _within(_PATIENCE, asked)
            except (OSError, ValueError) as error:  # a TimeoutError is an OSError
                raise self._no_answer(error) from error
        return self._client

    def _no_answer(self, error: BaseException) -> AnalysisError:
        problem = f"is no scheduler that answers ({_reason(error)})"
        return AnalysisError(self.address, problem, "Start one with: dask scheduler")

    def _start_workers(self) -> str:
        return f"Start some: dask worker {self.address}"

    def _lost(self) -> AnalysisError:
        remedy = f"Start it again with its workers, and {_AGAIN}"
        return AnalysisError(self.address, "the scheduler was lost", remedy)

    def _deserted(self) -> AnalysisError:
        remedy = f"{self._start_workers()}; then {_AGAIN}"
        return AnalysisError(self.address, "has no workers any more", remedy)


def _reason(error: BaseException) -> str:
    return str(error) or f"within {_PATIENCE:.0f} s"


def _shown(answer: Any, other: Any) -> str:
    """A ``whole_name``, or what came in its place, in words; with the digest of the model only
    where nothing else differs from the other.
    """
    if not isinstance(answer, tuple):
        return f"no brief that can be asked ({type(answer).__name__}: {answer})"
    *named, digest = answer
    alike = isinstance(other, tuple) and [*other[:-1]] == named
    return ", ".join([*named, f"weights {digest[:12]}"] if alike else named)


def _silence_dask() -> None:
    """Dask logs on standard error, with tracebacks, what errors say here in a line; tornado warns
    there of what a client leaves behind when its scheduler is lost, and asyncio tells of futures
    whose loss nobody asked about."""
    warnings.filterwarnings("ignore", category=RuntimeWarning, module="tornado")
    for name in ("distributed", "distributed.client", "distributed.core", "asyncio"):
        logging.getLogger(name).setLevel(logging.CRITICAL + 1)


def _threads(client: Any) -> int:
    """How many threads the workers have together."""
    return sum(client.nthreads().values())


def _within(seconds: float, ask: Callable[[], T]) -> T:
    """The answer to a question that Dask would wait for as long as it takes.

    Raises TimeoutError, and whatever Dask does.
    """
    answer: Future[T] = Future()

    def wait() -> None:
        try:
            answer.set_result(ask())
        except BaseException as error:  # noqa: BLE001  (belongs to who asks)
            answer.set_exception(error)

    Thread(target=wait, name="cluster", daemon=True).start()
    return answer.result(seconds)


class _ClusterExecutor(Executor):
    """Runs tasks on the workers; its failures look like those of a pool of processes.

    Dask waits for workers, and for a scheduler that does not answer, for as long as it takes. Here
    somebody waits for the result: ``lost`` and ``deserted`` make what is raised then.
    """

    def __init__(
        self,
        client: Any,
        lost: Callable[[], AnalysisError],
        deserted: Callable[[], AnalysisError],
    ) -> None:
        self._client = client
        self._lost = lost
        self._deserted = deserted
        self._pending: dict[Future[Any], Any] = {}  # with Dask's own of each
        self._lock = Lock()
        self._over = Event()
        self._watch = Thread(target=self._watch_over, name="cluster", daemon=True)

    def submit(self, fn: Callable[..., T], /, *args: Any, **kwargs: Any) -> Future[T]:
        """As of any executor; ``BrokenExecutor`` if workers died of the task again and again."""
        outer: Future[T] = Future()
        outer.set_running_or_notify_cancel()
        try:
            inner = self._client.submit(fn, *args, **kwargs, pure=False)
        except Exception as error:  # what a client says whose scheduler is gone
            raise self._lost() from error
        with self._lock:
            self._pending[outer] = inner
            if self._watch.ident is None:
                self._watch.start()
        inner.add_done_callback(lambda done: self._hand_on(done, outer))
        return outer

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """Drop what is under way, unless it is to be waited for."""
        if wait and not cancel_futures:
            for outer in list(self._pending):
                with suppress(Exception):
                    outer.exception()
        self._over.set()
        with self._lock:
            dropped = list(self._pending.values())
            self._pending.clear()
        for inner in dropped:
            with suppress(Exception):  # nobody is there to be told
                inner.release()

    def _hand_on(self, inner: Any, outer: Future[Any]) -> None:
        from distributed.scheduler import KilledWorker

        try:
            # It is there: only a scheduler that answers no more keeps it back.
            result = inner.result(timeout=_PATIENCE)
        except KilledWorker as error:
            self._fail(outer, BrokenExecutor(str(error)))
        except (CancelledError, TimeoutError):
            self._fail(outer, self._lost())
        except BaseException as error:  # noqa: BLE001  (whatever it was, it belongs to the caller)
            self._fail(outer, error)
        else:
            if self._is_awaited(outer):
                outer.set_result(result)

    def _fail(self, outer: Future[Any], error: BaseException) -> None:
        if self._is_awaited(outer):
            outer.set_exception(error)

    def _is_awaited(self, outer: Future[Any]) -> bool:
        """Whether nobody has given that future an outcome yet; true for one asker alone."""
        with self._lock:
            return self._pending.pop(outer, None) is not None

    def _watch_over(self) -> None:
        """Fail what is pending once scheduler or workers have been gone for ``_PATIENCE``."""
        well = monotonic()
        while not self._over.wait(_LOOK_EVERY):
            problem = self._problem()
            if problem is None:
                well = monotonic()
            elif monotonic() - well > _PATIENCE:
                error = problem()
                for outer in list(self._pending):
                    self._fail(outer, error)
                well = monotonic()

    def _problem(self) -> Callable[[], AnalysisError] | None:
        try:
            threads = _within(_ANSWER, partial(_threads, self._client))
            return None if threads else self._deserted
        except Exception:  # noqa: BLE001  (Dask raises whatever its layers do)
            return self._lost
