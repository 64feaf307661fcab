from __future__ import annotations

import errno
import os
import signal
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import BrokenExecutor, CancelledError, Executor, Future
from multiprocessing import active_children
from threading import Thread
from typing import Any

import pytest

from briefing.analysis import workers
from briefing.analysis.analyser import BATCH, Analyser
from briefing.analysis.cores import usable_cores
from briefing.errors import AnalysisError
from briefing.model import Article, Findings
from briefing.nlp_model import BUNDLED_MODEL
from tests.briefing.support import article


class Inline(Executor):
    """Runs each task at once; ``poison`` is the article id that kills the worker."""

    poison: str | None = None
    made = 0

    def __init__(self, workers: int) -> None:
        type(self).made += 1
        self.workers = workers

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        future: Future[Any] = Future()
        if any(a.id == self.poison for a in args[0]):
            future.set_exception(BrokenExecutor("a worker died"))
        else:
            future.set_result(fn(*args, **kwargs))
        return future


@pytest.fixture
def inline(monkeypatch: pytest.MonkeyPatch) -> Iterator[type[Inline]]:
    def analyse(articles: Sequence[Article], model: str, tuned: bool) -> list[Findings]:
        return [Findings(a.id, f"{model} {tuned}") for a in articles]

    monkeypatch.setattr(workers, "analyse_batch", analyse)
    Inline.poison, Inline.made = None, 0
    yield Inline
    Inline.poison = None


def many(count: int) -> list[Article]:
    return [article(f"a{i}") for i in range(count)]


def test_findings_come_in_order_and_from_one_executor(inline: type[Inline]) -> None:
    articles = many(100)
    analyser = Analyser(inline)
    assert [f.article_id for f in analyser.analyse(articles)] == [a.id for a in articles]
    assert inline.made == 1


def test_articles_are_taken_only_as_they_are_needed(inline: type[Inline]) -> None:
    taken: list[str] = []

    def articles() -> Iterator[Article]:
        for each in many(10_000):
            taken.append(each.id)
            yield each

    next(iter(Analyser(inline).analyse(articles())))
    assert len(taken) <= 2 * usable_cores() * BATCH


def test_a_few_articles_start_one_worker(inline: type[Inline]) -> None:
    analyser = Analyser(inline)
    assert len(list(analyser.analyse(many(3), total=3))) == 3
    assert analyser.workers == 1


def test_no_articles_start_nothing(inline: type[Inline]) -> None:
    assert list(Analyser(inline).analyse([])) == []
    assert inline.made == 0


def test_the_article_that_kills_its_worker_is_the_only_one_given_up(inline: type[Inline]) -> None:
    inline.poison = "a20"
    analyser = Analyser(inline)
    analysed = list(analyser.analyse(many(40)))
    assert [f.article_id for f in analysed] == [a.id for a in many(40)]
    reasons = {f.article_id: f.error for f in analysed}
    assert reasons.pop("a20") == "the worker process died on it"
    assert set(reasons.values()) == {None}
    assert {f.analyser for f in analysed if f.article_id == "a20"} == {analyser.name}


class Idle(Inline):
    """Leaves all its tasks undone until it is shut down, which cancels them."""

    def __init__(self, workers: int) -> None:
        super().__init__(workers)
        self.given: list[Future[Any]] = []

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        del fn, args, kwargs
        self.given.append(Future())
        return self.given[-1]

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        del wait
        for future in self.given if cancel_futures else ():
            future.cancel()


def test_work_that_is_stopped_while_it_waits_says_so() -> None:
    pools: list[Idle] = []
    analyser, raised = Analyser(lambda n: pools.append(Idle(n)) or pools[-1]), []

    def work() -> None:
        try:
            list(analyser.analyse(many(100)))
        except (AnalysisError, CancelledError) as error:
            raised.append(error)

    thread = Thread(target=work)
    thread.start()
    while not any(pool.given for pool in pools):
        time.sleep(0.001)
    analyser.stop()
    thread.join(120)
    assert [type(error) for error in raised] == [AnalysisError]
    assert "was stopped" in str(raised[0])


def test_work_that_is_stopped_just_as_it_is_handed_over_says_so(inline: type[Inline]) -> None:
    class Closing(inline):  # type: ignore[valid-type, misc]
        def submit(self, *_: Any, **__: Any) -> Future[Any]:
            analyser.stop()
            raise RuntimeError("cannot schedule new futures after shutdown")

    analyser = Analyser(Closing)
    with pytest.raises(AnalysisError, match="was stopped"):
        list(analyser.analyse(many(3)))


def test_a_pool_found_broken_when_work_is_handed_over_is_made_anew(inline: type[Inline]) -> None:
    class Dead(inline):  # type: ignore[valid-type, misc]
        def submit(self, *args: Any, **kwargs: Any) -> Future[Any]:
            if self.made == 1:
                raise BrokenExecutor("a worker died while it was idle")
            return super().submit(*args, **kwargs)

    analysed = list(Analyser(Dead).analyse(many(40)))
    assert [f.article_id for f in analysed] == [a.id for a in many(40)]
    assert {f.error for f in analysed} == {None}


def test_any_other_refusal_of_work_is_not_hidden(inline: type[Inline]) -> None:
    class Odd(inline):  # type: ignore[valid-type, misc]
        def submit(self, *_: Any, **__: Any) -> Future[Any]:
            raise RuntimeError("something else")

    with pytest.raises(RuntimeError, match="something else"):
        list(Analyser(Odd).analyse(many(3)))


def test_workers_that_cannot_be_started_are_an_error_with_a_remedy() -> None:
    def full(workers: int) -> Executor:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with pytest.raises(AnalysisError, match=r"workers \(No space left on device\)\. See to"):
        list(Analyser(full, model=BUNDLED_MODEL).analyse(many(1)))


@pytest.mark.parametrize(
    ("name", "problem"),
    [
        ("no_such_model", "is not installed"),
        ("os.path", "is not installed"),
        ("../evil", "is no folder of a spaCy model"),
    ],
)
def test_a_model_that_is_not_there_is_an_error_with_a_remedy(name: str, problem: str) -> None:
    with pytest.raises(AnalysisError, match=problem) as caught:
        Analyser(model=name)
    assert "auto" in (caught.value.remedy or "")


def test_real_workers_analyse_and_leave_interrupts_to_their_parent() -> None:
    text = "“The ferry will run,” said Ana Lind. Talks resume in Oslo on Friday."
    others = set(active_children())
    analyser = Analyser(model=BUNDLED_MODEL)
    try:
        (findings,) = analyser.analyse([article("a", text=text)], total=1)
        assert findings.article_id == "a"
        assert findings.analyser == analyser.name
        (worker,) = set(active_children()) - others
        os.kill(worker.pid, signal.SIGINT)
        (again,) = analyser.analyse([article("b", text=text)], total=1)
        assert again.quotes == findings.quotes
        os.kill(worker.pid, signal.SIGKILL)
        (recovered,) = analyser.analyse([article("c", text=text)], total=1)
        assert recovered.error is None
    finally:
        analyser.close()


def test_workers_without_work_leave_and_come_back(inline: type[Inline]) -> None:
    closed: list[bool] = []

    class Counted(Inline):
        def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
            closed.append(True)

    analyser = Analyser(Counted, idle_seconds=0.05)
    stream = analyser.analyse(iter(many(2)))
    next(stream)
    time.sleep(0.2)
    assert closed == []  # work is under way for as long as somebody takes its results
    list(stream)
    end = time.monotonic() + 120
    while not closed:
        assert time.monotonic() < end
        time.sleep(0.01)
    assert len(list(analyser.analyse(many(1)))) == 1
    assert Counted.made == 2
    analyser.stop()


def _busy(seconds: float) -> str:
    with workers.limited(seconds):
        while True:
            pass


def test_an_article_that_takes_too_long_is_given_up_and_says_so(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # The worker's own time is what the parent hands over here; else it works it out as the parent.
    def pool(count: int) -> Executor:
        made = workers.process_pool(count)
        given = made.submit

        def submit(work: Callable[..., Any], batch: list[Article], *more: Any) -> Future[Any]:
            if any(a.id == "a1" for a in batch):
                return given(_busy, 0.2)
            return given(work, batch, *more)

        monkeypatch.setattr(made, "submit", submit)
        return made

    analyser = Analyser(pool, BUNDLED_MODEL)
    analysed = {f.article_id: f.error for f in analyser.analyse(many(3), total=3)}
    analyser.close()
    assert analysed == {
        "a0": None,
        "a1": "not analysed: it took more than 60 seconds of processor time",
        "a2": None,
    }


def test_time_allowed_grows_with_the_text() -> None:
    assert workers.seconds_for([]) == workers.LEAST_SECONDS
    long = [article("a", text="x" * 50_000)]
    assert workers.seconds_for(long) == workers.LEAST_SECONDS + 10
