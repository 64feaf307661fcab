"""A table as TinyDB wants to see it, without making all its documents.

``View`` is what TinyDB reads: document ids as strings, documents decoded when they are looked at.
``TableUpdate`` is what TinyDB's updaters change: it hands out copies and notes which were touched.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, ItemsView, Iterator, Mapping, MutableMapping
from typing import Any

from briefing.errors import StoreCorrupt
from store.engine import jsontext
from store.engine.refs import Ref
from store.engine.tables import Table

Document = dict[str, Any]


class View(Mapping[str, Document]):
    """Documents of one table by id, each decoded afresh on every look."""

    def __init__(
        self, table: Table, staged: Mapping[int, bytes | None], lock: threading.RLock
    ) -> None:
        self._table = table
        self._staged = staged
        self._lock = lock

    def raw(self, doc_id: int) -> bytes | None:
        """A document's JSON, or None."""
        if doc_id in self._staged:
            return self._staged[doc_id]
        ref = self._table.refs.get(doc_id)
        return None if ref is None else self._table.raw(ref)

    def has(self, doc_id: object) -> bool:
        """Whether there is a document of that id."""
        if doc_id in self._staged:
            return self._staged[doc_id] is not None  # type: ignore[index]  # it is one of its keys
        return doc_id in self._table.refs

    def ids(self) -> list[int]:
        """All document ids, in the order in which they were added."""
        with self._lock:
            present = list(self._table.refs)
        if not self._staged:
            return present
        on_disk = set(present)
        remaining = [n for n in present if self._staged.get(n, b"") is not None]
        return remaining + [
            n for n, d in self._staged.items() if d is not None and n not in on_disk
        ]

    def last_id(self) -> int:
        """The highest document id that was ever seen in use."""
        return max(self._table.last_id, max(self._staged, default=0))

    def pick(
        self, doc_ids: list[int], skip: Callable[[StoreCorrupt], None] | None = None
    ) -> Iterator[tuple[int, Document]]:
        """Those documents as they are at this call, decoded while the iterator is consumed.

        A damaged one is handed to ``skip``, or, without that, raises StoreCorrupt.
        """
        return ((n, jsontext.decode(raw)) for n, raw in self.pick_raw(doc_ids, skip))

    def pick_raw(
        self, doc_ids: list[int], skip: Callable[[StoreCorrupt], None] | None = None
    ) -> Iterator[tuple[int, bytes]]:
        """``pick`` of the documents' JSON."""
        table = self._table
        refs: list[tuple[int, Ref | None]] = [
            (n, self._staged[n] if n in self._staged else table.refs.get(n)) for n in doc_ids
        ]
        return _raw(table, refs, skip)

    def __getitem__(self, key: str) -> Document:
        raw = self.raw(int(key)) if key.lstrip("-").isdecimal() else None
        if raw is None:
            raise KeyError(key)
        document: Document = jsontext.decode(raw)
        return document

    def __iter__(self) -> Iterator[str]:
        return map(str, self.ids())

    def items(self) -> ItemsView[str, Document]:
        """Pairs of id and document, the documents as they are at this call."""
        return _Items(self)

    def __len__(self) -> int:
        if not self._staged:
            return len(self._table.refs)
        return len(self.ids())


def _raw(
    table: Table,
    refs: list[tuple[int, Ref | None]],
    skip: Callable[[StoreCorrupt], None] | None,
) -> Iterator[tuple[int, bytes]]:
    for doc_id, ref in refs:
        if ref is None:
            continue
        try:
            document = table.raw(ref)
        except StoreCorrupt as damage:
            if skip is None:
                raise
            skip(damage)
        else:
            yield doc_id, document


class _Items(ItemsView[str, Document]):
    """Reads the table in one pass, which must not see what is written meanwhile."""

    _mapping: View

    def __iter__(self) -> Iterator[tuple[str, Document]]:
        return ((str(n), document) for n, document in self._mapping.pick(self._mapping.ids()))


class TableUpdate(MutableMapping[int, Document]):
    """What an updater may do with a table; ``changes`` says afterwards what it did."""

    def __init__(self, view: View) -> None:
        self._view = view
        self._touched: dict[int, Document] = {}
        self._deleted: set[int] = set()

    def changes(self) -> Iterator[tuple[int, bytes | None]]:
        """Document id and new JSON (None: deleted) of all that differs now; TypeError if none."""
        for doc_id in self._deleted:
            yield doc_id, None
        for doc_id, document in self._touched.items():
            data = jsontext.encode(document)
            if self._view.raw(doc_id) != data:
                yield doc_id, data

    def __getitem__(self, doc_id: int) -> Document:
        if doc_id in self._touched:
            return self._touched[doc_id]
        raw = None if doc_id in self._deleted else self._view.raw(doc_id)
        if raw is None:
            raise KeyError(doc_id)
        document: Document = jsontext.decode(raw)
        self._touched[doc_id] = document
        return document

    def __setitem__(self, doc_id: int, document: Document) -> None:
        self._touched[doc_id] = document
        self._deleted.discard(doc_id)

    def __delitem__(self, doc_id: int) -> None:
        if doc_id not in self:
            raise KeyError(doc_id)
        self._touched.pop(doc_id, None)
        if self._view.has(doc_id):
            self._deleted.add(doc_id)

    def __contains__(self, doc_id: object) -> bool:
        if doc_id in self._touched:
            return True
        return doc_id not in self._deleted and self._view.has(doc_id)

    def __iter__(self) -> Iterator[int]:
        present = self._view.ids()
        on_disk = set(present)
        yield from (n for n in present if n not in self._deleted)
        yield from (n for n in self._touched if n not in on_disk)

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def clear(self) -> None:
        """Delete all documents, without looking at them."""
        self._touched.clear()
        self._deleted = set(self._view.ids())
