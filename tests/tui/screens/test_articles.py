"""Articles under the stories that they belong to."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from msgspec.structs import replace

from bench.filling import put_in
from briefing.model import Entry
from tests.tui.support.drive import (
    SMALL,
    bar,
    make_app,
    press,
    rows,
    rows_text,
    running,
    screen_text,
    text_of,
)
from tests.tui.support.library import HandDesk, MemoryLibrary
from tests.tui.support.making import DAY, Report
from tui.screens.article import ArticleScreen
from tui.screens.articles import ArticlesScreen
from tui.screens.desk import DeskScreen
from tui.widgets.arrangement import Divider

FERRY = "The Skellvik ferry sank off Skellvik in a gale. Divers search for the Skellvik ferry."


def library() -> MemoryLibrary:
    made = (
        Report("a", DAY, "Gull", "Skellvik ferry sinks", FERRY),
        Report(
            "b", DAY - timedelta(days=1), "Tide", "Divers at the Skellvik ferry", FERRY + " Rain."
        ),
        Report("c", DAY - timedelta(days=2), "Weir", "Tram wages in Halden", "Drivers want more."),
    )
    return MemoryLibrary(each.entry for each in made)


def labels(items: object) -> list[str]:
    return [item.label for item in items if isinstance(item, Divider)]  # type: ignore[attr-defined]


async def test_articles_stand_under_their_stories_with_days_and_outlets() -> None:
    kept = library()
    async with running(make_app(desk=HandDesk(kept))) as (app, pilot):
        await press(pilot, "a", "g", "s")
        assert "Grouped by story" in bar(app, "status")
        story, alone = labels(rows(app).items)
        assert story.endswith(", Wed 13 Mar to Thu 14 Mar, 2 outlets (2)")
        assert "Skellvik ferry" in story
        assert alone == "In no story with others (1)"
        put_in(
            kept,
            [Report("d", DAY, "Anchor", "Third day at the Skellvik ferry", FERRY + " Fog.").entry],
        )
        app.reload()
        await press(pilot, "j")
        assert "3 outlets (3)" in labels(rows(app).items)[0]
        await press(pilot, "g", "d")
        assert len(labels(rows(app).items)) == 3


async def test_a_small_terminal_shows_the_stories_too() -> None:
    async with running(make_app(desk=HandDesk(library())), SMALL) as (app, pilot):
        await press(pilot, "a", "g", "s")
        assert "In no story with others (1)" in screen_text(app)


async def test_articles_are_listed_and_opened() -> None:
    async with running() as (app, pilot):
        await press(pilot, "a")
        assert isinstance(app.screen, ArticlesScreen)
        assert [row.id for row in rows(app).rows] == [
            "ferry-strike",
            "porto-preview",
            "porto-moved",
            "lisbon-opens",
        ]
        assert "The union of ferry crews has given" in text_of(app, "#evidence")
        await press(pilot, "j", "enter")
        assert isinstance(app.screen, ArticleScreen)
        assert "The words “dry summer” stand in every speech." in text_of(app, "#article")
        await press(pilot, "left")
        assert rows(app).cursor == 1
        await press(pilot, "a", "escape")
        assert isinstance(app.screen, DeskScreen)


def came_in(day: date, *ids: str) -> list[Entry]:
    """An article for each id, all published on DAY, which came in on that day."""
    moment = datetime(day.year, day.month, day.day, 12, tzinfo=UTC)
    made = [Report(each, DAY, "Gull", f"Title {each}", FERRY).entry for each in ids]
    return [replace(each, article=replace(each.article, fetched=moment)) for each in made]


async def test_that_all_came_in_later_is_said_once_and_else_in_the_rows() -> None:
    late, early = came_in(DAY + timedelta(days=7), "a", "b"), came_in(DAY, "c")
    for given, above, in_rows in ((late, 1, 0), ([*late, *early], 0, 2)):
        async with running(make_app(given, as_of=DAY), SMALL) as (app, pilot):
            await press(pilot, "a")
            facts = text_of(app, "#facts")
            assert facts.count("all of which came in after this day") == above
            assert rows_text(app).count("came later") == in_rows
