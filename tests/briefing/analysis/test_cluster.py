"""Analysis on a real Dask scheduler with two worker processes of this machine."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from concurrent.futures import BrokenExecutor

import pytest
from distributed import Client, LocalCluster

from bench.corpora.stories import read_stories
from briefing.analysis.analyser import Analyser
from briefing.analysis.cluster import Cluster
from briefing.errors import AnalysisError
from briefing.extract import pipeline
from briefing.model import Findings

ARTICLES = [each.article for each in read_stories()[:64]]

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("cluster")]


@pytest.fixture(scope="module")
def scheduler() -> Iterator[str]:
    with LocalCluster(
        n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None
    ) as cluster:
        yield cluster.scheduler_address


@pytest.fixture
def cluster(scheduler: str) -> Iterator[Cluster]:
    made = Cluster(scheduler)
    yield made
    made.close()


def on(cluster: Cluster) -> Analyser:
    return Analyser(cluster.executor, cores=cluster.cores)


def found(every: list[Findings]) -> list[tuple[object, ...]]:
    return [(f.article_id, f.quotes, f.talks, f.deadlines, f.dates, f.error) for f in every]


@pytest.fixture(scope="module")
def here() -> list[tuple[object, ...]]:
    """What one process of this machine finds."""
    return found(list(pipeline.analyse(ARTICLES, Analyser().model, tuned=True)))


def test_a_cluster_finds_what_one_machine_finds(
    cluster: Cluster, here: list[tuple[object, ...]]
) -> None:
    assert cluster.cores() == 2
    analyser = on(cluster)
    assert found(list(analyser.analyse(ARTICLES))) == here
    analyser.close()


def test_a_killed_worker_loses_no_article(
    cluster: Cluster, scheduler: str, here: list[tuple[object, ...]]
) -> None:
    with Client(scheduler, set_as_default=False) as client:
        victim = next(iter(client.run(os.getpid).values()))
        stream = on(cluster).analyse(ARTICLES)
        first = next(stream)
        os.kill(victim, signal.SIGKILL)
        assert found([first, *stream]) == here


def _die(_: object) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def test_what_kills_every_worker_breaks_the_executor_as_a_pool_would(cluster: Cluster) -> None:
    executor = cluster.executor(1)
    with pytest.raises(BrokenExecutor):
        executor.submit(_die, None).result(timeout=120)
    executor.shutdown(cancel_futures=True)


def _fail(words: str) -> None:
    raise ValueError(words)


def test_an_error_in_a_task_reaches_the_caller(cluster: Cluster) -> None:
    with pytest.raises(ValueError, match="of its own"):
        cluster.executor(1).submit(_fail, "an error of its own").result(timeout=60)


def test_an_address_where_nobody_answers_is_an_error_that_says_so(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("briefing.analysis.cluster._PATIENCE", "1s")
    with pytest.raises(AnalysisError, match="is no scheduler that answers"):
        Cluster("tcp://127.0.0.1:1").cores()
    with pytest.raises(AnalysisError, match="is no scheduler that answers"):
        Cluster("nonsense://x").cores()
