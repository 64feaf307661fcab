"""Remembers JSON values under keys, for whoever asks."""

from __future__ import annotations

import json
from collections.abc import Callable

from briefing.errors import StoreError
from briefing.ports import Json
from store.access import OpenStore
from store.documents import records
from store.documents.records import STATE


class State:
    """The remembered values. See ``briefing.ports.Library`` for what each method promises."""

    def __init__(self, store: OpenStore) -> None:
        self._store = store

    def get(self, key: str) -> Json:
        """A remembered JSON value, or None."""
        record = self._store.read(lambda: self._document(key))
        value: Json = record["value"] if isinstance(record, dict) else None
        return value

    def _document(self, key: str) -> object:
        doc_id = self._store.first(STATE, "key", key)
        return None if doc_id is None else self._store.table(STATE).get(doc_id=doc_id)

    def set(self, key: str, value: Json) -> None:
        """Remember a JSON value under a key; None forgets it. Raises StoreError for no JSON."""
        if value is None:
            self._store.remove_by(STATE, "key", key)
            return
        self._store.put_by(STATE, "key", key, _state_record(key, value))

    def update(self, key: str, change: Callable[[Json], Json]) -> Json:
        """Replace a remembered value by what ``change`` makes of it, and return that.

        No other process writes in between. Raises StoreError for what is no JSON value.
        """

        def update() -> Json:
            value = change(self.get(key))
            self.set(key, value)
            return value

        return self._store.write(update)


def _state_record(key: str, value: Json) -> records.Record:
    try:
        json.dumps(value, allow_nan=False)
    except (TypeError, ValueError) as error:
        raise StoreError(f"state {key!r}", f"is no JSON value ({error})") from error
    return {"key": key, "value": value}
