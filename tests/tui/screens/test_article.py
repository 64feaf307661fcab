"""An article: its findings, the way from one to the next, and how it scrolls."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from briefing.model import Entry
from tests.tui.support.drive import SMALL, bar, make_app, press, running, screen_text, text_of
from tests.tui.support.library import HandDesk, MemoryLibrary
from tests.tui.support.world import entries, preview
from tui.widgets.article_view import ArticleView


def _view(app: object) -> ArticleView:
    return app.screen.query_one(ArticleView)  # type: ignore[attr-defined, no-any-return]


async def test_a_guessed_day_is_said_in_the_row_and_in_the_article() -> None:
    note = "no date given; filed under the day of intake"
    made = preview().entry
    guessed = replace(made, article=replace(made.article, date_note=note))
    async with running(make_app([guessed])) as (app, pilot):
        await press(pilot, "a")
        assert "by  14 Mar  " in screen_text(app)
        assert "Thu 14 Mar  " not in screen_text(app)
        await press(pilot, "enter")
        assert "No date given; filed under the day of intake" in text_of(app, "#article")


async def test_findings_are_marked_by_letters_in_the_margin() -> None:
    async with running(size=SMALL) as (app, pilot):
        await press(pilot, "a", "j", "enter")
        lines = text_of(app, "#article").splitlines()
        assert lines[0].strip() == "What the river states want from Porto"
        margins = {line[4:18]: line[:4].strip() for line in lines if line.strip()}
        assert margins["Norland and Su"] == "DT"
        assert margins["“The river doe"] == "Q"
        assert margins["“We will sign "] == "QT"
        assert margins["prime minister"] == "▎"
        assert margins["The Weir · Thu"] == ""


async def test_n_and_p_go_from_finding_to_finding_and_round() -> None:
    async with running(size=SMALL) as (app, pilot):
        await press(pilot, "a", "j", "enter", "n")
        assert "deadline: second round" in bar(app, "status")
        await press(pilot, "n")
        assert "talk: water talks, Porto, Sun 17 March 2024, planned  2/7" in bar(app, "status")
        await press(pilot, "p", "p")
        assert "Q quote: speaker not given  7/7" in bar(app, "status")
        await press(pilot, "n")
        assert "1/7" in bar(app, "status")


async def test_p_at_first_goes_to_the_last_finding() -> None:
    async with running(size=SMALL) as (app, pilot):
        await press(pilot, "a", "j", "enter", "p")
        assert "7/7" in bar(app, "status")


async def test_the_finding_that_led_here_is_scrolled_into_sight() -> None:
    async with running(size=(40, 12)) as (app, pilot):
        await press(pilot, "3", "G", "k", "enter")
        view = _view(app)
        assert view.top > 5
        assert "D deadline: a new ship" in bar(app, "status")
        shown = screen_text(app)
        assert "spring of 2025" in shown


@pytest.mark.parametrize(
    ("keys", "top"),
    [
        (("j",), 1),
        (("j", "down", "k"), 1),
        (("j", "j", "up", "home"), 0),
        (("pagedown",), 7),
        (("space", "pageup"), 0),
        (("ctrl+d",), 4),
        (("ctrl+d", "ctrl+u"), 0),
        (("k",), 0),
    ],
)
async def test_the_article_scrolls(keys: tuple[str, ...], top: int) -> None:
    async with running(size=(40, 12)) as (app, pilot):
        await press(pilot, "a", "enter", *keys)
        assert _view(app).top == top


async def test_the_end_of_the_article_is_reached_and_not_passed() -> None:
    async with running(size=(40, 12)) as (app, pilot):
        await press(pilot, "a", "enter", "G")
        bottom = _view(app).top
        assert bottom == len(_view(app).lines) - 9
        await press(pilot, "j", "end", "pagedown")
        assert _view(app).top == bottom


async def test_an_article_without_findings_says_so() -> None:
    made = preview()
    app = make_app(desk=HandDesk(MemoryLibrary([Entry(made.article)]), waiting=[]))
    async with running(app) as (app, pilot):
        await press(pilot, "a", "enter", "n")
        assert "Nothing was found in this article" in bar(app, "status")


async def test_an_article_that_has_gone_is_told_of() -> None:
    library = MemoryLibrary(entries())
    async with running(make_app(desk=HandDesk(library))) as (app, pilot):
        await press(pilot, "a")
        library.remove(["lisbon-opens"])
        await press(pilot, "G")
        assert "no longer in the library" in text_of(app, "#evidence")
        await press(pilot, "enter", "n")
        assert "no longer in the library" in text_of(app, "#article")
