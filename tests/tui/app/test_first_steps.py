"""From the samples to articles of one's own in one key: a list of feeds, an OPML file, a folder."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from briefing.feed import Feed
from briefing.intake.feeds.opml import write_opml
from tests.briefing.intake.server import Server, reply
from tests.briefing.intake.server import running as serving
from tests.corpus.feeds.odd import item, rss
from tests.tui.support.drive import SMALL, bar, make_app, press, running, screen_text
from tests.tui.support.library import HandDesk, MemoryLibrary
from tests.tui.support.making import NOW
from tests.tui.support.world import entries
from tui.app.app import BriefApp
from tui.settings.config import Config, FeedsConfig

SEED = "Pears win the orchard show\n20240314\n\nAna Lind said the pears were late.\n"
STARTS = pytest.mark.parametrize("start", ["stories", "desk"])


@pytest.fixture
async def server() -> AsyncIterator[Server]:
    async with serving() as made:
        yield made


def first_launch(library: MemoryLibrary, start: str = "stories") -> BriefApp:
    config = Config(feeds=FeedsConfig(allow_hosts=("127.0.0.1",), full_text="never"))
    desk = HandDesk(library, now=NOW)
    return make_app(desk=desk, start=start, first_launch=True, config=config)


def with_samples() -> MemoryLibrary:
    return MemoryLibrary(entries(sample=True))


def opml(server: Server) -> bytes:
    """A list of one feed with two articles."""
    date = "<pubDate>Wed, 13 Mar 2024 18:30:00 +0000</pubDate><description>Short.</description>"
    items = [item(f"Title {n}", date, link=f"{server.url}/page/{n}") for n in range(2)]
    document = rss(*items, head="<title>Amber Post</title>").encode()
    server.routes["/feed"] = reply(200, document, b"Content-Type: application/rss+xml")
    return write_opml([Feed(f"{server.url}/feed", title="Amber Post")])


def is_own(library: MemoryLibrary, articles: int) -> bool:
    counts = library.counts()
    return (counts.articles, counts.samples) == (articles, 0)


@STARTS
async def test_the_welcome_has_three_lines_with_the_keys(start: str) -> None:
    async with running(first_launch(with_samples(), start)) as (app, pilot):
        text = screen_text(app)
        assert "brief shows who said what, where talks happen" in text
        assert "L a dozen feeds, O an OPML file, A a folder" in text
        assert "starter feeds" in bar(app, "keys")
        await press(pilot, "escape")
        assert "brief shows who said what" not in screen_text(app)
        assert "starter feeds" in bar(app, "keys")  # they work as long as there is nothing else


@STARTS
async def test_a_folder_brings_articles_and_the_welcome_goes(start: str, tmp_path: Path) -> None:
    (tmp_path / "pears.txt").write_text(SEED)
    library = with_samples()
    async with running(first_launch(library, start), SMALL) as (app, pilot):
        await press(pilot, "A", *str(tmp_path), "enter")
        assert is_own(library, 1)
        assert bar(app, "status").strip().startswith("1 article added")
        assert "brief shows who said what" not in screen_text(app)
        assert "starter feeds" not in bar(app, "keys")
        assert any("sample articles were taken out" in said for said, _ in app.messages.kept)
        await press(pilot, "A")
        assert app.screen is app.screen_stack[0]  # there is no such key any more


async def test_a_file_of_another_form_may_be_added_too(tmp_path: Path) -> None:
    note = tmp_path / "pears.md"
    note.write_text("# Pears win the orchard show\n\nAna Lind said the pears were late.\n")
    library = with_samples()
    async with running(first_launch(library)) as (_, pilot):
        await press(pilot, "A", *str(note), "enter")
        assert is_own(library, 1)


async def test_what_is_not_there_is_said_and_changes_nothing(tmp_path: Path) -> None:
    library = with_samples()
    async with running(first_launch(library)) as (app, pilot):
        await press(pilot, "A", *str(tmp_path / "none.txt"), "enter")
        assert "none.txt" in app.messages.kept[-1][0]
        assert library.counts().samples == 4
        await press(pilot, "A", *str(tmp_path), "enter")
        assert "holds no file that is read" in app.messages.kept[-1][0]
        await press(pilot, "O", *str(tmp_path / "none.opml"), "enter")
        assert "none.opml" in app.messages.kept[-1][0]
        await press(pilot, "O", "escape", "A", "escape")
        assert library.feeds() == ()
        assert "brief shows who said what" in screen_text(app)


async def test_an_opml_file_is_followed_and_fetched(server: Server, tmp_path: Path) -> None:
    (tmp_path / "feeds.opml").write_bytes(opml(server))
    library = with_samples()
    async with running(first_launch(library)) as (app, pilot):
        await press(pilot, "O", *str(tmp_path / "feeds.opml"), "enter")
        assert [feed.title for feed in library.feeds()] == ["Amber Post"]
        assert is_own(library, 2)
        assert "brief shows who said what" not in screen_text(app)
        assert any("Subscribed to 1 feed" in said for said, _ in app.messages.kept)


async def test_the_starter_list_is_followed_and_fetched_in_one_key(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    listed = opml(server)
    monkeypatch.setattr("briefing.intake.feeds.opml.starter_opml", lambda: listed)
    library = with_samples()
    async with running(first_launch(library)) as (app, pilot):
        await press(pilot, "L")
        assert [feed.title for feed in library.feeds()] == ["Amber Post"]
        assert is_own(library, 2)
        assert "brief shows who said what" not in screen_text(app)


async def test_with_articles_of_ones_own_there_are_no_such_keys() -> None:
    async with running(make_app(start="stories")) as (app, pilot):
        assert "starter feeds" not in bar(app, "keys")
        await press(pilot, "L", "O", "A")
        assert app.screen is app.screen_stack[0]


async def test_an_empty_library_offers_them_too() -> None:
    async with running(make_app([], start="stories")) as (app, pilot):
        assert "starter feeds" in bar(app, "keys")
        await press(pilot, "O")
        assert app.screen is not app.screen_stack[0]
