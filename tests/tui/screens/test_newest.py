"""While a large library is read, the first screens show what its newest articles hold."""

from __future__ import annotations

import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import date

import pytest
from textual.pilot import Pilot

from briefing.digest.briefing import Briefing
from briefing.digest.first_screen import FirstScreen, decode, encode, first_screen_of
from briefing.digest.newest import Newest
from briefing.errors import StoreError
from briefing.model import Entry
from tests.tui.support.drive import (
    SMALL,
    WIDE,
    bar,
    make_app,
    rows,
    screen_text,
    settle,
    until,
)
from tests.tui.support.library import HandDesk, MemoryLibrary
from tests.tui.support.making import DAY, Report
from tests.tui.support.world import entries, strike
from tui.app.app import BriefApp

BUSY = StoreError("/srv/desk/brief/data", "is held by another program", "Try again")
SAID = "The newest 1 of 4 articles; reading the rest"


class _Waiting(HandDesk):
    """Has its briefing once it is let, or says why there is none."""

    def __init__(self, given: list[Entry]) -> None:
        super().__init__(MemoryLibrary(given))
        self.gate = threading.Event()
        self.error: StoreError | None = None

    def briefing(self, asked: date | None = None, days: int = 14, known: bool = False) -> Briefing:
        assert self.gate.wait(120)
        if self.error is not None:
            raise self.error
        return super().briefing(asked, days, known)


def newest_of(given: list[Entry], of: int) -> FirstScreen:
    """The front of some articles, the newest of so many, as another process gives it."""
    desk = HandDesk(MemoryLibrary(given))
    made = first_screen_of(
        desk.briefing(), desk.counts(), DAY, None, 14, newest=Newest(len(given), of)
    )
    again = decode(encode(made))
    assert again == made
    return made


@asynccontextmanager
async def reading(
    start: str = "desk",
    size: tuple[int, int] = WIDE,
    newest: Entry | None = None,
    whole: list[Entry] | None = None,
) -> AsyncIterator[tuple[BriefApp, Pilot[None], _Waiting]]:
    """The app with a first screen of one article, until the desk is let read the others."""
    given = entries() if whole is None else whole
    desk = _Waiting(given)
    front = newest_of([newest or strike().entry], len(given))
    app = make_app(desk=desk, start=start, front=lambda: front)
    async with app.run_test(size=size) as pilot:
        try:
            await until(pilot, lambda: bool(rows(app).rows) and SAID[:10] in bar(app, "status"))
            yield app, pilot, desk
        finally:
            desk.gate.set()
        await settle(pilot)


@pytest.mark.parametrize("start", ["desk", "stories"])
@pytest.mark.parametrize("size", [WIDE, SMALL])
async def test_the_status_line_says_so_until_all_is_read(start: str, size: tuple[int, int]) -> None:
    async with reading(start, size) as (app, pilot, desk):
        assert SAID in bar(app, "status")
        assert "reading the library" in bar(app, "header")
        assert len(app.session.in_order.articles) == 1  # type: ignore[union-attr]
        assert not any(mark in screen_text(app) for mark in ("1/", "(1)", "1 article", "No "))
        desk.gate.set()
        await settle(pilot)
        assert "newest" not in bar(app, "status")
        assert "reading" not in bar(app, "header")
        assert app.session.briefing == HandDesk(MemoryLibrary(entries())).briefing()
        assert app.session.front is None  # which would take room all through the visit


async def test_a_narrow_terminal_has_the_numbers() -> None:
    async with reading(size=(40, 12)) as (app, _, _):
        assert "The newest 1 of 4" in bar(app, "status")
        assert all(len(line) <= 40 for line in screen_text(app).splitlines())


async def test_what_has_no_rows_yet_is_still_being_read() -> None:
    silent = Report("quiet", DAY, "The Gull", "A harbour at rest", "The harbour was calm.")
    async with reading("stories", newest=silent.entry) as (app, pilot, desk):
        await pilot.press("D")
        assert screen_text(app).count("Reading the library") == 3
        await pilot.press("b", "/", *"river")
        assert "No row so far has these words." in screen_text(app)
        desk.gate.set()
        await settle(pilot)
        assert "so far" not in screen_text(app)
        await pilot.press("enter")
        assert rows(app).shown


async def test_who_has_not_moved_begins_with_what_matters_most() -> None:
    async with reading() as (app, pilot, desk):
        (only,) = rows(app).rows[:1]
        assert rows(app).selected == only
        desk.gate.set()
        await settle(pilot)
        assert rows(app).position[0] == 1
        assert rows(app).identify(rows(app).selected) != rows(app).identify(only)


async def test_the_cursor_stays_on_its_row() -> None:
    async with reading() as (app, pilot, desk):
        await pilot.press("j", "k", "j")
        here = rows(app).identify(rows(app).selected)
        desk.gate.set()
        await settle(pilot)
        assert rows(app).identify(rows(app).selected) == here
        assert len(rows(app).rows) > 2


async def test_a_message_stands_before_it_and_it_comes_back() -> None:
    async with reading() as (app, pilot, _):
        await pilot.press("e")
        assert "There is nothing to export yet" in bar(app, "status")
        assert "reading the library" in bar(app, "header")


@pytest.mark.parametrize("start", ["desk", "stories"])
async def test_what_keeps_the_rest_from_being_read_is_said_and_the_rows_stay(start: str) -> None:
    async with reading(start) as (app, pilot, desk):
        shown = list(rows(app).rows)
        desk.error = BUSY
        desk.gate.set()
        await settle(pilot)
        assert str(BUSY) in bar(app, "status")
        assert "The newest 1 of 4 articles; the rest cannot be read" in screen_text(app)
        assert "the library cannot be read" in bar(app, "header")
        assert list(rows(app).rows) == shown
        desk.error = None
        app.reload()
        await settle(pilot)
        assert "The newest" not in screen_text(app)
        assert str(BUSY) not in bar(app, "status")
