"""Hands articles to worker processes for analysis, without importing spaCy here.

Work goes to any ``concurrent.futures.Executor``: a process pool on one machine, a cluster's
executor elsewhere. Every batch is a list of articles in, a list of findings out.
"""

from __future__ import annotations

import os
import signal
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, redirect_stderr, suppress
from importlib import import_module
from itertools import islice
from threading import Lock, Timer
from time import monotonic, sleep
from types import ModuleType
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

LEAST_SECONDS = 60.0
"""Of processor time for one task, whatever its size: models are loaded within it, too."""

_GLANCE = 0.01  # seconds between two looks at whether they have
_ENDING = 5.0  # seconds until all workers of a broken pool have surely ended

CHARACTERS_A_SECOND = 5_000
"""At which a task is given up beyond that. News takes a fifth of that time, a text of nothing but
marks less than all of it (``python -m bench.limits``)."""


_NO_WORKERS = "See to free memory, to the limits on processes and files, and to /dev/shm"


def seconds_for(articles: Sequence[Article]) -> float:
    """The processor time that the analysis of these articles may take."""
    return LEAST_SECONDS + sum(len(a.text) for a in articles) / CHARACTERS_A_SECOND


def analyse_batch(articles: Sequence[Article], model: str, tuned: bool) -> list[Findings]:
    """What a worker process runs: findings of each article, in order; loads the model once."""
    _use_one_thread()
    from briefing.extract import pipeline

    with limited(seconds_for(articles)):
        return list(pipeline.analyse(articles, model, tuned))


@contextmanager
def limited(seconds: float) -> Iterator[None]:
    """Let the system end this process once the block has cost that much processor time.

    The signal has no handler: it must work while code written in C has the processor. It is for
    processes of our own (``_start_worker``), not for those of a cluster, which serve others too.
    """
    if not _OWN_PROCESS:
        yield
        return
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)


_OWN_PROCESS: list[bool] = []
"""Holds something in a worker process that may end itself."""


def _use_one_thread() -> None:
    """Workers already use every core: threads of each would only get in each other's way."""
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")


def _start_worker() -> None:
    """Leave interrupts to the parent and its terminal alone: a warning would paint over it.

    Ends with the parent: one that was killed would leave its workers, a model each, for good.
    """
    from multiprocessing import parent_process
    from threading import Thread

    _OWN_PROCESS.append(True)
    parent = parent_process()

    def end_with_parent() -> None:
        if parent is not None:
            parent.join()
            os._exit(1)

    Thread(target=end_with_parent, name="parent", daemon=True).start()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    nowhere = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(nowhere, stream)
    _use_one_thread()
    with suppress(ImportError):  # whoever needs it will say so
        _import_spacy()


def _import_spacy() -> None:
    """Import spaCy without its command line, which takes a quarter of the time that this takes.

    spaCy imports it for ``spacy.info`` alone, which is None then; ``spacy.cli`` itself can still
    be imported. For processes that are ours from the start.
    """
    stand_in = ModuleType("spacy.cli.info")
    vars(stand_in)["info"] = None
    sys.modules[stand_in.__name__] = stand_in
    try:
        import_module("spacy")
    finally:
        del sys.modules[stand_in.__name__]


def process_pool(workers: int | None = None) -> Executor:
    """A pool of fresh processes; ``workers`` defaults to the cores this process may use."""
    import multiprocessing
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import resource_tracker

    # Its helper process inherits standard error by number, and what Textual puts there has none.
    with redirect_stderr(sys.__stderr__):
        resource_tracker.ensure_running()
    return ProcessPoolExecutor(
        max_workers=workers or usable_cores(),
        mp_context=multiprocessing.get_context("spawn"),
        initializer=_start_worker,
    )


def check_model(model: str) -> None:
    """Let a worker load a model and read a sentence with it. Raises ``AnalysisError``."""
    analyser = Analyser(process_pool, model)
    try:
        for findings in analyser.analyse([Article("check", "", "They met in Vienna.")], 1):
            if findings.error:
                problem = f"cannot be read with ({findings.error})"
                raise AnalysisError(f"model {model!r}", problem, 'Set nlp.model = "auto"')
    finally:
        analyser.close()


class Analyser:
    """Analyses articles in workers that are started when there is work, and then kept.

    ``executor`` makes the executor; ``model`` is a package's name, a folder or "auto"; ``cores``
    says how many batches can be worked on at a time. Workers that had no work for ``idle_seconds``
    leave; those of a cluster stay unless it is given.
    """

    def __init__(
        self,
        executor: Callable[[int], Executor] = process_pool,
        model: str = "auto",
        tuned: bool = True,
        cores: Callable[[], int] = usable_cores,
        idle_seconds: float | None = None,
    ) -> None:
        self.model = choose_model(model)
        self.name = analyser_name(self.model)
        self._tuned = tuned
        self._make_executor = executor
        self._cores = cores
        self._executor: Executor | None = None
        self.workers = 0
        self._stopped = False
        usual = IDLE_SECONDS if executor is process_pool else None
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
        workers = list((getattr(self._executor, "_processes", None) or {}).values())
        # The pool has noticed the end of one, and is ending the others in a thread of its own.
        until = monotonic() + _ENDING
        while any(worker.exitcode is None for worker in workers) and monotonic() < until:
            sleep(_GLANCE)
        if any(worker.exitcode == -signal.SIGPROF for worker in workers):
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
