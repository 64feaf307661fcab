"""What screens and briefings have left behind is let go of while nobody types."""

from __future__ import annotations

import gc
import weakref
from collections.abc import Iterator

import pytest

from tui.app.tidying import MOST_SECONDS, QUIET_SECONDS, Tidying

FREEZE = gc.freeze


@pytest.fixture(autouse=True)
def _putting_aside(plain_surroundings: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """What other tests do without."""
    monkeypatch.setattr(gc, "freeze", FREEZE)


class Time:
    now = 100.0

    def __call__(self) -> float:
        return self.now


class Left:
    """Knows itself, as screens and their parts know each other."""

    def __init__(self) -> None:
        self.own = self


@pytest.fixture
def seldom() -> Iterator[None]:
    """As in the panes, where the collector comes by seldom."""
    gc.disable()
    yield
    gc.unfreeze()
    gc.enable()


def test_what_was_frozen_and_left_is_let_go_of_once_it_is_quiet(seldom: None) -> None:
    clock = Time()
    tidying = Tidying(clock)
    left = Left()
    there = weakref.ref(left)
    tidying.key()
    tidying.keep()
    del left
    gc.collect()
    assert there() is not None
    assert not tidying.consider()
    clock.now += QUIET_SECONDS
    assert tidying.consider()
    assert there() is None
    assert not tidying.consider()


def test_who_types_without_end_is_held_up_once_in_a_while() -> None:
    clock, times = Time(), 0
    tidying = Tidying(clock)
    for _ in range(int(3 * MOST_SECONDS)):
        clock.now += 1
        tidying.key()
        times += tidying.consider()
    assert times == 3
