"""The user's feeds in a library: subscribing, changing and finding them, and when they were asked.

The moments of fetches that brought nothing are kept in one record for all feeds, written once a
run, so that a round of "nothing new" costs one small write.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import Any

from msgspec.structs import replace

from briefing.errors import UsageError
from briefing.feed import Feed
from briefing.intake.article_ids import FeedMemory
from briefing.intake.text import clean, safe_link
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

    def remember() -> None:
        times: Any = library.state(_TIMES) or {}
        still = {feed.url for feed in library.feeds()}
        merged = {**times, **fresh}
        library.set_state(_TIMES, {url: t for url, t in merged.items() if url in still})

    if fresh:
        library.atomically(remember)


def find(library: Library, name: str) -> Feed:
    """The feed of that URL, title or (where only one has it) part of either.

    Raises ``UsageError`` when there is none, or more than one.
    """
    feeds = subscriptions(library)
    sought = name.strip().casefold()
    exact = [f for f in feeds if sought in (f.url.casefold(), (f.title or "").casefold())]
    close = [f for f in feeds if sought and sought in f"{f.url}\n{f.title or ''}".casefold()]
    matching = exact or close
    if len(matching) == 1:
        return matching[0]
    if not matching:
        raise _unknown(name)
    several = ", ".join(f.url for f in matching[:4])
    raise UsageError(f"feed {clean(name)!r}", f"could be any of {several}", "Give its address")


def subscribe(library: Library, feed: Feed, now: datetime) -> bool:
    """Add a subscription; whether it is new. One that exists is left as it is.

    Raises ``UsageError`` for an address that is not http(s).
    """
    url = safe_link(feed.url)
    if url is None:
        raise UsageError(f"feed {clean(feed.url)!r}", "is not an http(s) address", "Check it")
    return library.add_feed(replace(feed, url=url, title=_name(feed.title), added=now))


def unsubscribe(library: Library, url: str) -> bool:
    """Delete a subscription and what it remembers; whether there was one. Articles stay."""

    def remove() -> bool:
        library.set_state(_memory(url), None)
        library.set_state(pages_key(url), None)
        library.set_state(rechecks_key(url), None)
        library.set_state(aggregator_key(url), None)
        return library.remove_feed(url)

    return library.atomically(remove)


def rename(library: Library, url: str, title: str) -> Feed:
    """Give a feed a name of the user's own; the feed then.

    Raises ``UsageError`` for an empty name, and if there is no such feed any more.
    """
    name = _name(title)
    if name is None:
        raise UsageError("the new name", "is empty", "Give a name that can be read")
    return edit(library, url, lambda feed: replace(feed, title=name))


def pause(library: Library, url: str, paused: bool) -> Feed:
    """Stop asking for a feed, or start again with a clean slate; the feed then, as in ``edit``."""

    def to(feed: Feed) -> Feed:
        if paused:
            return replace(feed, paused=True)
        return replace(feed, paused=False, failures=0, next_fetch=None, last_error=None)

    return edit(library, url, to)


def edit(library: Library, url: str, to: Callable[[Feed], Feed]) -> Feed:
    """``change`` for a user. Raises ``UsageError`` if there is no such feed any more."""
    changed = change(library, url, to)
    if changed is None:
        raise _unknown(url)
    return changed


def _unknown(name: str) -> UsageError:
    return UsageError(f"feed {clean(name)!r}", "is not subscribed to", "See `brief feeds list`")


def change(library: Library, url: str, to: Callable[[Feed], Feed]) -> Feed | None:
    """Change a subscription as it is now, whatever was read of it earlier; None if it is gone.

    ``to`` sets the fields that it is about and leaves the others. With another URL the feed is
    filed under that, with what it remembers; if there is a subscription to that already, it stays
    and this one goes.
    """

    def carry_out() -> Feed | None:
        subscribed = {feed.url: feed for feed in library.feeds()}
        if url not in subscribed:
            return None
        times: Any = library.state(_TIMES) or {}
        changed = to(_with_times(subscribed[url], times.get(url)))
        if changed.url == url:
            return library.change_feed(url, lambda _: changed)
        if changed.url in subscribed:
            unsubscribe(library, url)
            return None
        for key in (_memory, pages_key, rechecks_key):
            library.set_state(key(changed.url), library.state(key(url)))
            library.set_state(key(url), None)
        return library.change_feed(url, lambda _: changed)

    return library.atomically(carry_out)


def seen(library: Library, url: str) -> FeedMemory:
    """What a subscription remembers of the items it has shown."""
    return FeedMemory.from_json(library.state(_memory(url)))


def remember_seen(library: Library, url: str, memory: FeedMemory) -> None:
    """Keep what a subscription remembers."""
    value: Mapping[str, Json] = memory.to_json()
    library.set_state(_memory(url), dict(value))


def _memory(url: str) -> str:
    return f"feed/{url}"


def pages_key(url: str) -> str:
    """The state in which a subscription's pages are that still are to be fetched."""
    return f"pages/{url}"


def rechecks_key(url: str) -> str:
    """The state in which a subscription's pages are that are to be asked for again."""
    return f"rechecks/{url}"


def aggregator_key(url: str) -> str:
    """The state that says how far an aggregator has been read."""
    return f"aggregator/{url}"


def _name(title: str | None) -> str | None:
    return clean(title)[:200] or None if title else None
