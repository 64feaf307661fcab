"""The search screen: results as one types, down to the sentence and back."""

from __future__ import annotations

from bench.filling import put_in
from tests.tui.support.drive import (
    bar,
    make_app,
    press,
    rows,
    running,
    screen_text,
    settle,
    text_of,
)
from tests.tui.support.library import HandDesk, MemoryLibrary
from tests.tui.support.world import entries, opening, strike
from tui.screens.article import ArticleScreen
from tui.screens.desk import DeskScreen
from tui.screens.search import Hits, SearchScreen
from tui.widgets.prompt import Prompt


def hits(app: object) -> Hits:
    return app.screen.query_one(Hits)  # type: ignore[attr-defined, no-any-return]


async def test_results_come_as_one_types() -> None:
    async with running() as (app, pilot):
        await press(pilot, "S")
        assert isinstance(app.screen, SearchScreen)
        assert "Type words; all of them have to occur." in screen_text(app)
        await press(pilot, *"sluices")
        assert hits(app).position[1] == 5
        assert "Q Wed 13 Mar Tomas Okonjo" in screen_text(app)
        await press(pilot, "space", *"kind:d")
        assert [hit.kind for hit in hits(app).rows] == ["deadline"]
        assert "open the upper sluices by 1 April" in text_of(app, "#evidence")


async def test_enter_goes_to_the_hits_and_on_to_the_sentence_and_back() -> None:
    async with running() as (app, pilot):
        await press(pilot, "S", *"sluices", "down", "enter")
        assert isinstance(app.focused, Hits)
        assert rows(app).cursor == 1
        await press(pilot, "enter")
        assert isinstance(app.screen, ArticleScreen)
        assert "finding" in bar(app, "keys")
        await press(pilot, "escape")
        assert rows(app).cursor == 1
        await press(pilot, "slash")
        assert isinstance(app.focused, Prompt)
        await press(pilot, "escape")
        assert isinstance(app.screen, DeskScreen)


async def test_the_line_opens_empty_whatever_was_looked_for_before() -> None:
    async with running() as (app, pilot):
        await press(pilot, "S", *"ferry", "enter", "w", "escape", "escape", "escape", "S")
        assert app.screen.query_one(Prompt).value == ""
        assert hits(app).position[1] == 0
        assert "Type words; all of them have to occur." in screen_text(app)


async def test_when_to_and_regular_expressions_are_asked_for_in_the_line() -> None:
    async with running() as (app, pilot):
        await press(pilot, "S", *"when:2024-03-31")
        assert [hit.kind for hit in hits(app).rows] == ["deadline"]
        for _ in "when:2024-03-31":
            await press(pilot, "backspace")
        await press(pilot, *"to:reporters /dis[am]ster/")
        assert [hit.kind for hit in hits(app).rows] == ["quote"]
        await press(pilot, "space", *"/a(b/")
        assert "is no regular expression" in bar(app, "status")


async def test_days_in_words_are_those_seen_from_the_day_shown_and_are_named() -> None:
    async with running() as (app, pilot):
        await press(pilot, "S", *"when:in 3 days")
        assert {hit.kind for hit in hits(app).rows} == {"talk", "deadline"}
        assert "Found on Sun 17 Mar" in screen_text(app)
        for _ in "in 3 days":
            await press(pilot, "backspace")
        await press(pilot, *"yesterday")
        assert "Nothing on Wed 13 Mar is in the library: try other days." in screen_text(app)
        for _ in "terday":
            await press(pilot, "backspace")
        shown = screen_text(app)
        assert "yes: is no day that can be read" in shown
        assert "when:tomorrow when:monday when:next week" in shown


async def test_nothing_found_says_so_and_a_bad_query_says_why() -> None:
    async with running() as (app, pilot):
        await press(pilot, "S", *"zzz")
        assert "Nothing has all of that: try fewer words, or other days." in screen_text(app)
        await press(pilot, "space", *"after:x")
        assert "x: is no day" in screen_text(app)


async def test_articles_are_found_by_their_text_and_open() -> None:
    async with running() as (app, pilot):
        await press(pilot, "S", *'"no sailing" kind:a'.replace(" ", "~").replace("~", " "))
        assert hits(app).position[1] == 1
        await press(pilot, "enter", "enter")
        assert isinstance(app.screen, ArticleScreen)


async def test_hits_are_sorted_and_grouped() -> None:
    async with running() as (app, pilot):
        await press(pilot, "S", *"porto", "enter", "g", "k")
        labels = [i.label for i in rows(app).items if hasattr(i, "label")]
        assert {label.split()[0] for label in labels} == {"talk", "deadline", "article", "quote"}
        await press(pilot, "g", "n", "s")
        assert "Order: newest first" in bar(app, "status")


async def test_what_is_stored_meanwhile_is_found() -> None:
    library = MemoryLibrary([opening().entry])
    async with running(make_app(desk=HandDesk(library))) as (app, pilot):
        await press(pilot, "S", *"ferry")
        assert hits(app).position[1] == 0
        put_in(library, [strike().entry])
        app.reload()
        await settle(pilot)
        assert hits(app).position[1] > 0


async def test_all_of_the_library_is_searched_not_just_the_days_shown() -> None:
    from datetime import date

    app = make_app(desk=HandDesk(MemoryLibrary(entries())), as_of=date(2024, 3, 11), days=1)
    async with running(app) as (app, pilot):
        await press(pilot, "S", *"ferry")
        assert hits(app).position[1] > 0
