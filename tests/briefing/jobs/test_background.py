"""A long task beside other work."""

from __future__ import annotations

import threading

import pytest

from briefing.jobs.background import BackgroundTask
from briefing.ports import Progress


def test_calls_while_the_task_runs_are_one_run_afterwards() -> None:
    running, release = threading.Event(), threading.Event()
    runs = []

    def task(progress: Progress) -> None:
        runs.append(len(runs))
        running.set()
        release.wait(120)

    with BackgroundTask(task) as meanwhile:
        meanwhile.more()
        running.wait(120)
        for _ in range(5):
            meanwhile.more()
        release.set()
    assert runs == [0, 1]


def test_without_work_nothing_runs() -> None:
    runs: list[Progress] = []
    with BackgroundTask(runs.append):
        pass
    assert runs == []


def test_progress_is_passed_on() -> None:
    progress: list[tuple[int, int | None, str]] = []
    with BackgroundTask(lambda p: p(1, 2, "x"), lambda *what: progress.append(what)) as meanwhile:
        meanwhile.more()
    assert progress == [(1, 2, "x")]


def test_what_the_task_raises_is_raised_at_the_end() -> None:
    def task(progress: Progress) -> None:
        raise LookupError("lost")

    with pytest.raises(LookupError, match="lost"), BackgroundTask(task) as meanwhile:
        meanwhile.more()


def test_an_interrupt_stops_the_task_at_its_next_progress() -> None:
    running, aborted = threading.Event(), threading.Event()
    steps = []

    def task(progress: Progress) -> None:
        running.set()
        aborted.wait(120)
        progress(1, None, "")
        steps.append("went on")

    def interrupted() -> None:
        with BackgroundTask(task, abort=aborted.set) as meanwhile:
            meanwhile.more()
            running.wait(120)
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted()
    assert steps == []
    assert not any(t.name == "meanwhile" for t in threading.enumerate())
