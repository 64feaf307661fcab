"""The tables of a store in memory: by document id, where each document is or what it is."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from briefing.errors import StoreCorrupt
from store.engine.index import Columns, Placed
from store.engine.journal import Document
from store.engine.refs import DocumentRefs, Ref
from store.engine.snapshot import Row


class Table:
    """The documents of one table, by document id, in the order in which they were added."""

    def __init__(self, placed: Placed | None = None, refs: Mapping[int, Ref] | None = None) -> None:
        self.placed = placed
        self.refs = DocumentRefs(placed.ids) if placed is not None else DocumentRefs(refs=refs)
        self.last_id = self.refs.last_id
        # Columns of documents that no index knows, kept because there is a look-up for each column.
        self._extracted: dict[int, tuple[Any, ...]] = {}

    def raw(self, ref: Ref) -> bytes:
        """The document's JSON. Raises StoreCorrupt if the disk gives other bytes than were put."""
        if isinstance(ref, int):
            assert self.placed is not None  # noqa: S101  (only placed tables have rows)
            return self.placed.raw(ref)
        return ref if isinstance(ref, bytes) else ref.raw()

    def checksum(self, ref: Ref) -> int:
        """The CRC-32 of the document's JSON, wherever that lies."""
        if isinstance(ref, int):
            assert self.placed is not None  # noqa: S101  (only placed tables have rows)
            return self.placed.checksum(ref)
        return _checksum(ref)

    def checksums_of(self, doc_ids: Iterable[int]) -> list[int | None]:
        """The ``checksum`` of each of those documents; None where there is none."""
        placed = self.placed.checksums if self.placed is not None else ()
        return [
            None if ref is None else placed[ref] if isinstance(ref, int) else _checksum(ref)
            for ref in map(self.refs.get, doc_ids)
        ]

    def value(self, ref: Ref, columns: Columns, position: int) -> Any:
        """One column of one document, from the index where that has it."""
        if isinstance(ref, int) and self.placed is not None:
            values = self.placed.column(columns.names[position])
            if values is not None:
                return values[ref]
        return self._extract(ref, columns)[position]

    def value_of_one(self, ref: Ref, columns: Columns, position: int) -> Any:
        """The same of one document that is not asked of among many: no column is read whole.

        Unless the document is damaged: then the index remembers what it was.
        """
        try:
            return columns.extract(self.raw(ref))[position]
        except StoreCorrupt:
            return self.value(ref, columns, position)

    def _extract(self, ref: Ref, columns: Columns) -> tuple[Any, ...]:
        """The columns of one document; of one that is damaged, those of an empty one."""
        try:
            return columns.extract(self.raw(ref))
        except StoreCorrupt:
            return columns.extract(b"{}")

    def column(self, columns: Columns, position: int) -> list[Any]:
        """One column of every document, in the order of ``refs``."""
        placed_values = self.placed.column(columns.names[position]) if self.placed else None
        if placed_values is None:
            return [self._value_of(n, ref, columns, position) for n, ref in self.refs.items()]
        if self.refs.rows_stand:
            new = self.refs.added.items()
            return [*placed_values, *(self._value_of(n, ref, columns, position) for n, ref in new)]
        return [
            placed_values[ref]
            if isinstance(ref, int)
            else self._value_of(n, ref, columns, position)
            for n, ref in self.refs.items()
        ]

    def new_values(self, columns: Columns, position: int) -> Iterator[tuple[int, Any]]:
        """One column of the documents that the index does not know as they are, by their ids."""
        for doc_id, ref in self.refs.new():
            yield doc_id, self._value_of(doc_id, ref, columns, position)

    def _value_of(self, doc_id: int, ref: Ref, columns: Columns, position: int) -> Any:
        if doc_id not in self._extracted:
            self._extracted[doc_id] = self._extract(ref, columns)
        return self._extracted[doc_id][position]

    def rows(self, columns: Columns | None) -> Iterator[Row]:
        """Everything, for a new snapshot."""
        columns_placed = self._known_values(columns) if columns else []
        for doc_id, ref in self.refs.items():
            document = self.raw(ref)
            values: tuple[Any, ...] = ()
            if columns_placed and isinstance(ref, int):
                values = tuple(column[ref] for column in columns_placed)
            elif columns:
                values = columns.extract(document)
            yield Row(doc_id, document, values)

    def _known_values(self, columns: Columns) -> list[list[Any]]:
        """All columns as the index has them, or none of them if it lacks one."""
        placed = [self.placed.column(name) for name in columns.names] if self.placed else []
        return [column for column in placed if column is not None] if None not in placed else []

    def update(self, documents: Mapping[int, Document | None]) -> None:
        """Put these documents, or with None delete them."""
        for doc_id, document in documents.items():
            self.put(doc_id, document)

    def put(self, doc_id: int, document: Document | None) -> None:
        """Put this document, or with None delete it."""
        self._extracted.pop(doc_id, None)
        if document is None:
            self.refs.pop(doc_id, None)
        else:
            self.refs[doc_id] = document
            if doc_id > self.last_id:
                self.last_id = doc_id

    def copy(self) -> Table:
        """The same documents, unmoved by what is applied to this table later."""
        twin = Table()
        twin.placed, twin.refs, twin.last_id = self.placed, self.refs.copy(), self.last_id
        return twin


def _checksum(document: Document) -> int:
    return zlib.crc32(document) if isinstance(document, bytes) else document.checksum


def frozen(tables: Mapping[str, Table]) -> dict[str, Table]:
    """Those tables as they are now, whatever is applied later."""
    return {name: table.copy() for name, table in tables.items()}
