"""Words against words: on the page of a story, among the news, and as they are written."""

from __future__ import annotations

import json
from datetime import timedelta

from msgspec.structs import replace

from briefing.annotations.reader_state import VISIT
from briefing.model import Entry
from tests.tui.support.drive import make_app, press, rows, running, screen_text, settle, text_of
from tests.tui.support.library import HandDesk, MemoryLibrary
from tests.tui.support.making import DAY, NOW, Report
from tui.exports.day_report import DayReport
from tui.exports.html import to_html
from tui.exports.markdown import to_markdown
from tui.exports.objects import to_json
from tui.exports.plain_text import to_text
from tui.screens.article import ArticleScreen
from tui.screens.news import NewsScreen
from tui.screens.story import StoryScreen
from tui.widgets.against import Against

TITLE = "Amber pier in Tarno to be sold"
ABOUT = "The Amber pier belongs to the harbour board of Tarno and to Corvin Lines of Tarno. "
SOLD = "The harbour board sold the Amber pier to Corvin Lines."
UNSOLD = "The harbour board has not sold the Amber pier."


def report(name: str, outlet: str, words: str) -> Report:
    return Report(name, DAY, outlet, TITLE, ABOUT + words)


def entries() -> list[Entry]:
    made = (
        report("gull", "The Gull", SOLD),
        report("tide", "The Tide", SOLD),
        report("quay", "The Quay", UNSOLD).says("Ines Holt", UNSOLD, "indirect"),
    )
    return [each.entry for each in made]


def library(late: str = "") -> MemoryLibrary:
    """The three articles, one of them taken in after the last visit."""
    kept = MemoryLibrary(
        replace(
            each,
            article=replace(
                each.article, fetched=NOW + timedelta(hours=1 if each.article.id == late else -5)
            ),
        )
        for each in entries()
    )
    kept.set_state(VISIT, NOW.isoformat())
    return kept


async def test_the_page_of_a_story_has_both_sentences_and_leads_to_their_articles() -> None:
    async with running(make_app(desk=HandDesk(library()))) as (app, pilot):
        (story,) = app.session.load_stories()
        app.push_screen(StoryScreen(story))
        await settle(pilot)
        text = screen_text(app)
        assert "4 Words against words (2)" in text
        assert "One says so, another says not" in text
        assert "The harbour board has not" in text
        await press(pilot, "shift+tab")
        pane = rows(app)
        assert isinstance(pane, Against)
        assert "The Gull, The Tide (2 outlets)" in text_of(app, "#evidence")
        await press(pilot, "j", "enter")
        assert isinstance(app.screen, ArticleScreen)
        assert "The Quay" in screen_text(app)


async def test_a_story_without_any_has_no_such_pane() -> None:
    kept = MemoryLibrary(entries()[:2])
    async with running(make_app(desk=HandDesk(kept))) as (app, pilot):
        (story,) = app.session.load_stories()
        app.push_screen(StoryScreen(story))
        await settle(pilot)
        assert "Words against words" not in screen_text(app)


async def test_what_a_new_article_contradicts_is_news() -> None:
    async with running(make_app(desk=HandDesk(library("quay")))) as (app, pilot):
        await press(pilot, "N")
        assert isinstance(app.screen, NewsScreen)
        assert "Words against words (1)" in screen_text(app)
        await press(pilot, "enter")
        await settle(pilot)
        assert isinstance(app.screen, StoryScreen)


async def test_what_older_articles_contradict_is_none() -> None:
    async with running(make_app(desk=HandDesk(library()))) as (app, pilot):
        await press(pilot, "N")
        assert "Words against words" not in screen_text(app)


def test_written_forms_hold_both_sides_with_their_sources() -> None:
    desk = HandDesk(library())
    briefing = desk.briefing(DAY)
    stories = desk.with_contradictions(desk.stories(DAY), briefing)
    texts = desk.texts(briefing)
    report = DayReport(briefing, texts, stories=stories)
    (row,) = json.loads(to_json(report))["stories"][0]["contradictions"]
    assert row["kind"] == "polarity"
    first, second = row["sides"]
    assert first["sources"]["outlets"] == ["The Gull", "The Tide"]
    assert [each["speaker"] for each in second["accounts"]] == ["Ines Holt"]
    start, end = second["accounts"][0]["span"]
    assert texts("quay")[start:end] == UNSOLD
    for written in (to_text(report), to_markdown(report), to_html(report)):
        plain = " ".join(written.split())
        assert "words against words" in plain.casefold()
        assert "The Gull, The Tide (2 outlets)" in plain
        assert "Ines Holt" in plain
        assert plain.count(SOLD) + plain.count(UNSOLD) >= 2
