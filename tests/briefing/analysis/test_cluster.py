"""Analysis on a real Dask scheduler with two worker processes of this machine."""

from __future__ import annotations

import os
import re
import signal
from collections.abc import Iterator
from concurrent.futures import BrokenExecutor

import pytest

from bench.corpora.stories import read_stories
from briefing.analysis.analyser import Analyser
from briefing.analysis.cluster import Cluster
from briefing.errors import AnalysisError
from briefing.extract import pipeline
from briefing.model import Findings
from briefing.nlp_model import BUNDLED_MODEL, whole_name

ARTICLES = [each.article for each in read_stories()[:64]]

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("cluster")]


@pytest.fixture(scope="module")
def scheduler() -> Iterator[str]:
    from distributed import LocalCluster

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
    from distributed import Client

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


def test_workers_that_were_there_once_may_come_back(
    cluster: Cluster, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("distributed.Client.nthreads", lambda _: {})
    with pytest.raises(AnalysisError, match="has no workers"):
        cluster.cores()
    monkeypatch.undo()
    assert cluster.cores() == 2
    monkeypatch.setattr("distributed.Client.nthreads", lambda _: {})
    assert cluster.cores() == 1


def test_workers_have_to_find_what_this_machine_finds(
    cluster: Cluster, monkeypatch: pytest.MonkeyPatch
) -> None:
    cluster.require(BUNDLED_MODEL)
    brief, analyser, weights = whole_name(BUNDLED_MODEL)
    answers = {"tcp://w": whole_name(BUNDLED_MODEL)}
    monkeypatch.setattr("distributed.Client.run", lambda *_, **__: answers)
    for ours, differs in (
        ((brief, f"{analyser}0", weights), rf"is a worker with .*{analyser}; here it is .*0$"),
        ((brief, analyser, "0" * 64), rf"weights {weights[:12]}; here .*weights 000000000000$"),
    ):
        monkeypatch.setattr("briefing.analysis.cluster.whole_name", lambda _, ours=ours: ours)
        with pytest.raises(AnalysisError) as raised:
            cluster.require(BUNDLED_MODEL)
        assert raised.value.thing == "tcp://w"
        assert re.search(differs, raised.value.problem)


def test_a_worker_without_brief_is_named(cluster: Cluster, monkeypatch: pytest.MonkeyPatch) -> None:
    answers = {"tcp://w": ModuleNotFoundError("No module named 'briefing'")}
    monkeypatch.setattr("distributed.Client.run", lambda *_, **__: answers)
    with pytest.raises(AnalysisError, match=r"no brief that can be asked \(ModuleNotFoundError"):
        cluster.require(BUNDLED_MODEL)


def test_an_address_where_nobody_answers_is_an_error_that_says_so(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("briefing.analysis.cluster.CONNECTION", 1.0)
    with pytest.raises(AnalysisError, match="is no scheduler that answers"):
        Cluster("tcp://127.0.0.1:1").cores()
    with pytest.raises(AnalysisError, match="is no scheduler that answers"):
        Cluster("nonsense://x").cores()
