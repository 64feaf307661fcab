"""The write lock: one holder, whom the others can name."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from briefing.errors import StoreBusy
from store.engine.lock import Lock

_NOBODY = 4_194_305  # one more than the highest process id of Linux


def refusal(path: Path) -> str:
    """What somebody is told who wants the lock of that path and does not get it."""
    with pytest.raises(StoreBusy) as busy:
        Lock(path, timeout=0).acquire()
    return str(busy.value)


def test_who_does_not_get_the_lock_is_told_who_has_it(tmp_path: Path) -> None:
    path = tmp_path / "lock"
    holder = Lock(path)
    holder.acquire()
    message = refusal(path)
    assert f"process {os.getpid()} (" in message
    assert "has held the write lock" in message
    holder.release()
    Lock(path, timeout=0).acquire()


def test_a_holder_of_whom_the_system_says_nothing_is_not_called_stopped(tmp_path: Path) -> None:
    path = tmp_path / "lock"
    holder = Lock(path)
    holder.acquire()
    path.write_bytes(f"{_NOBODY} {os.uname().nodename} brief".ljust(200).encode())
    message = refusal(path)
    assert f"process {_NOBODY} (brief)" in message
    assert "has held the write lock" in message


def test_a_child_does_not_hold_the_lock_that_its_parent_holds(tmp_path: Path) -> None:
    lock = Lock(tmp_path / "lock", timeout=0)
    lock.acquire()
    child = os.fork()
    if child == 0:
        try:
            lock.acquire()
        except StoreBusy:
            os._exit(0)
        finally:
            os._exit(1)
    _, status = os.waitpid(child, 0)
    assert os.waitstatus_to_exitcode(status) == 0
    lock.release()


def test_the_holder_is_named_without_waiting(tmp_path: Path) -> None:
    path = tmp_path / "library.lock"
    asking = Lock(path, timeout=3600)
    assert asking.holder() == ""
    holder = Lock(path)
    holder.acquire()
    assert f"process {os.getpid()}" in asking.holder()
    holder.release()
    assert asking.holder() == ""
