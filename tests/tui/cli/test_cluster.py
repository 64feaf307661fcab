"""``brief analyse --cluster`` with a scheduler and workers that are processes of their own."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from time import monotonic, sleep

import pytest
from distributed import Client

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("cluster")]

DEADLINE = 15.0
"""Seconds within which a user knows what is wrong."""
SLACK = 15.0
"""Seconds that a loaded machine may take besides, to start the command and to end it."""
LINES = 400
SMALL_PARTS = (
    "from briefing.jobs import archive; archive.LINES_A_PART = 20; "
    "from tui.cli.main import main; main()"
)


class Cluster:
    """Processes on loopback, each of which can be killed by a test."""

    def __init__(self, folder: Path) -> None:
        with closing(socket.create_server(("127.0.0.1", 0))) as free:
            self.port = free.getsockname()[1]
        self.address = f"tcp://127.0.0.1:{self.port}"
        self._folder = folder
        self._processes: list[subprocess.Popen[bytes]] = []
        self.scheduler = self._start("scheduler", "--host", "127.0.0.1", "--port", str(self.port))

    def _start(self, *arguments: str) -> subprocess.Popen[bytes]:
        with (self._folder / f"{arguments[0]}.log").open("ab") as log:
            process = subprocess.Popen(
                [sys.executable, "-m", "dask", *arguments, "--dashboard-address", "127.0.0.1:0"],
                stdout=log,
                stderr=log,
            )
        self._processes.append(process)
        return process

    def worker(self) -> subprocess.Popen[bytes]:
        """One that nobody starts anew when it dies."""
        return self._start("worker", self.address, "--nthreads", "1", "--no-nanny")

    def _client(self, attempts: int = 6) -> Client:
        """Distributed gives its own loop ten seconds to run, of which a busy machine needs more."""
        try:
            return Client(self.address, timeout=60, set_as_default=False)
        except AssertionError:
            if attempts == 1:
                raise
            return self._client(attempts - 1)

    def wait_for(self, workers: int) -> None:
        with self._client() as client:
            while len(client.nthreads()) != workers:
                sleep(0.05)

    def end(self) -> None:
        for process in self._processes:
            process.send_signal(signal.SIGCONT)
            process.kill()
            process.wait()


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[Cluster]:
    made = Cluster(tmp_path)
    yield made
    made.end()


class Run:
    """The command, from its start to what it said and how it ended."""

    def __init__(self, folder: Path, into: str, address: str | None) -> None:
        self.into = folder / into
        source = folder / "in.jsonl"
        if not source.exists():
            source.write_text("".join(f"{json.dumps(record(n))}\n" for n in range(LINES)))
        at = ["--cluster", address] if address else []
        command = ["analyse", "--jsonl", str(source), "--into", str(self.into), *at]
        self._process = subprocess.Popen(
            [sys.executable, "-c", SMALL_PARTS, *command],
            env={**os.environ, "BRIEF_HOME": str(folder / "home")},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def wait_for_parts(self, number: int) -> None:
        while len(list(self.into.glob("part-*"))) < number:
            assert self._process.poll() is None
            sleep(0.01)

    def ended(self, within: float = 300.0) -> tuple[int, str, str]:
        """Status, standard output and standard error."""
        output, errors = self._process.communicate(timeout=within)
        return self._process.returncode, output, errors


def record(number: int) -> dict[str, str]:
    said = f"“Bridge {number} is safe,” said Ana Lind. Talks resume in Oslo on Friday. "
    return {"id": str(number), "text": said * 4, "published": "2022-01-12"}


def contents(folder: Path) -> dict[str, bytes]:
    return {each.name: each.read_bytes() for each in folder.iterdir()}


def test_what_a_cluster_that_loses_workers_finds_is_to_the_byte_what_one_machine_finds(
    cluster: Cluster, tmp_path: Path
) -> None:
    here = Run(tmp_path, "here", None)
    assert here.ended()[0] == 0
    first, second = cluster.worker(), cluster.worker()
    cluster.wait_for(2)
    there = Run(tmp_path, "there", cluster.address)
    there.wait_for_parts(2)
    first.kill()
    cluster.worker()
    cluster.wait_for(2)
    second.terminate()
    second.wait()
    cluster.worker()
    status, output, errors = there.ended()
    assert (status, output, errors) == (0, f"{LINES} lines analysed, 0 had been before\n", "")
    assert contents(tmp_path / "there") == contents(tmp_path / "here")


def test_a_cluster_without_workers_says_so_and_how_to_start_some(
    cluster: Cluster, tmp_path: Path
) -> None:
    cluster.wait_for(0)
    status, output, errors = Run(tmp_path, "out", cluster.address).ended(DEADLINE + SLACK)
    assert (status, output) == (1, "")
    start = f"Start some: dask worker {cluster.address}"
    assert errors == f"brief: {cluster.address}: has no workers. {start}\n"


@pytest.mark.parametrize("lost", ["workers killed", "scheduler killed", "scheduler frozen"])
def test_what_is_lost_on_the_way_is_named_in_a_line_and_the_next_run_goes_on(
    cluster: Cluster, tmp_path: Path, lost: str
) -> None:
    workers = [cluster.worker(), cluster.worker()]
    cluster.wait_for(2)
    run = Run(tmp_path, "out", cluster.address)
    run.wait_for_parts(1)
    if lost == "workers killed":
        for worker in workers:
            worker.kill()
    else:
        cluster.scheduler.send_signal(
            signal.SIGKILL if lost == "scheduler killed" else signal.SIGSTOP
        )
    began = monotonic()
    status, output, errors = run.ended(DEADLINE + SLACK)
    assert monotonic() - began < DEADLINE + SLACK
    assert (status, output) == (1, "")
    (line,) = errors.splitlines()
    named = "has no workers any more" if lost == "workers killed" else "the scheduler was lost"
    assert line.startswith(f"brief: {cluster.address}: {named}. Start ")
    assert line.endswith("run the command again: it goes on from here")

    status, output, _ = Run(tmp_path, "out", None).ended()
    done, _, before = output.partition(" lines analysed, ")
    assert status == 0
    assert 0 < int(before.split()[0]) == LINES - int(done)


@pytest.mark.parametrize("frozen", [False, True])
def test_a_scheduler_that_does_not_answer_is_named_in_a_line(
    cluster: Cluster, tmp_path: Path, frozen: bool
) -> None:
    cluster.wait_for(0)
    cluster.scheduler.send_signal(signal.SIGSTOP if frozen else signal.SIGKILL)
    status, output, errors = Run(tmp_path, "out", cluster.address).ended(DEADLINE + SLACK)
    assert (status, output) == (1, "")
    (line,) = errors.splitlines()
    assert line.startswith(f"brief: {cluster.address}: is no scheduler that answers (")
    assert line.endswith("Start one with: dask scheduler")
