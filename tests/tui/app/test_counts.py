"""A number typed before a motion: on every kind of screen, and how it is shown and dropped."""

from __future__ import annotations

from datetime import date

import pytest
from textual import events

from tests.tui.support.drive import bar, make_app, press, rows, running, text_of
from tests.tui.support.library import HandDesk, MemoryLibrary
from tests.tui.support.making import DAY, Report
from tui.app import counts
from tui.app.app import BriefApp
from tui.app.counts import repeated
from tui.screens.article import ArticleScreen
from tui.screens.articles import ArticlesScreen
from tui.screens.base import BriefScreen
from tui.screens.desk import DeskScreen
from tui.settings.config import Config
from tui.widgets.arrangement import Divider
from tui.widgets.article_view import ArticleView
from tui.widgets.bars import Bar


def many(number: int = 60) -> BriefApp:
    """A desk with that many speakers, each of whom says one thing."""
    made = [
        Report(
            f"a{count}",
            DAY,
            "Harbour Courier",
            f"Title {count}",
            f"“Water {count},” said Speaker {count:03}.",
        )
        for count in range(number)
    ]
    for count, each in enumerate(made):
        each.says(f"Speaker {count:03}", f"Water {count},")
    return make_app(desk=HandDesk(MemoryLibrary(each.entry for each in made)))


@pytest.mark.parametrize(
    ("keys", "cursor"),
    [
        (("4", "j"), 4),
        (("4", "down", "5", "j"), 9),
        (("4", "0", "j"), 40),
        (("4", "1", "j"), 41),
        (("4", "j", "9", "k"), 0),
        (("4", "0", "j", "7", "up"), 33),
        (("9", "9", "9", "9", "j"), 59),
        (("5", "G"), 4),
        (("4", "2", "end"), 41),
        (("5", "less_than_sign"), 4),
        (("4", "5", "home", "5", "home"), 4),
        (("9", "9", "G"), 59),
        (("G", "5", "j"), 59),
        (("4", "escape", "j"), 1),
        (("5", "k"), 0),
    ],
)
async def test_rows_are_counted(keys: tuple[str, ...], cursor: int) -> None:
    async with running(many()) as (app, pilot):
        await press(pilot, *keys)
        assert rows(app).cursor == cursor
        assert app.typed_count == 0


async def test_pages_and_half_pages_are_counted() -> None:
    async with running(many()) as (app, pilot):
        lines = rows(app).size.height
        page, half = (lines - 1) // 2, lines // 2 // 2  # rows of two lines
        await press(pilot, "4", "pagedown")
        assert rows(app).cursor == 4 * page
        await press(pilot, "4", "pageup", "4", "ctrl+d")
        assert rows(app).cursor == 4 * half
        await press(pilot, "9", "ctrl+u", "G", "5", "pageup")
        assert rows(app).cursor == 59 - 5 * page


async def test_dividers_are_no_rows() -> None:
    async with running() as (app, pilot):
        await press(pilot, "3")
        assert any(isinstance(item, Divider) for item in rows(app).items)
        await press(pilot, "home", "5", "j")
        assert bar(app, "status") == "6/9"
        await press(pilot, "4", "G")
        assert bar(app, "status") == "4/9"
        await press(pilot, "g", "k", "7", "G")
        assert bar(app, "status").endswith("7/9")
        await press(pilot, "5", "k")
        assert bar(app, "status").endswith("2/9")


async def test_the_number_is_shown_at_the_right_end_until_it_is_used_or_dropped() -> None:
    async with running(many()) as (app, pilot):
        await press(pilot, "4")
        assert bar(app, "status") == "1/60 4"
        await press(pilot, "2")
        assert bar(app, "status") == "1/60 42"
        assert app.screen.query_one("#place", Bar).left[-1] == ("42 ", "strong")
        await press(pilot, "escape")
        assert bar(app, "status") == "1/60"
        await press(pilot, "5", "j")
        assert bar(app, "status") == "6/60"
        await press(pilot, "G", "5", "j")
        assert bar(app, "status") == "60/60"


async def test_the_number_stays_in_sight_beside_a_long_message() -> None:
    async with running(many(), (40, 12)) as (app, pilot):
        app.messages.say("words " * 30, "warn")
        await press(pilot, "4", "2")
        assert bar(app, "status").endswith("1/60 42")


async def test_four_digits_are_the_most() -> None:
    async with running(many()) as (app, pilot):
        await press(pilot, *"456789")
        assert app.typed_count == 4567


async def test_nought_begins_no_number() -> None:
    async with running(many()) as (app, pilot):
        await press(pilot, "0", "j")
        assert rows(app).cursor == 1


async def test_on_the_desk_one_two_three_go_to_the_panes_unless_a_number_is_begun() -> None:
    async with running() as (app, pilot):
        await press(pilot, "2")
        assert rows(app).id == "talks"
        assert app.typed_count == 0
        await press(pilot, "5", "1")
        assert app.typed_count == 51
        assert rows(app).id == "talks"
        await press(pilot, "escape", "1")
        assert rows(app).id == "speakers"


@pytest.mark.parametrize(("keys", "cursor"), [("12G", 11), ("30G", 29), ("25<", 24), ("111G", 59)])
async def test_digits_of_panes_in_a_row_are_a_row_s_number(keys: str, cursor: int) -> None:
    async with running(many()) as (app, pilot):
        await press(pilot, *keys[:-1])
        await press(pilot, "less_than_sign" if keys[-1] == "<" else keys[-1])
        assert rows(app).id == "speakers"
        assert rows(app).cursor == cursor
        assert app.typed_count == 0
        await press(pilot, "G")
        assert rows(app).cursor == 59


async def test_any_key_between_digits_and_the_end_makes_them_panes() -> None:
    async with running(many()) as (app, pilot):
        await press(pilot, "2", "1", "j", "G")
        assert (rows(app).id, rows(app).cursor) == ("speakers", 59)
        await press(pilot, "k", "1", "G")
        assert rows(app).cursor == 59
        await press(pilot, "1", "5", "j")
        assert rows(app).cursor == 59


async def test_a_pane_with_another_key_is_gone_to_and_drops_the_number() -> None:
    async with running(make_app(config=Config(keys={"desk.pane_2": "z"}))) as (app, pilot):
        await press(pilot, "5", "z")
        assert rows(app).id == "talks"
        assert app.typed_count == 0
        await press(pilot, "home", "2", "j")
        assert bar(app, "status") == "3/4"


@pytest.mark.parametrize("key", ["Q", "S", "a", "question_mark", "slash", "s", "enter", "h", "tab"])
async def test_any_other_key_drops_the_number_and_does_what_it_does(key: str) -> None:
    async def shown(*keys: str) -> str:
        async with running() as (app, pilot):
            await press(pilot, "j", *keys)
            assert app.typed_count == 0
            screen = app.screen
            assert isinstance(screen, BriefScreen)
            return f"{screen.crumb} {bar(app, 'status')} {app.focused and app.focused.id}"

    assert await shown("5", key) == await shown(key)


async def test_escape_drops_the_number_and_nothing_else() -> None:
    async with running() as (app, pilot):
        await press(pilot, "a", "2", "escape")
        assert isinstance(app.screen, ArticlesScreen)
        await press(pilot, "escape")
        assert isinstance(app.screen, DeskScreen)
        await press(pilot, "slash", *"sudria", "enter", "5", "escape")
        assert rows(app).needle == "sudria"
        await press(pilot, "5", "h")
        assert rows(app).needle == ""


async def test_below_the_desk_any_of_one_to_nine_begins_a_number() -> None:
    async with running() as (app, pilot):
        await press(pilot, "a", "2", "j")
        assert rows(app).cursor == 2
        await press(pilot, "1", "G")
        assert rows(app).cursor == 0
        await press(pilot, "3", "j", "1", "k")
        assert rows(app).cursor == 2


async def test_digits_in_a_line_are_text() -> None:
    async with running() as (app, pilot):
        await press(pilot, "slash", "1", "5", "enter")
        assert rows(app).needle == "15"
        await press(pilot, "escape", "S", *"42")
        assert app.typed_count == 0
        assert app.session.last_query == "42"


async def test_findings_and_lines_of_an_article_are_counted() -> None:
    async with running(size=(40, 12)) as (app, pilot):
        await press(pilot, "a", "j", "enter", "3", "n")
        assert isinstance(app.screen, ArticleScreen)
        assert "3/7" in bar(app, "status")
        await press(pilot, "2", "p")
        assert "1/7" in bar(app, "status")
        view = app.screen.query_one(ArticleView)
        await press(pilot, "1", "home", "3", "j")
        assert view.top == 3
        await press(pilot, "2", "k", "5", "G")
        assert view.top == 4
        await press(pilot, "1", "G", "2", "ctrl+d")
        assert view.top == 2 * (view.size.height // 2)
        await press(pilot, "9", "9", "9", "9", "pagedown")
        assert view.top == view.last_top


async def test_days_are_counted_and_read_once() -> None:
    async with running() as (app, pilot):
        reads: list[bool] = []
        reload = app.reload
        app.reload = lambda analyse=False: (reads.append(analyse), reload(analyse))[0]  # type: ignore[method-assign,func-returns-value]
        await press(pilot, "5", "left_square_bracket")
        assert app.session.day == date(2024, 3, 9)
        await press(pilot, "4", "right_square_bracket")
        assert app.session.day == date(2024, 3, 13)
        assert len(reads) == 2
        await press(pilot, "9", "9", "9", "9", "9", "right_square_bracket")
        assert app.session.day.year == 2051


async def test_rounds_of_talks_and_lines_of_evidence_are_counted() -> None:
    async with running(size=(100, 24)) as (app, pilot):
        await press(pilot, "2", "j", "enter")
        crumb = app.screen.crumb  # type: ignore[attr-defined]
        await press(pilot, "1", "n")
        assert app.screen.crumb != crumb  # type: ignore[attr-defined]
        await press(pilot, "9", "p")
        assert "There is no earlier round" in bar(app, "status")
        view = app.screen.query_one("#evidence")
        await press(pilot, "2", "J")
        assert view.top == min(2, view.last_top)  # type: ignore[attr-defined]


async def test_help_calendar_feeds_and_messages_count_too() -> None:
    async with running(size=(80, 24)) as (app, pilot):
        await press(pilot, "question_mark", "3", "j")
        assert app.screen.query_one("#help").top == 3  # type: ignore[attr-defined]
        assert "4 5 6 7 8 9 0" in text_of(app, "#help")
        await press(pilot, "escape", "c", "3", "j")
        assert bar(app, "status").startswith("4/")
        await press(pilot, "escape", "f", "3", "j", "escape", "exclamation_mark", "2", "j")
        assert app.typed_count == 0


async def test_a_counted_move_is_one_move(monkeypatch: pytest.MonkeyPatch) -> None:
    async with running(many()) as (app, pilot):
        cursors: list[int] = []
        monkeypatch.setattr(app.screen, "rows_moved", lambda moved: cursors.append(moved.cursor))
        await press(pilot, "5", "0", "j")
        assert cursors == [50]
        assert rows(app).cursor == 50


async def test_without_a_number_the_bindings_are_not_looked_at(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async with running() as (app, pilot):
        await press(pilot, "j")
        monkeypatch.setattr(counts, "parse", lambda *_: pytest.fail("the bindings were looked at"))
        app.on_key(events.Key("j", "j"))
        assert app.typed_count == 0


async def test_counts_can_be_switched_off() -> None:
    async with running(make_app(config=Config(keys={"count.digits": "none"}))) as (app, pilot):
        await press(pilot, "5", "j")
        assert rows(app).cursor == 1
        assert "count.digits" not in {key_id for _, _, key_id in app.keys_here()}


def test_what_is_no_motion_is_not_repeated() -> None:
    assert repeated("move(-1)", 5) == ("", "move", (-5,))
    assert repeated("app.step_day(1)", 3) == ("app", "step_day", (3,))
    assert repeated("bottom", 7) == ("", "go_to", (7,))
    assert repeated("choose", 5) is None
    assert repeated("pane(1)", 5) is None
