"""Items to articles."""

from __future__ import annotations

from datetime import datetime
from urllib.parse import urlsplit

from briefing.intake.article_ids import readable_url
from briefing.intake.items import Item
from briefing.intake.moments import clamp
from briefing.model import Article


def outlet_of(url: str | None) -> str | None:
    """The host of an address without ``www.``: the name under which an outlet is counted."""
    try:
        host = urlsplit(url).hostname if url else None
    except ValueError:
        return None
    return host.removeprefix("www.") if host else None


def make_article(
    item: Item,
    article_id: str,
    now: datetime,
    feed_url: str | None = None,
    feed_title: str | None = None,
) -> Article:
    """The article that an item is, taken in at ``now``.

    The outlet is the one that the item names (an aggregator's does), else the host of its link.
    Without a text of its own, the title is the text.
    """
    published, note = clamp(item.published, now)
    if item.published is None or note is None:
        note = item.date_note or note
    return Article(
        id=article_id,
        title=item.title,
        text="\n".join(item.paragraphs) or item.title,
        source=item.source or outlet_of(item.url) or feed_title or outlet_of(feed_url),
        url=readable_url(item.url) if item.url else None,
        published=published,
        fetched=now,
        language=item.language,
        feed=feed_url,
        guid=item.guid,
        author=item.author,
        teaser=not item.complete,
        date_note=note,
        form=item.form,
    )
