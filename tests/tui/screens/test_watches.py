"""Watching for speakers, places and parties from the panes."""

from __future__ import annotations

import pytest

from briefing.watches.store import Watches
from briefing.watches.watch import Watch
from tests.tui.support.drive import bar, make_app, press, rows, running, screen_text, text_of
from tests.tui.support.library import HandDesk, MemoryLibrary
from tests.tui.support.world import entries
from tui.screens.talk import TalkScreen
from tui.screens.watches import WatchesScreen, WatchScreen
from tui.settings.config import Config


def _library() -> MemoryLibrary:
    return MemoryLibrary(entries())


async def test_w_watches_for_a_speaker_and_stops_it_again() -> None:
    library = _library()
    async with running(make_app(desk=HandDesk(library))) as (app, pilot):
        await press(pilot, "w")
        assert bar(app, "status").startswith("Watched for: Tomas Okonjo (W shows all watches)")
        assert Watches(library).own()[0].speakers == ("Tomas Okonjo",)
        await press(pilot, "w")
        assert bar(app, "status").startswith("No longer watched for: Tomas Okonjo")
        assert Watches(library).own() == ()


@pytest.mark.parametrize(
    ("keys", "watched"),
    [
        (("2", "j", "w", "1"), {"places": ("Porto",)}),
        (("2", "j", "w", "3"), {"parties": ("Sudria",)}),
        (("3", "j", "w"), {"parties": ("Amber Line",)}),
        (("j", "enter", "w"), {"speakers": ("Ilse Marenko",)}),
        (("c", "j", "j", "w", "1"), {"places": ("Bergen",)}),
    ],
)
async def test_talks_and_deadlines_offer_places_and_parties(
    keys: tuple[str, ...], watched: dict[str, tuple[str, ...]]
) -> None:
    library = _library()
    async with running(make_app(desk=HandDesk(library))) as (_, pilot):
        await press(pilot, *keys)
    watch = Watches(library).own()[0]
    assert {k: getattr(watch, k) for k in watched} == watched


async def test_rows_with_nobody_to_watch_for_say_so() -> None:
    async with running() as (app, pilot):
        await press(pilot, "G", "w")
        assert "no speaker, place or party here" in bar(app, "status")
        await press(pilot, "a", "w")
        assert "no speaker, place or party here" in bar(app, "status")


async def test_watches_are_listed_with_what_they_found_and_what_is_new() -> None:
    library = _library()
    async with running(make_app(desk=HandDesk(library))) as (app, pilot):
        await press(pilot, "w", "2", "j", "w", "1", "W")
        assert isinstance(app.screen, WatchesScreen)
        text = screen_text(app)
        assert "Tomas Okonjo" in text
        assert "2 new      2 found" in text
        assert "We will sign when the water flows" in text_of(app, "#evidence")
        await press(pilot, "enter")
        assert isinstance(app.screen, WatchScreen)
        assert "2 findings, 2 new" in text_of(app, "#facts")
        await press(pilot, "enter")
        assert "Q quote: " in bar(app, "status")
        await press(pilot, "escape", "escape")
        app.reload()
        await press(pilot, "j", "enter", "enter")
        assert isinstance(app.screen, TalkScreen)


async def test_what_was_shown_is_not_new_again() -> None:
    library = _library()
    async with running(make_app(desk=HandDesk(library))) as (app, pilot):
        await press(pilot, "w", "W", "enter", "escape", "escape", "W")
        assert "2 found" in screen_text(app)
        assert "new" not in screen_text(app).split("Tomas Okonjo")[1].splitlines()[0]


async def test_d_takes_a_watch_away() -> None:
    library = _library()
    async with running(make_app(desk=HandDesk(library))) as (app, pilot):
        await press(pilot, "w", "W", "d")
        assert rows(app).rows == []
        assert Watches(library).own() == ()
        assert "Nothing is watched for yet." in screen_text(app)
        await press(pilot, "d", "enter", "w")
        assert isinstance(app.screen, WatchesScreen)


async def test_watches_of_the_settings_are_shown_and_not_taken_away() -> None:
    library = _library()
    fixed = {
        "coast": Watch("coast", places=("Porto",)),
        "Ilse Marenko": Watch("Ilse Marenko", phrases=("dry summer",)),
    }
    Watches(library).put(Watch("crews", parties=("Amber Line",)))
    app = make_app(desk=HandDesk(library), config=Config(watches=fixed))
    async with running(app) as (app, pilot):
        await press(pilot, "w")
        assert "watch 'Ilse Marenko': is set in config.toml" in bar(app, "status")
        await press(pilot, "W")
        assert [row.watch.name for row in rows(app).rows] == ["coast", "Ilse Marenko", "crews"]
        assert "place Porto (from config.toml)" in screen_text(app)
        assert "place Porto (from config.toml): 1 finding" in text_of(app, "#evidence")
        await press(pilot, "d")
        assert "is set in config.toml. Change it there" in bar(app, "status")
        assert len(rows(app).rows) == 3
        await press(pilot, "enter")
        assert isinstance(app.screen, WatchScreen)
        assert rows(app).rows
        await press(pilot, "escape", "G", "d")
        assert Watches(library).own() == ()
