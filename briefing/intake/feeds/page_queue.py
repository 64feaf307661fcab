"""Which articles of a feed still want their page fetched, and which of them now.

Teasers in the library want theirs, whichever run brought them; so does, where the user has it so,
every new article of a feed. A page that failed is asked for again after a while, some times.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from briefing.feed import FullText
from briefing.intake.feeds.schedule import INTERVAL, LONGEST
from briefing.intake.feeds.subscriptions import pages_key
from briefing.model import Article
from briefing.ports import Json, Library
from briefing.timing import iso

MOST_PAGES: Final = 30
"""Pages fetched for one feed in one round, those of the newest articles first."""

TRIES: Final = 5
"""After so many failures, over two days, a page is taken to be out of reach."""

WANTED_FOR: Final = timedelta(days=14)
"""How long after it came in a teaser's page is asked for; as long as briefings cover."""


@dataclass(frozen=True, slots=True)
class PageQueue:
    """The articles whose pages are to be fetched now, and those that have to wait for a round."""

    now: tuple[Article, ...] = ()
    waiting: tuple[Article, ...] = ()


@dataclass(frozen=True, slots=True)
class _Try:
    """How often a page failed, and when to try again; None: never."""

    failures: int
    due: datetime | None


def queue_of(
    library: Library, feed_url: str, mode: FullText, fresh: Iterable[str], now: datetime
) -> PageQueue:
    """The pages to fetch of a feed's articles; ``fresh`` are the ids of those that just came in.

    With the mode "always" fresh articles that are no teasers want their page too.
    """
    if mode == "never":
        return PageQueue()
    tries = _tries(library.state(pages_key(feed_url)))
    queued = [i for i in tries if tries[i].due is not None]
    ids = dict.fromkeys([*library.teasers(feed_url), *queued, *(fresh if mode == "always" else ())])
    due = (i for i in ids if i not in tries or _is_due(tries[i], now))
    articles = [a for i in due if (a := library.article(i)) and a.url and _is_recent(a, now)]
    articles.sort(key=_moment, reverse=True)
    return PageQueue(tuple(articles[:MOST_PAGES]), tuple(articles[MOST_PAGES:]))


def remember(
    library: Library,
    feed_url: str,
    outcomes: Mapping[str, bool],
    waiting: Iterable[Article],
    now: datetime,
) -> None:
    """Note for articles whether their page brought what was wanted, and which are to wait.

    Teasers need no note to wait: the library knows them. Writes nothing if nothing is to be noted.
    """
    queued = [article.id for article in waiting if not article.teaser]

    def change(stored: Json) -> Json:
        if all(feed.url != feed_url for feed in library.feeds()):
            return None
        tries = _tries(stored)
        for article_id, came in outcomes.items():
            before = tries.pop(article_id, _Try(0, None))
            if not came:
                tries[article_id] = _after(before.failures + 1, now)
        for article_id in queued:
            tries.setdefault(article_id, _Try(0, now))
        return {
            i: [t.failures, iso(t.due)] for i, t in tries.items() if library.article(i) is not None
        } or None

    key = pages_key(feed_url)
    if queued or not all(outcomes.values()) or library.state(key) is not None:
        library.update_state(key, change)


def _after(failures: int, now: datetime) -> _Try:
    if failures >= TRIES:
        return _Try(failures, None)
    return _Try(failures, now + min(INTERVAL * 4 ** (failures - 1), LONGEST))


def _is_due(tried: _Try, now: datetime) -> bool:
    """A time further ahead than any wait is one that a wrong clock has set."""
    return tried.due is not None and not now < tried.due <= now + LONGEST


def _is_recent(article: Article, now: datetime) -> bool:
    return article.fetched is None or article.fetched > now - WANTED_FOR


def _moment(article: Article) -> float:
    return article.published.timestamp() if article.published else 0.0


def _tries(stored: Any) -> dict[str, _Try]:
    return {
        article_id: _Try(failures, datetime.fromisoformat(due) if due else None)
        for article_id, (failures, due) in (stored or {}).items()
    }
