"""FreshRSS and Miniflux as one subscription, from real servers into a real library."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from briefing.errors import FeedError
from briefing.feed import Feed
from briefing.intake.feeds import aggregators, subscriptions
from briefing.intake.feeds.aggregators import FEW, ITEMS, Mark
from briefing.intake.feeds.credentials import read_credentials
from briefing.intake.feeds.results import Result
from briefing.intake.feeds.round import collect
from briefing.intake.feeds.round_context import FetchOptions
from briefing.intake.formats.registry import parse_feed
from briefing.intake.lookup import find_aggregator
from briefing.model import Article
from briefing.ports import Library
from tests.briefing.intake.aggregator_servers import (
    PASSWORD,
    USER,
    Aggregator,
    Entry,
    FreshRss,
    Miniflux,
    running,
)
from tests.briefing.intake.feeds.served import ENVOYS, ENVOYS_PAGE
from tests.briefing.intake.server import reply
from tests.briefing.intake.server import running as running_feed
from tests.corpus.feeds.odd import item, rss

NOW = datetime(2026, 3, 12, 12, tzinfo=UTC)
HOSTS = ("127.0.0.1",)
BODY = "<p>Envoys of four countries met in the capital on Wednesday.</p><script>x()</script>"


@pytest.fixture(params=[FreshRss, Miniflux], ids=["FreshRSS", "Miniflux"])
def either(request: pytest.FixtureRequest) -> Iterator[Aggregator]:
    with running(request.param) as one:
        yield one


@pytest.fixture
def freshrss() -> Iterator[Aggregator]:
    with running(FreshRss) as one:
        yield one


@pytest.fixture
def miniflux() -> Iterator[Aggregator]:
    with running(Miniflux) as one:
        yield one


def secret(folder: Path, *lines: str) -> str:
    file = folder / "credentials"
    file.write_text("\n".join(lines or (USER, PASSWORD)) + "\n")
    file.chmod(0o600)
    return str(file)


def entry(number: int, hours_ago: float = 1, html: str = BODY, late: float = 0) -> Entry:
    """An entry that came in so many hours ago, ``late`` hours after it was published."""
    crawled = int((NOW - timedelta(hours=hours_ago)).timestamp())
    url = f"https://herald.example/{number}?utm_source=rss"
    title = f"Title {number} &amp; more"
    return Entry(number, title, url, html, crawled - int(late * 3600), crawled, "Ann Example")


async def fetch(library: Library, feed: Feed | None = None, now: datetime = NOW) -> Result:
    if feed is not None:
        subscriptions.subscribe(library, feed, now)
    feeds = [f for f in subscriptions.subscriptions(library) if f.credentials]
    outcome = await collect(
        library, feeds, lambda: now, lambda _: None, FetchOptions("never", allowed_hosts=HOSTS)
    )
    (result,) = outcome.results
    return result


def stored(library: Library) -> list[Article]:
    return sorted((e.article for e in library.entries()), key=lambda a: a.title)


async def test_items_become_articles_as_those_of_a_feed_do(
    either: Aggregator, library: Library, tmp_path: Path
) -> None:
    either.entries = [entry(1), entry(2, hours_ago=30)]
    feed = await find_aggregator(either.url, secret(tmp_path), HOSTS)
    result = await fetch(library, feed)
    assert result.error is None
    assert len(result.stored.added) == 2
    one, _ = stored(library)
    assert (one.title, one.source, one.url) == (
        "Title 1 & more",
        "herald.example",
        "https://herald.example/1",
    )
    assert one.text == "Envoys of four countries met in the capital on Wednesday."
    assert (one.published, one.author, one.feed) == (
        NOW - timedelta(hours=1),
        "Ann Example",
        either.url,
    )
    (feed,) = subscriptions.subscriptions(library)
    assert (feed.title, feed.new_articles, feed.last_error) == ("127.0.0.1", 2, None)
    assert feed.last_fetch == NOW


async def test_the_next_round_asks_for_what_came_since(
    either: Aggregator, library: Library, tmp_path: Path
) -> None:
    either.entries = [entry(1, hours_ago=90), entry(2, hours_ago=50)]
    await fetch(library, Feed(either.url, credentials=secret(tmp_path)))
    nothing = await fetch(library)
    assert (nothing.articles, nothing.error) == ((), None)
    # Late: published before what is known already came out.
    either.entries.append(entry(3, hours_ago=0, late=100))
    result = await fetch(library)
    assert [a.title for a in result.articles] == ["Title 3 & more"]
    assert result.feed.new_articles == 1


async def test_a_rewritten_item_is_a_new_version(
    either: Aggregator, library: Library, tmp_path: Path
) -> None:
    either.entries = [entry(1), entry(2)]
    await fetch(library, Feed(either.url, credentials=secret(tmp_path)))
    either.entries[0].html = "<p>Envoys of five countries met in the capital on Wednesday.</p>"
    result = await fetch(library, now=NOW + timedelta(hours=1))
    assert len(result.stored.changed) == 1
    (changed,) = result.articles
    assert changed.text.startswith("Envoys of five")
    assert [v.article.text[:14] for v in library.versions(changed.id)] == [
        "Envoys of four",
        "Envoys of five",
    ]


async def test_many_items_come_over_several_answers_and_rounds(
    either: Aggregator, library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(aggregators, "ANSWERS", 2)
    several = 2 * ITEMS + 30
    either.entries = [entry(n, hours_ago=200 - n / 2) for n in range(1, several + 1)]
    first = await fetch(library, Feed(either.url, credentials=secret(tmp_path)))
    assert len(first.stored.added) == first.feed.new_articles == 2 * ITEMS
    second = await fetch(library)
    assert len(second.stored.added) == 30
    assert library.counts().articles == several
    assert (await fetch(library)).stored.added == ()


async def test_what_came_before_an_error_stays_and_the_next_round_goes_on(
    either: Aggregator, library: Library, tmp_path: Path
) -> None:
    either.entries = [entry(n, hours_ago=100 - n / 10) for n in range(1, ITEMS + 11)]
    feed = Feed(either.url, "Ours", credentials=secret(tmp_path))
    # Login and one answer; with Miniflux the question for ids and the token are asked before it.
    before = 2 if "greader" in either.url else 5
    either.failing_after = before
    result = await fetch(library, feed)
    assert str(result.error).startswith("Ours: answers with an error (HTTP 502)")
    assert len(result.stored.added) == len(result.articles) == ITEMS
    (waiting,) = subscriptions.subscriptions(library)
    assert waiting.failures == 1
    either.failing_after = None
    again = await fetch(library)
    assert again.error is None
    assert library.counts().articles == ITEMS + 10


@pytest.mark.parametrize("feed_first", [True, False])
async def test_an_article_that_its_own_feed_brings_too_is_one(
    either: Aggregator, library: Library, tmp_path: Path, feed_first: bool
) -> None:
    either.entries = [entry(1)]
    subscriptions.subscribe(library, Feed(either.url, credentials=secret(tmp_path)), NOW)
    async with running_feed() as server:
        document = rss(item("Title 1 & more", link="http://herald.example/1#top"))
        server.routes["/feed"] = reply(200, document.encode())
        subscriptions.subscribe(library, Feed(f"{server.url}/feed"), NOW)
        both = subscriptions.subscriptions(library)
        for feed in both[::-1] if feed_first else both:
            await collect(
                library,
                [feed],
                lambda: NOW,
                lambda _: None,
                FetchOptions("never", allowed_hosts=HOSTS),
            )
    (one,) = stored(library)
    # Both are teasers, and the first stays.
    assert one.text[:14] == ("Title 1 & more" if feed_first else "Envoys of four")


async def test_the_page_of_a_teaser_is_fetched_as_for_a_feed(
    freshrss: Aggregator, library: Library, tmp_path: Path
) -> None:
    async with running_feed() as server:
        server.routes["/1"] = reply(200, ENVOYS_PAGE.encode(), b"Content-Type: text/html")
        freshrss.entries = [entry(1)]
        freshrss.entries[0].url = f"{server.url}/1"
        feed = Feed(freshrss.url, credentials=secret(tmp_path))
        subscriptions.subscribe(library, feed, NOW)
        await collect(
            library, [feed], lambda: NOW, lambda _: None, FetchOptions(allowed_hosts=HOSTS)
        )
        # The page is nobody's but its outlet's: it is asked without the login.
        (asked,) = server.requests
    assert b"authorization" not in asked.headers
    (article,) = stored(library)
    assert not article.teaser
    assert article.text.startswith(ENVOYS.strip())


async def test_a_validator_is_given_back_while_the_question_stays_the_same(
    freshrss: Aggregator, library: Library, tmp_path: Path
) -> None:
    freshrss.etags = True
    freshrss.entries = [entry(1)]
    feed = Feed(freshrss.url, credentials=secret(tmp_path))
    for _ in range(3):
        await fetch(library, feed)
    asked = [h.get("if-none-match") for h in freshrss.headers]
    contents = [n for n, path in enumerate(freshrss.paths()) if path == "reading-list"]
    since = [freshrss.asked[n][2]["ot"] for n in contents]
    # The first answer moves the moment from which on is asked, and so its validator is of no use.
    assert since[0] != since[1] == since[2]
    assert [bool(asked[n]) for n in contents] == [False, False, True]
    freshrss.entries.append(entry(2, hours_ago=0))
    assert len((await fetch(library)).stored.added) == 1


async def test_nothing_is_written_and_read_items_count(
    either: Aggregator, library: Library, tmp_path: Path
) -> None:
    either.entries = [entry(1)]
    await fetch(library, Feed(either.url, credentials=secret(tmp_path)))
    assert set(either.paths()) <= {"ClientLogin", "reading-list", "ids", "token", "contents"}
    assert not any("xt" in given for _, _, given in either.asked)
    # What stands in an address is kept in logs.
    assert not any("Passwd" in given for method, _, given in either.asked if method == "GET")


async def test_a_token_needs_no_login(either: Aggregator, library: Library, tmp_path: Path) -> None:
    either.entries = [entry(1)]
    result = await fetch(library, Feed(either.url, credentials=secret(tmp_path, either.token)))
    assert len(result.stored.added) == 1
    assert "ClientLogin" not in either.paths()


@pytest.mark.parametrize("lines", [(USER, "wrong"), ("ann/0123",)])
async def test_who_is_not_let_in_is_told_where_the_password_is(
    either: Aggregator, library: Library, tmp_path: Path, lines: tuple[str, ...]
) -> None:
    file = secret(tmp_path, *lines)
    result = await fetch(library, Feed(either.url, "Ours", credentials=file))
    assert str(result.error) == (
        f"Ours: refuses what {file} holds (HTTP 401). FreshRSS and Miniflux have a password for "
        "this API alone, set in the user's profile or among the integrations"
    )
    assert lines[-1] not in str(result.error)
    (feed,) = subscriptions.subscriptions(library)
    assert (feed.failures, feed.last_error) == (1, str(result.error).removeprefix("Ours: "))


async def test_an_api_that_is_switched_off(
    freshrss: Aggregator, library: Library, tmp_path: Path
) -> None:
    freshrss.switched_off = True
    result = await fetch(library, Feed(freshrss.url, credentials=secret(tmp_path)))
    assert "is not available, or its API is switched off (HTTP 503)" in str(result.error)
    assert "allow API access" in str(result.error)


async def test_the_api_of_freshrss_is_found_below_its_site(
    freshrss: Aggregator, tmp_path: Path
) -> None:
    file = secret(tmp_path)
    site = freshrss.url.removesuffix("/api/greader.php")
    for typed in (f"{site}/", freshrss.url, f"{freshrss.url}/reader/api/0/"):
        assert await find_aggregator(typed, file, HOSTS) == Feed(
            freshrss.url, "127.0.0.1", credentials=file
        )


async def test_what_speaks_no_such_api_is_named(tmp_path: Path) -> None:
    async with running_feed() as server:
        server.routes["/accounts/ClientLogin"] = reply(200, b"<html>Please log in</html>")
        with pytest.raises(FeedError, match="does not speak the Google Reader API"):
            await find_aggregator(server.url, secret(tmp_path), HOSTS)


async def test_no_other_host_is_given_the_password(tmp_path: Path) -> None:
    async with running_feed() as server, running_feed() as other:
        target = f"{other.url}/accounts/ClientLogin"
        server.routes["/accounts/ClientLogin"] = reply(307, b"", b"Location: " + target.encode())
        with pytest.raises(FeedError, match=f"redirects to {target}"):
            await find_aggregator(server.url, secret(tmp_path), HOSTS)
        assert other.requests == []


async def test_a_password_is_not_sent_in_the_clear(freshrss: Aggregator, tmp_path: Path) -> None:
    with pytest.raises(FeedError, match="passwords in the clear"):
        await find_aggregator(freshrss.url, secret(tmp_path))
    assert freshrss.asked == []


async def test_answers_that_are_too_large_are_asked_for_in_parts(
    either: Aggregator, library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("briefing.intake.net.fetch.MAX_WIRE", 1024**2)
    long = f"<p>{'Envoys met and talked. ' * 800}</p>"
    either.entries = [entry(n, hours_ago=50 - n, html=long) for n in range(1, 66)]
    result = await fetch(library, Feed(either.url, credentials=secret(tmp_path)))
    assert result.error is None
    assert len(result.stored.added) == 65
    sizes = [len(given.get("i", ())) or int(given.get("n", ["0"])[0]) for *_, given in either.asked]
    assert ITEMS in sizes or 65 in sizes
    assert FEW in sizes


async def test_an_aggregator_that_is_removed_is_forgotten(
    either: Aggregator, library: Library, tmp_path: Path
) -> None:
    either.entries = [entry(1)]
    await fetch(library, Feed(either.url, credentials=secret(tmp_path)))
    assert aggregators.mark_of(library, either.url) != Mark()
    subscriptions.unsubscribe(library, either.url)
    assert aggregators.mark_of(library, either.url) == Mark()


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o660])
def test_a_file_that_others_can_read_is_refused(tmp_path: Path, mode: int) -> None:
    file = Path(secret(tmp_path))
    file.chmod(mode)
    with pytest.raises(FeedError, match=f"is open to others than you. Close it: chmod 600 {file}"):
        read_credentials(str(file))


@pytest.mark.parametrize("raw", [b"", b"\n\n", b"a\nb\nc\n", b"two words\n", b"x" * 5000, b"\xff"])
def test_a_file_of_something_else_is_refused(tmp_path: Path, raw: bytes) -> None:
    file = tmp_path / "credentials"
    file.write_bytes(raw)
    file.chmod(0o600)
    with pytest.raises(FeedError, match="Write the token on one line, or"):
        read_credentials(str(file))


def test_what_is_no_file_is_refused(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe", 0o600)
    for name in ("", "pipe"):
        with pytest.raises(FeedError, match="is no file"):
            read_credentials(str(tmp_path / name))
    for name in ("none", "n\0ne"):
        with pytest.raises(FeedError, match="cannot be read"):
            read_credentials(str(tmp_path / name))


def test_credentials_are_not_shown(tmp_path: Path) -> None:
    held = read_credentials(secret(tmp_path, USER, "pass word"))
    assert (held.user, held.password) == (USER, "pass word")
    assert "pass word" not in repr(held)
    assert "secret" not in repr(read_credentials(secret(tmp_path, "ann/secret")))


def test_items_without_links_dates_or_sense_cost_only_themselves() -> None:
    long_id = "tag:google.com,2005:reader/item/"
    items = [
        {"id": f"{long_id}1", "title": "No link", "origin": {"title": "Herald"}},
        {"id": f"{long_id}2", "title": "Bad", "canonical": [{"href": "javascript:x()"}]},
        {"id": f"{long_id}3", "title": "Far", "published": 1e30, "summary": {"content": "<p>A"}},
        {"id": f"{long_id}4", "title": ["odd"]},
        "odd",
    ]
    parsed = parse_feed(json.dumps({"id": "user/-/x", "items": items}).encode())
    assert parsed.format == "googlereader"
    assert [(i.title, i.url, i.source, i.published) for i in parsed.items] == [
        ("No link", None, "Herald", None),
        ("Bad", None, None, None),
        ("Far", None, None, None),
    ]
    assert parsed.problem == "2 entries could not be read"
