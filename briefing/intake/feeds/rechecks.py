"""Pages that articles rest on are asked for again, for what the outlet has rewritten since.

Once after a day and once after a week, as the GDELT Global Difference Graph does (GDELT Project,
"Announcing the GDELT Global Difference Graph", August 2018), and after an hour if a round runs
then. Of the changes of text that it saw within a week, about four in five came within the first day
("Looking Back On Four Months Of The Global Difference Graph"). What could not be had is asked for
again by the next round. A page that is there no longer is a turn of its own, and so is its return.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from datetime import datetime, timedelta
from typing import Any, Final, NamedTuple

from msgspec import Struct, convert, to_builtins
from msgspec.structs import replace

from briefing.feed import Feed, FullText
from briefing.intake.feeds.copies import shingles
from briefing.intake.feeds.page_queue import MOST_PAGES
from briefing.intake.feeds.subscriptions import rechecks_key
from briefing.intake.items import Item
from briefing.intake.net.responses import Fetched
from briefing.model import Article, version_of
from briefing.ports import Json, Library
from briefing.sources import NO_SOURCES, Source, Sources

EARLY: Final = timedelta(hours=1)
"""The first check after the page came, made before as much time again has passed, or not at all."""

CHECKS: Final = (timedelta(hours=24), timedelta(days=7))
"""The checks after that, made by the first round from then on."""

TRIES: Final = 5
"""After so many failures in a row a page has to wait for its next check, as teasers' pages do."""

GONE: Final = (404, 410)
"""The statuses that say that there is no such page."""

ADDED: Final = Feed("", "pages added by address", full_text="always")
"""What stands for the feed of pages that were added by their address."""

_ADOPTED = "rechecks"
"""The state that says that pages from before such were remembered are among them."""

_STILL_THERE = 0.5
"""The share of an article's runs of words that its page has to hold still. A consent form, a front
page or what is left before a paywall is no edit: rather none than the wrong text."""

_WORD = re.compile(r'\w+|"')
_QUOTATION_MARKS = str.maketrans(dict.fromkeys("“”„«»", '"'))


class Page(Struct, frozen=True, array_like=True):
    """What is remembered of the page that an article's text came from.

    ``came`` is when it did, ``checked`` when it was last asked for again. ``headline`` and ``text``
    stand for its headline and for the article's text from it (``_mark``). The validators are those
    of the answer that these are of. ``failures`` is how often in a row it could not be had.
    """

    came: datetime
    headline: str
    text: str
    etag: str | None = None
    last_modified: str | None = None
    checked: datetime | None = None
    failures: int = 0


class PageRecheck(NamedTuple):
    """An article whose page is to be asked for again."""

    article: Article
    page: Page


class Rechecks(NamedTuple):
    """The pages to ask for again now, and the ids of articles that there are no longer."""

    now: tuple[PageRecheck, ...] = ()
    gone: tuple[str, ...] = ()


def first_page(full: Article, item: Item, fetched: Fetched, now: datetime) -> Page:
    """What to remember of the page that has just given an article its full text."""
    headline, text = _mark(item.title), _mark(full.text)
    return Page(now, headline, text, fetched.etag, fetched.last_modified)


def page_of(article: Article, fetched: Fetched, now: datetime) -> Page:
    """What to remember of a page that was added by its address, with the article made of it."""
    headline, text = _mark(article.title), _mark(article.text)
    return Page(now, headline, text, fetched.etag, fetched.last_modified)


def is_due(article: Article, page: Page, days: int, now: datetime) -> bool:
    """Whether to ask for the page again now: the article is of the last ``days`` days, its text
    still is that of the page, and one of the checks has come since it was last asked for. Pure.
    """
    day = article.published or article.fetched
    return (
        day is not None
        and day.date() > now.date() - timedelta(days=days)
        and bool(article.url)
        and not article.teaser
        and page.text == _mark(article.text)
        and _has_come(page, now)
    )


def due(
    library: Library, feed_url: str, mode: FullText, days: int | None, now: datetime
) -> Rechecks:
    """The pages of a feed's articles to ask for again in this round, those that wait longest first.

    At most ``MOST_PAGES``; the others stay due. ``days`` None, and the mode "never": none.
    """
    if days is None or mode == "never":
        return Rechecks()
    pages = _pages(library.state(rechecks_key(feed_url)))
    timely = sorted(
        ((i, page) for i, page in pages.items() if _has_come(page, now)),
        key=lambda pair: pair[1].checked or pair[1].came,
    )
    candidates = [(i, library.article(i), page) for i, page in timely]
    there = (PageRecheck(article, page) for _, article, page in candidates if article is not None)
    to_check = [each for each in there if is_due(*each, days, now)]
    return Rechecks(
        tuple(to_check[:MOST_PAGES]), tuple(i for i, article, _ in candidates if not article)
    )


def checked(page: Page, now: datetime) -> Page:
    """The page after an answer that brought nothing."""
    return replace(page, checked=now, failures=0)


def failed(page: Page, now: datetime) -> Page:
    """The page after it could not be had: due again in the next round, but not for ever."""
    if page.failures + 1 >= TRIES:
        return checked(page, now)
    return replace(page, failures=page.failures + 1)


def note_gone(library: Library, asked: PageRecheck, now: datetime) -> Article | None:
    """Note that the page of an article is there no longer; the article, if that is news."""
    version = asked.article.version

    def change(current: Article) -> Article | None:
        is_news = current.version == version and current.gone is None
        return replace(current, gone=now) if is_news else None

    return library.revise(asked.article.id, change, now)


def note_there(library: Library, asked: PageRecheck, now: datetime) -> Article | None:
    """Note that the page of an article is there again; the article, if it was gone."""
    if asked.article.gone is None:
        return None
    return library.revise(
        asked.article.id, lambda a: replace(a, gone=None) if a.gone is not None else None, now
    )


def adopt(library: Library, sources: Sources, now: datetime) -> None:
    """Remember, once in a library, the pages that gave articles their text before such were
    remembered: of articles that were teasers before, or whose page is kept in ``sources``.
    """
    if library.state(_ADOPTED) is not None:
        return

    def store() -> None:
        urls = {feed.url for feed in library.feeds()}
        found: dict[str, dict[str, Page]] = {}
        since = (now - CHECKS[-1]).date()
        for entry in library.entries(since, findings=False):
            article = entry.article
            if _is_from_page(library, article, sources) and article.since is not None:
                # Whether the headline is the page's is known of what no feed has brought.
                headline = "" if article.feed else _mark(article.title)
                key = article.feed if article.feed in urls else ADDED.url
                page = Page(article.since, headline, _mark(article.text))
                found.setdefault(key or ADDED.url, {})[article.id] = page
        for url, pages in found.items():
            kept = _pages(library.state(rechecks_key(url)))
            every = {i: _to_json(page) for i, page in (pages | kept).items()}
            library.set_state(rechecks_key(url), every)
        library.set_state(_ADOPTED, True)

    library.atomically(store)


def _is_from_page(library: Library, article: Article, sources: Sources) -> bool:
    if not article.url or article.teaser or article.sample:
        return False
    if any(v.article.teaser for v in library.versions(article.id)[:-1]):
        return True
    version = article.version
    return any(s.reader == "page" and s.version == version for s in sources.of(article.id))


def take_in_again(
    library: Library,
    recheck: PageRecheck,
    item: Item,
    fetched: Fetched,
    now: datetime,
    sources: Sources = NO_SOURCES,
) -> tuple[Page, Article | None]:
    """Store what a page says now, if that is other words; the page then, and the article if so.

    If the article has changed since it was read to ask, the answer may be older than the change:
    it is dropped, and the page stays due. What it was read from is kept in ``sources``.
    """
    version = recheck.article.version

    def change(current: Article) -> Article | None:
        return reworded(current, recheck.page, item) if current.version == version else None

    def store() -> tuple[Page, Article | None]:
        current = library.article(recheck.article.id)
        if current is None or current.version != version:
            return recheck.page, None
        if not _is_still(current, item):
            return checked(recheck.page, now), None
        changed = library.revise(current.id, change, now)
        if changed is not None:
            source = Source(fetched.body, "page", fetched.content_type, fetched.url)
            sources.keep(source, (changed,), now)
        page = first_page(changed or current, item, fetched, recheck.page.came)
        return checked(page, now), changed

    return library.atomically(store)


def reworded(article: Article, page: Page, item: Item) -> Article | None:
    """An article with the words that its page has now, or None if they are the same words and it
    was not gone. Pure.

    The headline is taken from the page only if the one that the article has was the page's too: a
    feed may give another from the first.
    """
    text = "\n".join(item.paragraphs)
    changed = replace(article, gone=None)
    if _words(text) != _words(article.text):
        changed = replace(changed, text=text, language=item.language or article.language)
    was_the_pages = _mark(article.title) == page.headline
    if was_the_pages and item.title and _words(item.title) != _words(article.title):
        changed = replace(changed, title=item.title)
    return changed if changed != article else None


def remember(
    library: Library,
    feed_url: str,
    pages: Mapping[str, Page],
    lost: Collection[str],
    days: int,
    now: datetime,
) -> None:
    """Note what is to be remembered of the pages of articles, by id, and forget what is of no use:
    pages of articles that are ``lost``, and those that no check lies ahead of.

    Without either nothing is written.
    """

    def is_of_use(article_id: str, page: Page) -> bool:
        last = page.came + CHECKS[-1]
        # What was not asked for by then has left the briefing.
        over = now >= last + timedelta(days=days) or (page.checked or page.came) >= last
        return not over and library.article(article_id) is not None

    def change(stored: Json) -> Json:
        if feed_url != ADDED.url and all(feed.url != feed_url for feed in library.feeds()):
            return None
        every = {**_pages(stored), **pages}
        return {i: _to_json(page) for i, page in every.items() if is_of_use(i, page)} or None

    if pages or lost:
        library.update_state(rechecks_key(feed_url), change)


def _has_come(page: Page, now: datetime) -> bool:
    """Whether a check lies between the last one and now.

    A check later than now is one that a wrong clock has noted.
    """
    last = page.checked if page.checked is not None and page.checked <= now else page.came
    early = last < page.came + EARLY <= now < page.came + 2 * EARLY
    return early or any(last < page.came + wait <= now for wait in CHECKS)


def _is_still(article: Article, item: Item) -> bool:
    """Whether what a page says is the article, and not something in its place."""
    before = shingles(article.text)
    shared = len(before & shingles("\n".join(item.paragraphs)))
    return bool(before) and shared >= _STILL_THERE * len(before)


def _words(text: str) -> list[str]:
    """The words of a text, and where quotations begin and end."""
    return _WORD.findall(text.translate(_QUOTATION_MARKS))


def _mark(words: str) -> str:
    """A short name of a text, other for every other text."""
    return version_of("", words, None)


def _pages(stored: Any) -> dict[str, Page]:
    return {article_id: convert(value, Page) for article_id, value in (stored or {}).items()}


def _to_json(page: Page) -> Json:
    value: Json = to_builtins(page)
    return value
