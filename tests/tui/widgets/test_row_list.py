"""Filter, order and groups of the rows, on the desk and on the screens below it."""

from __future__ import annotations

import pytest
from textual import events

from tests.tui.support.drive import SMALL, bar, press, rows, running, screen_text, settle, text_of
from tui.app.app import BriefApp
from tui.screens.desk import DeskScreen
from tui.screens.menu import Menu
from tui.widgets.arrangement import Divider
from tui.widgets.prompt import Prompt


def names(app: BriefApp) -> list[str | None]:
    lists = app.screen.query("RowList").first()
    return [item.name for item in lists.items if not isinstance(item, Divider)]  # type: ignore[attr-defined]


def labels(app: BriefApp) -> list[str]:
    return [item.label for item in rows(app).items if isinstance(item, Divider)]


@pytest.mark.parametrize("size", [(120, 40), SMALL])
async def test_the_filter_works_as_one_types_and_escape_drops_it(size: tuple[int, int]) -> None:
    async with running(size=size) as (app, pilot):
        await press(pilot, "slash", "s", "u", "d")
        assert isinstance(app.focused, Prompt)
        assert names(app) == ["Tomas Okonjo", "Sudria"]
        await press(pilot, *["backspace"] * 3, "m", "a", "r")
        assert names(app) == ["Ilse Marenko"]
        assert "Who said what (1 of 8)" in screen_text(app)
        await press(pilot, "escape")
        assert len(names(app)) == 8
        assert rows(app).id == "speakers"
        assert rows(app).selected.name == "Ilse Marenko"


async def test_the_filter_is_kept_by_enter_shown_and_dropped_by_escape_later() -> None:
    async with running() as (app, pilot):
        await press(pilot, "slash", *"sudria", "enter")
        assert bar(app, "status") == "filter: sudria  1/2"
        await press(pilot, "j", "enter", "escape")
        assert names(app) == ["Tomas Okonjo", "Sudria"]
        assert rows(app).cursor == 1
        await press(pilot, "escape")
        assert len(names(app)) == 8
        assert isinstance(app.screen, DeskScreen)


async def test_every_word_has_to_occur_and_none_is_said() -> None:
    async with running() as (app, pilot):
        await press(pilot, "slash", *"okonjo", "space", *"leader")
        assert names(app) == ["Tomas Okonjo"]
        await press(pilot, *"xyz")
        assert names(app) == []
        assert "No row has these words." in screen_text(app)
        assert "Esc shows all rows again; S searches the whole library." in screen_text(app)


@pytest.mark.parametrize(
    ("pane", "words", "names"),
    [
        ("1", "dry summer", {"Ilse Marenko", "Speaker not given"}),  # what was said
        ("1", "told reporters", {"Ilse Marenko"}),  # how and to whom
        ("1", "unnamed sources", {"officials", "one diplomat"}),  # a label
        ("2", "five hours", set()),
        ("2", "brought nothing", {"Lisbon"}),  # the outcome
        ("2", "sudria vestmark", {"Lisbon", None}),  # the parties
        ("2", "saturday", set()),
        ("3", "moved from", {"Porto"}),
    ],
)  # fmt: skip
async def test_the_filter_looks_in_all_words_of_a_row(
    pane: str, words: str, names: set[str | None]
) -> None:
    async with running() as (app, pilot):
        await press(pilot, pane, "slash", *words, "enter")
        shown = {getattr(row, "name" if pane == "1" else "place", None) for row in rows(app).shown}
        if pane == "1":
            shown = {name or "Speaker not given" for name in shown}
        assert shown == names


async def test_the_words_filtered_by_are_the_evidence_shown_first() -> None:
    async with running() as (app, pilot):
        await press(pilot, "j")
        assert "A day more is no disaster" in text_of(app, "#evidence").split("https://")[0]
        await press(pilot, "slash", *"marenko summer", "enter")
        assert "Nobody here wants a dry summer" in text_of(app, "#evidence").split("https://")[0]


async def test_a_filter_that_leaves_nothing_says_which_panes_have_such_rows() -> None:
    async with running() as (app, pilot):
        await press(pilot, "slash", *"wage agreement expires on")
        assert "Rows with them" not in screen_text(app)
        await press(pilot, *(["backspace"] * 3), "enter")
        assert "Rows with them are in 3 Coming up (1)." in screen_text(app)


async def test_arrows_move_the_rows_while_one_types() -> None:
    async with running() as (app, pilot):
        await press(pilot, "slash", "down", "down", "up", "enter")
        assert rows(app).cursor == 1


async def test_letters_typed_into_the_filter_are_no_commands() -> None:
    async with running() as (app, pilot):
        await press(pilot, "slash", *"qajs?")
        assert app.screen.query_one(Prompt).value == "qajs?"
        assert isinstance(app.screen, DeskScreen)


async def test_each_pane_has_its_own_filter() -> None:
    async with running() as (app, pilot):
        await press(pilot, "slash", *"mar", "enter", "2")
        assert bar(app, "status") == "2/4"
        await press(pilot, "slash", *"porto", "enter", "1")
        assert bar(app, "status") == "filter: mar  1/1"


async def test_s_goes_through_the_orders_and_to_the_first_row() -> None:
    async with running() as (app, pilot):
        await press(pilot, "j", "j")
        assert rows(app).selected.name == "Amber Line"
        await press(pilot, "s")
        assert names(app)[:3] == ["Tomas Okonjo", "Amber Line", "Renske Dallow"]
        assert bar(app, "status") == "Order: by day, quoted last first  1/8"
        assert rows(app).selected.name == "Tomas Okonjo"
        await press(pilot, "j", "s")
        assert names(app)[0] == "Ilse Marenko"
        assert bar(app, "status") == "Order: by number, most quoted first  1/8"
        await press(pilot, "G", "s")
        assert names(app)[:3] == ["Amber Line", "Ilse Marenko", "officials"]
        assert bar(app, "status") == "Order: by name  1/8"
        await press(pilot, "G", "s")
        assert names(app)[0] == "Tomas Okonjo"
        assert bar(app, "status") == "Order: most important first  1/8"


@pytest.mark.parametrize("pane", ["1", "2", "3"])
async def test_s_offers_day_number_and_name(pane: str) -> None:
    async with running() as (app, pilot):
        await press(pilot, pane)
        offered = []
        for _ in rows(app).ORDERS:
            await press(pilot, "s")
            offered.append(bar(app, "status").partition(":")[2].split("  ")[0].strip())
        for word in ("by day", "by number", "by name"):
            assert any(order.startswith(word) for order in offered)


async def test_talks_open_at_today_again_in_the_order_of_their_days() -> None:
    async with running() as (app, pilot):
        await press(pilot, "2")
        for _ in rows(app).ORDERS:
            await press(pilot, "G", "s")
        assert rows(app).selected.place == "Bergen"


@pytest.mark.parametrize("pane", ["1", "2", "3"])
async def test_every_order_and_group_keeps_all_rows(pane: str) -> None:
    async with running() as (app, pilot):
        await press(pilot, pane)
        total = len(rows(app).rows)
        for _ in rows(app).ORDERS:
            await press(pilot, "s")
            assert rows(app).count == len(rows(app).shown) == total
        for group in rows(app).GROUPS:
            await press(pilot, "g", group.letter)
            assert rows(app).group == group
            assert labels(app)
            assert rows(app).count == total


async def test_g_groups_and_ungroups() -> None:
    async with running() as (app, pilot):
        await press(pilot, "3", "j")
        chosen = rows(app).selected
        await press(pilot, "g")
        assert isinstance(app.screen, Menu)
        assert bar(app, "menu").startswith("Group   k by kind  w by who  m by month")
        await press(pilot, "k")
        assert labels(app) == ["event (2)", "due (4)", "vote (1)", "expiry (1)", "start (1)"]
        assert rows(app).selected == chosen
        await press(pilot, "g", "n")
        assert labels(app) == [f"{FAR} shows it", "Passed"]


FAR = "1 more than 90 days ahead, the first by Sat 31 May 2025; Enter"


async def test_what_lies_far_ahead_is_one_line_that_opens() -> None:
    async with running(size=SMALL) as (app, pilot):
        await press(pilot, "3")
        pane, far = rows(app), "a new ship is launched"
        assert far not in screen_text(app)
        assert "Coming up (9, 1 passed)" in bar(app, "tabs")
        while pane.selected is not None:
            await press(pilot, "j")
        assert f"{FAR} shows it" in screen_text(app)
        await press(pilot, "enter")
        assert f"{FAR} folds it" in screen_text(app)
        assert far in screen_text(app)
        await press(pilot, "j")
        assert pane.selected.what == "a new ship is launched"
        await press(pilot, "k", "enter")
        assert far not in screen_text(app)
        assert pane.selected is None
        await press(pilot, "y", "m", "w", "x")  # what is done with a row is not done with a line
        await press(pilot, "escape", "k")
        assert pane.selected is not None


async def test_a_filter_looks_into_what_is_folded() -> None:
    async with running() as (app, pilot):
        await press(pilot, "3", "slash", *"launched", "enter")
        assert [row.what for row in rows(app).shown] == ["a new ship is launched"]
        assert rows(app).selected.what == "a new ship is launched"
        assert labels(app) == ["More than 90 days ahead"]


async def test_what_is_folded_is_exported_all_the_same() -> None:
    async with running() as (app, pilot):
        await press(pilot, "3")
        assert len(rows(app).shown) == len(rows(app).rows) == 9


async def test_g_g_goes_to_the_first_row_and_escape_changes_nothing() -> None:
    async with running() as (app, pilot):
        await press(pilot, "G", "g", "g")
        assert rows(app).cursor == 0
        await press(pilot, "j", "g", "escape")
        assert rows(app).cursor == 1
        assert rows(app).group is None


@pytest.mark.parametrize("keys", [("a",), ("j", "enter"), ("2", "j", "enter")])
async def test_lists_below_the_desk_filter_and_sort_too(keys: tuple[str, ...]) -> None:
    async with running() as (app, pilot):
        await press(pilot, *keys)
        total = rows(app).position[1]
        await press(pilot, "slash", *"courier", "enter")
        assert 0 < rows(app).position[1] <= total
        assert "filter: courier" in bar(app, "status")
        await press(pilot, "escape")
        assert rows(app).position[1] == total
        await press(pilot, "escape")
        assert isinstance(app.screen, DeskScreen)


async def test_statements_group_by_outlet() -> None:
    async with running() as (app, pilot):
        await press(pilot, "j", "enter", "g", "o")
        assert labels(app) == ["Inland Gazette (1)", "Harbour Courier (2)"]


async def test_screens_without_rows_have_no_keys_for_them() -> None:
    async with running() as (app, pilot):
        await press(pilot, "a", "enter", "slash", "s")
        assert "filter" not in bar(app, "keys")
        assert not app.screen.query_one(Prompt).display


async def test_a_pasted_escape_sequence_stays_text() -> None:
    from textual import events

    async with running() as (app, pilot):
        await press(pilot, "slash")
        app.post_message(events.Paste("a\x1b[2J\x9b\u202eb\nsecond line"))
        await press(pilot, "x")
        assert app.screen.query_one(Prompt).value == "a␛[2J��bx"


async def test_a_key_for_a_pane_holds_for_the_keys_that_come_with_it() -> None:
    async with running() as (app, pilot):
        for key in ("2", "slash"):  # in one burst: nothing is handled between them
            app.post_message(events.Key(key, "/" if key == "slash" else key))
        await settle(pilot)
        await press(pilot, *"kelm", "enter")
        assert rows(app).id == "talks"
        assert rows(app).needle == "kelm"


@pytest.mark.parametrize("size", [(120, 40), SMALL])
async def test_another_pane_while_one_types_keeps_the_filter(size: tuple[int, int]) -> None:
    async with running(size=size) as (app, pilot):
        await press(pilot, "slash", *"sud", "tab")
        assert rows(app).id == "talks"
        assert rows(app).needle == ""
        assert not app.screen.query_one(Prompt).display
        assert app.screen.query_one("#status").display
        assert "Who said what (2 of 8)" in screen_text(app)


async def test_the_keys_shown_while_one_types_are_none_that_write() -> None:
    async with running() as (app, pilot):
        await press(pilot, "slash")
        assert bar(app, "keys").split() == "Enter keep Esc drop Tab pane".split()


async def test_keys_for_rows_are_shown_once_there_are_rows() -> None:
    async with running() as (app, pilot):
        await press(pilot, "S")
        assert "open" not in bar(app, "keys")
        await press(pilot, *"sluices", "enter")
        assert {"Enter", "open", "s", "sort"} <= set(bar(app, "keys").split())
