"""Look-ups kept in memory: by article id, URL, day, speaker; feeds by URL, state by key; counts.

Each is built from one column of the snapshot's index when it is first asked for, which touches no
document, and is kept in step with every change from then on.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Hashable, Iterator, Mapping, Sequence
from datetime import date
from itertools import islice
from typing import Any, TypeVar

from briefing.kinds import shown_kinds
from briefing.ports import Counts
from store.documents.column_lookups import DistinctLookup, GroupLookup, Lookup, Total, keys_of
from store.documents.columns import COLUMNS
from store.documents.records import ARTICLES, FEEDS, FINDINGS, META
from store.engine.contents import Contents
from store.engine.refs import Ref
from store.engine.tables import Table


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
            for key in keys_of(value):
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


AnyLookup = TypeVar("AnyLookup", "GroupLookup", "Total")


class Lookups:
    """All look-ups of a library, each made when first used.

    ``schema_in_doubt`` is set when the schema version may be another than when it was looked at.
    """

    def __init__(self) -> None:
        self._made: dict[tuple[str, str], Lookup | DistinctLookup | GroupLookup | Total] = {}
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
            if index.column.table == name:
                index.changed(table, doc_id, old, new)

    def by(
        self, contents: Contents, table: str, column: str
    ) -> Lookup | DistinctLookup | GroupLookup:
        """The look-up by that column."""
        if column in COLUMNS[table].grouped:
            return self.by_group(contents, table, column)
        made = self._made.get((table, column))
        if isinstance(made, Lookup | DistinctLookup):
            return made
        lookup = _distinct(contents, table, column) or Lookup(table, column)
        lookup.build(contents.tables.get(table) or Table())
        self._made[table, column] = lookup
        return lookup

    def by_day(self, contents: Contents) -> GroupLookup:
        """Articles by day of publication."""
        return self.by_group(contents, ARTICLES, "day")

    def by_group(self, contents: Contents, table: str, column: str) -> GroupLookup:
        """The look-up by a grouped column."""
        return self._get(contents, table, column, GroupLookup)

    def total(self, contents: Contents, table: str, column: str) -> int:
        """The sum of that column."""
        return self._get(contents, table, column, Total).total

    def counts(self, contents: Contents) -> Counts:
        """How much there is of everything but single findings."""
        days = self.by_day(contents).values
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

    def _get(self, contents: Contents, table: str, column: str, kind: type[AnyLookup]) -> AnyLookup:
        lookup = self._made.get((table, column))
        if not isinstance(lookup, kind):
            lookup = kind(table, column)
            lookup.build(contents.tables.get(table) or Table())
            self._made[table, column] = lookup
        return lookup


def _distinct(contents: Contents, table: str, column: str) -> DistinctLookup | None:
    """The look-up by a distinct column, if the index has what it takes."""
    present = contents.tables.get(table)
    if column not in COLUMNS[table].distinct or present is None or present.placed is None:
        return None
    checksums = present.placed.text_checksums(column)
    if checksums is None:
        return None
    return DistinctLookup(table, column, checksums, lambda: contents.tables.get(table))


def _size(contents: Contents, name: str) -> int:
    table = contents.tables.get(name)
    return len(table.refs) if table else 0
