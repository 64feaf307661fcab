"""The user's feeds as faces ask for them: over one library, found by name, changed one by one."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from datetime import datetime

from briefing.feed import Feed
from briefing.intake.feeds import rechecks, subscriptions
from briefing.intake.feeds.schedule import is_to_fetch
from briefing.ports import Library


class FeedBook:
    """The subscriptions in ``library``. All methods may raise ``StoreError``."""

    def __init__(self, library: Library) -> None:
        self._library = library

    def all(self) -> tuple[Feed, ...]:
        """All feeds, in the order in which they were added."""
        return subscriptions.subscriptions(self._library)

    def find(self, name: str) -> Feed:
        """The feed of that URL, title or part of either. Raises ``UsageError``."""
        return subscriptions.find(self._library, name)

    def to_fetch(
        self, now: datetime, urls: Collection[str] | None = None, *, automatic: bool = False
    ) -> list[Feed]:
        """The feeds of those addresses, or (None) all that are to be fetched at that moment.

        ``automatic`` leaves out those whose time has not come.
        """
        return [
            feed
            for feed in self.all()
            if (is_to_fetch(feed, now, automatic=automatic) if urls is None else feed.url in urls)
        ]

    def with_pages(self) -> tuple[Feed, ...]:
        """The feeds of which pages may be fetched that an earlier round has left."""
        return tuple(feed for feed in self.all() if not feed.paused)

    def added_pages(self, days: int | None, now: datetime) -> tuple[Feed, ...]:
        """What stands for the feed of pages added by their address, if one of them is due now.

        ``days`` is over how many days of articles pages are asked for again, None: over none.
        """
        added = rechecks.ADDED
        due = rechecks.due(self._library, added.url, added.full_text, days, now)
        return (added,) if due.now else ()

    def remember_added(self, pages: Mapping[str, rechecks.Page], days: int, now: datetime) -> None:
        """Remember pages added by their address, by the id of their article."""
        rechecks.remember(self._library, rechecks.ADDED.url, pages, (), days, now)

    def subscribe(self, feed: Feed, now: datetime) -> bool:
        """Add a subscription; whether it is new. Raises ``UsageError`` for an odd address."""
        return subscriptions.subscribe(self._library, feed, now)

    def unsubscribe(self, url: str) -> bool:
        """Delete a subscription; whether there was one. Its articles stay."""
        return subscriptions.unsubscribe(self._library, url)

    def rename(self, url: str, title: str) -> Feed:
        """Give a feed a name of the user's own; the feed then.

        Raises ``UsageError`` for an empty one, and if there is no such feed any more.
        """
        return subscriptions.rename(self._library, url, title)

    def pause(self, url: str, paused: bool) -> Feed:
        """Stop asking for a feed, or start again with a clean slate; the feed then, as ``edit``."""
        return subscriptions.pause(self._library, url, paused)

    def edit(self, url: str, to: Callable[[Feed], Feed]) -> Feed:
        """Set fields of a feed as it is now; the feed then.

        Raises ``UsageError`` if there is no such feed any more.
        """
        return subscriptions.edit(self._library, url, to)
