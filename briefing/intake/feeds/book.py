"""The user's feeds as faces ask for them: over one library, found by name, changed one by one."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from briefing.intake.feeds import subscriptions
from briefing.intake.feeds.schedule import is_wanted
from briefing.model import Feed
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

    def wanted(
        self, now: datetime, urls: Collection[str] | None = None, *, automatic: bool = False
    ) -> list[Feed]:
        """The feeds of those addresses, or (None) all that are to be fetched at that moment.

        ``automatic`` leaves out those whose time has not come.
        """
        return [
            feed
            for feed in self.all()
            if (is_wanted(feed, now, automatic=automatic) if urls is None else feed.url in urls)
        ]

    def subscribe(self, feed: Feed, now: datetime) -> bool:
        """Add a subscription; whether it is new. Raises ``UsageError`` for an odd address."""
        return subscriptions.subscribe(self._library, feed, now)

    def unsubscribe(self, url: str) -> bool:
        """Delete a subscription; whether there was one. Its articles stay."""
        return subscriptions.unsubscribe(self._library, url)

    def rename(self, feed: Feed, title: str) -> Feed:
        """Give a feed a name of the user's own. Raises ``UsageError`` for an empty one."""
        return subscriptions.rename(self._library, feed, title)

    def pause(self, feed: Feed, paused: bool) -> Feed:
        """Stop asking for a feed, or start again with a clean slate."""
        return subscriptions.pause(self._library, feed, paused)

    def save(self, feed: Feed) -> Feed:
        """Store a changed subscription under its URL; the feed itself."""
        return subscriptions.save(self._library, feed)
