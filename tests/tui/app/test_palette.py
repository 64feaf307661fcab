"""The command palette finds what keys do, and does it."""

from __future__ import annotations

import pytest
from textual.command import CommandPalette
from textual.widgets import OptionList

from tests.tui.support.drive import bar, press, rows, running
from tui.app.palette import KeyCommands
from tui.screens.articles import ArticlesScreen
from tui.screens.calendar import CalendarScreen
from tui.screens.settings import SettingsScreen
from tui.terminal.themes import THEMES


@pytest.mark.parametrize("key", ["ctrl+p", "colon"])
async def test_the_palette_runs_what_was_found(key: str) -> None:
    async with running() as (app, pilot):
        await press(pilot, key, *"days ahead")
        assert app.screen.query_one(OptionList).option_count == 1
        await press(pilot, "enter")
        assert isinstance(app.screen, CalendarScreen)


async def test_the_palette_lists_the_keys_of_the_screen() -> None:
    async with running() as (app, pilot):
        await press(pilot, "a", "ctrl+p")
        assert isinstance(app.screen, CommandPalette)
        options = app.screen.query_one(OptionList)
        listed = " ".join(
            str(options.get_option_at_index(i).prompt) for i in range(options.option_count)
        )
        assert "Open what the row rests on" in listed
        assert "The second pane" not in listed
        await press(pilot, "escape")
        assert isinstance(app.screen, ArticlesScreen)


async def test_actions_of_the_list_run_on_the_list() -> None:
    async with running() as (app, pilot):
        await press(pilot, "ctrl+p", *"To the last row")
        await press(pilot, "enter")
        assert rows(app).cursor == 7
        assert bar(app, "status") == "8/8"


@pytest.mark.parametrize(
    "keys",
    [(), ("enter",), ("2", "j", "enter"), ("a",), ("a", "enter"), ("c",), ("f",), ("W",), ("M",),
     ("X",), ("N",), ("comma",), ("exclamation_mark",)],
    ids=" ".join,
)  # fmt: skip
async def test_every_key_of_a_screen_is_found_in_the_palette(keys: tuple[str, ...]) -> None:
    async with running() as (app, pilot):
        await press(pilot, *keys)
        here = {key_id for _, _, key_id in app.keys_here()}
        assert {"app.settings", "app.search", "app.quit"} <= here
        commands = KeyCommands(app.screen)
        hits = [hit async for hit in commands.discover()]
        ids = {str(hit.help).split()[-1] for hit in hits}
        assert here - ids <= {"app.palette", "count.digits"}
        assert len(hits) == len(here - {"app.palette", "count.digits"}) + len(THEMES)
        for hit in hits:
            name = str(hit.text)
            assert [
                found_hit async for found_hit in commands.search(name) if found_hit.text == name
            ]


async def test_settings_are_opened_from_the_palette() -> None:
    async with running() as (app, pilot):
        await press(pilot, "ctrl+p", *"All settings")
        await press(pilot, "enter")
        assert isinstance(app.screen, SettingsScreen)


async def test_themes_can_be_changed() -> None:
    async with running() as (app, pilot):
        for name in ("light", "contrast", "ansi", "dark"):
            await press(pilot, "ctrl+p", *f"Theme {name}")
            await press(pilot, "enter")
            assert app.theme == name


@pytest.mark.parametrize(
    ("word", "key_id"),
    [
        ("export", "take.export"),
        ("print", "take.export"),
        ("save", "take.export"),
        ("quit", "app.quit"),
        ("exit", "app.quit"),
        ("refresh", "app.fetch"),
        ("help", "app.help"),
        ("find", "app.search"),
        ("options", "app.settings"),
        ("week", "app.calendar"),
    ],
)
async def test_common_words_find_the_command_first(word: str, key_id: str) -> None:
    async with running() as (app, _):
        hits = [hit async for hit in KeyCommands(app.screen).search(word)]
        best = max(hits, key=lambda hit: hit.score)
        assert str(best.help).split()[-1] == key_id
