"""Look-ups by one column: what was built and then followed is what would be built now."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from store.documents import column_lookups
from store.documents.column_lookups import DistinctLookup, Lookup
from store.documents.columns import COLUMNS
from store.documents.lookups import Lookups
from store.documents.records import ARTICLES
from store.engine import files, jsontext, snapshot
from store.engine.contents import Contents
from store.engine.index import SnapshotHeader, TextChecksums
from store.engine.tables import Table

SHOWN_DAYS = ("2024-05-01", "2024-05-02", "2024-05-03", None)
DAYS = st.sampled_from(SHOWN_DAYS)
CHANGES = st.lists(st.tuples(st.integers(1, 9), DAYS, st.booleans(), st.booleans()), max_size=20)


def _of_day(day: str | None, sample: bool = False) -> bytes:
    return jsontext.encode({"id": "a", "published": day, "sample": sample})


@given(st.dictionaries(st.integers(1, 9), DAYS), CHANGES, st.integers(0, 20), st.booleans())
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_days_and_sums_are_followed(
    tmp_path: Path,
    days: dict[int, str | None],
    changes: list[tuple[int, str | None, bool, bool]],
    built_after: int,
    indexed: bool,
) -> None:
    documents = {n: _of_day(day) for n, day in days.items()}
    if indexed:
        contents = _contents(tmp_path, documents)
    else:
        contents = Contents(tmp_path / "none")
        contents.tables = {ARTICLES: Table(refs=documents)}
    table, lookups = contents.tables[ARTICLES], Lookups()
    days, samples = dict(days), set[int]()
    for number, (doc_id, day, sample, deleted) in enumerate(changes):
        if number == built_after:
            lookups.by_day(contents)
            lookups.total(contents, ARTICLES, "sample")
        old, new = table.refs.get(doc_id), None if deleted else _of_day(day, sample)
        table.put(doc_id, new)
        lookups.changed(table, ARTICLES, doc_id, old, new)
        days.pop(doc_id, None)
        samples.discard(doc_id)
        if not deleted:
            days[doc_id] = day
            samples.update({doc_id} if sample else ())
    by_day = lookups.by_day(contents)
    assert by_day.values == sorted({day for day in days.values() if day is not None})
    for day in SHOWN_DAYS:
        assert by_day.get(day) == sorted(n for n, other in days.items() if other == day)
    assert lookups.total(contents, ARTICLES, "sample") == len(samples)


# They have one CRC-32, so that only looking tells them apart.
TWINS = ("https://b.example/368982", "https://b.example/6000000")
URLS = ("https://a.example/1", *TWINS, None)
_URLS = st.sampled_from(URLS)


def _at(url: str | None) -> bytes:
    return jsontext.encode({"id": "a", "url": url})


def _contents(folder: Path, documents: dict[int, bytes]) -> Contents:
    """A store with a snapshot and an index of those articles."""
    table = Table(refs=documents)
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
    contents = _contents(tmp_path, {n: _at(url) for n, url in urls.items()})
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
    assert list(TextChecksums.of(TWINS).rows_like(one)) == [0, 1]
    lookup = Lookups().by(_contents(tmp_path, {3: _at(one), 7: _at(other)}), ARTICLES, "url")
    assert (lookup.get(one), lookup.get(other)) == ([3], [7])


def test_an_index_without_checksums_is_read_by_its_columns(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    older = {name: columns._replace(distinct=()) for name, columns in COLUMNS.items()}
    with monkeypatch.context() as patch:
        patch.setitem(COLUMNS, ARTICLES, older[ARTICLES])
        contents = _contents(tmp_path, {3: _at("https://a.example/1")})
    lookup = Lookups().by(contents, ARTICLES, "url")
    assert isinstance(lookup, Lookup)
    assert lookup.get("https://a.example/1") == [3]


def test_a_damaged_document_is_still_found_by_what_the_index_knows_of_it(tmp_path: Path) -> None:
    contents = _contents(tmp_path, {3: _at("https://a.example/1")})
    path = tmp_path / files.SNAPSHOT
    path.write_bytes(path.read_bytes().replace(b"a.example/1", b"b.example/1"))
    lookup = Lookups().by(contents, ARTICLES, "url")
    assert lookup.get("https://a.example/1") == [3]
