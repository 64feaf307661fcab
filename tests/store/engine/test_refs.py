"""Refs of documents: to all who ask, a dictionary in the order in which documents were added."""

from array import array

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.engine.refs import DocumentRefs, Ref

_IDS = st.integers(1, 12)
_CHANGES = st.lists(st.tuples(_IDS, st.none() | st.binary(min_size=1, max_size=2)), max_size=20)


@given(st.lists(_IDS, unique=True), _CHANGES)
def test_refs_are_a_dictionary(placed: list[int], changes: list[tuple[int, bytes | None]]) -> None:
    refs = DocumentRefs(array("q", placed))
    expected: dict[int, Ref] = {doc_id: row for row, doc_id in enumerate(placed)}
    highest = max(placed, default=0)
    for doc_id, document in changes:
        if document is not None:
            refs[doc_id] = expected[doc_id] = document
            highest = max(highest, doc_id)
        else:
            assert refs.pop(doc_id, None) == expected.pop(doc_id, None)
    assert list(refs.items()) == list(expected.items())
    assert list(refs) == list(expected)
    assert len(refs) == len(expected)
    assert refs.last_id <= highest
    for doc_id in range(14):
        assert (doc_id in refs) == (doc_id in expected)
        assert refs.get(doc_id) == expected.get(doc_id)
        if doc_id in expected:
            assert refs[doc_id] == expected[doc_id]


@given(st.lists(_IDS, unique=True), _CHANGES, _CHANGES)
def test_a_copy_stays_as_it_was(
    placed: list[int],
    before: list[tuple[int, bytes | None]],
    after: list[tuple[int, bytes | None]],
) -> None:
    refs = DocumentRefs(array("q", placed))
    _change(refs, before)
    expected = dict(refs.items())
    copy = refs.copy()
    _change(refs, after)
    assert dict(copy.items()) == expected


def _change(refs: DocumentRefs, changes: list[tuple[int, bytes | None]]) -> None:
    for doc_id, document in changes:
        if document is None:
            refs.pop(doc_id, None)
        else:
            refs[doc_id] = document


@pytest.mark.parametrize("placed", [[], [1, 2, 3], [1, 5, 9], [9, 1, 5]])
def test_what_is_not_there_is_said(placed: list[int]) -> None:
    refs = DocumentRefs(array("q", placed))
    for doc_id in (0, 4, 7, 10):
        with pytest.raises(KeyError):
            refs[doc_id]
        with pytest.raises(KeyError):
            del refs[doc_id]


def test_rows_stand_until_one_is_replaced_or_deleted() -> None:
    refs = DocumentRefs(array("q", [1, 2]))
    refs[7] = b"{}"
    assert refs.rows_stand
    assert list(refs.added.items()) == [(7, b"{}")]
    copy = refs.copy()
    refs[1] = b"{}"
    assert not refs.rows_stand
    del copy[2]
    assert not copy.rows_stand
