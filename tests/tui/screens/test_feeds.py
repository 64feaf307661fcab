"""The feeds in the panes: every key of their screen, its looks, and a fetch from a real server."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from msgspec.structs import replace

from bench.filling import put_in
from briefing.errors import StoreError
from briefing.feed import Feed
from briefing.intake.feeds.subscriptions import subscriptions
from briefing.model import Entry, Findings
from store.library import TinyLibrary, open_library
from tests.briefing.intake.server import Server, reply
from tests.briefing.intake.server import running as serving
from tests.corpus.feeds.odd import item, rss
from tests.tui.support.drive import (
    SMALL,
    WIDE,
    bar,
    make_app,
    press,
    rows,
    running,
    screen_text,
    settle,
    text_of,
    until,
)
from tests.tui.support.hostile import EVIL, FORBIDDEN, written
from tests.tui.support.library import HandDesk, MemoryLibrary
from tests.tui.support.making import BY, NOW
from tests.tui.support.shots import Compare, shot
from tests.tui.support.world import entries, opening
from tui.app.app import BriefApp
from tui.app.tasks import Work
from tui.screens.desk import DeskScreen
from tui.screens.feeds import FeedsScreen
from tui.settings.config import Config, FeedsConfig

COURIER = Feed(
    "https://courier.example/feed.xml",
    title="Harbour Courier",
    site="https://courier.example/",
    folder="Ports",
    tags=("daily",),
    last_fetch=NOW - timedelta(minutes=20),
    next_fetch=NOW + timedelta(minutes=10),
    new_articles=12,
)
GAZETTE = Feed(
    "https://gazette.example/rss",
    title="Inland Gazette",
    folder="Rivers/North",
    last_fetch=NOW - timedelta(days=1),
    next_fetch=NOW + timedelta(hours=3),
    last_error="answers 503 Service Unavailable. Wait until the server is well again",
    failures=3,
)
WEIR = Feed("https://weir.example/atom", title="The Weir", paused=True, last_fetch=NOW)
UNSEEN = Feed("https://new.example/atom")
ALL = (COURIER, GAZETTE, WEIR, UNSEEN)


def library_with(*feeds: Feed) -> MemoryLibrary:
    library = MemoryLibrary(entries())
    for feed in feeds:
        library.add_feed(feed)
    return library


def app_with(*feeds: Feed) -> BriefApp:
    return make_app(desk=HandDesk(library_with(*feeds)))


# What is shown


async def test_a_row_tells_when_a_feed_was_fetched_and_how_it_is() -> None:
    async with running(app_with(*ALL)) as (app, pilot):
        await press(pilot, "f")
        assert isinstance(app.screen, FeedsScreen)
        assert text_of(app, "#facts").strip() == "4 feeds, 1 paused, 1 failing, 12 new articles"
        lines = [" ".join(line.split()) for line in screen_text(app).splitlines()]
        assert any("Harbour Courier fetched 08:40 next 09:10 12 new ok" in x for x in lines)
        assert any("Inland Gazette fetched 13 Mar next 12:00 failing" in x for x in lines)
        assert any("The Weir fetched 09:00 paused" in x for x in lines)
        assert any("https://new.example/atom new" in x for x in lines)


async def test_the_detail_of_an_aggregator_names_the_file_that_it_logs_in_with() -> None:
    freshrss = Feed("https://rss.example/api/greader.php", credentials="/home/ann/freshrss")
    async with running(app_with(freshrss)) as (app, pilot):
        await press(pilot, "f")
        assert "Logs in with /home/ann/freshrss" in text_of(app, "#evidence")


async def test_the_detail_gives_the_error_with_its_remedy() -> None:
    async with running(app_with(*ALL)) as (app, pilot):
        await press(pilot, "f")
        detail = text_of(app, "#evidence")
        assert "Ports #daily" in detail
        assert "last fetch 2024-03-14 08:40" in detail
        await press(pilot, "j")
        detail = " ".join(text_of(app, "#evidence").split())
        assert "Error: answers 503 Service Unavailable." in detail
        assert "Wait until the server is well again" in detail
        assert "3 failures in a row" in detail
        await press(pilot, "j")
        assert "p fetches it again" in text_of(app, "#evidence")
        await press(pilot, "j")
        assert "never fetched" in text_of(app, "#evidence")


async def test_escape_goes_back_and_f_does_not_pile_up() -> None:
    async with running(app_with(*ALL)) as (app, pilot):
        await press(pilot, "f", "f")
        assert bar(app, "header") == "Desk › Feeds"
        await press(pilot, "escape")
        assert isinstance(app.screen, DeskScreen)


async def test_rows_are_filtered_sorted_and_grouped() -> None:
    async with running(app_with(*ALL)) as (app, pilot):
        await press(pilot, "f", "slash", *"rivers", "enter")
        assert [feed.url for feed in rows(app).shown] == [GAZETTE.url]
        await press(pilot, "escape", "s", "s")
        assert bar(app, "status").startswith("Order: failing first")
        assert rows(app).shown[0].url == GAZETTE.url
        await press(pilot, "g", "f")
        assert "Rivers/North (1) ─" in screen_text(app)
        await press(pilot, "g", "s")
        assert "paused (1) ─" in screen_text(app)


async def test_without_feeds_the_screen_says_what_to_do() -> None:
    async with running(app_with()) as (app, pilot):
        await press(pilot, "f")
        text = screen_text(app)
        assert "There are no feeds yet." in text
        assert "brief feeds add URL" in text
        assert "L takes a list" in text
        assert "starter list" in bar(app, "keys")
        await press(pilot, "d", "p", "R", "r", "enter", "y", "o")
        assert isinstance(app.screen, FeedsScreen)


# Changing


async def test_the_starter_list_is_taken_when_there_is_nothing_yet() -> None:
    library = library_with()
    async with running(make_app(desk=HandDesk(library))) as (app, pilot):
        await press(pilot, "f", "L")
        assert len(library.feeds()) >= 10
        assert f"Subscribed to {len(library.feeds())} feeds" in bar(app, "status")
        assert len(rows(app).rows) == len(library.feeds())
        taken = library.feeds()
        await press(pilot, "L")
        assert library.feeds() == taken
        assert "starter list" not in bar(app, "keys")


async def test_d_asks_and_removes() -> None:
    library = library_with(*ALL)
    async with running(make_app(desk=HandDesk(library))) as (app, pilot):
        await press(pilot, "f", "j", "d")
        assert bar(app, "menu").startswith("Remove Inland Gazette?")
        await press(pilot, "n")
        assert len(library.feeds()) == 4
        await press(pilot, "d", "y")
        assert [feed.url for feed in library.feeds()] == [COURIER.url, WEIR.url, UNSEEN.url]
        assert "Removed Inland Gazette; its articles stay" in bar(app, "status")
        assert rows(app).selected == WEIR


async def test_capital_r_renames() -> None:
    library = library_with(*ALL)
    async with running(make_app(desk=HandDesk(library))) as (app, pilot):
        await press(pilot, "f", "R", "space", "2", "escape")
        assert subscriptions(library)[0].title == "Harbour Courier"
        await press(pilot, "R", "space", "2", "enter")
        assert subscriptions(library)[0].title == "Harbour Courier 2"
        assert "Renamed to Harbour Courier 2" in bar(app, "status")
        assert rows(app).rows[0].title == "Harbour Courier 2"


async def test_p_pauses_and_resumes() -> None:
    library = library_with(GAZETTE)
    async with running(make_app(desk=HandDesk(library))) as (app, pilot):
        await press(pilot, "f", "p")
        assert library.feeds()[0].paused
        assert "Paused Inland Gazette" in bar(app, "status")
        await press(pilot, "p")
        assert not library.feeds()[0].paused
        assert library.feeds()[0].failures == 0
        assert "Resumed Inland Gazette" in bar(app, "status")


@pytest.mark.parametrize(("letter", "shown"), [("d", "Remove Harbour"), ("p", "Paused Harbour")])
async def test_enter_offers_what_can_be_done(letter: str, shown: str) -> None:
    async with running(app_with(*ALL)) as (app, pilot):
        await press(pilot, "f", "enter")
        assert "Harbour Courier" in bar(app, "menu")
        await press(pilot, letter)
        assert shown in screen_text(app)


async def test_o_shows_the_site() -> None:
    async with running(app_with(*ALL)) as (app, pilot):
        await press(pilot, "f", "o")
        assert "https://courier.example/" in screen_text(app)


# Fetching


@pytest.fixture
def library(tmp_path: Path) -> Iterator[TinyLibrary]:
    opened = open_library(tmp_path / "library")
    yield opened
    opened.close()


@pytest.fixture
async def server() -> AsyncIterator[Server]:
    async with serving() as one:
        yield one


def serve(server: Server, path: str, count: int, title: str = "Herald") -> str:
    date = "<pubDate>Wed, 13 Mar 2024 18:30:00 +0000</pubDate><description>Short.</description>"
    items = [
        item(f"{title} {n}", f"<guid isPermaLink='false'>{path}{n}</guid>{date}",
             link=f"{server.url}/page{path}/{n}")
        for n in range(count)
    ]  # fmt: skip
    document = rss(*items, head=f"<title>{title}</title><link>{server.url}/</link>").encode()
    server.routes[path] = reply(200, document, b"Content-Type: application/rss+xml")
    return server.url + path


def fetching_app(library: TinyLibrary, **options: str) -> BriefApp:
    desk = HandDesk(library)  # type: ignore[arg-type]
    allowed = FeedsConfig(allow_hosts=("127.0.0.1",), **{"full_text": "never", **options})
    return make_app(desk=desk, config=Config(feeds=allowed))


def said(app: BriefApp) -> str:
    return "\n".join(text for text, _ in app.messages.kept)


async def test_r_fetches_stores_analyses_and_retires_the_samples(
    library: TinyLibrary, server: Server
) -> None:
    put_in(library, entries(sample=True))
    library.add_feed(Feed(serve(server, "/a", 3)))
    library.add_feed(Feed(server.url + "/missing", title="Lost Letter"))
    async with running(fetching_app(library)) as (app, pilot):
        await press(pilot, "r")
        counts = library.counts()
        assert (counts.articles, counts.analysed, counts.samples) == (3, 3, 0)
        assert "2 feeds: 3 new articles; 1 failed (! lists why)" in bar(app, "status")
        assert "The 4 sample articles were taken out" in said(app)
        assert "Lost Letter: " in said(app)
        assert app.session.counts.articles == 3
        await press(pilot, "exclamation_mark")
        assert "Error: Lost Letter" in text_of(app, "#messages")
        await press(pilot, "escape", "f")
        assert "3 new" in screen_text(app)
        assert "failing" in screen_text(app)


async def test_r_on_a_feed_asks_for_that_one_even_if_it_waits(
    library: TinyLibrary, server: Server
) -> None:
    waiting = Feed(serve(server, "/a", 1), failures=2, next_fetch=NOW + timedelta(hours=1))
    library.add_feed(waiting)
    library.add_feed(Feed(serve(server, "/b", 1), added=NOW))
    async with running(fetching_app(library)) as (app, pilot):
        await press(pilot, "f", "r")
        assert [request.path for request in server.requests] == ["/a"]
        assert "1 feed: 1 new article" in bar(app, "status")
        assert rows(app).rows[0].failures == 0
        await press(pilot, "F")
        assert [request.path for request in server.requests] == ["/a", "/a", "/b"]


async def test_all_feeds_paused_is_said(library: TinyLibrary) -> None:
    library.add_feed(replace(WEIR))
    async with running(fetching_app(library)) as (app, pilot):
        await press(pilot, "r")
        assert "All feeds are paused" in bar(app, "status")


async def test_without_feeds_it_is_said_where_they_are_added(library: TinyLibrary) -> None:
    async with running(fetching_app(library)) as (app, pilot):
        await press(pilot, "r")
        assert "No feeds to fetch (f is where to add some)" in bar(app, "status")


async def test_full_text_is_fetched_as_the_settings_say(
    library: TinyLibrary, server: Server
) -> None:
    library.add_feed(Feed(serve(server, "/a", 1)))
    async with running(fetching_app(library, full_text="always")) as (_, pilot):
        await press(pilot, "r")
        assert "/page/a/0" in [request.path for request in server.requests]


async def test_private_addresses_are_refused_unless_allowed(
    library: TinyLibrary, server: Server
) -> None:
    library.add_feed(Feed(serve(server, "/a", 1)))
    app = make_app(desk=HandDesk(library))  # type: ignore[arg-type]
    async with running(app) as (app, pilot):
        await press(pilot, "r")
        assert server.requests == []
        assert "1 failed" in bar(app, "status")


async def test_fetching_shows_progress_and_can_be_cancelled(
    library: TinyLibrary, server: Server
) -> None:
    quick, slow = serve(server, "/a", 2), serve(server, "/b", 2)

    async def never(writer: object) -> None:
        del writer
        await stop.wait()

    import asyncio

    stop = asyncio.Event()
    server.routes["/b"] = never
    library.add_feed(Feed(quick, title="Quick"))
    library.add_feed(Feed(slow.replace("127.0.0.1", "localhost"), title="Slow"))
    app = fetching_app(library)
    app.feeds.config = FeedsConfig(allow_hosts=("127.0.0.1", "localhost"), full_text="never")
    async with running(app) as (app, pilot):
        await pilot.press("r")
        await until(pilot, lambda: "Fetched 1 of 2 feeds, 2 new" in bar(app, "status"))
        assert "(ctrl+x cancels)" in bar(app, "status")
        await pilot.press("r")
        await until(pilot, lambda: "Fetching is under way" in said(app))
        await pilot.press("ctrl+x")
        await settle(pilot)
        stop.set()
        assert "Cancelled; what came in is kept" in bar(app, "status")
        assert library.counts().articles == 2
        await press(pilot, "ctrl+x")
        assert "Nothing is under way" in bar(app, "status")


async def test_a_finds_the_feed_of_a_site_and_fetches_it(
    library: TinyLibrary, server: Server
) -> None:
    url = serve(server, "/feed", 2, "Amber Post")
    page = (
        b'<html><head><link rel="alternate" type="application/rss+xml" href="/feed"></head></html>'
    )
    server.routes["/"] = reply(200, page, b"Content-Type: text/html")
    async with running(fetching_app(library)) as (app, pilot):
        await press(pilot, "f", "a", "escape")
        assert library.feeds() == ()
        await press(pilot, "a", *f"{server.url}/", "enter")
        assert [(feed.url, feed.title) for feed in library.feeds()] == [(url, "Amber Post")]
        assert "Subscribed to Amber Post" in said(app)
        assert library.counts().articles == 2
        assert rows(app).rows[0].new_articles == 2
        await press(pilot, "a", *url, "enter")
        assert "Already subscribed to Amber Post" in bar(app, "status")


async def test_an_address_without_a_feed_is_an_error_in_the_messages(
    library: TinyLibrary, server: Server
) -> None:
    async with running(fetching_app(library)) as (app, pilot):
        await press(pilot, "f", "a", *f"{server.url}/none", "enter")
        assert library.feeds() == ()
        assert app.messages.kept[-1][1] == "warn"
        assert "/none" in app.messages.kept[-1][0]
        await press(pilot, "ctrl+x")
        assert "Nothing is under way" in bar(app, "status")


async def test_a_store_that_cannot_be_written_is_said(
    library: TinyLibrary, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    library.add_feed(Feed(serve(server, "/a", 1)))

    def full(*given: object, **more: object) -> None:
        del given, more
        raise StoreError("the store", "cannot be written: the disk is full", "Make room")

    async with running(fetching_app(library)) as (app, pilot):
        monkeypatch.setattr(library, "take_in", full)
        await press(pilot, "r")
        assert "the disk is full. Make room" in bar(app, "status")
        assert app.tasks.work is None


# What the library and the analysis have to say


async def test_notices_of_the_library_are_messages_once() -> None:
    library = library_with()
    library.notices = ("the store: three articles were damaged. They are kept aside",)
    async with running(make_app(desk=HandDesk(library))) as (app, _):
        assert "three articles were damaged" in bar(app, "status")
        app.reload()
        await settle(_)
        assert said(app).count("three articles were damaged") == 1


async def test_an_article_that_was_not_analysed_says_why() -> None:
    article = replace(opening().article, language="fr")
    reason = "not analysed: its language is 'fr', and only English is read"
    entry = Entry(article, Findings(article.id, BY, error=reason))
    async with running(make_app([entry])) as (app, pilot):
        await press(pilot, "a", "enter")
        assert "Not analysed: its language is 'fr'" in text_of(app, "#article")


# Looks


@pytest.mark.parametrize("size", [WIDE, SMALL], ids=["120x40", "80x24"])
@pytest.mark.parametrize(
    ("feeds", "keys"),
    [((), ("f",)), (ALL, ("f", "j")), (ALL, ("f", "a")), (ALL, ("f", "d"))],
    ids=["empty", "feeds", "add", "remove"],
)
def test_looks(
    snap_compare: Compare, feeds: tuple[Feed, ...], keys: tuple[str, ...], size: tuple[int, int]
) -> None:
    assert shot(snap_compare, app_with(*feeds), keys, size)


@pytest.mark.parametrize("size", [WIDE, SMALL, (40, 12)])
@pytest.mark.parametrize("keys", [(), ("enter",), ("d",), ("R",), ("g", "f"), ("p",), ("o",)])
async def test_hostile_feeds_are_shown_as_text(
    keys: tuple[str, ...], size: tuple[int, int]
) -> None:
    evil = Feed(
        f"https://evil.example/{EVIL}",
        title=f"[/x] {EVIL}",
        folder=f"F {EVIL}",
        tags=(EVIL,),
        last_fetch=NOW,
        next_fetch=NOW,
        last_error=EVIL,
        failures=1,
        moved_to=EVIL,
    )
    async with running(app_with(evil), size) as (app, pilot):
        await press(pilot, "f", *keys)
        text = screen_text(app)
        assert "[/x]" in text
        assert not FORBIDDEN.search(text.replace("\n", ""))
        assert not FORBIDDEN.search(await written(app, pilot))


async def test_only_feeds_whose_time_has_come_are_fetched_by_themselves(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    due = replace(COURIER, url="https://due.example/feed", next_fetch=NOW - timedelta(minutes=1))
    app = app_with(*ALL, due)
    asked: list[list[str]] = []
    every: list[float] = []
    monkeypatch.setattr(app.feeds, "fetch", asked.append)
    set_interval = app.set_interval
    monkeypatch.setattr(
        app, "set_interval", lambda seconds, call: every.append(seconds) or set_interval(99, call)
    )
    app.feeds.config = FeedsConfig(refresh_minutes=15)
    async with running(app) as (_, pilot):
        assert 15 * 60 in every
        app.feeds.fetch_due()
        await until(pilot, lambda: bool(asked))
        assert asked == [[due.url, UNSEEN.url]] or asked == [[UNSEEN.url, due.url]]
        app.tasks.work = Work("Analysis", "Analysed 1 of 9", "")
        app.feeds.fetch_due()
        await settle(pilot)
        assert len(asked) == 1
        app.tasks.work = None
