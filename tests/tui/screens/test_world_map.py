"""The map of talks: what stands on it, and how its keys go from place to place."""

from __future__ import annotations

import pytest

from briefing.rows import TalkRow
from tests.tui.support.drive import (
    SMALL,
    WIDE,
    bar,
    make_app,
    press,
    resize,
    rows,
    running,
    text_of,
)
from tests.tui.support.making import DAY, Report
from tests.tui.support.shots import Compare, shot
from tui.app.app import BriefApp
from tui.screens.talk import TalkScreen
from tui.screens.world_map import MapScreen
from tui.terminal.capabilities import Face
from tui.widgets.world_map import WorldMap


def drawn(app: BriefApp) -> str:
    view = app.screen.query_one(WorldMap)
    lines = (view.render_line(y).text for y in range(view.size.height))
    return "\n".join(line.rstrip() for line in lines)


def place(app: BriefApp) -> str | None:
    row = rows(app).selected
    assert isinstance(row, TalkRow)
    return row.place


async def test_the_places_of_talks_stand_on_the_map_with_their_signs() -> None:
    async with running(size=WIDE) as (app, pilot):
        await press(pilot, "P")
        assert isinstance(app.screen, MapScreen)
        shown = drawn(app)
        assert "● Lisbon" in shown
        assert "◇ Porto" in shown or "○ Porto" in shown
        assert "planned" in text_of(app, "#facts")


async def test_tab_goes_from_place_to_place_and_enter_opens_the_talk() -> None:
    async with running(size=WIDE) as (app, pilot):
        await press(pilot, "P")
        first = place(app)
        seen = [first]
        while True:
            await press(pilot, "tab")
            if place(app) == first:
                break
            seen.append(place(app))
        assert len(seen) == len(set(seen)) >= 2
        await press(pilot, "shift+tab")
        assert place(app) == seen[-1]
        await press(pilot, "enter")
        assert isinstance(app.screen, TalkScreen)
        await press(pilot, "escape")
        assert isinstance(app.screen, MapScreen)


async def test_the_map_zooms_between_the_region_and_the_world() -> None:
    async with running(size=WIDE) as (app, pilot):
        await press(pilot, "P")
        near = drawn(app)
        await press(pilot, "v")
        assert drawn(app) != near
        await press(pilot, "v")
        assert drawn(app) == near


@pytest.mark.parametrize("size", [SMALL, WIDE, (200, 60)])
async def test_the_map_fits_every_terminal_and_keeps_the_place(size: tuple[int, int]) -> None:
    async with running(size=WIDE) as (app, pilot):
        await press(pilot, "P", "tab")
        there = place(app)
        await resize(pilot, *size)
        assert place(app) == there
        assert there is not None
        assert there in drawn(app)


async def test_without_a_place_the_map_says_so() -> None:
    call = Report("call", DAY, "O", "T", "Envoys spoke by phone on Thursday.").talk(
        "Envoys spoke by phone on Thursday", "call", "held", start=DAY
    )
    async with running(make_app([call.entry])) as (app, pilot):
        await press(pilot, "P")
        assert "0 places; 1 talk whose place is not known" in text_of(app, "#facts")
        assert rows(app).selected is None
        await press(pilot, "tab")
        assert "Map" in bar(app, "header")


async def test_in_ascii_the_map_is_ascii() -> None:
    async with running(make_app(face=Face("ansi", ascii=True))) as (app, pilot):
        await press(pilot, "P")
        assert drawn(app).isascii()
        assert "Lisbon" in drawn(app)


@pytest.mark.parametrize("size", [SMALL, WIDE], ids=["80x24", "120x40"])
def test_looks(snap_compare: Compare, size: tuple[int, int]) -> None:
    assert shot(snap_compare, make_app(), ("P", "tab"), size)
