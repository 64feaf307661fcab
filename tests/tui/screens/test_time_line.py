"""The time line of the briefing: lanes by story and by party, and the rows below them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from briefing.rows import DeadlineRow, TalkRow
from tests.tui.support.drive import (
    SMALL,
    WIDE,
    app_over,
    labels,
    make_app,
    press,
    rows,
    rows_text,
    running,
    screen_text,
    text_of,
)
from tests.tui.support.making import DAY, Report
from tests.tui.support.shots import Compare, shot
from tui.app.app import BriefApp
from tui.screens.time_line import TimeLineScreen
from tui.terminal.capabilities import Face
from tui.text.lanes import tick_of
from tui.widgets.time_line import TimeLine


def drawn(app: BriefApp) -> str:
    view = app.screen.query_one(TimeLine)
    return "\n".join(view.render_line(y).text.rstrip() for y in range(view.size.height))


async def test_what_has_a_day_stands_in_order_and_the_cursor_at_what_is_ahead() -> None:
    async with running(size=WIDE) as (app, pilot):
        await press(pilot, "T")
        assert isinstance(app.screen, TimeLineScreen)
        days = [tick_of(row).first for row in rows(app).shown]
        assert days == sorted(days)
        selected = rows(app).selected
        assert isinstance(selected, TalkRow | DeadlineRow)
        assert selected.timing != "passed"


async def test_lanes_are_stories_or_parties() -> None:
    async with running(size=WIDE) as (app, pilot):
        await press(pilot, "T")
        assert "one lane for each story" in text_of(app, "#facts")
        by_story = drawn(app)
        await press(pilot, "v")
        assert "one lane for each party" in text_of(app, "#facts")
        assert "Norland" in drawn(app)
        await press(pilot, "v")
        assert drawn(app) == by_story


async def test_enter_opens_what_the_row_rests_on_and_comes_back() -> None:
    async with running(size=WIDE) as (app, pilot):
        await press(pilot, "T", "enter")
        assert not isinstance(app.screen, TimeLineScreen)
        await press(pilot, "escape")
        assert isinstance(app.screen, TimeLineScreen)


async def test_the_day_may_be_stepped() -> None:
    async with running(size=WIDE) as (app, pilot):
        await press(pilot, "T")
        before = text_of(app, "#facts")
        await press(pilot, "left_square_bracket")
        assert text_of(app, "#facts") != before


async def test_in_ascii_the_line_is_ascii() -> None:
    async with running(make_app(face=Face("ansi", ascii=True)), SMALL) as (app, pilot):
        await press(pilot, "T")
        assert drawn(app).isascii()
        assert "^" in drawn(app)


async def test_without_articles_it_says_so() -> None:
    async with running(make_app([]), SMALL) as (app, pilot):
        await press(pilot, "T")
        assert not rows(app).rows


@pytest.mark.parametrize("size", [SMALL, WIDE], ids=["80x24", "120x40"])
def test_looks(snap_compare: Compare, size: tuple[int, int]) -> None:
    assert shot(snap_compare, make_app(), ("T", "j"), size)


async def test_rows_do_not_repeat_the_day_that_stands_above_them() -> None:
    report = Report("a", DAY, "The Weir", "Gates", "Norland meets Sudria. They meet in Oslo.")
    later = DAY + timedelta(days=2)
    report.talk("Norland meets", "talks", "planned", place="Porto", start=DAY)
    report.talk("They meet", "talks", "planned", place="Oslo", start=DAY, end=later)
    async with running(app_over([report])) as (app, pilot):
        await press(pilot, "T")
        words = screen_text(app)
        assert "Porto: talks (planned)" in words
        assert "Oslo: talks (planned)" in words
        assert labels(app) == ["Thu 14 March 2024 (1)", "Thu 14 to Sat 16 March 2024 (1)"]


async def test_what_is_of_a_week_or_a_month_stands_under_all_of_it() -> None:
    report = Report("a", DAY, "The Weir", "Gates", "It ends this week. It ends in April.")
    sunday, april = DAY + timedelta(days=3), date(2024, 4, 1)
    report.due("It ends this week", "the strike ends", sunday, precision="week")
    report.due(
        "It ends in April", "the lease ends", april, end=date(2024, 4, 30), precision="month"
    )
    async with running(app_over([report])) as (app, pilot):
        await press(pilot, "T")
        assert labels(app) == ["Mon 11 to Sun 17 March 2024 (1)", "April 2024 (1)"]
        await press(pilot, "escape", "c", "v")
        assert "the strike ends (in 3 days, 11-17 Mar)" in rows_text(app)
        assert "the lease ends (Apr 2024)" in rows_text(app)


async def test_the_first_lanes_stay_in_sight_and_that_of_the_row_below_them() -> None:
    report = Report("a", DAY, "The Quay", "Talks", "They meet.")
    for number in range(12):
        day = DAY + timedelta(days=number)
        report.talk("meet", "talks", "planned", start=day, parties=(f"Party {number:02}",))
    async with running(app_over([report]), SMALL) as (app, pilot):
        await press(pilot, "T", "v", "G")
        lanes = [line.split("  ")[0].strip() for line in drawn(app).splitlines()[2:]]
        assert lanes[0] == "Party 00"
        assert lanes[-2:] == ["Party 11", f"and {13 - len(lanes)} more lanes"]


async def test_lanes_without_anything_on_these_days_take_no_line() -> None:
    report = Report("a", DAY, "The Quay", "Talks", "They meet.")
    for days, party in ((1, "Norland"), (400, "Sudria")):
        day = DAY + timedelta(days=days)
        report.talk("meet", "talks", "planned", start=day, parties=(party,))
    async with running(app_over([report]), SMALL) as (app, pilot):
        await press(pilot, "T", "v")
        assert "Norland" in drawn(app)
        assert "Sudria" not in drawn(app)
        assert "and 1 more lane" in drawn(app)
