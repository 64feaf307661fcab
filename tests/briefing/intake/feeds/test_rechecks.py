"""Pages are asked for again at their times, and what the outlet has rewritten is found."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from briefing.digest.text_edits import edits
from briefing.feed import Feed
from briefing.intake.feeds import rechecks, subscriptions
from briefing.intake.feeds.book import FeedBook
from briefing.intake.feeds.ingest import renewed
from briefing.intake.feeds.rechecks import CHECKS, EARLY, GONE, TRIES, Page, is_due, reworded
from briefing.intake.feeds.results import Result, RoundResult
from briefing.intake.feeds.round import collect
from briefing.intake.feeds.round_context import FetchOptions
from briefing.intake.items import Item
from briefing.intake.lookup import fetch_page
from briefing.model import Article, version_of
from briefing.ports import Library
from briefing.sources import NO_SOURCES
from tests.briefing.intake.feeds.served import (
    HOSTS,
    NOW,
    RECHECKED,
    SENTENCES,
    SOFTENED,
    serve,
    show,
)
from tests.briefing.intake.server import Request, Server, reply

DAY, WEEK = CHECKS
MINUTE = timedelta(minutes=1)
DAYS = 14


async def fetch(library: Library, after: timedelta, days: int | None = DAYS) -> RoundResult:
    """A round so long after the first."""
    return await collect(
        library,
        (),
        lambda: NOW + after,
        lambda result: None,
        FetchOptions(
            allowed_hosts=HOSTS, pages_of=subscriptions.subscriptions(library), recheck_days=days
        ),
    )


async def begin(server: Server, library: Library, days: int | None = DAYS) -> str:
    """Fetch a feed of one teaser with its page; the feed's address."""
    url = serve(server, 1)
    show(server)
    subscriptions.subscribe(library, Feed(url), NOW)
    await collect(
        library,
        subscriptions.subscriptions(library),
        lambda: NOW,
        lambda result: None,
        FetchOptions(allowed_hosts=HOSTS, recheck_days=days),
    )
    assert not the_article(library).teaser
    server.requests.clear()
    return url


def the_article(library: Library) -> Article:
    (entry,) = library.entries()
    return entry.article


def whole_versions(library: Library) -> list[str]:
    """The texts that the article has had since it was no teaser any more."""
    versions = library.versions(the_article(library).id)
    return [v.article.text for v in versions if not v.article.teaser]


def asked(server: Server) -> list[Request]:
    return [request for request in server.requests if request.path == "/page/0"]


def rereadings(round_result: RoundResult) -> list[Result]:
    return [result for result in round_result.results if result.recheck]


async def test_an_edited_page_is_found_after_a_day_and_what_stood_before_is_kept(
    server: Server, library: Library
) -> None:
    await begin(server, library)
    show(server, SOFTENED, '"2"')
    (result,) = rereadings(await fetch(library, DAY))
    article = the_article(library)
    assert result.articles == (article,)
    assert result.stored.changed == (article.id,)
    assert (article.since, article.fetched) == (NOW + DAY, NOW)
    before, after = whole_versions(library)
    assert "would not rise before Tuesday" in before
    assert "might not rise before Tuesday" in after
    (request,) = asked(server)
    assert request.headers[b"if-none-match"] == b'"1"'
    assert request.headers[b"if-modified-since"] == b"Wed, 12 Jan 2022 18:30:00 GMT"


async def test_a_page_is_asked_for_at_its_times_and_not_between_or_afterwards(
    server: Server, library: Library
) -> None:
    url = await begin(server, library)
    times = [
        (EARLY - MINUTE, 0),
        (EARLY, 1),
        (EARLY + MINUTE, 1),
        (DAY - MINUTE, 1),
        (DAY + MINUTE, 2),
        (DAY + 5 * MINUTE, 2),
        (WEEK - MINUTE, 2),
        (WEEK, 3),
        (WEEK + MINUTE, 3),
        (WEEK + DAY, 3),
    ]
    for after, expected in times:
        await fetch(library, after)
        assert len(asked(server)) == expected, after
    assert library.state(subscriptions.rechecks_key(url)) is None


async def test_the_early_check_is_left_out_when_nothing_runs_then(
    server: Server, library: Library
) -> None:
    await begin(server, library)
    await fetch(library, 2 * EARLY)
    assert asked(server) == []
    await fetch(library, 2 * EARLY - MINUTE)
    assert len(asked(server)) == 1


async def test_a_page_that_has_not_changed_costs_nothing(
    server: Server, library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    await begin(server, library)
    before = library.articles_revision(), library.versions(the_article(library).id)

    def read(*_: object) -> None:
        raise AssertionError("a page that has not changed is read")

    monkeypatch.setattr("briefing.intake.sandbox.client.Parser.page", read)
    (result,) = rereadings(await fetch(library, DAY))
    assert (result.articles, result.error) == ((), None)
    assert (library.articles_revision(), library.versions(the_article(library).id)) == before


async def test_the_validators_are_those_of_the_latest_answer(
    server: Server, library: Library
) -> None:
    await begin(server, library)
    show(server, RECHECKED, '"2"')
    await fetch(library, DAY)
    await fetch(library, WEEK)
    assert [r.headers[b"if-none-match"] for r in asked(server)] == [b'"1"', b'"2"']
    assert len(whole_versions(library)) == 1


async def test_nothing_is_asked_or_remembered_when_it_is_turned_off(
    server: Server, library: Library
) -> None:
    url = await begin(server, library, days=None)
    assert library.state(subscriptions.rechecks_key(url)) is None
    for after in (EARLY, DAY, WEEK):
        await fetch(library, after, days=None)
    assert asked(server) == []


async def test_turned_off_later_nothing_is_asked_either(server: Server, library: Library) -> None:
    await begin(server, library)
    await fetch(library, DAY, days=None)
    assert asked(server) == []


async def test_a_feed_whose_pages_are_never_fetched_is_left_alone(
    server: Server, library: Library
) -> None:
    url = await begin(server, library)
    subscriptions.edit(library, url, lambda feed: replace(feed, full_text="never"))
    await fetch(library, DAY)
    assert asked(server) == []


@pytest.mark.parametrize("for_good", [True, False])
async def test_a_removed_article_is_not_asked_for_and_leaves_no_memory(
    server: Server, library: Library, for_good: bool
) -> None:
    url = await begin(server, library)
    library.remove([the_article(library).id], at=NOW if for_good else None)
    await fetch(library, DAY)
    assert asked(server) == []
    assert library.counts().articles == 0
    assert library.state(subscriptions.rechecks_key(url)) is None


async def test_the_memory_goes_with_the_subscription(server: Server, library: Library) -> None:
    url = await begin(server, library)
    assert library.state(subscriptions.rechecks_key(url)) is not None
    subscriptions.unsubscribe(library, url)
    assert library.state(subscriptions.rechecks_key(url)) is None


async def test_an_article_removed_while_its_page_is_asked_for_stays_out(
    server: Server, library: Library
) -> None:
    url = await begin(server, library)
    show(server, SOFTENED, '"2"')
    article, answer = the_article(library), server.routes["/page/0"]

    async def held(writer: asyncio.StreamWriter) -> None:
        library.remove([article.id], at=NOW + DAY)
        assert isinstance(answer, bytes)
        writer.write(answer)

    server.routes["/page/0"] = held
    (result,) = rereadings(await fetch(library, DAY))
    assert result.articles == ()
    assert library.counts().articles == 0
    assert library.state(subscriptions.rechecks_key(url)) is None


async def test_an_article_changed_while_its_page_is_asked_for_stays_as_it_is(
    server: Server, library: Library
) -> None:
    await begin(server, library)
    show(server, SOFTENED, '"2"')
    article, answer = the_article(library), server.routes["/page/0"]

    async def held(writer: asyncio.StreamWriter) -> None:
        library.revise(article.id, lambda a: replace(a, title="Corrected"), NOW + DAY)
        assert isinstance(answer, bytes)
        writer.write(answer)

    server.routes["/page/0"] = held
    await fetch(library, DAY)
    assert (the_article(library).title, the_article(library).text) == ("Corrected", article.text)
    show(server, SOFTENED, '"2"')
    await fetch(library, DAY + MINUTE)
    assert "might not rise" in the_article(library).text
    assert the_article(library).title == "Corrected"


@pytest.mark.parametrize(
    "body",
    [
        "<p>We and our partners ask for your consent to store a great many things. </p>" * 9,
        f"<p>{SENTENCES[0] * 2}</p><p>Subscribe to read on, for one euro a month.</p>",
    ],
    ids=["consent form", "paywall"],
)
async def test_what_stands_in_the_place_of_an_article_is_no_edit_of_it(
    server: Server, library: Library, body: str
) -> None:
    await begin(server, library)
    show(server, body, '"2"')
    (result,) = rereadings(await fetch(library, DAY))
    assert (result.articles, result.error) == ((), None)
    assert len(whole_versions(library)) == 1
    show(server, SOFTENED, '"3"')
    await fetch(library, WEEK)
    assert [r.headers[b"if-none-match"] for r in asked(server)] == [b'"1"', b'"1"']
    assert len(whole_versions(library)) == 2


async def test_a_page_that_fails_changes_nothing_and_is_asked_for_by_the_next_round(
    server: Server, library: Library
) -> None:
    await begin(server, library)
    server.routes["/page/0"] = reply(503)
    server.not_modified.clear()
    (result,) = rereadings(await fetch(library, DAY))
    assert result.error is not None
    assert len(whole_versions(library)) == 1
    assert the_article(library).gone is None
    show(server, SOFTENED, '"2"')
    (result,) = rereadings(await fetch(library, DAY + MINUTE))
    assert result.articles == (the_article(library),)
    assert rereadings(await fetch(library, DAY + 2 * MINUTE)) == []


async def test_a_page_that_keeps_failing_waits_for_its_next_check(
    server: Server, library: Library
) -> None:
    await begin(server, library)
    server.routes["/page/0"] = reply(503)
    server.not_modified.clear()
    for minute in range(TRIES + 3):
        await fetch(library, DAY + minute * MINUTE)
    assert len(asked(server)) == TRIES
    await fetch(library, WEEK)
    assert len(asked(server)) == TRIES + 1


@pytest.mark.parametrize("status", GONE)
async def test_a_page_that_is_gone_is_a_turn_and_so_is_its_return(
    server: Server, library: Library, status: int
) -> None:
    await begin(server, library)
    server.routes["/page/0"] = reply(status)
    server.not_modified.clear()
    (result,) = rereadings(await fetch(library, DAY))
    article = the_article(library)
    assert result.articles == (article,)
    assert (article.gone, article.since) == (NOW + DAY, NOW + DAY)
    assert set(whole_versions(library)) == {article.text}
    await fetch(library, DAY + MINUTE)
    assert len(whole_versions(library)) == 2
    (edit,) = edits(library.versions(article.id))
    assert (edit.turn, edit.whole, edit.before, edit.until) == (
        "removed",
        True,
        article.title,
        NOW + DAY,
    )
    show(server)
    await fetch(library, DAY + 2 * MINUTE)
    assert the_article(library).gone is None
    assert [e.turn for e in edits(library.versions(article.id))] == ["removed", "put back"]


async def test_a_page_that_comes_back_in_other_words_has_both_turns(
    server: Server, library: Library
) -> None:
    await begin(server, library)
    server.routes["/page/0"] = reply(404)
    server.not_modified.clear()
    await fetch(library, DAY)
    show(server, SOFTENED, '"2"')
    await fetch(library, DAY + MINUTE)
    turns = [e.turn for e in edits(library.versions(the_article(library).id))]
    assert turns[:2] == ["removed", "put back"]
    assert set(turns[2:]) == {"reworded"}


async def test_a_feed_that_shows_an_article_again_does_not_bring_its_page_back(
    server: Server, library: Library
) -> None:
    await begin(server, library)
    server.routes["/page/0"] = reply(410)
    server.not_modified.clear()
    await fetch(library, DAY)
    old = the_article(library)
    merged = renewed(old, replace(old, gone=None, text=old.text + "\nMore."), ())
    assert merged is not None
    assert merged.gone == old.gone


async def test_a_page_added_by_its_address_is_asked_for_again(
    server: Server, library: Library
) -> None:
    serve(server, 1)
    show(server)
    pages: dict[str, Page] = {}
    article = await fetch_page(
        f"{server.url}/page/0", lambda: NOW, ["127.0.0.1"], NO_SOURCES, pages
    )
    library.take_in([replace(article, published=NOW)], NOW)
    book = FeedBook(library)
    book.remember_added(pages, DAYS, NOW)
    assert book.added_pages(DAYS, NOW + MINUTE) == ()
    assert book.added_pages(None, NOW + DAY) == ()
    assert book.added_pages(DAYS, NOW + DAY) == (rechecks.ADDED,)
    server.requests.clear()
    show(server, SOFTENED, '"2"')

    async def again(after: timedelta) -> RoundResult:
        return await collect(
            library,
            (),
            lambda: NOW + after,
            lambda result: None,
            FetchOptions(
                allowed_hosts=HOSTS,
                pages_of=book.added_pages(DAYS, NOW + after),
                recheck_days=DAYS,
            ),
        )

    (result,) = rereadings(await again(DAY))
    assert "might not rise" in the_article(library).text
    assert result.articles == (the_article(library),)
    assert rereadings(await again(DAY + MINUTE)) == []
    assert len(asked(server)) == 1


async def test_pages_from_before_such_were_remembered_are_asked_for_again_once(
    server: Server, library: Library
) -> None:
    url = await begin(server, library)
    for key in (subscriptions.rechecks_key(url), "rechecks"):
        library.set_state(key, None)
    show(server, SOFTENED, '"2"')
    await fetch(library, DAY)
    assert "might not rise" in the_article(library).text
    assert len(asked(server)) == 1
    library.set_state(subscriptions.rechecks_key(url), None)
    await fetch(library, WEEK)
    assert len(asked(server)) == 1


async def test_what_no_page_has_given_is_not_taken_for_a_page(
    server: Server, library: Library
) -> None:
    serve(server, 1)
    show(server)
    seed = replace(ARTICLE, id="seed", feed=None, url=f"{server.url}/page/0")
    library.take_in([seed], NOW)
    await fetch(library, DAY)
    assert asked(server) == []
    assert FeedBook(library).added_pages(DAYS, NOW + DAY) == ()


async def test_a_new_headline_is_taken_where_the_old_one_was_the_pages(
    server: Server, library: Library
) -> None:
    await begin(server, library)
    show(server, RECHECKED, '"2"', "Tide not to rise")
    await fetch(library, DAY)
    assert the_article(library).title == "Tide not to rise"
    assert len(set(whole_versions(library))) == 1


async def test_pages_of_one_host_are_asked_for_one_after_the_other(
    server: Server, library: Library
) -> None:
    subscriptions.subscribe(library, Feed(serve(server, 6)), NOW)
    await collect(
        library,
        subscriptions.subscriptions(library),
        lambda: NOW,
        lambda result: None,
        FetchOptions(allowed_hosts=HOSTS, recheck_days=DAYS),
    )
    server.requests.clear()
    assert len(rereadings(await fetch(library, DAY))) == 6
    assert len(server.requests) == 6
    assert server.busiest == 1


TEXT = "\n".join(sentence.strip() for sentence in SENTENCES)
ARTICLE = Article(
    "a1", "Tide", TEXT, url="https://tide.example/1", published=NOW, fetched=NOW, feed="f"
)
PAGE = Page(NOW, version_of("", "Tide", None), version_of("", TEXT, None))


@pytest.mark.parametrize(
    "article",
    [
        replace(ARTICLE, published=NOW - timedelta(days=DAYS)),
        replace(ARTICLE, text="What the feed itself says by now."),
        replace(ARTICLE, teaser=True),
        replace(ARTICLE, url=None),
    ],
    ids=["outside the briefing", "text of the feed", "teaser", "without a link"],
)
def test_what_does_not_stand_in_the_briefing_by_its_page_is_not_due(article: Article) -> None:
    assert is_due(ARTICLE, PAGE, DAYS, NOW + DAY)
    assert not is_due(article, PAGE, DAYS, NOW + DAY)


def test_a_check_that_a_wrong_clock_has_noted_does_not_put_off_the_next() -> None:
    ahead = replace(PAGE, checked=NOW + timedelta(days=9999))
    assert is_due(ARTICLE, ahead, DAYS, NOW + DAY)


@given(st.lists(st.integers(0, 60 * 24 * 13), min_size=1, max_size=60, unique=True))
def test_whenever_rounds_run_a_page_is_asked_for_at_most_three_times(minutes: list[int]) -> None:
    page, times = PAGE, []
    for after in sorted(timedelta(minutes=m) for m in minutes):
        if is_due(ARTICLE, page, DAYS, NOW + after):
            page = rechecks.checked(page, NOW + after)
            times.append(after)
    assert len(times) <= 3
    last = timedelta(minutes=max(minutes))
    for wait in CHECKS:
        if last >= wait:
            assert any(time >= wait for time in times)


@pytest.mark.parametrize(
    "text",
    [TEXT, TEXT.replace("\n", " \n\n"), TEXT.replace("would", "would ").replace(".", "!")],
    ids=["the same", "spaces", "marks"],
)
def test_the_same_words_are_no_other_version(text: str) -> None:
    assert reworded(ARTICLE, PAGE, Item("Tide", tuple(text.split("\n")))) is None


@pytest.mark.parametrize(
    ("old", "new"), [("would not", "would"), ("Holm", "Berg"), ("said that", 'said: "that')]
)
def test_other_words_are_another_version(old: str, new: str) -> None:
    text = TEXT.replace(old, new, 1)
    changed = reworded(ARTICLE, PAGE, Item("Tide", tuple(text.split("\n"))))
    assert changed == replace(ARTICLE, text=text)


def test_a_headline_that_the_feed_gave_stays() -> None:
    own = replace(ARTICLE, title="Harbours and their tides")
    assert reworded(own, PAGE, Item("Tide turns", tuple(TEXT.split("\n")))) is None
