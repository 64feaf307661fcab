"""The front page of stories, and the panes of one story."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.tui.support.drive import SMALL, WIDE, bar, make_app, press, rows, running, text_of
from tests.tui.support.making import DAY, Report
from tests.tui.support.shots import Compare, shot
from tui.app.app import BriefApp
from tui.screens.article import ArticleScreen
from tui.screens.desk import DeskScreen
from tui.screens.stories import StoriesScreen
from tui.screens.story import StoryScreen
from tui.settings.config import Config, TuiConfig
from tui.widgets.story_cards import Coming, Headline, Said


def world() -> BriefApp:
    """Two stories of two articles each, and an article by itself."""

    def ferry(name: str, outlet: str, ago: int) -> Report:
        return Report(
            name,
            DAY - timedelta(days=ago),
            outlet,
            "Skellvik ferry strike goes on",
            "“The Skellvik ferry stays in port,” said Ola Brandt of the ferry crews in Skellvik. "
            "Crews and owners of the Skellvik ferry will meet in Porto on Sunday.",
        ).says("Ola Brandt", "The Skellvik ferry stays in port,", role="of the ferry crews")

    def dam(name: str, outlet: str) -> Report:
        return Report(
            name,
            DAY,
            outlet,
            "Kelm dam inquiry opens",
            "“Kelm dam was never safe,” said Ilse Marenko at the Kelm dam inquiry in Kelm.",
        ).says("Ilse Marenko", "Kelm dam was never safe,")

    sunday = DAY + timedelta(days=3)
    meeting = ferry("ferry-1", "Gull", 0).talk(
        "Crews and owners of the Skellvik ferry will meet in Porto",
        "talks",
        "planned",
        place="Porto",
        start=sunday,
        parties=("crews", "owners"),
    )
    alone = Report("alone", DAY, "Tide", "Orchard prizes given", "Pears won at the orchard show.")
    given = [
        meeting,
        ferry("ferry-2", "Tide", 1),
        dam("dam-1", "Gull"),
        dam("dam-2", "Post"),
        alone,
    ]
    return make_app([report.entry for report in given])


def kinds(app: BriefApp) -> list[str]:
    return [type(row).__name__ for row in rows(app).shown]


async def test_a_card_has_headline_next_date_and_newest_words() -> None:
    async with running(world(), WIDE) as (app, pilot):
        await press(pilot, "b")
        assert isinstance(app.screen, StoriesScreen)
        assert kinds(app) == ["Headline", "Coming", "Said", "Headline", "Said", "ArticleRef"]
        assert "2 stories, 1 other article" in text_of(app, "#facts")


async def test_every_line_leads_to_what_it_rests_on() -> None:
    async with running(world(), WIDE) as (app, pilot):
        await press(pilot, "b", "j", "j")
        assert isinstance(rows(app).selected, Said)
        await press(pilot, "enter")
        assert isinstance(app.screen, ArticleScreen)
        await press(pilot, "escape", "G", "enter")
        assert isinstance(app.screen, ArticleScreen)
        assert "Orchard prizes given" in bar(app, "header")


async def test_enter_on_a_headline_opens_the_panes_of_that_story_alone() -> None:
    async with running(world(), WIDE) as (app, pilot):
        await press(pilot, "b", "tab")
        selected = rows(app).selected
        assert isinstance(selected, Headline)
        assert selected.card.story.headline == "Kelm dam inquiry opens"
        await press(pilot, "enter")
        assert isinstance(app.screen, StoryScreen)
        assert "Kelm dam inquiry opens" in bar(app, "header")
        assert [row.name for row in rows(app).rows] == ["Ilse Marenko"]
        await press(pilot, "2")
        assert rows(app).rows == ()
        await press(pilot, "escape")
        assert isinstance(app.screen, StoriesScreen)


async def test_tab_goes_from_story_to_story_and_round() -> None:
    async with running(world(), WIDE) as (app, pilot):
        await press(pilot, "b")
        seen = []
        for _ in range(3):
            selected = rows(app).selected
            assert isinstance(selected, Headline)
            seen.append(selected.card.story.headline)
            await press(pilot, "tab")
        assert seen[0] == seen[2] != seen[1]
        await press(pilot, "shift+tab")
        assert isinstance(rows(app).selected, Headline)


async def test_the_filter_reaches_headlines_words_and_speakers() -> None:
    async with running(world(), WIDE) as (app, pilot):
        await press(pilot, "b", "slash", *"marenko", "enter")
        assert kinds(app) == ["Said"]
        await press(pilot, "escape", "slash", *"orchard", "enter")
        assert kinds(app) == ["ArticleRef"]


async def test_a_row_can_be_marked_and_watched_from_its_card() -> None:
    async with running(world(), WIDE) as (app, pilot):
        await press(pilot, "b", "j")
        assert isinstance(rows(app).selected, Coming)
        await press(pilot, "m")
        assert "*" in "".join(rows(app).render_line(1).text)


async def test_the_panes_may_open_with_the_stories() -> None:
    config = Config(tui=TuiConfig(start="stories"))
    async with running(make_app(config=config), WIDE) as (app, pilot):
        assert isinstance(app.screen, StoriesScreen)
        assert rows(app).rows
        await press(pilot, "escape")
        assert isinstance(app.screen, DeskScreen)
        assert app.screen.panes[0].rows


async def test_without_articles_it_says_what_to_do() -> None:
    async with running(make_app([]), WIDE) as (app, pilot):
        await press(pilot, "b")
        assert not rows(app).rows
        assert "0 stories" in text_of(app, "#facts")


@pytest.mark.parametrize("size", [SMALL, WIDE, (200, 60)], ids=["80x24", "120x40", "200x60"])
def test_looks(snap_compare: Compare, size: tuple[int, int]) -> None:
    assert shot(snap_compare, world(), ("b", "j"), size)
