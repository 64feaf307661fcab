"""The days ahead: what stands under which day, and the screen that shows it."""

from __future__ import annotations

from datetime import date

import pytest

from briefing.digest.assembly import make_briefing
from briefing.digest.briefing import AsOf, Briefing
from briefing.digest.outcomes import Aftermath, Outcomes, Reading, passed
from tests.tui.support.drive import (
    bar,
    make_app,
    press,
    rows,
    rows_text,
    running,
    screen_text,
    text_of,
)
from tests.tui.support.making import DAY, Report
from tests.tui.support.world import entries
from tui.screens.calendar import CalendarScreen, month_lines
from tui.screens.talk import TalkScreen
from tui.text.agenda import MONTH, WEEK, marked_days, sections


def briefing(day: date = DAY, *made: Report) -> Briefing:
    given = [m.entry for m in made] or entries()
    return make_briefing(given, AsOf(day, "asked for"), 30)


def labels(
    whole: Briefing, days: int, empty_days: bool = False, outcomes: Outcomes | None = None
) -> dict[str, list[str]]:
    shown = sections(whole, days, empty_days, outcomes)
    return {s.label: [r.what for r in s.rows] for s in shown}


def without_news(whole: Briefing) -> Outcomes:
    """Outcomes in which nothing has been heard of what has passed."""
    return Outcomes.of_all(
        Aftermath(row, None, Reading()) for row in passed((*whole.talks, *whole.deadlines))
    )


def test_what_waits_or_moved_stands_first_then_day_by_day() -> None:
    whole = briefing()
    assert labels(whole, WEEK, outcomes=without_news(whole)) == {
        "Passed: no news found": ["answer to the hosts"],
        "Moved": ["second round of talks on the Ambra"],
        "Thu 14 March 2024, today": ["meeting"],
        "Fri 15 March 2024": ["answer the demands of the crews"],
        "Sat 16 March 2024": ["comments on a draft of the envoys"],
        "Sun 17 March 2024": ["water talks"],
    }


def test_empty_days_are_kept_when_wanted() -> None:
    shown_labels = labels(briefing(), WEEK, empty_days=True)
    assert [label for label in shown_labels if label[:3] == "Mon"] == ["Mon 18 March 2024"]
    assert shown_labels["Mon 18 March 2024"] == []
    assert len(shown_labels) == 1 + WEEK


def test_the_month_reaches_further() -> None:
    assert "Mon 1 April 2024" in labels(briefing(), MONTH)
    assert "Mon 1 April 2024" not in labels(briefing(), WEEK)


def test_what_lasts_stands_on_the_first_day_shown() -> None:
    report = Report("x", DAY, "O", "T", "A fair from 10 to 16 March.").talk(
        "A fair", "fair", "under way", place="Bonn", start=date(2024, 3, 10), end=date(2024, 3, 16)
    )
    assert labels(briefing(DAY, report), WEEK) == {"Thu 14 March 2024, today": ["fair"]}
    assert marked_days(briefing(DAY, report)) == {date(2024, 3, n) for n in range(10, 17)}


def test_what_is_only_roughly_dated_stands_by_itself() -> None:
    report = Report("x", DAY, "O", "T", "A law is due in March.").due(
        "A law is due", "law", date(2024, 3, 1), "due", end=date(2024, 3, 31), precision="month"
    )
    assert labels(briefing(DAY, report), WEEK) == {"Some time then": ["law"]}
    assert marked_days(briefing(DAY, report)) == frozenset()


def test_the_calendar_ends_with_the_calendar() -> None:
    report = Report("x", date.max, "O", "T", "Words.")
    assert len(sections(briefing(date.max, report), WEEK, empty_days=True)) == WEEK
    assert month_lines(date.max, frozenset())


def test_the_small_month_marks_days_by_a_sign() -> None:
    lines = [
        "".join(text for text, _ in line) for line in month_lines(DAY, marked_days(briefing()))
    ]
    assert lines[0].split() == ["March", "2024", "April", "2024"]
    assert lines[4].startswith(" *11 *12  13 *14 *15 *16 *17")
    roles = {text.strip(): role for text, role in month_lines(DAY, frozenset())[4]}
    assert roles["14"] == "tab"


async def test_c_shows_the_week_in_the_form_of_professionals() -> None:
    async with running() as (app, pilot):
        await press(pilot, "c")
        assert isinstance(app.screen, CalendarScreen)
        text = screen_text(app)
        assert "Bergen: union of ferry crews, Amber Line (cancelled)" in text
        assert "Porto: Norland, Sudria (planned)" in text
        assert "due: Amber Line: answer the demands of the crews" in text
        assert "due: answer to the hosts (news of Ambra) (2 days ago)" in rows_text(app)
        assert "Wed 20 March 2024 ─" in text


async def test_v_shows_the_month_with_a_small_month_where_there_is_room() -> None:
    async with running() as (app, pilot):
        await press(pilot, "c", "v")
        assert "Mo  Tu  We" in text_of(app, "#facts")
        assert "? vote: Vestmark: parliament votes" in screen_text(app)
        await press(pilot, "v")
        assert "Mo  Tu" not in text_of(app, "#facts")
    async with running(size=(80, 24)) as (app, pilot):
        await press(pilot, "c", "v")
        assert "Mo  Tu" not in text_of(app, "#facts")


async def test_rows_lead_to_talks_and_sentences_and_back() -> None:
    async with running() as (app, pilot):
        await press(pilot, "c", "enter")
        assert "D deadline: answer to the hosts" in bar(app, "status")
        await press(pilot, "escape", "j", "j", "enter")
        assert isinstance(app.screen, TalkScreen)
        await press(pilot, "escape")
        assert rows(app).selected.place == "Bergen"


async def test_the_filter_leaves_only_days_with_rows() -> None:
    async with running() as (app, pilot):
        await press(pilot, "c", "slash", *"porto")
        text = screen_text(app)
        assert "Sun 17 March" in text
        assert "Mon 18 March" not in text


@pytest.mark.parametrize("keys", [("c",), ("c", "v")])
async def test_an_empty_calendar_says_so(keys: tuple[str, ...]) -> None:
    async with running(make_app([])) as (app, pilot):
        await press(pilot, *keys)
        assert "Nothing dated lies ahead" in screen_text(app) or "Thu 14 March" in screen_text(app)
        await press(pilot, "j", "enter", "G", "y", "slash")
        assert isinstance(app.screen, CalendarScreen)


async def test_stepping_the_day_moves_the_week() -> None:
    async with running() as (app, pilot):
        await press(pilot, "c", "right_square_bracket")
        assert "The week from Fri 15 March 2024" in text_of(app, "#facts")
