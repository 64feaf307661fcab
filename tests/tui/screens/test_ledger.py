"""The ledger: what is owed by whom, both sentences beside each other, and the ways to it."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from briefing.article_refs import ArticleRef
from briefing.digest.stories import Story
from briefing.model import Deadline, Entry, Precision, Silence, Span, Timex
from tests.briefing.support import article, entry, quote
from tests.tui.support.drive import (
    SMALL,
    WIDE,
    bar,
    labels,
    make_app,
    press,
    rows,
    rows_text,
    running,
    screen_text,
    settle,
    text_of,
)
from tests.tui.support.making import NOW
from tui.app.app import BriefApp
from tui.screens.article import ArticleScreen
from tui.screens.ledger import LedgerScreen
from tui.screens.story import StoryScreen
from tui.screens.undertaking import UndertakingScreen

TODAY = NOW.date()
PROMISE = "Ardal Shipping promised to repair the Vik ferry."
FIXED = "Ardal fixed the Vik ferry on the slip at Molde."
ROAD = "Sorland promised to open the Dal road by Friday."
MOEN = "Ida Moen said she would visit the flooded farms at Tarn."
SILENT = "Olav Ness declined to comment on the pier."


def told(name: str, text: str, days_ago: int, **findings: object) -> Entry:
    """An article of an outlet of its own, so many days before today."""
    day = TODAY - timedelta(days=days_ago)
    moment = datetime(day.year, day.month, day.day, tzinfo=UTC)
    made = article(name, day, text=text, source=f"The {name}", title=f"On {name}", fetched=moment)
    return entry(made, **findings)


def due(text: str, what: str, who: str, in_days: int) -> Deadline:
    day = TODAY + timedelta(days=in_days)
    return Deadline(what, Span(0, len(text) - 1), day, day, "due", who=who)


def world() -> list[Entry]:
    said = quote(
        "Ida Moen",
        content="she would visit the flooded farms at Tarn",
        spans=(Span(14, len(MOEN) - 1),),
        cue="said",
        cue_span=Span(9, 13),
    )
    return [
        told("Gull", PROMISE, 6),
        told("Tide", FIXED, 2),
        told("Road", ROAD, 3, deadlines=(due(ROAD, "Sorland to open the Dal road", "Sorland", 2),)),
        told("Farm", MOEN, 1, quotes=(said,)),
        told(
            "Pier",
            SILENT,
            1,
            silences=(
                Silence("Olav Ness", Span(0, len(SILENT) - 1), Span(10, 29), about="the pier"),
            ),
        ),
    ]


def app_here() -> BriefApp:
    return make_app(world())


async def test_open_ones_come_first_then_those_without_a_day_and_silences_last() -> None:
    async with running(app_here(), WIDE) as (app, pilot):
        await press(pilot, "B")
        assert isinstance(app.screen, LedgerScreen)
        assert [label.rpartition(" ")[0] for label in labels(app)] == [
            "Open",
            "No day given",
            "Heard of since",
            "Not said",
        ]
        shown = rows_text(app)
        assert "Sorland: open the Dal road" in shown
        assert "perhaps done: Ardal Shipping: repair the Vik ferry" in shown
        assert "Olav Ness" in shown
        assert "2 open; 1 heard of since; 1 silence" in text_of(app, "#facts")


async def test_the_facts_of_a_row_say_by_when_and_by_whom() -> None:
    async with running(app_here(), WIDE) as (app, pilot):
        await press(pilot, "B")
        evidence = text_of(app, "#evidence")
        assert "due" in evidence
        assert "(in 2 days), undertaking" in evidence
        await press(pilot, "j")
        assert "no day given, undertaking" in text_of(app, "#evidence")


async def test_both_sentences_stand_side_by_side_and_lead_to_their_articles() -> None:
    async with running(app_here(), WIDE) as (app, pilot):
        await press(pilot, "B", "j", "j", "enter")
        assert isinstance(app.screen, UndertakingScreen)
        facts = text_of(app, "#facts")
        (both,) = [line for line in facts.splitlines() if PROMISE in line]
        assert FIXED in both
        assert "done (" in facts
        assert [label.partition(" (")[0] for label in labels(app)] == ["Undertaken", "Heard since"]
        await press(pilot, "enter")
        assert isinstance(app.screen, ArticleScreen)
        assert "The Gull" in screen_text(app)
        assert PROMISE in screen_text(app)
        await press(pilot, "escape", "j", "enter")
        assert FIXED in screen_text(app)


async def test_they_stand_one_above_the_other_where_there_is_little_room() -> None:
    async with running(app_here(), SMALL) as (app, pilot):
        await press(pilot, "B", "j", "j", "enter")
        lines = text_of(app, "#facts").splitlines()
        promise = next(n for n, line in enumerate(lines) if PROMISE in line)
        fixed = next(n for n, line in enumerate(lines) if FIXED in line)
        assert promise < fixed


async def test_an_undertaking_without_news_shows_its_one_sentence() -> None:
    async with running(app_here(), WIDE) as (app, pilot):
        await press(pilot, "B", "enter")
        assert ROAD in text_of(app, "#evidence")
        assert ROAD not in text_of(app, "#facts")
        assert len(rows(app).shown) == 1


async def test_a_filter_looks_in_who_what_and_how_it_stands() -> None:
    async with running(app_here(), WIDE) as (app, pilot):
        await press(pilot, "B", "/", *"done", "enter")
        assert [item.owed_by for item in rows(app).shown] == ["Ardal Shipping"]
        await press(pilot, "escape", "/", *"ness", "enter")
        assert [item.finding.speaker for item in rows(app).shown] == ["Olav Ness"]


async def test_rows_are_ordered_and_grouped_by_who_has_to_act() -> None:
    async with running(app_here(), WIDE) as (app, pilot):
        await press(pilot, "B", "s")
        owed = [item.owed_by for item in rows(app).shown[:2]]
        assert owed == ["Ardal Shipping", "Ida Moen"]
        await press(pilot, "g", "w")
        assert "Ardal Shipping (1)" in labels(app)


async def test_what_a_row_rests_on_can_be_watched_marked_and_noted_as_read() -> None:
    async with running(app_here(), WIDE) as (app, pilot):
        await press(pilot, "B", "j", "w")
        assert "Ida Moen" in bar(app, "status")
        await press(pilot, "m")
        assert app.session.kept.is_marked(rows(app).finding_of(rows(app).selected))


async def test_the_page_of_a_speaker_has_its_undertakings() -> None:
    async with running(app_here(), WIDE) as (app, pilot):
        await press(pilot, "/", *"moen", "enter", "enter")
        facts = text_of(app, "#facts")
        assert "Undertakings (1); B shows all" in facts
        assert "open: visit the flooded farms at Tarn" in facts
        await press(pilot, "B")
        assert isinstance(app.screen, LedgerScreen)
        assert [item.owed_by for item in rows(app).shown] == ["Ida Moen"]
        assert app.screen.crumb == "Ledger of Ida Moen"


async def test_a_story_has_a_ledger_of_its_own() -> None:
    more = [told("Shore", f"{PROMISE} The Vik ferry lies at Molde.", 4), *world()]
    story = Story("The Vik ferry", TODAY, TODAY, tuple(ArticleRef.of(e.article) for e in more[:2]))
    async with running(make_app(more), WIDE) as (app, pilot):
        app.push_screen(StoryScreen(story))
        await settle(pilot)
        await press(pilot, "B")
        assert isinstance(app.screen, LedgerScreen)
        assert [item.owed_by for item in rows(app).shown] == ["Ardal Shipping"]
        assert app.screen.crumb == "Ledger of The Vik ferry"


async def test_the_page_of_a_story_has_its_undertakings_as_a_pane() -> None:
    story = Story("The Vik ferry", TODAY, TODAY, (ArticleRef.of(world()[0].article),))
    async with running(app_here(), WIDE) as (app, pilot):
        app.push_screen(StoryScreen(story))
        await settle(pilot)
        assert "Undertakings (1)" in screen_text(app)
        assert "Sorland" not in screen_text(app)
        await press(pilot, "shift+tab")
        assert [item.owed_by for item in rows(app).shown] == ["Ardal Shipping"]
        await press(pilot, "enter")
        assert isinstance(app.screen, UndertakingScreen)


async def test_a_story_in_which_nothing_is_owed_has_no_such_pane() -> None:
    rain = told("Rain", "It rained.", 1)
    story = Story("Rain", TODAY, TODAY, (ArticleRef.of(rain.article),))
    async with running(make_app([rain, *world()]), WIDE) as (app, pilot):
        app.push_screen(StoryScreen(story))
        await settle(pilot)
        assert "Undertakings" not in screen_text(app)


async def test_another_day_has_another_ledger() -> None:
    async with running(app_here(), WIDE) as (app, pilot):
        await press(pilot, "B", *["left_square_bracket"] * 3)
        shown = {(item.owed_by, item.status) for item in rows(app).shown}
        assert shown == {("Sorland", "open"), ("Ardal Shipping", "open")}


async def test_without_undertakings_it_says_so() -> None:
    async with running(make_app([told("Rain", "It rained.", 1)]), WIDE) as (app, pilot):
        await press(pilot, "B")
        assert "Nobody promises or demands anything" in rows_text(app)


async def test_days_of_a_week_or_a_month_are_shown_as_such_and_not_as_their_last() -> None:
    week = "Norland promised to publish the tide tables in the week of 18 March."
    month = "Sorland promised to reopen the Dal tunnel in April."
    said = "Ida Moen said she would visit the mill at Tarn in May 2024."
    spoken = quote(
        "Ida Moen",
        content="she would visit the mill at Tarn in May 2024",
        spans=(Span(14, len(said) - 1),),
        cue="said",
        cue_span=Span(9, 13),
    )
    may = Timex("May 2024", "DATE", "2024-05", Span(said.index("May"), len(said) - 1))

    def vague(text: str, what: str, who: str, days: tuple[date, date], how: Precision) -> Deadline:
        return Deadline(what, Span(0, len(text) - 1), *days, "due", how, who=who)

    app_over_months = make_app(
        [
            told(
                "Tide",
                week,
                1,
                deadlines=(
                    vague(
                        week,
                        "Norland to publish the tide tables",
                        "Norland",
                        (date(2024, 3, 18), date(2024, 3, 24)),
                        "week",
                    ),
                ),
            ),
            told(
                "Road",
                month,
                1,
                deadlines=(
                    vague(
                        month,
                        "Sorland to reopen the Dal tunnel",
                        "Sorland",
                        (date(2024, 4, 1), date(2024, 4, 30)),
                        "month",
                    ),
                ),
            ),
            told("Farm", said, 1, quotes=(spoken,), dates=(may,)),
        ]
    )
    async with running(app_over_months, WIDE) as (app, pilot):
        await press(pilot, "B")
        shown = rows_text(app)
        assert "wk 18 Mar Norland: publish the tide tables" in shown
        assert "Apr 2024 Sorland: reopen the Dal tunnel" in shown
        assert "May 2024 Ida Moen: visit the mill at Tarn" in shown
        assert "due Mon 18 to Sun 24 March 2024 (in 4 days)" in text_of(app, "#evidence")
        await press(pilot, "j")
        assert "due April 2024" in text_of(app, "#evidence")
