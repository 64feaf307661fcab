"""Look-ups kept in memory: by article id, URL, day, speaker; feeds by URL, state by key; counts.

Each is built from one column of the snapshot's index when it is first asked for, which touches no
document, and is kept in step with every change from then on.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections import defaultdict
from collections.abc import Collection, Hashable, Iterator, Mapping, Sequence
from datetime import date
from itertools import islice
from typing import Any, TypeVar

from briefing.kinds import shown_kinds
from briefing.ports import Counts
from store.documents.records import ARTICLES, COLUMNS, FEEDS, FINDINGS, META
from store.engine.contents import Contents
from store.engine.tables import Ref, Table

_OF_DAYS = ("day", "until", "ahead")


class Lookup:
    """Column value -> document ids. A list in the column means one value for each member."""

    def __init__(self, table: str, column: str) -> None:
        self.table = table
        self.columns = COLUMNS[table]
        self.position = self.columns.names.index(column)
        # Nearly all values have one document, so the set is made for the second.
        self.found: dict[Hashable, int | set[int]] = {}

    def build(self, table: Table) -> None:
        """Take in a whole table."""
        for doc_id, value in zip(
            table.refs, table.column(self.columns, self.position), strict=True
        ):
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
        return [] if ref is None else _keys(table.value(ref, self.columns, self.position))

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


class _StagedValues:
    """What the documents that a transaction has staged in a table are looked up by.

    ``log`` are the ids of what was staged, in that order; it grows with the transaction.
    """

    def __init__(self, table: str, log: Sequence[int]) -> None:
        self.log = log
        self._columns = COLUMNS[table]
        self._followed = 0
        self._values: dict[int, tuple[Any, ...]] = {}
        self._found: dict[tuple[int, Hashable], set[int]] = defaultdict(set)

    def follow(self, staged: Mapping[int, bytes | None]) -> None:
        """Take in what has been staged since; each document is looked into once."""
        for doc_id in islice(self.log, self._followed, None):
            for key in self._keys_of(doc_id):
                self._found[key].discard(doc_id)
            self._values.pop(doc_id, None)
            if (document := staged[doc_id]) is not None:
                self._values[doc_id] = self._columns.extract(document)
            for key in self._keys_of(doc_id):
                self._found[key].add(doc_id)
        self._followed = len(self.log)

    def _keys_of(self, doc_id: int) -> Iterator[tuple[int, Hashable]]:
        for position, value in enumerate(self._values.get(doc_id, ())):
            for key in _keys(value):
                yield position, key

    def get(self, column: str, value: Hashable) -> Collection[int]:
        """Ids of the staged documents with that value."""
        return self._found.get((self._columns.names.index(column), value), ())


class Overlay:
    """Look-ups over what a transaction has staged and not yet written."""

    def __init__(self) -> None:
        self._tables: dict[str, _StagedValues] = {}

    def over(
        self,
        found: list[int],
        table: str,
        column: str,
        value: Hashable,
        staged: Mapping[int, bytes | None],
        log: Sequence[int],
    ) -> list[int]:
        """The document ids found on disk for that value, as the staged documents make them.

        ``log`` are the ids of what was staged, in that order, one list for one transaction.
        """
        values = self._tables.get(table)
        if values is None or values.log is not log:
            values = self._tables[table] = _StagedValues(table, log)
        values.follow(staged)
        return sorted([*(n for n in found if n not in staged), *values.get(column, value)])


class DayLookup(Lookup):
    """A look-up whose values are ISO days, also in order."""

    def __init__(self, table: str, column: str) -> None:
        super().__init__(table, column)
        self.days: list[str] = []

    def build(self, table: Table) -> None:
        """Take in a whole table, a day at a time rather than a document at a time."""
        documents: dict[Hashable, set[int]] = defaultdict(set)
        for doc_id, key in zip(table.refs, table.column(self.columns, self.position), strict=True):
            documents[key].add(doc_id)
        for key, doc_ids in documents.items():
            self.add(key, next(iter(doc_ids)))
            if len(doc_ids) > 1:
                self.found[key] = doc_ids

    def add(self, key: Hashable, doc_id: int) -> None:
        """Note that the document has this value."""
        if isinstance(key, str) and key not in self.found:
            insort(self.days, key)
        super().add(key, doc_id)

    def discard(self, key: Hashable, doc_id: int) -> None:
        """Note that the document no longer has this value."""
        super().discard(key, doc_id)
        if isinstance(key, str) and key not in self.found:
            place = bisect_left(self.days, key)
            if self.days[place : place + 1] == [key]:
                del self.days[place]

    def between(self, since: date | None, until: date | None) -> list[str]:
        """Days that have documents, from ``since`` to ``until`` (None: unbounded), ascending."""
        first = bisect_left(self.days, since.isoformat()) if since else 0
        last = bisect_right(self.days, until.isoformat()) if until else len(self.days)
        return self.days[first:last]


class Total:
    """The sum of a column of numbers, or the count of what is true in it."""

    def __init__(self, table: str, column: str) -> None:
        self.table = table
        self.columns = COLUMNS[table]
        self.position = self.columns.names.index(column)
        self.total = 0

    def build(self, table: Table) -> None:
        """Take in a whole table."""
        self.total = sum(table.column(self.columns, self.position))

    def changed(self, table: Table, doc_id: int, old: Ref | None, new: Ref | None) -> None:  # noqa: ARG002
        """Follow one change."""
        self.total += self._of(table, new) - self._of(table, old)

    def _of(self, table: Table, ref: Ref | None) -> int:
        return 0 if ref is None else int(table.value(ref, self.columns, self.position))


I = TypeVar("I", "Lookup", "DayLookup", "Total")  # noqa: E741


class Lookups:
    """All look-ups of a library, each made when first used.

    ``schema_in_doubt`` is set when the schema version may be another than when it was looked at.
    """

    def __init__(self) -> None:
        self._made: dict[tuple[str, str], Lookup | Total] = {}
        self.schema_in_doubt = True

    def reset(self) -> None:
        """Forget everything; the contents have been loaded afresh."""
        self._made.clear()
        self.schema_in_doubt = True

    def changed(
        self, table: Table, name: str, doc_id: int, old: Ref | None, new: Ref | None
    ) -> None:
        """Pass a change on to the look-ups of that table."""
        if name == META:
            self.schema_in_doubt = True
        for index in self._made.values():
            if index.table == name:
                index.changed(table, doc_id, old, new)

    def by(self, contents: Contents, table: str, column: str) -> Lookup:
        """The look-up by that column."""
        kind = DayLookup if column in _OF_DAYS else Lookup
        return self._get(contents, table, column, kind)

    def by_day(self, contents: Contents) -> DayLookup:
        """Articles by day of publication."""
        return self.by_days(contents, ARTICLES, "day")

    def by_days(self, contents: Contents, table: str, column: str) -> DayLookup:
        """The look-up by a column of days."""
        return self._get(contents, table, column, DayLookup)

    def total(self, contents: Contents, table: str, column: str) -> int:
        """The sum of that column."""
        return self._get(contents, table, column, Total).total

    def counts(self, contents: Contents) -> Counts:
        """How much there is of everything but single findings."""
        days = self.by_day(contents).days
        return Counts(
            articles=_size(contents, ARTICLES),
            analysed=_size(contents, FINDINGS),
            feeds=_size(contents, FEEDS),
            samples=self.total(contents, ARTICLES, "sample"),
            newest=date.fromisoformat(days[-1]) if days else None,
        )

    def finding_counts(self, contents: Contents) -> dict[str, int]:
        """How many findings of each kind there are, by the kind's plural."""
        plurals = (kind.plural for kind in shown_kinds())
        return {plural: self.total(contents, FINDINGS, plural) for plural in plurals}

    def _get(self, contents: Contents, table: str, column: str, kind: type[I]) -> I:
        lookup = self._made.get((table, column))
        if not isinstance(lookup, kind):
            lookup = kind(table, column)
            lookup.build(contents.tables.get(table) or Table())
            self._made[table, column] = lookup
        return lookup


def _size(contents: Contents, name: str) -> int:
    table = contents.tables.get(name)
    return len(table.refs) if table else 0


def _keys(value: Any) -> list[Hashable]:
    return value if isinstance(value, list) else [value]
