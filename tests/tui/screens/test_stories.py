"""The front page of stories, and the panes of one story."""

from __future__ import annotations

import threading
from datetime import date, timedelta
from typing import Any

import pytest
from textual import events

from briefing.digest.briefing import Briefing
from briefing.digest.first_screen import decode, encode, first_screen_of
from briefing.digest.front_page import front_page
from briefing.digest.importance import WEIGHTS
from briefing.model import Entry
from tests.tui.support.drive import (
    SMALL,
    WIDE,
    app_over,
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
from tests.tui.support.making import DAY, Report
from tests.tui.support.shots import Compare, shot
from tests.tui.support.world import entries
from tui.app.app import BriefApp
from tui.screens.article import ArticleScreen
from tui.screens.desk import DeskScreen
from tui.screens.stories import StoriesScreen
from tui.screens.story import StoryScreen
from tui.settings.config import Config, TuiConfig
from tui.widgets.story_cards import Coming, Headline, Said, StoryCards


def world(**options: Any) -> BriefApp:
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
    return make_app([report.entry for report in given], **{"start": "stories", **options})


def kinds(app: BriefApp) -> list[str]:
    return [type(row).__name__ for row in rows(app).shown]


async def test_a_card_has_headline_next_date_and_newest_words() -> None:
    async with running(world(), WIDE) as (app, _):
        assert isinstance(app.screen, StoriesScreen)
        assert kinds(app) == ["Headline", "Coming", "Said", "Headline", "Said", "ArticleRef"]
        assert bar(app, "header").endswith("2 stories · 1 other article")
        assert "Thu 14 March 2024 · today" in bar(app, "header")


async def test_every_line_leads_to_what_it_rests_on() -> None:
    async with running(world(), WIDE) as (app, pilot):
        await press(pilot, "j", "j")
        assert isinstance(rows(app).selected, Said)
        await press(pilot, "enter")
        assert isinstance(app.screen, ArticleScreen)
        await press(pilot, "escape", "G", "enter")
        assert isinstance(app.screen, ArticleScreen)
        assert "Orchard prizes given" in bar(app, "header")


async def test_enter_on_a_headline_opens_the_panes_of_that_story_alone() -> None:
    async with running(world(), WIDE) as (app, pilot):
        await press(pilot, "tab")
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
        await press(pilot, "slash", *"marenko", "enter")
        assert kinds(app) == ["Said"]
        await press(pilot, "escape", "slash", *"orchard", "enter")
        assert kinds(app) == ["ArticleRef"]


async def test_a_row_can_be_marked_and_watched_from_its_card() -> None:
    async with running(world(), WIDE) as (app, pilot):
        await press(pilot, "j")
        assert isinstance(rows(app).selected, Coming)
        await press(pilot, "m")
        assert "*" in "".join(rows(app).render_line(1).text)


async def test_stories_are_what_it_opens_with_and_the_desk_is_one_key_away() -> None:
    assert Config().tui.start == "stories"
    async with running(make_app(start="stories"), WIDE) as (app, pilot):
        assert isinstance(app.screen, StoriesScreen)
        assert rows(app).rows
        await press(pilot, "escape")
        assert isinstance(app.screen, StoriesScreen)
        await press(pilot, "D")
        assert type(app.screen) is DeskScreen
        assert app.screen.panes[0].rows
        await press(pilot, "D")
        assert len(app.screen_stack) == 2
        await press(pilot, "enter", "b")
        assert isinstance(app.screen, StoriesScreen)
        assert len(app.screen_stack) == 1


async def test_the_desk_may_be_what_it_opens_with() -> None:
    async with running(world(start="desk"), WIDE) as (app, pilot):
        assert type(app.screen) is DeskScreen
        await press(pilot, "b", "enter")
        assert isinstance(app.screen, StoryScreen)
        await press(pilot, "D")
        assert type(app.screen) is DeskScreen
        assert len(app.screen_stack) == 1


async def test_the_help_shows_what_makes_a_story_important() -> None:
    async with running(world(), WIDE) as (app, pilot):
        await press(pilot, "question_mark")
        said = " ".join(text_of(app, "#help").split())
        assert "What comes first" in said
        for name, (weight, words) in WEIGHTS.items():
            assert f"{weight:+g} {name} {words}" in said
        await press(pilot, "escape", "a", "question_mark")
        assert "What comes first" not in text_of(app, "#help")


async def test_a_story_has_the_panes_of_the_settings() -> None:
    config = Config(tui=TuiConfig(panes=("talks", "silences")))
    async with running(world(config=config), WIDE) as (app, pilot):
        await press(pilot, "enter")
        assert isinstance(app.screen, StoryScreen)
        assert [pane.id for pane in app.screen.panes] == ["talks", "silences"]


async def test_without_articles_it_says_what_to_do() -> None:
    async with running(make_app([], start="stories"), WIDE) as (app, _):
        assert not rows(app).rows
        assert "0 stories" in bar(app, "header")
        assert "There are no articles yet. L follows" in screen_text(app)


def without_story(**options: Any) -> BriefApp:
    """Two articles of two events."""
    return app_over(apart(), start="stories", **options)


def apart() -> list[Report]:
    return [many(1)[0], Report("x", DAY, "Gull", "Pears win", "Pears won.")]


async def test_two_articles_of_two_events_are_no_story() -> None:
    async with running(without_story(), WIDE) as (app, pilot):
        await press(pilot, "b")
        assert kinds(app) == ["ArticleRef", "ArticleRef"]
        assert bar(app, "header").endswith("0 stories · 2 other articles")


async def test_while_there_is_no_story_the_panes_are_the_start() -> None:
    async with running(without_story(first_launch=True), WIDE) as (app, pilot):
        assert type(app.screen) is DeskScreen
        assert [row.name for row in rows(app).rows] == ["Bonbanban"]
        await press(pilot, "b")
        assert isinstance(app.screen, StoriesScreen)
        await press(pilot, "t")
        assert isinstance(app.screen, StoriesScreen)
        await press(pilot, "D")
        assert type(app.screen) is DeskScreen


async def test_a_kept_front_without_story_opens_the_panes_before_anything_is_read() -> None:
    desk = without_story().session.desk
    assert isinstance(desk, HandDesk)
    front = first_screen_of(desk.briefing(), desk.counts(), DAY, None, 14, desk.stories())
    gate = threading.Event()
    briefing = desk.briefing
    desk.briefing = lambda *asked: gate.wait(120) and briefing(*asked)  # type: ignore[method-assign, assignment]
    app = make_app(desk=desk, start="stories", front=front)
    async with app.run_test(size=WIDE) as pilot:
        try:
            while not (isinstance(app.screen, DeskScreen) and app.screen.is_mounted):
                await pilot.pause(0.01)
        finally:
            gate.set()
        await settle(pilot)
        assert type(app.screen) is DeskScreen


async def test_who_has_moved_stays_with_the_articles() -> None:
    desk = without_story().session.desk
    gate = threading.Event()
    stories = desk.stories
    desk.stories = lambda *asked: gate.wait(120) and stories(*asked)  # type: ignore[method-assign, assignment]
    app = make_app(desk=desk, start="stories")
    async with app.run_test(size=WIDE) as pilot:
        try:
            while not (isinstance(app.screen, StoriesScreen) and app.screen.rows.rows):
                await pilot.pause(0.01)
            await pilot.press("j")
        finally:
            gate.set()
        await settle(pilot)
        assert isinstance(app.screen, StoriesScreen)
        assert rows(app).was_moved


async def test_what_is_still_to_be_analysed_may_make_a_story() -> None:
    first, second = (report.entry for report in apart())
    desk = HandDesk(MemoryLibrary([first, Entry(second.article)]))
    gate = threading.Event()
    refresh = desk.refresh
    desk.refresh = lambda *given: gate.wait(120) and refresh(*given)  # type: ignore[method-assign]
    app = make_app(desk=desk, start="stories")
    async with app.run_test(size=WIDE) as pilot:
        try:
            while "0 stories" not in bar(app, "header"):
                await pilot.pause(0.01)
            assert isinstance(app.screen, StoriesScreen)
        finally:
            gate.set()
        await settle(pilot)
        assert type(app.screen) is DeskScreen


def many(number: int = 60) -> list[Report]:
    """So many stories of two outlets each, none of which shares a name or thing with another."""
    made = []
    for count in range(number):
        place, thing, mayor, *words = (_word(count * 9 + n) for n in range(9))
        planned = f"the {thing} of {place.title()} closes"
        text = f"{mayor.title()} said {planned}. {' '.join(words).capitalize()} in {place.title()}."
        for outlet in ("Gull", "Tide"):
            title = f"{place.title()} {thing} closes"
            report = Report(f"{outlet}-{count}", DAY, outlet, title, text)
            report.says(mayor.title(), planned, "indirect", role=f"mayor of {place.title()}")
            made.append(report.due(planned, planned, DAY + timedelta(days=1 + count % 9)))
    return made


def _word(number: int) -> str:
    """A word that no other number has: three syllables."""
    syllables = []
    for _ in range(3):
        number, syllable = divmod(number, len(SYLLABLES))
        syllables.append(SYLLABLES[syllable])
    return "".join(syllables)


SYLLABLES = tuple(f"{consonant}{vowel}n" for consonant in "bdfgklmprtv" for vowel in "aiou")


async def test_sixty_stories_are_cards_of_three_lines_one_below_the_other() -> None:
    async with running(app_over(many(), start="stories"), WIDE) as (app, pilot):
        cards = [row for row in rows(app).rows if isinstance(row, Headline)]
        assert len(cards) == 60
        assert kinds(app)[:3] == ["Headline", "Coming", "Said"]
        await press(pilot, *["tab"] * 59)
        assert rows(app).selected == cards[-1]
        await press(pilot, "tab")
        assert rows(app).selected == cards[0]


async def test_a_kept_front_is_shown_at_once_and_then_what_is_there_now() -> None:
    desk = HandDesk(MemoryLibrary(report.entry for report in many(5)))
    stories = desk.stories()
    front = first_screen_of(desk.briefing(), desk.counts(), DAY, None, 14, stories)
    decoded = decode(encode(front))
    assert decoded is not None
    assert decoded.page is not None
    assert [c.story.headline for c in decoded.page.cards] == [
        c.story.headline for c in front_page(desk.briefing(), stories).cards
    ]
    app = make_app(desk=desk, start="stories", front=decoded)
    seen: list[tuple[int, int]] = []
    show = StoryCards.replace

    def showing(cards: StoryCards, given: Any, empty: Any = None) -> None:
        seen.append((len(given), len(app.workers)))
        show(cards, given, empty)

    StoryCards.replace = showing  # type: ignore[method-assign]
    try:
        async with running(app, WIDE):
            assert seen[0] == (15, 0)  # five cards of three lines before anything is read
            assert rows(app).cursor == 0
            assert bar(app, "header").endswith("5 stories")
    finally:
        StoryCards.replace = show  # type: ignore[method-assign]


async def test_the_cards_of_a_kept_front_stay_until_there_are_those_of_now() -> None:
    desk = HandDesk(MemoryLibrary(report.entry for report in many(3)))
    front = first_screen_of(desk.briefing(), desk.counts(), DAY, None, 14, desk.stories())
    app = make_app(desk=desk, start="stories", front=front)
    gate, gathering = threading.Event(), threading.Event()
    stories = desk.stories

    def gather(*asked: Any) -> Any:
        gathering.set()
        gate.wait(120)
        return stories(*asked)

    desk.stories = gather  # type: ignore[method-assign, assignment]
    async with app.run_test(size=WIDE) as pilot:
        try:
            while not gathering.is_set():
                await pilot.pause(0.01)
            assert kinds(app)[:3] == ["Headline", "Coming", "Said"]
            assert "gathering stories" not in screen_text(app)
        finally:
            gate.set()
        await settle(pilot)
        assert kinds(app)[:3] == ["Headline", "Coming", "Said"]


async def test_what_a_kept_front_rests_on_is_not_called_gone_before_all_is_read() -> None:
    desk = HandDesk(MemoryLibrary(report.entry for report in many(3)))
    front = first_screen_of(desk.briefing(), desk.counts(), DAY, None, 14, desk.stories())
    empty = HandDesk(MemoryLibrary(()))
    gate = threading.Event()
    briefing = empty.briefing
    empty.briefing = lambda *asked: gate.wait(120) and briefing(*asked)  # type: ignore[method-assign, assignment]
    app = make_app(desk=empty, start="stories", front=front)
    async with app.run_test(size=WIDE) as pilot:
        try:
            while "Headline" not in kinds(app):
                await pilot.pause(0.01)
            await pilot.press("j")
            await pilot.pause(0.01)
            assert "no longer in the library" not in screen_text(app)
        finally:
            gate.set()
        await settle(pilot)


async def test_until_stories_are_gathered_the_articles_are_there() -> None:
    desk = HandDesk(MemoryLibrary(report.entry for report in many(3)))
    front = first_screen_of(desk.briefing(), desk.counts(), DAY, None, 14)
    app = make_app(desk=desk, start="stories", front=front)
    gate = threading.Event()
    stories = desk.stories
    desk.stories = lambda *asked: gate.wait(120) and stories(*asked)  # type: ignore[method-assign, assignment]
    async with app.run_test(size=WIDE) as pilot:
        try:
            while not rows(app).rows:
                await pilot.pause(0.01)
            assert set(kinds(app)) == {"ArticleRef"}
            assert "Articles; gathering stories" in screen_text(app)
        finally:
            gate.set()
        await settle(pilot)
        assert kinds(app)[:3] == ["Headline", "Coming", "Said"]
        assert isinstance(rows(app).selected, Headline)
        assert "Articles; gathering stories" not in screen_text(app)


async def test_the_old_cards_stand_under_their_own_day_until_the_new_ones_are_there() -> None:
    desk = HandDesk(MemoryLibrary(entries()))
    app = make_app(desk=desk, start="stories")
    gate, asked = threading.Event(), threading.Event()
    briefing = desk.briefing

    def waiting(of: date | None = None, *rest: Any) -> Briefing:
        if of == DAY - timedelta(days=2):
            asked.set()
            gate.wait(20)
        return briefing(of, *rest)

    async with running(app, WIDE) as (_, pilot):
        shown = screen_text(app).splitlines()[1:-2]
        desk.briefing = waiting  # type: ignore[method-assign]
        try:
            for _ in range(2):
                app.post_message(events.Key("left_square_bracket", "["))
            while "reading Tue 12 Mar" not in bar(app, "header"):
                await pilot.pause(0.01)
            assert asked.wait(20)
            assert "Thu 14 March 2024" in bar(app, "header")
            assert screen_text(app).splitlines()[1:-2] == shown
        finally:
            gate.set()
        await settle(pilot)
        assert "Tue 12 March 2024" in bar(app, "header")
        assert "reading" not in bar(app, "header")
        assert app.session.day == DAY - timedelta(days=2)


async def test_below_another_screen_no_stories_stand_under_another_day() -> None:
    desk = HandDesk(MemoryLibrary(report.entry for report in many(3)))
    async with running(make_app(desk=desk, start="stories"), WIDE) as (app, pilot):
        gate, stories = threading.Event(), desk.stories
        await press(pilot, "enter")
        desk.stories = lambda *asked: gate.wait(20) and stories(*asked)  # type: ignore[method-assign, assignment]
        app.session.asked = DAY + timedelta(days=5)
        app.reload()
        try:
            while app.session.day == DAY:
                await pilot.pause(0.01)
            app.screen.action_back()
            while not isinstance(app.screen, StoriesScreen):
                await pilot.pause(0.01)
            assert set(kinds(app)) == {"ArticleRef"}
            assert "Tue 19 March 2024" in bar(app, "header")
            assert "Articles; gathering stories" in screen_text(app)
        finally:
            gate.set()
        await settle(pilot)
        assert kinds(app)[0] == "Headline"


async def test_the_days_beside_are_at_hand_while_nobody_types() -> None:
    desk = HandDesk(MemoryLibrary(report.entry for report in many(3)))
    async with running(make_app(desk=desk, start="stories"), WIDE) as (app, pilot):
        session = app.session

        def at_hand(day: date) -> bool:
            return session.page_at_hand(desk.briefing(day, session.days)) is not None

        assert at_hand(DAY - timedelta(days=1))
        assert at_hand(DAY - timedelta(days=2))
        assert not at_hand(DAY - timedelta(days=3))
        await press(pilot, "left_square_bracket")
        assert at_hand(DAY - timedelta(days=3))
        assert at_hand(DAY)


SIZES = pytest.mark.parametrize("size", [SMALL, WIDE, (200, 60)], ids=["80x24", "120x40", "200x60"])


@SIZES
def test_looks(snap_compare: Compare, size: tuple[int, int]) -> None:
    assert shot(snap_compare, world(), ("j",), size)


@SIZES
def test_looks_with_sixty_stories(snap_compare: Compare, size: tuple[int, int]) -> None:
    assert shot(snap_compare, app_over(many(), start="stories"), ("tab",), size)


@SIZES
def test_looks_with_as_many_stories_as_a_screen_holds(
    snap_compare: Compare, size: tuple[int, int]
) -> None:
    assert shot(snap_compare, app_over(many(size[1] // 4), start="stories"), ("j", "j"), size)


@SIZES
def test_looks_without_articles(snap_compare: Compare, size: tuple[int, int]) -> None:
    assert shot(snap_compare, make_app([], start="stories"), (), size)


@SIZES
def test_looks_of_one_story(snap_compare: Compare, size: tuple[int, int]) -> None:
    assert shot(snap_compare, world(), ("enter",), size)


@SIZES
def test_looks_at_first_launch(snap_compare: Compare, size: tuple[int, int]) -> None:
    app = make_app(entries(sample=True), start="stories", first_launch=True)
    assert shot(snap_compare, app, (), size)
