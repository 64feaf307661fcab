"""An article: its findings, the way from one to the next, and how it scrolls."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from briefing.model import Entry
from tests.tui.support.drive import (
    SMALL,
    app_over,
    bar,
    forget_texts,
    make_app,
    press,
    resize,
    running,
    screen_text,
    text_of,
)
from tests.tui.support.library import HandDesk, MemoryLibrary
from tests.tui.support.making import DAY, Report
from tests.tui.support.world import entries, preview
from tui.screens.article import ArticleScreen
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
        await press(pilot, "3", "G", "k", "enter", "j", "enter")  # out of its fold
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
        forget_texts(app)
        await press(pilot, "G")
        assert "no longer in the library" in text_of(app, "#evidence")
        await press(pilot, "enter", "n")
        assert "no longer in the library" in text_of(app, "#article")


async def test_j_and_k_go_from_article_to_article_in_the_order_of_the_list() -> None:
    async with running() as (app, pilot):
        await press(pilot, "a", "enter", "K")
        assert "This is the first article" in bar(app, "status")
        await press(pilot, "J")
        assert bar(app, "header").endswith("What the river states want from Porto")
        assert "The river does not read treaties" in text_of(app, "#article")
        await press(pilot, "2", "J")
        assert bar(app, "header").endswith("meet in Lisbon over the river Ambra")
        await press(pilot, "J")
        assert "This is the last article" in bar(app, "status")
        await press(pilot, "K", "n")
        assert "1/" in bar(app, "status")
        await press(pilot, "escape", "slash", *"envoys", "enter", "enter", "J")
        assert "This is the last article" in bar(app, "status")


async def test_without_a_list_articles_follow_as_in_the_briefing() -> None:
    async with running() as (app, pilot):
        await press(pilot, "2", "j", "enter", "enter", "J")
        assert isinstance(app.screen, ArticleScreen)
        newest = [ref.title for ref in app.session.briefing.articles]  # type: ignore[union-attr]
        assert any(bar(app, "header").endswith(title) for title in newest[1:])


async def test_u_goes_to_the_next_article_that_has_not_been_read() -> None:
    async with running() as (app, pilot):
        await press(pilot, "a", "enter", "J", "K", "U")
        assert bar(app, "header").endswith("moved to Sunday")
        await press(pilot, "U")
        assert bar(app, "header").endswith("over the river Ambra")
        await press(pilot, "U")
        assert "All articles of these days are read" in bar(app, "status")


async def test_w_watches_for_the_speaker_of_a_quotation_in_the_article() -> None:
    async with running() as (app, pilot):
        await press(pilot, "j", "enter", "enter", "w")
        assert "Watched for: Ilse Marenko" in bar(app, "status")
        await press(pilot, "escape", "escape", "a", "enter", "w")
        assert "Go to a finding first" in bar(app, "status")
        await press(pilot, "escape", "escape", "2", "j", "enter", "enter", "w")
        assert "Porto" in bar(app, "menu")


async def test_a_new_width_shows_the_same_words_at_the_top() -> None:
    long = [
        f"Paragraph {number} " + "tells of the river and its locks. " * 9 for number in range(30)
    ]
    report = Report("long", DAY, "The Weir", "Long", *long)
    async with running(app_over([report])) as (app, pilot):
        await press(pilot, "a", "enter", *["pagedown"] * 3)
        first = text_of(app, "#article").splitlines()[_view(app).top].split()[:2]
        for size in ((60, 24), (90, 12), (120, 60), (120, 40)):
            await resize(pilot, *size)
            view = _view(app)
            at_top = " ".join(text_of(app, "#article").splitlines()[view.top :][:3])
            assert " ".join(first) in at_top


async def test_what_is_selected_stays_in_sight_in_another_size() -> None:
    async with running(make_app(), SMALL) as (app, pilot):
        await press(pilot, "a", "G", "enter", "n", "n", "n")
        label = bar(app, "status")
        for size in ((40, 12), (60, 8), (80, 24)):
            await resize(pilot, *size)
            view = _view(app)
            assert view.cursor_line in range(view.top, view.top + view.size.height)
            line = "".join(text for text, _ in view.lines[view.cursor_line])
            assert line.strip()
            assert any("hit" in role for _, role in view.lines[view.cursor_line])
        assert bar(app, "status") == label


async def test_the_status_line_says_what_the_letters_in_the_margin_are() -> None:
    async with running(size=SMALL) as (app, pilot):
        await press(pilot, "a", "j", "enter")
        assert "T 3 talks" in bar(app, "status")
        assert "D 1 date coming up" in bar(app, "status")
        await press(pilot, "n")
        assert "1/" in bar(app, "status")
        assert "3 talks" not in bar(app, "status")
