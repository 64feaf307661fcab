"""The user's feeds in a library: subscribing, changing and finding them, and when they were asked.

The moments of fetches that brought nothing are kept in one record for all feeds, written once a
run, so that a round of "nothing new" costs one small write.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from msgspec.structs import replace

from briefing.errors import UsageError
from briefing.intake.article_ids import Seen
from briefing.intake.text import clean, safe_link
from briefing.model import Feed
from briefing.ports import Json, Library

_TIMES = "feeds/times"


def subscriptions(library: Library) -> tuple[Feed, ...]:
    """All feeds, in the order in which they were added, with their latest fetch and the next."""
    times: Any = library.state(_TIMES) or {}
    return tuple(_with_times(feed, times.get(feed.url)) for feed in library.feeds())


def _with_times(feed: Feed, times: Any) -> Feed:
    if not times:
        return feed
    last, following = (datetime.fromisoformat(t) for t in times)
    if feed.last_fetch is not None and feed.last_fetch >= last:
        return feed
    return replace(feed, last_fetch=last, next_fetch=following)


def remember_times(library: Library, feeds: Iterable[Feed]) -> None:
    """Note when feeds without news were asked, and when they will be again, in one write."""
    fresh: dict[str, Json] = {
        f.url: [f.last_fetch.isoformat(), f.next_fetch.isoformat()]
        for f in feeds
        if f.last_fetch and f.next_fetch
    }
    if fresh:
        known: Any = library.state(_TIMES) or {}
        still = {feed.url for feed in library.feeds()}
        merged = {**known, **fresh}
        library.set_state(_TIMES, {url: t for url, t in merged.items() if url in still})


def find(library: Library, name: str) -> Feed:
    """The feed of that URL, title or (where only one has it) part of either.

    Raises ``UsageError`` when there is none, or more than one.
    """
    feeds = subscriptions(library)
    wanted = name.strip().casefold()
    exact = [f for f in feeds if wanted in (f.url.casefold(), (f.title or "").casefold())]
    close = [f for f in feeds if wanted and wanted in f"{f.url}\n{f.title or ''}".casefold()]
    found = exact or close
    if len(found) == 1:
        return found[0]
    if not found:
        raise UsageError(f"feed {clean(name)!r}", "is not subscribed to", "See `brief feeds list`")
    several = ", ".join(f.url for f in found[:4])
    raise UsageError(f"feed {clean(name)!r}", f"could be any of {several}", "Give its address")


def subscribe(library: Library, feed: Feed, now: datetime) -> bool:
    """Add a subscription; whether it is new. One that exists is left as it is.

    Raises ``UsageError`` for an address that is not http(s).
    """
    url = safe_link(feed.url)
    if url is None:
        raise UsageError(f"feed {clean(feed.url)!r}", "is not an http(s) address", "Check it")
    if any(known.url == url for known in library.feeds()):
        return False
    library.put_feed(replace(feed, url=url, title=_name(feed.title), added=now))
    return True


def unsubscribe(library: Library, url: str) -> bool:
    """Delete a subscription and what it remembers; whether there was one. Articles stay."""
    library.set_state(_memory(url), None)
    return library.remove_feed(url)


def rename(library: Library, feed: Feed, title: str) -> Feed:
    """Give a feed a name of the user's own. Raises ``UsageError`` for an empty one."""
    name = _name(title)
    if name is None:
        raise UsageError("the new name", "is empty", "Give a name that can be read")
    return save(library, replace(feed, title=name))


def pause(library: Library, feed: Feed, paused: bool) -> Feed:
    """Stop asking for a feed, or start again with a clean slate."""
    if paused:
        return save(library, replace(feed, paused=True))
    return save(library, replace(feed, paused=False, failures=0, next_fetch=None, last_error=None))


def save(library: Library, feed: Feed) -> Feed:
    """Store a changed subscription under its URL; the feed itself."""
    library.put_feed(feed)
    return feed


def move(library: Library, old: Feed, new: Feed) -> None:
    """Store a subscription whose address has changed, with what it remembers.

    If there is a subscription to the new address already, that one stays and the old one goes.
    """
    if all(known.url != new.url for known in library.feeds()):
        library.put_feed(new)
        library.set_state(_memory(new.url), library.state(_memory(old.url)))
    unsubscribe(library, old.url)


def seen(library: Library, url: str) -> Seen:
    """What a subscription remembers of the items it has shown."""
    return Seen.from_json(library.state(_memory(url)))


def remember_seen(library: Library, url: str, memory: Seen) -> None:
    """Keep what a subscription remembers."""
    value: Mapping[str, Json] = memory.to_json()
    library.set_state(_memory(url), dict(value))


def _memory(url: str) -> str:
    return f"feed/{url}"


def _name(title: str | None) -> str | None:
    return clean(title)[:200] or None if title else None
