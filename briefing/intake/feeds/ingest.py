"""Parsed feeds and pages into a library: what is new, what has changed, what stays."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import islice

from msgspec.structs import replace

from briefing.intake.article_ids import identify
from briefing.intake.articles import make_article
from briefing.intake.feeds.copies import mark_copies
from briefing.intake.feeds.subscriptions import remember_seen, seen
from briefing.intake.feeds.versions import remember
from briefing.intake.items import Item, ParsedFeed
from briefing.model import Article, Entry, Feed, Stored
from briefing.ports import Library

COPY_WINDOW = timedelta(days=3)
"""Wire texts are reprinted within days; older articles are not compared."""

MOST_COMPARED = 5000
"""Articles that are compared after a round; it takes about a third of a millisecond for each."""


@dataclass(frozen=True, slots=True)
class Taken:
    """What a feed brought: what became of it in the library, and its new or changed articles."""

    stored: Stored
    articles: tuple[Article, ...]


def take_in(library: Library, feed: Feed, parsed: ParsedFeed, now: datetime) -> Taken:
    """Store what is new or changed in a feed's document. A feed that brings nothing writes nothing.

    The replaced version of a rewritten article is kept with its findings (``history.versions``).
    """
    memory = seen(library, feed.url)
    identified, remembered = identify(parsed.items, feed.url, memory)
    articles: list[Article] = []
    for found in identified:
        if found.known:
            continue
        article = make_article(found.item, found.id, now, feed.url, feed.title or parsed.title)
        old = library.article(found.id)
        if old is not None:
            article = _renewed(old, article)
            if _rewritten(old, article):
                remember(library, old, now)
        articles.append(article)
    stored = library.put(Entry(a) for a in articles) if articles else Stored()
    if remembered != memory:
        remember_seen(library, feed.url, remembered)
    return Taken(stored, tuple(articles))


def _renewed(old: Article, new: Article) -> Article:
    """The article after it came again: what was known stays where the new version says less."""
    if old.feed != new.feed and not (old.teaser and not new.teaser):
        return old  # another feed of the outlet shows the same article
    renewed = replace(new, copy_of=old.copy_of, sample=old.sample, author=new.author or old.author)
    if new.date_note is not None and old.published is not None:
        renewed = replace(renewed, published=old.published, date_note=old.date_note)
    if new.teaser and not old.teaser and len(new.text) < len(old.text):
        renewed = replace(renewed, text=old.text, teaser=False, language=old.language)
    return renewed


def _rewritten(old: Article, new: Article) -> bool:
    """Whether words were changed, and not only a teaser completed."""
    if old.teaser and not new.teaser:
        return False
    return (old.title, old.text) != (new.title, new.text)


def complete(library: Library, article: Article, page: Item) -> Article | None:
    """Store the full text from an article's page; the article then, or None if nothing was gained.

    Title and outlet stay those of the feed, and so does its date if it gave one.
    """
    text = "\n".join(page.paragraphs)
    current = library.article(article.id)
    if current is None or len(text) <= len(current.text):
        return None
    full = replace(
        current,
        text=text,
        teaser=False,
        language=page.language or current.language,
        author=current.author or page.author,
    )
    if current.date_note is not None and page.published is not None:
        full = replace(full, published=page.published, date_note=None)
    library.put([Entry(full)])
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
    marked = list(mark_copies(islice(recent, MOST_COMPARED)))
    if marked:
        library.put(Entry(a) for a in marked)
    return len(marked)
