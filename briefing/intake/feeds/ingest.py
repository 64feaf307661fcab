"""Parsed feeds and pages into a library: what is new, what has changed, what stays."""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from itertools import islice

from msgspec.structs import replace

from briefing.feed import Feed
from briefing.intake.article_ids import identify
from briefing.intake.articles import make_article
from briefing.intake.feeds.copies import find_copies
from briefing.intake.feeds.subscriptions import remember_seen, seen
from briefing.intake.items import Item, ParsedFeed
from briefing.model import Article
from briefing.ports import Library, Stored
from briefing.sources import NO_SOURCES, Source, Sources

COPY_WINDOW = timedelta(days=3)
"""Wire texts are reprinted within days; older articles are not compared."""

MOST_COMPARED = 5000
"""Articles that are compared after a round; it takes about a third of a millisecond for each."""


@dataclass(frozen=True, slots=True)
class Ingested:
    """What a feed brought: what became of it in the library, and its new or changed articles."""

    stored: Stored
    articles: tuple[Article, ...]


def take_in(
    library: Library,
    feed: Feed,
    parsed: ParsedFeed,
    now: datetime,
    source: Source | None = None,
    sources: Sources = NO_SOURCES,
) -> Ingested:
    """Store what is new or changed in a feed's document. A feed that brings nothing writes nothing.

    What was removed for good stays so. ``source`` is what was parsed, to be kept in ``sources``.
    """

    def store() -> Ingested:
        memory = seen(library, feed.url)
        identified, remembered = identify(parsed.items, feed.url, memory)
        incoming = [
            make_article(each.item, each.id, now, feed.url, feed.title or parsed.title)
            for each in identified
            if not each.known
        ]
        merge = partial(renewed, others={f.url for f in library.feeds()} - {feed.url})
        stored = library.take_in(incoming, now, merge, again=False) if incoming else Stored()
        if remembered != memory:
            remember_seen(library, feed.url, remembered)
        articles = map(library.article, (*stored.added, *stored.changed))
        news = tuple(a for a in articles if a is not None)
        if source is not None:
            sources.keep(source, news, now)
        return Ingested(stored, news)

    # Looked at before, so that a document without news waits for nobody's turn to write.
    memory = seen(library, feed.url)
    identified, remembered = identify(parsed.items, feed.url, memory)
    if remembered == memory and all(each.known for each in identified):
        return Ingested(Stored(), ())
    return library.atomically(store)


def renewed(old: Article, new: Article, others: Container[str]) -> Article | None:
    """What becomes of an article that comes by a feed again: what was known stays where the new
    version says less.

    None: it stays as it is, for it was added by hand, or one of the ``others`` (addresses of feeds)
    brought it and goes on showing it.
    """
    by_another = old.feed is None or old.feed in others
    if old.feed != new.feed and by_another and not (old.teaser and not new.teaser):
        return None
    merged = replace(
        new,
        copy_of=old.copy_of,
        sample=old.sample,
        author=new.author or old.author,
        gone=old.gone,
    )
    if new.date_note is not None and old.published is not None:
        merged = replace(merged, published=old.published, date_note=old.date_note)
    if new.teaser and not old.teaser and len(new.text) < len(old.text):
        merged = replace(merged, text=old.text, teaser=False, language=old.language)
    return merged


def complete(
    library: Library,
    wanting: Article,
    page: Item,
    now: datetime,
    source: Source | None = None,
    sources: Sources = NO_SOURCES,
) -> Article | None:
    """Store the full text from an article's page; the article then, or None if nothing was gained.

    ``wanting`` is the article for which the page was asked for: if that has changed meanwhile, the
    page may be older than the change, and is dropped. ``source`` is what the page was read from, to
    be kept in ``sources``.
    """
    version = wanting.version

    def change(current: Article) -> Article | None:
        return completed(current, page) if current.version == version else None

    def store() -> Article | None:
        full = library.revise(wanting.id, change, now)
        if full is not None and source is not None:
            sources.keep(source, (full,), now)
        return full

    return library.atomically(store)


def completed(article: Article, page: Item) -> Article | None:
    """An article with the full text from its page, or None if that says no more.

    Title and outlet stay those of the feed, and so does its date if it gave one.
    """
    text = "\n".join(page.paragraphs)
    if len(text) <= len(article.text):
        return None
    full = replace(
        article,
        text=text,
        teaser=False,
        language=page.language or article.language,
        author=article.author or page.author,
    )
    if article.date_note is not None and page.published is not None:
        full = replace(full, published=page.published, date_note=page.date_note)
    return full


def mark_recent_copies(library: Library, fresh: Sequence[Article], now: datetime) -> int:
    """Mark among recent articles those that share the wording of an earlier one; how many.

    Does nothing unless one of the ``fresh`` articles is recent itself.
    """
    days = [a.published for a in fresh if a.published and a.published > now - COPY_WINDOW]
    if not days:
        return 0
    since = (min(days) - COPY_WINDOW).date()
    recent = (e.article for e in library.entries(since=since) if not e.article.sample)
    return library.mark_copies(find_copies(islice(recent, MOST_COMPARED)), now)
