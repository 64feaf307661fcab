"""Every screen, made small and large again: nothing breaks, nothing sticks out, nothing is lost."""

from __future__ import annotations

import pytest
from textual.screen import ModalScreen

from tests.tui.support.drive import SMALL, WIDE, make_app, press, resize, running, screen_text
from tests.tui.support.hostile import ROUTES, hostile_app
from tests.tui.support.shots import SCREENS
from tui.screens.base import BriefScreen
from tui.terminal.capabilities import Face

SIZES = ((80, 24), (40, 12), (99, 23), (20, 6), (40, 12), (200, 60), WIDE)
OTHERS: dict[str, tuple[str, ...]] = {
    "filter": ("3", "slash", "v"),
    "group menu": ("g",),
    "export menu": ("e",),
    "watch menu": ("2", "w"),
    "palette": ("colon",),
    "messages": ("exclamation_mark",),
    "feeds": ("f",),
    "settings": ("comma",),
    "search without hits": ("S", *"zz"),
    "help of an article": ("2", "enter", "enter", "question_mark"),
}
EVERY = {**SCREENS, **OTHERS}


@pytest.mark.parametrize("name", EVERY)
async def test_a_screen_may_change_its_size(name: str) -> None:
    async with running(make_app()) as (app, pilot):
        await press(pilot, *EVERY[name])
        screen = app.screen
        before = screen_text(app)
        for size in SIZES:
            await resize(pilot, *size)
            lines = screen_text(app).split("\n")  # asserts that each fits
            assert len(lines) == size[1]
            assert app.screen is screen
            if not isinstance(screen, ModalScreen):  # whose keys are answers
                await press(pilot, "down", "up")
        assert screen_text(app) == before


@pytest.mark.parametrize("name", ROUTES)
async def test_hostile_text_fits_a_small_screen(name: str) -> None:
    async with running(hostile_app()) as (app, pilot):
        await press(pilot, *ROUTES[name])
        for size in ((40, 12), (10, 4), WIDE):
            await resize(pilot, *size)
            assert len(screen_text(app).split("\n")) == size[1]


@pytest.mark.parametrize("name", EVERY)
async def test_a_screen_opens_in_40_by_12_and_says_how_to_go_on(name: str) -> None:
    async with running(make_app(face=Face(ascii=True)), (40, 12)) as (app, pilot):
        await press(pilot, *EVERY[name])
        text = screen_text(app)
        assert text.isascii()
        assert len([line for line in text.split("\n") if line.strip()]) >= 2


@pytest.mark.parametrize("name", SCREENS)
async def test_every_screen_has_its_bars_at_head_and_foot(name: str) -> None:
    async with running(size=SMALL) as (app, pilot):
        await press(pilot, *SCREENS[name])
        screen = [each for each in app.screen_stack if isinstance(each, BriefScreen)][-1]
        assert screen.query_one("#header").region.y == 0
        assert screen.query_one("#keys").region.bottom == SMALL[1]
