"""What is new since the last visit."""

from __future__ import annotations

from datetime import date, timedelta

from msgspec.structs import replace

from briefing.annotations.reader_state import VISIT
from briefing.digest.agendas import AGENDA
from briefing.digest.changes import Change
from briefing.errors import StoreError
from briefing.model import Entry
from tests.tui.support.drive import bar, make_app, press, rows, running, screen_text, text_of
from tests.tui.support.library import HandDesk, MemoryLibrary
from tests.tui.support.making import NOW, Report, taken_in
from tests.tui.support.world import moved, opening, strike
from tui.screens.news import NewsScreen, Passed
from tui.screens.talk import TalkScreen


def library() -> MemoryLibrary:
    kept = MemoryLibrary([taken_in(opening(), -5), taken_in(moved(), 1), taken_in(strike(), 2)])
    kept.set_state(VISIT, NOW.isoformat())
    return kept


async def test_what_came_in_later_is_new_and_turns_come_first() -> None:
    async with running(make_app(desk=HandDesk(library()))) as (app, pilot):
        await press(pilot, "N")
        assert isinstance(app.screen, NewsScreen)
        assert "new since your last visit, Thu 14 March 2024, 09:00" in text_of(app, "#facts")
        text = screen_text(app)
        assert "New talks (1)" in text
        assert "Bergen" in text
        assert "New statements (4)" in text
        assert "“A day more" in text
        assert "Nobody here wants" not in text


async def test_a_moved_round_is_told_with_what_it_was_before() -> None:
    kept = MemoryLibrary([taken_in(opening(), -5), taken_in(moved(), 1)])
    kept.set_state(VISIT, NOW.isoformat())
    async with running(make_app(desk=HandDesk(kept))) as (app, pilot):
        await press(pilot, "N")
        text = screen_text(app)
        assert "Moved, confirmed, cancelled, held" in text
        assert "was Sat 16 March 2024" in text_of(app, "#evidence")


async def test_rows_lead_to_their_talks_and_back() -> None:
    async with running(make_app(desk=HandDesk(library()))) as (app, pilot):
        await press(pilot, "N", "slash", *"ferry", "enter", "j", "enter")
        assert isinstance(app.screen, TalkScreen)
        await press(pilot, "escape", "escape", "G", "enter")
        assert "Q quote" in bar(app, "status")
        await press(pilot, "escape")
        assert isinstance(app.screen, NewsScreen)


async def test_the_first_visit_has_nothing_new_and_is_noted() -> None:
    kept = MemoryLibrary([opening().entry])
    async with running(make_app(desk=HandDesk(kept))) as (app, pilot):
        await press(pilot, "N", "N")
        assert "This is the first visit" in text_of(app, "#facts")
        assert rows(app).selected is None
        assert kept.state(VISIT) == NOW.isoformat()


class _ReadOnly(MemoryLibrary):
    def set_state(self, key: str, value: object) -> None:
        raise StoreError("store", "cannot be written")


async def test_a_library_that_cannot_be_written_is_shown_without_a_word() -> None:
    async with running(make_app(desk=HandDesk(_ReadOnly([opening().entry])))) as (app, _):
        assert bar(app, "status") == "1/3"
        assert not app.messages.kept


def reports_due() -> Report:
    return Report(
        "reports", date(2024, 3, 11), "Tide", "Reports", "Shipowners have until Tuesday to report."
    ).due("until Tuesday", "hand in catch reports", date(2024, 3, 12), "due", who="Shipowners")


async def test_what_passed_without_news_is_told_as_such() -> None:
    kept = MemoryLibrary([taken_in(reports_due(), -90), taken_in(strike(), 2)])
    kept.set_state(VISIT, (NOW - timedelta(days=2)).isoformat())
    async with running(make_app(desk=HandDesk(kept))) as (app, pilot):
        await press(pilot, "N")
        assert "Passed, or called off since (1) ──" in screen_text(app)
        (late,) = [row for row in rows(app).rows if isinstance(row, Passed)]
        assert late.row.what == "hand in catch reports"
        assert (late.aftermath.answer, late.aftermath.read.articles) == (None, 1)
        await press(pilot, "slash", *"no news", "enter", "enter")
        assert "D deadline" in bar(app, "status")
        await press(pilot, "escape")
        assert isinstance(app.screen, NewsScreen)
    # What had passed before the last visit was told then.
    kept.set_state(VISIT, NOW.isoformat())
    async with running(make_app(desk=HandDesk(kept))) as (app, pilot):
        await press(pilot, "N")
        assert "Passed" not in screen_text(app)


def programme(name: str, day: int, *listed: tuple[str, int]) -> Entry:
    """An edition of an agenda: what it lists, and on which day of March."""
    lines = [f"{number} March {what}, Chamber 1" for what, number in listed]
    made = Report(name, date(2024, 3, day), "Lake Council", "Programme of work", *lines)
    for line, (what, number) in zip(lines, listed, strict=True):
        made.talk(
            line, what, "planned", place="Chamber 1", start=date(2024, 3, number), parties=(what,)
        )
    return replace(made.entry, findings=replace(made.findings, form=AGENDA))


async def test_what_a_later_edition_of_an_agenda_has_no_more_is_told_on_its_row_too() -> None:
    first = programme("one", 11, ("Silt Group", 18), ("Toll Board", 19), ("Boat Club", 20))
    later = programme("two", 13, ("Silt Group", 18), ("Boat Club", 20))
    kept = MemoryLibrary(
        [
            replace(first, article=replace(first.article, fetched=NOW - timedelta(hours=5))),
            replace(later, article=replace(later.article, fetched=NOW + timedelta(hours=1))),
        ]
    )
    kept.set_state(VISIT, NOW.isoformat())
    async with running(make_app(desk=HandDesk(kept))) as (app, pilot):
        await press(pilot, "2")
        assert "(planned, gone)" in screen_text(app)
        await press(pilot, "N")
        assert "Moved, confirmed, cancelled, held (1)" in screen_text(app)
        (turn,) = [row for row in rows(app).rows if isinstance(row, Change)]
        assert (turn.turn, turn.row.what) == ("gone", "Toll Board")
        await press(pilot, "enter")
        assert isinstance(app.screen, TalkScreen)
        assert "gone from the agenda of Lake Council" in text_of(app, "#facts")
