"""Keeps the subscriptions to feeds, by URL, in the order in which they were added."""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

from briefing.feed import Feed
from store.access import OpenStore
from store.documents import records
from store.documents.records import FEEDS


class Subscriptions:
    """The feeds of a store. See ``briefing.ports.Library`` for what each method promises."""

    def __init__(self, store: OpenStore) -> None:
        self._store = store

    def feeds(self) -> tuple[Feed, ...]:
        """All subscriptions, in the order in which they were added."""
        stored = self._store.read(lambda: list(self._store.table(FEEDS)))
        documents = sorted(stored, key=lambda document: document.doc_id)
        return tuple(records.feed_from_record(document) for document in documents)

    def add_feed(self, feed: Feed) -> bool:
        """Add a subscription; False, and nothing done, if there is one to its URL."""

        def add() -> bool:
            table = self._store.table(FEEDS)
            doc_id = self._store.first(FEEDS, "url", feed.url)
            # Read, and not only looked up: a damaged document is none, and heals.
            if doc_id is not None and table.get(doc_id=doc_id) is not None:
                return False
            table.insert(records.feed_to_record(feed))
            return True

        return self._store.write(add)

    def change_feed(self, url: str, change: Callable[[Feed], Feed]) -> Feed | None:
        """Replace a subscription by what ``change`` makes of it as it is now; None if it is gone.

        With another URL it is filed under that one, in place of another there.
        """

        def replace() -> Feed | None:
            doc_id = self._store.first(FEEDS, "url", url)
            if doc_id is None:
                return None
            table = self._store.table(FEEDS)
            stored = records.feed_from_record(cast("records.Record", table.get(doc_id=doc_id)))
            changed = change(stored)
            if changed.url != url:
                table.remove(doc_ids=self._store.matching(FEEDS, "url", changed.url))
            if changed != stored:
                self._store.put_document(FEEDS, doc_id, records.feed_to_record(changed))
            return changed

        return self._store.write(replace)

    def remove_feed(self, url: str) -> bool:
        """Delete a subscription; whether there was one. Its articles stay."""
        return self._store.remove_by(FEEDS, "url", url)
