"""What follows from a key is painted with it, in one frame: the second would be felt."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from textual import events
from textual.keys import _character_to_key
from textual.pilot import Pilot

from tests.tui.support.drive import bar, press, rows, running, screen_text, settle, text_of
from tui.app.app import BriefApp
from tui.screens.ask import Ask
from tui.screens.menu import Menu
from tui.screens.search import SearchScreen
from tui.widgets.prompt import Prompt


@contextmanager
def frames(app: BriefApp, monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """The screen as it was after each frame."""
    seen: list[str] = []
    with monkeypatch.context() as patch:
        patch.setattr(app, "post_display_hook", lambda: seen.append(screen_text(app)))
        yield seen


async def test_a_move_brings_row_evidence_and_place_at_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async with running() as (app, pilot):
        await press(pilot, "j")
        with frames(app, monkeypatch) as seen:
            await press(pilot, "j")
        assert len(seen) == 1
        assert "3/8" in seen[0]
        assert text_of(app, "#evidence").splitlines()[0] in seen[0]


async def test_a_letter_brings_the_rows_that_it_leaves_at_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async with running() as (app, pilot):
        await press(pilot, "3", "slash")
        with frames(app, monkeypatch) as seen:
            await press(pilot, "x")
        assert len(seen) == 1
        assert "Coming up (1 of 9)" in seen[0]
        assert app.screen.query_one(Prompt).value == "x"
        with frames(app, monkeypatch) as seen:
            await press(pilot, "backspace")
        assert "Coming up (9, 1 passed)" in seen[0]


async def test_a_page_is_one_frame(monkeypatch: pytest.MonkeyPatch) -> None:
    async with running() as (app, pilot):
        await press(pilot, "3")
        with frames(app, monkeypatch) as seen:
            await press(pilot, "end")
        assert rows(app).position[0] == 9
        assert len(seen) <= 2  # the articles of far rows may have to be read first
        assert "9/9" in seen[0]


async def test_letters_typed_ahead_go_to_the_line_that_they_are_meant_for() -> None:
    async with running() as (app, pilot):
        await burst(pilot, *"3/quota")
        assert app.screen.query_one(Prompt).value == "quota"
        await press(pilot, "escape")
        await burst(pilot, *"Sport", "space", *"q")
        assert isinstance(app.screen, SearchScreen)
        assert app.screen.query_one(Prompt).value == "port q"
        await burst(pilot, *["backspace"] * 2, "enter")
        await burst(pilot, *"jj")
        assert rows(app).position[0] == 3


async def test_keys_typed_ahead_go_to_the_menu_that_they_are_meant_for() -> None:
    async with running() as (app, pilot):
        await press(pilot, "j", "enter")
        await burst(pilot, *"gt")
        assert "Grouped by topic" in bar(app, "status")
        day = app.session.day
        await burst(pilot, *"gn[")  # one key takes a choice; what comes after it does nothing
        assert "Not grouped" in bar(app, "status")
        assert app.session.day == day
        await burst(pilot, *"gq")
        assert not isinstance(app.screen, Menu)
        assert app.is_running
        assert app.return_code is None
        await burst(pilot, *"xn")
        assert "Corrected: no quote" in bar(app, "status")


async def test_what_is_typed_ahead_of_a_question_answers_it_or_does_nothing() -> None:
    async with running() as (app, pilot):
        await press(pilot, "enter")
        await burst(pilot, *"xsqA[")
        assert isinstance(app.screen, Ask)
        assert app.is_running
        assert app.session.asked is None
        await press(pilot, "escape")
        await burst(pilot, "x", "s")
        await burst(pilot, *["backspace"] * 20, *"Ana", "space", *"Li", "enter")
        assert "speaker Ana Li" in bar(app, "status")


async def burst(pilot: Pilot[None], *keys: str) -> None:
    """Press keys all at once, as they come over a slow connection."""
    for key in keys:
        name = _character_to_key(key) if len(key) == 1 else key
        typed = " " if key == "space" else key
        pilot.app.post_message(events.Key(name, typed if len(typed) == 1 else None))
    await settle(pilot)
