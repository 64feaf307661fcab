"""Keys held down to go on by rows: answered where they come in, and none before its turn."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from textual import events
from textual.widget import Widget

from tests.tui.support.drive import press, rows, running, settle
from tui.app.app import BriefApp
from tui.widgets.prompt import Prompt

MOVES = ("j", "j", "j", "k", "ctrl+d", "space", "j")
OTHERS = ("enter", "q", "escape", "3", "1", "slash", "G", "home", "right_square_bracket", "n", "x")


@contextmanager
def handed(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """The keys that were handed to a widget, each time that they were."""
    keys: list[str] = []
    on_event = Widget.on_event

    async def noting(widget: Widget, event: events.Event) -> None:
        if isinstance(event, events.Key):
            keys.append(event.key)
        await on_event(widget, event)

    with monkeypatch.context() as patch:
        patch.setattr(Widget, "on_event", noting)
        yield keys


async def test_a_key_held_down_is_answered_where_it_comes_in(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async with running() as (app, pilot):
        await press(pilot, "3", "j")
        before = rows(app).position
        with handed(monkeypatch) as keys:
            await press(pilot, "j", "j")
        assert rows(app).position[0] == before[0] + 2
        assert keys == []


@pytest.mark.parametrize(
    "between", ["k", "enter", "slash", "question_mark", "3", "1", "G"], ids=lambda key: key
)
async def test_after_any_other_key_the_next_has_its_whole_way(
    between: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with running() as (_, pilot):
        await press(pilot, "3", "j", "j")
        with handed(monkeypatch) as keys:
            await press(pilot, between, "j")
        assert keys[0] == between
        assert "j" in keys


async def test_a_line_that_takes_text_takes_every_key(monkeypatch: pytest.MonkeyPatch) -> None:
    async with running() as (app, pilot):
        await press(pilot, "3", "j", "j", "slash", "j", "j")
        assert app.screen.query_one(Prompt).value == "jj"


async def test_a_count_goes_for_one_move_only() -> None:
    async with running() as (app, pilot):
        await press(pilot, "3", "home", "j", "j", "2", "k", "j")
        assert rows(app).position[0] == 2


@pytest.mark.parametrize("seed", range(12))
async def test_keys_are_answered_in_the_order_in_which_they_were_typed(
    seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    chosen = random.Random(seed)
    answered: list[events.Key] = []
    on_key = BriefApp.on_key

    def noting(app: BriefApp, event: events.Key) -> None:
        answered.append(event)
        on_key(app, event)

    monkeypatch.setattr(BriefApp, "on_key", noting)
    async with running() as (app, pilot):
        typed: list[events.Key] = []
        for _ in range(60):
            key = chosen.choice(MOVES if chosen.random() < 0.8 else OTHERS)
            typed.append(events.Key(key, key if len(key) == 1 else None))
            app.post_message(typed[-1])
            for _ in range(chosen.choice((0, 0, 1, 5, 30))):
                await asyncio.sleep(0)
        await settle(pilot)
        places = [typed.index(event) for event in answered if event in typed]
        assert places == sorted(places)
        assert len(places) > 5
