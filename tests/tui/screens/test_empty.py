"""Screens with nothing to show say what is the case and what to do next, whole, at every width."""

from __future__ import annotations

import pytest

from briefing.watches.watch import Watch
from tests.tui.support.drive import (
    SMALL,
    WIDE,
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
from tests.tui.support.world import entries
from tui.settings.config import Config
from tui.widgets.notice import WELCOME, WELCOME_IN_SHORT

TINY = (40, 12)
NEXT: dict[str, tuple[tuple[str, ...], str]] = {
    "stories": (("b",), "There are no articles yet."),
    "speakers": (("1",), "L follows a dozen news feeds"),
    "talks": (("2",), "A adds a folder or a file"),
    "deadlines": (("3",), "as brief add PATH does"),
    "articles": (("a",), "There are no articles yet."),
    "week": (("c",), "L follows a dozen news feeds"),
    "month": (("c", "v"), "L follows a dozen news feeds"),
    "news": (("N",), "r fetches the feeds"),
    "watches": (("W",), "Press w on a speaker, a talk or a deadline,"),
    "watch": (("W", "enter"), "Look at another day with [ and ]"),
    "feeds": (("f",), "L takes a list of a dozen public world-news feeds to start with."),
    "marked": (("M",), "Press m on a statement, a talk, a deadline or an article."),
    "corrections": (("X",), "Press x on a statement, a talk or a deadline that is wrong."),
    "search": (("S",), "Type words; all of them have to occur."),
    "nothing found": (("S", *"zzzz"), "try fewer words"),
    "messages": (("exclamation_mark",), "Errors stay here to be read again"),
}


@pytest.mark.parametrize("size", [WIDE, SMALL, TINY])
@pytest.mark.parametrize("name", NEXT)
async def test_an_empty_screen_says_what_to_do_next(name: str, size: tuple[int, int]) -> None:
    keys, hint = NEXT[name]
    fixed = {"coast": Watch("coast", places=("Porto",))} if name == "watch" else {}
    app = make_app([], config=Config(watches=fixed))
    async with running(app, size) as (app, pilot):
        await press(pilot, *keys)
        words = " ".join(screen_text(app).replace("│", " ").split())
        # Beside another pane lines are parted, and on a tiny terminal the last ones are below it.
        assert hint in words or (size != SMALL and hint in _rows_of(app))


_LINES = 20  # more than any list without rows says


def _rows_of(app: object) -> str:
    """What the list says, when another pane stands beside it."""
    rows = app.screen.rows_here()  # type: ignore[attr-defined]
    lines = (rows.render_line(y) for y in range(max(_LINES, rows.size.height)))
    return " ".join(words for line in lines if (words := line.text.strip()))


@pytest.mark.parametrize("size", [WIDE, SMALL, TINY])
async def test_a_day_without_anything_leads_to_other_days(size: tuple[int, int]) -> None:
    async with running(size=size) as (app, pilot):
        await press(pilot, "9", "0", "left_square_bracket")
        words = " ".join(screen_text(app).split())
        assert "Nobody is quoted in these days." in words
        assert "look at another day with [ and ]" in words
        await press(pilot, "t")
        assert "Tomas Okonjo" in screen_text(app)


async def test_what_has_gone_meanwhile_leads_back() -> None:
    library = MemoryLibrary(entries())
    async with running(make_app(desk=HandDesk(library))) as (app, pilot):
        await press(pilot, "a")
        library.remove(["lisbon-opens"])
        forget_texts(app)
        await press(pilot, "G", "enter")
        assert "no longer in the library" in text_of(app, "#article")
        assert "Esc leads back" in text_of(app, "#article")
        await press(pilot, "escape")
        assert bar(app, "status").endswith("4/4")


@pytest.mark.parametrize("size", [WIDE, SMALL, TINY])
async def test_the_first_launch_explains_itself_in_three_whole_lines(size: tuple[int, int]) -> None:
    app = make_app(entries(sample=True), first_launch=True)
    async with running(app, size) as (app, pilot):
        lines = [line.strip() for line in screen_text(app).splitlines()[1:4]]
        assert tuple(lines) == (WELCOME_IN_SHORT if size == TINY else WELCOME)
        await press(pilot, "escape")
        assert lines[0] not in screen_text(app)
        await press(pilot, "a", "escape")
        assert lines[0] not in screen_text(app)


@pytest.mark.parametrize("key", ["a", "P", "T", "B", "c"])
async def test_without_articles_the_first_ones_come_before_other_days(key: str) -> None:
    async with running(make_app([]), SMALL) as (app, pilot):
        await press(pilot, key, *("v" if key == "c" else ""))
        words = " ".join(screen_text(app).split())
        assert "There are no articles yet." in words
        assert "other day" not in words
        await press(pilot, "escape")
        assert "L starter feeds" in bar(app, "keys")


async def test_an_empty_desk_says_once_what_to_do_whatever_its_size() -> None:
    async with running(make_app([]), WIDE) as (app, pilot):
        assert screen_text(app).count("There are no articles yet.") == 1
        assert screen_text(app).count("What is found in articles appears here.") == 2
        await resize(pilot, *SMALL)
        for key in "123":
            await press(pilot, key)
            assert screen_text(app).count("There are no articles yet.") == 1
        await resize(pilot, *WIDE)
        assert screen_text(app).count("There are no articles yet.") == 1
