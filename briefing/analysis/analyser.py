"""Hands articles to worker processes for analysis, without importing spaCy here.

Work goes to any ``concurrent.futures.Executor``: a process pool on one machine, a cluster's
executor elsewhere. Every batch is a list of articles in, a list of findings out. Every command
asks for the analyser's name, and few for work: what workers need is imported with the first of it.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from itertools import islice
from threading import Lock, Timer
from time import monotonic, sleep
from typing import TYPE_CHECKING

from briefing.analysis.cores import usable_cores
from briefing.errors import AnalysisError
from briefing.model import Article, Findings
from briefing.nlp_model import analyser_name, choose_model

if TYPE_CHECKING:
    from concurrent.futures import Executor, Future

BATCH = 16  # articles a task: small enough to show progress, large enough to feed the model

IDLE_SECONDS = 300.0
"""After so long without work the workers leave; a model takes a second to load, and 100 MB."""

_GLANCE = 0.01  # seconds between two looks at whether they have
_ENDING = 5.0  # seconds until all workers of a broken pool have surely ended

_NO_WORKERS = "See to free memory, to the limits on processes and files, and to /dev/shm"


def _process_pool(workers: int) -> Executor:
    from briefing.analysis.workers import process_pool

    return process_pool(workers)


def check_model(model: str) -> None:
    """Let a worker load a model and read a sentence with it. Raises ``AnalysisError``."""
    analyser = Analyser(model=model)
    try:
        for findings in analyser.analyse([Article("check", "", "They met in Vienna.")], 1):
            if findings.error:
                problem = f"cannot be read with ({findings.error})"
                raise AnalysisError(f"model {model!r}", problem, 'Set nlp.model = "auto"')
    finally:
        analyser.close()


class Analyser:
    """Analyses articles in workers that are started when there is work, and then kept.

    ``executor`` makes the executor; None: a pool of processes. ``model`` is a package's name, a
    folder or "auto"; ``cores`` says how many batches can be worked on at a time. Workers that had
    no work for ``idle_seconds`` leave; those of a given executor stay unless it is given.
    """

    def __init__(
        self,
        executor: Callable[[int], Executor] | None = None,
        model: str = "auto",
        tuned: bool = True,
        cores: Callable[[], int] = usable_cores,
        idle_seconds: float | None = None,
    ) -> None:
        self.model = choose_model(model)
        self.name = analyser_name(self.model)
        self._tuned = tuned
        self._make_executor = executor or _process_pool
        self._cores = cores
        self._executor: Executor | None = None
        self.workers = 0
        self._stopped = False
        usual = IDLE_SECONDS if executor is None else None
        self._idle_seconds = usual if idle_seconds is None else idle_seconds
        self._turn = Lock()
        self._under_way = 0
        self._leaving: Timer | None = None

    def analyse(self, articles: Iterable[Article], total: int | None = None) -> Iterator[Findings]:
        """Findings of each article, in order; at most a few batches are in memory at once.

        ``total`` is how many articles there will be, where known: few need few workers. If a
        worker dies, its articles are tried again one by one, and only the one that killed it is
        given up. Raises ``AnalysisError`` if the model cannot be loaded, and after ``stop``.
        """
        with self._at_work():
            yield from self._analyse(iter(articles), total)

    def _analyse(self, stream: Iterator[Article], total: int | None) -> Iterator[Findings]:
        from concurrent.futures import BrokenExecutor

        workers = self._cores()
        if total is not None:
            workers = max(1, min(workers, -(-total // BATCH)))
        pending: deque[tuple[list[Article], Future[list[Findings]]]] = deque()
        try:
            while True:
                while len(pending) < 2 * workers and (batch := list(islice(stream, BATCH))):
                    pending.append((batch, self._submit(batch, workers)))
                if not pending:
                    return
                batch, future = pending.popleft()
                try:
                    yield from self._result(future)
                except BrokenExecutor:
                    self.close()
                    lost = [batch, *(b for b, _ in pending)]
                    pending.clear()
                    for each in lost:
                        yield from self._one_by_one(each)
        finally:
            if pending:
                self.close()

    @contextmanager
    def _at_work(self) -> Iterator[None]:
        """While somebody is at work no worker leaves; some time after, all do."""
        with self._turn:
            self._under_way += 1
            if self._leaving is not None:
                self._leaving.cancel()
                self._leaving = None
        try:
            yield
        finally:
            with self._turn:
                self._under_way -= 1
                idle = self._idle_seconds
                if not self._under_way and self._executor is not None and idle is not None:
                    self._leaving = Timer(idle, self._leave)
                    self._leaving.daemon = True
                    self._leaving.start()

    def _leave(self) -> None:
        with self._turn:
            if not self._under_way:
                self.close()

    def _submit(self, batch: list[Article], workers: int) -> Future[list[Findings]]:
        """Hand a batch over. Workers that died while they were idle are found out here."""
        from concurrent.futures import BrokenExecutor

        from briefing.analysis.workers import analyse_batch

        try:
            return self._pool(workers).submit(analyse_batch, batch, self.model, self._tuned)
        except BrokenExecutor:
            self._refuse_if_stopped()
            self.close()
            return self._pool(workers).submit(analyse_batch, batch, self.model, self._tuned)
        except OSError as error:  # no room for another process, or for what it shares with this one
            self.close()
            problem = f"cannot start workers ({error.strerror or type(error).__name__})"
            raise AnalysisError("analysis", problem, _NO_WORKERS) from error
        except RuntimeError:  # what a pool says that another thread has just shut down
            self._refuse_if_stopped()
            raise

    def _pool(self, workers: int) -> Executor:
        self._refuse_if_stopped()
        executor = self._executor
        if executor is None or self.workers < workers:
            self.close()
            executor = self._make_executor(workers)
            self._executor, self.workers = executor, workers
        return executor

    def _one_by_one(self, batch: list[Article]) -> Iterator[Findings]:
        from concurrent.futures import BrokenExecutor

        for article in batch:
            try:
                yield from self._result(self._submit([article], 1))
            except BrokenExecutor:
                self._refuse_if_stopped()
                error = self._how_it_ended(article)
                self.close()
                yield Findings(article.id, self.name, error=error)

    def _how_it_ended(self, article: Article) -> str:
        from briefing.analysis.workers import ran_out, seconds_for

        workers = list((getattr(self._executor, "_processes", None) or {}).values())
        # The pool has noticed the end of one, and is ending the others in a thread of its own.
        until = monotonic() + _ENDING
        while any(worker.exitcode is None for worker in workers) and monotonic() < until:
            sleep(_GLANCE)
        if any(map(ran_out, workers)):
            most = seconds_for([article])
            return f"not analysed: it took more than {most:.0f} seconds of processor time"
        return "the worker process died on it"

    def _result(self, future: Future[list[Findings]]) -> list[Findings]:
        from concurrent.futures import CancelledError

        try:
            return future.result()
        except CancelledError:
            self._refuse_if_stopped()
            raise

    def _refuse_if_stopped(self) -> None:
        # Without this, articles whose workers were stopped would count as having killed them.
        if self._stopped:
            raise AnalysisError("analysis", "was stopped")

    def stop(self) -> None:
        """End for good what is under way in other threads; it raises ``AnalysisError`` there."""
        self._stopped = True
        self.close()

    def close(self) -> None:
        """Stop the workers at once; what they are working on is dropped."""
        executor, self._executor, self.workers = self._executor, None, 0
        if executor is not None:
            # Waiting for a batch that nobody wants any more would hold up the terminal.
            for worker in list((getattr(executor, "_processes", None) or {}).values()):
                worker.terminate()
            executor.shutdown(wait=True, cancel_futures=True)
