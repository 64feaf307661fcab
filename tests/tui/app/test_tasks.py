"""Long work, live changes and errors: what happens beside the user's own doing."""

from __future__ import annotations

import threading

import pytest
from textual.worker import WorkerFailed

from bench.filling import put_in
from briefing.errors import AnalysisError
from briefing.model import Entry
from briefing.ports import Progress
from tests.tui.support.drive import (
    WIDE,
    bar,
    make_app,
    press,
    rows,
    running,
    screen_text,
    settle,
    text_of,
    until,
)
from tests.tui.support.library import HandDesk, MemoryLibrary
from tests.tui.support.world import entries, moved, opening, preview, strike
from tui.app.app import BriefApp
from tui.screens.desk import DeskScreen


async def test_what_is_not_analysed_is_analysed_at_the_start() -> None:
    made = [opening(), moved()]
    library = MemoryLibrary(Entry(m.article) for m in made)
    desk = HandDesk(library, waiting=[m.findings for m in made])
    async with running(make_app(desk=desk)) as (app, _):
        assert "Analysed 2 articles" in bar(app, "status")
        assert rows(app).rows[0].name == "Ilse Marenko"


async def test_r_analyses_and_says_when_there_is_nothing_to_do() -> None:
    async with running() as (app, pilot):
        await press(pilot, "r")
        assert "all articles are analysed" in bar(app, "status")
        await press(pilot, "ctrl+x")
        assert "Nothing is under way" in bar(app, "status")


class _SlowDesk(HandDesk):
    """Goes on to the next article when told to."""

    def __init__(self, library: MemoryLibrary) -> None:
        super().__init__(library)
        self.go_on = threading.Event()
        self.reported = threading.Event()

    def refresh(self, progress: Progress = lambda done, total, what: None) -> int:
        for done in range(1, 100):
            progress(done, 99, "A title")
            self.reported.set()
            self.go_on.wait(120)
        return 99


async def test_analysis_shows_progress_and_can_be_cancelled() -> None:
    library = MemoryLibrary(entries())
    desk = _SlowDesk(library)
    async with running(make_app(desk=desk)) as (app, pilot):
        await pilot.press("r")
        await until(pilot, desk.reported.is_set)
        await pilot.pause()
        assert "Analysed 1 of 99: A title  (ctrl+x cancels)" in bar(app, "status")
        await pilot.press("r")
        assert "Analysed 1 of 99" in bar(app, "status")
        assert app.messages.kept[-1][0].startswith("Analysis is under way")
        await pilot.press("ctrl+x")
        assert "Cancelling" in bar(app, "status")
        desk.go_on.set()
        await settle(pilot)
        assert "Analysis cancelled; what was done is kept" in bar(app, "status")
        assert rows(app).rows


async def test_an_error_is_a_line_that_can_be_reopened() -> None:
    desk = HandDesk(MemoryLibrary(entries()))
    desk.error = AnalysisError("model 'xx'", "is not installed", "Install it with pip")
    async with running(make_app(desk=desk)) as (app, pilot):
        await press(pilot, "r")
        line = "model 'xx': is not installed. Install it with pip"
        assert line in bar(app, "status")
        await press(pilot, "j", "exclamation_mark")
        assert f"Error: {line}" in text_of(app, "#messages")


@pytest.mark.parametrize("keys", [(), ("2",), ("enter",), ("a",)])
async def test_what_another_process_stores_appears_and_the_cursor_stays(
    keys: tuple[str, ...],
) -> None:
    library = MemoryLibrary(m.entry for m in (opening(), moved(), preview()))
    app = make_app(desk=HandDesk(library), poll_seconds=0.05)
    async with running(app) as (app, pilot):
        await press(pilot, *keys, "j")
        before = rows(app).identify(rows(app).selected)
        count = app.session.counts.articles
        put_in(library, [strike().entry])
        await until(pilot, lambda: app.session.counts.articles > count)
        await settle(pilot)
        assert app.session.counts.articles == count + 1
        assert rows(app).identify(rows(app).selected) == before


async def test_rows_that_go_leave_the_cursor_in_the_list() -> None:
    library = MemoryLibrary(entries())
    async with running(make_app(desk=HandDesk(library))) as (app, pilot):
        await press(pilot, "G")
        library.remove([e.article.id for e in entries()[1:]])
        app.reload()
        await settle(pilot)
        assert rows(app).selected is not None
        library.remove([entries()[0].article.id])
        app.reload()
        await settle(pilot)
        assert rows(app).selected is None
        assert bar(app, "status") == ""


async def test_while_articles_are_analysed_the_panes_say_so() -> None:
    desk = _SlowDesk(MemoryLibrary([Entry(opening().article)]))
    app = make_app(desk=desk)
    async with app.run_test(size=WIDE) as pilot:
        await until(pilot, desk.reported.is_set)
        await until(pilot, lambda: "The articles are being analysed." in screen_text(app))
        assert "Analysed 1 of 99" in bar(app, "status")
        await pilot.press("ctrl+x")
        desk.go_on.set()
        await settle(pilot)


async def test_the_keys_follow_what_has_come_in() -> None:
    library = MemoryLibrary()
    async with running(make_app(desk=HandDesk(library))) as (app, pilot):
        assert "filter" not in bar(app, "keys")
        put_in(library, [strike().entry])
        app.reload()
        await settle(pilot)
        assert "/ filter" in bar(app, "keys")


def _breaks(app: BriefApp) -> None:
    def work() -> None:
        raise LookupError("the screen is gone")

    app.tasks.in_background(work, "breaks")


async def test_what_breaks_while_the_app_leaves_does_not_change_its_status() -> None:
    app = make_app()
    async with running(app) as (_, pilot):
        app.tasks.leaving = True
        _breaks(app)
        await settle(pilot)
        app.tasks.leave(143)
    assert app.return_code == 143


async def _break() -> None:
    async with running(make_app()) as (app, pilot):
        _breaks(app)
        await settle(pilot)


async def test_what_breaks_before_is_not_hidden() -> None:
    with pytest.raises(WorkerFailed, match="the screen is gone"):
        await _break()


async def test_what_a_screen_wanted_is_no_fault_once_the_screen_was_left() -> None:
    async with running() as (app, pilot):
        await press(pilot, "j", "enter")
        screen, begun, left = app.screen, threading.Event(), threading.Event()

        def look_closer() -> None:
            begun.set()
            assert left.wait(60)
            app.call_from_thread(screen.query_one, "#rows")

        app.tasks.in_background(look_closer, "topics", screen)
        await until(pilot, begun.is_set)
        app.pop_screen()
        await until(pilot, lambda: not screen.is_running)
        left.set()
        await settle(pilot)
        assert isinstance(app.screen, DeskScreen)


async def test_a_fault_of_a_screen_that_is_there_stays_one() -> None:
    async def ask_for_nothing() -> None:
        async with running() as (app, pilot):
            screen = app.screen
            app.tasks.in_background(lambda: screen.query_one("#nowhere").focus(), "x", screen)
            await settle(pilot)

    with pytest.raises(WorkerFailed, match="NoMatches"):
        await ask_for_nothing()
