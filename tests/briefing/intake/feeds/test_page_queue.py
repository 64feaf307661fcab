"""Teasers get their full text, in this round or a later one, and keep it."""

from __future__ import annotations

import asyncio
from datetime import datetime, timedelta
from itertools import pairwise

from msgspec.structs import replace

from briefing.feed import Feed, FullText
from briefing.intake.feeds import page_queue, subscriptions
from briefing.intake.feeds.page_queue import MOST_PAGES, TRIES
from briefing.intake.feeds.results import RoundResult
from briefing.intake.feeds.round import collect
from briefing.intake.feeds.round_context import FetchOptions
from briefing.model import Article, Findings
from briefing.ports import Library
from tests.briefing.intake.feeds.served import HOSTS, NOW, SENTENCE, page, serve
from tests.briefing.intake.server import Server, reply


async def fetch(
    library: Library, now: datetime = NOW, full_text: FullText = "auto", *, feeds: bool = True
) -> RoundResult:
    subscribed = subscriptions.subscriptions(library)
    wanted = subscribed if feeds else ()
    return await collect(
        library,
        wanted,
        lambda: now,
        lambda result: None,
        FetchOptions(full_text, allowed_hosts=HOSTS, pages_of=subscribed),
    )


def teasers(library: Library) -> int:
    return sum(entry.article.teaser for entry in library.entries())


async def test_what_is_beyond_the_cap_is_fetched_by_the_next_round(
    server: Server, library: Library
) -> None:
    subscriptions.subscribe(library, Feed(serve(server, MOST_PAGES + 10)), NOW)
    first = await fetch(library)
    assert (first.waiting, teasers(library)) == (10, 10)
    second = await fetch(library, NOW + timedelta(hours=1))
    assert [r.error for r in second.results] == [None] * 11
    assert (second.waiting, teasers(library)) == (0, 0)
    third = await fetch(library, NOW + timedelta(hours=2))
    assert [r.page for r in third.results] == [None]


async def test_pages_are_fetched_while_their_feed_is_not_due(
    server: Server, library: Library
) -> None:
    subscriptions.subscribe(library, Feed(serve(server, MOST_PAGES + 1)), NOW)
    await fetch(library)
    again = await fetch(library, feeds=False)
    assert len(again.results) == 1
    assert teasers(library) == 0
    assert [request.path for request in server.requests].count("/feed") == 1


async def test_pages_that_are_wanted_of_all_articles_wait_too(
    server: Server, library: Library
) -> None:
    subscriptions.subscribe(library, Feed(serve(server, MOST_PAGES + 2, SENTENCE * 20)), NOW)
    for n in range(MOST_PAGES + 2):
        server.routes[f"/page/{n}"] = page(n, SENTENCE * 30)
    first = await fetch(library, full_text="always")
    assert (first.waiting, teasers(library)) == (2, 0)
    second = await fetch(library, NOW + timedelta(hours=1), full_text="always")
    assert (second.waiting, len(second.results)) == (0, 3)
    assert all(len(e.article.text) > len(SENTENCE * 29) for e in library.entries())
    third = await fetch(library, NOW + timedelta(hours=2), full_text="always")
    assert len(third.results) == 1


async def test_a_page_that_fails_is_asked_for_again_after_a_while_and_not_for_ever(
    server: Server, library: Library
) -> None:
    url = serve(server, 1)
    server.routes["/page/0"] = reply(503)
    subscriptions.subscribe(library, Feed(url), NOW)
    asked = []
    for minutes in range(0, 60 * 24 * 5, 20):
        round_result = await fetch(library, NOW + timedelta(minutes=minutes), feeds=minutes == 0)
        asked += [minutes] * any(r.page for r in round_result.results)
    assert len(asked) == TRIES
    waits = [later - sooner for sooner, later in pairwise(asked)]
    assert waits == sorted(waits)
    assert waits[0] >= 30


async def test_a_page_that_failed_is_completed_when_it_is_there(
    server: Server, library: Library
) -> None:
    url = serve(server, 1)
    server.routes["/page/0"] = reply(503)
    subscriptions.subscribe(library, Feed(url), NOW)
    await fetch(library)
    server.routes["/page/0"] = page(0)
    await fetch(library, NOW + timedelta(hours=1))
    assert teasers(library) == 0
    assert library.state(subscriptions.pages_key(url)) is None


async def test_a_wrong_clock_does_not_put_a_page_off_for_ever(
    server: Server, library: Library
) -> None:
    url = serve(server, 1)
    server.routes["/page/0"] = reply(503)
    subscriptions.subscribe(library, Feed(url), NOW)
    await fetch(library, NOW)
    (article,) = (entry.article for entry in library.entries())
    library.set_state(subscriptions.pages_key(url), {article.id: [1, "2050-01-01T00:00:00+00:00"]})
    assert page_queue.queue_of(library, url, "auto", (), NOW).now == (article,)


async def test_a_page_older_than_an_edit_of_its_article_is_dropped(
    server: Server, library: Library
) -> None:
    subscriptions.subscribe(library, Feed(serve(server, 1)), NOW)
    asked, go_on = asyncio.Event(), asyncio.Event()

    async def held(writer: asyncio.StreamWriter) -> None:
        asked.set()
        await go_on.wait()
        writer.write(page(0))

    server.routes["/page/0"] = held
    round_under_way = asyncio.create_task(fetch(library))
    await asked.wait()
    (article,) = (entry.article for entry in library.entries())
    library.revise(article.id, lambda a: replace(a, text="Edited teaser."), NOW)
    go_on.set()
    await round_under_way
    (now,) = (entry.article for entry in library.entries())
    assert (now.text, now.teaser) == ("Edited teaser.", True)
    server.routes["/page/0"] = page(0)
    await fetch(library, NOW + timedelta(minutes=1))
    assert teasers(library) == 0


async def test_an_analysis_that_began_earlier_changes_no_page(
    server: Server, library: Library
) -> None:
    subscriptions.subscribe(library, Feed(serve(server, 3)), NOW)
    await fetch(library, full_text="never")
    read: list[Article] = [entry.article for entry in library.entries()]
    await fetch(library)
    filed = library.put_findings(
        Findings(article.id, "rules", version=article.version) for article in read
    )
    assert (len(filed.stale), filed.stored) == (3, ())
    assert teasers(library) == 0
    assert all(entry.findings is None for entry in library.entries())


async def test_what_was_removed_for_good_does_not_come_back(
    server: Server, library: Library
) -> None:
    url = serve(server, 2)
    subscriptions.subscribe(library, Feed(url), NOW)
    await fetch(library)
    removed, kept = (entry.article.id for entry in library.entries())
    library.remove([removed], at=NOW)
    serve(server, 2, "Another teaser.", b'"2"')
    await fetch(library, NOW + timedelta(hours=1))
    library.set_state(f"feed/{url}", None)
    await fetch(library, NOW + timedelta(hours=2))
    assert [entry.article.id for entry in library.entries()] == [kept]


async def test_what_the_user_changes_in_a_feed_while_it_is_fetched_stays(
    server: Server, library: Library
) -> None:
    url = serve(server, 1)
    subscriptions.subscribe(library, Feed(url), NOW)
    document, answered = server.routes["/feed"], asyncio.Event()

    async def held(writer: asyncio.StreamWriter) -> None:
        subscriptions.rename(library, url, "Mine")
        subscriptions.pause(library, url, True)
        subscriptions.edit(library, url, lambda feed: replace(feed, tags=("sea",), folder="A"))
        answered.set()
        assert isinstance(document, bytes)
        writer.write(document)

    server.routes["/feed"] = held
    await fetch(library, full_text="never")
    (feed,) = subscriptions.subscriptions(library)
    assert (feed.title, feed.paused, feed.tags, feed.folder) == ("Mine", True, ("sea",), "A")
    assert (feed.etag, feed.new_articles, feed.last_fetch) == ('"1"', 1, NOW)
    server.routes["/feed"] = reply(503)
    server.not_modified.clear()
    subscriptions.pause(library, url, False)
    await fetch(library, NOW + timedelta(hours=1))
    (feed,) = subscriptions.subscriptions(library)
    assert (feed.title, feed.tags, feed.failures) == ("Mine", ("sea",), 1)
