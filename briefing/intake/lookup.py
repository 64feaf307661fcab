"""What a user adds by hand: the feed of a site, an aggregator, or one web page as an article."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from briefing.errors import FeedError, IntakeError
from briefing.feed import Feed
from briefing.intake.article_ids import canonical_url, content_digest, digest
from briefing.intake.articles import make_article, outlet_of
from briefing.intake.feeds.aggregators import NoReaderApi, api_address, log_in_once
from briefing.intake.feeds.rechecks import Page, page_of
from briefing.intake.formats.discover import guesses
from briefing.intake.net.responses import FetchError
from briefing.intake.sandbox.client import Parser
from briefing.intake.text import clean
from briefing.model import Article
from briefing.sources import NO_SOURCES, Source, Sources

if TYPE_CHECKING:
    from briefing.intake.net.fetch import Fetcher

_ONCE = {
    401: "Look for a public address of it",
    403: "Its publisher may not want programs to read it",
    404: "Check the address",
    410: "Look for a successor",
}
_PASSING = (408, 425, 429)  # what a server says that will answer at another time
_FRESHRSS = "/api/greader.php"
_TRIED = 6  # addresses that a page names as feeds


async def find_feed(address: str, allowed: Iterable[str] = ()) -> Feed:
    """The feed at an address, or the first that the site there names or usually keeps.

    ``address`` may lack its scheme; https is tried first. Raises ``FeedError`` when there is no
    feed to be found, and ``FetchError`` when nothing answers at the address.
    """
    from briefing.intake.net.fetch import Fetcher

    async with Fetcher(allowed) as fetcher:
        with Parser() as parser:
            try:
                return await _find(address.strip(), fetcher, parser)
            except FetchError as error:
                raise _asked_once(error, ", or subscribe unasked with --unchecked") from None


async def find_aggregator(address: str, credentials: str, allowed: Iterable[str] = ()) -> Feed:
    """The aggregator at an address, after one login with what the file ``credentials`` holds.

    Where a site has no API at its address, that of FreshRSS is looked for below it. Raises
    ``FeedError`` when there is none, or it lets nobody in.
    """
    from briefing.intake.net.fetch import Fetcher

    base = aggregator(address, credentials)
    usual = aggregator(f"{base.url}{_FRESHRSS}", credentials)
    async with Fetcher(allowed) as fetcher:
        try:
            await log_in_once(fetcher, base)
        except NoReaderApi as failure:
            try:
                await log_in_once(fetcher, usual)
            except FeedError:
                raise failure from None
            return usual
        except FetchError as error:
            raise _asked_once(error, ", or subscribe unasked with --unchecked") from None
    return base


def aggregator(address: str, credentials: str) -> Feed:
    """The subscription to an aggregator; its host is its title.

    ``credentials`` is the path of a file. Raises ``FeedError`` for what is no address.
    """
    url = api_address(address)
    return Feed(url, outlet_of(url), credentials=str(Path(credentials).expanduser().absolute()))


def _asked_once(error: FetchError, otherwise: str = "") -> FetchError:
    """The error with a remedy for who asks once: those of subscriptions tell of later rounds, and
    of what can be done with a feed that is there.
    """
    if error.status in _ONCE:
        error.remedy = _ONCE[error.status]
    elif error.status in _PASSING or (error.status or 0) >= 500:
        error.remedy = f"Try again later{otherwise}"
    elif error.remedy and "tried again" in error.remedy:
        error.remedy = f"Check the address, or try again later{otherwise}"
    return error


async def _find(address: str, fetcher: Fetcher, parser: Parser) -> Feed:
    if "://" not in address:
        try:
            return await _find(f"https://{address}", fetcher, parser)
        except IntakeError as secure:
            try:
                return await _find(f"http://{address}", fetcher, parser)
            except IntakeError:
                raise secure from None
    fetched = await fetcher.get(address)
    kind = fetched.content_type
    try:
        return await _read(fetched.moved_to or address, fetched.body, kind, parser)
    except FeedError:
        links = await asyncio.to_thread(parser.links, fetched.body, kind, fetched.url)
    for url in dict.fromkeys([*links[:_TRIED], *guesses(fetched.url)]):
        try:
            answer = await fetcher.get(url)
            return await _read(answer.moved_to or url, answer.body, answer.content_type, parser)
        except FeedError:
            continue
    raise FeedError(clean(address), "names no feed", "Look for its RSS or Atom address")


async def _read(url: str, body: bytes, content_type: str, parser: Parser) -> Feed:
    parsed = await asyncio.to_thread(parser.feed, body, content_type, url)
    return Feed(url=url, title=parsed.title, site=parsed.site)


async def fetch_page(
    url: str,
    clock: Callable[[], datetime],
    allowed: Iterable[str] = (),
    sources: Sources = NO_SOURCES,
    pages: dict[str, Page] | None = None,
) -> Article:
    """The article of one web page. Raises ``FetchError`` or ``FeedError`` naming it.

    ``pages`` takes what is to be remembered of the page, by the article's id.
    """
    from briefing.intake.net.fetch import Fetcher

    async with Fetcher(allowed) as fetcher:
        try:
            fetched = await fetcher.get(url)
        except FetchError as error:
            raise _asked_once(error) from None
    now = clock()
    article = await asyncio.to_thread(
        page_article, fetched.body, fetched.url, now, fetched.content_type, sources
    )
    if pages is not None:
        pages[article.id] = page_of(article, fetched, now)
    return article


def page_article(
    raw: bytes,
    url: str | None,
    now: datetime,
    content_type: str = "",
    sources: Sources = NO_SOURCES,
) -> Article:
    """The article of a web page's bytes; ``url`` is where it came from, if that is known.

    ``sources`` keeps the bytes.
    Raises ``FeedError`` when no article can be found in it.
    """
    with Parser() as parser:
        try:
            item = parser.page(raw, content_type, url or "")
        except FeedError as error:
            error.thing = url or error.thing
            raise
    article_id = digest(canonical_url(item.url)) if item.url else content_digest(item)
    article = make_article(item, article_id, now)
    sources.keep(Source(raw, "page", content_type, url or ""), (article,), now)
    return article
