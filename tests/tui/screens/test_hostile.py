"""Hostile text is shown as text on every screen, and nothing of it reaches the terminal as is."""

from __future__ import annotations

import io

import pytest

from tests.tui.support.drive import make_app, press, running, screen_text
from tests.tui.support.hostile import (
    EVIL,
    FORBIDDEN,
    ROUTES,
    STEERING,
    hostile_app,
    written,
)


@pytest.mark.parametrize("size", [(120, 40), (80, 24)])
@pytest.mark.parametrize("route", ROUTES)
async def test_hostile_text_is_shown_as_text(route: str, size: tuple[int, int]) -> None:
    async with running(hostile_app(), size) as (app, pilot):
        app.messages.say(f"Message {EVIL}", "warn")
        await press(pilot, *ROUTES[route])
        text = screen_text(app)
        assert not FORBIDDEN.search(text.replace("\n", ""))
        assert "[/x]" in text or route in ("help in article", "messages", "new", "link")
        assert not FORBIDDEN.search(await written(app, pilot))


async def test_hostile_text_is_shown_in_ascii() -> None:
    from tui.terminal.capabilities import Face

    app = make_app(desk=hostile_app().session.desk, face=Face("ansi", ascii=True))  # type: ignore[arg-type]
    async with running(app) as (app, pilot):
        for keys in (("j",), ("enter",), ("enter",), ("question_mark",)):
            await press(pilot, *keys)
            assert screen_text(app).isascii()


def test_the_pattern_finds_what_it_is_for() -> None:
    assert len(FORBIDDEN.findall(STEERING)) >= 14
    assert io.StringIO(EVIL).read() == EVIL
