"""Look-ups by one column: what was built and then followed is what would be built now."""

from __future__ import annotations

from collections import defaultdict

from hypothesis import given
from hypothesis import strategies as st

from store.documents.column_lookups import DayLookup, Lookup
from store.documents.records import ARTICLES
from store.engine import jsontext
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
