"""Look-ups by one column: what was built and then followed is what would be built now."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from store.documents import column_lookups
from store.documents.column_lookups import DayLookup, DistinctLookup, Lookup
from store.documents.lookups import Lookups
from store.documents.records import ARTICLES, COLUMNS
from store.engine import files, jsontext, snapshot
from store.engine.contents import Contents
from store.engine.index import Checksums, SnapshotHeader
from store.engine.tables import Table

DAYS = st.sampled_from(("2024-05-01", "2024-05-02", "2024-05-03", None))
DOCUMENTS = st.none() | DAYS
CHANGES = st.lists(st.tuples(st.integers(1, 6), DOCUMENTS, st.booleans()), max_size=20)


def _document(day: str | None) -> bytes:
    return jsontext.encode({"id": "a", "published": day})


def _expected(days: dict[int, str | None]) -> dict[str | None, list[int]]:
    expected: dict[str | None, list[int]] = defaultdict(list)
    for doc_id in sorted(days):
        expected[days[doc_id]].append(doc_id)
    return expected


@given(st.dictionaries(st.integers(1, 6), DAYS), CHANGES)
def test_days_are_followed(
    before: dict[int, str | None], changes: list[tuple[int, str | None, bool]]
) -> None:
    table = Table(refs={n: _document(day) for n, day in before.items()})
    by_day, by = DayLookup(ARTICLES, "day"), Lookup(ARTICLES, "day")
    by_day.build(table)
    by.build(table)
    days = dict(before)
    for doc_id, day, deleted in changes:
        old, new = table.refs.get(doc_id), None if deleted else _document(day)
        table.put(doc_id, new)
        by_day.changed(table, doc_id, old, new)
        by.changed(table, doc_id, old, new)
        if deleted:
            days.pop(doc_id, None)
        else:
            days[doc_id] = day
    expected = _expected(days)
    assert by_day.days == sorted(day for day in expected if day is not None)
    for day in ("2024-05-01", "2024-05-02", "2024-05-03", None):
        assert by_day.get(day) == by.get(day) == expected.get(day, [])


# They have one CRC-32, so that only looking tells them apart.
TWINS = ("https://b.example/368982", "https://b.example/6000000")
URLS = ("https://a.example/1", *TWINS, None)
_URLS = st.sampled_from(URLS)


def _at(url: str | None) -> bytes:
    return jsontext.encode({"id": "a", "url": url})


def _contents(folder: Path, urls: dict[int, str | None]) -> Contents:
    """A store with a snapshot and an index of articles at those addresses."""
    table = Table(refs={n: _at(url) for n, url in urls.items()})
    rows = {ARTICLES: table.rows(COLUMNS[ARTICLES])}
    index = folder / files.index_name(1)
    snapshot.write(folder / files.SNAPSHOT, SnapshotHeader(), rows, COLUMNS, index)
    (folder / files.segment_name(1)).touch()
    contents = Contents(folder)
    contents.refresh()
    return contents


@given(
    st.dictionaries(st.integers(1, 9), _URLS),
    st.lists(st.tuples(st.integers(1, 9), _URLS, st.booleans(), st.booleans()), max_size=20),
    st.integers(0, 20),
    st.sampled_from((0, 3, 500)),
)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_distinct_values_are_found_by_their_checksums(
    tmp_path: Path,
    urls: dict[int, str | None],
    changes: list[tuple[int, str | None, bool, bool]],
    built_after: int,
    many: int,
) -> None:
    contents = _contents(tmp_path, urls)
    table = contents.tables[ARTICLES]
    lookup: Lookup | DistinctLookup | None = None
    urls = dict(urls)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(column_lookups, "MANY", many)
        for number, (doc_id, url, deleted, asked) in enumerate(changes):
            if number == built_after:
                lookup = Lookups().by(contents, ARTICLES, "url")
            old, new = table.refs.get(doc_id), None if deleted else _at(url)
            table.put(doc_id, new)
            if lookup is not None:
                lookup.changed(table, doc_id, old, new)
            if deleted:
                urls.pop(doc_id, None)
            else:
                urls[doc_id] = url
            if asked and lookup is not None:
                _expect(lookup, urls)
        lookup = lookup or Lookups().by(contents, ARTICLES, "url")
        assert isinstance(lookup, DistinctLookup)
        _expect(lookup, urls)


def _expect(lookup: Lookup | DistinctLookup, urls: dict[int, str | None]) -> None:
    for url in URLS[:-1]:
        assert lookup.get(url) == sorted(n for n, other in urls.items() if other == url)
        assert all(lookup.has(url, n) == (urls.get(n) == url) for n in range(10))


def test_checksums_that_are_one_are_told_apart(tmp_path: Path) -> None:
    one, other = TWINS
    assert list(Checksums.of(TWINS).rows_like(one)) == [0, 1]
    lookup = Lookups().by(_contents(tmp_path, {3: one, 7: other}), ARTICLES, "url")
    assert (lookup.get(one), lookup.get(other)) == ([3], [7])


def test_an_index_without_checksums_is_read_by_its_columns(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    older = {name: columns._replace(distinct=()) for name, columns in COLUMNS.items()}
    with monkeypatch.context() as patch:
        patch.setitem(COLUMNS, ARTICLES, older[ARTICLES])
        contents = _contents(tmp_path, {3: "https://a.example/1"})
    lookup = Lookups().by(contents, ARTICLES, "url")
    assert isinstance(lookup, Lookup)
    assert lookup.get("https://a.example/1") == [3]


def test_a_damaged_document_is_still_found_by_what_the_index_knows_of_it(tmp_path: Path) -> None:
    contents = _contents(tmp_path, {3: "https://a.example/1"})
    path = tmp_path / files.SNAPSHOT
    path.write_bytes(path.read_bytes().replace(b"a.example/1", b"b.example/1"))
    lookup = Lookups().by(contents, ARTICLES, "url")
    assert lookup.get("https://a.example/1") == [3]
