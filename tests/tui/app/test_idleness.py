"""Work that can wait while somebody types."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from briefing.ports import no_pause
from tui.app.idleness import Idleness


class _Clock:
    """A clock that goes on by itself with each look at it."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        self.now += 0.1
        return self.now


class _GivenUpError(Exception):
    pass


def test_it_waits_until_some_time_after_the_last_key() -> None:
    clock = _Clock()
    idleness = Idleness(0.5, clock)
    idleness.wait(no_pause)
    idleness.key()
    pressed = clock.now
    idleness.wait(no_pause)
    assert clock.now - pressed >= 0.5


def test_who_waits_can_give_up() -> None:
    idleness = Idleness(1e9)
    idleness.key()

    def give_up() -> None:
        raise _GivenUpError

    with pytest.raises(_GivenUpError):
        idleness.wait(give_up)


def test_work_is_begun_anew_after_each_key_and_done_once() -> None:
    idleness = Idleness(0.5, _Clock())
    begun, done = [], []

    def work(pause: Callable[[], None]) -> None:
        begun.append(len(begun))
        pause()
        if len(begun) < 3:
            idleness.key()
        pause()
        done.append(begun[-1])

    idleness.undisturbed(work, no_pause)
    assert (begun, done) == ([0, 1, 2], [2])
