"""What is to happen once happens, though the process had to wait while it was asked for."""

from __future__ import annotations

from itertools import count

import pytest
from textual import timer

from tests.tui.support.drive import make_app, resize, running, until


class Starved:
    """A clock that a minute goes by on whenever it is looked at: the processor is elsewhere."""

    def __init__(self) -> None:
        self._minutes = count()

    def get_time(self) -> float:
        return next(self._minutes) * 60.0


async def test_a_new_size_is_taken_by_a_process_that_has_to_wait(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async with running(make_app()) as (app, pilot):
        monkeypatch.setattr(timer, "_time", Starved())
        await pilot.resize_terminal(80, 24)
        await until(pilot, lambda: app.screen.outer_size == (80, 24))
        monkeypatch.undo()
        await resize(pilot, 120, 40)
        assert app.screen.outer_size == (120, 40)


async def test_what_a_screen_asks_for_once_comes_late_rather_than_never(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    came: list[str] = []
    async with running(make_app()) as (app, pilot):
        monkeypatch.setattr(timer, "_time", Starved())
        app.screen.set_timer(0.001, lambda: came.append("screen"))
        app.set_timer(0.001, lambda: came.append("app"))
        await until(pilot, lambda: len(came) == 2)
    assert sorted(came) == ["app", "screen"]
