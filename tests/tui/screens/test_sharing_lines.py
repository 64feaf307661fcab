"""On a narrow terminal rows and evidence share the lines: no line is free where words are cut."""

from __future__ import annotations

import pytest

from tests.tui.support.drive import (
    SMALL,
    WIDE,
    make_app,
    press,
    resize,
    rows,
    running,
    screen_text,
    settle,
)
from tests.tui.support.making import DAY, Report
from tui.app.app import BriefApp
from tui.screens.desk import DeskScreen
from tui.widgets.evidence import EvidenceView

LISTS = {
    "speakers": ("D",), "talks": ("2",), "deadlines": ("3",), "talk": ("2", "enter"),
    "speaker": ("enter",), "articles": ("a",), "calendar": ("c", "v"), "search": ("S", *"gates"),
}  # fmt: skip


def made() -> list[Report]:
    """Two articles: fewer rows than lines, and a paragraph of more lines than half a screen."""
    gates = Report(
        "gates",
        DAY,
        "The Weir",
        "Gates stay shut",
        "“The gates stay shut until the crews have looked at every hinge”, Ana Lind said. "
        + "Nobody on the pier had asked for it. " * 16,
        "Norland and Sudria meet in Porto on Saturday.",
        "The council votes on the gates on Friday.",
    )
    words = "The gates stay shut until the crews have looked at every hinge"
    gates.says("Ana Lind", words)
    gates.talk("meet in Porto", "water talks", "planned", place="Porto", parties=("Norland",))
    gates.due("votes on the gates", "vote on the gates", DAY)
    crews = Report("crews", DAY, "The Quay", "Crews wait", "“We wait”, Bo Berg said.")
    crews.says("Bo Berg", "We wait")
    return [gates, crews]


def app_of(reports: list[Report]) -> BriefApp:
    return make_app([each.entry for each in reports])


@pytest.mark.parametrize("name", LISTS)
async def test_rows_leave_the_lines_that_they_do_not_need(name: str) -> None:
    async with running(app_of(made()), SMALL) as (app, pilot):
        await press(pilot, *LISTS[name])
        shown = app.screen.rows_here()
        assert shown is not None
        free = shown.size.height - shown.needed_lines(shown.size.height)
        assert free <= 2  # the fewest lines of a list are four, with its border
        below = app.screen.query_one(EvidenceView).size.height
        assert below > shown.size.height


async def test_rows_have_half_of_the_lines_at_most() -> None:
    many = [
        Report(f"a{n}", DAY, "The Weir", f"Gate {n}", f"“Gate {n} is shut”, Speaker {n} said.")
        for n in range(40)
    ]
    for number, report in enumerate(many):
        report.says(f"Speaker {number}", f"Gate {number} is shut")
    async with running(app_of(many), SMALL) as (app, _):
        assert rows(app).size.height == app.screen.query_one("#main").size.height // 2


async def test_the_lines_stay_while_a_filter_is_typed() -> None:
    async with running(app_of(made()), SMALL) as (app, pilot):
        before = rows(app).size.height
        await press(pilot, "slash", *"berg")
        assert app.screen.rows_here().size.height == before  # type: ignore[union-attr]


async def test_the_row_stays_in_sight_whatever_the_size() -> None:
    async with running(app_of(made()), SMALL) as (app, pilot):
        await press(pilot, "j")
        for size in (WIDE, (60, 14), SMALL):
            await resize(pilot, *size)
            assert "▌ Bo Berg" in screen_text(app).replace("▌•", "▌ ")


@pytest.mark.parametrize("size", [SMALL, WIDE], ids=["80x24", "120x40"])
@pytest.mark.parametrize("keys", [("b",), ("D",), ("a",), ("c",), ("B",), ("M",), ("f",)])
async def test_without_rows_there_is_no_empty_box_for_evidence(
    keys: tuple[str, ...], size: tuple[int, int]
) -> None:
    async with running(make_app([]), size) as (app, pilot):
        await press(pilot, *keys)
        assert not app.screen.query_one(EvidenceView).display
        assert rows(app).size.width >= size[0] - 2
    async with running(app_of(made()), size) as (app, _):
        assert app.screen.query_one(EvidenceView).display


async def test_rows_that_come_while_a_layout_is_asked_for_have_their_lines() -> None:
    """Whatever lays out in between: what it has worked out is of the rows before."""
    async with running(app_of(made()), SMALL) as (app, pilot):
        shown = app.screen.rows_here()
        assert isinstance(app.screen, DeskScreen)
        assert shown is not None
        all_rows, before = list(shown.rows), shown.size.height
        shown.replace(all_rows[:1])
        other = app.screen.panes[1]
        other.refresh(layout=True)
        other._check_refresh()  # which has the container of both laid out anew
        app.screen._refresh_layout()
        shown.replace(all_rows * 4)
        await settle(pilot)
        assert shown.size.height > before
