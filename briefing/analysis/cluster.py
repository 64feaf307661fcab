"""Analysis on a Dask cluster instead of this machine's own processes.

Dask is optional and imported at the first connection. Its workers need the same version of brief;
give them one thread each, since a model serves one thread. Code and articles travel as pickles:
connect to none but your own schedulers.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import BrokenExecutor, CancelledError, Executor, Future
from typing import Any, TypeVar

from briefing.errors import AnalysisError
from briefing.installing import how_to_install

T = TypeVar("T")

_PATIENCE = "10s"  # for the scheduler to answer


class Cluster:
    """A scheduler's address, such as ``tcp://host:8786``, that an ``Analyser`` can work with."""

    def __init__(self, address: str) -> None:
        self.address = address
        self._client: Any = None

    def cores(self) -> int:
        """How many batches the cluster works on at a time. Raises ``AnalysisError``."""
        threads: dict[str, int] = self._connected().nthreads()
        if not threads:
            raise AnalysisError(
                self.address, "has no workers", f"Start some: dask worker {self.address}"
            )
        return sum(threads.values())

    def executor(self, workers: int) -> Executor:  # noqa: ARG002  (the cluster has those it has)
        """An executor on the cluster. Raises ``AnalysisError`` if it cannot be reached."""
        return _ClusterExecutor(self._connected().get_executor(pure=False))

    def close(self) -> None:
        """Leave the cluster; what it still works on for us is dropped."""
        client, self._client = self._client, None
        if client is not None:
            client.close()

    def _connected(self) -> Any:
        if self._client is None:
            try:
                from distributed import Client
            except ImportError as error:
                remedy = how_to_install("distributed", "fsspec")
                raise AnalysisError(self.address, "needs Dask", remedy) from error
            connect: Any = Client
            try:
                self._client = connect(self.address, timeout=_PATIENCE, set_as_default=False)
            except (OSError, ValueError) as error:
                raise AnalysisError(
                    self.address,
                    f"is no scheduler that answers ({error})",
                    "Start one with: dask scheduler",
                ) from error
        return self._client


class _ClusterExecutor(Executor):
    """Dask's executor, whose failures look like those of a pool of processes."""

    def __init__(self, executor: Any) -> None:
        self._executor = executor

    def submit(self, fn: Callable[..., T], /, *args: Any, **kwargs: Any) -> Future[T]:
        """As of any executor; ``BrokenExecutor`` if workers died of the task again and again."""
        outer: Future[T] = Future()
        outer.set_running_or_notify_cancel()
        inner: Future[T] = self._executor.submit(fn, *args, **kwargs)
        inner.add_done_callback(lambda done: _hand_on(done, outer))
        return outer

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """Drop what is under way, unless it is to be waited for."""
        self._executor.shutdown(wait=wait and not cancel_futures)


def _hand_on(inner: Future[T], outer: Future[T]) -> None:
    from distributed.scheduler import KilledWorker

    try:
        outer.set_result(inner.result())
    except KilledWorker as error:
        outer.set_exception(BrokenExecutor(str(error)))
    except CancelledError:
        outer.set_exception(
            AnalysisError("the cluster", "was lost", "Run the command again: it goes on from here")
        )
    except BaseException as error:  # noqa: BLE001  (whatever it was, it belongs to the caller)
        outer.set_exception(error)
