"""Rounds of fetching, from a real server into a real library."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from bench.filling import put_in
from briefing.errors import FeedError
from briefing.feed import Feed, FullText
from briefing.intake.feeds import subscriptions
from briefing.intake.feeds.results import Result
from briefing.intake.feeds.round import collect
from briefing.intake.feeds.round_context import FetchOptions
from briefing.intake.lookup import fetch_page, find_feed, page_article
from briefing.intake.net.responses import FetchError
from briefing.model import Article, Entry, Findings, Quote, Span
from briefing.ports import Library
from tests.briefing.intake.feeds.served import ENVOYS, ENVOYS_PAGE, NOW
from tests.briefing.intake.server import Server, moved, reply, running
from tests.corpus.feeds.odd import item, rss

HOSTS = ("127.0.0.1", "localhost")
DATED = "<pubDate>Wed, 12 Jan 2022 18:30:00 +0100</pubDate>"


class Clock:
    """A clock that stands still until it is told."""

    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> datetime:
        return self.now


def serve(
    server: Server, path: str, *items: str, etag: bytes = b'"1"', title: str = "Herald"
) -> str:
    head = f"<title>{title}</title><link>{server.url}/</link>"
    document = rss(*items, head=head).encode()
    server.routes[path] = reply(200, document, b"ETag: " + etag)
    return server.url + path


def item_with_page(server: Server, n: int, text: str = "Short.", more: str = DATED) -> str:
    details = f"<guid isPermaLink='false'>g{n}</guid><description>{text}</description>{more}"
    return item(f"Title number {n}", details, link=f"{server.url}/page/{n}")


async def fetch(
    library: Library,
    *urls: str,
    clock: Callable[[], datetime] = lambda: NOW,
    full_text: FullText = "never",
    report: Callable[[Result], None] = lambda result: None,
) -> tuple[Result, ...]:
    for url in urls:
        subscriptions.subscribe(library, Feed(url), clock())
    feeds = [f for f in subscriptions.subscriptions(library) if not urls or f.url in urls]
    outcome = await collect(
        library, feeds, clock, report, FetchOptions(full_text, allowed_hosts=HOSTS)
    )
    return outcome.results


def stored(library: Library) -> list[Article]:
    return sorted((e.article for e in library.entries()), key=lambda a: a.title)


async def test_a_feed_brings_articles(server: Server, library: Library) -> None:
    url = serve(server, "/feed", item_with_page(server, 1, ENVOYS), item_with_page(server, 2))
    (result,) = await fetch(library, url)
    assert len(result.stored.added) == 2
    one, two = stored(library)
    assert (one.title, one.source, one.feed, one.guid) == ("Title number 1", "127.0.0.1", url, "g1")
    assert one.text == ENVOYS.strip()
    assert one.published == datetime.fromisoformat("2022-01-12T18:30:00+01:00")
    assert (one.teaser, two.teaser, one.language, one.date_note) == (False, True, "en", None)
    (feed,) = subscriptions.subscriptions(library)
    assert (feed.title, feed.etag, feed.new_articles) == ("Herald", '"1"', 2)
    assert (feed.last_fetch, feed.last_error) == (NOW, None)


async def test_nothing_new_writes_neither_articles_nor_feeds(
    server: Server, library: Library
) -> None:
    url = serve(server, "/feed", item_with_page(server, 1))
    await fetch(library, url)
    server.not_modified["/feed"] = b'"1"'
    before = (library.feeds(), stored(library), library.state(f"feed/{url}"))
    later = Clock()
    later.now += timedelta(hours=1)
    (result,) = await fetch(library, clock=later)
    assert (result.articles, result.error) == ((), None)
    assert (library.feeds(), stored(library), library.state(f"feed/{url}")) == before
    (feed,) = subscriptions.subscriptions(library)
    assert feed.last_fetch == later.now
    assert feed.next_fetch is not None
    assert feed.next_fetch > later.now


async def test_the_same_document_again_changes_nothing(server: Server, library: Library) -> None:
    url = serve(server, "/feed", item_with_page(server, 1), item_with_page(server, 2, more=""))
    await fetch(library, url)
    before = stored(library)
    later = Clock()
    later.now += timedelta(days=1)
    (result,) = await fetch(library, clock=later)
    assert (result.articles, result.stored.added) == ((), ())
    assert stored(library) == before


async def test_a_rewritten_article_replaces_the_old_and_keeps_its_findings(
    server: Server, library: Library
) -> None:
    url = serve(server, "/feed", item_with_page(server, 1, "The first words of it."))
    await fetch(library, url)
    (old,) = stored(library)
    quote = Quote("first words", (Span(4, 15),), "indirect")
    put_in(library, [Entry(old, Findings(old.id, "rules", quotes=(quote,)))])
    serve(server, "/feed", item_with_page(server, 1, "Quite other words now."), etag=b'"2"')
    (result,) = await fetch(library)
    assert result.stored.changed == (old.id,)
    (new,) = stored(library)
    assert (new.id, new.text) == (old.id, "Quite other words now.")
    assert library.findings(old.id) is None
    version, current = library.versions(old.id)
    assert (version.article, version.until, version.removed) == (old, NOW, False)
    assert version.findings is not None
    assert version.findings.quotes == (quote,)
    assert quote.spans[0].of(version.article.text) == "first words"
    assert (current.article, current.until) == (new, None)
    library.remove([old.id])
    assert library.versions(old.id) == ()


async def test_changed_guids_and_reposts_are_no_new_articles(
    server: Server, library: Library
) -> None:
    url = serve(server, "/feed", item_with_page(server, 1, ENVOYS))
    await fetch(library, url)
    again = item_with_page(server, 1, ENVOYS).replace(">g1<", ">other<")
    reposted = again.replace("/page/1", "/page/again").replace("12 Jan", "13 Jan")
    for n, changed in enumerate((again, reposted)):
        serve(server, "/feed", changed, etag=b'"%d"' % (n + 2))
        await fetch(library)
    assert len(stored(library)) == 1


async def test_missing_and_absurd_dates_are_clamped_and_marked(
    server: Server, library: Library
) -> None:
    dates = [
        "",
        "<pubDate>Wed, 12 Jan 2050 18:30:00 GMT</pubDate>",
        "<pubDate>1970-01-01</pubDate>",
    ]
    url = serve(server, "/feed", *(item_with_page(server, n, more=d) for n, d in enumerate(dates)))
    await fetch(library, url)
    articles = stored(library)
    assert [a.published for a in articles] == [NOW] * 3
    notes = [a.date_note or "" for a in articles]
    words = ["no date", "2050-01-12", "1970-01-01"]
    assert all(word in note for word, note in zip(words, notes, strict=True))


async def test_other_languages_are_stored_and_named(server: Server, library: Library) -> None:
    french = (
        "Les ministres se sont réunis mercredi à Genève pour parler de la pêche et du commerce."
    )
    await fetch(library, serve(server, "/feed", item_with_page(server, 1, french)))
    assert [a.language for a in stored(library)] == ["fr"]


async def test_one_failing_feed_stops_no_other(server: Server, library: Library) -> None:
    good = serve(server, "/good", item_with_page(server, 1))
    server.routes["/page"] = reply(200, b"<html><body>Sign in</body></html>")
    server.routes["/bomb"] = reply(200, b"<!DOCTYPE x [<!ENTITY a SYSTEM 'file:///x'>]><rss/>")
    bad = [server.url + path for path in ("/none", "/page", "/bomb")]
    results = await fetch(library, *bad, good)
    errors = {r.feed.url: str(r.error) for r in results if r.error}
    words = ("404", "web page", "external")
    assert all(word in errors[url] for url, word in zip(bad, words, strict=True))
    assert set(errors) == set(bad)
    assert len(stored(library)) == 1
    failed = [f for f in subscriptions.subscriptions(library) if f.failures]
    assert {f.url for f in failed} == set(bad)
    assert all(f.last_error and f.next_fetch and f.next_fetch > NOW for f in failed)


async def test_a_permanent_move_is_followed_after_three_times(
    server: Server, library: Library
) -> None:
    new = serve(server, "/new", item_with_page(server, 1))
    server.routes["/old"] = moved(301, "/new")
    await fetch(library, server.url + "/old")
    for _ in range(2):
        assert [f.url for f in library.feeds()] == [server.url + "/old"]
        server.not_modified["/new"] = b'"1"'
        await fetch(library)
    assert [f.url for f in library.feeds()] == [new]
    assert len(stored(library)) == 1
    server.not_modified.clear()
    serve(server, "/new", item_with_page(server, 1), item_with_page(server, 2), etag=b'"2"')
    (result,) = await fetch(library)
    assert len(result.stored.added) == 1


async def test_a_feed_that_is_gone_is_paused(server: Server, library: Library) -> None:
    server.routes["/gone"] = reply(410)
    await fetch(library, server.url + "/gone")
    (feed,) = subscriptions.subscriptions(library)
    assert feed.paused
    assert "gone for good" in (feed.last_error or "")


@pytest.mark.parametrize("status", [429, 503])
async def test_a_server_that_asks_for_patience_gets_it(
    server: Server, library: Library, status: int
) -> None:
    server.routes["/busy"] = reply(status, b"", b"Retry-After: 7200")
    await fetch(library, server.url + "/busy")
    (feed,) = subscriptions.subscriptions(library)
    assert feed.next_fetch == NOW + timedelta(hours=2)


async def test_teasers_are_completed_from_their_pages(server: Server, library: Library) -> None:
    url = serve(
        server,
        "/feed",
        item_with_page(server, 1, more=""),
        item_with_page(server, 2),
        item_with_page(server, 3, ENVOYS),
    )
    server.routes["/page/1"] = reply(
        200, ENVOYS_PAGE.encode(), b"Content-Type: text/html; charset=utf-8"
    )
    results = await fetch(library, url, full_text="auto")
    pages = [r for r in results if r.page]
    assert sorted((r.page or "")[-1] for r in pages) == ["1", "2"]
    one, two, _three = stored(library)
    assert (one.teaser, one.author, one.date_note) == (False, "Ann Example", None)
    assert one.text.startswith("Envoys of four countries met")
    assert "evil" not in one.text
    assert one.published == datetime.fromisoformat("2022-01-11T08:00:00+01:00")
    assert (two.teaser, two.text) == (True, "Short.")
    assert [version.article.teaser for version in library.versions(one.id)] == [True, False]


async def test_a_completed_article_stays_complete(server: Server, library: Library) -> None:
    url = serve(server, "/feed", item_with_page(server, 1))
    server.routes["/page/1"] = reply(200, ENVOYS_PAGE.encode())
    await fetch(library, url, full_text="always")
    full = stored(library)[0]
    serve(server, "/feed", item_with_page(server, 1, "Another teaser."), etag=b'"2"')
    await fetch(library, full_text="never")
    assert [(a.text, a.teaser) for a in stored(library)] == [(full.text, False)]


async def test_no_page_is_fetched_where_that_is_not_wanted(
    server: Server, library: Library
) -> None:
    await fetch(library, serve(server, "/feed", item_with_page(server, 1)), full_text="never")
    assert [r.path for r in server.requests] == ["/feed"]


async def test_the_same_wire_text_at_two_outlets_is_marked(
    server: Server, library: Library
) -> None:
    wire = " ".join(f"sentence{n} of{n} the{n} wire{n}" for n in range(100))
    async with running(HOSTS[1]) as other:
        early = DATED.replace("18:30", "08:30")
        first = serve(server, "/feed", item_with_page(server, 1, wire, early))
        second = serve(other, "/feed", item_with_page(other, 2, wire + " Our correspondent adds."))
        await fetch(library, first, second)
    one, two = stored(library)
    assert (one.copy_of, two.copy_of) == (None, one.id)
    assert one.source != two.source


async def test_what_came_in_before_an_interrupt_is_kept(server: Server, library: Library) -> None:
    async def never(writer: asyncio.StreamWriter) -> None:
        await asyncio.sleep(60)

    async with running(HOSTS[1]) as stuck:
        stuck.routes["/feed"] = never
        first = serve(server, "/feed", item_with_page(server, 1))
        arrived = asyncio.Event()
        task = asyncio.create_task(
            fetch(library, first, stuck.url + "/feed", report=lambda result: arrived.set())
        )
        await arrived.wait()
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
    assert len(stored(library)) == 1
    feeds = {f.url: f for f in subscriptions.subscriptions(library)}
    assert feeds[first].last_fetch == NOW
    assert feeds[stuck.url + "/feed"].last_fetch is None


async def test_a_feed_that_is_removed_meanwhile_stays_removed(
    server: Server, library: Library
) -> None:
    url = serve(server, "/feed", item_with_page(server, 1))
    subscriptions.subscribe(library, Feed(url), NOW)
    feeds = subscriptions.subscriptions(library)
    subscriptions.unsubscribe(library, url)
    await collect(library, feeds, Clock(), lambda result: None, FetchOptions(allowed_hosts=HOSTS))
    assert library.feeds() == ()


@pytest.mark.parametrize("path", ["/", "/feed"])
async def test_the_feed_of_a_site_is_found(server: Server, path: str) -> None:
    serve(server, "/feed", item_with_page(server, 1))
    server.routes["/"] = reply(200, ENVOYS_PAGE.encode(), b"Content-Type: text/html")
    feed = await find_feed(server.url + path, HOSTS)
    assert (feed.url, feed.title) == (server.url + "/feed", "Herald")


async def test_a_feed_that_no_page_names_is_guessed(server: Server) -> None:
    server.routes["/"] = reply(200, b"<html><body>Welcome</body></html>")
    serve(server, "/rss.xml", item_with_page(server, 1))
    address = server.url.removeprefix("http://")
    assert (await find_feed(address, HOSTS)).url == server.url + "/rss.xml"


async def test_a_site_without_a_feed(server: Server) -> None:
    server.routes["/"] = reply(200, b"<html><body>Welcome</body></html>")
    with pytest.raises(FeedError, match="names no feed"):
        await find_feed(server.url, HOSTS)


@pytest.mark.parametrize("status", [408, 410, 425, 429, 500, 503])
async def test_who_asks_once_is_promised_nothing(server: Server, status: int) -> None:
    server.routes["/feed"] = server.routes["/page"] = reply(status)
    for asking in (
        find_feed(server.url + "/feed", HOSTS),
        fetch_page(server.url + "/page", Clock(), HOSTS),
    ):
        with pytest.raises(FetchError) as caught:
            await asking
        assert caught.value.remedy
        assert "will be tried" not in str(caught.value)
        assert "paused" not in str(caught.value)


async def test_what_a_feed_leaves_out_is_said_until_its_next_document(
    server: Server, library: Library
) -> None:
    one = "<item><title>Port shut</title><guid>1</guid><description>{}</description></item>"
    document = f"<rss version='2.0'><channel>{one.format('a')}{one.format('b')}</channel></rss>"
    server.routes["/feed"] = reply(200, document.encode(), b'ETag: "1"')
    server.not_modified["/feed"] = b'"1"'
    subscriptions.subscribe(library, Feed(server.url + "/feed"), NOW)
    for _ in range(2):
        feeds = subscriptions.subscriptions(library)
        await collect(
            library, feeds, Clock(), lambda result: None, FetchOptions(allowed_hosts=HOSTS)
        )
        (feed,) = subscriptions.subscriptions(library)
        assert "1 entry has the guid, address or words of another" in (feed.last_error or "")
        assert feed.failures == 0


async def test_one_page_as_an_article(server: Server) -> None:
    server.routes["/a"] = reply(
        200, ENVOYS_PAGE.encode("utf-16"), b"Content-Type: text/html; charset=utf-16"
    )
    server.routes["/b"] = reply(200, b"<html><body>No.</body></html>")
    article = await fetch_page(server.url + "/a", Clock(), HOSTS)
    assert (article.title, article.source, article.author) == (
        "Envoys meet",
        "Herald",
        "Ann Example",
    )
    assert article.text.startswith("Envoys of four countries met")
    assert (article.teaser, article.language) == (False, "en")
    with pytest.raises(FeedError, match=f"{server.url}/b.*no article"):
        await fetch_page(server.url + "/b", Clock(), HOSTS)
    with pytest.raises(FetchError, match="404"):
        await fetch_page(server.url + "/c", Clock(), HOSTS)


def test_a_page_from_a_file_as_an_article() -> None:
    article = page_article(ENVOYS_PAGE.encode(), None, NOW)
    assert (article.title, article.url, article.source) == ("Envoys meet", None, "Herald")
    assert article.published == datetime.fromisoformat("2022-01-11T08:00:00+01:00")


async def test_the_process_that_fetches_imports_no_parser(server: Server, tmp_path: Path) -> None:
    wire = " ".join(f"sentence{n} of{n} the{n} wire{n}" for n in range(100))
    url = serve(
        server, "/feed", item_with_page(server, 1, wire, ""), item_with_page(server, 2, wire, "")
    )
    code = f"""
import asyncio, sys
from datetime import UTC, datetime
from pathlib import Path
from briefing.intake.feeds import subscriptions
from briefing.intake.feeds.round import collect
from briefing.intake.feeds.round_context import FetchOptions
from briefing.feed import Feed
from store.library import open_library
library = open_library(Path({str(tmp_path)!r}) / "l")
now = lambda: datetime.now(UTC)
subscriptions.subscribe(library, Feed({url!r}), now())
feeds = subscriptions.subscriptions(library)
asyncio.run(collect(library, feeds, now, lambda r: None, FetchOptions(allowed_hosts={HOSTS})))
assert library.counts().articles == 2
found = {{"feedparser", "trafilatura", "numpy", "spacy", "py3langid"}} & set(sys.modules)
sys.exit(str(found) if found else 0)
"""
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-c", code, stderr=asyncio.subprocess.PIPE
    )
    _, errors = await process.communicate()
    assert (process.returncode, errors) == (0, b"")
