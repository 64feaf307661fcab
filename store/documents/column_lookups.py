"""Look-ups by one column of a table: values to document ids, shared values in order, and sums.

Each is built from the column, which touches no document, and then follows every change.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right, insort
from collections import defaultdict
from collections.abc import Callable, Hashable, Sequence
from datetime import date
from typing import Any

from store.documents.columns import Column
from store.engine.index import TextChecksums
from store.engine.refs import Ref
from store.engine.tables import Table

_NONE = array("q")
MANY = 500  # documents looked into, after which reading the whole column of 50,000 is less work


class Lookup:
    """Column value -> document ids. A list in the column means one value for each member."""

    def __init__(self, table: str, column: str) -> None:
        self.column = Column(table, column)
        # Nearly all values have one document, so the set is made for the second.
        self.found: dict[Hashable, int | set[int]] = {}

    def build(self, table: Table) -> None:
        """Take in a whole table."""
        for doc_id, value in self.column.values(table):
            if isinstance(value, list):
                for key in value:
                    self.add(key, doc_id)
            else:
                self.add(value, doc_id)

    def changed(self, table: Table, doc_id: int, old: Ref | None, new: Ref | None) -> None:
        """Follow one change."""
        before = self._of(table, old)
        after = self._of(table, new)
        if before != after:
            for key in before:
                self.discard(key, doc_id)
            for key in after:
                self.add(key, doc_id)

    def _of(self, table: Table, ref: Ref | None) -> list[Hashable]:
        return [] if ref is None else keys_of(self.column.value(table, ref))

    def add(self, key: Hashable, doc_id: int) -> None:
        """Note that the document has this value."""
        present = self.found.get(key)
        if present is None:
            self.found[key] = doc_id
        elif isinstance(present, set):
            present.add(doc_id)
        elif present != doc_id:
            self.found[key] = {present, doc_id}

    def discard(self, key: Hashable, doc_id: int) -> None:
        """Note that the document no longer has this value."""
        present = self.found.get(key)
        if isinstance(present, set):
            present.discard(doc_id)
            if not present:
                del self.found[key]
        elif present == doc_id:
            del self.found[key]

    def has(self, key: Hashable, doc_id: int) -> bool:
        """Whether the document has that value."""
        present = self.found.get(key)
        return doc_id in present if isinstance(present, set) else doc_id == present

    def get(self, key: Hashable) -> list[int]:
        """Ids of the documents with that value, ascending."""
        present = self.found.get(key)
        if present is None:
            return []
        return sorted(present) if isinstance(present, set) else [present]


class DistinctLookup:
    """Column value -> document ids, of a column in which nearly every text stands in one document.

    Of documents in the snapshot it holds the checksums that the index has of their texts, and looks
    into those few that may have the text that is asked for.
    """

    def __init__(
        self, table: str, column: str, checksums: TextChecksums, current: Callable[[], Table | None]
    ) -> None:
        """``current`` gives the table as it is now, whatever snapshot that rests on by then."""
        self.column = Column(table, column)
        self._checksums = checksums
        self._current = current
        self._ids: Sequence[int] = ()
        self._changed: set[int] = set()  # documents of which the checksums say nothing any more
        self._added = Lookup(table, column)
        self._looked_into = 0

    def build(self, table: Table) -> None:
        """Take in a whole table, whose index the checksums are of."""
        self._ids = table.placed.ids if table.placed else ()
        self._changed.update(doc_id for doc_id, _ in table.refs.changed_rows())
        for doc_id, value in self.column.new_values(table):
            self._changed.add(doc_id)
            self._added.add(value, doc_id)

    def changed(self, table: Table, doc_id: int, old: Ref | None, new: Ref | None) -> None:
        """Follow one change."""
        known = doc_id in self._changed
        self._changed.add(doc_id)
        self._added.changed(table, doc_id, old if known else None, new)

    def has(self, key: Hashable, doc_id: int) -> bool:
        """Whether the document has that value."""
        return doc_id in self.get(key)

    def get(self, key: Hashable) -> list[int]:
        """Ids of the documents with that value, ascending; none for what is no text."""
        if not isinstance(key, str) or (table := self._current()) is None:
            return []
        like = (self._ids[row] for row in self._checksums.rows_like(key))
        placed = [n for n in like if n not in self._changed and self._value(table, n) == key]
        return sorted([*placed, *self._added.get(key)])

    def _value(self, table: Table, doc_id: int) -> Any:
        """The document's value; None for one that is gone."""
        ref = table.refs.get(doc_id)
        if ref is None:
            return None
        self._looked_into += 1
        many = self._looked_into > MANY
        return self.column.value(table, ref) if many else self.column.value_of_one(table, ref)


class GroupLookup:
    """Column value -> document ids, of a column of days and other texts that many share.

    The ids of a value are numbers in one array, which take a tenth of a set's memory. ``values``
    are in order, None left out.
    """

    def __init__(self, table: str, column: str) -> None:
        self.column = Column(table, column)
        self.values: list[str] = []
        self._documents: dict[Hashable, array[int]] = {}

    def build(self, table: Table) -> None:
        """Take in a whole table."""
        of_index = table.placed.documents_by_value(self.column.name) if table.placed else None
        self._documents = self._in_column(table) if of_index is None else of_index
        self.values = sorted(value for value in self._documents if isinstance(value, str))
        if of_index is not None:
            for doc_id, row in table.refs.changed_rows():
                self.discard(self.column.value(table, row), doc_id)
            for doc_id, value in self.column.new_values(table):
                self.add(value, doc_id)

    def _in_column(self, table: Table) -> dict[Hashable, array[int]]:
        """The documents of each value, by the whole column."""
        documents: dict[Hashable, list[int]] = defaultdict(list)
        for doc_id, value in self.column.values(table):
            documents[value].append(doc_id)
        return {value: array("q", sorted(ids)) for value, ids in documents.items()}

    def changed(self, table: Table, doc_id: int, old: Ref | None, new: Ref | None) -> None:
        """Follow one change."""
        if old is not None:
            self.discard(self.column.value_of_one(table, old), doc_id)
        if new is not None:
            self.add(self.column.value_of_one(table, new), doc_id)

    def add(self, value: Hashable, doc_id: int) -> None:
        """Note that the document has this value."""
        if value not in self._documents:
            self._documents[value] = array("q")
            if isinstance(value, str):
                insort(self.values, value)
        documents = self._documents[value]
        place = bisect_left(documents, doc_id)
        if place == len(documents) or documents[place] != doc_id:
            documents.insert(place, doc_id)

    def discard(self, value: Hashable, doc_id: int) -> None:
        """Note that the document no longer has this value."""
        if not self.has(value, doc_id):
            return
        documents = self._documents[value]
        del documents[bisect_left(documents, doc_id)]
        if not documents:
            del self._documents[value]
            if isinstance(value, str):
                del self.values[bisect_left(self.values, value)]

    def has(self, value: Hashable, doc_id: int) -> bool:
        """Whether the document has that value."""
        documents = self._documents.get(value, _NONE)
        place = bisect_left(documents, doc_id)
        return place < len(documents) and documents[place] == doc_id

    def get(self, value: Hashable) -> list[int]:
        """Ids of the documents with that value, ascending."""
        return self._documents[value].tolist() if value in self._documents else []

    def between(self, since: date | None, until: date | None) -> list[str]:
        """Days that have documents, from ``since`` to ``until`` (None: unbounded), ascending."""
        first = bisect_left(self.values, since.isoformat()) if since else 0
        last = bisect_right(self.values, until.isoformat()) if until else len(self.values)
        return self.values[first:last]


class Total:
    """The sum of a column of numbers, or the count of what is true in it."""

    def __init__(self, table: str, column: str) -> None:
        self.column = Column(table, column)
        self.total = 0

    def build(self, table: Table) -> None:
        """Take in a whole table."""
        of_index = table.placed.total(self.column.name) if table.placed else None
        if of_index is None:
            self.total = sum(value for _, value in self.column.values(table))
            return
        gone = (self.column.value(table, row) for _, row in table.refs.changed_rows())
        new = (value for _, value in self.column.new_values(table))
        self.total = of_index - sum(gone) + sum(new)

    def changed(self, table: Table, doc_id: int, old: Ref | None, new: Ref | None) -> None:  # noqa: ARG002  as of all look-ups
        """Follow one change."""
        self.total += self._of(table, new) - self._of(table, old)

    def _of(self, table: Table, ref: Ref | None) -> int:
        return 0 if ref is None else int(self.column.value(table, ref))


def keys_of(value: Any) -> list[Hashable]:
    """What a document with that value in a column is found by."""
    return value if isinstance(value, list) else [value]
