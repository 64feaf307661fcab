"""What runs in worker processes: a batch of articles, within a limit, beside a loaded model."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, redirect_stderr, suppress
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING

from briefing.analysis.cores import usable_cores
from briefing.model import Article, Findings

if TYPE_CHECKING:
    from concurrent.futures import Executor
    from multiprocessing.process import BaseProcess

LEAST_SECONDS = 60.0
"""Of processor time for one task, whatever its size: models are loaded within it, too."""

CHARACTERS_A_SECOND = 5_000
"""At which a task is given up beyond that. News takes a fifth of that time, a text of nothing but
marks less than all of it (``python -m bench.limits``)."""


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
        import_spacy()


def import_spacy() -> None:
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


def ran_out(worker: BaseProcess) -> bool:
    """Whether the system ended that worker at the limit of its time."""
    return worker.exitcode == -signal.SIGPROF
