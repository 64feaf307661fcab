"""A library that cannot be read for a while: what was read stays, and why is said until it can."""

from __future__ import annotations

from datetime import datetime

import pytest

from briefing.errors import StoreError
from briefing.model import Article, Entry
from briefing.ports import Counts
from tests.tui.support.drive import (
    SMALL,
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
from tests.tui.support.world import entries, moved, opening
from tui.app.app import BriefApp
from tui.widgets.evidence import UNREADABLE

DENIED = StoreError(
    "/srv/desk/brief/data/library.json",
    "Permission denied",
    "Make the folder and its files yours and writable (chown, chmod u+rwX)",
)


class _Closable(MemoryLibrary):
    """Cannot be read while ``error`` is set."""

    error: StoreError | None = None

    def revision(self) -> object:
        if self.error is not None:
            raise self.error
        return super().revision()

    def counts(self) -> Counts:
        if self.error is not None:
            raise self.error
        return super().counts()

    def article(self, article_id: str) -> Article | None:
        if self.error is not None:
            raise self.error
        return super().article(article_id)


def _watching(library: MemoryLibrary, **options: object) -> BriefApp:
    return make_app(desk=HandDesk(library), poll_seconds=0.02, **options)


@pytest.mark.parametrize("start", ["desk", "stories"])
async def test_trouble_stands_with_its_remedy_until_the_library_can_be_read(start: str) -> None:
    library = _Closable(entries())
    async with running(_watching(library, start=start), SMALL) as (app, pilot):
        shown = len(rows(app).rows)
        library.error = DENIED
        await until(pilot, lambda: bool(app.session.trouble))
        await settle(pilot)
        assert str(DENIED) in bar(app, "status")
        assert "the library cannot be read" in bar(app, "header")
        assert len(rows(app).rows) == shown > 0
        app.messages.say("something else")
        assert str(DENIED) in bar(app, "status")
        assert "something else" in bar(app, "status")
        assert [said for said, _ in app.messages.kept].count(str(DENIED)) == 1
        assert all(len(line) <= SMALL[0] for line in screen_text(app).splitlines())

        library.error = None
        await until(pilot, lambda: not app.session.trouble)
        await settle(pilot)
        assert "The library can be read again" in bar(app, "status")
        assert "Permission denied" not in bar(app, "status")
        assert "cannot be read" not in bar(app, "header")


async def test_a_library_that_cannot_be_read_at_the_start_is_read_once_it_can() -> None:
    library = _Closable(entries())
    library.error = DENIED
    async with running(_watching(library)) as (app, pilot):
        await until(pilot, lambda: str(DENIED) in bar(app, "status"))
        assert bar(app, "header") == "brief  the library cannot be read"
        assert not rows(app).rows
        library.error = None
        await until(pilot, lambda: bool(rows(app).rows))


async def test_evidence_and_article_say_why_they_are_not_there(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # Of so few rows all would have been read ahead.
    monkeypatch.setattr("tui.widgets.evidence.READ_AHEAD", 1)
    library = _Closable(entries())
    async with running(make_app(desk=HandDesk(library))) as (app, pilot):
        library.error = DENIED
        await press(pilot, "j", "j", "j")
        said = " ".join(text_of(app, "#evidence").split())
        assert f"{UNREADABLE} {DENIED}" in said
        await press(pilot, "enter", "enter")
        said = " ".join(text_of(app, "#article").split())
        assert f"This article cannot be read now. {DENIED}" in said


async def test_what_the_library_says_of_itself_stands_until_messages_are_read() -> None:
    library = MemoryLibrary(entries())
    library.notices = ("The store was damaged. Lost: two documents. `brief restore` helps",)
    async with running(_watching(library), SMALL) as (app, pilot):
        await until(pilot, lambda: library.notices[0] in bar(app, "status"))
        app.messages.say("Marked")
        assert library.notices[0] in bar(app, "status")
        assert "Marked" in bar(app, "status")
        await press(pilot, "exclamation_mark")
        assert library.notices[0] in " ".join(text_of(app, "#messages").split())
        assert library.notices[0] not in bar(app, "status")
        await press(pilot, "escape")
        assert library.notices[0] not in bar(app, "status")


async def test_what_another_process_has_salvaged_since_the_last_visit_is_said() -> None:
    salvaged = "The store was damaged. Lost: document 7 of articles"

    class Salvaged(MemoryLibrary):
        def salvaged_since(self, moment: datetime | None) -> tuple[str, ...]:
            return () if moment else (salvaged,)

    library = Salvaged(entries())
    async with running(make_app(desk=HandDesk(library))) as (app, _):
        assert salvaged in bar(app, "status")
    async with running(make_app(desk=HandDesk(library))) as (app, _):
        assert salvaged not in bar(app, "status")


async def test_an_error_that_does_not_fit_a_line_has_as_many_as_it_needs() -> None:
    async with running(size=SMALL) as (app, pilot):
        held = (
            "process 4711 (brief fetch): has held the write lock /srv/brief/data/library.lock for "
            "more than 5 s. Try again when it has finished, or end it; reading goes on meanwhile"
        )
        before = app.screen.query_one("#main").region.height
        app.messages.say(held, "warn")
        await settle(pilot)
        assert "reading goes on meanwhile" in screen_text(app)
        assert app.screen.query_one("#main").region.height < before
        app.messages.say("Marked")
        await settle(pilot)
        assert app.screen.query_one("#main").region.height == before


async def test_an_error_during_long_work_is_seen_beside_its_progress() -> None:
    library = MemoryLibrary(Entry(made.article) for made in (opening(), moved()))
    async with running(make_app(desk=HandDesk(library))) as (app, _):
        app.tasks.begin("Analysis", "Analysed 1 of 2", "Cancelling")
        app.messages.say("the disk is full. Make room", "warn")
        assert "the disk is full. Make room" in bar(app, "status")
        assert "Analysed 1 of 2" in bar(app, "status")
        app.tasks.drop()


async def test_a_library_that_was_locked_gets_its_samples_once_it_is_free() -> None:
    library = MemoryLibrary()
    busy = "process 7 (brief add) has held the write lock"
    app = _watching(library, samples_due=True, trouble=busy)
    async with running(app) as (app, pilot):
        assert (busy, "warn") in app.messages.kept
        await until(pilot, lambda: bool(app.session.counts.samples))
        await until(pilot, lambda: bool(rows(app).rows))
        await until(pilot, lambda: busy not in bar(app, "status"))
