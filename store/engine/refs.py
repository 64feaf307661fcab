"""Where each document of a table is, by its id: the rows of an index, and what came after it.

A dictionary of all documents would take most of the time in which a large store is opened, and ten
times the memory of the numbers in it.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import ItemsView, Iterator, Mapping, MutableMapping, Sequence
from itertools import pairwise
from typing import Any, TypeAlias

from store.engine.segment import Appended

# A row of the indexed snapshot, a place in the journal, or the document itself.
Ref: TypeAlias = "int | bytes | Appended"


class DocumentRefs(MutableMapping[int, Ref]):
    """Document id -> ref, in the order in which the documents were added, as a dictionary has it.

    ``ids`` are those of the documents in an indexed snapshot, each once, by row. They are not
    copied, nor may they change.
    """

    def __init__(self, ids: Sequence[int] = (), refs: Mapping[int, Ref] | None = None) -> None:
        self._ids = ids
        self._rows = _Rows(ids)
        self._replaced: dict[int, Ref] = {}  # of the index's documents, each in its old place
        self._deleted: set[int] = set()  # of the index's documents
        self._added: dict[int, Ref] = dict(refs or {})

    @property
    def rows_stand(self) -> bool:
        """Whether all rows of the index are still what they were: ``added`` follows them."""
        return not self._replaced and not self._deleted

    @property
    def last_id(self) -> int:
        """The highest id; 0 if there is none."""
        return max(self._rows.last_id, max(self._added, default=0))

    @property
    def added(self) -> Mapping[int, Ref]:
        """What the index does not have, in the order in which it was put."""
        return self._added

    def changed_rows(self) -> Iterator[tuple[int, int]]:
        """Id and row of the index's documents that were replaced or deleted."""
        for doc_id in (*self._replaced, *self._deleted):
            row = self._rows.of(doc_id)
            if row is not None:
                yield doc_id, row

    def new(self) -> Iterator[tuple[int, Ref]]:
        """Id and ref of the documents that are none of the index's, or no longer."""
        yield from self._replaced.items()
        yield from self._added.items()

    def __getitem__(self, doc_id: int) -> Ref:
        if doc_id in self._added:
            return self._added[doc_id]
        if doc_id in self._replaced:
            return self._replaced[doc_id]
        row = None if doc_id in self._deleted else self._rows.of(doc_id)
        if row is None:
            raise KeyError(doc_id)
        return row

    def __contains__(self, doc_id: object) -> bool:
        return isinstance(doc_id, int) and (
            doc_id in self._added
            or (doc_id not in self._deleted and self._rows.of(doc_id) is not None)
        )

    def __setitem__(self, doc_id: int, ref: Ref) -> None:
        if doc_id in self._added or doc_id in self._deleted or self._rows.of(doc_id) is None:
            self._added[doc_id] = ref
        else:
            self._replaced[doc_id] = ref

    def __delitem__(self, doc_id: int) -> None:
        if doc_id in self._added:
            del self._added[doc_id]
        elif doc_id in self:
            self._replaced.pop(doc_id, None)
            self._deleted.add(doc_id)
        else:
            raise KeyError(doc_id)

    def __len__(self) -> int:
        return len(self._ids) - len(self._deleted) + len(self._added)

    def __iter__(self) -> Iterator[int]:
        if self._deleted:
            yield from (n for n in self._ids if n not in self._deleted)
        else:
            yield from self._ids
        yield from self._added

    def get(self, doc_id: int, default: Any = None) -> Any:
        """The ref of that document, or ``default``."""
        for later in (self._added, self._replaced):
            ref = later.get(doc_id)
            if ref is not None:
                return ref
        row = None if doc_id in self._deleted else self._rows.of(doc_id)
        return default if row is None else row

    def items(self) -> ItemsView[int, Ref]:
        """Pairs of id and ref, in order."""
        return _InOrder(self)

    def in_order(self) -> Iterator[tuple[int, Ref]]:
        """Id and ref of every document, without looking for each."""
        if self.rows_stand:
            yield from zip(self._ids, range(len(self._ids)), strict=True)
        else:
            for row, doc_id in enumerate(self._ids):
                if doc_id not in self._deleted:
                    yield doc_id, self._replaced.get(doc_id, row)
        yield from self._added.items()

    def copy(self) -> DocumentRefs:
        """The same, unmoved by what is put or deleted here later."""
        twin = DocumentRefs(refs=self._added)
        twin._ids, twin._rows = self._ids, self._rows
        twin._replaced, twin._deleted = self._replaced.copy(), self._deleted.copy()
        return twin


class _InOrder(ItemsView[int, Ref]):
    """The items, read in one pass."""

    _mapping: DocumentRefs

    def __iter__(self) -> Iterator[tuple[int, Ref]]:
        return self._mapping.in_order()


class _Rows:
    """Finds the row of an id among those of an index."""

    def __init__(self, ids: Sequence[int]) -> None:
        in_turn = isinstance(ids, range)
        self._ids = ids
        self.last_id = ids[-1] if in_turn and ids else max(ids, default=0)
        self._ascending: bool | None = in_turn or None  # None until somebody has to know
        self._by_id: dict[int, int] = {}

    def of(self, doc_id: int) -> int | None:
        """The row with that id, or None."""
        ids = self._ids
        if not ids or doc_id > self.last_id:
            return None
        # Nearly always: ids are given in turn, and what is deleted leaves few gaps.
        row = doc_id - ids[0]
        if 0 <= row < len(ids) and ids[row] == doc_id:
            return row
        if self._ascending is None:
            self._ascending = all(before < after for before, after in pairwise(ids))
        if not self._ascending:
            return self._row_by_id(doc_id)
        row = bisect_left(ids, doc_id)
        return row if row < len(ids) and ids[row] == doc_id else None

    def _row_by_id(self, doc_id: int) -> int | None:
        if not self._by_id:
            self._by_id = {n: row for row, n in enumerate(self._ids)}
        return self._by_id.get(doc_id)
