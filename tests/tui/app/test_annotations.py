"""Marks and what was read: set by a key, seen as a sign, kept in the library."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefing.annotations.reader_state import ReaderState
from briefing.errors import StoreError
from briefing.ports import Json
from tests.tui.support.drive import SMALL, bar, make_app, press, rows, running, screen_text, text_of
from tests.tui.support.library import HandDesk, MemoryLibrary
from tests.tui.support.world import entries
from tui.screens.article import ArticleScreen
from tui.screens.marked import MarkedScreen
from tui.screens.speaker import SpeakerScreen
from tui.terminal.capabilities import Face

MARENKO = ("j", "enter")


def _library() -> MemoryLibrary:
    return MemoryLibrary(entries())


def _signs(app: object, needle: str) -> str:
    """The two cells before the rows of the screen that hold the needle."""
    lines = screen_text(app).splitlines()  # type: ignore[arg-type]
    return "".join(
        line.lstrip("│")[1] for line in lines if needle in line and "Evidence" not in line
    )


async def test_m_marks_a_statement_and_no_longer() -> None:
    library = _library()
    async with running(make_app(desk=HandDesk(library)), SMALL) as (app, pilot):
        await press(pilot, *MARENKO, "m")
        assert bar(app, "status").startswith("Marked; M lists it")
        assert [m.kind for m in ReaderState(library).bookmarks()] == ["quote"]
        assert "▌*Wed 13 Mar" in screen_text(app)
        await press(pilot, "m")
        assert bar(app, "status").startswith("No longer marked")
        assert len(ReaderState(library).bookmarks()) == 0
        assert "▌•Wed 13 Mar" in screen_text(app)


async def test_a_talk_is_marked_in_all_its_accounts() -> None:
    library = _library()
    async with running(make_app(desk=HandDesk(library)), SMALL) as (app, pilot):
        await press(pilot, "2", "j", "m")
        assert len(ReaderState(library).bookmarks()) == 3
        assert "▌*Sun 17" in screen_text(app)
        await press(pilot, "enter")
        assert screen_text(app).count("*") == 3
        await press(pilot, "j", "m")
        assert len(ReaderState(library).bookmarks()) == 2
        await press(pilot, "escape")
        assert "▌*Sun 17" in screen_text(app)


async def test_a_speaker_is_opened_first() -> None:
    library = _library()
    async with running(make_app(desk=HandDesk(library))) as (app, pilot):
        await press(pilot, "m")
        assert "what can be marked is a statement" in bar(app, "status")
        assert len(ReaderState(library).bookmarks()) == 0


async def test_findings_and_whole_articles_are_marked_in_an_article() -> None:
    library = _library()
    async with running(make_app(desk=HandDesk(library))) as (app, pilot):
        await press(pilot, "a", "enter", "m")
        assert "* marked" in bar(app, "status")
        assert [m.kind for m in ReaderState(library).bookmarks()] == ["article"]
        await press(pilot, "n", "m")
        assert {m.kind for m in ReaderState(library).bookmarks()} == {"article", "deadline"}
        assert "* D deadline: answer the demands" in bar(app, "status")


async def test_all_that_is_marked_stands_on_one_screen() -> None:
    async with running(make_app(desk=HandDesk(_library()))) as (app, pilot):
        await press(pilot, *MARENKO, "m", "escape", "3", "m", "a", "j", "m", "M")
        assert isinstance(app.screen, MarkedScreen)
        assert sorted(hit.kind for hit in rows(app).rows) == ["article", "deadline", "quote"]
        days = [hit.article.day for hit in rows(app).rows]
        assert days == sorted(days, reverse=True)
        await press(pilot, "G", "enter")
        assert isinstance(app.screen, ArticleScreen)
        assert "Q quote: Ilse Marenko" in bar(app, "status")
        await press(pilot, "escape", "m")
        assert len(rows(app).rows) == 2
        await press(pilot, "M", "M")
        assert [type(s) for s in app.screen_stack].count(MarkedScreen) == 1


async def test_nothing_marked_says_what_to_do() -> None:
    async with running() as (app, pilot):
        await press(pilot, "M")
        assert "Press m on a statement" in screen_text(app)
        await press(pilot, "m", "u", "enter")
        assert "There is no article here" in bar(app, "status")


async def test_marks_of_articles_that_are_gone_are_told() -> None:
    library = _library()
    async with running(make_app(desk=HandDesk(library))) as (app, pilot):
        await press(pilot, "a", "m")
        library.remove(["ferry-strike"])
        await press(pilot, "M")
        assert "1 marked article is no longer in the library" in text_of(app, "#facts")


async def test_what_is_marked_can_be_exported(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    async with running(make_app(desk=HandDesk(_library()))) as (app, pilot):
        await press(pilot, *MARENKO, "m", "M", "e", "m")
        assert "Written: " in bar(app, "status")
    (written,) = tmp_path.iterdir()
    text = written.read_text()
    assert "A day more is no disaster" in text
    assert "dry summer" not in text
    assert "Okonjo" not in text


# Read and unread


async def test_an_opened_article_is_read_from_then_on() -> None:
    library = _library()
    async with running(make_app(desk=HandDesk(library)), SMALL) as (app, pilot):
        await press(pilot, "a")
        assert "4 articles, 4 unread" in text_of(app, "#facts")
        assert screen_text(app).count("•") == 4
        await press(pilot, "j", "enter", "escape")
        assert "4 articles, 3 unread" in text_of(app, "#facts")
        assert "▌ Thu 14 Mar  The Weir" in screen_text(app)
    days = {entry.article.day for entry in entries()}
    read = ReaderState(library).kept(days).read
    assert sum(map(len, read.values())) == 1


async def test_u_turns_read_into_unread_and_back() -> None:
    async with running(make_app(desk=HandDesk(_library())), SMALL) as (app, pilot):
        await press(pilot, "a", "u")
        assert bar(app, "status").startswith("Read: 1 article")
        await press(pilot, "u")
        assert bar(app, "status").startswith("Unread: 1 article")
        await press(pilot, "enter", "u", "escape")
        assert "4 unread" in text_of(app, "#facts")


async def test_u_on_a_row_of_several_articles_is_about_all_of_them() -> None:
    async with running(make_app(desk=HandDesk(_library()))) as (app, pilot):
        await press(pilot, "2", "j", "u")
        assert bar(app, "status").startswith("Read: 3 articles")
        await press(pilot, "a")
        assert "1 unread" in text_of(app, "#facts")


async def test_only_unread_articles_and_all_read() -> None:
    async with running(make_app(desk=HandDesk(_library())), SMALL) as (app, pilot):
        await press(pilot, "a", "enter", "escape", "U")
        assert len(rows(app).rows) == 3
        await press(pilot, "A")
        assert "All articles of these days are read." in screen_text(app)
        await press(pilot, "A")
        assert "All of these are read already" in bar(app, "status")
        await press(pilot, "U")
        assert len(rows(app).rows) == 4


async def test_signs_are_ascii_where_the_terminal_is() -> None:
    async with running(make_app(face=Face("ansi", ascii=True)), SMALL) as (app, pilot):
        await press(pilot, "a", "m")
        shown = screen_text(app)
        assert ">*Thu 14 Mar" in shown
        assert " +Thu 14 Mar" in shown


async def test_a_new_visit_knows_what_was_marked_and_read() -> None:
    library = _library()
    async with running(make_app(desk=HandDesk(library))) as (_, pilot):
        await press(pilot, *MARENKO, "m", "enter")
    async with running(make_app(desk=HandDesk(library)), SMALL) as (app, pilot):
        await press(pilot, *MARENKO)
        assert isinstance(app.screen, SpeakerScreen)
        assert "▌*Wed 13 Mar" in screen_text(app)
        await press(pilot, "escape", "a")
        assert "4 articles, 3 unread" in text_of(app, "#facts")


class _ReadOnly(MemoryLibrary):
    def update_state(self, key: str, change: object) -> Json:
        raise StoreError("library", "was opened read-only", "Open it for writing")


async def test_articles_of_a_library_that_cannot_be_written_open_all_the_same() -> None:
    async with running(make_app(desk=HandDesk(_ReadOnly(entries())))) as (app, pilot):
        await press(pilot, "a", "enter")
        assert isinstance(app.screen, ArticleScreen)
        assert "read-only" not in bar(app, "status")
        await press(pilot, "m")
        assert "read-only" in bar(app, "status")


async def test_marks_do_not_read_the_briefing_anew() -> None:
    desk = HandDesk(_library())
    async with running(make_app(desk=desk)) as (app, pilot):
        before = app.session.briefing
        await press(pilot, "a", "m", "u")
        app.reload()
        await press(pilot, "j")
        assert app.session.briefing is before
